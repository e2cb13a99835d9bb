"""Which acts may be done to a task, and who may not do them when? Pure: plain values in, a fact or a refusal out."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.access.policy import Actor
from tracker.clock import bangkok_day
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.tasks import facts, refusals
from tracker.tasks.facts import Evidence, Fact
from tracker.tasks.reasons import REASONS, reason_text
from tracker.tasks.task import Task
from tracker.tasks.workflow import STEPS, Step, When

LONG_BEFORE = timedelta(days=366)
"""Work may begin before a task is given out (EGA had registered names before the resolution), but not by years: that is a typing error."""
LONG_AFTER = timedelta(days=5 * 366)
"""An extension by more than five years is a typing error in the year."""


@dataclass(frozen=True, slots=True)
class Act:
    """What a person asks for, as far as the step asks for it.

    `number` is a piece of evidence, `until` a proposed or granted due date, `who`/`who_words` who must act on a blocked task, `holder`
    a post or person ("post:3", "user:7"), `mentions` accounts, `because` one of the usual reasons for returning.
    """

    note: str = ""
    percent: int | None = None
    effective_on: date | None = None
    evidence: tuple[Evidence, ...] = ()
    number: int | None = None
    until: date | None = None
    who: str = ""
    who_words: str = ""
    holder: str | None = None
    mentions: tuple[int, ...] = ()
    because: str = ""


def decide(
    task: Task, step: Step, act: Act, actor: Actor, today: date, acting_for: Collection[int] = ()
) -> Fact:  # fmt: skip
    """The fact that this act makes true, or RuleBroken with the field and the reason.

    `acting_for`: the accounts whose work this person does while they are away; a rule that keeps two people apart sees through that.

    Rules: a step runs only from the states of its row and while what its row names holds; what its row needs is there; percent is
    0–100; nothing takes effect in the future, nor more than a year before the task starts; a submission has at least one piece of
    evidence that stands; no piece has expired before it is given; nobody
    judges what they themselves submitted or asked for (four eyes); a new due date is later than the present one.
    """
    refused = why_not(task, step)
    if refused is not None:
        raise RuleBroken("", refused)
    _four_eyes(task, step, actor, acting_for)
    if "note" in step.needs and not (act.note.strip() or act.because in REASONS):
        raise RuleBroken("note", step.missing_note)
    _effective(task, step, act, today)
    _evidence(act, today)
    if step.name in OWN_RULES:
        OWN_RULES[step.name](task, act, today)
    fact = fact_of(step, act)
    return (
        replace(fact, from_outside=actor.agency_code != task.agency) if isinstance(fact, facts.CommentAdded) else fact
    )


def why_not(task: Task, step: Step) -> Bilingual | None:
    """Why the step cannot be taken now, whoever asks; None when it can."""
    if task.state not in step.from_states:
        return refusals.not_from(task.state, step)
    return None if HOLDS[step.when](task) else step.when.value


def steps_for(task: Task) -> tuple[Step, ...]:
    """The steps that the workflow allows now, whoever asks."""
    return tuple(step for step in STEPS if why_not(task, step) is None)


HOLDS: Mapping[When, Callable[[Task], bool]] = {
    When.ALWAYS: lambda task: True,
    When.NO_REQUEST: lambda task: task.extension is None,
    When.REQUEST: lambda task: task.extension is not None,
    When.NOT_BLOCKED: lambda task: task.block is None,
    When.BLOCKED: lambda task: task.block is not None,
    When.EVIDENCE: lambda task: bool(task.pieces),
    When.UNANSWERED: lambda task: task.verdict_at is not None,
}


FOUR_EYES = frozenset({"verify", "return", "undo", "approve", "refuse"})
"""Steps that judge what somebody else did; the same person, or somebody acting for that person, cannot take them."""


def _four_eyes(task: Task, step: Step, actor: Actor, acting_for: Collection[int]) -> None:
    people = {actor.id, *acting_for} - {None}
    if step.name in ("verify", "return", "undo") and task.submitted_by in people:
        raise RuleBroken("", refusals.OWN_SUBMISSION)
    if step.name in ("approve", "refuse") and task.extension and task.extension.asked_by in people:
        raise RuleBroken("", refusals.OWN_REQUEST)


def _effective(task: Task, step: Step, act: Act, today: date) -> None:
    if "effective_on" in step.needs and act.effective_on is None:
        raise RuleBroken("effective_on", refusals.MISSING_DAY)
    if act.effective_on is None:
        return
    if act.effective_on > today:
        raise RuleBroken("effective_on", refusals.in_future(act.effective_on))
    if act.effective_on < task.plan.start_on - LONG_BEFORE:
        raise RuleBroken("effective_on", refusals.too_early(act.effective_on, task.plan.start_on))


def _evidence(act: Act, today: date) -> None:
    if len(act.evidence) > refusals.MOST_EVIDENCE:
        raise RuleBroken("evidence", refusals.TOO_MUCH_EVIDENCE)
    for one in act.evidence:
        if one.expires_on is None:
            continue
        if one.expires_on < today:
            raise RuleBroken("evidence", refusals.expired_already(one.title, one.expires_on))
        if one.effective_on is not None and one.expires_on < one.effective_on:
            raise RuleBroken("evidence", refusals.ends_before(one.title))


def _submission(task: Task, act: Act, today: date) -> None:
    if not (act.evidence or task.evidence):
        raise RuleBroken("evidence", refusals.NO_EVIDENCE)


def _addition(task: Task, act: Act, today: date) -> None:
    if not act.evidence:
        raise RuleBroken("evidence", refusals.MISSING_EVIDENCE)


def _replacement(task: Task, act: Act, today: date) -> None:
    standing = {piece.number for piece in task.pieces if piece.replaced_by is None}
    if act.number not in standing:
        raise RuleBroken("number", refusals.NO_SUCH_PIECE)
    if len(act.evidence) != 1:
        raise RuleBroken("evidence", refusals.ONE_PIECE)


def _later(task: Task, act: Act, today: date) -> None:
    if act.until is None:
        raise RuleBroken("until", refusals.MISSING_UNTIL)
    if act.until <= task.due_on:
        raise RuleBroken("until", refusals.not_later(act.until, task.due_on))
    if act.until < today:
        raise RuleBroken("until", refusals.in_past(act.until))
    if act.until > max(task.due_on, today) + LONG_AFTER:
        raise RuleBroken("until", refusals.too_late(act.until))


def _blocker(task: Task, act: Act, today: date) -> None:
    if not (act.who or act.who_words.strip()):
        raise RuleBroken("who", refusals.MISSING_WHO)
    if act.who and not re.fullmatch(r"[a-z0-9-]{1,40}", act.who):
        raise RuleBroken("who", refusals.MISSING_WHO)


def nudged_on(task: Task, day: date) -> bool:
    """Has a coordinator asked on that day (Bangkok) to get on with the task? Once a day is enough."""
    return task.nudged_at is not None and bangkok_day(task.nudged_at) == day


def _nudge(task: Task, act: Act, today: date) -> None:
    if nudged_on(task, today):
        raise RuleBroken("", refusals.NUDGED_TODAY)


def _holder(task: Task, act: Act, today: date) -> None:
    if act.holder is not None and not re.fullmatch(r"(?:post|user):[1-9][0-9]{0,8}", act.holder):
        raise RuleBroken("holder", refusals.NO_SUCH_HOLDER)


OWN_RULES: Mapping[str, Callable[[Task, Act, date], None]] = {
    "submit": _submission,
    "attach": _addition,
    "replace": _replacement,
    "extend": _later,
    "approve": _later,
    "block": _blocker,
    "responsible": _holder,
    "nudge": _nudge,
}
"""What a step asks for beyond its row."""


def fact_of(step: Step, act: Act) -> Fact:
    """What the act says, whatever the task's state; RuleBroken for a percentage outside 0–100 and for what is needed and missing."""
    if step.name == "progress" and (act.percent is None or not 0 <= act.percent <= 100):
        raise RuleBroken("percent", refusals.PERCENT_RANGE)
    if step.name == "replace" and (act.number is None or not act.evidence):
        raise RuleBroken("evidence", refusals.ONE_PIECE)
    if step.name in ("extend", "approve") and act.until is None:
        raise RuleBroken("until", refusals.MISSING_UNTIL)
    return FACT_OF[step.name](act)


FACT_OF: Mapping[str, Callable[[Act], Fact]] = {
    "start": lambda act: facts.WorkStarted(act.note),
    "progress": lambda act: facts.ProgressLogged(act.percent or 0, act.note, act.evidence),
    "confirm": lambda act: facts.NothingChanged(act.note),
    "submit": lambda act: facts.TaskSubmitted(act.note, act.evidence),
    "attach": lambda act: facts.EvidenceAdded(act.evidence, act.note),
    "replace": lambda act: facts.EvidenceReplaced(act.number or 0, act.evidence[0], act.note),
    "extend": lambda act: facts.ExtensionRequested(act.until or date.max, act.note),
    "unextend": lambda act: facts.ExtensionWithdrawn(act.note),
    "approve": lambda act: facts.ExtensionApproved(act.until or date.max, act.note),
    "refuse": lambda act: facts.ExtensionRefused(act.note),
    "block": lambda act: facts.TaskBlocked(act.note, act.who, act.who_words),
    "unblock": lambda act: facts.TaskUnblocked(act.note),
    "verify": lambda act: facts.TaskVerified(act.note),
    "return": lambda act: facts.TaskReturned(reason_text(act.because, act.note), act.because),
    "undo": lambda act: facts.VerdictWithdrawn(act.note),
    "waive": lambda act: facts.TaskWaived(act.note),
    "reinstate": lambda act: facts.TaskReinstated(act.note),
    "responsible": lambda act: facts.ResponsibleNamed(act.holder, act.note),
    "nudge": lambda act: facts.AgencyNudged(act.note),
    "comment": lambda act: facts.CommentAdded(act.note, act.mentions),
}
