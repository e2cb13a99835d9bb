"""What does one person see of one task on one day, and what may they do about it?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Actor, Permission, covers
from tracker.people.holders import Holder, named
from tracker.people.store import Agency, agencies
from tracker.resolutions.marks import as_shown
from tracker.resolutions.rules import Clause, Obligation
from tracker.tasks.facts import ExtensionApproved, ExtensionRefused, ExtensionRequested, ExtensionWithdrawn
from tracker.tasks.health import Standing
from tracker.tasks.history import Entry, history, return_to_answer
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.moving import bound_of
from tracker.tasks.order import by_code, predecessors
from tracker.tasks.picture import Picture
from tracker.tasks.pieces import piece
from tracker.tasks.proofs import evidence_of, may_open
from tracker.tasks.rules import nudged_on, steps_for
from tracker.tasks.shown import shown_task
from tracker.tasks.task import Task
from tracker.tasks.unsent import Opened, opened, opened_beside
from tracker.tasks.workflow import STEP, State, Step
from tracker.web.as_of import moment
from tracker.web.frame import language
from tracker.web.kept import fresh, kept


@dataclass(frozen=True)
class Source:
    """Why the task exists: the obligation, its words in the source, and the clauses they stand in."""

    obligation: Obligation
    quote: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Neighbours:
    """The tasks around this one: what must be done before it, and its siblings with their weights together."""

    before: list[TaskLine]
    siblings: list[TaskLine]
    weight: int


MOVES = ExtensionRequested | ExtensionApproved | ExtensionRefused | ExtensionWithdrawn
OFTEN = ("start", "progress", "submit", "confirm")
"""Steps of an agency with a button of their own; the rarer ones are folded."""
ON_THE_PAGE = ("verify", "return", "comment")
"""Steps whose form stands on the page."""


@allow(Permission.TASK_SEE)
def page(task_id: int) -> str:
    """The task as it stands, or stood on a past day."""
    shown, standing = shown_task(task_id)
    steps = () if moment().is_past else open_steps(standing.task, acting())
    if not steps:
        opens = may_open(acting(), standing.task)
        return kept("tasks/page.html", lambda: model(shown, standing, steps), also=opens)
    return fresh("tasks/page.html", model(shown, standing, steps))


def model(shown: Picture, standing: Standing, steps: tuple[Step, ...]) -> dict[str, Any]:
    """What the template shows. Without steps it is the same for all of a role who may open the files, since such a page is kept."""
    task, told, known = standing.task, history(standing.task.id, shown.cut), agencies()
    return dict(
        standing=standing, task=task, plan=task.plan, agency=known[task.agency], served=_served(task, known),
        partners=[known[code].abbr.pick(language()) for code in task.plan.partners], shown=shown, source=_source(shown, task),
        near=_neighbours(shown, standing), told=told, evidence=evidence_of(task, told),
        opens=may_open(acting(), task), **_times(shown, task), steps=steps, **_moves(shown, standing, told),
        offers=offers(task, steps),
        rarer=[step for step in steps if step.name not in (*OFTEN, *ON_THE_PAGE)], **forms_on_page(steps, task),
        nudged=bool(steps) and _nudged_today(task, acting()),
        returned=return_to_answer(task, told), holder=_holder(task), piece=piece,
        verifiable_by_others=bool(steps) and _only_others_verify(task),
    )  # fmt: skip


def open_steps(task: Task, actor: Actor) -> tuple[Step, ...]:
    """The steps that both the workflow and the policy allow this person now."""
    found = (step for step in steps_for(task) if covers(actor, step.permission, task.agency))
    return tuple(step for step in found if step.name != "nudge" or not nudged_on(task, clock.today()))


def _nudged_today(task: Task, actor: Actor) -> bool:
    """Does this person find no button to nudge because the agency was asked today already?"""
    asked = task.state in STEP["nudge"].from_states and nudged_on(task, clock.today())
    return asked and covers(actor, STEP["nudge"].permission, task.agency)


def offers(task: Task, steps: tuple[Step, ...]) -> list[Step]:
    """What the agency does again and again, the act to put forward first: submit what is claimed complete, otherwise log progress."""
    ready = task.claimed == 100 and task.evidence > 0
    first = STEP["submit"] if ready else STEP["progress"]
    reports = [step for step in steps if step.name in OFTEN]
    return sorted(reports, key=lambda step: step is not first)


def _holder(task: Task) -> Holder | None:
    """The post or person that answers for the task; None: the agency as a whole."""
    return named([task.responsible], moment().day)[task.responsible] if task.responsible else None


def _served(task: Task, known: Mapping[str, Agency]) -> Agency | None:
    """The agency that the task is done for, when that is another one."""
    served = task.plan.for_agency
    return known[served] if served and served != task.agency else None


def forms_on_page(steps: Collection[Step], task: Task) -> dict[str, Any]:
    """The forms that stand on a page with others (None: not there), and by the names of their steps how they opened (`begun`).

    Their ids begin with the step's name. A verdict and a comment bring the person's draft along; a return is sent from the verdict's
    form and shares its draft.
    """
    begun: dict[str, Opened] = {}
    for name in ON_THE_PAGE:
        if STEP[name] in steps:
            together = begun.get("verify") if name == "return" else None
            begun[name] = opened_beside(together, STEP[name], task) if together else opened(STEP[name], task)
    for name, each in begun.items():
        if each.form.mentions is not None:
            each.form.mentions.narrow()
        for field in each.form:
            field.id = f"{name}-{field.id}"
    verdict, sending_back, comment = (begun[name].form if name in begun else None for name in ON_THE_PAGE)
    return {"verdict": verdict, "sending_back": sending_back, "comment": comment, "begun": begun}


def _times(shown: Picture, task: Task) -> dict[str, int | None]:
    """Working days: left until the due date, waited for a verdict, and by which the submission came too late."""
    between = shown.calendar.working_days_between
    sent, since = sent_on(task), waiting_on(task)
    return {
        "days_left": between(shown.day, task.due_on),
        "waited": between(since, shown.day) if since else None,
        "sent_late": between(task.due_on, sent) if sent and sent > task.due_on else None,
    }


def _moves(shown: Picture, standing: Standing, told: Iterable[Entry]) -> dict[str, Any]:
    """The obligation's own day, what became of requests for more time (the latest first), and who holds up a blocked task."""
    moves = [entry for entry in told if isinstance(entry.fact, MOVES)]
    bound = bound_of(shown.obligations[standing.task.plan.obligation], shown.calendar)
    return {"moves": moves, "bound": bound, "held": lines([standing])[0].held}


def sent_on(task: Task) -> date | None:
    """The Bangkok day on which the agency sent the submission that waits; None when none does."""
    waits = task.state is State.SUBMITTED and task.sent_at is not None
    return clock.bangkok_day(task.sent_at) if waits else None  # type: ignore[arg-type]


def waiting_on(task: Task) -> date | None:
    """The Bangkok day since which a submission waits: later than it was sent, when a verdict fell; None when none waits."""
    waits = task.state is State.SUBMITTED and task.waiting_since is not None
    return clock.bangkok_day(task.waiting_since) if waits else None  # type: ignore[arg-type]


def _source(shown: Picture, task: Task) -> Source:
    obligation = shown.obligations[task.plan.obligation]
    clauses = tuple(clause for clause in shown.register.clauses if clause.code in obligation.clauses)
    return Source(obligation, as_shown(obligation.quote), clauses)


def _neighbours(shown: Picture, standing: Standing) -> Neighbours:
    plan = standing.task.plan
    same = [
        each for each in shown.standings
        if (each.task.plan.obligation, each.task.plan.agency, each.task.plan.for_agency) == (plan.obligation, plan.agency, plan.for_agency)
    ]  # fmt: skip
    before = predecessors(by_code(shown.standings), standing.task) if plan.after else []
    named = lines([*before, *same])
    return Neighbours(
        named[: len(before)],
        named[len(before) :],
        sum(each.task.plan.weight for each in same if each.health is not None),
    )


def _only_others_verify(task: Task) -> bool:
    """Is this a submission of the coordinator's own agency, so that somebody else must verify it?"""
    actor = acting()
    return (
        task.state is State.SUBMITTED
        and actor.may(Permission.TASK_VERIFY)
        and not covers(actor, Permission.TASK_VERIFY, task.agency)
    )
