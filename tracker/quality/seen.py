"""What does a check look at, and what does it report? Plain values. Pure."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

from tracker.lang import Bilingual
from tracker.resolutions.rules import Register
from tracker.tasks.health import Standing
from tracker.tasks.order import by_code
from tracker.workdays import WorkingCalendar

MOST_DAYS = 250
"""A threshold of more working days than a year has is a typing error."""


@dataclass(frozen=True, slots=True)
class Limits:
    """From how many working days on a thing is called too long: `stale` without a report or blocked, `wait` for an answer."""

    stale: int = 10
    wait: int = 3


@dataclass(frozen=True, slots=True)
class Past:
    """What a task's state does not remember: the day it was given out, and the highest claim since it was last returned."""

    assigned_on: date
    highest: int = 0


@dataclass(frozen=True)
class Seen:
    """One resolution on one day. `answering` are the agencies whose liaison has an open account, `headed` those of which somebody is
    the responsible officer, `past` goes by task."""

    register: Register
    standings: tuple[Standing, ...]
    day: date
    calendar: WorkingCalendar
    past: Mapping[int, Past]
    answering: frozenset[str]
    limits: Limits = Limits()
    headed: frozenset[str] = frozenset()

    def since(self, day: date) -> int:
        """Working days that have gone since `day`."""
        return self.calendar.working_days_between(day, self.day)

    @cached_property
    def by_code(self) -> Mapping[str, list[Standing]]:
        """The tasks of each template."""
        return by_code(self.standings)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is probably wrong.

    `object` names what it is about for good ("task-17"), `stamp` the values it rests on: when they change, it is another finding.
    `agency` is whose it is (None: the register's own), `place` what kind of page shows it and under which name.
    """

    check: str
    object: str
    agency: str | None
    what: Bilingual
    detail: Bilingual
    stamp: str
    place: tuple[str, str]

    @property
    def task(self) -> int | None:
        """The id of the task that it is about, if it is one."""
        return int(self.place[1]) if self.place[0] == "task" else None


Found = tuple[Bilingual, str]
"""What is wrong, and the values it rests on."""


@dataclass(frozen=True, slots=True)
class Check:
    """One question to the data: its name in addresses, its title, why the answer is probably wrong, how to mend it, and the steps of a
    task that do, the best first."""

    code: str
    title: Bilingual
    why: Bilingual
    mend: Bilingual
    find: Callable[[Seen], Iterable[Finding]] = field(repr=False)
    steps: tuple[str, ...] = ()


def of_task(check: str, each: Standing, found: Found) -> Finding:
    """A finding about one task."""
    plan = each.task.plan
    return Finding(
        check, f"task-{each.task.id}", plan.agency, Bilingual(th=f"{plan.code} {plan.title.th}", en=f"{plan.code} {plan.title.en}"),
        found[0], found[1], ("task", str(each.task.id)),
    )  # fmt: skip


def of_register(
    seen: Seen, check: str, kind: str, code: str, what: Bilingual, found: Found, agency: str | None = None
) -> Finding:
    """A finding about something in the register, or about an agency under it."""
    name = f"{kind}-{seen.register.resolution.code}.{code}"
    return Finding(check, name, agency, what, found[0], found[1], (kind, code))


def working_days(number: int) -> Bilingual:
    """A number of working days in words."""
    return Bilingual(th=f"{number:,} วันทำการ", en=f"{number:,} working day{'' if number == 1 else 's'}")
