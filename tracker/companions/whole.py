"""What of a kept report is handed out, and what is everything that belongs to it? The same report as it stands gives the same bytes."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

from tracker.companions import drawing
from tracker.companions.bundle import bundle
from tracker.companions.evidence_index import HEADINGS, evidence_rows
from tracker.companions.steady import steady
from tracker.companions.tables import sheets
from tracker.companions.word import letter_docx
from tracker.documents.document import title
from tracker.lang import LANGS
from tracker.papers import drawing as awaiting
from tracker.papers.pdf_metadata import ATTACHMENT
from tracker.reports import drawing as reports
from tracker.reports.report import Report
from tracker.reports.service import drawn
from tracker.reports.step_pages import file_name, submitted
from tracker.web.workbook import csv_lines, workbook


class NotDrawn(Exception):
    """A PDF of the report is not there yet; `path` is where it would be."""

    def __init__(self, path: Path) -> None:
        super().__init__()
        self.path = path


def tables_of(report: Report, lang: str) -> bytes:
    """The workbook of a report."""
    kept = drawn(report, lang)
    with workbook(sheets(kept.snapshot, lang, kept.text, report.state.title, report.frozen), lang) as file:
        return steady(file, kept.at)


def word_of(report: Report, lang: str) -> bytes:
    """The covering letter for a word processor; marked as a draft until the report is issued."""
    kept = drawn(report, lang, fair=report.frozen)
    with letter_docx(kept.html(), title(kept.snapshot, lang), lang) as file:
        return steady(file, kept.at)


def everything(report: Report) -> bytes:
    """A zip of the report, what goes with it, its data, the index of its evidence and a manifest. Raises NotDrawn."""
    _wait_for_papers(report)
    kept = drawn(report, "th")
    files = {name: content for lang in LANGS for name, content in _in_language(report, lang)}
    files[f"{stem(report)}-{ATTACHMENT}"] = kept.text.encode()
    with bundle(files, kept.at) as file:
        return file.read()


def stem(report: Report) -> str:
    """What the names of a report's files begin with, whatever their language."""
    return file_name(report, "").removesuffix("-.pdf")


def _wait_for_papers(report: Report) -> None:
    """All papers are begun at once and waited for together, no longer than one download waits for one."""
    papers = {
        drawing.path(report, kind, lang): partial(drawing.begin, report, kind, lang)
        for kind in drawing.kinds(report)
        for lang in LANGS
    }
    if not report.frozen:
        papers |= {reports.path(report, lang): partial(reports.begin, report, lang) for lang in LANGS}
    for path, begin in papers.items():
        if not path.exists():
            begin()
    until = time.monotonic() + awaiting.PATIENCE
    for path, begin in papers.items():
        if awaiting.awaited(path, begin, patience=until - time.monotonic()) is None:
            raise NotDrawn(path)


def _in_language(report: Report, lang: str) -> Iterator[tuple[str, bytes]]:
    kept, name = drawn(report, lang), file_name(report, lang).removesuffix(".pdf")
    yield f"{name}.pdf", _paper(report, lang)
    for kind in drawing.kinds(report):
        yield f"{name}-{kind}.pdf", drawing.path(report, kind, lang).read_bytes()
    yield f"{name}-letter.docx", word_of(report, lang)
    yield f"{name}-tables.xlsx", tables_of(report, lang)
    yield f"{name}-evidence.csv", b"".join(csv_lines(HEADINGS, evidence_rows(kept.snapshot), lang))


def _paper(report: Report, lang: str) -> bytes:
    """The report's own PDF: once it is issued the bytes that were approved, before that a draft."""
    return submitted(report, lang)[0] if report.frozen else reports.path(report, lang).read_bytes()
