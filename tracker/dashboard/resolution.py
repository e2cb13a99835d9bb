"""What did the Cabinet decide, word for word, what follows from it, and which papers say so?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.dashboard.boxes import Box
from tracker.dashboard.clauses import Quoted, Words, clauses, letters, outside, readings_of, words
from tracker.lang import Bilingual
from tracker.people.store import Agency, agencies
from tracker.resolutions.rules import Obligation, Reading, Register, SourceDocument
from tracker.tasks.picture import Picture
from tracker.tasks.shown import picture_of


@dataclass(frozen=True, slots=True)
class Note:
    """One reading with the letter of its note, or its code when the text of the resolution does not mark it."""

    reading: Reading
    letter: str


@dataclass(frozen=True, slots=True)
class Paper:
    """A source document with the body that wrote it and its text in pieces, paragraph by paragraph."""

    document: SourceDocument
    agency: Agency
    paragraphs: tuple[tuple[Words, ...], ...]


@dataclass(frozen=True)
class Page:
    """Everything on the page of one resolution."""

    shown: Picture
    proposer: Bilingual
    clauses: tuple[Quoted, ...]
    others: tuple[tuple[Paper, tuple[Quoted, ...]], ...]
    outside: tuple[Box, ...]
    outside_quotes: tuple[Obligation, ...]
    notes: tuple[Note, ...]
    more_notes: tuple[Note, ...]
    papers: tuple[Paper, ...]
    unnotified: tuple[Agency, ...]
    agencies: Mapping[str, Agency]

    @property
    def register(self) -> Register:
        """The register on the day of the page."""
        return self.shown.register


def resolution(code: str) -> Page:
    """The page of one resolution; 404 when there is none."""
    shown, known = picture_of(code), agencies()
    register = shown.register
    notes = letters(register)
    papers = tuple(_paper(document, register, notes, known) for document in register.documents)
    source = register.resolution.text_source
    apart = outside(shown, known)
    codes = {box.code for box in apart}
    return Page(
        shown=shown,
        proposer=known[register.resolution.proposer].name,
        clauses=clauses(shown, source, known),
        others=tuple((paper, quoted) for paper in papers if (quoted := _other(shown, paper, source, known))),
        outside=apart,
        outside_quotes=tuple(each for each in register.obligations if each.code in codes),
        notes=tuple(Note(readings_of(register)[code], letter) for code, letter in notes.items()),
        more_notes=tuple(Note(reading, reading.code) for reading in register.readings if reading.code not in notes),
        papers=papers,
        unnotified=tuple(
            known[code] for code in register.resolution.matrix_agencies if code not in register.informed()
        ),
        agencies=known,
    )


def _other(shown: Picture, paper: Paper, source: str, known: Mapping[str, Agency]) -> tuple[Quoted, ...]:
    """The clauses in the numbering of another document than the one whose text is shown."""
    return () if paper.document.code == source else clauses(shown, paper.document.code, known)


def _paper(
    document: SourceDocument, register: Register, notes: Mapping[str, str], known: Mapping[str, Agency]
) -> Paper:  # fmt: skip
    readings = readings_of(register)
    lines = [line for line in (document.text or "").splitlines() if line.strip()]
    return Paper(document, known[document.agency], tuple(words(line, readings, notes) for line in lines))
