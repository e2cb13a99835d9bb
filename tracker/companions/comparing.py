"""Which reports can a report be compared with, and how do the two differ?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.companions.compared import Compared, compared
from tracker.reports.page import reports_of
from tracker.reports.report import Report, State
from tracker.reports.service import snapshot_of


@dataclass(frozen=True, slots=True)
class Beside:
    """Two reports, the one with the older data first, and how they differ."""

    older: Report
    newer: Report
    shown: Compared


def earlier(report: Report) -> list[Report]:
    """The reports on the same resolution whose data are older, as known on the day of the page, the newest first; not those discarded."""
    return [
        each
        for each in reports_of(report.resolution_id)
        if _age(each) < _age(report) and each.state is not State.DISCARDED
    ]


def beside(report: Report, other_id: int) -> Beside | None:
    """A report and another one on its resolution; None when there is no such other on the day of the page."""
    other = next((each for each in reports_of(report.resolution_id) if each.id == other_id), None)
    if other is None or other.state is State.DISCARDED:
        return None
    older, newer = sorted((report, other), key=_age)
    return Beside(older, newer, compared(snapshot_of(older), snapshot_of(newer)))


def _age(report: Report) -> tuple[date, int, int]:
    return report.as_of, report.cut, report.id
