"""Where are the runs of jobs kept, the wishes for one, and the schedulers' signs of life? In rows outside the ledger (decision 15)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from functools import cache
from typing import Any

from sqlalchemy import ForeignKey, Integer, Select, String, Text, delete, func, insert, select, union_all, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.jobs.rules import Beat, Run, Wish
from tracker.lang import Bilingual
from tracker.ledger.store import Instant
from tracker.reminders.outbox import MessageRow, MessageState

JOBS_LOCK = 2556_0015
"""Key of the PostgreSQL advisory lock under which runs begin. Not the ledger's: a long act must not make a scheduler look dead."""
USER = "user_account.id"


class JobRun(db.Model):  # type: ignore[name-defined]
    """One run of a job; `error` holds what was wrong in both languages as JSON, or nothing."""

    __tablename__ = "job_run"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    job: Mapped[str] = mapped_column(String(60))
    started_at: Mapped[datetime] = mapped_column(Instant)
    ended_at: Mapped[datetime | None] = mapped_column(Instant)
    process: Mapped[str] = mapped_column(String(120))
    done: Mapped[int | None] = mapped_column(Integer)
    error: Mapped[str] = mapped_column(Text)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey(USER))
    __table_args__ = (db.Index("job_run_job", "job", "id"),)


class JobWish(db.Model):  # type: ignore[name-defined]
    """Somebody asked for a run now; `asked_by` is empty for the operator at the command line."""

    __tablename__ = "job_wish"
    job: Mapped[str] = mapped_column(String(60), primary_key=True)
    asked_at: Mapped[datetime] = mapped_column(Instant)
    asked_by: Mapped[int | None] = mapped_column(ForeignKey(USER))


class Heartbeat(db.Model):  # type: ignore[name-defined]
    """A scheduler's last sign of life."""

    __tablename__ = "heartbeat"
    process: Mapped[str] = mapped_column(String(120), primary_key=True)
    started_at: Mapped[datetime] = mapped_column(Instant)
    beat_at: Mapped[datetime] = mapped_column(Instant)


_R, _W, _H, _M = JobRun.__table__, JobWish.__table__, Heartbeat.__table__, MessageRow.__table__


@contextmanager
def noting() -> Iterator[None]:
    """Everything inside is saved together or not at all, one scheduler after the other; acts on the ledger are not waited for."""
    session = db.session
    session.rollback()
    connection = session.connection(execution_options={"sqlite_begin": "IMMEDIATE"})
    try:
        if connection.dialect.name == "postgresql":
            session.execute(select(func.pg_advisory_xact_lock(JOBS_LOCK)))
        yield
        session.commit()
    except BaseException:
        session.rollback()
        raise


def last_runs(jobs: Sequence[str]) -> dict[str, Run]:
    """The last run of each of these jobs that ever ran; one query, which takes one step in the index for each job."""
    return {row.job: _run(row) for row in db.session.execute(_last_runs(tuple(jobs)))}


@cache
def _last_runs(jobs: tuple[str, ...]) -> Select[Any]:
    newest = (select(func.max(_R.c.id)).where(_R.c.job == job) for job in jobs)
    return select(_R).where(_R.c.id.in_(union_all(*newest)))


def last_good(job: str) -> datetime | None:
    """When the job last came to its end."""
    query = select(_R.c.ended_at).where(_R.c.job == job, _R.c.done.is_not(None)).order_by(_R.c.id.desc()).limit(1)
    return db.session.scalar(query)


def begin(job: str, process: str, now: datetime, asked_by: int | None) -> int:
    """Note that a run begins; its id."""
    row = {"job": job, "started_at": now, "process": process, "error": "", "asked_by": asked_by}
    return int(db.session.scalar(insert(_R).values(row).returning(_R.c.id)) or 0)


def end(run: int, now: datetime, done: int | None, fault: Bilingual | None) -> None:
    """Note what became of a run; one that has ended stays as it is."""
    error = json.dumps(fault.to_json(), ensure_ascii=False) if fault else ""
    change = update(_R).where(_R.c.id == run, _R.c.ended_at.is_(None))
    db.session.execute(change.values(ended_at=now, done=done, error=error))


def open_runs_of(process: str) -> list[int]:
    """The runs of a process that have not ended."""
    return list(db.session.scalars(select(_R.c.id).where(_R.c.process == process, _R.c.ended_at.is_(None))))


def forget_runs(before: datetime) -> int:
    """Remove the runs that began before an instant; how many."""
    return _removed(delete(_R).where(_R.c.started_at < before))


def wishes() -> dict[str, Wish]:
    """What is asked for, by job."""
    return {row.job: Wish(row.asked_at, row.asked_by) for row in db.session.execute(select(_W))}


def wish(job: str, now: datetime, asked_by: int | None) -> bool:
    """Ask for a run; False when somebody has asked already."""
    statement = _insert(_W).values(job=job, asked_at=now, asked_by=asked_by).on_conflict_do_nothing()
    return db.session.scalar(statement.returning(_W.c.job)) is not None


def take_wish(job: str) -> Wish | None:
    """The wish for this job, which is one no longer."""
    row = db.session.execute(delete(_W).where(_W.c.job == job).returning(_W.c.asked_at, _W.c.asked_by)).one_or_none()
    return Wish(*row) if row else None


def beats() -> list[Beat]:
    """The last sign of life of every scheduler that did not end in good order, the newest first."""
    rows = db.session.execute(select(_H.c.process, _H.c.started_at, _H.c.beat_at).order_by(_H.c.beat_at.desc()))
    return [Beat(*row) for row in rows]


def beat(process: str, started_at: datetime, now: datetime) -> None:
    """Note a sign of life."""
    values = {"started_at": started_at, "beat_at": now}
    statement = _insert(_H).values(process=process, **values)
    db.session.execute(statement.on_conflict_do_update(index_elements=["process"], set_=values))


def leave(process: str) -> None:
    """A scheduler ends in good order."""
    db.session.execute(delete(_H).where(_H.c.process == process))


def forget_beats(before: datetime) -> int:
    """Remove the schedulers of which nothing was heard since an instant; how many."""
    return _removed(delete(_H).where(_H.c.beat_at < before))


def oldest_unsent() -> datetime | None:
    """When the oldest message that is still to be sent was laid into the outbox; None when nothing waits."""
    waits = _M.c.state.in_((MessageState.PENDING.value, MessageState.CLAIMED.value))
    return db.session.scalar(select(func.min(_M.c.created_at)).where(waits))


def messages_in(*states: MessageState) -> dict[MessageState, int]:
    """How many messages are in each of these states; one query."""
    query = select(_M.c.state, func.count()).where(_M.c.state.in_(states)).group_by(_M.c.state)
    return dict.fromkeys(states, 0) | {MessageState(state): number for state, number in db.session.execute(query)}


def _run(row: Any) -> Run:
    fault = Bilingual.from_json(json.loads(row.error)) if row.error else None
    return Run(row.id, row.job, row.started_at, row.ended_at, row.process, row.done, fault, row.asked_by)


def _insert(table: Any) -> Any:
    dialect: Any = postgresql if db.engine.dialect.name == "postgresql" else sqlite
    return dialect.insert(table)


def _removed(statement: Any) -> int:
    result: Any = db.session.execute(statement)
    return int(result.rowcount)
