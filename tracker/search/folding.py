"""When are two ways of writing the same words? Both the index and the question are folded, and then compared letter by letter. Pure.

Thai is written without spaces, so nothing is cut into words: what is typed is found wherever it stands. A text is folded cluster by
cluster (a letter with the marks on it), so that a part of a text folds to a part of the folded text, and a mark on a page never
parts a letter from its vowel or tone.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache

NIKHAHIT, SARA_AA, SARA_AM = "\u0e4d", "\u0e32", "\u0e33"
VOWELS = "\u0e31\u0e34-\u0e3a\u0e47"
"""Thai vowels above and below a letter."""
TONES = "\u0e48-\u0e4c"
"""Tone marks and the mark that silences a letter: written after the vowel, whichever was typed first."""
UNSEEN = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufe00-\ufe0f\ufeff"
"""Signs without a shape, such as the zero-width space with which Thai words are parted for line breaking."""
ON_IT = f"[{VOWELS}{TONES}\u0e4d\u0e4e\u0300-\u036f{UNSEEN}]"
CLUSTER = re.compile(
    f"เเ|\\s[\\s{UNSEEN}]*|\\S(?:{ON_IT}{{0,8}}{NIKHAHIT}{ON_IT}{{0,3}}{SARA_AA}|{ON_IT}{{0,8}}(?:{SARA_AM}{ON_IT}{{0,3}})?)"
)
ALIKE = str.maketrans(
    {
        **dict(zip("๐๑๒๓๔๕๖๗๘๙", "0123456789", strict=True)),
        **dict.fromkeys("‐‑‒–—−", "-"),
        **dict.fromkeys("‘’‚′", "'"),
        **dict.fromkeys("“”„″", '"'),
        "ๅ": "า",
    }
)
NOT_WRITTEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Co"})
"""Categories of Unicode that nobody reads: controls, signs without a shape, halves of pairs, unassigned and private places."""
THAI = re.compile("[\u0e00-\u0e7f]")


def fold(text: str) -> str:
    """The text in the one spelling that is compared: small letters, Arabic digits, marks in one order, single spaces."""
    return "".join(map(_fold_cluster, CLUSTER.findall(text)))


def readable(text: str) -> str:
    """The text without what cannot be stored or shown: controls, halves of pairs. Spaces stay as single ones."""
    kept = (
        " " if char.isspace() else char
        for char in text
        if char.isspace() or unicodedata.category(char) not in ("Cc", "Cs")
    )
    return " ".join("".join(kept).split())


def spans(text: str, words: Iterable[str]) -> list[tuple[int, int]]:
    """Where in the text the folded words stand: (from, to) in order, those that touch joined, whole clusters only."""
    folded, starts, ends = _mapped(text)
    found = sorted((starts[at], ends[at + len(word) - 1]) for word in words for at in _places(folded, word))
    joined: list[tuple[int, int]] = []
    for begin, end in found:
        if joined and begin <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((begin, end))
    return joined


def language_of(text: str) -> str:
    """ "th" when there is any Thai letter in it, else "en": in which voice it is read aloud."""
    return "th" if THAI.search(text) else "en"


def clusters(text: str) -> Iterator[tuple[int, int]]:
    """The places of the text's clusters, in order and without a gap."""
    return (found.span() for found in CLUSTER.finditer(text))


def _mapped(text: str) -> tuple[str, list[int], list[int]]:
    """The folded text, and for each of its letters where the cluster it came from begins and ends."""
    parts: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    for begin, end in clusters(text):
        part = _fold_cluster(text[begin:end])
        parts.append(part)
        starts += [begin] * len(part)
        ends += [end] * len(part)
    return "".join(parts), starts, ends


def _places(folded: str, word: str) -> Iterator[int]:
    at = folded.find(word) if word else -1
    while at >= 0:
        yield at
        at = folded.find(word, at + len(word))


@lru_cache(maxsize=20_000)
def _fold_cluster(cluster: str) -> str:
    if cluster[0].isspace():
        return " "
    if cluster == "เเ":
        return "แ"
    same = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", cluster).casefold()).translate(ALIKE)
    seen = "".join(char for char in same if not char.isspace() and unicodedata.category(char) not in NOT_WRITTEN)
    return _in_order(seen) if THAI.search(seen) else seen


def _in_order(cluster: str) -> str:
    """A Thai cluster with its marks as they are written by the book: letter, vowel, tone, and สระอำ as one letter at the end."""
    has_am = SARA_AM in cluster or (NIKHAHIT in cluster and SARA_AA in cluster[1:])
    if has_am:
        cluster = cluster[:1] + "".join(char for char in cluster[1:] if char not in (NIKHAHIT, SARA_AA, SARA_AM))
    tones = "".join(char for char in cluster[1:] if "\u0e48" <= char <= "\u0e4c")
    rest = "".join(char for char in cluster[1:] if not "\u0e48" <= char <= "\u0e4c")
    return cluster[:1] + rest + tones + (SARA_AM if has_am else "")
