"""When does a reminder ask for nothing any more? Never before it was said, whatever the planner's clock says; on both databases."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from flask import Flask

from tests import world
from tests.services.telling import FRIDAY, at, day_of_work, person, rows
from tracker.extensions import db
from tracker.reminders import ending_store, service
from tracker.tasks import service as tasks
from tracker.tasks.facts import Evidence
from tracker.tasks.rules import Act


def said(task: int, step: str, by: str, when: datetime, **what: object) -> None:
    act = Act(note="รอข้อมูล", effective_on=FRIDAY, **what)  # type: ignore[arg-type]
    tasks.act(task, world.STEP[step], act, world.actor(by), when)


def still(task: int, who: str) -> list[str]:
    """What a person is told of a task and what asks for something still."""
    db.session.expire_all()
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


def test_what_the_job_closed_is_in_the_inbox_again_once_the_task_asks_again(app: Flask) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    who = "liaison.mol"
    mine, task, asked = next(
        (each.id, each.task, each.step) for each in rows() if each.person == person(who) and each.done_at is None
    )
    said(task, "waive", "coordinator", at(FRIDAY, 10))
    service.remind(FRIDAY, at(FRIDAY, 10))
    assert still(task, who) == []
    said(task, "reinstate", "coordinator", at(FRIDAY, 11))
    assert ending_store.taken_out([mine]) == set(), "nobody took it out"
    assert service.remind(FRIDAY, at(FRIDAY, 11)) == 0
    assert still(task, who) == [asked]
    service.done([mine], person(who), at(FRIDAY, 12))
    service.remind(FRIDAY, at(FRIDAY, 13))
    assert (still(task, who), ending_store.taken_out([mine])) == ([], {mine}), (
        "the job leaves out what a person took out"
    )
    assert service.put_back([mine], person(who)) == 1
    assert (still(task, who), ending_store.taken_out([mine])) == ([asked], set())


def test_what_is_sent_back_twice_on_a_day_is_told_twice(app: Flask) -> None:
    task, who = world.task_id("O-1.3-T2", "mof"), world.DEPUTY
    said(task, "return", "coordinator", at(FRIDAY, 9))
    day_of_work(FRIDAY, 10)
    [first] = [each for each in rows() if each.step.startswith("returned:") and each.task == task]
    assert first.message is not None
    service.done([first.id], person(who), at(FRIDAY, 11))
    said(task, "submit", "liaison.mof", at(FRIDAY, 12), evidence=(Evidence("https://www.mof.go.th", "หลักฐาน"),))
    said(task, "return", "coordinator", at(FRIDAY, 13))
    service.remind(FRIDAY, at(FRIDAY, 14))
    assert still(task, who) == ["returned:2013-05-31"]
    db.session.expire_all()
    assert [each.message for each in rows() if each.id == first.id] == [None], "it travels in the next message"
