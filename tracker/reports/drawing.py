"""Where is the PDF of a report kept, and how is it drawn without holding up a page? By a process of its own (`papers.drawing`)."""

from __future__ import annotations

from pathlib import Path

from tracker.papers import drawing
from tracker.papers.files import pdf_path
from tracker.reports.rules import Report
from tracker.reports.service import EDITION, drawn


def path(report: Report, lang: str) -> Path:
    """Where the PDF of a report is kept, by its snapshot and its form."""
    return pdf_path(report.snapshot_sha256, lang, EDITION)


def pdf_file(report: Report, lang: str) -> Path | None:
    """The PDF's file, drawn first when it is not there yet; None when that takes too long."""
    return drawing.awaited(path(report, lang), lambda: begin(report, lang))


def failed(report: Report, lang: str) -> bool:
    """Did the last drawing of this file end without one? It is tried again when the report is asked for later."""
    return drawing.has_failed(path(report, lang))


def begin(report: Report, lang: str) -> Path:
    """Start drawing unless somebody is at it already; the mark returned stands as long as it lasts."""
    return drawing.begun(path(report, lang), lambda: drawn(report, lang))
