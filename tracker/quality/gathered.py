"""What do all checks find in one resolution on the day of its picture, and what of it was accepted?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tracker.people import post_store
from tracker.people.store import liaisons
from tracker.quality.checks import CHECKS
from tracker.quality.rules import Judgement, accepted, stream
from tracker.quality.seen import Finding, Limits, Seen
from tracker.quality.store import Told, told_at
from tracker.tasks.picture import Picture


@dataclass(frozen=True)
class Gathered:
    """The picture, every finding in the order of the checks, and the history that says which were accepted."""

    shown: Picture
    limits: Limits
    every: tuple[Finding, ...]
    told: Told

    def accepted(self, finding: Finding) -> Judgement | None:
        """The acceptance that covers a finding."""
        return accepted(finding, self.told.judged)

    @property
    def open(self) -> tuple[Finding, ...]:
        """What nobody has accepted."""
        return tuple(each for each in self.every if self.accepted(each) is None)

    @property
    def judged(self) -> tuple[tuple[Finding, Judgement], ...]:
        """What was accepted and still is as it was then."""
        words = ((each, self.accepted(each)) for each in self.every)
        return tuple((each, word) for each, word in words if word is not None)

    def find(self, check: str, name: str) -> Finding | None:
        """The finding of a check about an object; None when there is none (any more)."""
        return next((each for each in self.every if (each.check, each.object) == (check, name)), None)

    def version(self, finding: Finding) -> int:
        """How often something was said about the finding."""
        word = self.told.judged.get(stream(finding))
        return word.version if word else 0


def gather(shown: Picture, limits: Limits) -> Gathered:
    """Put every question to one picture; a fixed number of queries."""
    told = told_at(shown.resolution_id, shown.cut)
    answering = frozenset(liaisons(shown.day))
    seen = Seen(
        shown.register, shown.standings, shown.day, shown.calendar, told.past, answering, limits, post_store.headed(shown.day)
    )  # fmt: skip
    return Gathered(shown, limits, tuple(_asked(seen)), told)


def _asked(seen: Seen) -> Iterable[Finding]:
    for check in CHECKS:
        yield from check.find(seen)
