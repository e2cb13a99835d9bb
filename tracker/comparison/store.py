"""Which objects were touched between two cuts of the ledger, and what became of them? Few queries, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from itertools import islice

from sqlalchemy import ColumnElement, func, or_, select

from tracker.comparison.rules import Changed, Comparison, compare
from tracker.extensions import db
from tracker.ledger.cuts import KeptByCut
from tracker.ledger.event import Event
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of

PORTION = 400
"""So many objects are read at a time; fewer than the variables that SQLite takes in one query."""


@dataclass(frozen=True, slots=True)
class Touched:
    """One object with something recorded between the cuts: how often, by kind of event, and when last (number in the ledger)."""

    stream: str
    kinds: Mapping[str, int]
    last: int

    @property
    def topic(self) -> str:
        """What sort of object it is: "task", "register", "agency", "user" …"""
        return self.stream.partition(":")[0]


@KeptByCut
def touched(resolution_id: int, since: int, upto: int) -> tuple[Touched, ...]:
    """Every object of the resolution, and every one that belongs to none (bodies, accounts), with something recorded after `since`
    and up to `upto`, in order of the last act. One query."""
    columns = (LedgerEvent.stream, LedgerEvent.kind, func.count(), func.max(LedgerEvent.seq))
    query = select(*columns).where(*_between(resolution_id, since, upto)).group_by(LedgerEvent.stream, LedgerEvent.kind)
    kinds: dict[str, dict[str, int]] = {}
    last: dict[str, int] = {}
    for stream, kind, number, newest in db.session.execute(query):
        kinds.setdefault(stream, {})[kind] = number
        last[stream] = max(newest, last.get(stream, 0))
    return tuple(Touched(stream, kinds[stream], last[stream]) for stream in sorted(kinds, key=lambda name: last[name]))


def changed(streams: Collection[str], since: int, upto: int) -> dict[str, Changed]:
    """What became of these objects, by stream; one query for each portion of them."""
    return {each.stream: each for each in in_order(streams, since, upto)}


def in_order(streams: Collection[str], since: int, upto: int) -> Iterator[Changed]:
    """The same one after the other in the order asked for, read portion by portion: for what is longer than a page."""
    left = iter(streams)
    while portion := list(islice(left, PORTION)):
        found = {each.stream: each for each in compare(_histories(portion, upto), since, upto).changed}
        yield from (found[stream] for stream in portion if stream in found)


def comparison(resolution_id: int, since: int, upto: int) -> Comparison:
    """Everything at once, for a resolution that fits into memory. `since` may be the later cut."""
    first, last = sorted((since, upto))
    every = [each.stream for each in touched(resolution_id, first, last)]
    found = sorted(in_order(every, first, last), key=lambda each: each.acts[0].event.seq)
    straight = Comparison(first, last, tuple(found))
    return straight if since <= upto else straight.mirror()


def _histories(streams: Collection[str], upto: int) -> Iterator[Event]:
    query = select(*EVENT_COLUMNS).where(LedgerEvent.stream.in_(streams), LedgerEvent.seq <= upto)
    return (event_of(row) for row in db.session.execute(query.order_by(LedgerEvent.stream, LedgerEvent.version)))


def _between(resolution_id: int, since: int, upto: int) -> tuple[ColumnElement[bool], ...]:
    of_it = or_(LedgerEvent.resolution_id == resolution_id, LedgerEvent.resolution_id.is_(None))
    return of_it, LedgerEvent.seq > since, LedgerEvent.seq <= upto
