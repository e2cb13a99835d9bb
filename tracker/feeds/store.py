"""Where are the addresses of calendars kept, and which tasks does one ask for? Outside the ledger: an address is a person's setting."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, Date, ForeignKey, Integer, String, func, insert, or_, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker.access.policy import Role
from tracker.clock import end_of_day
from tracker.extensions import db
from tracker.feeds.rules import AHEAD, BACK, KEPT, LIVE, MOST_ENTRIES
from tracker.ledger.store import Instant
from tracker.people.store import AgencyRow, UserRow, digest
from tracker.resolutions.store import EntryRow
from tracker.tasks.store import TaskRow, select_tasks, tasks_found
from tracker.tasks.task import Task
from tracker.tasks.workflow import State


class FeedRow(db.Model):  # type: ignore[name-defined]
    """One secret address; we hold its hash alone. `agency` None: the person's own tasks. `read_on`: the last day it was read (Bangkok);
    `act_key` is the token of the form that made it, so that a second press makes no second address."""

    __tablename__ = "calendar_feed"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    person: Mapped[int] = mapped_column(ForeignKey("user_account.id"))
    agency: Mapped[str | None] = mapped_column(ForeignKey("agency.code"))
    token_hash: Mapped[str] = mapped_column(String(64), unique=True)
    act_key: Mapped[str | None] = mapped_column(String(64), unique=True)
    created_at: Mapped[datetime] = mapped_column(Instant)
    revoked_at: Mapped[datetime | None] = mapped_column(Instant)
    read_on: Mapped[date | None] = mapped_column(Date)
    __table_args__ = (db.Index("calendar_feed_person", "person"),)


@dataclass(frozen=True, slots=True)
class Feed:
    """A person's address, without the secret."""

    id: int
    agency: str | None
    created_at: datetime
    read_on: date | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Whose calendar an address opens: the person's open account, and the agency that was chosen (None: their own tasks)."""

    feed: int
    person: int
    role: Role
    own: str | None
    agency: str | None
    read_on: date | None


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which tasks a calendar holds: any of these. `agency`: all of one; `keys`: those that name one of these posts or accounts; `nobodys`:
    those of an agency that name none of its `holders`; `obligations`: those of these; `periods`: those that a cadence has
    ever made; `waiting`: those that wait for a verdict. Those of the obligations in `lasting`, and those of a cadence, stay until a while
    after their day, also when they are done."""

    agency: str | None = None
    keys: frozenset[str] = frozenset()
    nobodys: str | None = None
    holders: frozenset[str] = frozenset()
    obligations: frozenset[str] = frozenset()
    periods: bool = False
    waiting: bool = False
    lasting: frozenset[str] = frozenset()


_F, _U, _A, _T = FeedRow.__table__, UserRow.__table__, AgencyRow.__table__, TaskRow.__table__.c
_OWN = select(_F.c.id, _F.c.agency, _F.c.created_at, _F.c.read_on).where(_F.c.revoked_at.is_(None)).order_by(_F.c.id)
_READER = (
    select(_F.c.id, _F.c.person, _U.c.role, _A.c.code, _F.c.agency, _F.c.read_on)
    .select_from(_F.join(_U, _U.c.id == _F.c.person).outerjoin(_A, _A.c.id == _U.c.agency_id))
    .where(_F.c.revoked_at.is_(None), _U.c.enabled)
)


def feeds_of(person: int) -> list[Feed]:
    """A person's addresses that have not been taken back, the oldest first."""
    return [Feed(*row) for row in db.session.execute(_OWN.where(_F.c.person == person))]


def reader_of(token: str) -> Reader | None:
    """Whose calendar this secret opens; None when there is none, it was taken back or the account is closed."""
    row = db.session.execute(_READER.where(_F.c.token_hash == digest(token))).one_or_none()
    return Reader(row[0], row[1], Role(row[2]), *row[3:]) if row else None


def known_form(act_key: str) -> bool:
    """Did a form with this token make an address?"""
    return db.session.scalar(select(_F.c.id).where(_F.c.act_key == act_key)) is not None


def number_of(person: int) -> int:
    """How many addresses of a person can be read."""
    query = select(func.count()).select_from(_F).where(_F.c.person == person, _F.c.revoked_at.is_(None))
    return db.session.scalar(query) or 0


def add(person: int, agency: str | None, token: str, now: datetime, act_key: str | None) -> None:
    """Keep an address, inside a write transaction."""
    values = {"person": person, "agency": agency, "token_hash": digest(token), "created_at": now, "act_key": act_key}
    db.session.execute(insert(_F).values(**values))


def revoke(id_: int, person: int, now: datetime) -> bool:
    """Take a person's address back, inside a write transaction; was there one to take back?"""
    own = update(_F).where(_F.c.id == id_, _F.c.person == person, _F.c.revoked_at.is_(None))
    return bool(db.session.execute(own.values(revoked_at=now)).rowcount)  # type: ignore[attr-defined]


def note_read(id_: int, day: date) -> None:
    """The address was read on a day, inside a write transaction."""
    db.session.execute(update(_F).where(_F.c.id == id_).values(read_on=day))


def headlines() -> frozenset[str]:
    """The codes of the obligations that the resolutions lead with."""
    led = select(EntryRow.document["headline"].as_string()).where(EntryRow.noun == "resolution")
    return frozenset(db.session.scalars(led))


def tasks_wanted(wanted: Wanted, today: date) -> list[tuple[int, Task]]:
    """The tasks of a calendar around a day, each with its resolution's id: those that are not done, and those that ended lately; at most
    MOST_ENTRIES, what is still to come before what has passed. One query."""
    any_of = [
        *([_T.agency == wanted.agency] if wanted.agency else []),
        *([_T.responsible.in_(sorted(wanted.keys))] if wanted.keys else []),
        *([_nobodys(wanted.nobodys, wanted.holders)] if wanted.nobodys else []),
        *([_T.obligation.in_(sorted(wanted.obligations))] if wanted.obligations else []),
        *([_T.period.is_not(None)] if wanted.periods else []),
        *([_T.state == State.SUBMITTED.value] if wanted.waiting else []),
    ]
    if not any_of:
        return []
    live = _T.state.in_(sorted(state.value for state in LIVE)) | (_T.changed_at >= end_of_day(today - KEPT))
    lasting = (_T.obligation.in_(sorted(wanted.lasting)) | _T.period.is_not(None)) & (_T.due_on >= today - KEPT)
    query = select_tasks().where(or_(*any_of), live | lasting, _T.due_on.between(today - BACK, today + AHEAD))
    query = query.order_by(_T.due_on < today, _T.due_on, _T.id).limit(MOST_ENTRIES)
    return tasks_found(query)


def _nobodys(agency: str, holders: frozenset[str]) -> ColumnElement[bool]:
    return (_T.agency == agency) & (_T.responsible.is_(None) | _T.responsible.not_in(sorted(holders)))
