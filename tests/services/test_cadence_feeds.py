"""Do planned due dates stand in calendars once, under a key that stays when they become tasks – on both databases?"""

from __future__ import annotations

from datetime import date, timedelta

from flask import Flask

from tests import world
from tests.services.cadences import JULY, SET, mine, say, settle
from tracker.access.policy import Role
from tracker.cadence.facts import CadenceEnded, CadenceSet
from tracker.feeds.gathered import calendar_of
from tracker.feeds.rules import Entry
from tracker.feeds.store import Reader


def entries(day: date, role: Role = Role.EXECUTIVE) -> dict[str, Entry]:
    """What stands in the calendar of somebody who sees all reporting days."""
    reader = Reader(1, world.actor("executive").id or 0, role, None, None, None)
    return {each.key: each for each in calendar_of(reader, day)}


def test_a_planned_day_stands_once_and_keeps_its_key_when_it_becomes_a_task(app: Flask) -> None:
    key = "O-3-R2556-07-mict"
    before = entries(world.TODAY)
    assert before[f"task-{key}"].task is None
    assert before[f"task-{key}"].day == date(2013, 7, 31)
    assert before[f"cabinet-{key}"].day == date(2013, 8, 6)
    assert max(each.day for each in before.values()) <= world.TODAY + timedelta(days=410)
    settle(JULY)
    after = entries(JULY)
    assert after[f"task-{key}"].task == mine()[0].id
    assert after[f"task-{key}"].changes > before[f"task-{key}"].changes
    assert not [each for each in after if each == f"task-{mine()[0].id}"]
    assert len([each for each in after.values() if each.day == date(2013, 7, 31)]) == 1
    say(SET)
    moved = entries(JULY)[f"task-{key}"]
    assert (moved.day, moved.changes > after[f"task-{key}"].changes) == (date(2013, 7, 15), True)


def test_what_was_taken_back_and_may_return_counts_on(app: Flask) -> None:
    settle(JULY)
    day = date(2013, 7, 2)
    say(CadenceEnded("O-3", "หยุดก่อน"))
    ended = entries(day)["task-O-3-R2556-07-mict"]
    assert ended.cancelled
    say(CadenceSet("O-3", 12, date(2013, 7, 31), None, None, 5, "ปีละครั้ง"), day, expected=1)
    back = entries(day)["task-O-3-R2556-07-mict"]
    assert (back.cancelled, back.changes > ended.changes) == (False, True)


def test_a_liaison_sees_the_planned_days_of_the_own_agency_alone(app: Flask) -> None:
    for agency, sees in (("mict", True), ("mof", False)):
        reader = Reader(1, world.actor(f"liaison.{agency}").id or 0, Role.LIAISON, agency, None, None)
        found = {each.key for each in calendar_of(reader, world.TODAY)}
        assert ("task-O-3-R2556-07-mict" in found) is sees
