"""What is everybody told of an issued report: that it exists, under which hashes, and whether the record is whole up to it?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.authenticity.rules import Whole, whole
from tracker.dashboard.checks import last_check
from tracker.ledger.store import event_at
from tracker.reports import store
from tracker.reports.report import Report
from tracker.reports.service import snapshot_of
from tracker.snapshots.figures import figures
from tracker.snapshots.snapshot import Snapshot
from tracker.tasks.picture import Picture, picture_at


@dataclass(frozen=True)
class Existence:
    """One report for whoever holds its paper. `checked_at` is when the whole record was last verified (aware UTC), `corrected_by` the
    issued reports that correct this one, the newest first. `again` are its figures as the record gives them now, by code; None where the
    reader sees only that the report exists."""

    report: Report
    snapshot: Snapshot
    whole: Whole
    checked_at: datetime | None
    corrected_by: tuple[Report, ...]
    corrected: Report | None
    again: dict[str, int] | None = None


def existence(report: Report, *, details: bool) -> Existence:
    """What the page of a report says, with or without its figures. Reads one entry of the record, never the whole chain."""
    snapshot = snapshot_of(report)
    entry, last = event_at(snapshot.cut.seq), last_check()
    same = entry is not None and entry.hash == snapshot.cut.head
    others = store.reports(report.resolution_id)
    shown = picture_at(report.resolution_id, report.cut, report.as_of) if details else None
    return Existence(
        report,
        snapshot,
        whole(same, snapshot.cut.seq, last.found.events if last else None, last.problems if last else 0),
        last.at if last else None,
        tuple(each for each in others if each.corrects == report.id and each.frozen),
        next((each for each in others if each.id == report.corrects), None),
        _again(shown) if details else None,
    )


def _again(shown: Picture | None) -> dict[str, int]:
    return {figure.code: figure.value for figure in figures(shown)} if shown else {}
