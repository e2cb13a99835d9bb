"""What does somebody ask for, and which of the found comes first? Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.search.folding import fold, readable

LONGEST = 200
"""Letters of a question that are looked at; nobody types more by hand."""
MOST_WORDS = 6
SHORTEST = 3
"""Shorter words stand in no index of three letters: they are looked for among the newest of each kind only."""


@dataclass(frozen=True, slots=True)
class Question:
    """What was typed (as it can be shown again), its words folded, and whether something of it was left out."""

    typed: str
    words: tuple[str, ...]
    shortened: bool

    @property
    def whole(self) -> str:
        """All of it as one text: what a code must equal."""
        return " ".join(self.words)

    @property
    def short(self) -> bool:
        """Are all its words too short for the index?"""
        return all(len(word) < SHORTEST for word in self.words)


def read(text: str) -> Question:
    """A question from what somebody typed, whatever that was. Every sign stands for itself: there is no syntax to break."""
    cut = text[: 4 * LONGEST]
    typed = readable(cut)[:LONGEST].strip()
    words = tuple(dict.fromkeys(fold(typed).split()))
    return Question(typed, words[:MOST_WORDS], len(words) > MOST_WORDS or len(readable(text[: 8 * LONGEST])) > LONGEST)


@dataclass(frozen=True, slots=True, order=True)
class Rank:
    """The place of something found within its kind: what carries the code first, then what has it in its title, then the rest."""

    level: int
    order: int
    id: int

    @property
    def key(self) -> str:
        """The place as an address carries it."""
        return f"{self.level}.{self.id}"


def rank(id_: int, code: str, titled: int, whole: str, *, newest_first: bool) -> Rank:
    """The place of a row: is its code or a title (`titled` 2) the whole question, does its code begin so, does a title hold the words
    (`titled` 1)? Then the newest or the oldest first."""
    level = 0 if titled == 2 else 1 if whole and code.startswith(whole) else 2 if titled else 3
    return Rank(level, -id_ if newest_first else id_, id_)


def after(ranks: Iterable[Rank], key: str, *, newest_first: bool) -> list[Rank]:
    """Those behind the place that an address names; all of them when it names none."""
    level, _, id_ = key.partition(".")
    if not (level.isascii() and level.isdigit() and id_.isascii() and id_.isdigit() and len(key) < 20):
        return list(ranks)
    behind = (int(level), -int(id_) if newest_first else int(id_))
    return [each for each in ranks if (each.level, each.order) > behind]
