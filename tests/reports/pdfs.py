"""Renders the sample for tests and reads PDFs back the way people's programs do."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pymupdf
import pypdfium2

from tests.reports.sample import snapshot
from tracker.documents.document import document, title
from tracker.lang import Bilingual
from tracker.snapshots.snapshot import Snapshot

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "static"
CREATED = datetime(2013, 5, 31, 9, 30, tzinfo=UTC)


def order(report: Snapshot | None = None, lang: str = "th", html: str | None = None) -> dict[str, Any]:
    """The arguments of `render` for a snapshot (the sample, unless another is given) or for other HTML."""
    report = report or snapshot()
    return {
        "html": html or document(report, lang, templates=ROOT / "templates"),
        "attachment": report.to_json().encode(),
        "lang": lang,
        "title": title(report, lang),
        "created": CREATED,
        "base": STATIC,
    }


def letter_only(html: str) -> str:
    """The letter with an annex of one line: all that tests of the letter and of limits need, in a tenth of the time."""
    letter, annex, _ = html.partition('<article class="annex"')
    assert annex
    return f"{letter}{annex}><p>annex</p></article></body></html>"


def text_of(pdf: Path, *options: str) -> str:
    """The text as Poppler reads it."""
    done = subprocess.run(["pdftotext", *options, str(pdf), "-"], capture_output=True, check=True)
    return done.stdout.decode()


def _pdfium(pdf: Path) -> str:
    with pypdfium2.PdfDocument(pdf) as document:
        return "".join(page.get_textpage().get_text_bounded() for page in document)


def _mupdf(pdf: Path) -> str:
    with pymupdf.open(pdf) as document:
        return "".join(page.get_text() for page in document)


READERS: Mapping[str, Callable[[Path], str]] = {
    "Poppler": lambda pdf: text_of(pdf, "-raw"), "PDFium": _pdfium, "MuPDF": _mupdf,
}  # fmt: skip
"""How the programs with which people open papers read their text."""


def squeezed(text: str) -> str:
    """A text without white space: a line may end anywhere between two words."""
    return re.sub(r"\s", "", text)


def crowded() -> Snapshot:
    """A letter as full as the register allows: four late agencies with the longest name, long subject and duty, three address lines."""
    before = snapshot()
    long = before.party("mnre").name
    late = before.sections[1].health
    sections = tuple(
        replace(section, health=late if index < 4 else section.health) for index, section in enumerate(before.sections)
    )
    parties = tuple(replace(party, name=long) for party in before.parties)
    cover = replace(
        before.cover,
        address=(*before.cover.address, before.cover.address[-1]),
        subject=Bilingual(before.cover.subject.th * 2, f"{before.cover.subject.en}, " * 2),
    )
    return replace(before, sections=sections, parties=parties, cover=cover)
