"""Where is kept what each person watches? In rows of their own, outside the ledger (docs/decisions/0013)."""

from __future__ import annotations

from sqlalchemy import ForeignKey, Integer, String, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.resolutions.store import EntryRow
from tracker.watching.rules import Thing, read


class WatchRow(db.Model):  # type: ignore[name-defined]
    """One thing that one person watches; `seen` is the ledger's last event when the person last looked."""

    __tablename__ = "watch"
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True, autoincrement=False)
    thing: Mapped[str] = mapped_column(String(80), primary_key=True)
    seen: Mapped[int] = mapped_column(Integer)


_W = WatchRow.__table__


def watched_by(user_id: int) -> dict[Thing, int]:
    """Everything that a person watches, with the event up to which it was seen."""
    rows = db.session.execute(select(_W.c.thing, _W.c.seen).where(_W.c.user_id == user_id).order_by(_W.c.thing))
    return {thing: seen for text, seen in rows if (thing := read(text))}


def is_watched(user_id: int, thing: Thing) -> bool:
    """Does this person watch it?"""
    query = select(_W.c.seen).where(_W.c.user_id == user_id, _W.c.thing == str(thing))
    return db.session.scalar(query) is not None


def number_watched(user_id: int) -> int:
    """How many things a person watches."""
    return db.session.scalar(select(func.count()).select_from(_W).where(_W.c.user_id == user_id)) or 0


def begin(user_id: int, thing: Thing, seen: int) -> None:
    """Add a row."""
    db.session.execute(insert(_W).values(user_id=user_id, thing=str(thing), seen=seen))


def stop(user_id: int, thing: Thing) -> None:
    """Take the row away, if there is one."""
    db.session.execute(delete(_W).where(_W.c.user_id == user_id, _W.c.thing == str(thing)))


def see(user_id: int, seen: int) -> None:
    """Everything that this person watches was seen up to this event; what was seen further stays so."""
    db.session.execute(update(_W).where(_W.c.user_id == user_id, _W.c.seen < seen).values(seen=seen))


def obligation_exists(code: str) -> bool:
    """Is there an obligation or a group with this code?"""
    query = select(EntryRow.id).where(EntryRow.noun.in_(("obligations", "groups")), EntryRow.code == code).limit(1)
    return db.session.scalar(query) is not None
