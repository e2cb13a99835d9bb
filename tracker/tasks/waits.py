"""Which tasks of any resolution wait for somebody today: for a verdict, an answer, another agency, or another submission?

Each list comes in the order in which it has waited and is cut; each is counted beside, so that a part is never taken for the whole.
What is not being pursued waits for nobody: its row holds neither `asked_at` nor `held_by`.
"""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, DateTime, Select, bindparam, cast, func, literal, select, text, tuple_

from tracker import clock
from tracker.extensions import db
from tracker.ledger.store import Instant
from tracker.tasks.reach import Found
from tracker.tasks.sent import ANY, Sent
from tracker.tasks.store import ASKED_WORDS, RETURNED_WORDS, TaskRow, select_tasks, tasks_found
from tracker.tasks.task import Task
from tracker.tasks.workflow import State
from tracker.web.counts import MOST_COUNTED

_T = TaskRow.__table__.c
_ASKED, _RETURNED = text(ASKED_WORDS), text(RETURNED_WORDS)


def waiting(limit: int, *, after: Task | None = None, sent: Sent = ANY) -> list[Found]:
    """Submissions that wait, the longest waiting first: those behind `after`."""
    query = select_tasks().where(*_waiting(sent)).order_by(_T.waiting_since, _T.id).limit(bindparam("most"))
    if after is not None:
        place = tuple_(literal(after.waiting_since, Instant()), literal(after.id))
        query = query.where(tuple_(_T.waiting_since, _T.id) > place)
    return tasks_found(query, {"most": limit})


def waiting_in_all(sent: Sent = ANY) -> int:
    """How many submissions wait; MOST_COUNTED + 1 stands for more than MOST_COUNTED, here and in every count below."""
    return _number(*_waiting(sent))


def count_of_waiting(sent: Sent = ANY) -> Select[Any]:
    """The question that `waiting_in_all` asks, to be asked together with others."""
    return _count(*_waiting(sent))


def returned(limit: int) -> list[Found]:
    """Tasks that were returned and not submitted again, the latest changed first."""
    query = select_tasks().where(_RETURNED).order_by(_T.changed_at.desc(), _T.id).limit(bindparam("most"))
    return tasks_found(query, {"most": limit})


def returned_in_all() -> int:
    """How many tasks were returned and not submitted again."""
    return _number(_RETURNED)


def asked(limit: int, not_of: str | None = None) -> list[Found]:
    """Tasks of all agencies but one with a request for more time, the oldest request first."""
    query = select_tasks().where(*_asked(not_of)).order_by(_T.asked_at, _T.id).limit(bindparam("most"))
    return tasks_found(query, {"most": limit})


def asked_in_all(not_of: str | None = None) -> int:
    """How many requests for more time wait, those of one agency left out."""
    return _number(*_asked(not_of))


def awaiting(agency: str, limit: int) -> list[Found]:
    """Blocked tasks of others on which an agency must act, the longest blocked first."""
    query = select_tasks().where(*_awaiting(agency)).order_by(_T.held_since, _T.id).limit(bindparam("most"))
    return tasks_found(query, {"most": limit})


def awaiting_in_all(agency: str) -> int:
    """On how many blocked tasks of others an agency must act."""
    return _number(*_awaiting(agency))


def _waiting(sent: Sent) -> list[ColumnElement[bool]]:
    found = [_T.state == State.SUBMITTED.value]
    found += [_T.agency != sent.not_of] if sent.not_of else []
    found += [_T.waiting_since < literal(sent.before, Instant())] if sent.before else []
    return found + ([_T.sent_at >= _end_of_due_day()] if sent.late else [])


def _asked(not_of: str | None) -> list[Any]:
    return [_ASKED, *([_T.agency != not_of] if not_of else [])]


def _awaiting(agency: str) -> list[ColumnElement[bool]]:
    return [_T.held_by == agency, _T.agency != agency]


def _number(*conditions: Any) -> int:
    return db.session.scalar(_count(*conditions)) or 0


def _count(*conditions: Any) -> Select[Any]:
    query = select(_T.id).where(*conditions).limit(MOST_COUNTED + 1)
    return select(func.count()).select_from(query.subquery())


def _end_of_due_day() -> ColumnElement[Any]:
    """What clock.end_of_day says of the due date, in the words of the database."""
    behind_utc = timedelta(days=1) - (clock.BANGKOK.utcoffset(None) or timedelta())
    if db.engine.dialect.name == "sqlite":
        return func.datetime(_T.due_on, f"+{behind_utc.total_seconds():.0f} seconds")
    return func.timezone("UTC", cast(_T.due_on, DateTime) + behind_utc)
