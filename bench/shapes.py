"""How much data is there when we measure? The two shapes that other products were measured with, and a tiny one for tests."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

OBLIGATIONS = 12
MATRIX = 8
"""Every resolution has twelve obligations and eight agencies in its matrix, whatever the size."""

TODAY = date(2013, 5, 31)
ENTERED = date(2013, 4, 24)
"""The days on which the benchmark's calendar stands, and on which its registers were entered."""


@dataclass(frozen=True, slots=True)
class Size:
    """How many of each there are; tasks follow from the templates of one resolution."""

    name: str
    resolutions: int
    agencies: int
    headline_templates: int
    singles: int
    entries: int

    @property
    def tasks_of_one(self) -> int:
        """Tasks of one resolution: the headline's templates and one more for each agency of the matrix, and single ones."""
        return MATRIX * (self.headline_templates + 1) + self.singles

    @property
    def tasks(self) -> int:
        """Tasks of all resolutions."""
        return self.resolutions * self.tasks_of_one


SIZES = {
    size.name: size
    for size in (
        Size("tiny", resolutions=1, agencies=8, headline_templates=3, singles=4, entries=60),
        Size("small", resolutions=1, agencies=8, headline_templates=5, singles=12, entries=400),
        Size("several", resolutions=40, agencies=40, headline_templates=3, singles=4, entries=2_400),
        Size("large", resolutions=2_000, agencies=100, headline_templates=4, singles=10, entries=666_667),
    )
}
