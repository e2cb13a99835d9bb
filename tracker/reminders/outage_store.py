"""Since when does nothing go out by a way, and what was said there? One row for each way that is closed, until something goes out again.

A row speaks of one server: where another is set meanwhile, it says nothing any more.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import current_app
from sqlalchemy import String, Text, case, delete, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.ledger.store import Instant, write_transaction
from tracker.reminders.faults import Unsent


class OutageRow(db.Model):  # type: ignore[name-defined]
    """A way that is closed: the server that was asked, since when it takes nothing, when it was last tried, and what was wrong then."""

    __tablename__ = "outage"
    channel: Mapped[str] = mapped_column(String(20), primary_key=True)
    server: Mapped[str] = mapped_column(Text)
    since: Mapped[datetime] = mapped_column(Instant)
    tried_at: Mapped[datetime] = mapped_column(Instant)
    error: Mapped[str] = mapped_column(Text)


@dataclass(frozen=True, slots=True)
class Outage:
    """A way that is closed: instants are aware UTC of the product's calendar, `error` is a fault as rows keep it."""

    server: str
    since: datetime
    tried_at: datetime
    error: str


_O = OutageRow.__table__


def closed(channel: str, why: Unsent, now: datetime) -> None:
    """Nothing went out by a way at an instant; the first time of a row of such is remembered."""
    dialect: Any = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    values = {"server": server(), "tried_at": now, "error": str(why)}
    new = dialect.insert(_O).values(channel=channel, since=now, **values)
    since = case((_O.c.server == new.excluded.server, _O.c.since), else_=new.excluded.since)
    with write_transaction():
        db.session.execute(new.on_conflict_do_update(index_elements=["channel"], set_=values | {"since": since}))


def open_again(channel: str) -> None:
    """Something went out by a way; one question where it was open all along."""
    known = db.session.scalar(select(_O.c.channel).where(_O.c.channel == channel))
    if known is not None:
        with write_transaction():
            db.session.execute(delete(_O).where(_O.c.channel == channel))


def outage(channel: str) -> Outage | None:
    """Since when a way is closed; None when it is open, or nothing was tried by the server that is set now."""
    row = db.session.execute(
        select(*(_O.c[name] for name in Outage.__slots__)).where(_O.c.channel == channel)
    ).one_or_none()
    return Outage(*row) if row and row.server == server() else None


def server() -> str:
    """The mail server that is set now; nothing where mail is kept as files."""
    mail = current_app.config["SETTINGS"].mail
    return f"{mail.host}:{mail.port}" if mail else ""
