"""Who was handed which paper of a report, and when? Outside the ledger: to read is no act."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ColumnElement, ForeignKey, Integer, String, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.ledger.store import Instant


class Form(StrEnum):
    """In which form a paper was handed out: with the mark of a draft, without it, or as it was kept for an approver and for good."""

    DRAFT = "draft"
    FAIR = "fair"
    KEPT = "kept"


class ReportReaderRow(db.Model):  # type: ignore[name-defined]
    """One person who was handed a paper of a report: the first and the last time, and on how many days (Bangkok)."""

    __tablename__ = "report_reader"
    report: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, autoincrement=False)
    person: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True, autoincrement=False)
    form: Mapped[str] = mapped_column(String(5), primary_key=True)
    lang: Mapped[str] = mapped_column(String(2), primary_key=True)
    first_at: Mapped[datetime] = mapped_column(Instant)
    last_at: Mapped[datetime] = mapped_column(Instant)
    days: Mapped[int] = mapped_column(Integer)


@dataclass(frozen=True, slots=True)
class Reading:
    """A person (account) who was handed a paper; times are aware UTC, `days` counts the days on which it was handed out."""

    person: int
    form: Form
    lang: str
    first_at: datetime
    last_at: datetime
    days: int


_R = ReportReaderRow.__table__


def readings(report_id: int) -> list[Reading]:
    """Who was handed papers of a report, the last one first."""
    query = select(_R.c.person, _R.c.form, _R.c.lang, _R.c.first_at, _R.c.last_at, _R.c.days)
    rows = db.session.execute(query.where(_R.c.report == report_id).order_by(_R.c.last_at.desc(), _R.c.person))
    return [Reading(person, Form(form), *rest) for person, form, *rest in rows]


def last(report_id: int, person: int, form: Form, lang: str) -> datetime | None:
    """When this person was last handed this paper; None: never."""
    return db.session.scalar(select(_R.c.last_at).where(*_of(report_id, person, form, lang)))


def note(report_id: int, person: int, form: Form, lang: str, now: datetime) -> None:
    """Remember it, inside a write transaction."""
    known = update(_R).where(*_of(report_id, person, form, lang)).values(last_at=now, days=_R.c.days + 1)
    if not db.session.execute(known).rowcount:  # type: ignore[attr-defined]
        values = {"report": report_id, "person": person, "form": form.value, "lang": lang}
        db.session.execute(insert(_R).values(**values, first_at=now, last_at=now, days=1))


def _of(report_id: int, person: int, form: Form, lang: str) -> tuple[ColumnElement[bool], ...]:
    return _R.c.report == report_id, _R.c.person == person, _R.c.form == form.value, _R.c.lang == lang
