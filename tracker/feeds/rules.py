"""What stands in a calendar that other programs read? Pure: what is known of some tasks in, entries out.

An entry is a whole day and keeps its key for good. Its number of changes is that of the task's history, of its obligation's and, where the
calendar of working days places it, of that calendar's: whatever moves or ends an entry was recorded, so the number rises with it, and
no clock has a part in it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum

from tracker.cadence.rules import WorkingDays, cabinet_day
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
PLANNED = Bilingual(
    th="งวด {code} · ยังไม่ถึงงวด ระบบจะสร้างงานเมื่อเริ่มงวด",
    en="Period {code} · Still to come; its task is made when the period begins",
)
OURS_TUESDAY = Bilingual(
    th="ระบบกำหนด: วันอังคารแรกที่เป็นวันทำการหลังวันครบกำหนด มิใช่กำหนดการประชุมของคณะรัฐมนตรี",
    en="Set by this system: the first working Tuesday after the due date, not a sitting that the Cabinet has fixed.",
)


@dataclass(frozen=True, slots=True)
class Duty:
    """What a calendar knows of a task. `who` does it; `planned_on` is the original day; `version` counts its events and `changed_at` is
    the last one's (UTC); `derived`: we set the date, not the Cabinet; `told` counts what was recorded of its obligation.

    `recurring`: it belongs to a duty to report periodically; `stopped`: to one that was such a duty until lately; `leaves`: for that reason
    it does not belong into this calendar any more. Where a cadence makes the task, `agency` is the code of who does it, and `obligation`
    is its code: by agency and the code of its period the day is known before there is a task (then `id` is None).
    """

    id: int | None
    code: str
    title: Bilingual
    who: Bilingual
    due_on: date
    planned_on: date
    state: State
    version: int
    changed_at: datetime
    derived: bool = True
    told: int = 0
    recurring: bool = False
    stopped: bool = False
    leaves: bool = False
    agency: str | None = None
    obligation: str = ""

    @property
    def key(self) -> str:
        """What names it for good within this installation."""
        return f"{self.id}" if self.agency is None else f"{self.code}-{self.agency}"


@dataclass(frozen=True, slots=True)
class Entry:
    """One whole day in a calendar. `key` names it for good within this installation, `changes` counts from 0, `task` is its page (None:
    there is no task yet, and its page is that of the `obligation`)."""

    key: str
    sort: Sort
    day: date
    title: Bilingual
    remarks: tuple[Bilingual, ...]
    task: int | None
    changes: int
    changed_at: datetime
    cancelled: bool
    obligation: str = ""


def entries(duties: Iterable[Duty], year: Year) -> Iterator[Entry]:
    """What some tasks put into a calendar: the due date of each, and for one of a recurring duty the Cabinet's day after it, which still
    comes when the task is done."""
    for duty in duties:
        yield _due(duty, year)
        if duty.recurring or duty.stopped:
            yield _slot(duty, year)


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


def _due(duty: Duty, year: Year) -> Entry:
    sort = Sort.REPORTING if duty.recurring else Sort.DUE
    plain = duty.state in (State.NOT_STARTED, State.IN_PROGRESS)
    what = sort.title if plain else duty.state.title
    remarks = (_code(duty), *_moved(duty), *((OURS,) if duty.derived else ()))
    placed = Year(year.days) if duty.agency is None else year
    over = duty.leaves or duty.state not in LIVE
    return _entry(f"task-{duty.key}", sort, duty.due_on, what, remarks, duty, placed, over)


def _slot(duty: Duty, year: Year) -> Entry:
    day, what = cabinet_day(duty.due_on, year.days), Sort.CABINET.title
    remarks, over = (_code(duty), OURS_TUESDAY), duty.stopped or duty.state is State.WAIVED
    return _entry(f"cabinet-{duty.key}", Sort.CABINET, day, what, remarks, duty, year, over)


def _entry(
    key: str, sort: Sort, day: date, what: Bilingual, remarks: tuple[Bilingual, ...], duty: Duty, placed: Year, cancelled: bool
) -> Entry:  # fmt: skip
    """The entry; `placed` is the calendar of working days that has a part in where it stands, so that its changes count."""
    title = WORDS.format(what=what, title=duty.title, who=duty.who)
    changes = max(duty.version - 1 + duty.told + placed.changes, 0)
    changed_at = max(duty.changed_at, placed.changed_at or duty.changed_at)
    return Entry(key, sort, day, title, remarks, duty.id, changes, changed_at, cancelled, duty.obligation)


def _code(duty: Duty) -> Bilingual:
    if duty.id is None:
        return PLANNED.format(code=duty.code)
    return Bilingual(th=f"งาน {duty.code} · {duty.state.title.th}", en=f"Task {duty.code} · {duty.state.title.en}")


def _moved(duty: Duty) -> tuple[Bilingual, ...]:
    if duty.due_on == duty.planned_on:
        return ()
    original = Bilingual(
        th=f"กำหนดเดิม {format_date(duty.planned_on, 'th', 'long')}",
        en=f"Originally due {format_date(duty.planned_on, 'en', 'long')}",
    )
    return (original,)
