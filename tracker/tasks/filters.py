"""Which tasks does an address ask for, and how is that said in words? Pure: query values and standings in, tasks and words out."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import Enum
from typing import TypeVar

from tracker.lang import Bilingual
from tracker.resolutions.rules import Obligation
from tracker.tasks.health import WORST_FIRST, Health, Standing
from tracker.tasks.workflow import OPEN, State

LONGEST_WORDS = 100
WEEK = timedelta(days=7)


class Due(Enum):
    """Which due dates are meant."""

    PASSED = "passed"
    WEEK = "week"

    @property
    def title(self) -> Bilingual:
        """In words."""
        return DUE_TITLES[self]


DUE_TITLES = {
    Due.PASSED: Bilingual(th="ครบกำหนดแล้ว", en="Due date has passed"),
    Due.WEEK: Bilingual(th="ครบกำหนดใน 7 วัน และยังไม่ส่งตรวจรับ", en="Due within 7 days and not submitted"),
}

Choice = TypeVar("Choice", bound=Enum)


@dataclass(frozen=True, slots=True)
class Known:
    """What an address may name: agencies, obligations with the groups they belong to, and columns of the matrix, each with its words."""

    agencies: Mapping[str, Bilingual]
    obligations: Mapping[str, Bilingual]
    columns: Mapping[str, Bilingual]


@dataclass(frozen=True, slots=True)
class Filter:
    """What the tasks have in common. `agency` carries them out; `agency_row` owns the matrix row they count in."""

    health: Health | None = None
    state: State | None = None
    agency: str | None = None
    agency_row: str | None = None
    column: str | None = None
    obligation: str | None = None
    due: Due | None = None
    q: str = ""
    ignored: tuple[str, ...] = ()

    def without_health(self) -> Filter:
        """The same tasks in any health."""
        return replace(self, health=None)

    def meets(self, each: Standing, obligations: Mapping[str, Obligation], day: date) -> bool:
        """Is this one of the tasks? Tasks that are not being pursued are there only when asked for by their state."""
        plan, duty = each.task.plan, obligations[each.task.plan.obligation]
        return (
            (each.task.state is self.state if self.state else not each.task.waived)
            and self.health in (None, each.health)
            and self.agency in (None, plan.agency)
            and self.agency_row in (None, plan.for_agency)
            and self.column in (None, duty.matrix_column)
            and self.obligation in (None, duty.code, duty.group)
            and self._due(each, day)
            and self.q.casefold() in f"{plan.code} {plan.title.th} {plan.title.en}".casefold()
        )

    def _due(self, each: Standing, day: date) -> bool:
        match self.due:
            case Due.PASSED:
                return each.task.due_on < day
            case Due.WEEK:
                return day <= each.task.due_on <= day + WEEK and each.task.state in OPEN
        return True

    def words(self, known: Known) -> list[Bilingual]:
        """What the tasks have in common, a phrase for each condition."""
        said = [each.title for each in (self.health, self.state, self.due) if each]
        if self.agency:
            said.append(_of("งานที่ {name} ทำ", "done by {name}", known.agencies[self.agency]))
        if self.agency_row:
            said.append(
                _of("แถว {name} (ทำเองหรือมีผู้ทำให้)", "row {name} (done by it or for it)", known.agencies[self.agency_row])
            )
        if self.column:
            said.append(_of("ช่อง {name}", "column {name}", known.columns[self.column]))
        if self.obligation:
            said.append(_of("ภารกิจ {name}", "obligation {name}", known.obligations[self.obligation]))
        if self.q:
            said.append(Bilingual(th=f"มีคำว่า “{self.q}”", en=f"containing “{self.q}”"))
        return said


def read(values: Mapping[str, str], known: Known) -> Filter:
    """The filter that an address asks for; values that are not known are left out and named in `ignored`."""
    ignored: list[str] = []

    def known_value(name: str, among: Collection[str]) -> str | None:
        value = values.get(name, "").strip()
        if value and value not in among:
            ignored.append(name)
        return value if value in among else None

    def choice(name: str, kind: type[Choice]) -> Choice | None:
        value = known_value(name, [each.value for each in kind])
        return kind(value) if value is not None else None

    found = Filter(
        health=choice("health", Health), state=choice("state", State), due=choice("due", Due),
        agency=known_value("agency", known.agencies), agency_row=known_value("agency_row", known.agencies),
        column=known_value("column", known.columns), obligation=known_value("obligation", known.obligations),
        q=values.get("q", "").strip()[:LONGEST_WORDS],
    )  # fmt: skip
    return replace(found, ignored=tuple(ignored))


def worst_first(standings: Iterable[Standing]) -> list[Standing]:
    """Late before at risk before on track before done, within each the earliest due date first; not pursued last."""
    order = {health: place for place, health in enumerate(WORST_FIRST)}
    return sorted(
        standings,
        key=lambda each: (order[each.health] if each.health else len(order), each.task.due_on, each.task.position, each.task.id),
    )  # fmt: skip


def _of(thai: str, english: str, name: Bilingual) -> Bilingual:
    return Bilingual(th=thai, en=english).format(name=name)
