"""On which days do Thai government offices work, and how many such days lie between two dates?"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from itertools import accumulate
from types import MappingProxyType

from tracker.lang import Bilingual, join_words

FIRST_YEAR = 1990
LAST_YEAR = 2100
"""The `holidays` package knows Thailand up to this year."""

NOT_GOVERNMENT = ("วันแรงงานแห่งชาติ", "วันเด็กแห่งชาติ", "National Labor Day", "National Children's Day")
"""Government offices work on Labour Day (and on the day in lieu of it); Children's Day is no day off."""


@dataclass(frozen=True, eq=False)
class WorkingCalendar:
    """Weekends and named holidays of the years `first_year`–`last_year` (C.E.).

    Every date gets an answer: beyond those years no holiday is known, so Monday to Friday count as working days;
    `covers` tells a page when to say so. Raises ValueError for years in the wrong order or a holiday outside them.
    """

    first_year: int
    last_year: int
    holidays: Mapping[date, Bilingual]
    _weekday_holidays: tuple[int, ...] = field(init=False, repr=False)
    """How many holidays fell on Monday to Friday from the first day up to and including each day."""

    def __post_init__(self) -> None:
        if self.last_year < self.first_year:
            raise ValueError(f"a calendar cannot end in {self.last_year} before it starts in {self.first_year}")
        for day in self.holidays:
            if not self.covers(day):
                raise ValueError(f"the holiday {day} lies outside the years {self.first_year} to {self.last_year}")
        days = range(self._first_ordinal, date(self.last_year, 12, 31).toordinal() + 1)
        closed = {day.toordinal() for day in self.holidays if day.weekday() < 5}
        object.__setattr__(self, "holidays", MappingProxyType(dict(self.holidays)))
        object.__setattr__(self, "_weekday_holidays", tuple(accumulate(int(ordinal in closed) for ordinal in days)))

    @property
    def _first_ordinal(self) -> int:
        return date(self.first_year, 1, 1).toordinal()

    def covers(self, day: date) -> bool:
        """Are the holidays of that year known?"""
        return self.first_year <= day.year <= self.last_year

    def is_working(self, day: date) -> bool:
        """Do offices work on that day?"""
        return day.weekday() < 5 and day not in self.holidays

    def holiday_name(self, day: date) -> Bilingual | None:
        """The name of the holiday, also when it falls on a weekend; None on any other day."""
        return self.holidays.get(day)

    def working_days_between(self, after: date, until: date) -> int:
        """Working days in (after, until]: `after` does not count, `until` does.

        Negative, by the same count, when `until` lies before `after`.
        """
        return self._working_days_through(until.toordinal()) - self._working_days_through(after.toordinal())

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after `day`, or before it when n < 0; `day` itself, working or not, when n is 0.

        Raises ValueError when that lies outside the dates Python can hold.
        """
        if n == 0:
            return day
        start = day.toordinal()
        target = self._working_days_through(start if n > 0 else start - 1) + n + (n < 0)
        last = date.max.toordinal()
        ordinal = bisect_left(range(last + 1), target, key=self._working_days_through)
        if not 1 <= ordinal <= last:
            raise ValueError(f"{n} working days from {day} is not a date")
        return date.fromordinal(ordinal)

    def last_working_day_on_or_before(self, day: date) -> date:
        """The day itself when offices work on it, otherwise the nearest working day before it."""
        return day if self.is_working(day) else self.add_working_days(day, -1)

    def _working_days_through(self, ordinal: int) -> int:
        """Working days from 1 January of the year 1, a Monday, up to and including the day of that ordinal."""
        weeks, rest = divmod(ordinal, 7)
        index = min(ordinal - self._first_ordinal, len(self._weekday_holidays) - 1)
        return weeks * 5 + min(rest, 5) - (self._weekday_holidays[index] if index >= 0 else 0)


def thai_government_calendar(
    first_year: int = FIRST_YEAR,
    last_year: int = LAST_YEAR,
    *,
    added: Mapping[date, Bilingual] | None = None,
    removed: Collection[date] = (),
) -> WorkingCalendar:
    """The calendar of Thai government offices (years C.E.), with the operator's days off added and others taken back.

    A day in both is a day off. Built once per process for the same arguments. Raises ValueError as WorkingCalendar
    does.
    """
    return _built(first_year, last_year, frozenset((added or {}).items()), frozenset(removed))


@lru_cache(maxsize=16)
def _built(
    first_year: int, last_year: int, added: frozenset[tuple[date, Bilingual]], removed: frozenset[date]
) -> WorkingCalendar:
    official = {} if last_year < first_year else _official_holidays(first_year, last_year)
    kept = {day: name for day, name in official.items() if day not in removed}
    return WorkingCalendar(first_year, last_year, kept | dict(added))


@lru_cache(maxsize=8)
def _official_holidays(first_year: int, last_year: int) -> dict[date, Bilingual]:
    """Public and government holidays (the Royal Ploughing Ceremony is one of the latter), without NOT_GOVERNMENT.

    The package is imported here, because most commands never ask for a holiday.
    """
    import holidays

    thai, english = (
        holidays.country_holidays(
            "TH", years=range(first_year, last_year + 1), categories=("public", "government"), language=language
        )
        for language in ("th", "en_US")
    )
    named = {day: Bilingual(_government_names(thai[day], "th"), _government_names(english[day], "en")) for day in thai}
    return {day: name for day, name in named.items() if name.th}


def _government_names(names: str, lang: str) -> str:
    return join_words([name for name in names.split("; ") if not any(other in name for other in NOT_GOVERNMENT)], lang)
