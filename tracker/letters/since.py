"""What has become of the tasks of a letter since it was drawn up, and may it still go out? Pure."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker.lang import Bilingual, format_date
from tracker.ledger.refusal import RuleBroken
from tracker.letters import refusals
from tracker.letters.snapshot import LateTask
from tracker.tasks.step import State
from tracker.tasks.task import Task

GONE = Bilingual(th="ไม่อยู่ในทะเบียนแล้ว", en="no longer in the register")
MOVED = Bilingual(th="มีความคืบหน้าหลังจัดทำร่าง", en="moved after the draft")
ASKED = Bilingual(th="หน่วยงานขอขยายกำหนดเวลาแล้ว", en="the agency has asked for more time")
HELD = Bilingual(th="ติดขัดที่หน่วยงานอื่น", en="held up by another agency")


@dataclass(frozen=True, slots=True)
class Change:
    """A task that no longer stands as the letter says, and what became of it."""

    task: LateTask
    what: Bilingual


def changes(said: Iterable[LateTask], now: Mapping[int, Task], drafted_at: datetime) -> tuple[Change, ...]:
    """The tasks of a letter that was drawn up at an instant (aware UTC) that are not as it says, in its order; `now`: by id."""
    found = ((each, _changed(each, now.get(each.id), drafted_at)) for each in said)
    return tuple(Change(each, what) for each, what in found if what is not None)


def mark(found: Iterable[Change]) -> str:
    """What names a list of changes, so that nobody confirms another list than the one that was before their eyes."""
    said = [f"{each.task.id}\n{each.what.th}" for each in found]
    return hashlib.sha256("\n".join(said).encode()).hexdigest()[:32]


def check_read(found: Collection[Change], read: str | None) -> None:
    """Refuse to send a letter about tasks that have changed unless whoever sends it has read how; `read` is the `mark` of the list that
    they read (None: they confirmed nothing)."""
    if not found:
        return
    if read is None:
        raise RuleBroken("read", refusals.changed_since(len(found)))
    if read != mark(found):
        raise RuleBroken("read", refusals.CHANGED_AGAIN)


def _changed(said: LateTask, task: Task | None, drafted_at: datetime) -> Bilingual | None:
    if task is None:
        return GONE
    if task.state in (State.SUBMITTED, State.VERIFIED, State.WAIVED):
        return task.state.title
    if task.due_on != said.due:
        return _other_due(task.due_on)
    if task.moved_at is not None and task.moved_at > drafted_at:
        return MOVED
    return _waits(task, drafted_at)


def _waits(task: Task, drafted_at: datetime) -> Bilingual | None:
    """No letter is drawn up about a task for which more time is asked or that another agency holds up (`reminders.rules.letter_due`)."""
    if task.request is not None and task.request.asked_at > drafted_at:
        return ASKED
    if task.holdup is not None and task.holdup.since > drafted_at and task.holdup.who not in ("", task.agency):
        return HELD
    return None


def _other_due(day: date) -> Bilingual:
    return Bilingual(th=f"กำหนดเปลี่ยนเป็น {format_date(day, 'th')}", en=f"its due date is now {format_date(day, 'en')}")
