"""What is a task, and what does each fact make of it? Pure: a history in, the state out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime

from tracker.clock import bangkok_day
from tracker.ledger.event import Event
from tracker.ledger.kinds import to_fact
from tracker.resolutions.expansion import TaskPlan
from tracker.tasks import facts
from tracker.tasks.facts import Evidence
from tracker.tasks.movement import moved_by
from tracker.tasks.step import Reopened, State


@dataclass(frozen=True, slots=True)
class Piece:
    """One piece of evidence of a task. `number` counts from 1 in the order given; `replaced_by` is the number of what took its place;
    `given_at` is aware UTC, `given_by` an account."""

    number: int
    evidence: Evidence
    given_at: datetime
    given_by: int | None
    replaced_by: int | None = None
    expired: bool = False

    @property
    def stands(self) -> bool:
        """Does it still prove something: neither replaced nor expired?"""
        return self.replaced_by is None and not self.expired


@dataclass(frozen=True, slots=True)
class Extension:
    """A request for more time that waits for an answer."""

    until: date
    reason: str
    asked_at: datetime
    asked_by: int | None


@dataclass(frozen=True, slots=True)
class Block:
    """What holds a task up since when, and who must act: an agency's code, or words."""

    reason: str
    since: datetime
    who: str = ""
    who_words: str = ""


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it stands. Percentages are whole numbers; `claimed` is what the agency says, `verified` what was accepted.

    `last_note` is the agency's own latest words (a start, progress or a submission) and `noted_on` the Bangkok day it was recorded;
    `reported_at` is when the agency last reported anything, also that nothing changed. `sent_at` is when the agency last submitted it,
    which says whether it came in time; `waiting_since` is since when it waits for verification: the submission, or the moment a verdict
    fell. `reopened` says why it waits again, `reopened_words` the reason that a person gave for that; `objection` is what somebody
    outside the agency last said about the submission, until the agency answers or a verdict falls. `verdict_at` and `verdict_by`
    belong to the last verdict while the agency has not reported since. `reason` is why it was last returned, waived or taken up again.
    While it is waived, `state_before_waiver` is where it goes on from, and `withdrawn`
    says that the register waived it, not a person. `nudged_at` is when a coordinator last asked to get on with it,
    `moved_at` when something last moved it (tracker/tasks/movement.py).
    """

    id: int
    plan: TaskPlan
    position: int
    version: int
    changed_at: datetime
    state: State = State.NOT_STARTED
    claimed: int = 0
    verified: int = 0
    claimed_on: date | None = None
    sent_at: datetime | None = None
    waiting_since: datetime | None = None
    submitted_by: int | None = None
    verdict_at: datetime | None = None
    verdict_by: int | None = None
    reopened: Reopened = Reopened.NOT
    reopened_words: str = ""
    objection: str = ""
    pieces: tuple[Piece, ...] = ()
    last_note: str = ""
    noted_on: date | None = None
    reported_at: datetime | None = None
    reason: str = ""
    extended_to: date | None = None
    extension: Extension | None = None
    block: Block | None = None
    responsible: str | None = None
    state_before_waiver: State | None = None
    withdrawn: bool = False
    nudged_at: datetime | None = None
    moved_at: datetime | None = None

    @property
    def code(self) -> str:
        """The code people quote, e.g. O-1.3-T4."""
        return self.plan.code

    @property
    def agency(self) -> str:
        """The code of the agency that carries it out."""
        return self.plan.agency

    @property
    def waived(self) -> bool:
        """True when it is not being pursued and counts nowhere."""
        return self.state is State.WAIVED

    @property
    def request(self) -> Extension | None:
        """The request for more time that somebody has to answer: that of a task which is not being pursued rests until it is."""
        return None if self.waived else self.extension

    @property
    def holdup(self) -> Block | None:
        """What holds it up now: nothing, while it is not being pursued."""
        return None if self.waived else self.block

    @property
    def due_on(self) -> date:
        """The day it is due now: the plan's, or a later one that was granted. The plan's own stays beside it wherever it is shown."""
        return max(self.plan.due_on, self.extended_to) if self.extended_to else self.plan.due_on

    @property
    def evidence(self) -> int:
        """How many pieces of evidence still stand."""
        return sum(piece.stands for piece in self.pieces)

    def twin(self, sha256: str, before: int | None = None) -> int | None:
        """The number of the first piece, ahead of number `before`, whose file has this content; None when there is none."""
        alike = (p.number for p in self.pieces if sha256 and p.evidence.sha256 == sha256)
        return next((number for number in alike if before is None or number < before), None)

    @property
    def expires_on(self) -> date | None:
        """The first day on which one of the standing pieces ends; None when none does."""
        return min((p.evidence.expires_on for p in self.pieces if p.stands and p.evidence.expires_on), default=None)


def apply(task: Task | None, event: Event, fact: object) -> Task:
    """The task after an event. The first event of a stream assigns it."""
    if isinstance(fact, facts.TaskAssigned):
        return Task(_task_id(event.stream), fact.plan, fact.position, event.version, event.recorded_at)
    if task is None:
        raise TypeError(f"{event.stream} begins with {event.kind}")
    for changed in (_reported, _judged, _moved):
        after = changed(task, event, fact)
        if after is not None:
            return replace(
                after, version=event.version, changed_at=event.recorded_at, objection=_objection(task, fact),
                moved_at=moved_by(fact, event.recorded_at, task),
            )  # fmt: skip
    raise TypeError(f"{fact!r} says nothing about a task")


def _reported(task: Task, event: Event, fact: object) -> Task | None:
    """What the agency says about its work and shows for it."""
    match fact:
        case facts.WorkStarted():
            return replace(_said(task, event, fact.note), state=State.IN_PROGRESS)
        case facts.ProgressLogged():
            state = State.RETURNED if task.state is State.RETURNED else State.IN_PROGRESS
            return replace(_claim(task, event, fact.percent, fact.note, fact.evidence), state=state)
        case facts.NothingChanged():
            said = _said(task, event, fact.note)
            return replace(said, claimed_on=bangkok_day(event.recorded_at) if task.claimed_on else None)
        case facts.TaskSubmitted():
            claimed = _claim(task, event, 100, fact.note, fact.evidence)
            sent = replace(claimed, sent_at=event.recorded_at, submitted_by=event.actor_id, block=None)
            return _waiting(sent, event, Reopened.NOT)
        case facts.EvidenceAdded():
            return _with_pieces(task, event, fact.evidence)
        case facts.EvidenceReplaced():
            return _replaced(task, event, fact)
        case facts.EvidenceExpired():
            pieces = tuple(replace(p, expired=True) if p.number in fact.numbers else p for p in task.pieces)
            return _doubted(replace(task, pieces=pieces), event, Reopened.EXPIRED)
    return None


def _judged(task: Task, event: Event, fact: object) -> Task | None:
    """What a coordinator decides about it."""
    verdict: dict[str, object] = {
        "verdict_at": event.recorded_at, "verdict_by": event.actor_id, "reopened": Reopened.NOT, "reopened_words": "",
    }  # fmt: skip
    match fact:
        case facts.TaskVerified():
            return replace(task, state=State.VERIFIED, verified=100, extension=None, **verdict)  # type: ignore[arg-type]
        case facts.TaskReturned():
            return replace(task, state=State.RETURNED, reason=fact.reason, **verdict)  # type: ignore[arg-type]
        case facts.VerdictWithdrawn():
            open_again = replace(task, verified=0, verdict_at=None, verdict_by=None)
            return _waiting(open_again, event, Reopened.WITHDRAWN, fact.reason)
        case facts.TaskWaived():
            waived = replace(task, state=State.WAIVED, reason=fact.reason)
            return replace(waived, state_before_waiver=task.state, withdrawn=fact.by_register)
        case facts.TaskReinstated():
            state = task.state_before_waiver or State.NOT_STARTED
            return replace(task, state=state, state_before_waiver=None, withdrawn=False, reason=fact.reason)
    return None


def _moved(task: Task, event: Event, fact: object) -> Task | None:
    """What changes its dates, its ways and its people; its progress stays."""
    match fact:
        case facts.TaskRevised():
            return replace(task, plan=fact.plan, position=fact.position)
        case facts.ExtensionRequested():
            return replace(task, extension=Extension(fact.until, fact.reason, event.recorded_at, event.actor_id))
        case facts.ExtensionApproved():
            return replace(task, extension=None, extended_to=fact.until)
        case facts.ExtensionWithdrawn() | facts.ExtensionRefused():
            return replace(task, extension=None)
        case facts.TaskBlocked():
            return replace(task, block=Block(fact.reason, event.recorded_at, fact.who, fact.who_words))
        case facts.TaskUnblocked():
            return replace(task, block=None)
        case facts.ResponsibleNamed():
            return replace(task, responsible=fact.holder)
        case facts.AgencyNudged():
            return replace(task, nudged_at=event.recorded_at)
        case facts.CommentAdded():
            return task
    return None


ANSWERS = (
    facts.WorkStarted, facts.ProgressLogged, facts.NothingChanged, facts.TaskSubmitted, facts.EvidenceAdded, facts.EvidenceReplaced,
    facts.ExtensionRequested, facts.ExtensionWithdrawn, facts.TaskVerified, facts.TaskReturned, facts.VerdictWithdrawn,
)  # fmt: skip
"""What only the agency can do, and the verdicts: after each of these nothing of what was said before is open."""


def _objection(task: Task, fact: object) -> str:
    """What is open after this fact: words from outside while the task waits, answered by the agency's own words or any act of its own."""
    if isinstance(fact, facts.CommentAdded):
        waits = task.state is State.SUBMITTED
        return (fact.text if waits else task.objection) if fact.from_outside else ""
    return "" if isinstance(fact, ANSWERS) else task.objection


def _doubted(task: Task, event: Event, why: Reopened, words: str = "") -> Task:
    """What was verified rests on evidence that is no longer there: it waits again. Otherwise nothing but the evidence changes."""
    return _waiting(replace(task, verified=0), event, why, words) if task.state is State.VERIFIED else task


def _waiting(task: Task, event: Event, why: Reopened, words: str = "") -> Task:
    waits = replace(task, state=State.SUBMITTED, waiting_since=event.recorded_at)
    return replace(waits, reopened=why, reopened_words=words)


def _replaced(task: Task, event: Event, fact: facts.EvidenceReplaced) -> Task:
    added = _with_pieces(task, event, (fact.evidence,))
    number = len(added.pieces)
    pieces = tuple(replace(p, replaced_by=number) if p.number == fact.number else p for p in added.pieces)
    doubted = _doubted(replace(added, pieces=pieces), event, Reopened.REPLACED, fact.reason)
    return replace(doubted, submitted_by=event.actor_id) if doubted.state is not task.state else doubted


def _claim(task: Task, event: Event, percent: int, note: str, evidence: tuple[Evidence, ...]) -> Task:
    return replace(
        _with_pieces(_said(task, event, note), event, evidence), claimed=percent, claimed_on=event.effective_on
    )


def _with_pieces(task: Task, event: Event, evidence: tuple[Evidence, ...]) -> Task:
    first = len(task.pieces) + 1
    new = (Piece(n, one, event.recorded_at, event.actor_id) for n, one in enumerate(evidence, first))
    return replace(task, pieces=(*task.pieces, *new))


def _said(task: Task, event: Event, note: str) -> Task:
    """The agency reported, which answers any verdict; silence leaves what it said before."""
    reported = replace(task, reported_at=event.recorded_at, verdict_at=None, verdict_by=None)
    return replace(reported, last_note=note, noted_on=bangkok_day(event.recorded_at)) if note else reported


def fold(events: Iterable[Event]) -> dict[int, Task]:
    """All tasks after these events, by id; events of other streams are passed over."""
    tasks: dict[int, Task] = {}
    for event in events:
        if event.stream.startswith("task:"):
            id_ = _task_id(event.stream)
            tasks[id_] = apply(tasks.get(id_), event, to_fact(event.kind, event.data))
    return tasks


def _task_id(stream: str) -> int:
    return int(stream.partition(":")[2])
