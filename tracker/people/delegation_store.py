"""How are delegations kept for quick reading, today and on a past day?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import Date, ForeignKey, Integer, Text, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker import clock
from tracker.extensions import db
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, cut_on, event_of, events
from tracker.people.cut import cut_of_page
from tracker.people.delegations import Delegation, fold
from tracker.people.store import UserRow, directory_at


class DelegationRow(db.Model):  # type: ignore[name-defined]
    """One delegation as it stands: a cache, written only from `delegations.apply`."""

    __tablename__ = "delegation"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    giver: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    taker: Mapped[int] = mapped_column(ForeignKey("user_account.id"), index=True)
    first: Mapped[date] = mapped_column(Date)
    last: Mapped[date] = mapped_column(Date)
    note: Mapped[str] = mapped_column(Text)
    version: Mapped[int] = mapped_column(Integer)
    ended_on: Mapped[date | None] = mapped_column(Date)


_D = DelegationRow.__table__
_COLUMNS = tuple(_D.c[name] for name in ("id", "giver", "taker", "first", "last", "note", "version", "ended_on"))
_CLOSED = select(UserRow.__table__.c.id).where(~UserRow.__table__.c.enabled)


def delegations() -> dict[int, Delegation]:
    """All delegations by id as they stand."""
    return {row.id: Delegation(*row) for row in db.session.execute(select(*_COLUMNS).order_by(_D.c.id))}


def delegations_shown() -> list[Delegation]:
    """All delegations as known on the day of the page, in order of their numbers."""
    cut = cut_of_page()
    return list((delegations() if cut is None else delegations_at(cut)).values())


def delegations_on(day: date) -> Mapping[int, Delegation]:
    """All delegations by id as known on a day: today's as they stand, also for a day to come."""
    return delegations_at(cut_on(day)) if day < clock.today() else delegations()


def delegation(id_: int) -> Delegation | None:
    """One delegation as it stands."""
    row = db.session.execute(select(*_COLUMNS).where(_D.c.id == id_)).one_or_none()
    return Delegation(*row) if row else None


def givers_to(taker: int, day: date) -> tuple[int, ...]:
    """For whom this account acts on a day, as known on the day of the page; a closed account neither gives nor takes."""
    cut = cut_of_page()
    if cut is not None:
        found = {each.giver for each in delegations_at(cut).values() if each.taker == taker and each.holds_on(day)}
        known = directory_at(cut).users
        return tuple(sorted(id_ for id_ in found if known[id_].enabled))
    query = select(_D.c.giver).where(
        _D.c.taker == taker, _D.c.first <= day, _D.c.last >= day, _D.c.ended_on.is_(None),
        _D.c.giver.not_in(_CLOSED), _D.c.taker.not_in(_CLOSED),
    )  # fmt: skip
    return tuple(sorted(set(db.session.scalars(query))))


def links_since(day: date) -> list[Delegation]:
    """Every delegation that held on that day or may have held after it."""
    return [Delegation(*row) for row in db.session.execute(select(*_COLUMNS).where(_D.c.last >= day))]


@lru_cache(maxsize=32)
def delegations_at(cut: int) -> Mapping[int, Delegation]:
    """Delegations as known at a cut, which never changes."""
    query = select(*EVENT_COLUMNS).where(LedgerEvent.stream.like("delegation:%"), LedgerEvent.seq <= cut)
    return fold(event_of(row) for row in db.session.execute(query.order_by(LedgerEvent.seq)))


def forget() -> None:
    """Keep nothing: another database has taken the place of the one before."""
    delegations_at.cache_clear()


def next_delegation_id() -> int:
    """The id of the next delegation; called inside a write transaction."""
    return (db.session.scalar(select(func.max(_D.c.id))) or 0) + 1


def save_delegation(state: Delegation) -> None:
    """Write a delegation's current state, which came from `delegations.apply`."""
    values = row_of_delegation(state)
    changed = db.session.execute(update(_D).where(_D.c.id == state.id).values(**values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(_D).values(**values))


def rebuild() -> int:
    """Write every delegation's row anew from the ledger; how many there are."""
    found = fold(events())
    for each in found.values():
        save_delegation(each)
    return len(found)


def row_of_delegation(state: Delegation) -> dict[str, Any]:
    """A delegation as the values of its row."""
    return {column.name: getattr(state, column.name) for column in _COLUMNS}
