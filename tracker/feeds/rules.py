"""What stands in a calendar that other programs read? Pure: what is known of some tasks in, entries out.

An entry is a whole day and keeps its key for good. Its number of changes is that of the task's history (and, where the calendar of
working days places it, of that calendar too): whatever moves or ends an entry was recorded, so the number rises with it, and no
clock has a part in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import Protocol

from tracker.lang import Bilingual, format_date
from tracker.ledger.refusal import RuleBroken
from tracker.tasks.workflow import OPEN, State

LIVE = OPEN | {State.SUBMITTED}
"""States in which somebody still has to do something before the task is done."""
KEPT = timedelta(days=30)
"""So long after its last change a task that is done or not pursued stands in the calendar as cancelled, then no more. Programs that hold
what they once read hear of the end so; in those that show cancelled entries struck through they do not pile up."""
BACK, AHEAD = timedelta(days=180), timedelta(days=400)
"""How far around today a calendar reaches: nobody turns further pages."""
MOST_ENTRIES = 1000
MOST_FEEDS = 10
TUESDAY = 1


class WorkingDays(Protocol):
    """What the rules need to know of working days."""

    def is_working(self, day: date) -> bool:
        """Do offices work on that day?"""


@dataclass(frozen=True, slots=True)
class Year:
    """The calendar of working days, how often people have put it right, and when they last did (UTC)."""

    days: WorkingDays
    changes: int = 0
    changed_at: datetime | None = None


class Sort(StrEnum):
    """What a day in the calendar is."""

    DUE = "due"
    REPORTING = "reporting"
    CABINET = "cabinet"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The word for people."""
        return SORT_TITLES[self]


SORT_TITLES = {
    Sort.DUE: Bilingual(th="ครบกำหนด", en="Due"),
    Sort.REPORTING: Bilingual(th="วันรายงาน", en="Reporting day"),
    Sort.CABINET: Bilingual(th="เสนอคณะรัฐมนตรีได้", en="Can go to the Cabinet"),
}
WORDS = Bilingual(th="{what}: {title} ({who})", en="{what}: {title} ({who})")
OURS = Bilingual(th="ระบบกำหนดวันนี้ มิใช่วันที่คณะรัฐมนตรีกำหนด", en="This day was set by this system, not by the Cabinet.")
OURS_TUESDAY = Bilingual(
    th="ระบบกำหนด: วันอังคารแรกที่เป็นวันทำการหลังวันครบกำหนด มิใช่กำหนดการประชุมของคณะรัฐมนตรี",
    en="Set by this system: the first working Tuesday after the due date, not a sitting that the Cabinet has fixed.",
)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a calendar knows of a task. `who` does it; `planned_on` is the original day; `version` counts its events and `changed_at` is
    the last one's (UTC); `derived`: we set the date, not the Cabinet; `recurring`: it belongs to a duty to report periodically."""

    id: int
    code: str
    title: Bilingual
    who: Bilingual
    due_on: date
    planned_on: date
    state: State
    version: int
    changed_at: datetime
    derived: bool = True
    recurring: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day in a calendar. `key` names it for good within this installation, `changes` counts from 0, `task` is its page."""

    key: str
    sort: Sort
    day: date
    title: Bilingual
    remarks: tuple[Bilingual, ...]
    task: int
    changes: int
    changed_at: datetime
    cancelled: bool


def entries(duties: Iterable[Duty], year: Year) -> Iterator[Entry]:
    """What some tasks put into a calendar: the due date of each, and for one of a recurring duty the Cabinet's day after it, which still
    comes when the task is done."""
    for duty in duties:
        yield _due(duty)
        if duty.recurring:
            yield _slot(duty, year)


def cabinet_day(after: date, days: WorkingDays) -> date:
    """The first Tuesday after a day on which offices work: the Cabinet normally meets on Tuesdays."""
    day = after + timedelta(days=(TUESDAY - after.weekday() - 1) % 7 + 1)
    while not days.is_working(day):
        day += timedelta(days=7)
    return day


def check_room(open_feeds: int) -> None:
    """Refuse an address beyond MOST_FEEDS that one person has open."""
    if open_feeds >= MOST_FEEDS:
        raise RuleBroken(
            "",
            Bilingual(
                th=f"ท่านมีที่อยู่ปฏิทินที่ใช้ได้ {MOST_FEEDS} รายการแล้ว กรุณายกเลิกรายการที่ไม่ใช้ก่อน",
                en=f"You have {MOST_FEEDS} calendar addresses open; take back one that you do not use first.",
            ),
        )


def _due(duty: Duty) -> Entry:
    sort = Sort.REPORTING if duty.recurring else Sort.DUE
    plain = duty.state in (State.NOT_STARTED, State.IN_PROGRESS)
    what = sort.title if plain else duty.state.title
    remarks = (_code(duty), *_moved(duty), *((OURS,) if duty.derived else ()))
    return _entry(f"task-{duty.id}", sort, duty.due_on, what, remarks, duty)


def _slot(duty: Duty, year: Year) -> Entry:
    day = cabinet_day(duty.due_on, year.days)
    found = _entry(f"cabinet-{duty.id}", Sort.CABINET, day, Sort.CABINET.title, (_code(duty), OURS_TUESDAY), duty)
    changed_at = max(duty.changed_at, year.changed_at or duty.changed_at)
    waived = duty.state is State.WAIVED
    return replace(found, changes=found.changes + year.changes, changed_at=changed_at, cancelled=waived)


def _entry(key: str, sort: Sort, day: date, what: Bilingual, remarks: tuple[Bilingual, ...], duty: Duty) -> Entry:
    title = WORDS.format(what=what, title=duty.title, who=duty.who)
    return Entry(key, sort, day, title, remarks, duty.id, duty.version - 1, duty.changed_at, duty.state not in LIVE)


def _code(duty: Duty) -> Bilingual:
    return Bilingual(th=f"งาน {duty.code} · {duty.state.title.th}", en=f"Task {duty.code} · {duty.state.title.en}")


def _moved(duty: Duty) -> tuple[Bilingual, ...]:
    if duty.due_on == duty.planned_on:
        return ()
    original = Bilingual(
        th=f"กำหนดเดิม {format_date(duty.planned_on, 'th', 'long')}",
        en=f"Originally due {format_date(duty.planned_on, 'en', 'long')}",
    )
    return (original,)
