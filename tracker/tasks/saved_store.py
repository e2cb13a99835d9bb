"""How are the saved views of the list of tasks kept? Plain rows outside the ledger (docs/decisions/0009-settings-are-plain-rows.md)."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy import Boolean, ForeignKey, Integer, String, Text, bindparam, delete, func, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker.access.policy import Actor
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.store import Instant
from tracker.people.store import UserRow
from tracker.tasks.saved_rules import EVERYBODY, View, name_key


class ViewRow(db.Model):  # type: ignore[name-defined]
    """One saved view."""

    __tablename__ = "task_view"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    owner_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    name: Mapped[str] = mapped_column(String(80))
    name_key: Mapped[str] = mapped_column(String(240))
    query: Mapped[str] = mapped_column(Text)
    shared: Mapped[str] = mapped_column(String(20))
    first: Mapped[bool] = mapped_column(Boolean)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (
        db.UniqueConstraint("owner_id", "name_key", name="task_view_name"),
        db.Index("task_view_shared", "shared"),
    )


_ROW, _OWNER = ViewRow.__table__, UserRow.__table__
_VIEW = select(
    _ROW.c.id,
    _ROW.c.owner_id,
    _OWNER.c.name_th,
    _OWNER.c.name_en,
    _ROW.c.name,
    _ROW.c.query,
    _ROW.c.shared,
    _ROW.c.first,
).select_from(_ROW.join(_OWNER, _OWNER.c.id == _ROW.c.owner_id))
_BY_ID = _VIEW.where(_ROW.c.id == bindparam("id"))
_OF = _VIEW.where(_ROW.c.owner_id == bindparam("owner")).order_by(_ROW.c.name_key)
_FIRST = _OF.where(_ROW.c.first)
_SHOWN = _VIEW.where(
    or_(_ROW.c.owner_id == bindparam("owner"), _ROW.c.shared.in_([EVERYBODY, bindparam("role")]))
).order_by(_ROW.c.name_key, _ROW.c.id)


def view(view_id: int) -> View | None:
    """One view, whoever's it is."""
    row = db.session.execute(_BY_ID, {"id": view_id}).one_or_none()
    return _view(row) if row else None


def views_of(owner: int) -> list[View]:
    """A person's own views, by name."""
    return [_view(row) for row in db.session.execute(_OF, {"owner": owner})]


def shown_to(actor: Actor) -> list[View]:
    """The person's own views and those shared with them, by name."""
    return [_view(row) for row in db.session.execute(_SHOWN, {"owner": actor.id, "role": actor.role.value})]


def first_of(owner: int | None) -> View | None:
    """The view that opens first for a person; None when they chose none."""
    row = db.session.execute(_FIRST, {"owner": owner}).first()
    return _view(row) if row else None


def next_id() -> int:
    """The id of the next view; called inside a write transaction."""
    return (db.session.scalar(select(func.max(_ROW.c.id))) or 0) + 1


def save(found: View, at: datetime) -> None:
    """Write a view; the only one that opens first when it does."""
    if found.first:
        db.session.execute(update(_ROW).where(_ROW.c.owner_id == found.owner).values(first=False))
    values = {
        "owner_id": found.owner, "name": found.name, "name_key": name_key(found.name), "query": found.query, "shared": found.shared,
        "first": found.first, "changed_at": at,
    }  # fmt: skip
    changed = db.session.execute(update(_ROW).where(_ROW.c.id == found.id).values(**values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(_ROW).values(id=found.id, **values))


def remove(view_id: int) -> None:
    """Take a view out for good."""
    db.session.execute(delete(_ROW).where(_ROW.c.id == view_id))


def _view(row: Any) -> View:
    id_, owner, name_th, name_en, *rest = row
    return View(id_, owner, Bilingual(th=name_th, en=name_en), *rest)
