"""How does the text of the resolution run, word for word, and which note belongs to each word that can be read two ways?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import chain

from tracker.dashboard.boxes import Box, boxes
from tracker.lang import thai_numerals
from tracker.people.store import Agency
from tracker.resolutions.marks import codes, segments
from tracker.resolutions.rules import Clause, Reading, Register
from tracker.tasks.picture import Picture

LETTERS = "กขคงจฉชซฌญฎฏฐฑฒณดตถทธนบปผฝพฟภมยรลวศษสหฬอฮ"
"""Letters of notes in the order of the alphabet, without the two that are no longer written."""


@dataclass(frozen=True, slots=True)
class Words:
    """A piece of a quoted text; `reading` when it can be read two ways, with the letter of its note."""

    text: str
    reading: Reading | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Quoted:
    """A clause as shown: its numbers (Thai numerals) here and in the confirmation letter, its words, what follows from it."""

    clause: Clause
    number: str
    letter: str | None
    words: tuple[Words, ...]
    boxes: tuple[Box, ...]


def clauses(shown: Picture, document: str, known: Mapping[str, Agency]) -> tuple[Quoted, ...]:
    """The clauses of one document with the obligations beside them."""
    register = shown.register
    notes = letters(register)
    return tuple(_quoted(shown, clause, notes, known) for clause in register.clauses_of(document))


def letters(register: Register) -> dict[str, str]:
    """The letter of each reading that is marked in the text of the resolution, in order of appearance."""
    texts = (clause.text for clause in register.clauses_of(register.resolution.text_source))
    marked = dict.fromkeys(chain.from_iterable(codes(text) for text in texts))
    return dict(zip(marked, LETTERS, strict=False))


def words(text: str, readings: Mapping[str, Reading], notes: Mapping[str, str]) -> tuple[Words, ...]:
    """A marked text in pieces; a reading without a letter carries its code."""
    return tuple(
        Words(piece, readings.get(code or ""), notes.get(code, code) if code else "") for piece, code in segments(text)
    )


def readings_of(register: Register) -> dict[str, Reading]:
    """Readings by code."""
    return {reading.code: reading for reading in register.readings}


def outside(shown: Picture, known: Mapping[str, Agency]) -> tuple[Box, ...]:
    """Obligations outside the resolution that no clause of its text carries."""
    return boxes(
        shown, (each for each in shown.register.obligations if not _stands_in(each.clauses, shown.register)), known
    )


def _quoted(shown: Picture, clause: Clause, notes: Mapping[str, str], known: Mapping[str, Agency]) -> Quoted:
    held = (each for each in shown.register.obligations if clause.code in each.clauses)
    return Quoted(
        clause,
        thai_numerals(clause.number),
        thai_numerals(clause.letter_clause) if clause.letter_clause else None,
        words(clause.text, readings_of(shown.register), notes),
        boxes(shown, held, known),
    )


def _stands_in(found: Iterable[str], register: Register) -> bool:
    text = {clause.code for clause in register.clauses_of(register.resolution.text_source)}
    return bool(text & set(found))
