"""Do planned due dates stand in calendars once, under a key that stays when they become tasks – on both databases?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import select, update

from tests import world
from tests.services.cadences import JULY, SET, mine, on, say, settle
from tracker.access.policy import Role
from tracker.cadence import service
from tracker.cadence.facts import CadenceEnded, CadenceSet
from tracker.extensions import db
from tracker.feeds.gathered import calendar_of
from tracker.feeds.rules import Entry
from tracker.feeds.store import Reader
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.store import append, stream_version, write_transaction
from tracker.resolutions import store as registers
from tracker.resolutions.events import EntryRevised, EntryWithdrawn
from tracker.resolutions.kinds import ObligationKind

ONCE = {"kind": next(each for each in ObligationKind if each is not ObligationKind.RECURRING).value, "cadence": None}


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


def test_planned_days_that_are_taken_back_stand_as_cancelled_for_a_while(app: Flask) -> None:
    before, key = entries(world.TODAY), "O-3-R2556-08-mict"
    assert not before[f"task-{key}"].cancelled
    say(CadenceSet("O-3", 2, date(2013, 7, 31), None, None, 5, "สองเดือนครั้ง"), world.TODAY)
    every_other = entries(world.TODAY)
    assert {name for name in before if name not in every_other} == set()
    assert (every_other[f"task-{key}"].cancelled, every_other[f"cabinet-{key}"].cancelled) == (True, True)
    assert every_other[f"task-{key}"].changes > before[f"task-{key}"].changes
    assert not every_other["task-O-3-R2556-09-mict"].cancelled
    say(CadenceEnded("O-3", "พอแล้ว"), world.TODAY, expected=1)
    ended = entries(world.TODAY)
    assert all(ended[name].cancelled for name in before if "-O-3-R" in name)
    assert ended[f"task-{key}"].changes > every_other[f"task-{key}"].changes
    assert entries(world.TODAY + timedelta(days=29))[f"task-{key}"].cancelled
    assert f"task-{key}" not in entries(world.TODAY + timedelta(days=31))


def test_a_liaison_sees_the_planned_days_of_the_own_agency_alone(app: Flask) -> None:
    for agency, sees in (("mict", True), ("mof", False)):
        reader = Reader(1, world.actor(f"liaison.{agency}").id or 0, Role.LIAISON, agency, None, None)
        found = {each.key for each in calendar_of(reader, world.TODAY)}
        assert ("task-O-3-R2556-07-mict" in found) is sees


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.COORDINATOR])
@pytest.mark.parametrize("gone", [True, False], ids=["left the register", "stops recurring"])
def test_an_obligation_that_goes_cancels_its_days_and_counts_on(app: Flask, role: Role, gone: bool) -> None:
    settle(JULY)
    say(SET)
    keys = [f"{what}-O-3-R2556-07-mict" for what in ("task", "cabinet")]
    before = entries(JULY, role)
    with write_transaction():
        row, code = registers.EntryRow.__table__, f"register:{world.RESOLUTION}/obligations/O-3"
        document = db.session.scalar(select(row.c.document).where(row.c.code == "O-3"))
        fact = EntryWithdrawn("obligations", "O-3") if gone else EntryRevised("obligations", "O-3", 2, document | ONCE)
        draft = Draft(code, stream_version(code), kind_name(type(fact)), to_data(fact), resolution_id=1)
        append(draft, actor_id=None, now=on(JULY, 11))
        left = {"noun": "gone"} if gone else {"document": document | ONCE}
        db.session.execute(update(row).where(row.c.code == "O-3").values(left))
    assert service.settle(JULY, on(JULY, 12)) == 1
    after = entries(JULY, role)
    for key in keys:
        assert (before[key].cancelled, after[key].cancelled) == (False, True)
        assert after[key].changes > before[key].changes
