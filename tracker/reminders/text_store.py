"""What is kept of a message of which nobody has anything to decide any more? To whom it went, when and about what; its words for a year."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime

from sqlalchemy import bindparam, select, update

from tracker.extensions import db
from tracker.ledger.store import write_transaction
from tracker.reminders.outbox import Channel, MessageRow, MessageState
from tracker.reminders.outbox_store import WHOLE, Message, message_of

_M = MessageRow.__table__
_C = _M.c


def with_text(before: datetime, after: int, most: int) -> list[Message]:
    """Messages laid out before an instant of which nobody has anything to decide any more, whose text is still kept; the first ones with
    ids over `after`."""
    over = _C.state.in_((MessageState.SENT.value, MessageState.DISCARDED.value))
    query = (
        select(*WHOLE).where(over, _C.created_at < before, _C.plain != "", _C.id > after).order_by(_C.id).limit(most)
    )
    return [message_of(row) for row in db.session.execute(query)]


def forget_text(messages: Collection[Message]) -> None:
    """Keep of some messages only to whom they went, when, about what: no text, and of the address of a service its name alone."""
    if not messages:
        return
    gone = (
        update(_M)
        .where(_C.id == bindparam("which"))
        .values(plain="", html="", unsubscribe="", address=bindparam("left"))
    )
    rows = [{"which": each.id, "left": _without_token(each)} for each in messages]
    with write_transaction():
        db.session.execute(gone, rows)


def _without_token(message: Message) -> str:
    scheme, mark, _rest = message.address.partition("://")
    return f"{scheme}{mark}" if message.channel == Channel.APPRISE else message.address
