"""What is wrong with a seed file, and on which line?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from difflib import get_close_matches

from tracker.lang import Bilingual


@dataclass(frozen=True, slots=True, order=True)
class Place:
    """A line of the file (from 1) and the way to it in the words of the file, such as `obligations › O-1.3 › deadline`."""

    line: int
    path: str

    def at(self, key: str, line: int | None = None) -> Place:
        """The place of a key inside this one."""
        return Place(line or self.line, f"{self.path} › {key}" if self.path else key)


@dataclass(frozen=True, slots=True)
class Problem:
    """One mistake: where, and a whole sentence that says what is wrong and what to write instead."""

    line: int
    path: str
    message: Bilingual

    def sentence(self, lang: str) -> str:
        """The line, the place and the reason in one line of text."""
        word = "line" if lang == "en" else "บรรทัด"
        where = f" ({self.path})" if self.path else ""
        return f"{word} {self.line}{where}: {self.message.pick(lang)}"


class SeedError(Exception):
    """A seed file that was refused. `problems` lists every mistake found, in the order of the lines."""

    def __init__(self, problems: Iterable[Problem]) -> None:
        self.problems = tuple(sorted(problems, key=lambda problem: problem.line))
        super().__init__("; ".join(problem.sentence("en") for problem in self.problems))


MOST = 200
"""A file with more mistakes than this is no seed file; nobody reads on, and neither do we."""


class Findings(list[Problem]):
    """Problems as they are found."""

    def add(self, place: Place, th: str, en: str) -> None:
        """Note one problem; raises SeedError with all so far when there are too many to go on."""
        self.append(Problem(place.line, place.path, Bilingual(th=th, en=en)))
        if len(self) >= MOST:
            last = self[-1].line
            stop = Bilingual(
                th=f"พบข้อผิดถึง {MOST} ข้อ จึงหยุดตรวจ", en=f"There are {MOST} mistakes; the rest was not read."
            )
            raise SeedError([*self, Problem(max(last, *(found.line for found in self)), "", stop)])


def nearest(word: str, known: Iterable[str]) -> tuple[str, str]:
    """A hint in Thai and in English at the known word that looks most like `word`; two empty texts when none does."""
    found = get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return (f" หมายถึง “{found[0]}” หรือไม่", f" Did you mean “{found[0]}”?") if found else ("", "")
