"""How do tests of reminders go from day to day? Plan, lay out, and look at what there is."""

from __future__ import annotations

from datetime import date, datetime, time

from sqlalchemy import select

from tests import world
from tracker import clock
from tracker.clock import BANGKOK
from tracker.extensions import db
from tracker.reminders import composing, service
from tracker.reminders.outbox import MessageRow, Purpose
from tracker.reminders.store import ReminderRow

FRIDAY = world.TODAY
"""31 May B.E. 2556, a working day."""


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), BANGKOK)


def few(_day: date, _count: int) -> bool:
    return False


def go_to(day: date) -> None:
    """Everybody's calendar stands at that day."""
    clock.freeze(day)


def day_of_work(day: date, hour: int = 9) -> int:
    """What the scheduler does on a day; how many messages it laid out."""
    go_to(day)
    service.remind(day, at(day, hour))
    return composing.compose(at(day, hour), few)


def person(who: str) -> int:
    id_ = world.actor(who).id
    assert id_ is not None
    return id_


def rows() -> list[ReminderRow]:
    return list(db.session.scalars(select(ReminderRow).order_by(ReminderRow.id)))


def messages(purpose: Purpose = Purpose.DIGEST) -> list[MessageRow]:
    db.session.expire_all()
    query = select(MessageRow).where(MessageRow.purpose == purpose.value, MessageRow.id != 1)
    return list(db.session.scalars(query.order_by(MessageRow.id)))
