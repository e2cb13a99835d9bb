"""How are entries written as an iCalendar file (RFC 5545)? Pure: the same entries give the same bytes."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tracker.feeds.rules import Entry
from tracker.lang import Bilingual

if TYPE_CHECKING:
    from icalendar import Event, Timezone

PRODUCER = "-//Cabinet Resolution Tracker//Calendar//TH"
ONCE_AN_HOUR = timedelta(hours=1)
SEVEN = timedelta(hours=7)


@dataclass(frozen=True, slots=True)
class Place:
    """Where the calendar is read: the installation's name, which makes keys unique in the world, and the addresses of the pages of a task
    and of an obligation."""

    name: str
    page: Callable[[int], str]
    obligation: Callable[[str], str] = str


def written(title: Bilingual, about: Bilingual, entries: Iterable[Entry], lang: str, place: Place) -> bytes:
    """The file, in UTF-8 with lines of at most 75 octets; `title` and `about` are what a program calls the calendar."""
    from icalendar import Calendar  # only when a calendar is read: a worker that never is asked saves its memory

    calendar = Calendar()
    calendar.add("prodid", PRODUCER)
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    for name in ("name", "x-wr-calname"):
        calendar.add(name, title.pick(lang))
    for name in ("description", "x-wr-caldesc"):
        calendar.add(name, about.pick(lang))
    calendar.add("refresh-interval", ONCE_AN_HOUR, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")
    for entry in entries:
        calendar.add_component(_event(entry, lang, place))
    if not calendar.subcomponents:
        calendar.add_component(_zone())
    return calendar.to_ical()


def _zone() -> Timezone:
    """What stands in a calendar without entries: RFC 5545 wants at least one component (section 3.6), and no program shows a zone."""
    from icalendar import Timezone, TimezoneStandard

    zone, standard = Timezone(), TimezoneStandard()
    zone.add("tzid", "Asia/Bangkok")
    for name, value in (
        ("dtstart", datetime.combine(date(1970, 1, 1), time.min)),
        ("tzoffsetfrom", SEVEN),
        ("tzoffsetto", SEVEN),
        ("tzname", "+07"),
    ):
        standard.add(name, value)
    zone.add_component(standard)
    return zone


def _event(entry: Entry, lang: str, place: Place) -> Event:
    """One whole day: DATE values, which no program moves to another zone, the end being the day after."""
    from icalendar import Event

    page, event = place.obligation(entry.obligation) if entry.task is None else place.page(entry.task), Event()
    event.add("uid", f"{entry.key}@{place.name}")
    event.add("dtstamp", entry.changed_at)
    event.add("last-modified", entry.changed_at)
    event.add("sequence", entry.changes)
    event.add("status", "CANCELLED" if entry.cancelled else "CONFIRMED")
    event.add("dtstart", entry.day)
    event.add("dtend", entry.day + timedelta(days=1))
    event.add("summary", entry.title.pick(lang))
    event.add("description", "\n".join((*(remark.pick(lang) for remark in entry.remarks), page)))
    event.add("url", page)
    event.add("categories", [entry.sort.title.pick(lang)])
    event.add("transp", "TRANSPARENT")
    event.add("x-microsoft-cdo-busystatus", "FREE")
    return event
