"""What happened to the things that a person watches since that person last looked?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import or_, select

from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of
from tracker.people.store import Agency, agencies
from tracker.resolutions.store import with_obligations
from tracker.tasks.everywhere import everywhere
from tracker.tasks.health import RollUp, Standing, roll_up
from tracker.tasks.history import Entry, entries
from tracker.tasks.mixed import Mixed
from tracker.tasks.picture import Picture, picture
from tracker.tasks.reach import resolutions_of
from tracker.tasks.shown import default
from tracker.tasks.task import Task
from tracker.watching.rules import Thing
from tracker.web.as_of import moment
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
    """Everything that is watched, the most changed first; what is no longer there; whether older changes were left out; and the last
    event that was looked at: what comes after it was not shown."""

    watched: list[Watched]
    gone: list[Thing]
    more: bool
    upto: int


@dataclass(frozen=True)
class _Place:
    """Where a thing stands: its tasks, by id, and what they add up to."""

    title: Bilingual
    href: str
    total: RollUp
    tasks: frozenset[int]


def changes(watched: Mapping[Thing, int]) -> Found:
    """What happened to these things since the event up to which each was seen. What it costs grows with what is watched alone."""
    if not watched or default() is None:
        return Found([], list(watched), False, 0)
    shown, pictures, known = everywhere(), _pictures(watched), agencies()
    places = {thing: _place(thing, shown, pictures, known) for thing in watched}
    ids = frozenset(id_ for place in places.values() if place for id_ in place.tasks)
    whole = [thing.ref for thing in watched if thing.noun == "agency"]
    events = _events(ids, whole, min(watched.values()), shown.cut)
    told = entries(events)
    tasks = {each.task.id: each.task for each in shown.tasks({entry.task_id for entry in told})}
    told = [entry for entry in told if entry.task_id in tasks]
    found = [_watched(thing, place, watched[thing], told, tasks) for thing, place in places.items() if place]
    found.sort(key=lambda each: (-each.number, str(each.thing)))
    gone = [thing for thing, place in places.items() if place is None]
    return Found(found, gone, len(events) == MOST_EVENTS, shown.cut)


def _pictures(watched: Iterable[Thing]) -> list[Picture]:
    """The pictures of the resolutions that the watched tasks and obligations belong to."""
    things = list(watched)
    ids = resolutions_of([int(thing.ref) for thing in things if thing.noun == "task"])
    ids |= with_obligations([thing.ref for thing in things if thing.noun == "obligation"])
    found = (picture(id_, moment().day, past=moment().is_past) for id_ in ids)
    return [each for each in found if each]


def _events(ids: Collection[int], whole: Collection[str], after: int, upto: int) -> list[Event]:
    """The newest events on these tasks, or on any task of these agencies, newest first."""
    streams = LedgerEvent.stream.in_([f"task:{id_}" for id_ in sorted(ids)])
    theirs = LedgerEvent.agency.in_(sorted(whole)) & LedgerEvent.stream.like("task:%")
    query = select(*EVENT_COLUMNS).where(LedgerEvent.seq > after, LedgerEvent.seq <= upto, or_(streams, theirs))
    rows = db.session.execute(query.order_by(LedgerEvent.seq.desc()).limit(MOST_EVENTS))
    return [event_of(row) for row in rows]


def _watched(thing: Thing, place: _Place, seen: int, told: list[Entry], tasks: Mapping[int, Task]) -> Watched:
    def concerns(entry: Entry) -> bool:
        return tasks[entry.task_id].agency == thing.ref if thing.noun == "agency" else entry.task_id in place.tasks

    mine = [entry for entry in told if entry.seq > seen and concerns(entry)]
    newest = [
        Change(entry, tasks[entry.task_id].code, link("tasks.page", task_id=entry.task_id)) for entry in mine[:NAMED]
    ]
    return Watched(thing, place.title, place.href, place.total, len(mine), newest)


def _place(thing: Thing, shown: Mixed, pictures: list[Picture], known: Mapping[str, Agency]) -> _Place | None:
    match thing.noun:
        case "task":
            every = (each for one in pictures for each in one.standings)
            found = next((each for each in every if each.task.id == int(thing.ref)), None)
            href = link("tasks.page", task_id=int(thing.ref))
            return _placed(_task_title(found, known), href, [found]) if found else None
        case "agency":
            agency = known.get(thing.ref)
            href = link("dashboard.agency", code=thing.ref)
            return _Place(agency.name, href, shown.sum_of(thing.ref), frozenset()) if agency else None
    return _obligation(thing.ref, pictures)


def _placed(title: Bilingual, href: str, standings: list[Standing]) -> _Place:
    return _Place(title, href, roll_up(standings), frozenset(each.task.id for each in standings))


def _obligation(code: str, pictures: Iterable[Picture]) -> _Place | None:
    """An obligation or group, of the resolution that its page shows: the newest that has one of this code."""
    for shown in sorted(pictures, key=lambda each: -each.resolution_id):
        duties = [each for each in shown.register.obligations if code in (each.code, each.group)]
        if duties:
            group = next((each.title for each in shown.register.groups if each.code == code), None)
            title = Bilingual(th="{code} {title}", en="{code} {title}").format(
                code=code, title=group or duties[0].title
            )
            standings = list(shown.of_obligation(*(each.code for each in duties)))
            return _placed(title, link("dashboard.obligation", code=code), standings)
    return None


def _task_title(each: Standing, known: Mapping[str, Agency]) -> Bilingual:
    plan = each.task.plan
    return Bilingual(th="{code} {agency} {title}", en="{code} {agency} {title}").format(
        code=plan.code, agency=known[plan.agency].abbr, title=plan.title
    )
