"""Where is the PDF of a report kept, and how is it drawn without holding up a page? By a process of its own (`papers.drawing`)."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from tracker.documents.places import IN_THE_LETTER
from tracker.lang import LANGS
from tracker.papers import drawing
from tracker.papers.files import pdf_path
from tracker.reports.report import Report
from tracker.reports.service import EDITION, drawn, name_of

FAIR = "-fair"
"""The same form without the mark of a draft, for the approver."""


def path(report: Report, lang: str, fair: bool = False) -> Path:
    """Where the PDF of a report is kept, by what it says and its form."""
    return pdf_path(name_of(report), lang, EDITION + (FAIR if fair else ""))


def pdf_file(report: Report, lang: str, fair: bool = False) -> Path | None:
    """The PDF's file, drawn first when it is not there yet; None when that takes too long."""
    return drawing.awaited(path(report, lang, fair), lambda: begin(report, lang, fair))


def failed(report: Report, lang: str, fair: bool = False) -> bool:
    """Did the last drawing of this file end without one? It is tried again when the report is asked for later."""
    return drawing.has_failed(path(report, lang, fair))


def too_long(report: Report) -> bool:
    """Did the fair copy fail, so that paragraphs which people edited no longer stand on the letter's one page?"""
    edited = any(each.place in IN_THE_LETTER for each in report.wording)
    return edited and any(failed(report, lang, True) for lang in LANGS)


def begin(report: Report, lang: str, fair: bool = False) -> Path:
    """Start drawing unless somebody is at it already; the mark returned stands as long as it lasts."""
    return drawing.begun(path(report, lang, fair), lambda: drawn(report, lang, fair=fair))


def fair_copies(report: Report) -> Mapping[str, bytes] | None:
    """The fair copies in every language; None, and they are begun, when one is not drawn yet."""
    files = {lang: path(report, lang, True) for lang in LANGS}
    missing = [lang for lang, file in files.items() if not file.exists()]
    for lang in missing:
        begin(report, lang, True)
    return None if missing else {lang: file.read_bytes() for lang, file in files.items()}
