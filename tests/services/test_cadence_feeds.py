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
from tracker.feeds.rules import Entry, Sort
from tracker.feeds.store import Reader
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.store import append, stream_version, write_transaction
from tracker.resolutions import store as registers
from tracker.resolutions.events import EntryRevised, EntryWithdrawn
from tracker.resolutions.kinds import ObligationKind
from tracker.tasks.store import TaskRow

ONCE = {"kind": next(each for each in ObligationKind if each is not ObligationKind.RECURRING).value, "cadence": None}


def entries(day: date, role: Role = Role.EXECUTIVE) -> dict[str, Entry]:
    """What stands in the calendar of somebody who sees all reporting days."""
    reader = Reader(1, world.actor("executive").id or 0, role, None, None, None)
    return {each.key: each for each in calendar_of(reader, day)}


def agency_entries(day: date) -> dict[str, Entry]:
    """What stands in the calendar of the agency that reports."""
    reader = Reader(1, world.actor("liaison.mict").id or 0, Role.LIAISON, "mict", "mict", None)
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


def test_what_prepares_a_report_is_no_reporting_day_and_has_no_tuesday(app: Flask) -> None:
    found = agency_entries(world.TODAY)
    ids = dict(db.session.execute(select(TaskRow.code, TaskRow.id).where(TaskRow.obligation == "O-3")).all())
    for code, delivers in (("O-3-T2", False), ("O-3-T3", True), ("O-3-T4", True)):
        due = found[f"task-{ids[code]}"]
        assert (due.sort is Sort.REPORTING, f"cabinet-{ids[code]}" in found) == (delivers, delivers)
    assert f"cabinet-{ids['O-3-T1']}" not in found


def test_what_the_file_asks_for_beside_a_new_rhythm_loses_its_tuesday_and_what_was_due_by_then_keeps_it(
    app: Flask,
) -> None:
    ids = dict(db.session.execute(select(TaskRow.code, TaskRow.id).where(TaskRow.obligation == "O-3")).all())
    before = agency_entries(world.TODAY)
    say(SET, world.TODAY)
    after = agency_entries(world.TODAY)
    assert [after[f"cabinet-{ids[code]}"].cancelled for code in ("O-3-T3", "O-3-T4")] == [False, True]
    due = after[f"task-{ids['O-3-T4']}"]
    assert (due.cancelled, due.changes > before[due.key].changes) == (False, True)
    assert f"cabinet-{ids['O-3-T4']}" not in agency_entries(world.TODAY + timedelta(days=31))


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


def write(document: dict[str, object] | None, hour: int = 11, day: date = JULY) -> None:
    """A new file says this of O-3; None: it says nothing of it any more."""
    with write_transaction():
        row, code = registers.EntryRow.__table__, f"register:{world.RESOLUTION}/obligations/O-3"
        fact = EntryRevised("obligations", "O-3", 2, document) if document else EntryWithdrawn("obligations", "O-3")
        draft = Draft(code, stream_version(code), kind_name(type(fact)), to_data(fact), resolution_id=1)
        append(draft, actor_id=None, now=on(day, hour))
        left = {"document": document} if document else {"noun": "gone"}
        db.session.execute(update(row).where(row.c.code == "O-3").values(left))


def of_file() -> dict[str, object]:
    """What the file says of O-3."""
    return dict(db.session.scalar(select(registers.EntryRow.document).where(registers.EntryRow.code == "O-3")))


@pytest.mark.parametrize("role", [Role.EXECUTIVE, Role.COORDINATOR])
@pytest.mark.parametrize("gone", [True, False], ids=["left the register", "stops recurring"])
def test_an_obligation_that_goes_cancels_its_days_and_counts_on(app: Flask, role: Role, gone: bool) -> None:
    settle(JULY)
    say(SET)
    keys = [f"{what}-O-3-R2556-{month}-mict" for what in ("task", "cabinet") for month in ("07", "08", "12")]
    before = entries(JULY, role)
    write(None if gone else of_file() | ONCE)
    assert service.settle(JULY, on(JULY, 12)) == 1
    after = entries(JULY, role)
    assert before.keys() <= after.keys()
    for key in keys:
        assert (before[key].cancelled, after[key].cancelled) == (False, True)
        assert after[key].changes > before[key].changes
    assert not [key for key in entries(JULY + timedelta(days=31), role) if "O-3-R" in key and "2556-07" not in key]


@pytest.mark.parametrize("gone", [True, False], ids=["left the register", "stops recurring"])
def test_what_the_file_itself_asks_for_loses_its_tuesday_and_leaves_calendars_that_held_it_for_the_reports_alone(
    app: Flask, gone: bool
) -> None:  # fmt: skip
    own = db.session.scalar(select(TaskRow.id).where(TaskRow.code == "O-3-T4"))
    due, tuesday = f"task-{own}", f"cabinet-{own}"
    before = entries(world.TODAY)
    write(None if gone else of_file() | ONCE)
    after, of_agency = entries(JULY), agency_entries(JULY)
    assert [before[key].cancelled for key in (due, tuesday)] == [False, False]
    assert [after[key].cancelled for key in (due, tuesday)] == [True, True]
    assert all(after[key].changes > before[key].changes for key in (due, tuesday))
    assert [of_agency[key].cancelled for key in (due, tuesday)] == [False, True]


def test_a_new_file_with_another_cadence_cancels_the_days_that_it_gives_up_and_they_may_return(app: Flask) -> None:
    key, first = "task-O-3-R2556-08-mict", of_file()
    before = entries(world.TODAY)[key]
    write(first | {"cadence": {**first["cadence"], "every": 2}})  # type: ignore[dict-item]
    given_up = entries(JULY)
    assert (given_up[key].cancelled, given_up["task-O-3-R2556-09-mict"].cancelled) == (True, False)
    assert given_up[key].changes > before.changes
    write(first, 13)
    again = entries(JULY)[key]
    assert (again.cancelled, again.changes > given_up[key].changes) == (False, True)


def test_what_stopped_recurring_long_ago_cancels_nothing_when_the_file_is_written_anew(app: Flask) -> None:
    own = db.session.scalar(select(TaskRow.id).where(TaskRow.code == "O-3-T4"))
    write(of_file() | ONCE)
    later = JULY + timedelta(days=75)
    before = entries(later)
    write(of_file() | {"note": {"th": "แก้คำ", "en": "A word was mended."}}, day=later)
    assert entries(later + timedelta(days=1)).keys() == before.keys()
    assert f"cabinet-{own}" not in {each.key for each in agency_entries(later + timedelta(days=1)).values()}


def test_neither_number_nor_stamp_falls_when_an_obligation_stops_returns_and_days_go_by(app: Flask) -> None:
    own = f"task-{db.session.scalar(select(TaskRow.id).where(TaskRow.code == 'O-3-T4'))}"
    first = of_file()
    seen = [agency_entries(world.TODAY)[own]]
    for hour, document in ((11, first | ONCE), (12, first), (13, first | ONCE)):
        write(document, hour)
        seen.append(agency_entries(JULY)[own])
    seen.append(agency_entries(JULY + timedelta(days=40))[own])
    assert [each.changes for each in seen] == sorted(each.changes for each in seen)
    assert [each.changed_at for each in seen] == sorted(each.changed_at for each in seen)


def test_an_earlier_text_that_cannot_be_read_any_more_keeps_nobody_from_the_calendar(app: Flask) -> None:
    odd = of_file() | {"importance": "high", "due": 7}
    write(odd, 11)
    db.session.rollback()
    write(of_file() | ONCE, 12)
    assert entries(JULY)
