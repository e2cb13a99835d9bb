"""What is to be sent, and what became of it? Whatever leaves the product lies here first, once for each key."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import Date, ForeignKey, Integer, String, Text
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.ledger.store import Instant


class MessageState(StrEnum):
    """What became of a message. `held` waits for a person's word, `failed` was given up after the last attempt."""

    PENDING = "pending"
    CLAIMED = "claimed"
    SENT = "sent"
    FAILED = "failed"
    HELD = "held"
    DISCARDED = "discarded"


class Purpose(StrEnum):
    """Why something is sent."""

    DIGEST = "digest"
    NUDGE = "nudge"
    TEST = "test"


class Channel(StrEnum):
    """By which way a message goes out. `file` is what became of mail where no server is set; nothing is put in for it."""

    MAIL = "mail"
    APPRISE = "apprise"
    FILE = "file"


class MessageRow(db.Model):  # type: ignore[name-defined]
    """One message to one person by one channel. `key` names it for good; `message_id` is the same in every attempt."""

    __tablename__ = "message"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    person: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    purpose: Mapped[str] = mapped_column(String(20))
    day: Mapped[date] = mapped_column(Date)
    channel: Mapped[str] = mapped_column(String(20))
    address: Mapped[str] = mapped_column(Text)
    message_id: Mapped[str] = mapped_column(String(200), unique=True)
    subject: Mapped[str] = mapped_column(Text)
    plain: Mapped[str] = mapped_column(Text)
    html: Mapped[str] = mapped_column(Text)
    unsubscribe: Mapped[str] = mapped_column(Text)
    state: Mapped[str] = mapped_column(String(12))
    attempts: Mapped[int] = mapped_column(Integer)
    next_at: Mapped[datetime | None] = mapped_column(Instant)
    lease_until: Mapped[datetime | None] = mapped_column(Instant)
    claimed_by: Mapped[str] = mapped_column(String(80))
    last_error: Mapped[str] = mapped_column(Text)
    created_at: Mapped[datetime] = mapped_column(Instant)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    __table_args__ = (
        db.Index("message_state", "state", "next_at"),
        db.Index("message_listed", "state", "id"),
        db.Index("message_person", "person", "day"),
    )


@dataclass(frozen=True, slots=True)
class Letter:
    """What is put into the outbox: to whom and why, by which channel to which address, and its words. `unsubscribe` is the address of the
    one-click page, empty where the message may not be unsubscribed; `day` the Bangkok day that it speaks of."""

    key: str
    person: int
    purpose: Purpose
    day: date
    channel: str
    address: str
    subject: str
    plain: str
    html: str
    unsubscribe: str = ""


_M = MessageRow.__table__


def message_id(key: str, domain: str) -> str:
    """The Message-ID of the message with this key, the same however often it is asked for; `domain` is the sender's."""
    return f"<{hashlib.sha256(key.encode('utf-8', 'surrogatepass')).hexdigest()[:32]}@{domain}>"


def put(letter: Letter, message_id: str, now: datetime, *, held: bool = False) -> int | None:
    """Lay a message into the outbox, inside a write transaction; its id, or None when one of this key lies there already."""
    values: dict[str, Any] = {name: getattr(letter, name) for name in Letter.__slots__}
    state = MessageState.HELD if held else MessageState.PENDING
    values |= {
        "purpose": letter.purpose.value, "message_id": message_id, "state": state.value, "attempts": 0, "next_at": now,
        "claimed_by": "", "last_error": "", "created_at": now,
    }  # fmt: skip
    dialect: Any = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    statement = dialect.insert(_M).values(values).on_conflict_do_nothing(index_elements=["key"])
    return db.session.scalar(statement.returning(_M.c.id))
