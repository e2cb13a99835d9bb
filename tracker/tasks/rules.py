"""What is a task, which acts change it, and who may not do them when? Pure: plain values in, a fact or a refusal out."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from tracker.access.policy import Actor
from tracker.clock import bangkok_day
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind, to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.resolutions.expansion import TaskPlan
from tracker.tasks import refusals
from tracker.tasks.workflow import STEPS, State, Step

LONG_BEFORE = timedelta(days=366)
"""Work may begin before a task is given out (EGA had registered names before the resolution), but not by years: that is a typing error."""


@dataclass(frozen=True, slots=True)
class Evidence:
    """An address that shows what was done; `label` is what the liaison calls it."""

    address: str
    label: str = ""


@kind
@dataclass(frozen=True, slots=True)
class TaskAssigned:
    """A task came into being from the register's template."""

    plan: TaskPlan
    position: int


@kind
@dataclass(frozen=True, slots=True)
class TaskRevised:
    """The register changed the task's title, weight or dates; its progress stays."""

    plan: TaskPlan
    position: int


@kind
@dataclass(frozen=True, slots=True)
class WorkStarted:
    """The agency began."""

    note: str = ""


@kind
@dataclass(frozen=True, slots=True)
class ProgressLogged:
    """The agency reported how far it is: a claim, in whole percent."""

    percent: int
    note: str
    evidence: tuple[Evidence, ...] = ()


@kind
@dataclass(frozen=True, slots=True)
class TaskSubmitted:
    """The agency claims that the task is complete and asks for verification."""

    note: str
    evidence: tuple[Evidence, ...] = ()


@kind
@dataclass(frozen=True, slots=True)
class TaskVerified:
    """A coordinator saw the proof and accepts the task as done."""

    note: str = ""


@kind
@dataclass(frozen=True, slots=True)
class TaskReturned:
    """A coordinator sent the submission back; the reason says what is missing."""

    reason: str


@kind
@dataclass(frozen=True, slots=True)
class TaskWaived:
    """The task is not being pursued; it leaves every percentage. `by_register`: its template is no longer in the register."""

    reason: str
    by_register: bool = False


@kind
@dataclass(frozen=True, slots=True)
class TaskReinstated:
    """A waived task is to be done after all; it goes on from where it stood."""

    reason: str


@kind
@dataclass(frozen=True, slots=True)
class CommentAdded:
    """Somebody said something about the task; nothing else changed."""

    text: str


@dataclass(frozen=True, slots=True)
class Task:
    """A task as it stands. Percentages are whole numbers; `claimed` is what the agency says, `verified` what was accepted.

    `last_note` is the agency's own latest words (a start, progress or a submission) and `noted_on` the Bangkok day it was recorded;
    `reason` is why it was last returned, waived or taken up again. While it is waived, `state_before_waiver` is where it goes on
    from, and `withdrawn` says that the register waived it, not a person.
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
    submitted_at: datetime | None = None
    submitted_by: int | None = None
    evidence: int = 0
    last_note: str = ""
    noted_on: date | None = None
    reason: str = ""
    state_before_waiver: State | None = None
    withdrawn: bool = False

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


@dataclass(frozen=True, slots=True)
class Act:
    """What a person asks for, as far as the step asks for it."""

    note: str = ""
    percent: int | None = None
    effective_on: date | None = None
    evidence: tuple[Evidence, ...] = ()


Fact = (
    WorkStarted | ProgressLogged | TaskSubmitted | TaskVerified | TaskReturned | TaskWaived | TaskReinstated | CommentAdded
)  # fmt: skip


def decide(task: Task, step: Step, act: Act, actor: Actor, today: date) -> Fact:
    """The fact that this act makes true, or RuleBroken with the field and the reason.

    Rules: a step runs only from the states of its row; what its row needs is there; percent is 0–100; nothing takes effect in the
    future, nor more than a year before the task starts; a submission has at least one piece of evidence, of its own or logged
    before; nobody verifies or returns what they themselves submitted (four eyes).
    """
    if task.state not in step.from_states:
        raise RuleBroken("", refusals.not_from(task.state, step))
    if step.name in ("verify", "return") and actor.id is not None and actor.id == task.submitted_by:
        raise RuleBroken("", refusals.OWN_SUBMISSION)
    if "note" in step.needs and not act.note.strip():
        raise RuleBroken("note", step.missing_note)
    if "effective_on" in step.needs and act.effective_on is None:
        raise RuleBroken("effective_on", refusals.MISSING_DAY)
    if act.effective_on is not None and act.effective_on > today:
        raise RuleBroken("effective_on", refusals.in_future(act.effective_on))
    if len(act.evidence) > refusals.MOST_EVIDENCE:
        raise RuleBroken("evidence", refusals.TOO_MUCH_EVIDENCE)
    if step.name == "submit" and not (act.evidence or task.evidence):
        raise RuleBroken("evidence", refusals.NO_EVIDENCE)
    if act.effective_on is not None and act.effective_on < task.plan.start_on - LONG_BEFORE:
        raise RuleBroken("effective_on", refusals.too_early(act.effective_on, task.plan.start_on))
    return fact_of(step, act)


def fact_of(step: Step, act: Act) -> Fact:
    """What the act says, whatever the task's state; RuleBroken for a percentage outside 0–100."""
    match step.name:
        case "start":
            return WorkStarted(act.note)
        case "progress":
            if act.percent is None or not 0 <= act.percent <= 100:
                raise RuleBroken("percent", refusals.PERCENT_RANGE)
            return ProgressLogged(act.percent, act.note, act.evidence)
        case "submit":
            return TaskSubmitted(act.note, act.evidence)
        case "verify":
            return TaskVerified(act.note)
        case "return":
            return TaskReturned(act.note)
        case "waive":
            return TaskWaived(act.note)
        case "reinstate":
            return TaskReinstated(act.note)
        case "comment":
            return CommentAdded(act.note)
    raise TypeError(f"no such step: {step.name}")


def apply(task: Task | None, event: Event, fact: object) -> Task:
    """The task after an event. The first event of a stream assigns it."""
    if isinstance(fact, TaskAssigned):
        return Task(_task_id(event.stream), fact.plan, fact.position, event.version, event.recorded_at)
    if task is None:
        raise TypeError(f"{event.stream} begins with {event.kind}")
    return replace(_changed(task, event, fact), version=event.version, changed_at=event.recorded_at)


def _changed(task: Task, event: Event, fact: object) -> Task:
    match fact:
        case TaskRevised():
            return replace(task, plan=fact.plan, position=fact.position)
        case WorkStarted():
            return replace(_noted(task, event, fact.note), state=State.IN_PROGRESS)
        case ProgressLogged():
            state = State.RETURNED if task.state is State.RETURNED else State.IN_PROGRESS
            return replace(_claim(task, event, fact.percent, fact.note, len(fact.evidence)), state=state)
        case TaskSubmitted():
            claimed = _claim(task, event, 100, fact.note, len(fact.evidence))
            return replace(claimed, state=State.SUBMITTED, submitted_at=event.recorded_at, submitted_by=event.actor_id)
        case TaskVerified():
            return replace(task, state=State.VERIFIED, verified=100)
        case TaskReturned():
            return replace(task, state=State.RETURNED, reason=fact.reason)
        case TaskWaived():
            waived = replace(task, state=State.WAIVED, reason=fact.reason)
            return replace(waived, state_before_waiver=task.state, withdrawn=fact.by_register)
        case TaskReinstated():
            state = task.state_before_waiver or State.NOT_STARTED
            return replace(task, state=state, state_before_waiver=None, withdrawn=False, reason=fact.reason)
        case CommentAdded():
            return task
    raise TypeError(f"{fact!r} says nothing about a task")


def _claim(task: Task, event: Event, percent: int, note: str, evidence: int) -> Task:
    noted = _noted(task, event, note)
    return replace(noted, claimed=percent, claimed_on=event.effective_on, evidence=task.evidence + evidence)


def _noted(task: Task, event: Event, note: str) -> Task:
    """The agency said something; silence leaves what it said before."""
    return replace(task, last_note=note, noted_on=bangkok_day(event.recorded_at)) if note else task


def fold(events: Iterable[Event]) -> dict[int, Task]:
    """All tasks after these events, by id; events of other streams are passed over."""
    tasks: dict[int, Task] = {}
    for event in events:
        if event.stream.startswith("task:"):
            id_ = _task_id(event.stream)
            tasks[id_] = apply(tasks.get(id_), event, to_fact(event.kind, event.data))
    return tasks


def steps_for(task: Task) -> tuple[Step, ...]:
    """The steps that the workflow allows from the task's state, whoever asks."""
    return tuple(step for step in STEPS if task.state in step.from_states)


def _task_id(stream: str) -> int:
    return int(stream.partition(":")[2])
