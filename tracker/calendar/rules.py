"""Which facts put the calendar of working days right, and what does the list of a day add up to? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from tracker.calendar import refusals
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind, to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.workdays import FIRST_YEAR, LAST_YEAR, WorkingCalendar, thai_government_calendar

TOPIC = "calendar"
NOTHING = Bilingual(th="", en="")


@kind
@dataclass(frozen=True, slots=True)
class DayOffAdded:
    """Offices are closed on this day, which the package does not know; `source` is the paper that says so."""

    name: Bilingual
    source: str


@kind
@dataclass(frozen=True, slots=True)
class WorkingDayDeclared:
    """Offices work on this day although the package calls it a day off."""

    reason: str


@kind
@dataclass(frozen=True, slots=True)
class CalendarEntryWithdrawn:
    """What people entered for this day no longer holds; the package decides again."""

    reason: str


Fact = DayOffAdded | WorkingDayDeclared | CalendarEntryWithdrawn


class Says(StrEnum):
    """What the entry of a day says now."""

    OFF = "off"
    WORKING = "working"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Entry:
    """What people entered for one day, as it stands: `name` only for a day off, `note` its source or the reason, and the act that it
    came from (`seq`, `actor_id`, `at` in UTC)."""

    day: date
    version: int
    says: Says
    name: Bilingual
    note: str
    seq: int
    actor_id: int | None
    at: datetime

    @property
    def in_force(self) -> bool:
        """Does it still change the calendar?"""
        return self.says is not Says.NOTHING


def apply(event: Event, fact: object) -> Entry:
    """The entry of a day after an event about it; the newest event says all."""
    day = day_of(event.stream)
    match fact:
        case DayOffAdded():
            says, name, note = Says.OFF, fact.name, fact.source
        case WorkingDayDeclared():
            says, name, note = Says.WORKING, NOTHING, fact.reason
        case CalendarEntryWithdrawn():
            says, name, note = Says.NOTHING, NOTHING, fact.reason
        case _:
            raise TypeError(f"{fact!r} says nothing about a day")
    return Entry(day, event.version, says, name, note, event.seq, event.actor_id, event.recorded_at)


def fold(events: Iterable[Event]) -> dict[date, Entry]:
    """The entries after these events, by day; events of other streams are passed over."""
    found: dict[date, Entry] = {}
    for event in events:
        if event.stream.startswith(f"{TOPIC}:"):
            found[day_of(event.stream)] = apply(event, to_fact(event.kind, event.data))
    return found


def calendar_of(entries: Mapping[date, Entry]) -> WorkingCalendar:
    """The government's calendar with what people entered; all known years in one, since a plan must not change with the year from which
    it is looked at."""
    return thai_government_calendar(
        added={day: entry.name for day, entry in entries.items() if entry.says is Says.OFF},
        removed=[day for day, entry in entries.items() if entry.says is Says.WORKING],
    )


def check(day: date, fact: Fact, entry: Entry | None, calendar: WorkingCalendar) -> None:
    """Refuse a fact about a day that would change nothing or lacks its reason: RuleBroken with the field and the sentence.

    `entry` is what people entered for the day before, `calendar` the one with all entries.
    """
    match fact:
        case DayOffAdded():
            _check_off(day, fact, entry, calendar)
        case WorkingDayDeclared():
            _check_working(day, entry, calendar)
        case CalendarEntryWithdrawn() if entry is None or not entry.in_force:
            raise RuleBroken("", refusals.nothing_to_withdraw(day))
    if not isinstance(fact, DayOffAdded) and not fact.reason.strip():
        raise RuleBroken("reason", refusals.NO_REASON)


def _check_off(day: date, fact: DayOffAdded, entry: Entry | None, calendar: WorkingCalendar) -> None:
    _within(day)
    if day.weekday() >= 5:
        raise RuleBroken("day", refusals.weekend(day))
    known = calendar.holiday_name(day)
    if known is not None:
        raise RuleBroken("day", refusals.off_already(day, known))
    if entry is not None and entry.says is Says.WORKING:
        raise RuleBroken("day", refusals.declared_working(day))
    for field, text, missing in (
        ("name_th", fact.name.th, refusals.NO_NAME_TH),
        ("name_en", fact.name.en, refusals.NO_NAME_EN),
        ("source", fact.source, refusals.NO_SOURCE),
    ):
        if not text.strip():
            raise RuleBroken(field, missing)


def _check_working(day: date, entry: Entry | None, calendar: WorkingCalendar) -> None:
    _within(day)
    if day.weekday() >= 5:
        raise RuleBroken("", refusals.never_on_weekends(day))
    if entry is not None and entry.says is Says.OFF:
        raise RuleBroken("", refusals.entered_by_people(day))
    if calendar.holiday_name(day) is None:
        raise RuleBroken("", refusals.works_already(day))


def stream(day: date) -> str:
    """The ledger stream of a day."""
    return f"{TOPIC}:{day.isoformat()}"


def day_of(name: str) -> date:
    """The day of such a stream."""
    return date.fromisoformat(name.partition(":")[2])


def _within(day: date) -> None:
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise RuleBroken("day", refusals.out_of_years(day))
