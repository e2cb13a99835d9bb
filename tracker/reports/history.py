"""How far was a report on a past day? Folded from the ledger up to a cut."""

from __future__ import annotations

from tracker.ledger.store import events
from tracker.reports.facts import TOPIC
from tracker.reports.report import Report, fold


def report_at(report_id: int, cut: int) -> Report | None:
    """One report as known at a cut; None when it was not drawn up by then."""
    return fold(events(stream=f"{TOPIC}:{report_id}", upto=cut)).get(report_id)


def reports_at(resolution_id: int, cut: int) -> dict[int, Report]:
    """The reports of a resolution as known at a cut, by id."""
    return fold(events(resolution_id=resolution_id, topic=TOPIC, upto=cut))
