"""When does an obligation have to be met, how much time is left, and whose date is it? Pure."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date

from tracker.lang import Bilingual, be_year, format_date
from tracker.lang.dates import MONTHS, WEEKDAYS
from tracker.resolutions.kinds import DeadlineBasis
from tracker.resolutions.rules import Obligation
from tracker.workdays import WorkingCalendar


@dataclass(frozen=True, slots=True)
class Deadline:
    """The stated last day and the last working day up to it, seen from a day; negative counts lie behind."""

    on: date
    last_working_day: date
    days_left: int
    working_days_left: int

    @property
    def weekday(self) -> Bilingual:
        """The weekday of the stated last day."""
        return WEEKDAYS[self.on.weekday()]

    @property
    def passed(self) -> bool:
        """Is the stated day behind us?"""
        return self.days_left < 0

    @property
    def within_month(self) -> bool:
        """Is it the end of a month, so that people say "within June"?"""
        return is_month_end(self.on)


def deadline_of(obligation: Obligation, day: date, calendar: WorkingCalendar) -> Deadline | None:
    """The obligation's own deadline seen from `day`; None when no document names one."""
    if obligation.deadline is None:
        return None
    on = obligation.deadline
    last = calendar.last_working_day_on_or_before(on)
    return Deadline(on, last, (on - day).days, calendar.working_days_between(day, last))


def is_month_end(day: date) -> bool:
    """Is this the last day of its month?"""
    return day.day == monthrange(day.year, day.month)[1]


def by_when(day: date, seen_from: date) -> Bilingual:
    """How people name a deadline: "มิถุนายน" for the end of a month of this year, else month and year, else the day."""
    month = MONTHS[day.month - 1]
    if not is_month_end(day):
        return Bilingual(th=f"วันที่ {format_date(day, 'th', 'long')}", en=format_date(day, "en", "long"))
    if day.year == seen_from.year:
        return month
    return Bilingual(th=f"{month.th} {be_year(day)}", en=f"{month.en} {be_year(day)}")


def deadline_words(obligation: Obligation) -> Bilingual:
    """The deadline and where it comes from, in a few words; only a date that the text itself names is "by the resolution"."""
    basis = obligation.deadline_basis
    if obligation.deadline is None:
        return basis.label
    day = obligation.deadline
    month = is_month_end(day)
    th = f"ภายใน {format_date(day, 'th', 'short').split(' ', 1)[1]}" if month else format_date(day, "th", "short")
    en = f"within {format_date(day, 'en', 'short').split(' ', 1)[1]}" if month else format_date(day, "en", "short")
    match basis:
        case DeadlineBasis.STATED:
            return Bilingual(th=f"{th} ตามมติ", en=f"{en}, by the resolution")
        case _:
            return Bilingual(
                th=f"{th} ({basis.label.th})", en=f"{en} ({basis.label.en[0].lower()}{basis.label.en[1:]})"
            )
