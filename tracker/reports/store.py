"""Where are drafted reports kept? With their snapshots in the database; their PDF files can be drawn again (`papers.files`)."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from datetime import date, datetime

from sqlalchemy import Date, ForeignKey, Integer, String, Text, func, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from tracker import clock
from tracker.extensions import db
from tracker.ledger.store import Instant, LedgerEvent
from tracker.reports.rules import Report


class ReportRow(db.Model):  # type: ignore[name-defined]
    """One drafted report; `snapshot` is the canonical JSON that its hash names."""

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


COLUMNS = (
    ReportRow.id,
    ReportRow.resolution_id,
    ReportRow.number,
    ReportRow.as_of,
    ReportRow.cut,
    ReportRow.snapshot_sha256,
)


def reports(resolution_id: int, *, upto: date | None = None) -> list[Report]:
    """All reports of a resolution, or those drawn up by the end of a day (Bangkok), the newest first."""
    query = select(*COLUMNS).where(ReportRow.resolution_id == resolution_id)
    if upto is not None:
        query = query.where(ReportRow.drafted_at < clock.end_of_day(upto))
    return [Report(*row) for row in db.session.execute(query.order_by(ReportRow.as_of.desc(), ReportRow.id.desc()))]


def report(report_id: int) -> Report | None:
    """One report."""
    row = db.session.execute(select(*COLUMNS).where(ReportRow.id == report_id)).one_or_none()
    return Report(*row) if row else None


def every() -> dict[int, tuple[Report, str]]:
    """Every report of every resolution by id, with the SHA-256 that its snapshot has now."""
    rows = db.session.execute(select(*COLUMNS, ReportRow.snapshot).order_by(ReportRow.id))
    return {row[0]: (Report(*row[:-1]), hashlib.sha256(row[-1].encode()).hexdigest()) for row in rows}


def snapshot_text(report_id: int) -> str | None:
    """The canonical JSON of a report's snapshot."""
    return db.session.scalar(select(ReportRow.snapshot).where(ReportRow.id == report_id))


def drafted_at(report_id: int) -> datetime | None:
    """When the report was drawn up (aware UTC)."""
    return db.session.scalar(select(ReportRow.drafted_at).where(ReportRow.id == report_id))


def by_the_system(report_ids: Collection[int]) -> set[int]:
    """Which of these reports the product drew up by itself."""
    streams = {f"report:{id_}": id_ for id_ in report_ids}
    event = LedgerEvent.__table__.c
    query = select(event.stream).where(event.stream.in_(sorted(streams)), event.version == 1, event.actor_id.is_(None))
    return {streams[name] for name in db.session.scalars(query)}


def next_id() -> int:
    """The id of the next report; called inside a write transaction."""
    return (db.session.scalar(select(func.max(ReportRow.id))) or 0) + 1


def save(report: Report, snapshot: str, at: datetime) -> None:
    """Keep a new report."""
    values = {column.key: getattr(report, column.key) for column in COLUMNS}
    db.session.execute(insert(ReportRow).values(**values, snapshot=snapshot, drafted_at=at))
