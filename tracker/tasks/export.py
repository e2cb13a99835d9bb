"""What stands in an exported list of tasks? The cells of each chosen column, and what is said about the list before them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any

from tracker.access.policy import Actor
from tracker.lang import Bilingual, format_date, format_instant
from tracker.tasks.columns import Column
from tracker.tasks.lines import TaskLine
from tracker.tasks.workflow import State
from tracker.web.workbook import Value, day_cells, day_headings

PORTION = 1000
"""So many tasks are turned into lines at a time; no more than that are held."""

ABOUT = Bilingual(th="ข้อมูลชุดนี้", en="About this list")
TASKS = Bilingual(th="งาน", en="Tasks")
DONE_FOR = Bilingual(th="ทำให้", en="Done for")
PLANNED = Bilingual(th="กำหนดเดิม", en="Originally due")
RESOLUTION = Bilingual(th="มติ", en="Resolution")
WORST_FIRST = Bilingual(th="เรียงจากล่าช้าและเสี่ยงก่อน", en="late and at risk first")
NO_FILTER = Bilingual(th="ไม่มี (ทุกงานที่ยังดำเนินการ)", en="none (all tasks that are being pursued)")


@dataclass(frozen=True, slots=True)
class About:
    """What was exported: of which resolution, which tasks, in which order, on which day, known up to which event, by whom, and out of
    how many."""

    resolution: Bilingual
    conditions: Sequence[Bilingual]
    order: Bilingual
    day: date
    cut: int
    by: Actor
    at: datetime
    rows: int
    of: int

    def lines(self) -> list[tuple[Bilingual, Value]]:
        """As names and values, in both languages."""
        return [
            (RESOLUTION, self.resolution),
            (Bilingual(th="จำนวนงาน", en="Tasks in this list"), self.rows),
            (Bilingual(th="จากทั้งหมด", en="Out of"), self.of),
            *((Bilingual(th="ตัวกรอง", en="Filter"), each) for each in self.conditions or [NO_FILTER]),
            (Bilingual(th="เรียงตาม", en="Sorted by"), self.order),
            (Bilingual(th="ข้อมูล ณ วันที่", en="As known on"), in_both(lambda lang: format_date(self.day, lang, "full"))),
            (Bilingual(th="วันที่ (ค.ศ.)", en="Day (ISO)"), self.day),
            (Bilingual(th="ถึงบันทึกลำดับที่", en="Up to row of the record"), self.cut),
            (Bilingual(th="ส่งออกโดย", en="Exported by"), in_both(lambda lang: f"{self.by.name.pick(lang)} ({self.by.email})")),
            (Bilingual(th="ส่งออกเมื่อ", en="Exported at"), in_both(lambda lang: format_instant(self.at, lang))),
        ]  # fmt: skip


def in_both(say: Callable[[str], str]) -> Bilingual:
    """What is said in each of the two languages."""
    return Bilingual(th=say("th"), en=say("en"))


def headings(columns: Iterable[Column], several: bool) -> list[Bilingual]:
    """The heads of the table; `several` resolutions: each row begins with its own."""
    return [*([RESOLUTION] if several else []), *(heading for each in columns for heading in _headings(each))]


def _headings(column: Column) -> Sequence[Bilingual]:
    match column.name:
        case "due":
            return (*day_headings(column.title), *day_headings(PLANNED))
        case "reported":
            return day_headings(column.title)
        case "agency":
            return (column.title, DONE_FOR)
        case "waiting":
            return (Bilingual(th="รอตรวจ (วันทำการ)", en="Waiting (working days)"),)
    return (column.title,)


def rows(tasks: Iterable[TaskLine], columns: Sequence[Column], several: bool, lang: str) -> Iterator[list[Value]]:
    """The table, row by row."""
    for task in tasks:
        own = [task.resolution.code if task.resolution else None] if several else []
        yield [*own, *(value for each in columns for value in cells(task, each.name, lang))]


def cells(task: TaskLine, name: str, lang: str) -> Sequence[Value]:
    """What stands under a column's heads: what the page shows, as values."""
    match name:
        case "due":
            return (*day_cells(task.due, lang), *day_cells(task.planned_due, lang))
        case "reported":
            return day_cells(task.reported, lang)
        case "agency":
            return (task.agency, task.served)
        case "state":
            return (task.state.title,)
        case "health":
            return (task.health.title if task.health else None,)
        case "plan" | "claimed" | "verified" if task.state is State.WAIVED:
            return (None,)
        case "note":
            return (task.last_note,)
    value: Any = getattr(task, name)
    return (value,)


def portions(found: Iterable[Any], most: int = PORTION) -> Iterator[list[Any]]:
    """The same things, so many at a time."""
    rest = iter(found)
    while portion := list(islice(rest, most)):
        yield portion
