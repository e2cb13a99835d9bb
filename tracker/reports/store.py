"""Where are drafted reports kept? Each with its snapshot, which no statement can change, and how far it is (`report.apply`).

Their PDF files can be drawn again (`papers.files`); those that were laid before an approver are kept for good (`paper_store`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Integer, Select, String, Text, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker import clock, record
from tracker.extensions import db
from tracker.ledger.store import Instant, LedgerEvent, events
from tracker.reports.facts import TOPIC
from tracker.reports.report import Report, State, fold


class ReportRow(db.Model):  # type: ignore[name-defined]
    """One drafted report; `snapshot` is the canonical JSON that its hash names. Database triggers refuse every change."""

    __tablename__ = "report"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolution.id"))
    number: Mapped[int] = mapped_column(Integer)
    as_of: Mapped[date] = mapped_column(Date)
    cut: Mapped[int] = mapped_column(Integer)
    snapshot_sha256: Mapped[str] = mapped_column(String(64))
    snapshot: Mapped[str] = mapped_column(Text)
    drafted_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (db.Index("report_resolution", "resolution_id", "as_of"),)


class ReportStateRow(db.Model):  # type: ignore[name-defined]
    """How far a report is: `said` is the whole `Report` as canonical JSON. The report is an id without a foreign key: this row is a cache
    that may be made anew."""

    __tablename__ = "report_state"
    report: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(Integer)
    state: Mapped[str] = mapped_column(String(20))
    token: Mapped[str | None] = mapped_column(String(32))
    said: Mapped[str] = mapped_column(Text)
    __table_args__ = (db.Index("report_state_state", "state"), db.Index("report_state_token", "token", unique=True))


_R, _S = ReportRow.__table__, ReportStateRow.__table__
_KEPT = ("id", "resolution_id", "number", "as_of", "cut", "snapshot_sha256")
"""What of a report stands beside its snapshot, and never changes."""
_REPORTS = select(_S.c.said).select_from(_S.join(_R, _R.c.id == _S.c.report))


def reports(resolution_id: int, *, upto: date | None = None) -> list[Report]:
    """All reports of a resolution, or those drawn up by the end of a day (Bangkok), the newest first."""
    query = _REPORTS.where(_R.c.resolution_id == resolution_id)
    if upto is not None:
        query = query.where(_R.c.drafted_at < clock.end_of_day(upto))
    return _reports(query.order_by(_R.c.as_of.desc(), _R.c.id.desc()))


def report(report_id: int) -> Report | None:
    """One report as it stands."""
    return next(iter(_reports(_REPORTS.where(_R.c.id == report_id))), None)


def of_token(token: str) -> Report | None:
    """The report that is verified under this token."""
    return next(iter(_reports(_REPORTS.where(_S.c.token == token))), None)


def of_snapshot(sha256: str) -> list[Report]:
    """The reports that were drawn up from the data with this SHA-256."""
    return _reports(_REPORTS.where(_R.c.snapshot_sha256 == sha256).order_by(_R.c.id)) if sha256 else []


def of_number(letter_no: str) -> list[Report]:
    """The reports whose letters may bear this number."""
    return [each for each in _reports(_REPORTS) if each.letter_no == letter_no] if letter_no else []


def count_of(states: Collection[State], most: int) -> Select[Any]:
    """The question how many reports are in these states; `most` + 1 stands for more."""
    query = select(_S.c.report).where(_S.c.state.in_(sorted(state.value for state in states)))
    return select(func.count()).select_from(query.limit(most + 1).subquery())


def every() -> dict[int, tuple[Report, str]]:
    """Every report of every resolution by id, as both its rows say, with the SHA-256 that its snapshot has now."""
    both = _R.join(_S, _R.c.id == _S.c.report)
    columns = (*(_R.c[name] for name in _KEPT), _S.c.said, _R.c.snapshot)
    found = {}
    for *kept, said, snapshot in db.session.execute(select(*columns).select_from(both).order_by(_R.c.id)):
        report = replace(record.parse(Report, said), **dict(zip(_KEPT, kept, strict=True)))
        found[report.id] = (report, hashlib.sha256(snapshot.encode()).hexdigest())
    return found


def snapshot_text(report_id: int) -> str | None:
    """The canonical JSON of a report's snapshot."""
    return db.session.scalar(select(_R.c.snapshot).where(_R.c.id == report_id))


def drafted_at(report_id: int) -> datetime | None:
    """When the report was drawn up (aware UTC)."""
    return db.session.scalar(select(_R.c.drafted_at).where(_R.c.id == report_id))


def by_the_system(report_ids: Collection[int]) -> set[int]:
    """Which of these reports the product drew up by itself."""
    streams = {f"{TOPIC}:{id_}": id_ for id_ in report_ids}
    event = LedgerEvent.__table__.c
    query = select(event.stream).where(event.stream.in_(sorted(streams)), event.version == 1, event.actor_id.is_(None))
    return {streams[name] for name in db.session.scalars(query)}


def next_id() -> int:
    """The id of the next report; called inside a write transaction."""
    return (db.session.scalar(select(func.max(_R.c.id))) or 0) + 1


def add(report: Report, snapshot: str, at: datetime) -> None:
    """Keep a new report."""
    values = {name: getattr(report, name) for name in _KEPT}
    db.session.execute(insert(_R).values(**values, snapshot=snapshot, drafted_at=at))
    db.session.execute(insert(_S).values(report=report.id, **_standing(report)))


def save(report: Report) -> None:
    """Write how far a report is, which came from `report.apply`."""
    db.session.execute(update(_S).where(_S.c.report == report.id).values(**_standing(report)))


def rebuild() -> int:
    """Write how far every report is anew from the ledger; how many there are. Their snapshots stay: they are kept, not derived."""
    found = fold(events(topic=TOPIC))
    db.session.execute(delete(_S))
    for each in found.values():
        db.session.execute(insert(_S).values(report=each.id, **_standing(each)))
    return len(found)


def _standing(report: Report) -> dict[str, Any]:
    return {
        "version": report.version,
        "state": report.state.value,
        "token": report.token or None,
        "said": record.canonical(report),
    }


def _reports(query: Select[Any]) -> list[Report]:
    return [record.parse(Report, said) for said in db.session.scalars(query)]
