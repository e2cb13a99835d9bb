"""Does a corrected calendar count from the day it was recorded, and only from then?"""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import update

from tests import world
from tests.conftest import counting
from tracker import clock
from tracker.calendar import service, store
from tracker.calendar.rules import CalendarEntryWithdrawn, DayOffAdded, Fact, Says, WorkingDayDeclared
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, write_transaction
from tracker.resolutions import store as registers
from tracker.tasks.picture import picture

SPECIAL = DayOffAdded(Bilingual(th="วันหยุดพิเศษ", en="Special day off"), "มติคณะรัฐมนตรี 28 พ.ค. 2556")
TUESDAY = date(2013, 6, 4)


def enter(day: date, fact: Fact, on: str = "2013-05-31", **more: object) -> None:
    """A coordinator says something of a day."""
    service.enter(day, fact, world.actor("coordinator"), world.at(on), **more)  # type: ignore[arg-type]


def left(on: date, *, past: bool) -> int:
    """Working days until the end of June, in the picture of that day."""
    resolution = registers.resolution_id(world.RESOLUTION)
    assert resolution is not None
    shown = picture(resolution, on, past=past)
    assert shown is not None
    return shown.calendar.working_days_between(on, date(2013, 6, 30))


def test_a_new_day_off_counts_from_the_day_it_was_recorded(app: Flask) -> None:
    """Today's picture is another one at once; the pictures of earlier days stay as they were."""
    clock.freeze(date(2013, 5, 31))
    before, past = left(world.TODAY, past=False), left(date(2013, 5, 30), past=True)
    enter(TUESDAY, SPECIAL)
    assert left(world.TODAY, past=False) == before - 1
    assert left(date(2013, 5, 30), past=True) == past
    clock.freeze(date(2013, 6, 3))
    assert left(world.TODAY, past=True) == before - 1
    enter(TUESDAY, CalendarEntryWithdrawn("ยกเลิกแล้ว"), "2013-06-03")
    assert left(world.TODAY, past=True) == before - 1
    assert store.entries_on(date(2013, 6, 3))[TUESDAY].says is Says.NOTHING
    assert store.calendar_for(date(2013, 6, 3)).is_working(TUESDAY)
    assert verification().problems == ()


def test_a_holiday_of_the_package_can_be_worked(app: Flask) -> None:
    monday = date(2013, 5, 6)
    assert not store.calendar_for(world.TODAY).is_working(monday)
    enter(monday, WorkingDayDeclared("เปิดทำการชดเชย"))
    assert store.calendar_for(world.TODAY).is_working(monday)
    assert not store.calendar_for(date(2013, 5, 30)).is_working(monday)


def test_what_is_refused_leaves_no_trace(app: Flask) -> None:
    enter(TUESDAY, SPECIAL, act_key="the-key-of-a-form", expected=0)
    with pytest.raises(AlreadyDone):
        enter(TUESDAY, SPECIAL, act_key="the-key-of-a-form", expected=0)
    with pytest.raises(ChangedMeanwhile):
        enter(TUESDAY, CalendarEntryWithdrawn("ผิด"), act_key="the-key-of-a-form")
    with pytest.raises(ChangedMeanwhile):
        enter(TUESDAY, CalendarEntryWithdrawn("ผิด"), expected=0)
    with pytest.raises(RuleBroken):
        enter(TUESDAY, SPECIAL)
    assert store.entries()[TUESDAY].version == 1


def test_what_is_rolled_back_was_never_known(app: Flask) -> None:
    """A calendar that was asked for inside a transaction is not remembered after it failed."""

    def fail() -> None:
        with write_transaction():
            enter(TUESDAY, SPECIAL)
            assert not store.calendar_for(world.TODAY).is_working(TUESDAY)
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    enter(date(2013, 6, 5), SPECIAL)
    assert store.calendar_for(world.TODAY).is_working(TUESDAY)
    assert not store.calendar_for(world.TODAY).is_working(date(2013, 6, 5))


def test_an_altered_row_is_named(app: Flask) -> None:
    enter(TUESDAY, SPECIAL)
    with write_transaction():
        db.session.execute(update(store.DayRow).values(says="working"))
    assert verification().problems == ("calendar day 2013-06-04: the current row differs from its history",)


def test_a_known_calendar_costs_one_small_question(app: Flask) -> None:
    enter(TUESDAY, SPECIAL)
    store.calendar_for(world.TODAY)
    with counting(app) as asked:
        assert store.calendar_for(world.TODAY) is store.calendar_for(world.TODAY)
    assert len(asked) == 2
