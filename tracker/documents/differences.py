"""What was changed between two wordings of a paragraph? Pieces that stayed, went and came. Pure.

Thai has no spaces between words: first the phrases between spaces are compared, then what differs letter by letter, a letter with its
vowels and tone marks as one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import groupby

MOST_CLOSELY = 600
"""A longer stretch that differs is shown as taken out and put in whole: comparing it letter by letter takes long and helps nobody."""
LEAST_KEPT = 4
"""Fewer letters in between are no words that stayed, but chance."""
_PHRASES = re.compile(r"\s+|[^\s]+")
_LETTERS = re.compile(r"[A-Za-z]+|[0-9๐-๙.,]+|[เ-ไ]?.[ะาำๅั-ฺ็-๎]*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that are in both ("kept"), only in the first ("gone") or only in the second ("come")."""

    what: str
    words: str


def differences(before: str, after: str) -> tuple[Piece, ...]:
    """The second text as pieces of the first: all but "come" spells the first, all but "gone" the second."""
    return tuple(_merged(_smoothed(list(_merged(_compared(before, after))))))


def _merged(pieces: Iterable[Piece]) -> Iterator[Piece]:
    for what, alike in groupby((each for each in pieces if each.words), key=lambda each: each.what):
        yield Piece(what, "".join(each.words for each in alike))


def _compared(before: str, after: str) -> Iterator[Piece]:
    for what, old, new in _blocks(_PHRASES.findall(before), _PHRASES.findall(after), often_is_chance=True):
        if what == "equal":
            yield Piece("kept", new)
        elif not old or not new or max(len(old), len(new)) > MOST_CLOSELY:
            yield from (Piece("gone", old), Piece("come", new))
        else:
            yield from _closely(old, new)


def _closely(before: str, after: str) -> Iterator[Piece]:
    for what, old, new in _blocks(_LETTERS.findall(before), _LETTERS.findall(after)):
        yield from (Piece("kept", new),) if what == "equal" else (Piece("gone", old), Piece("come", new))


def _blocks(old: Sequence[str], new: Sequence[str], often_is_chance: bool = False) -> Iterator[tuple[str, str, str]]:
    for what, a, b, c, d in SequenceMatcher(None, old, new, autojunk=often_is_chance).get_opcodes():
        yield what, "".join(old[a:b]), "".join(new[c:d])


def _smoothed(pieces: list[Piece]) -> Iterator[Piece]:
    """A change is one stretch taken out and one put in, with nothing but chance between."""
    gone = come = ""
    for place, piece in enumerate(pieces):
        between = 0 < place < len(pieces) - 1 and len(piece.words) < LEAST_KEPT
        if piece.what == "kept" and not ((gone or come) and between):
            yield from (Piece("gone", gone), Piece("come", come), piece)
            gone = come = ""
        else:
            gone += piece.words if piece.what != "come" else ""
            come += piece.words if piece.what != "gone" else ""
    yield from (Piece("gone", gone), Piece("come", come))
