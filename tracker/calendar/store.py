"""Which calendar was known on a day? Kept for quick reading: one small question a request, the answers in memory."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date, datetime
from typing import Any

from flask import g, has_request_context
from sqlalchemy import Date, Integer, String, Text, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker import clock
from tracker.calendar.rules import Entry, Says, calendar_of, fold, stream
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.cuts import KeptByCut
from tracker.ledger.event import Event
from tracker.ledger.store import EVENT_COLUMNS, Instant, LedgerEvent, event_of
from tracker.workdays import WorkingCalendar


class DayRow(db.Model):  # type: ignore[name-defined]
    """What people entered for one day, also when it was withdrawn: a cache, written only from `rules.apply`."""

    __tablename__ = "calendar_day"
    day: Mapped[date] = mapped_column(Date, primary_key=True)
    version: Mapped[int] = mapped_column(Integer)
    says: Mapped[str] = mapped_column(String(20))
    name_th: Mapped[str] = mapped_column(Text)
    name_en: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    seq: Mapped[int] = mapped_column(Integer)
    actor_id: Mapped[int | None] = mapped_column(Integer)
    at: Mapped[datetime] = mapped_column(Instant)


_DAY = DayRow.__table__
_NEWEST = select(func.max(_DAY.c.seq))


def calendar_for(day: date) -> WorkingCalendar:
    """The government's working days as they were known at the end of `day` (Bangkok). The same entries give the same object."""
    return _calendar(_seq_on(day))


def newest_calendar() -> WorkingCalendar:
    """The government's working days as they are known now."""
    return _calendar(_newest())


def entries_on(day: date) -> dict[date, Entry]:
    """What people had entered by the end of `day`, by the day it is about, withdrawn entries too."""
    return _entries(_seq_on(day))


def entry_of(day: date) -> Entry | None:
    """What stands entered for one day now."""
    row = db.session.execute(select(_DAY).where(_DAY.c.day == day)).one_or_none()
    return _entry(row) if row else None


def newest_entries() -> tuple[WorkingCalendar, dict[date, Entry]]:
    """The calendar as it stands today, with what people have said of its days."""
    seq = _newest()
    return _calendar(seq), _entries(seq)


def entries() -> dict[date, Entry]:
    """All rows as they stand, in the form that the history folds into."""
    return {row.day: _entry(row) for row in db.session.execute(select(_DAY))}


def save(entry: Entry) -> None:
    """Write a day's current state, which came from `rules.apply`."""
    values: dict[str, Any] = {
        "version": entry.version, "says": entry.says.value, "name_th": entry.name.th, "name_en": entry.name.en, "note": entry.note,
        "seq": entry.seq, "actor_id": entry.actor_id, "at": entry.at,
    }  # fmt: skip
    changed = db.session.execute(update(_DAY).where(_DAY.c.day == entry.day).values(**values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(_DAY).values(day=entry.day, **values))


def forget() -> None:
    """Empty what is remembered: another database has taken the place of the one before."""
    for remembered in (_told, _entries, _calendar):
        remembered.cache_clear()


def _seq_on(day: date) -> int:
    """The last event about the calendar that was recorded by the end of `day`; 0 when there was none."""
    told = _told(_newest())
    known = bisect_left(told, clock.end_of_day(day), key=lambda event: event.recorded_at)
    return told[known - 1].seq if known else 0


def _newest() -> int:
    """The newest event about the calendar; a request asks for it once."""
    if not has_request_context() or db.session.info.get("writing"):
        return db.session.scalar(_NEWEST) or 0
    if "calendar_seq" not in g:
        g.calendar_seq = db.session.scalar(_NEWEST) or 0
    found: int = g.calendar_seq
    return found


@KeptByCut
def _told(newest: int) -> tuple[Event, ...]:
    """All events about the calendar up to the newest, in order."""
    if not newest:
        return ()
    streams = [stream(day) for day in db.session.scalars(select(_DAY.c.day))]
    query = select(*EVENT_COLUMNS).where(LedgerEvent.stream.in_(streams), LedgerEvent.seq <= newest)
    return tuple(event_of(row) for row in db.session.execute(query.order_by(LedgerEvent.seq)))


@KeptByCut
def _entries(seq: int) -> dict[date, Entry]:
    return fold(event for event in _told(_newest()) if event.seq <= seq)


@KeptByCut
def _calendar(seq: int) -> WorkingCalendar:
    return calendar_of(_entries(seq))


def _entry(row: Any) -> Entry:
    name = Bilingual(row.name_th, row.name_en)
    return Entry(row.day, row.version, Says(row.says), name, row.note, row.seq, row.actor_id, row.at)
