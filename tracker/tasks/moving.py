"""What should a person know before a due date is moved, and what holds a task up? Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from tracker.lang import Bilingual, format_date
from tracker.resolutions.kinds import DeadlineBasis
from tracker.resolutions.rules import Obligation
from tracker.tasks.task import Task
from tracker.workdays import WorkingCalendar

OF_THE_CABINET = frozenset({DeadlineBasis.STATED, DeadlineBasis.PURPOSE, DeadlineBasis.INHERITED})
"""Days that come from the resolution's own words; nobody but the Cabinet moves them."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The day that the task's obligation names itself, and the last working day up to it. `cabinet`: it is the Cabinet's own day."""

    on: date
    last_working_day: date
    cabinet: bool


def bound_of(obligation: Obligation, calendar: WorkingCalendar) -> Bound | None:
    """The obligation's own day; None when no document names one."""
    if obligation.deadline is None:
        return None
    last = calendar.last_working_day_on_or_before(obligation.deadline)
    return Bound(obligation.deadline, last, obligation.in_resolution and obligation.deadline_basis in OF_THE_CABINET)


def cautions(until: date, bound: Bound | None, calendar: WorkingCalendar) -> tuple[Bilingual, ...]:
    """What is odd about moving a due date to this day, in whole sentences; it may be done all the same."""
    found = []
    if bound is not None and until > bound.on:
        found.append(_beyond(until, bound))
    if not calendar.covers(until):
        found.append(UNCOVERED)
    elif not calendar.is_working(until):
        found.append(_closed(until, calendar))
    return tuple(found)


def original_due(task: Task) -> date | None:
    """The due date that the plan has, when another one was granted; None when it holds."""
    return task.plan.due_on if task.due_on != task.plan.due_on else None


def held_by(task: Task, names: Mapping[str, Bilingual]) -> Bilingual | None:
    """Who must act on a blocked task: an agency by its name, somebody in words, or both; None when it is not blocked."""
    if task.block is None:
        return None
    agency, words = names.get(task.block.who, Bilingual(th="", en="")), task.block.who_words
    return Bilingual(th=f"{agency.th} {words}".strip(), en=f"{agency.en} {words}".strip())


UNCOVERED = Bilingual(
    th="ปฏิทินวันหยุดของระบบยังไปไม่ถึงปีนั้น จำนวนวันทำการจึงนับวันหยุดไม่ครบ",
    en="The calendar of holidays does not reach that year, so working days are counted without them.",
)


def _beyond(until: date, bound: Bound) -> Bilingual:
    th, en = (format_date(until, lang, "long") for lang in ("th", "en"))
    own_th, own_en = (format_date(bound.on, lang, "long") for lang in ("th", "en"))
    if bound.cabinet:
        return Bilingual(
            th=f"{th} อยู่หลังวันที่คณะรัฐมนตรีกำหนด ({own_th}) การขยายกำหนดของงานไม่เลื่อนวันตามมติ รายงานต่อคณะรัฐมนตรีจะยังเทียบกับวันตามมติ",
            en=f"{en} lies after the Cabinet's own day ({own_en}). More time for the task does not move that day; the report to the "
            "Cabinet is still measured against it.",
        )
    return Bilingual(
        th=f"{th} อยู่หลังวันที่ระบุในเอกสารต้นเรื่อง ({own_th}) ซึ่งไม่เลื่อนตาม",
        en=f"{en} lies after the day that the source document names ({own_en}), which does not move with it.",
    )


def _closed(until: date, calendar: WorkingCalendar) -> Bilingual:
    name, last = calendar.holiday_name(until), calendar.last_working_day_on_or_before(until)
    return Bilingual(
        th=f"{format_date(until, 'th', 'full')} เป็นวันหยุด{f' ({name.th})' if name else ''} "
        f"วันทำการสุดท้ายก่อนวันนั้นคือ {format_date(last, 'th', 'full')}",
        en=f"{format_date(until, 'en', 'full')} is a day off{f' ({name.en})' if name else ''}; the last working day before it is "
        f"{format_date(last, 'en', 'full')}.",
    )
