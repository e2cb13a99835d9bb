"""How is the register kept for quick reading, today and on a past day?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import JSON, Date, ForeignKey, Integer, String, bindparam, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.ledger.cuts import KeptByCut
from tracker.ledger.store import LedgerEvent, events
from tracker.resolutions.events import Entry, Key, fold, register_of
from tracker.resolutions.rules import Register

UNIQUE_OBLIGATION = "noun = 'obligations'"
"""Obligations are addressed by their code alone, so it is unique over the whole register."""


class ResolutionRow(db.Model):  # type: ignore[name-defined]
    """One resolution; its text is in its entries."""

    __tablename__ = "resolution"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    decided_on: Mapped[date] = mapped_column(Date)


class EntryRow(db.Model):  # type: ignore[name-defined]
    """One entry of a register: a clause, an obligation, a source document …"""

    __tablename__ = "register_entry"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolution.id"))
    noun: Mapped[str] = mapped_column(String(30))
    code: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(Integer)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    __table_args__ = (
        db.UniqueConstraint("resolution_id", "noun", "code", name="register_entry_code"),
        db.Index(
            "register_entry_obligation", "code", unique=True,
            sqlite_where=db.text(UNIQUE_OBLIGATION), postgresql_where=db.text(UNIQUE_OBLIGATION),
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A resolution in a list."""

    id: int
    code: str
    decided_on: date


# What every page asks is put into words once: building a statement anew costs several times what running it does.
_R, _EVENT = ResolutionRow.__table__.c, LedgerEvent.__table__.c
_LISTED = select(_R.id, _R.code, _R.decided_on).order_by(_R.decided_on.desc(), _R.id)
_LAST_CHANGE = select(func.max(_EVENT.seq)).where(
    _EVENT.resolution_id == bindparam("resolution_id"), _EVENT.seq <= bindparam("cut"), _EVENT.stream.like("register:%")
)


def resolutions() -> list[Listed]:
    """All resolutions, the newest first."""
    return [Listed(*row) for row in db.session.execute(_LISTED)]


def known_at(cut: int) -> frozenset[int]:
    """The ids of the resolutions that were in the register at a cut."""
    query = (
        select(LedgerEvent.resolution_id).group_by(LedgerEvent.resolution_id).having(func.min(LedgerEvent.seq) <= cut)
    )
    return frozenset(id_ for id_ in db.session.scalars(query) if id_ is not None)


def resolution_id(code: str) -> int | None:
    """The id of the resolution with this code."""
    return db.session.scalar(select(ResolutionRow.id).where(ResolutionRow.code == code))


def obligation_codes(*, other_than: str) -> frozenset[str]:
    """The obligation codes of all resolutions but the one with this code."""
    query = (
        select(EntryRow.code)
        .join(ResolutionRow)
        .where(EntryRow.noun == "obligations", ResolutionRow.code != other_than)
    )
    return frozenset(db.session.scalars(query))


def entries(resolution_id: int) -> dict[Key, Entry]:
    """All entries of a resolution as they stand."""
    query = select(EntryRow.noun, EntryRow.code, EntryRow.position, EntryRow.document)
    rows = db.session.execute(query.where(EntryRow.resolution_id == resolution_id))
    return {(noun, code): Entry(position, document) for noun, code, position, document in rows}


@KeptByCut
def register_at(resolution_id: int, cut: int) -> Register | None:
    """The register as known at a cut of the ledger; a cut never changes, so the answer is kept."""
    return register_of(fold(events(resolution_id=resolution_id, upto=cut)))


def last_change(resolution_id: int, cut: int) -> int:
    """The last event that touched the register of this resolution up to the cut: the same register for many cuts."""
    return db.session.scalar(_LAST_CHANGE, {"resolution_id": resolution_id, "cut": cut}) or 0


def next_id() -> int:
    """The id of the next resolution; called inside a write transaction."""
    return (db.session.scalar(select(func.max(ResolutionRow.id))) or 0) + 1


def save_resolution(id_: int, code: str, decided_on: date) -> None:
    """Insert the resolution's row or keep its date right."""
    changed = db.session.execute(update(ResolutionRow).where(ResolutionRow.id == id_).values(decided_on=decided_on))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(ResolutionRow).values(id=id_, code=code, decided_on=decided_on))


def save_entry(resolution_id: int, key: Key, entry: Entry | None) -> None:
    """Write one entry's current state; None takes it out."""
    noun, code = key
    where = (EntryRow.resolution_id == resolution_id, EntryRow.noun == noun, EntryRow.code == code)
    if entry is None:
        db.session.execute(delete(EntryRow).where(*where))
        return
    values: Mapping[str, Any] = {"position": entry.position, "document": dict(entry.document)}
    changed = db.session.execute(update(EntryRow).where(*where).values(**values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(EntryRow).values(resolution_id=resolution_id, noun=noun, code=code, **values))
