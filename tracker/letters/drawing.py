"""Where is the PDF of a letter kept, and how is it drawn without holding up a page? As reports are: by a process of its own."""

from __future__ import annotations

from pathlib import Path

from tracker.letters.document import EDITION
from tracker.letters.rules import Letter
from tracker.letters.service import drawn
from tracker.papers import drawing
from tracker.papers.files import pdf_path
from tracker.snapshots.snapshot import fingerprint

SENT = "letter-sent-"
"""Begins the name of the form of a letter that went out, so that its file is never taken for a draft's."""
CLEAN = "-clean"
"""The same form without the mark of a draft, for signature."""


def path(letter: Letter, lang: str, clean: bool = False) -> Path:
    """Where the PDF of a letter is kept, by everything that it says and its form; a draft's without its mark where it is `clean`. A letter
    that went out keeps the file in the form of that time; where that is lost, it is drawn in the present one, under another name."""
    if letter.dated is None:
        return pdf_path(letter.snapshot_sha256, lang, EDITION + (CLEAN if clean else ""))
    said = fingerprint(
        "\n".join((letter.snapshot_sha256, letter.number, letter.dated.isoformat(), letter.signatory, letter.post))
    )
    kept = pdf_path(said, lang, SENT + letter.edition)
    return kept if kept.exists() else pdf_path(said, lang, SENT + EDITION)


def pdf_file(letter: Letter, lang: str, clean: bool = False) -> Path | None:
    """The PDF's file, drawn first when it is not there yet; None when that takes too long."""
    return drawing.awaited(path(letter, lang, clean), lambda: begin(letter, lang, clean))


def begin(letter: Letter, lang: str, clean: bool = False) -> Path:
    """Start drawing unless somebody is at it already; the mark returned stands as long as it lasts."""
    return drawing.begun(path(letter, lang, clean), lambda: drawn(letter, lang, clean=clean))
