"""On which days does something recurring fall due, and when can the Cabinet have it? Pure: a cadence and a calendar in, days out.

A period is named by the month of its due date, which lies in that month whatever offices do: on the last working day on or before the
day that the cadence names, or on the first one of the month when there is none. So there is at most one due date a month, and the
name of a period stays while its days move.
"""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Protocol

from tracker.resolutions.cadence import Cadence

ONE_DAY = timedelta(days=1)
ONE_WEEK = timedelta(days=7)
TUESDAY = 1
A_YEAR = 12
"""Months in a year; so far back is looked for the due date before a period, when a month had no working day at all."""


class WorkingDays(Protocol):
    """What the question for the Cabinet's day needs to know of working days."""

    def is_working(self, day: date) -> bool:
        """Do offices work on that day?"""


class Calendar(WorkingDays, Protocol):
    """What the due dates need to know of working days."""

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after a day, or before it when n < 0."""

    def last_working_day_on_or_before(self, day: date) -> date:
        """The day itself when offices work on it, otherwise the nearest working day before it."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One period of a cadence (Bangkok days, all inclusive). `period` names it ("2013-07"); it begins on the day after the due date
    before it, its data are cut at the end of `cut_on`, and it is due on `due_on`. `named` is the day that the cadence itself names,
    on which offices may be closed."""

    period: str
    begins: date
    cut_on: date
    due_on: date
    named: date


def occurrences(cadence: Cadence, calendar: Calendar, after: date, until: date) -> Iterator[Occurrence]:
    """The periods that are due in (after, until], in order; none before the month of `first_on` or after the cadence's own end."""
    first = _month(cadence.first_on)
    last = min(until, cadence.until) if cadence.until else until
    month = first + max(_month(after) - first, 0) // cadence.every * cadence.every
    while month <= _month(last):
        found = _due_in(cadence, calendar, month)
        if found is not None and after < found <= last:
            yield _occurrence(cadence, calendar, month, found)
        month += cadence.every


def cabinet_day(after: date, days: WorkingDays) -> date:
    """The first Tuesday after a day on which offices work: the Cabinet normally meets on Tuesdays."""
    day = after + timedelta(days=(TUESDAY - after.weekday() - 1) % 7 + 1)
    while not days.is_working(day):
        day += ONE_WEEK
    return day


def _occurrence(cadence: Cadence, calendar: Calendar, month: int, due_on: date) -> Occurrence:
    before = (_due_in(cadence, calendar, month - back) for back in range(cadence.every, A_YEAR + 1, cadence.every))
    begins = next((day for day in before if day is not None), _days(month)[0] - ONE_DAY) + ONE_DAY
    cut_on = max(calendar.add_working_days(due_on, -cadence.cut_before), begins)
    return Occurrence(_days(month)[0].strftime("%Y-%m"), begins, cut_on, due_on, _named(cadence, month))


def _due_in(cadence: Cadence, calendar: Calendar, month: int) -> date | None:
    """The due date in a month (counted from the year 0); None when offices do not work in it at all."""
    first, last = _days(month)
    due_on = calendar.last_working_day_on_or_before(_named(cadence, month))
    if due_on < first:
        due_on = calendar.add_working_days(first - ONE_DAY, 1)
    return due_on if first <= due_on <= last else None


def _named(cadence: Cadence, month: int) -> date:
    first, last = _days(month)
    return first.replace(day=min(cadence.day, last.day)) if cadence.day else last


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def _days(month: int) -> tuple[date, date]:
    """The first and the last day of a month."""
    first = date(month // 12, month % 12 + 1, 1)
    return first, first.replace(day=monthrange(first.year, first.month)[1])
