"""What happened to a task, who did it, and which evidence came with it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind_name, to_fact
from tracker.ledger.store import events
from tracker.people.store import names_of
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
    `named` are the people whom the fact speaks of."""

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

    @property
    def title(self) -> Bilingual:
        """What was done."""
        return TITLES[self.kind]


def history(task_id: int, cut: int) -> list[Entry]:
    """What happened to the task up to a cut of the ledger, newest first."""
    return entries(list(events(stream=f"task:{task_id}", upto=cut)))[::-1]


def entries(found: Iterable[Event]) -> list[Entry]:
    """Events as entries, in their order."""
    listed = [(event, to_fact(event.kind, event.data)) for event in found]
    wanted = {event.actor_id for event, _fact in listed if event.actor_id is not None}
    names = names_of(wanted.union(*(_people_in(fact) for _event, fact in listed)))
    return [_entry(event, fact, names) for event, fact in listed]


def return_to_answer(task: Task, told: Iterable[Entry]) -> Entry | None:
    """The return that the agency still has to answer, from its history (newest first); None when there is none."""
    if task.state is not State.RETURNED:
        return None
    return next((entry for entry in told if isinstance(entry.fact, TaskReturned)), None)


def _people_in(fact: object) -> set[int]:
    """The accounts that a fact names."""
    match fact:
        case ResponsibleNamed(holder=str(holder)) if holder.startswith("user:"):
            return {int(holder.partition(":")[2])}
        case CommentAdded():
            return set(fact.mentions)
    return set()


def _entry(event: Event, fact: object, names: dict[int, Bilingual]) -> Entry:
    who = THE_SYSTEM if event.actor_id is None else names.get(event.actor_id, SOMEBODY)
    named = tuple(names.get(id_, SOMEBODY) for id_ in sorted(_people_in(fact)))
    return Entry(
        event.seq, event.version, event.kind, event.stream, fact, who, event.recorded_at, event.effective_on, event.hash, named
    )  # fmt: skip
