"""Which part of a found text is shown, and what in it is marked? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from tracker.search.folding import clusters, fold, language_of, spans

AROUND = 70
"""Letters shown before and after what was found."""
LOOK = 24
"""So far a gap is looked for, so that a part rather begins and ends with whole words."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of a text; `marked`: they are what was asked for."""

    text: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """A text or a part of it, cut at what was found; `lang` is the language it is written in."""

    pieces: tuple[Piece, ...]
    lang: str

    @property
    def marked(self) -> bool:
        """Is anything in it what was asked for?"""
        return any(piece.marked for piece in self.pieces)


def whole(text: str, words: Iterable[str]) -> Shown:
    """All of a text, marked."""
    return Shown(tuple(_pieces(text, spans(text, words), [(0, len(text))])), language_of(text))


def excerpt(texts: Sequence[str], words: Sequence[str]) -> Shown | None:
    """The parts of one of these texts that show most of the words, the first of equals; None when none of them is there."""
    best = max(texts, key=lambda text: sum(word in fold(text) for word in words), default="")
    found = spans(best, words)
    if not found:
        return None
    firsts = sorted(places[0] for word in words if (places := spans(best, [word])))
    return Shown(tuple(_pieces(best, found, _parts(best, firsts))), language_of(best))


def opening(texts: Sequence[str]) -> Shown | None:
    """The beginning of the first text, unmarked: for what was found by something else, such as its agency."""
    if not texts or not texts[0]:
        return None
    part = (0, _edge(texts[0], 2 * AROUND))
    return Shown(tuple(_pieces(texts[0], [], [part])), language_of(texts[0]))


def _parts(text: str, firsts: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The parts around these places, those that meet joined."""
    around = AROUND if len(firsts) == 1 else AROUND // 2
    parts: list[tuple[int, int]] = []
    for first, last in firsts:
        begin, end = _edge(text, first - around, before=True), _edge(text, last + around)
        if parts and begin <= parts[-1][1]:
            begin, end = parts[-1][0], max(end, parts.pop()[1])
        parts.append((begin, end))
    return parts


def _edge(text: str, at: int, *, before: bool = False) -> int:
    """A place near this one where the text may be cut: at a gap between words, else between two clusters."""
    if at <= 0 or at >= len(text):
        return 0 if at <= 0 else len(text)
    gap = text.rfind(" ", max(0, at - LOOK), at) if before else text.find(" ", at, at + LOOK)
    if gap >= 0:
        return gap + 1 if before else gap
    return next((begin for begin, _end in clusters(text) if begin >= at), len(text))


def _pieces(text: str, found: Sequence[tuple[int, int]], parts: Iterable[tuple[int, int]]) -> Iterator[Piece]:
    at = 0
    for begin, end in parts:
        if begin > at:
            yield Piece(" … " if at else "… ")
        at = begin
        for first, last in found:
            if begin <= first < end:
                if first > at:
                    yield Piece(text[at:first])
                yield Piece(text[first:last], marked=True)
                at = last
        if at < end:
            yield Piece(text[at:end])
        at = max(at, end)
    if at < len(text):
        yield Piece(" …")
