"""Is a planned reporting day cancelled that a task of a new file takes over or a report makes moot – in calendars, on both databases?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date, timedelta
from pathlib import Path
from random import Random

import pytest
from flask import Flask

from tests import world
from tests.conftest import counting
from tests.services.cadences import JULY, SET, mine, on, say, settle
from tracker import clock, seeding
from tracker.access.policy import Role
from tracker.cadence.facts import CadenceEnded, CadenceRestored, CadenceSet
from tracker.feeds.gathered import calendar_of
from tracker.feeds.rules import Entry
from tracker.feeds.store import Reader
from tracker.ledger.refusal import RuleBroken
from tracker.reports import service as reports

AUGUST = "O-3-R2556-08-mict"
LAST = "        due_on: 2013-06-28\n        after: [O-3-T3]\n"
FIFTH = """\
      - code: O-3-T5
        owner: mict
        title: {th: "เสนอรายงานครั้งที่ 4", en: "Send report 4"}
        weight: 10
        start_on: 2013-07-01
        due_on: %s
        after: [O-3-T4]
"""


def stands(day: date) -> dict[str, Entry]:
    """What stands in the calendar of a liaison of the agency that reports."""
    reader = Reader(1, world.actor("liaison.mict").id or 0, Role.LIAISON, "mict", None, None)
    return {each.key: each for each in calendar_of(reader, day)}


@pytest.fixture
def load(tmp_path: Path) -> Callable[..., None]:
    """A new file, in which O-3 has one more task (due on `fifth`) and its last one is due on another day."""
    copy = tmp_path / f"{world.RESOLUTION}.yaml"
    text = (seeding.seeds() / copy.name).read_text(encoding="utf-8")
    assert text.count(LAST) == 1

    def loaded(day: date, hour: int = 11, fifth: str = "", last: str = "2013-06-28", every: int = 1) -> None:
        mended = text.replace(LAST, LAST.replace("2013-06-28", last) + (FIFTH % fifth if fifth else ""))
        copy.write_text(mended.replace("      every: 1\n", f"      every: {every}\n"), encoding="utf-8")
        clock.freeze(day)
        seeding.load(copy, now=on(day, hour))

    return loaded


def test_a_task_of_a_new_file_cancels_the_planned_day_whose_period_it_serves_and_gives_it_back_when_it_goes(
    app: Flask, load: Callable[..., None]
) -> None:  # fmt: skip
    before = stands(JULY)
    load(JULY, fifth="2013-08-30")
    taken = stands(JULY)
    for what in ("task", "cabinet"):
        key = f"{what}-{AUGUST}"
        assert (before[key].cancelled, taken[key].cancelled) == (False, True)
        assert taken[key].changes > before[key].changes
        assert taken[key].changed_at > before[key].changed_at
    assert [each.title.en for each in taken.values() if each.day == date(2013, 8, 30) and not each.cancelled] == [
        "Reporting day: Send report 4 (MICT)"
    ]
    assert f"task-{AUGUST}" in stands(JULY + timedelta(days=29))
    assert f"task-{AUGUST}" not in stands(JULY + timedelta(days=31))
    load(JULY, 12)
    back = stands(JULY)[f"task-{AUGUST}"]
    assert (back.cancelled, back.changes > taken[f"task-{AUGUST}"].changes) == (False, True)
    load(JULY, 13, fifth="2013-08-30")
    assert stands(JULY)[f"task-{AUGUST}"].changes > back.changes


def test_a_task_that_a_new_file_moves_onto_another_period_cancels_that_one_s_planned_day(
    app: Flask, load: Callable[..., None]
) -> None:
    load(world.TODAY, last="2013-08-30")
    moved = stands(world.TODAY)
    assert moved[f"task-{AUGUST}"].cancelled
    assert not moved["task-O-3-R2556-06-mict"].cancelled
    load(world.TODAY, 12)
    back = stands(world.TODAY)
    assert (back[f"task-{AUGUST}"].cancelled, back["task-O-3-R2556-06-mict"].cancelled) == (False, True)
    assert back[f"task-{AUGUST}"].changes > moved[f"task-{AUGUST}"].changes


def test_what_the_first_file_served_from_the_start_was_never_planned_and_is_not_cancelled(app: Flask) -> None:
    assert not [key for key in stands(date(2013, 4, 25)) if "-R2556-05-" in key or "-R2556-06-" in key]


def test_a_task_of_the_file_that_changes_otherwise_cancels_nothing(app: Flask, load: Callable[..., None]) -> None:
    load(JULY, fifth="2013-08-30")
    later = JULY + timedelta(days=40)
    load(later, fifth="2013-08-30", last="2013-06-27")
    assert f"task-{AUGUST}" not in stands(later)


def test_a_day_that_might_have_returned_is_cancelled_by_the_report_of_its_period(app: Flask) -> None:
    settle(JULY)
    day, key = date(2013, 7, 20), "task-O-3-R2556-07-mict"
    say(CadenceEnded("O-3", "หยุดก่อน"))
    say(CadenceSet("O-3", 1, date(2013, 5, 31), None, None, 5, "กลับมา"), date(2013, 7, 19), expected=1)
    promised = stands(day)[key]
    assert not promised.cancelled
    assert reports.draft(1, date(2013, 7, 19), world.actor("coordinator"), on(day))
    moot = stands(day)[key]
    assert moot.changes > promised.changes


def test_a_clock_that_stands_hides_no_cancellation(app: Flask, load: Callable[..., None]) -> None:
    before = stands(JULY)
    for hour in (11, 11):
        load(JULY, hour, fifth="2013-08-30")
        taken = stands(JULY)
        load(JULY, hour)
        back = stands(JULY)
        assert before.keys() < taken.keys() <= back.keys()
        assert (taken[f"task-{AUGUST}"].cancelled, back[f"task-{AUGUST}"].cancelled) == (True, False)
        assert all(back[key].cancelled for key in taken.keys() - before.keys())


def test_a_period_that_is_promised_again_is_made_though_a_report_was_drawn_in_its_old_window(app: Flask) -> None:
    key = f"task-{AUGUST}"
    say(CadenceSet("O-3", 3, date(2013, 5, 31), 15, None, 5, "รายไตรมาส"))
    assert [task.plan.period for task in mine()] == ["2013-08"]
    say(CadenceEnded("O-3", "พอแล้ว"), expected=1)
    say(CadenceRestored("O-3", "กลับไปตามแฟ้ม"), expected=2)
    assert reports.draft(1, date(2013, 7, 15), world.actor("coordinator"), on(date(2013, 7, 16)))
    promised = stands(date(2013, 7, 17))[key]
    assert (promised.day, promised.cancelled) == (date(2013, 8, 30), False)
    settle(date(2013, 8, 5))
    (august,) = (task for task in mine() if task.plan.period == "2013-08")
    assert (august.withdrawn, august.plan.due_on) == (False, date(2013, 8, 30))


def by_chance(chance: Random, day: date, said: int, load: Callable[..., None]) -> int:
    """One thing that a file, a coordinator, the job or a report says on a day; how often people have spoken by then."""
    match chance.randrange(7):
        case 0:
            wish = CadenceSet("O-3", chance.choice((1, 2)), date(2013, 5, 31), 10 + said, None, 5, "ให้ทัน")
            say(wish, day, said)
            return said + 1
        case 1:
            settle(day)
        case 2:
            clock.freeze(day)
            with suppress(RuleBroken):  # the day has a report
                reports.draft(1, day - timedelta(days=1), world.actor("coordinator"), on(day))
        case 3:
            with suppress(RuleBroken):  # there is no cadence to end
                say(CadenceEnded("O-3", "พอแล้ว"), day, said)
                return said + 1
        case _:
            fifth = chance.choice(("", "2013-08-30", "2013-09-30", "2013-07-31"))
            last = chance.choice(("2013-06-28", "2013-07-31", "2013-10-31"))
            load(day, fifth=fifth, last=last, every=chance.choice((1, 2)))
    return said


@pytest.mark.parametrize("seed", range(4))
def test_whatever_files_and_people_say_nothing_leaves_in_silence_and_no_number_falls(
    app: Flask, load: Callable[..., None], seed: int
) -> None:  # fmt: skip
    chance, day, known, said = Random(seed), world.TODAY, stands(world.TODAY), 0
    for _ in range(7):
        day += timedelta(days=chance.choice((1, 3, 20)))
        known |= stands(day)
        said = by_chance(chance, day, said, load)
        now = stands(day)
        assert {key for key, each in known.items() if not each.cancelled and each.day > day} <= now.keys()
        assert not [key for key in now.keys() - known.keys() if now[key].cancelled]
        for key in now.keys() & known.keys():
            before, after = known[key], now[key]
            assert (after.changes >= before.changes, after.changed_at >= before.changed_at) == (True, True)
            if (after.day, after.cancelled) != (before.day, before.cancelled):
                assert after.changes > before.changes
        known |= now


def test_a_calendar_in_which_a_new_file_took_a_day_over_asks_no_more_than_its_fourteen_questions(
    app: Flask, load: Callable[..., None]
) -> None:
    settle(JULY)
    say(SET)
    load(JULY, fifth="2013-08-30")
    reader = Reader(1, world.actor("liaison.mict").id or 0, Role.LIAISON, "mict", None, None)
    with counting(app) as asked:
        assert calendar_of(reader, JULY)
    assert len(asked) <= 14, asked
