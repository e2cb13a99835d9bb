"""How is an act recorded so that it can never be changed, and how is the record read up to a past day?"""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Date, DateTime, Integer, Select, String, Text, bindparam, func, insert, select, text, union_all
from sqlalchemy.engine import Dialect
from sqlalchemy.event import listens_for
from sqlalchemy.orm import Mapped, mapped_column
from sqlalchemy.types import TypeDecorator

from tracker import clock
from tracker.extensions import db
from tracker.ledger.event import Draft, Event, Head, canonical, seal

CHAIN_LOCK = 2556_0423
"""Key of the PostgreSQL advisory lock that puts writers in one line; SQLite does the same with BEGIN IMMEDIATE."""

PORTION = 5000
"""So many rows are read at a time: a reader may stop anywhere and leaves nothing open."""


WHEN_RECORDED: list[Callable[[Event], None]] = []
"""What else is written in the transaction of every act; a slice above enters what it keeps of the ledger. Keep it cheap."""


class ChangedMeanwhile(Exception):
    """Somebody recorded an act on the same object since its page was read; nothing was saved."""

    def __init__(self, stream: str, expected: int, actual: int) -> None:
        super().__init__(f"{stream} stands at version {actual}, not {expected}")
        self.stream, self.expected, self.actual = stream, expected, actual


class AlreadyDone(Exception):
    """The same form was sent twice; the first one was recorded and nothing more is to be done."""


class Instant(TypeDecorator[datetime]):
    """An aware UTC datetime, kept as UTC in both databases."""

    impl = DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Give SQLite a naive UTC time, PostgreSQL an aware one."""
        if value is None:
            return None
        utc = value.astimezone(UTC)
        return utc.replace(tzinfo=None) if dialect.name == "sqlite" else utc

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Return an aware UTC time."""
        if value is None:
            return None
        instant: datetime = value
        return instant.replace(tzinfo=UTC) if instant.tzinfo is None else instant.astimezone(UTC)


class AppendOnly(Exception):
    """Somebody tried to change or remove a row of the ledger through the ORM; the database's own guard would refuse it as well."""


class LedgerEvent(db.Model):  # type: ignore[name-defined,misc]
    """One row of the ledger; database triggers refuse UPDATE, DELETE, REPLACE and TRUNCATE."""

    __tablename__ = "ledger_event"
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    stream: Mapped[str] = mapped_column(String(200))
    version: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(60))
    data: Mapped[str] = mapped_column(Text)
    actor_id: Mapped[int | None] = mapped_column(Integer)
    recorded_at: Mapped[datetime] = mapped_column(Instant)
    effective_on: Mapped[date | None] = mapped_column(Date)
    resolution_id: Mapped[int | None] = mapped_column(Integer)
    prev_hash: Mapped[str] = mapped_column(String(64))
    hash: Mapped[str] = mapped_column(String(64))
    act_key: Mapped[str | None] = mapped_column(String(64))
    agency: Mapped[str | None] = mapped_column(String(40))
    __table_args__ = (
        db.UniqueConstraint("stream", "version", name="ledger_event_stream_version"),
        db.UniqueConstraint("act_key", name="ledger_event_act_key"),
        db.Index("ledger_event_resolution", "resolution_id", "recorded_at", "seq"),
        db.Index("ledger_event_of", "resolution_id", "seq"),
        db.Index("ledger_event_about", "resolution_id", "kind", "seq"),
        db.Index("ledger_event_recorded", "recorded_at", "seq"),
        db.Index("ledger_event_kind", "kind", "seq"),
        db.Index("ledger_event_actor", "actor_id", "seq"),
        db.Index("ledger_event_agency", "agency", "seq"),
    )


@listens_for(LedgerEvent, "before_update")
@listens_for(LedgerEvent, "before_delete")
def _refuse(_mapper: Any, _connection: Any, row: LedgerEvent) -> None:
    raise AppendOnly(f"row {row.seq} of the ledger stays as it is")


EVENT_COLUMNS = tuple(
    LedgerEvent.__table__.c[name]
    for name in (
        "seq", "stream", "version", "kind", "data", "actor_id", "recorded_at", "effective_on", "resolution_id", "prev_hash", "hash",
    )
)  # fmt: skip
"""In the order of Event's fields."""

# What every page or every act asks is put into words once: building a statement anew costs several times what running it does.
_C = LedgerEvent.__table__.c
_OF_RESOLUTION = _C.resolution_id == bindparam("resolution_id")
_HEAD = select(_C.seq, _C.hash, _C.recorded_at).order_by(_C.seq.desc()).limit(1)
_VERSION = select(func.max(_C.version)).where(_C.stream == bindparam("stream"))
_ACT = select(_C.seq).where(_C.act_key == bindparam("act_key"))
_LAST = select(_C.seq).order_by(_C.seq.desc()).limit(1)
_LAST_OF = _LAST.where(_OF_RESOLUTION)
# Time and number grow together (`seal`), so that the last by time is the last by number: one step in the index of times.
_LAST_FIRST = (_C.recorded_at.desc(), _C.seq.desc())
_CUT = select(_C.seq).where(_C.recorded_at < bindparam("end", type_=Instant)).order_by(*_LAST_FIRST).limit(1)
_CUT_OF = _CUT.where(_OF_RESOLUTION)
_COUNT = select(func.count()).where(
    _OF_RESOLUTION, _C.seq > bindparam("after"), _C.seq <= bindparam("upto"), _C.stream.like(bindparam("topic"))
)
_RESOLUTIONS = select(_C.resolution_id).where(_C.resolution_id.is_not(None)).distinct().order_by(_C.resolution_id)
_RECORD = insert(LedgerEvent.__table__)
_NARROWED = {
    "resolution_id": _OF_RESOLUTION,
    "stream": _C.stream == bindparam("stream"),
    "topic": _C.stream.like(bindparam("topic")),
    "kind": _C.kind == bindparam("kind"),
    "upto": _C.seq <= bindparam("upto"),
}


@contextmanager
def write_transaction() -> Iterator[None]:
    """Everything inside is saved together or not at all; writers stand in one line. Joins an outer one when there is one."""
    session = db.session
    if session.info.get("writing"):
        yield
        return
    session.rollback()
    connection = session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
    session.info["writing"] = True
    try:
        if connection.dialect.name == "postgresql":
            session.execute(text("select pg_advisory_xact_lock(:key)"), {"key": CHAIN_LOCK})
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise
    finally:
        session.info.pop("writing", None)


def end_reading() -> None:
    """Let go of what was read, so that nobody has to wait for it; inside a write transaction nothing happens."""
    if not db.session.info.get("writing"):
        db.session.rollback()


def append(draft: Draft, *, actor_id: int | None, now: datetime, act_key: str | None = None) -> Event:
    """Record one act inside a write transaction and return it.

    `act_key` is the random token of the form it came from. Raises ChangedMeanwhile when the stream is no longer at
    `draft.expected`, AlreadyDone when the same form was recorded before.
    """
    if act_key is not None and known_act(act_key):
        raise AlreadyDone
    actual = stream_version(draft.stream)
    if actual != draft.expected:
        raise ChangedMeanwhile(draft.stream, draft.expected, actual)
    event = seal(head(), draft, actor_id, now)
    row = {column.name: getattr(event, column.name) for column in EVENT_COLUMNS}
    db.session.execute(_RECORD, row | {"data": canonical(event.data), "act_key": act_key, "agency": draft.agency})
    for follow in WHEN_RECORDED:
        follow(event)
    return event


def head() -> Head:
    """The last event's place, hash and time."""
    row = db.session.execute(_HEAD).one_or_none()
    return Head(*row) if row else Head()


def stream_version(stream: str) -> int:
    """How many events the stream holds; 0 when it does not exist."""
    return db.session.scalar(_VERSION, {"stream": stream}) or 0


def event_of_act(act_key: str) -> Event | None:
    """The event that a form with this token was recorded as."""
    row = db.session.execute(select(*EVENT_COLUMNS).where(LedgerEvent.act_key == act_key)).one_or_none()
    return event_of(row) if row else None


def known_act(act_key: str) -> bool:
    """Was a form with this token recorded before?"""
    return db.session.scalar(_ACT, {"act_key": act_key}) is not None


def last_seq(resolution_id: int | None = None) -> int:
    """The newest sequence number, of one resolution or of all; 0 when there is none."""
    if resolution_id is None:
        return db.session.scalar(_LAST) or 0
    return db.session.scalar(_LAST_OF, {"resolution_id": resolution_id}) or 0


def of_kinds(kinds: Collection[str], cut: int) -> list[Event]:
    """The events of these kinds up to a cut, in order. Each kind by itself: for all at once a database may go through the whole ledger."""
    parts = (select(*EVENT_COLUMNS).where(_C.kind == kind, _C.seq <= cut) for kind in kinds)
    return sorted((event_of(row) for row in db.session.execute(union_all(*parts))), key=lambda event: event.seq)


def cut_on(day: date, resolution_id: int | None = None) -> int:
    """The last sequence number recorded up to the end of `day` (Bangkok), of one resolution or of all; 0 when there is none."""
    end = clock.end_of_day(day)
    if resolution_id is None:
        return db.session.scalar(_CUT, {"end": end}) or 0
    return db.session.scalar(_CUT_OF, {"end": end, "resolution_id": resolution_id}) or 0


def count_between(after: int, upto: int, resolution_id: int, topic: str) -> int:
    """How many events of the streams of one topic ("task") of a resolution were recorded with after < seq ≤ upto."""
    return (
        db.session.scalar(_COUNT, {"after": after, "upto": upto, "resolution_id": resolution_id, "topic": f"{topic}:%"})
        or 0
    )


def event_at(seq: int) -> Event | None:
    """The event with this sequence number."""
    row = db.session.execute(select(*EVENT_COLUMNS).where(LedgerEvent.seq == seq)).one_or_none()
    return event_of(row) if row else None


def events_at(seqs: Collection[int]) -> dict[int, Event]:
    """The events with these sequence numbers; one query."""
    if not seqs:
        return {}
    rows = db.session.execute(select(*EVENT_COLUMNS).where(LedgerEvent.seq.in_(seqs)))
    return {event.seq: event for event in map(event_of, rows)}


def events(
    *, resolution_id: int | None = None, stream: str | None = None, topic: str | None = None, kind: str | None = None,
    upto: int | None = None, after: int = 0,
) -> Iterator[Event]:  # fmt: skip
    """Events in order of seq with after < seq ≤ upto: of one resolution, of one stream, of the streams of one topic ("task"), of one kind;
    all when nothing is given."""
    asked = {"resolution_id": resolution_id, "stream": stream, "topic": topic and f"{topic}:%", "kind": kind, "upto": upto}  # fmt: skip
    given = {name: value for name, value in asked.items() if value is not None}
    query = _portion(*given)
    rows: Sequence[Any] = ()
    while not rows or len(rows) == PORTION:
        rows = db.session.execute(query, given | {"after": rows[-1].seq if rows else after, "most": PORTION}).all()
        if not rows:
            return
        yield from map(event_of, rows)


def resolution_ids() -> list[int]:
    """The ids of all resolutions that the ledger speaks of."""
    return list(db.session.scalars(_RESOLUTIONS))


@cache
def _portion(*narrowed: str) -> Select[Any]:
    conditions = (_NARROWED[name] for name in narrowed)
    return (
        select(*EVENT_COLUMNS).where(_C.seq > bindparam("after"), *conditions).order_by(_C.seq).limit(bindparam("most"))
    )


def latest(limit: int, *, before: int | None = None, upto: int | None = None, **where: Any) -> list[Event]:
    """The newest events first, at most `limit`; `before` pages backwards; `where` compares columns (e.g. actor_id=3)."""
    query = select(*EVENT_COLUMNS).order_by(LedgerEvent.seq.desc()).limit(limit)
    if before is not None:
        query = query.where(LedgerEvent.seq < before)
    if upto is not None:
        query = query.where(LedgerEvent.seq <= upto)
    for name, value in where.items():
        query = query.where(LedgerEvent.__table__.c[name] == value)
    return [event_of(row) for row in db.session.execute(query)]


def event_of(row: Any) -> Event:
    """An Event from a row in the order of EVENT_COLUMNS."""
    seq, stream, version, kind, data, *rest = row
    return Event(seq, stream, version, kind, json.loads(data), *rest)
