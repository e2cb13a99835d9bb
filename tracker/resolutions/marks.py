"""Where in a quoted text do two readings meet, and how does each of them run?

A mark is written inline: `[สรอ.](D01)` shows "สรอ." with a note on reading D01. `[ทั่วถึง|ทัดถึง](D27)` also gives what the
scan has at this very place, where a reading covers several spellings.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from tracker.resolutions.rules import Reading

MARK = re.compile(r"\[(?P<shown>[^\[\]|]+)(?:\|(?P<scanned>[^\[\]|]+))?\]\((?P<code>D[0-9]+)\)")


def segments(text: str) -> tuple[tuple[str, str | None], ...]:
    """The text cut at its marks: (words, code of the reading or None), in order; no empty pieces."""
    pieces: list[tuple[str, str | None]] = []
    at = 0
    for mark in MARK.finditer(text):
        pieces.append((text[at : mark.start()], None))
        pieces.append((mark["shown"], mark["code"]))
        at = mark.end()
    pieces.append((text[at:], None))
    return tuple(piece for piece in pieces if piece[0])


def as_shown(text: str) -> str:
    """The text with the readings we use, marks taken out."""
    return MARK.sub(lambda mark: mark["shown"], text)


def as_scanned(text: str, readings: Iterable[Reading]) -> str:
    """The text letter for letter as the scan has it. A mark whose reading is not among `readings`: KeyError."""
    scans = {reading.code: reading.scanned for reading in readings}

    def scanned(mark: re.Match[str]) -> str:
        return mark["scanned"] or scans[mark["code"]] or mark["shown"]

    return MARK.sub(scanned, text)


def codes(text: str) -> tuple[str, ...]:
    """The readings that a text refers to, each once, in order of appearance."""
    return tuple(dict.fromkeys(mark["code"] for mark in MARK.finditer(text)))
