"""What happened to the things that a person watches since that person last looked?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select

from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of
from tracker.people.store import Agency, agencies
from tracker.tasks.health import RollUp, Standing, roll_up
from tracker.tasks.history import Entry, entries
from tracker.tasks.picture import Picture
from tracker.tasks.shown import Pictures, every_picture, known_resolutions
from tracker.watching.rules import Thing
from tracker.web.frame import link

MOST_EVENTS = 1000
"""So many of the newest events are read; a person who looks once in months is told that there are more."""
NAMED = 3
"""So many of the newest of each thing are told; beyond them only their number."""


@dataclass(frozen=True)
class Change:
    """One event that concerns a thing, and the code of the task it is about."""

    entry: Entry
    code: str
    href: str


@dataclass(frozen=True)
class Watched:
    """One thing that is watched: what it is called, how it stands, and what happened there: how often, and the newest."""

    thing: Thing
    title: Bilingual
    href: str
    total: RollUp
    number: int
    newest: list[Change]


@dataclass(frozen=True)
class Found:
    """Everything that is watched, the most changed first; what is no longer there; whether older changes were left out."""

    watched: list[Watched]
    gone: list[Thing]
    more: bool


@dataclass(frozen=True)
class _Place:
    title: Bilingual
    href: str
    standings: list[Standing]


def changes(watched: Mapping[Thing, int]) -> Found:
    """What happened to these things since the event up to which each was seen; a fixed number of queries."""
    if not watched or not known_resolutions():
        return Found([], list(watched), False)
    shown, known = every_picture(), agencies()
    places = {thing: _place(thing, shown, known) for thing in watched}
    events = _events(min(watched.values()), shown.cut)
    told = {entry.seq: entry for entry in entries(events)}
    found = [_watched(thing, place, watched[thing], told) for thing, place in places.items() if place]
    found.sort(key=lambda each: (-each.number, str(each.thing)))
    return Found(found, [thing for thing, place in places.items() if place is None], len(events) == MOST_EVENTS)


def _events(after: int, upto: int) -> list[Event]:
    """The newest events on tasks, newest first."""
    query = select(*EVENT_COLUMNS).where(
        LedgerEvent.seq > after, LedgerEvent.seq <= upto, LedgerEvent.stream.like("task:%")
    )
    rows = db.session.execute(query.order_by(LedgerEvent.seq.desc()).limit(MOST_EVENTS))
    return [event_of(row) for row in rows]


def _watched(thing: Thing, place: _Place, seen: int, told: Mapping[int, Entry]) -> Watched:
    codes = {f"task:{each.task.id}": each.task for each in place.standings}
    mine = [entry for seq, entry in told.items() if seq > seen and entry.stream in codes]
    newest = [
        Change(entry, codes[entry.stream].code, link("tasks.page", task_id=codes[entry.stream].id))
        for entry in mine[:NAMED]
    ]
    return Watched(thing, place.title, place.href, roll_up(place.standings), len(mine), newest)


def _place(thing: Thing, shown: Pictures, known: Mapping[str, Agency]) -> _Place | None:
    match thing.noun:
        case "task":
            found = [each for each in shown.standings if each.task.id == int(thing.ref)]
            return (
                _Place(_task_title(found[0], known), link("tasks.page", task_id=int(thing.ref)), found)
                if found
                else None
            )
        case "agency":
            mine = [each for each in shown.standings if each.task.agency == thing.ref]
            agency = known.get(thing.ref)
            return _Place(agency.name, link("dashboard.agency", code=thing.ref), mine) if agency else None
    return _obligation(thing.ref, shown.every)


def _obligation(code: str, pictures: Iterable[Picture]) -> _Place | None:
    """An obligation or group, of the resolution that its page shows: the newest that has one of this code."""
    for picture in sorted(pictures, key=lambda each: -each.resolution_id):
        duties = [each for each in picture.register.obligations if code in (each.code, each.group)]
        if duties:
            group = next((each.title for each in picture.register.groups if each.code == code), None)
            title = Bilingual(th="{code} {title}", en="{code} {title}").format(
                code=code, title=group or duties[0].title
            )
            standings = list(picture.of_obligation(*(each.code for each in duties)))
            return _Place(title, link("dashboard.obligation", code=code), standings)
    return None


def _task_title(each: Standing, known: Mapping[str, Agency]) -> Bilingual:
    plan = each.task.plan
    return Bilingual(th="{code} {agency} {title}", en="{code} {agency} {title}").format(
        code=plan.code, agency=known[plan.agency].abbr, title=plan.title
    )
