"""Where do drafts lie? One row for each person and form."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, String, UniqueConstraint, bindparam, delete, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker.drafts.rules import Draft
from tracker.extensions import db
from tracker.ledger.store import Instant

LONGEST_PLACE = 300


class DraftRow(db.Model):  # type: ignore[name-defined]
    """What one person typed into one form and has not sent."""

    __tablename__ = "draft"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    place: Mapped[str] = mapped_column(String(LONGEST_PLACE))
    fields: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int | None] = mapped_column(Integer)
    updated_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (UniqueConstraint("user_id", "place", name="draft_user_place"),)


_T = DraftRow.__table__
_COLUMNS = (_T.c.id, _T.c.place, _T.c.fields, _T.c.version, _T.c.updated_at)
_OF_USER = select(*_COLUMNS).where(_T.c.user_id == bindparam("user_id")).order_by(_T.c.updated_at.desc(), _T.c.id)
_AT_PLACE = _OF_USER.where(_T.c.place == bindparam("place"))
_BY_ID = _OF_USER.where(_T.c.id == bindparam("id"))


def at(user_id: int, place: str) -> Draft | None:
    """This person's draft of the form at this place."""
    row = db.session.execute(_AT_PLACE, {"user_id": user_id, "place": place}).one_or_none()
    return Draft(*row) if row else None


def one(user_id: int, draft_id: int) -> Draft | None:
    """This person's draft with this id; never anybody else's."""
    row = db.session.execute(_BY_ID, {"user_id": user_id, "id": draft_id}).one_or_none()
    return Draft(*row) if row else None


def every(user_id: int) -> list[Draft]:
    """All drafts of this person, the newest first."""
    return [Draft(*row) for row in db.session.execute(_OF_USER, {"user_id": user_id})]


def values_of(field: str) -> set[str]:
    """Everything that stands under this name in anybody's draft."""
    return {value for fields in db.session.scalars(select(_T.c.fields)) for value in fields.get(field, ())}


def save(user_id: int, place: str, fields: dict[str, list[str]], version: int | None, now: datetime) -> None:
    """Keep a draft in the place of an earlier one; called inside a write transaction."""
    values = {"fields": fields, "version": version, "updated_at": now}
    changed = db.session.execute(update(_T).where(_T.c.user_id == user_id, _T.c.place == place).values(**values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(_T).values(user_id=user_id, place=place, **values))


def remove(user_id: int, ids: Iterable[int]) -> None:
    """Let these drafts of this person go; called inside a write transaction."""
    db.session.execute(delete(_T).where(_T.c.user_id == user_id, _T.c.id.in_(list(ids))))


def remove_at(user_id: int, places: Iterable[str]) -> None:
    """Let the drafts of these forms go; called inside a write transaction."""
    db.session.execute(delete(_T).where(_T.c.user_id == user_id, _T.c.place.in_(list(places))))


def forget(before: datetime) -> int:
    """Let go of what nobody has touched since this instant; called inside a write transaction; how many."""
    return db.session.execute(delete(_T).where(_T.c.updated_at < before)).rowcount  # type: ignore[attr-defined]
