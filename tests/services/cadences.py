"""What do the tests of cadences do: let the job run on a day, speak as a coordinator, look at what was made?"""

from __future__ import annotations

from datetime import date, datetime, time

from tests import world
from tracker import clock
from tracker.cadence import service
from tracker.cadence.facts import CadenceSet
from tracker.clock import BANGKOK
from tracker.dashboard.verification import verification
from tracker.reports import store as report_rows
from tracker.resolutions import store as registers
from tracker.tasks import store as task_rows
from tracker.tasks.task import Task

JULY = date(2013, 7, 1)
SET = CadenceSet("O-3", 1, date(2013, 5, 31), 15, None, 5, "ให้ทันการประชุม")


def on(day: date, hour: int = 9) -> datetime:
    """An instant of a day in Bangkok."""
    return datetime.combine(day, time(hour), BANGKOK)


def settle(day: date) -> int:
    """The job, on a day."""
    clock.freeze(day)
    return service.settle(day, on(day))


def mine() -> list[Task]:
    """The tasks that the cadence made."""
    known = registers.resolution_id(world.RESOLUTION)
    assert known is not None
    return [task for task in task_rows.tasks_of(known) if task.plan.period]


def say(fact: object, day: date = JULY, expected: int = 0, **more: str) -> int:
    """A coordinator's word."""
    clock.freeze(day)
    return service.say("O-3", fact, world.actor("coordinator"), on(day, 10), expected=expected, **more)  # type: ignore[arg-type]


def sound() -> bool:
    """Does the whole record hold?"""
    return not verification().problems


def latest() -> list[tuple[int, date]]:
    """The numbers and days of all reports, the newest first."""
    id_ = registers.resolution_id(world.RESOLUTION)
    assert id_ is not None
    return [(each.number, each.as_of) for each in report_rows.reports(id_)]
