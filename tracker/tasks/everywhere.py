"""Which tasks of all resolutions concern a person on the day of the page, and which resolution does each belong to?"""

from __future__ import annotations

from collections.abc import Iterable

from flask import abort

from tracker.resolutions.store import Listed
from tracker.tasks.health import Standing
from tracker.tasks.mixed import Mixed
from tracker.tasks.mixed_past import Then
from tracker.tasks.mixed_today import Now
from tracker.tasks.shown import NO_RESOLUTION, NOT_YET, few_resolutions
from tracker.web.as_of import moment


def everywhere() -> Mixed:
    """All tasks on the day of the page; 404 when no resolution was known then."""
    if not few_resolutions():
        abort(404, description=NOT_YET if moment().is_past else NO_RESOLUTION)
    return Then() if moment().is_past else Now()


def named(shown: Mixed, standings: Iterable[Standing]) -> dict[int, Listed]:
    """The resolution of each task by the task's id; empty while there is only one and nobody need be told."""
    return {each.task.id: shown.resolution_of(each.task.id) for each in standings} if shown.several else {}
