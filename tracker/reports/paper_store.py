"""Where do the PDFs lie that an approver had before their eyes? In the database, once for each submission and language, for good.

Database triggers refuse every change, so that what was approved is what is served and what can be proven.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from datetime import datetime

from sqlalchemy import ForeignKey, Integer, LargeBinary, String, insert, select
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.ledger.store import Instant
from tracker.reports.facts import Paper


class ReportPaperRow(db.Model):  # type: ignore[name-defined]
    """One PDF of one submission: `version` is that of the submission's event."""

    __tablename__ = "report_paper"
    report: Mapped[int] = mapped_column(ForeignKey("report.id"), primary_key=True, autoincrement=False)
    version: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    lang: Mapped[str] = mapped_column(String(2), primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64))
    pdf: Mapped[bytes] = mapped_column(LargeBinary)
    kept_at: Mapped[datetime] = mapped_column(Instant)
    __table_args__ = (db.Index("report_paper_sha256", "sha256"),)


class Damaged(Exception):
    """The bytes that are kept are not those whose SHA-256 was recorded."""


_P = ReportPaperRow.__table__


def named(files: Mapping[str, bytes]) -> tuple[Paper, ...]:
    """PDFs by language, as the ledger names them; in the order of the languages' names."""
    return tuple(
        Paper(lang, hashlib.sha256(pdf).hexdigest(), len(pdf)) for lang, pdf in sorted(files.items(), reverse=True)
    )


def add(report_id: int, version: int, papers: tuple[Paper, ...], files: Mapping[str, bytes], at: datetime) -> None:
    """Keep the PDFs of a submission, inside its write transaction."""
    rows = [
        {"report": report_id, "version": version, "lang": each.lang, "sha256": each.sha256, "pdf": files[each.lang], "kept_at": at}
        for each in papers
    ]  # fmt: skip
    db.session.execute(insert(_P), rows)


def with_sha256(sha256: str) -> list[tuple[int, str]]:
    """The reports, and the languages, of which a submission holds a PDF with this SHA-256."""
    query = select(_P.c.report, _P.c.lang).where(_P.c.sha256 == sha256).order_by(_P.c.report, _P.c.version)
    return [(row.report, row.lang) for row in db.session.execute(query)]


def pdf(report_id: int, version: int, lang: str) -> tuple[bytes, str] | None:
    """The PDF of a submission with its SHA-256; None when there is none. Raises Damaged when the bytes have another one."""
    row = db.session.execute(
        select(_P.c.pdf, _P.c.sha256).where(_P.c.report == report_id, _P.c.version == version, _P.c.lang == lang)
    ).one_or_none()
    if row is None:
        return None
    content = bytes(row.pdf)
    if hashlib.sha256(content).hexdigest() != row.sha256:
        raise Damaged(f"report {report_id}, submission {version}, {lang}")
    return content, row.sha256


def every() -> Iterator[tuple[int, int, str, str, str]]:
    """Each PDF that is kept: report, version of the submission, language, the SHA-256 beside it, and the one that its bytes have. One row
    after the other, so that the memory that this takes does not grow with their number."""
    keys = db.session.execute(
        select(_P.c.report, _P.c.version, _P.c.lang, _P.c.sha256).order_by(_P.c.report, _P.c.version, _P.c.lang)
    ).all()
    for report, version, lang, sha256 in keys:
        content = db.session.scalar(
            select(_P.c.pdf).where(_P.c.report == report, _P.c.version == version, _P.c.lang == lang)
        )
        yield report, version, lang, sha256, hashlib.sha256(bytes(content or b"")).hexdigest()
