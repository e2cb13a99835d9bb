"""Which columns does a list of tasks have, how is it sorted by them, and how does an address say so? Pure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from tracker.lang import Bilingual
from tracker.tasks.conditions import Values
from tracker.tasks.filters import reported_on, worst_first
from tracker.tasks.health import WORST_FIRST, Standing
from tracker.tasks.task import Task
from tracker.tasks.workflow import State

SHOW, SORT, ORDER = "show", "sort", "order"
ASCENDING, DESCENDING = "asc", "desc"


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its name in an address, its words, what it is sorted by (None goes last either way), whether it holds figures, and
    whether its first click sorts the largest first."""

    name: str
    title: Bilingual
    key: Callable[[Standing], Any]
    figure: bool = False
    largest_first: bool = False


def _natural(code: str) -> list[tuple[int, str]]:
    """Codes in the order in which people count: T2 before T10."""
    return [(int(part), "") if part.isdigit() else (-1, part) for part in re.split(r"([0-9]+)", code)]


def _waits_since(task: Task) -> datetime | None:
    return task.waiting_since if task.state is State.SUBMITTED else None


COLUMNS = (
    Column("code", Bilingual(th="รหัส", en="Code"), lambda each: _natural(each.task.code)),
    Column("title", Bilingual(th="งาน", en="Task"), lambda each: each.task.plan.title.th.casefold()),
    Column("agency", Bilingual(th="หน่วยงาน", en="Agency"), lambda each: (each.task.agency, each.task.plan.for_agency or "")),
    Column("obligation", Bilingual(th="ภารกิจ", en="Obligation"), lambda each: _natural(each.task.plan.obligation)),
    Column("state", Bilingual(th="ขั้นตอน", en="Step"), lambda each: list(State).index(each.task.state)),
    Column("health", Bilingual(th="สถานะ", en="Health"), lambda each: WORST_FIRST.index(each.health) if each.health else None),
    Column("due", Bilingual(th="กำหนด", en="Due"), lambda each: each.task.due_on),
    Column("plan", Bilingual(th="แผน %", en="Plan %"), lambda each: each.planned, figure=True),
    Column("claimed", Bilingual(th="รายงานเอง %", en="Claimed %"), lambda each: each.task.claimed, figure=True),
    Column("verified", Bilingual(th="ตรวจรับแล้ว %", en="Verified %"), lambda each: each.task.verified, figure=True),
    Column("weight", Bilingual(th="น้ำหนัก", en="Weight"), lambda each: each.task.plan.weight, figure=True, largest_first=True),
    Column("evidence", Bilingual(th="หลักฐาน", en="Evidence"), lambda each: each.task.evidence, figure=True),
    Column("reported", Bilingual(th="รายงานล่าสุด", en="Last report"), lambda each: reported_on(each.task)),
    Column("waiting", Bilingual(th="รอตรวจ", en="Waiting"), lambda each: _waits_since(each.task)),
    Column("responsible", Bilingual(th="ผู้รับผิดชอบ", en="Responsible"), lambda each: each.task.responsible),
    Column("note", Bilingual(th="ถ้อยคำล่าสุดของหน่วยงาน", en="Agency's latest words"), lambda each: each.task.last_note.casefold() or None),
)  # fmt: skip

COLUMN = {each.name: each for each in COLUMNS}
HEAD = COLUMN["title"]
"""What a row is called by: never left out."""
AT_FIRST = tuple(
    COLUMN[name] for name in ("code", "title", "agency", "state", "health", "due", "claimed", "verified", "reported")
)
"""The columns of an address that names none."""


@dataclass(frozen=True, slots=True)
class Layout:
    """Which columns stand side by side, and what they are sorted by (None: worst first). `ignored` names what nobody knows."""

    columns: tuple[Column, ...] = AT_FIRST
    sort: Column | None = None
    descending: bool = False
    ignored: tuple[str, ...] = ()

    def pairs(self) -> list[tuple[str, str]]:
        """As the names and values of an address; what goes without saying is not said."""
        found = []
        if self.columns != AT_FIRST:
            found.append((SHOW, ",".join(each.name for each in self.columns)))
        if self.sort is not None:
            found += [(SORT, self.sort.name), (ORDER, DESCENDING if self.descending else ASCENDING)]
        return found

    def next_order(self, column: Column) -> str:
        """The order that a click on a column's head asks for: the other one when it is sorted by it already."""
        descending = not self.descending if self.sort is column else column.largest_first
        return DESCENDING if descending else ASCENDING

    def sorted(self, standings: Iterable[Standing]) -> list[Standing]:
        """The tasks in this order; equal ones worst first, those without a value last."""
        found = worst_first(standings)
        if self.sort is None:
            return found
        key = self.sort.key
        valued = [each for each in found if key(each) is not None]
        return sorted(valued, key=key, reverse=self.descending) + [each for each in found if key(each) is None]


def read_layout(values: Values) -> Layout:
    """The columns and the order that an address asks for; what it asks for in vain stands in `ignored`."""
    ignored = []
    asked = [name.strip() for value in values(SHOW) for name in value[:1000].split(",") if name.strip()]
    if any(name not in COLUMN for name in asked):
        ignored.append(SHOW)
    columns = tuple(COLUMN[name] for name in dict.fromkeys(asked) if name in COLUMN) or AT_FIRST
    if HEAD not in columns:
        columns = (HEAD, *columns)
    sort, order = (next((value.strip() for value in values(name) if value.strip()), "") for name in (SORT, ORDER))
    if sort and sort not in COLUMN:
        ignored.append(SORT)
    if order not in ("", ASCENDING, DESCENDING):
        ignored.append(ORDER)
    chosen = COLUMN.get(sort)
    return Layout(columns, chosen, chosen is not None and order == DESCENDING, tuple(ignored))
