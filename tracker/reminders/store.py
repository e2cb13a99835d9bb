"""Where do reminders stand, and who and what is there to be reminded? Reminders are no acts: they stand beside the ledger, not in it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import islice
from typing import Any, TypeVar

from sqlalchemy import (
    JSON,
    Boolean,
    ColumnElement,
    Date,
    ForeignKey,
    Integer,
    Select,
    String,
    func,
    literal,
    or_,
    select,
    update,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from tracker.clock import bangkok_day
from tracker.extensions import db
from tracker.ledger.store import Instant
from tracker.reminders.rules import Audience, Owed, Reminder
from tracker.resolutions.store import EntryRow
from tracker.tasks.prompts import KINDS as PROMPTS
from tracker.tasks.prompts import Prompt
from tracker.tasks.store import TaskRow
from tracker.tasks.workflow import OPEN, State

CHUNK = 500
T = TypeVar("T")


class ReminderRow(db.Model):  # type: ignore[name-defined]
    """One person told of one task; `message` is the digest that carried it, `done_at` when it no longer asked for anything, `told_at` the
    instant of the act that it tells of (none for the steps of a due date), `taken_out` whether its person closed it, not the job. The task
    is an id without a foreign key: the rows of tasks are a cache that may be made anew."""

    __tablename__ = "reminder"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    key: Mapped[str] = mapped_column(String(120), unique=True)
    person: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    task: Mapped[int] = mapped_column(Integer)
    agency: Mapped[str] = mapped_column(String(40))
    due_on: Mapped[date] = mapped_column(Date)
    step: Mapped[str] = mapped_column(String(24))
    audience: Mapped[str] = mapped_column(String(20))
    days: Mapped[int] = mapped_column(Integer)
    why: Mapped[dict[str, Any]] = mapped_column(JSON)
    day: Mapped[date] = mapped_column(Date)
    planned_at: Mapped[datetime] = mapped_column(Instant)
    told_at: Mapped[datetime | None] = mapped_column(Instant)
    message: Mapped[int | None] = mapped_column(ForeignKey("message.id"))
    read_at: Mapped[datetime | None] = mapped_column(Instant)
    done_at: Mapped[datetime | None] = mapped_column(Instant)
    taken_out: Mapped[bool] = mapped_column(Boolean, default=False)
    __table_args__ = (
        db.Index("reminder_person", "person", "done_at", "day"),
        db.Index("reminder_task", "task", "due_on"),
        db.Index("reminder_message", "message"),
    )


@dataclass(frozen=True, slots=True)
class Kept:
    """A reminder as it was planned on a day, with what became of it; `still`, `kind`, `responsible` and `in_place_of` say why it was."""

    id: int
    person: int
    task: int
    agency: str
    due_on: date
    step: str
    audience: Audience
    days: int
    why: Mapping[str, Any]
    day: date
    told_at: datetime | None
    message: int | None
    read_at: datetime | None
    done_at: datetime | None

    @property
    def prompt(self) -> Prompt | None:
        """The coordinator's act that it tells of, if it is one with words."""
        name = self.step.partition(":")[0]
        return Prompt(self.task, name, self.told_at) if name in PROMPTS else None


_T = TaskRow.__table__.c
_R = ReminderRow.__table__
_KEPT = select(*(_R.c[name] for name in Kept.__slots__))
_OPEN = sorted(state.value for state in OPEN)


def owed(until: date, kinds: Mapping[tuple[int, str], str]) -> list[Owed]:
    """Every open task that is due until a day, nudged or held up by an agency, and every submission that waits; `kinds` of
    obligations by resolution and code."""
    asks = or_(_T.due_on <= until, _T.nudged_at.is_not(None), _T.held_by.is_not(None))
    return _owed(or_(_T.state.in_(_OPEN) & asks, _T.state == State.SUBMITTED.value), kinds)


def late(until: date, kinds: Mapping[tuple[int, str], str]) -> list[Owed]:
    """The open tasks that are due until a day and for which no request for more time waits; `kinds` as above."""
    return _owed(_T.state.in_(_OPEN) & (_T.due_on <= until) & _T.asked_at.is_(None), kinds)


def _owed(asking: ColumnElement[bool], kinds: Mapping[tuple[int, str], str]) -> list[Owed]:
    columns = (
        _T.id, _T.resolution_id, _T.obligation, _T.agency, _T.due_on, _T.responsible, _T.state, _T.moved_at, _T.verdict_at,
        _T.asked_at, _T.waiting_since, _T.nudged_at, _T.held_by, _T.held_since,
    )  # fmt: skip
    rows = db.session.execute(select(*columns).where(asking).order_by(_T.id))
    return [
        owed_of(id_, kinds.get((of, duty), ""), agency, due, who, State(state), *at)
        for id_, of, duty, agency, due, who, state, *at in rows
    ]


def owed_of(
    task: int, kind: str, agency: str, due_on: date, responsible: str | None, state: State, moved_at: datetime | None,
    verdict_at: datetime | None, asked_at: datetime | None, waiting_since: datetime | None, nudged_at: datetime | None,
    held_by: str | None, held_at: datetime | None,
) -> Owed:  # fmt: skip
    """What the rules see of a task; instants are aware UTC."""
    waits, returned = state is State.SUBMITTED, state is State.RETURNED
    return Owed(
        task, kind, agency, due_on, responsible, moved_at, asked_at is not None,
        bangkok_day(waiting_since) if waits and waiting_since else None, nudged_at, verdict_at if returned else None,
        held_by, held_at,
    )  # fmt: skip


def resolutions_of(ids: Collection[int]) -> dict[int, int]:
    """The resolution of each of these tasks."""
    found: dict[int, int] = {}
    for some in chunks(sorted(ids)):
        rows = db.session.execute(select(_T.id, _T.resolution_id).where(_T.id.in_(some)))
        found |= {row.id: row.resolution_id for row in rows}
    return found


def writers() -> dict[int, str]:
    """Which agency reports on each resolution, and so writes about it, by the resolution's id."""
    query = select(EntryRow.resolution_id, EntryRow.document["reporter"].as_string())
    return {row[0]: row[1] for row in db.session.execute(query.where(EntryRow.noun == "resolution"))}


def missing(reminders: Iterable[Reminder]) -> Iterator[list[Reminder]]:
    """Those that were not planned yet, by the few hundred."""
    rest = iter(reminders)
    while some := {each.key: each for each in islice(rest, CHUNK)}:
        known = _known(some)
        new = [each for key, each in some.items() if key not in known]
        if new:
            yield new


def add(reminders: Iterable[Reminder], day: date, now: datetime) -> int:
    """Keep reminders that are not there yet; how many that were. To be called in a write transaction."""
    rows = {each.key: _row(each, day, now) for each in reminders}
    known = _known(rows)
    new = [row for key, row in rows.items() if key not in known]
    if new:
        dialect: Any = postgresql if db.engine.dialect.name == "postgresql" else sqlite
        db.session.execute(dialect.insert(_R).on_conflict_do_nothing(index_elements=["key"]), new)
    return len(new)


def _known(keys: Collection[str]) -> set[str]:
    return set(db.session.scalars(select(_R.c.key).where(_R.c.key.in_(among(keys, String)))))


def chunks(values: Iterable[T]) -> Iterator[list[T]]:
    """Some values, by the few hundred, in their order."""
    rest = iter(values)
    while some := list(islice(rest, CHUNK)):
        yield some


def among(values: Collection[Any], kind: type[Any]) -> Any:
    """Some values to look for with IN: as one array where there are arrays. PostgreSQL compares a long list of parameters with every
    row, one by one, while it believes a table to be small – on the very day on which it fills."""
    if db.engine.dialect.name != "postgresql":
        return sorted(values)
    return select(func.unnest(literal(sorted(values), postgresql.ARRAY(kind))))


def unsent() -> dict[int, list[Kept]]:
    """What each person has not been sent yet and what still asks for something, by person, the longest overdue first."""
    query = _KEPT.where(_R.c.message.is_(None), _R.c.done_at.is_(None)).order_by(_R.c.person, _R.c.days.desc(), _R.c.id)
    found: dict[int, list[Kept]] = {}
    for row in db.session.execute(query):
        found.setdefault(row.person, []).append(_kept(row))
    return found


def still_unsent(ids: Collection[int]) -> bool:
    """Does each of these reminders still ask for something, and travel in no message?"""
    free = (_R.c.id.in_(among(ids, Integer)), _R.c.message.is_(None), _R.c.done_at.is_(None))
    return db.session.scalar(select(func.count()).select_from(_R).where(*free)) == len(ids)


def carried(ids: Collection[int], message: int) -> None:
    """These reminders travel in a message."""
    for some in chunks(sorted(ids)):
        db.session.execute(update(_R).where(_R.c.id.in_(among(some, Integer))).values(message=message))


def freed(messages: Collection[int]) -> None:
    """The reminders that travelled in these messages travel in none, and wait for the next."""
    for some in chunks(sorted(messages)):
        db.session.execute(update(_R).where(_R.c.message.in_(among(some, Integer))).values(message=None))


def inbox(person: int, limit: int, *, done: bool = False) -> list[Kept]:
    """A person's reminders, those that ask for something or (`done`) those that did, the longest overdue first."""
    query = _KEPT.where(_R.c.person == person, _R.c.done_at.is_not(None) if done else _R.c.done_at.is_(None))
    order = (_R.c.done_at.desc(), _R.c.id.desc()) if done else (_R.c.days.desc(), _R.c.id)
    return [_kept(row) for row in db.session.execute(query.order_by(*order).limit(limit))]


def count_of_unread(person: int, most: int) -> Select[Any]:
    """The question how many of a person's reminders ask for something and were not marked as read; `most` + 1 stands for more."""
    query = select(_R.c.id).where(_R.c.person == person, _R.c.done_at.is_(None), _R.c.read_at.is_(None)).limit(most + 1)
    return select(func.count()).select_from(query.subquery())


def reminder(id_: int) -> Kept | None:
    """One reminder."""
    row = db.session.execute(_KEPT.where(_R.c.id == id_)).one_or_none()
    return _kept(row) if row else None


def mark(ids: Collection[int], person: int, now: datetime, *, done: bool) -> None:
    """A person has read some of their reminders, or is done with them."""
    column = "done_at" if done else "read_at"
    own = update(_R).where(_R.c.id.in_(among(ids, Integer)), _R.c.person == person, _R.c[column].is_(None))
    db.session.execute(own.values({column: now} | ({"taken_out": True} if done else {})))


def of_task(task: int, limit: int) -> list[Kept]:
    """Who was told of a task, the latest first."""
    return [
        _kept(row) for row in db.session.execute(_KEPT.where(_R.c.task == task).order_by(_R.c.id.desc()).limit(limit))
    ]


def _row(each: Reminder, day: date, now: datetime) -> dict[str, Any]:
    why = {"kind": each.kind, "still": each.still, "responsible": each.responsible, "in_place_of": each.in_place_of}
    return {
        "key": each.key, "person": each.person, "task": each.task, "agency": each.agency, "due_on": each.due_on, "step": each.step,
        "audience": each.audience.value, "days": each.days, "why": why, "day": day, "planned_at": now,
        "told_at": each.told_at,
    }  # fmt: skip


def _kept(row: Any) -> Kept:
    values = row._asdict()
    return Kept(**values | {"audience": Audience(values["audience"])})
