"""How does a report grow with its agencies? The real snapshot's, copied under other codes until there are so many. Pure."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain, cycle, islice
from typing import TypeVar

from tracker.snapshots.parts import Choice, Problem, Row, Section
from tracker.snapshots.snapshot import Snapshot

OfAgency = TypeVar("OfAgency", Row, Section, Problem, Choice)


def widened(snapshot: Snapshot, agencies: int) -> Snapshot:
    """The same report over so many agencies: matrix rows, sections with all their tasks, problems and choices; none fewer than it had."""
    own = [row.agency for row in snapshot.rows]
    copies = [
        (code, f"{code}-{number}") for number, code in enumerate(islice(cycle(own), max(agencies - len(own), 0)), 1)
    ]
    return replace(
        snapshot,
        parties=(*snapshot.parties, *(replace(snapshot.party(code), code=new) for code, new in copies)),
        rows=_with(snapshot.rows, copies),
        sections=_with(snapshot.sections, copies),
        problems=_with(snapshot.problems, copies),
        choices=_with(snapshot.choices, copies),
    )


def _with(every: Sequence[OfAgency], copies: Sequence[tuple[str, str]]) -> tuple[OfAgency, ...]:
    own: dict[str, list[OfAgency]] = {}
    for each in every:
        own.setdefault(each.agency, []).append(each)
    return tuple(chain(every, (replace(each, agency=new) for code, new in copies for each in own.get(code, ()))))
