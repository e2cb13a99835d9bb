"""What happened to a task, who did it, and which evidence came with it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import IN_PLACE_OF, kind_name, to_fact
from tracker.ledger.store import events
from tracker.people.delegations import DelegationEnded, DelegationGiven
from tracker.people.holders import titles
from tracker.people.posts import PostCharged, PostClosed, PostHeld, PostVacated
from tracker.tasks.facts import (
    CommentAdded,
    EvidenceExpired,
    ResponsibleNamed,
    TaskAssigned,
    TaskReturned,
    TaskRevised,
)
from tracker.tasks.task import Task
from tracker.tasks.workflow import STEPS, State

THE_SYSTEM = Bilingual(th="ระบบ", en="The system")
SOMEBODY = Bilingual(th="ผู้ใช้ที่ไม่มีในทะเบียนแล้ว", en="Somebody no longer registered")

TITLES: dict[str, Bilingual] = {step.kind: step.past for step in STEPS} | {
    kind_name(TaskAssigned): Bilingual(th="กำหนดงาน", en="Task assigned"),
    kind_name(TaskRevised): Bilingual(th="ปรับกำหนดงาน", en="Task revised"),
    kind_name(EvidenceExpired): Bilingual(th="หลักฐานหมดอายุ", en="Evidence expired"),
}
"""What each kind of event is called in a list."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One event for people: what (`kind`, `fact`), who (a post), when it was recorded (UTC) and from when it holds;
    `named` are the posts and people whom the fact speaks of; `in_place_of` is for whom it was done."""

    seq: int
    version: int
    kind: str
    stream: str
    fact: object
    who: Bilingual
    at: datetime
    effective_on: date | None
    hash: str
    named: tuple[Bilingual, ...] = ()
    in_place_of: Bilingual | None = None

    @property
    def title(self) -> Bilingual:
        """What was done."""
        return TITLES[self.kind]

    @property
    def task_id(self) -> int:
        """The task that it happened to."""
        return int(self.stream.partition(":")[2])


def history(task_id: int, cut: int) -> list[Entry]:
    """What happened to the task up to a cut of the ledger, newest first."""
    return entries(list(events(stream=f"task:{task_id}", upto=cut)))[::-1]


def entries(found: Iterable[Event]) -> list[Entry]:
    """Events as entries, in their order."""
    listed = [(event, to_fact(event.kind, event.data)) for event in found]
    names = titles({key for event, fact in listed for key in (*_actors(event), *_named_in(event.stream, fact))})
    return [_entry(event, fact, names) for event, fact in listed]


def return_to_answer(task: Task, told: Iterable[Entry]) -> Entry | None:
    """The return that the agency still has to answer, from its history (newest first); None when there is none."""
    if task.state is not State.RETURNED:
        return None
    return next((entry for entry in told if isinstance(entry.fact, TaskReturned)), None)


def actors(event: Event) -> tuple[int, ...]:
    """The accounts of who acted, and of in whose place; none when it was the system."""
    return tuple(id_ for id_ in (event.actor_id, event.data.get(IN_PLACE_OF)) if id_ is not None)


def acted(event: Event, names: Mapping[int, Bilingual]) -> Bilingual:
    """Who acted, and in whose place, in words; `names` by account."""
    if event.actor_id is None:
        return THE_SYSTEM
    who, *behind = (names.get(id_, SOMEBODY) for id_ in actors(event))
    if not behind:
        return who
    return Bilingual(th=f"{who.th} แทน {behind[0].th}", en=f"{who.en} in place of {behind[0].en}")


def _actors(event: Event) -> tuple[str, ...]:
    return tuple(f"user:{id_}" for id_ in actors(event))


def _named_in(stream: str, fact: object) -> tuple[str, ...]:
    """The posts and accounts that a fact speaks of, by their keys."""
    match fact:
        case ResponsibleNamed(holder=str(holder)):
            return (holder,)
        case CommentAdded():
            return tuple(f"user:{id_}" for id_ in fact.mentions)
        case PostHeld():
            return (stream, f"user:{fact.user}")
        case PostVacated() | PostCharged() | PostClosed():
            return (stream,)
        case DelegationGiven() | DelegationEnded():
            return (f"user:{fact.giver}", f"user:{fact.taker}")
    return ()


def _entry(event: Event, fact: object, names: Mapping[str, Bilingual]) -> Entry:
    who, *behind = (names.get(key, SOMEBODY) for key in _actors(event)) if event.actor_id is not None else (THE_SYSTEM,)
    named = tuple(names.get(key, SOMEBODY) for key in _named_in(event.stream, fact))
    return Entry(
        event.seq, event.version, event.kind, event.stream, fact, who, event.recorded_at, event.effective_on, event.hash, named,
        next(iter(behind), None),
    )  # fmt: skip
