"""Which tasks come before which? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from tracker.tasks.health import Standing
from tracker.tasks.task import Task


def by_code(standings: Iterable[Standing]) -> dict[str, list[Standing]]:
    """Tasks by the code of their template."""
    found: dict[str, list[Standing]] = {}
    for each in standings:
        found.setdefault(each.task.code, []).append(each)
    return found


def predecessors(every: Mapping[str, list[Standing]], task: Task) -> list[Standing]:
    """What has to be done before the task, of each template that its plan names: the task of the same agencies when there is one, else
    those of its row, else all. `every` are the tasks of the resolution by_code."""
    return [each for code in task.plan.after for each in _nearest(every.get(code, []), task)]


def _nearest(found: list[Standing], task: Task) -> list[Standing]:
    row = task.plan.for_agency or task.agency
    pair = (task.agency, task.plan.for_agency)
    same = [each for each in found if (each.task.agency, each.task.plan.for_agency) == pair]
    return same or [each for each in found if row in (each.task.agency, each.task.plan.for_agency)] or found
