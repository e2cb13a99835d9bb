"""What does the calendar of one year look like for people: which days are off, why, and who says so?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.calendar.rules import Entry, Says, calendar_of
from tracker.calendar.store import calendar_for, entries_on
from tracker.lang import BE_OFFSET, Bilingual
from tracker.lang.dates import MONTHS
from tracker.people.store import names_of
from tracker.workdays import FIRST_YEAR, LAST_YEAR, WorkingCalendar


@dataclass(frozen=True, slots=True)
class DayLine:
    """One day of the list: its name as a day off (None: offices work, since people said so), and what people entered for it."""

    day: date
    name: Bilingual | None
    entry: Entry | None
    who: Bilingual | None

    @property
    def weekend(self) -> bool:
        """Does it fall on a Saturday or Sunday, when offices are closed anyway?"""
        return self.day.weekday() >= 5


@dataclass(frozen=True, slots=True)
class MonthLine:
    """A month: its name, how many days offices work in it, and the named days off on Monday to Friday."""

    name: Bilingual
    working: int
    off: int


@dataclass(frozen=True)
class Year:
    """The calendar of a year C.E. as known on the day of the page."""

    year: int
    days: tuple[DayLine, ...]
    months: tuple[MonthLine, ...]
    withdrawn: tuple[DayLine, ...]

    @property
    def be(self) -> int:
        """The year as people name it."""
        return self.year + BE_OFFSET

    @property
    def working(self) -> int:
        """Working days of the whole year."""
        return sum(month.working for month in self.months)

    @property
    def off(self) -> int:
        """Named days off on Monday to Friday."""
        return sum(month.off for month in self.months)

    @property
    def before(self) -> int | None:
        """The year before in B.E., where the calendar reaches so far."""
        return self.be - 1 if self.year > FIRST_YEAR else None

    @property
    def after(self) -> int | None:
        """The year after in B.E., where the calendar reaches so far."""
        return self.be + 1 if self.year < LAST_YEAR else None


def year_of(year: int, shown_on: date) -> Year:
    """The calendar of a year C.E. as it was known on a day; a fixed number of queries."""
    calendar, entered = (
        calendar_for(shown_on),
        {day: each for day, each in entries_on(shown_on).items() if day.year == year},
    )
    names = names_of({entry.actor_id for entry in entered.values() if entry.actor_id is not None})
    off = {day: name for day, name in calendar.holidays.items() if day.year == year}
    worked = {day for day, entry in entered.items() if entry.says is Says.WORKING}
    return Year(
        year,
        tuple(_lines(sorted(off.keys() | worked), off, entered, names)),
        tuple(_month(calendar, year, month, off) for month in range(1, 13)),
        tuple(_lines(sorted(day for day, entry in entered.items() if not entry.in_force), off, entered, names)),
    )


def official_name(day: date) -> Bilingual | None:
    """What the package calls the day, whatever people entered; None when it knows no holiday there."""
    return calendar_of({}).holiday_name(day)


def wanted_year(typed: str, shown_on: date) -> int | None:
    """The year C.E. that an address asks for (B.E., or C.E. by its size); the day's own when it asks for none; None when it is none."""
    if not typed.strip():
        return shown_on.year
    if not (typed.isascii() and typed.isdigit() and len(typed) == 4):
        return None
    year = int(typed) - BE_OFFSET if int(typed) > LAST_YEAR else int(typed)
    return year if FIRST_YEAR <= year <= LAST_YEAR else None


def _lines(
    days: Iterable[date], off: Mapping[date, Bilingual], entered: Mapping[date, Entry], names: Mapping[int, Bilingual]
) -> Iterable[DayLine]:
    for day in days:
        entry = entered.get(day)
        who = names.get(entry.actor_id) if entry and entry.actor_id is not None else None
        yield DayLine(day, off.get(day), entry, who)


def _month(calendar: WorkingCalendar, year: int, month: int, off: Mapping[date, Bilingual]) -> MonthLine:
    first = date(year, month, 1)
    last = (date(year, month, 28) + timedelta(days=4)).replace(day=1) - timedelta(days=1)
    closed = sum(day.month == month and day.weekday() < 5 for day in off)
    return MonthLine(MONTHS[month - 1], calendar.working_days_between(first - timedelta(days=1), last), closed)
