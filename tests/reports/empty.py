"""Reports with little in them: before anything is assigned, and of a resolution that sets no date."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from tests.reports.sample import snapshot
from tracker.snapshots.parts import Deadline, Progress, Totals
from tracker.snapshots.snapshot import Snapshot

NOTHING = Progress(0, 0, 0, 0, 0)


def first_day() -> Snapshot:
    """The day after the decision: the obligations are known, no task is assigned, no letter has confirmed anything."""
    full = snapshot()
    return replace(
        full,
        as_of=date(2013, 4, 24),
        totals=Totals(0, 0, 0, 0, 0, 0, 0, 0),
        leading=NOTHING,
        rows=tuple(replace(row, cells=tuple(None for _ in row.cells)) for row in full.rows),
        sections=tuple(replace(each, health=None, leading=None, own=NOTHING, tasks=()) for each in full.sections),
        obligations=tuple(replace(each, progress=None, health=None) for each in full.obligations),
        choices=(),
        problems=(),
        steps=(),
        curve=(),
    )


def nothing_at_all() -> Snapshot:
    """Every list that may be empty is."""
    return replace(
        first_day(), columns=(), rows=(), sections=(), obligations=(), money=(), readings=(), clauses=(), figures=()
    )


def without_deadline() -> Snapshot:
    """The sample, had the Cabinet set no date for the leading obligation."""
    full = snapshot()
    return replace(
        full,
        obligations=tuple(
            replace(each, deadline=Deadline(None, False)) if each.code == full.leading_code else each
            for each in full.obligations
        ),
    )
