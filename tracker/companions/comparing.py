"""Which reports can a report be compared with, and how do the two differ?"""

from __future__ import annotations

from datetime import date

from tracker.companions.compared import Compared, compared
from tracker.reports.page import reports_of
from tracker.reports.report import Report, State
from tracker.reports.service import snapshot_of


def earlier(report: Report) -> list[Report]:
    """The reports on the same resolution whose data are older, as known on the day of the page, the newest first; not those discarded."""
    return [
        each
        for each in reports_of(report.resolution_id)
        if _age(each) < _age(report) and each.state is not State.DISCARDED
    ]


def beside(report: Report, other_id: int) -> Compared | None:
    """Two reports on one resolution, the one with the older data first; None when there is no such other on the day of the page."""
    other = next((each for each in reports_of(report.resolution_id) if each.id == other_id), None)
    if other is None or other.state is State.DISCARDED:
        return None
    first, last = sorted((report, other), key=_age)
    return compared(snapshot_of(first), snapshot_of(last))


def _age(report: Report) -> tuple[date, int, int]:
    return report.as_of, report.cut, report.id
