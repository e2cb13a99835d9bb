"""What had to be done before some tasks of any resolution, as it stands now? One question for all of them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date

from tracker.calendar.store import calendar_for
from tracker.tasks import reach
from tracker.tasks.health import Standing, standing
from tracker.tasks.order import by_code, predecessors
from tracker.tasks.reach import Found


def before(found: Collection[Found], day: date) -> dict[int, list[Standing]]:
    """The tasks that come before each of these, where they stand on `day`, by the id of the later one."""
    pairs = {(resolution_id, code) for resolution_id, task in found for code in task.plan.after}
    calendar = calendar_for(day)
    grouped: dict[int, list[Standing]] = {}
    for resolution_id, task in reach.of_codes(pairs) if pairs else ():
        grouped.setdefault(resolution_id, []).append(standing(task, day, calendar))
    every = {resolution_id: by_code(own) for resolution_id, own in grouped.items()}
    return {task.id: predecessors(every.get(resolution_id, {}), task) for resolution_id, task in found}
