"""How does a message get from "to be sent" to what became of it? Whoever sends takes one row at a time, for a while, and says how it went.

Two senders never hold the same row: each taking is one UPDATE of one row that is still free. A row whose sender was killed becomes free
again when its lease has run out, and is sent again under the same Message-ID.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Select, and_, case, func, literal, not_, or_, select, union_all, update

from tracker.clock import bangkok_day
from tracker.extensions import db
from tracker.ledger.store import write_transaction
from tracker.reminders.faults import Fault, Unsent, kept
from tracker.reminders.outbox import Channel, MessageRow, MessageState, Purpose

RETRY = timedelta(minutes=5)
ATTEMPTS = 48
"""Every five minutes for four hours."""
LEASE = timedelta(minutes=10)
"""For how long a sender may hold a message: longer than a turn and the slowest message in it."""
REPLACED = ""
"""Nobody discarded it: a later day's message took its place."""
ASTRAY = timedelta(minutes=10)
"""By so much the clocks of two senders may differ, each of which is read when its turn begins; more than that is a clock put back."""


@dataclass(frozen=True, slots=True)
class Message:
    """A message as it lies in the outbox."""

    id: int
    person: int
    purpose: str
    day: date
    channel: str
    address: str
    message_id: str
    subject: str
    plain: str
    html: str
    unsubscribe: str
    state: MessageState
    attempts: int
    next_at: datetime | None
    lease_until: datetime | None
    claimed_by: str
    last_error: str
    created_at: datetime
    sent_at: datetime | None


@dataclass(frozen=True, slots=True)
class Line:
    """A message in a list: everything but its words."""

    id: int
    person: int
    purpose: str
    channel: str
    address: str
    subject: str
    state: MessageState
    attempts: int
    next_at: datetime | None
    last_error: str
    created_at: datetime
    sent_at: datetime | None


_M = MessageRow.__table__
_C = _M.c
WHOLE = tuple(_C[name] for name in Message.__slots__)
"""The columns of a whole message (`message_of`)."""
_LINE = select(*(_C[name] for name in Line.__slots__))


def claim(now: datetime, by: str) -> Message | None:
    """Take the message that has been due for longest, until `now` + LEASE; None when none is due. `by` must be new with each claim.

    A claim is an attempt, so that one that ends its sender each time does not go on for ever.
    """
    with write_transaction():
        _give_up(now)
        for free, order in _free(now):
            found = (
                select(_C.id).where(free).order_by(*order).limit(1).with_for_update(skip_locked=True).scalar_subquery()
            )
            taken = update(_M).where(_C.id == found).values(
                state=MessageState.CLAIMED.value, claimed_by=by, lease_until=now + LEASE, next_at=None, attempts=_C.attempts + 1,
            )  # fmt: skip
            row = db.session.execute(taken.returning(*WHOLE)).one_or_none()
            if row is not None:
                return message_of(row)
    return None


def sent(message: Message, channel: Channel, now: datetime) -> bool:
    """The message went out by a channel; False when its lease had run out and somebody else took it meanwhile."""
    return _end(message, state=MessageState.SENT.value, channel=channel.value, sent_at=now, next_at=None, last_error="")


def failed(message: Message, why: Unsent) -> bool:
    """The message was given up, until a person says otherwise."""
    return _end(message, state=MessageState.FAILED.value, next_at=None, last_error=str(why))


def put_back(message: Message, why: Unsent, now: datetime, *, behind: bool = False) -> bool:
    """The message is tried again in RETRY, unless this was its last attempt; `behind` the others that are due then."""
    if message.attempts >= ATTEMPTS:
        return failed(message, why)
    later = now + RETRY + (timedelta(seconds=1) if behind else timedelta())
    return _end(message, state=MessageState.PENDING.value, next_at=later, last_error=str(why))


def tried_all(channel: str, why: Unsent, now: datetime) -> int:
    """Nothing goes out by a channel at present: that was an attempt of every message that is due there. How many."""
    last = _C.attempts + 1 >= ATTEMPTS
    due = and_(_C.channel == channel, or_(*(free for free, _order in _waiting(now))))
    tried = update(_M).where(due).values(
        attempts=_C.attempts + 1, last_error=str(why), next_at=case((last, None), else_=literal(now + RETRY, _C.next_at.type)),
        state=case((last, MessageState.FAILED.value), else_=MessageState.PENDING.value),
    )  # fmt: skip
    with write_transaction():
        return _number(tried)


def again(ids: Collection[int] | None, now: datetime) -> int:
    """Messages that were given up are tried again from now on, with as many attempts as at first (None: all of them), and count as
    today's. How many."""
    today = bangkok_day(now)
    return _moved(MessageState.FAILED, ids, state=MessageState.PENDING.value, attempts=0, next_at=now, day=today)


def try_now(now: datetime) -> int:
    """Messages that wait for their next attempt are due at once, with the attempts that they had. How many wait."""
    return _moved(MessageState.PENDING, None, next_at=now)


def release(ids: Collection[int] | None, now: datetime) -> int:
    """Messages that are held go out (None: all of them), and count as today's. How many."""
    return _moved(MessageState.HELD, ids, state=MessageState.PENDING.value, next_at=now, day=bangkok_day(now))


def discard(ids: Collection[int] | None, by: str) -> int:
    """Messages that are held or were given up are never sent (None: all that are held); who said so is kept. How many."""
    values = {"state": MessageState.DISCARDED.value, "next_at": None, "claimed_by": by[:80]}
    if ids is None:
        return _moved(MessageState.HELD, None, **values)
    return sum(_moved(state, ids, **values) for state in (MessageState.HELD, MessageState.FAILED))


def replace_outdated(today: date) -> list[int]:
    """Digests that wait and speak of an earlier day are never sent: what they told of goes into a new one. Their ids; inside a write
    transaction. One that a sender may have sent is left to its lease."""
    values = {"state": MessageState.DISCARDED.value, "next_at": None, "claimed_by": REPLACED}
    waits = and_(_C.state == MessageState.PENDING.value, _outdated(today))
    return list(db.session.scalars(update(_M).where(waits).values(**values).returning(_C.id)))


def laid_for(day: date, most: int) -> int:
    """How many messages were laid out for a day and not held; `most` + 1 stands for more than `most`."""
    out = _C.state.not_in([MessageState.HELD.value, MessageState.DISCARDED.value])
    query = select(_C.id).where(_C.day == day, out).limit(most + 1)
    return db.session.scalar(select(func.count()).select_from(query.subquery())) or 0


def people_told(purpose: Purpose, day: date) -> set[int]:
    """To whom a message of this purpose was laid out for a day, whatever became of it."""
    return set(db.session.scalars(select(_C.person).where(_C.day == day, _C.purpose == purpose.value)))


def last_told(people: Collection[int], purpose: Purpose) -> dict[int, date]:
    """The latest day for which a message of this purpose was laid out to each of some people, whatever became of it."""
    query = select(_C.person, func.max(_C.day)).where(_C.person.in_(sorted(people)), _C.purpose == purpose.value)
    return dict(db.session.execute(query.group_by(_C.person)).all())


def one(id_: int) -> Message | None:
    """The message with this id."""
    row = db.session.execute(select(*WHOLE).where(_C.id == id_)).one_or_none()
    return message_of(row) if row else None


def last_to(person: int) -> Line | None:
    """The newest message to a person that a sender has tried or given up."""
    replaced = and_(_C.state == MessageState.DISCARDED.value, _C.claimed_by == REPLACED)
    tried = or_(_C.state == MessageState.SENT.value, _C.last_error != "") & not_(replaced)
    query = _LINE.where(_C.person == person, tried).order_by(_C.day.desc(), _C.id.desc()).limit(1)
    row = db.session.execute(query).one_or_none()
    return Line(**row._asdict() | {"state": MessageState(row.state)}) if row else None


def listed(states: Collection[MessageState], before: int | None, most: int) -> list[Line]:
    """Messages in some states (none: in any), the newest first, with ids under `before`."""
    query = _LINE.order_by(_C.id.desc()).limit(most)
    if states:
        query = query.where(_C.state.in_(sorted(states)))
    if before is not None:
        query = query.where(_C.id < before)
    return [Line(**row._asdict() | {"state": MessageState(row.state)}) for row in db.session.execute(query)]


def counts(most: int) -> dict[MessageState, int]:
    """How many messages are in each state; `most` + 1 stands for more than `most`. One query, which never reads more than it counts."""
    parts = []
    for state in MessageState:
        some = select(_C.id).where(_C.state == state.value).limit(most + 1).subquery()
        parts.append(select(literal(state.value).label("state"), func.count().label("number")).select_from(some))
    return {MessageState(row.state): row.number for row in db.session.execute(union_all(*parts))}


def count_of_stopped(most: int) -> Select[Any]:
    """The question how many messages were given up or are held; `most` + 1 stands for more than `most`."""
    stopped = (MessageState.FAILED.value, MessageState.HELD.value)
    query = select(_C.id).where(_C.state.in_(stopped)).limit(most + 1)
    return select(func.count()).select_from(query.subquery())


def _free(now: datetime) -> list[tuple[ColumnElement[bool], tuple[Any, ...]]]:
    """What may be taken, and what of it first."""
    return [(_lease_over(now), (_C.lease_until, _C.id)), *_waiting(now)]


def _lease_over(now: datetime) -> ColumnElement[bool]:
    """A lease that ends later than any can was given before the clock was put back."""
    over = or_(_C.lease_until <= now, _C.lease_until > now + LEASE + ASTRAY)
    return and_(_C.state == MessageState.CLAIMED.value, over)


def _waiting(now: datetime) -> list[tuple[ColumnElement[bool], tuple[Any, ...]]]:
    """What is due; also what waits for longer than anything does, since the clock was put back. Apart, so that an index finds each. Not a
    digest of an earlier day: it would say what was, and another one of today's would follow."""
    pending, order = (
        and_(_C.state == MessageState.PENDING.value, not_(_outdated(bangkok_day(now)))),
        (_C.next_at, _C.id),
    )
    longest = now + RETRY + ASTRAY
    return [(and_(pending, _C.next_at <= now), order), (and_(pending, _C.next_at > longest), order)]


def _outdated(today: date) -> ColumnElement[bool]:
    return and_(_C.purpose == Purpose.DIGEST.value, _C.day < today)


def _give_up(now: datetime) -> None:
    """Messages whose last attempt ended its sender are given up."""
    ended = update(_M).where(_lease_over(now), _C.attempts >= ATTEMPTS)
    db.session.execute(
        ended.values(state=MessageState.FAILED.value, next_at=None, last_error=kept(Fault.INTERRUPTED, ""))
    )


def _end(message: Message, **values: Any) -> bool:
    """Say what became of a message that was claimed, if its claim still holds."""
    own = update(_M).where(
        _C.id == message.id, _C.state == MessageState.CLAIMED.value, _C.claimed_by == message.claimed_by
    )
    with write_transaction():
        return _number(own.values(lease_until=None, **values)) == 1


def _moved(stands: MessageState, ids: Collection[int] | None, **values: Any) -> int:
    """Change messages that are in a state still, by a person's word."""
    moved = update(_M).where(_C.state == stands.value)
    if ids is not None:
        moved = moved.where(_C.id.in_(sorted(ids)))
    with write_transaction():
        return _number(moved.values(**values))


def _number(statement: Any) -> int:
    changed: Any = db.session.execute(statement)
    return int(changed.rowcount)


def message_of(row: Any) -> Message:
    """The message that a row of WHOLE holds."""
    return Message(**row._asdict() | {"state": MessageState(row.state)})
