"""When does a reminder ask for nothing any more, and who closes it? The job, once its task is no longer as it was; or its person.

What a reminder tells of is known by its own instant (`told_at`), as the ledger recorded it, and never by the planner's clock: an act that
was recorded after the planner read its clock, or while the clock was put back, is told like any other.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum
from typing import Any

from sqlalchemy import ColumnElement, Integer, Select, String, case, delete, func, or_, select, update
from sqlalchemy.orm import aliased

from tracker.extensions import db
from tracker.reminders.rules import Reminder
from tracker.reminders.store import ReminderRow, among, chunks
from tracker.tasks.store import TaskRow
from tracker.tasks.workflow import OPEN, State

_T = TaskRow.__table__.c
_R = ReminderRow.__table__
_OPEN = sorted(state.value for state in OPEN)


class Ending(Enum):
    """Why a closed reminder is not in the inbox."""

    TAKEN_OUT = "taken out"
    TOLD_ANEW = "told anew"
    MOVED = "moved"


def over() -> list[int]:
    """Which reminders ask for nothing any more: the task was done, sent, waived or moved, or the person was told of it anew."""
    return list(db.session.scalars(select(_R.c.id).where(_R.c.done_at.is_(None), _ended())))


def forgettable(before: datetime, most: int) -> list[int]:
    """Some reminders that were closed before an instant and would not be planned anew: of a task that asks on, the latest one stays."""
    return list(
        db.session.scalars(select(_R.c.id).where(_R.c.done_at < before, _ended()).order_by(_R.c.id).limit(most))
    )


def forget(ids: Collection[int]) -> None:
    """Remove these reminders."""
    db.session.execute(delete(_R).where(_R.c.id.in_(among(ids, Integer))))


def _ended() -> ColumnElement[bool]:
    """Does a reminder ask for nothing any more: is its task no longer as it was, or was the person told of it anew?"""
    return or_(_told_anew(), ~_stands())


def _told_anew() -> ColumnElement[bool]:
    """Was the person told of the task by a later reminder?"""
    newer = aliased(ReminderRow)
    held = _R.c.step.like("held:%")
    alike = case((newer.step.like("held:%"), 1), else_=0) == case((held, 1), else_=0)
    again = select(newer.id).where(newer.task == _R.c.task, newer.person == _R.c.person, newer.id > _R.c.id, alike)
    return again.exists()


def _stands() -> ColumnElement[bool]:
    """Is the task as the reminder told of it?"""
    waits, held = _R.c.step.like("waiting:%"), _R.c.step.like("held:%")
    said = or_(_R.c.step.like("nudge:%"), _R.c.step.like("returned:%"))
    # What was planned before `told_at` was kept is about something recorded until then.
    answered = said & _T.moved_at.is_not(None) & (_T.moved_at > func.coalesce(_R.c.told_at, _R.c.planned_at))
    that = or_(_T.held_since == _R.c.told_at, _R.c.told_at.is_(None) & (_T.held_since <= _R.c.planned_at))
    stands = or_(
        ~waits & ~held & _T.state.in_(_OPEN) & (_T.due_on == _R.c.due_on) & ~answered,
        waits & (_T.state == State.SUBMITTED.value),
        held & _T.state.in_(_OPEN) & _T.held_by.is_not(None) & that,
    )
    return select(_T.id).where(_T.id == _R.c.task, stands).exists()


def endings(ids: Collection[int]) -> dict[int, Ending]:
    """Why some closed reminders are not in the inbox; those are left out that ask for something and that nobody took out, which the job
    opens again. One question."""
    query = select(_R.c.id, _R.c.taken_out, _told_anew(), _stands()).where(_R.c.id.in_(sorted(ids)))
    found: dict[int, Ending] = {}
    for id_, taken, anew, stands in db.session.execute(query):
        if anew or not stands:
            found[id_] = Ending.TOLD_ANEW if anew else Ending.MOVED
        elif taken:
            found[id_] = Ending.TAKEN_OUT
    return found


def taken_out(ids: Collection[int]) -> set[int]:
    """Which of these reminders somebody took out of the inbox although they ask for something still."""
    query = select(_R.c.id).where(_R.c.id.in_(sorted(ids)), _R.c.taken_out, ~_ended())
    return set(db.session.scalars(query))


def put_back(ids: Collection[int], person: int) -> int:
    """A person wants some of their reminders in the inbox again; how many ask for something still."""
    back = (
        update(_R)
        .where(_R.c.id.in_(sorted(taken_out(ids))), _R.c.person == person)
        .values(done_at=None, taken_out=False)
    )
    changed: Any = db.session.execute(back)
    return int(changed.rowcount)


def close(ids: Collection[int], now: datetime) -> None:
    """These reminders ask for nothing any more."""
    db.session.execute(update(_R).where(_R.c.id.in_(among(ids, Integer)), _R.c.done_at.is_(None)).values(done_at=now))


def closed_but_asked(reminders: Iterable[Reminder]) -> list[int]:
    """Which of the reminders that a day asks for did the job close, although their task asks for them again?"""
    shut = select(_R.c.id).where(_R.c.done_at.is_not(None), ~_R.c.taken_out, ~_ended())
    return [row.id for some in _with(shut, {each.key for each in reminders}) for row in some]


def reopen(ids: Collection[int]) -> None:
    """These reminders ask for something again; not those that their person took out meanwhile."""
    db.session.execute(update(_R).where(_R.c.id.in_(among(ids, Integer)), ~_R.c.taken_out).values(done_at=None))


def happened_again(reminders: Iterable[Reminder]) -> dict[int, datetime]:
    """Which reminders tell of an act that was repeated on the same day, and the instant of the later one."""
    acts = {each.key: each.told_at for each in reminders if each.told_at is not None}
    rows = (row for each in _with(select(_R.c.id, _R.c.key, _R.c.told_at), acts) for row in each)
    return {id_: acts[key] for id_, key, at in rows if at is not None and at != acts[key]}


def tell_anew(acts: Mapping[int, datetime]) -> None:
    """These reminders tell of an act of that instant: as if nobody had read them, taken them out or been sent them."""
    fresh: dict[str, Any] = {"read_at": None, "done_at": None, "taken_out": False, "message": None}
    for id_, at in acts.items():
        db.session.execute(update(_R).where(_R.c.id == id_).values(told_at=at, **fresh))


def _with(query: Select[Any], keys: Collection[str]) -> Iterator[Sequence[Any]]:
    for some in chunks(sorted(keys)):
        yield db.session.execute(query.where(_R.c.key.in_(among(some, String)))).all()
