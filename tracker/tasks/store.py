"""How are tasks kept for quick reading, today and on a past day?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    Boolean,
    Date,
    ForeignKey,
    Integer,
    Select,
    String,
    Text,
    bindparam,
    cast,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from tracker.calendar.store import newest_calendar
from tracker.extensions import db
from tracker.ledger.cuts import KeptByCut
from tracker.ledger.event import Event
from tracker.ledger.store import EVENT_COLUMNS, Instant, LedgerEvent, event_of, events, last_seq
from tracker.record import plain, read
from tracker.resolutions.expansion import TaskPlan
from tracker.tasks.outlook import risk_on
from tracker.tasks.step import Reopened, State
from tracker.tasks.task import Block, Extension, Piece, Task, fold

Part = TypeVar("Part")

OPEN_WORDS = "state in ('in_progress', 'not_started', 'returned')"
RETURNED_WORDS = "state = 'returned'"
ASKED_WORDS = "asked_at is not null"
IS_ASKED = {"sqlite_where": db.text(ASKED_WORDS), "postgresql_where": db.text(ASKED_WORDS)}
IS_OPEN = {"sqlite_where": db.text(OPEN_WORDS), "postgresql_where": db.text(OPEN_WORDS)}
IS_RETURNED = {"sqlite_where": db.text(RETURNED_WORDS), "postgresql_where": db.text(RETURNED_WORDS)}
HAS_PERIOD = dict.fromkeys(("sqlite_where", "postgresql_where"), db.text("period is not null"))
"""Indexes of the tasks in a state; a question has to hold the same words to be answered from them."""


class TaskRow(db.Model):  # type: ignore[name-defined]
    """One task as it stands: a cache, written only from `task.apply`."""

    __tablename__ = "task"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    key: Mapped[str] = mapped_column(String(200))
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolution.id"))
    code: Mapped[str] = mapped_column(String(60))
    obligation: Mapped[str] = mapped_column(String(60))
    agency: Mapped[str] = mapped_column(ForeignKey("agency.code"))
    for_agency: Mapped[str | None] = mapped_column(ForeignKey("agency.code"))
    position: Mapped[int] = mapped_column(Integer)
    due_on: Mapped[date] = mapped_column(Date)
    state: Mapped[str] = mapped_column(String(20))
    plan: Mapped[dict[str, Any]] = mapped_column(JSON)
    version: Mapped[int] = mapped_column(Integer)
    changed_at: Mapped[datetime] = mapped_column(Instant)
    claimed: Mapped[int] = mapped_column(Integer)
    verified: Mapped[int] = mapped_column(Integer)
    claimed_on: Mapped[date | None] = mapped_column(Date)
    sent_at: Mapped[datetime | None] = mapped_column(Instant)
    waiting_since: Mapped[datetime | None] = mapped_column(Instant)
    submitted_by: Mapped[int | None] = mapped_column(Integer)
    verdict_at: Mapped[datetime | None] = mapped_column(Instant)
    verdict_by: Mapped[int | None] = mapped_column(Integer)
    reopened: Mapped[str] = mapped_column(Text)
    reopened_words: Mapped[str] = mapped_column(Text)
    objection: Mapped[str] = mapped_column(Text)
    pieces: Mapped[list[Any]] = mapped_column(JSON)
    expires_on: Mapped[date | None] = mapped_column(Date)
    last_note: Mapped[str] = mapped_column(Text)
    noted_on: Mapped[date | None] = mapped_column(Date)
    reported_at: Mapped[datetime | None] = mapped_column(Instant)
    reason: Mapped[str] = mapped_column(Text)
    extended_to: Mapped[date | None] = mapped_column(Date)
    extension: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    block: Mapped[dict[str, Any] | None] = mapped_column(JSON(none_as_null=True))
    responsible: Mapped[str | None] = mapped_column(String(40))
    state_before_waiver: Mapped[str | None] = mapped_column(String(20))
    withdrawn: Mapped[bool] = mapped_column(Boolean)
    start_on: Mapped[date] = mapped_column(Date)
    weight: Mapped[int] = mapped_column(Integer)
    risk_on: Mapped[date | None] = mapped_column(Date)
    asked_at: Mapped[datetime | None] = mapped_column(Instant)
    held_by: Mapped[str | None] = mapped_column(String(40))
    held_since: Mapped[datetime | None] = mapped_column(Instant)
    nudged_at: Mapped[datetime | None] = mapped_column(Instant)
    moved_at: Mapped[datetime | None] = mapped_column(Instant)
    period: Mapped[str | None] = mapped_column(String(7))
    __table_args__ = (
        db.UniqueConstraint("resolution_id", "key", name="task_key"),
        db.Index("task_of_agency", "id", "agency", unique=True),
        db.Index("task_agency", "agency", "state"),
        db.Index("task_state", "state", "waiting_since"),
        db.Index("task_obligation", "obligation"),
        db.Index("task_responsible", "responsible"),
        db.Index("task_expires", "expires_on"),
        db.Index("task_served", "for_agency", "state", "due_on"),
        db.Index("task_open_due", "due_on", "agency", "resolution_id", **IS_OPEN),
        db.Index("task_open_risk", "risk_on", "due_on", "resolution_id", **IS_OPEN),
        db.Index("task_open_own", "agency", "due_on", **IS_OPEN),
        db.Index("task_returned", "changed_at", **IS_RETURNED),
        db.Index("task_asked", "asked_at", **IS_ASKED),
        db.Index("task_held_by", "held_by", "held_since"),
        db.Index("task_code", "resolution_id", "code"),
        db.Index("task_period", "period", **HAS_PERIOD),
    )


STATE_COLUMNS = (
    "changed_at", "claimed", "verified", "claimed_on", "sent_at", "waiting_since", "submitted_by", "verdict_at", "verdict_by",
    "reopened_words", "objection", "last_note", "noted_on", "reported_at", "reason", "extended_to", "responsible", "withdrawn",
    "nudged_at", "moved_at",
)  # fmt: skip
"""Columns that hold a field of the task as it is."""
PARTS = ("pieces", "extension", "block")
"""Columns that hold a field of the task as JSON."""


# What every page asks is put into words once: building a statement anew costs several times what running it does.
_T = TaskRow.__table__.c
_TASK = select(
    _T.resolution_id, _T.id, cast(_T.plan, Text), _T.position, _T.version, _T.state, _T.state_before_waiver, _T.reopened,
    *(cast(_T[name], Text) for name in PARTS), *(_T[name] for name in STATE_COLUMNS),
)  # fmt: skip
_BY_ID = _TASK.where(_T.id == bindparam("id"))
_SEVERAL = _TASK.where(_T.id.in_(bindparam("ids", expanding=True)))
_OF_RESOLUTION = _TASK.where(_T.resolution_id == bindparam("resolution_id")).order_by(_T.position, _T.id)
_RESOLUTION = select(_T.resolution_id).where(_T.id == bindparam("id"))
_CHANGE = update(TaskRow.__table__).where(_T.id == bindparam("changed_id"))
_RISK = _CHANGE.values(risk_on=bindparam("risk"))
_ADD = insert(TaskRow.__table__)


def tasks_of(resolution_id: int) -> tuple[Task, ...]:
    """All tasks of a resolution as they stand, in the register's order."""
    return tuple(_task(row)[1] for row in db.session.execute(_OF_RESOLUTION, {"resolution_id": resolution_id}))


@KeptByCut
def tasks_at(resolution_id: int, cut: int) -> tuple[Task, ...]:
    """All tasks as known at a cut of the ledger. A cut never changes, so the answer is kept; the newest cut is read from the
    current rows, an older one is folded – the same by the refold property."""
    if cut == last_seq(resolution_id):
        found = tasks_of(resolution_id)
        if cut == last_seq(resolution_id):
            return found
    folded = fold(events(resolution_id=resolution_id, upto=cut)).values()
    return tuple(sorted(folded, key=lambda task: (task.position, task.id)))


def task(task_id: int) -> tuple[int, Task] | None:
    """One task as it stands, with its resolution's id."""
    row = db.session.execute(_BY_ID, {"id": task_id}).one_or_none()
    return _task(row) if row else None


def several(ids: Collection[int], cut: int | None = None) -> dict[int, Task]:
    """These tasks by id, as they stand or as known at a cut of the ledger; those that are not there are left out. One query."""
    if not ids:
        return {}
    if cut is None:
        return {task.id: task for _resolution, task in map(_task, db.session.execute(_SEVERAL, {"ids": sorted(ids)}))}
    streams = [f"task:{id_}" for id_ in ids]
    query = select(*EVENT_COLUMNS).where(LedgerEvent.stream.in_(streams), LedgerEvent.seq <= cut)
    return fold(event_of(row) for row in db.session.execute(query.order_by(LedgerEvent.seq)))


def select_tasks() -> Select[Any]:
    """The question for tasks, to be narrowed; `tasks_found` reads its answer."""
    return _TASK


def tasks_found(query: Select[Any], values: Mapping[str, Any] | None = None) -> list[tuple[int, Task]]:
    """The tasks that a narrowed `select_tasks` finds, each with its resolution's id."""
    return [_task(row) for row in db.session.execute(query, values or {})]


def resolution_of_task(task_id: int) -> int | None:
    """The id of the resolution that a task belongs to."""
    return db.session.scalar(_RESOLUTION, {"id": task_id})


def streams_of_code(code: str) -> Select[Any]:
    """The streams of the tasks with a code, one for each agency, or of the obligation with that code; for a question around it."""
    return select("task:" + cast(_T.id, String)).where((_T.code == code) | (_T.obligation == code))


def with_expired_evidence(today: date) -> list[int]:
    """Ids of tasks that are pursued and hold a standing piece of evidence whose last day has passed."""
    query = select(_T.id).where(_T.expires_on < today, _T.state != State.WAIVED.value)
    return list(db.session.scalars(query.order_by(_T.id)))


def told_about(
    task_ids: Collection[int], kinds: Collection[str], *, after: int = 0, upto: int | None = None
) -> list[Event]:
    """Events of these kinds on these tasks with after < seq ≤ upto (None: to the end), the newest first."""
    streams = [f"task:{id_}" for id_ in task_ids]
    query = select(*EVENT_COLUMNS).where(LedgerEvent.seq > after, LedgerEvent.kind.in_(kinds))
    query = query if upto is None else query.where(LedgerEvent.seq <= upto)
    query = query.where(LedgerEvent.stream.in_(streams))
    return [event_of(row) for row in db.session.execute(query.order_by(LedgerEvent.seq.desc()))]


def told_of(
    agency: str, kinds: Collection[str], *, after: int, upto: int, not_by: int | None, limit: int
) -> list[Event]:
    """The newest events of these kinds on tasks of an agency with after < seq ≤ upto, by others than one person."""
    query = select(*EVENT_COLUMNS).where(LedgerEvent.seq > after, LedgerEvent.seq <= upto, LedgerEvent.kind.in_(kinds))
    query = query.where(LedgerEvent.agency == agency, LedgerEvent.actor_id.is_distinct_from(not_by))
    return [event_of(row) for row in db.session.execute(query.order_by(LedgerEvent.seq.desc()).limit(limit))]


def keys(resolution_id: int) -> dict[str, Task]:
    """All tasks of a resolution by the key that names them for good."""
    return {task.plan.key: task for task in tasks_of(resolution_id)}


def next_id() -> int:
    """The id of the next task; called inside a write transaction."""
    return (db.session.scalar(select(func.max(TaskRow.id))) or 0) + 1


def save(resolution_id: int, task: Task) -> None:
    """Write a task's current state, which came from `task.apply`."""
    values = row_of(resolution_id, task)
    changed = db.session.execute(_CHANGE, values | {"changed_id": task.id})
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(_ADD, values)


def row_of(resolution_id: int, task: Task) -> dict[str, Any]:
    """A task as the values of its row."""
    plan, before = task.plan, task.state_before_waiver
    return {
        "id": task.id, "key": plan.key, "resolution_id": resolution_id, "code": plan.code, "obligation": plan.obligation,
        "agency": plan.agency, "for_agency": plan.for_agency, "position": task.position, "due_on": task.due_on,
        "state": task.state.value, "reopened": task.reopened.value, "state_before_waiver": before.value if before else None,
        "plan": plan.to_json(), "version": task.version, "period": plan.period,
        "expires_on": task.expires_on, "start_on": plan.start_on, "weight": plan.weight, "risk_on": risk_on(task, newest_calendar()),
        "asked_at": task.request.asked_at if task.request else None,
        "held_by": (task.holdup.who or None) if task.holdup else None, "held_since": task.holdup.since if task.holdup else None,
    } | {name: getattr(task, name) for name in STATE_COLUMNS} | {name: plain(getattr(task, name)) for name in PARTS}  # fmt: skip


def rebuild(resolution_id: int) -> int:
    """Write the current rows of a resolution's tasks anew from their history, inside a write transaction; how many there are."""
    folded = fold(events(resolution_id=resolution_id))
    for each in folded.values():
        save(resolution_id, each)
    return len(folded)


def reckon_risks(day: date) -> int:
    """Reckon anew when the tasks under way on a day come to be at risk, inside a write transaction; how many there are."""
    under_way = _TASK.where(_T.start_on <= day, _T.due_on >= day)
    calendar = newest_calendar()
    found = [{"changed_id": task.id, "risk": risk_on(task, calendar)} for _id, task in tasks_found(under_way)]
    if found:
        db.session.execute(_RISK, found)
    return len(found)


def _task(row: Iterable[Any]) -> tuple[int, Task]:
    resolution_id, id_, plan, position, version, state, before, reopened, pieces, extension, block, *rest = row
    known = dict(zip(STATE_COLUMNS, rest, strict=True)) | {"state_before_waiver": State(before) if before else None}
    known |= {"pieces": _pieces(pieces), "extension": _part(Extension, extension), "block": _part(Block, block)}
    known["reopened"] = Reopened(reopened)
    return resolution_id, Task(id_, _plan(plan), position, version, state=State(state), **known)


@lru_cache(maxsize=4096)
def _plan(text: str) -> TaskPlan:
    """A plan from its JSON text, which stays the same while the task's progress changes."""
    return TaskPlan.from_json(json.loads(text))


@lru_cache(maxsize=4096)
def _pieces(text: str) -> tuple[Piece, ...]:
    return tuple(read(Piece, each) for each in json.loads(text))


def _part(kind: type[Part], text: str | None) -> Part | None:
    return read(kind, json.loads(text)) if text else None
