"""When does a reminder ask for nothing any more? Never before it was said, whatever the planner's clock says; on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import world
from tests.services.telling import FRIDAY, at, person, rows
from tracker.reminders import service
from tracker.tasks import service as tasks
from tracker.tasks.rules import Act


def said(task: int, step: str, by: str, when: datetime, **what: object) -> None:
    act = Act(note="รอข้อมูล", effective_on=FRIDAY, **what)  # type: ignore[arg-type]
    tasks.act(task, world.STEP[step], act, world.actor(by), when)


def still(task: int, who: str) -> list[str]:
    """What a person is told of a task and what asks for something still."""
    return [each.step for each in rows() if (each.task, each.person, each.done_at) == (task, person(who), None)]


@pytest.mark.parametrize("ahead", [timedelta(seconds=1), timedelta(hours=1)])
def test_what_is_recorded_ahead_of_the_planners_clock_is_told(app: Flask, ahead: timedelta) -> None:
    """A second: recorded after the planner read its clock; an hour: the clock was put back meanwhile."""
    nudged, held = world.task_id("O-1.3-T5", "mol"), world.task_id("O-1.3-T5", "mfa")
    sent = world.task_id("O-1.3-T2", "mof")
    now = at(FRIDAY, 11)
    said(nudged, "nudge", "coordinator", now + ahead)
    said(held, "block", "liaison.mfa", now + ahead, who="mol")
    said(sent, "return", "coordinator", now + ahead)
    for again in range(2):
        service.remind(FRIDAY, now + timedelta(seconds=again))
        assert still(nudged, "liaison.mol") == ["nudge:2013-05-31"]
        assert [step.partition(":")[0] for step in still(held, "liaison.mol")] == ["held"]
        assert still(sent, world.DEPUTY) == ["returned:2013-05-31"], "not the step of that day"
    said(nudged, "start", "liaison.mol", now + ahead + timedelta(seconds=1))
    said(held, "unblock", "liaison.mfa", now + ahead + timedelta(seconds=1))
    said(sent, "progress", "liaison.mof", now + ahead + timedelta(seconds=1), percent=50)
    service.remind(FRIDAY, now + timedelta(seconds=9))
    assert still(nudged, "liaison.mol") == still(held, "liaison.mol") == still(sent, world.DEPUTY) == []
