"""Do due dates become tasks by themselves, once, and does a coordinator's word change only those to come – on both databases?"""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from sqlalchemy import update

from tests import world
from tests.conftest import counting
from tests.services.cadences import JULY, SET, latest, mine, on, say, settle, sound
from tests.services.test_races import MANY, at_once
from tracker import clock, seeding
from tracker.cadence import drafting, service, store
from tracker.cadence.book import stated
from tracker.cadence.facts import CadenceEnded, CadenceRestored, Source
from tracker.cadence.settling import oldest
from tracker.cadence.store import duty
from tracker.extensions import db
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, head, write_transaction
from tracker.reports import service as reports
from tracker.resolutions import store as registers
from tracker.tasks import picture
from tracker.tasks import service as tasks
from tracker.tasks.rules import Act
from tracker.tasks.workflow import STEP, State


def test_nothing_is_made_while_the_file_s_own_tasks_serve(app: Flask) -> None:
    before = head()
    assert [settle(day) for day in (world.TODAY, date(2013, 6, 15), date(2013, 6, 28))] == [0, 0, 0]
    assert head() == before


def test_a_period_that_begins_makes_its_task_once(app: Flask) -> None:
    assert settle(date(2013, 6, 29)) == 1
    before = head()
    assert settle(date(2013, 6, 29)) == settle(date(2013, 7, 31)) == 0
    assert head() == before
    (task,) = mine()
    assert (task.code, task.agency, task.due_on, task.plan.weight) == ("O-3-R2556-07", "mict", date(2013, 7, 31), 0)
    assert task.plan.title.th == "เสนอรายงานความก้าวหน้าต่อคณะรัฐมนตรี งวดเดือนกรกฎาคม 2556"
    assert task.plan.derived
    assert sound()


def test_eight_schedulers_at_once_make_one_task_and_one_report(app: Flask) -> None:
    day = date(2013, 7, 25)
    clock.freeze(day)
    assert at_once(app, lambda: service.settle(day, on(day))) == {"done": MANY}
    assert len(mine()) == 1
    assert at_once(app, lambda: drafting.draft_due(day, on(day))) == {"done": MANY}
    assert latest()[0] == (2, date(2013, 7, 24))
    assert len(latest()) == 2
    assert sound()


def test_it_is_in_no_percentage_but_in_health(app: Flask) -> None:
    id_ = registers.resolution_id(world.RESOLUTION)
    assert id_ is not None
    before = picture.picture(id_, world.TODAY, past=False)
    settle(JULY)
    after = picture.picture(id_, date(2013, 8, 1), past=False)
    assert before is not None
    assert after is not None
    was, now = before.obligation("O-3"), after.obligation("O-3")
    assert (now.weight, now.tasks, now.claimed) == (was.weight, was.tasks + 1, was.claimed)
    assert [each.health.value for each in after.standings if each.task.plan.period and each.health] == ["late"]


def test_a_machine_that_was_off_makes_up_for_it(app: Flask) -> None:
    assert settle(date(2013, 9, 20)) == 3
    assert [task.plan.period for task in mine()] == ["2013-07", "2013-08", "2013-09"]


def test_loading_the_file_again_leaves_the_cadence_s_tasks_alone(app: Flask) -> None:
    settle(JULY)
    loaded = seeding.load(seeding.seeds() / f"{world.RESOLUTION}.yaml", now=on(JULY))
    assert (loaded.entries, loaded.tasks) == (0, 0)
    assert [task.state for task in mine()] == [State.NOT_STARTED]


def test_a_coordinator_s_word_moves_what_is_to_come(app: Flask) -> None:
    settle(JULY)
    assert say(SET) == 1
    (task,) = mine()
    assert (task.due_on, task.plan.start_on) == (date(2013, 7, 15), JULY)
    assert settle(JULY) == 0
    assert say(CadenceEnded("O-3", "พอแล้ว"), expected=1) == 1
    assert (mine()[0].state, mine()[0].withdrawn) == (State.WAIVED, True)
    assert say(CadenceRestored("O-3", "ตามเดิม"), expected=2) == 1
    (back,) = mine()
    assert (back.id, back.state, back.due_on) == (task.id, State.NOT_STARTED, date(2013, 7, 31))
    assert sound()


def test_what_was_taken_back_returns_when_its_old_day_has_passed(app: Flask) -> None:
    settle(JULY)
    say(SET)
    say(CadenceEnded("O-3", "พอแล้ว"), date(2013, 7, 10), expected=1)
    assert say(CadenceRestored("O-3", "ตามเดิม"), date(2013, 7, 20), expected=2) == 1
    (back,) = mine()
    assert (back.state, back.due_on) == (State.NOT_STARTED, date(2013, 7, 31))
    assert sound()


def test_what_was_begun_and_what_has_a_report_stay(app: Flask) -> None:
    settle(JULY)
    started = mine()[0].id
    tasks.act(started, STEP["start"], Act(note="เริ่มแล้ว", effective_on=JULY), world.actor("liaison.mict"), on(JULY))
    assert say(SET) == 0
    assert mine()[0].due_on == date(2013, 7, 31)


def test_a_report_of_the_period_before_binds_no_period_that_a_new_cadence_begins_today(app: Flask) -> None:
    """31 May: the report of May is drawn up as of that day, then the coordinator tries another rhythm and takes it back."""
    id_ = registers.resolution_id(world.RESOLUTION)
    assert id_ is not None
    reports.draft(id_, world.TODAY, world.actor("coordinator"), on(world.TODAY))
    assert say(SET, world.TODAY) == 1
    (task,) = mine()
    assert (task.plan.period, task.due_on, task.plan.start_on) == ("2013-06", date(2013, 6, 14), world.TODAY)
    assert say(CadenceRestored("O-3", "ตามเดิม"), world.TODAY, expected=1) == 1
    assert mine()[0].withdrawn
    assert sound()


def test_a_period_with_a_report_stays(app: Flask) -> None:
    settle(JULY)
    id_ = registers.resolution_id(world.RESOLUTION)
    assert id_ is not None
    reports.draft(id_, JULY, world.actor("coordinator"), on(JULY))
    assert say(SET) == 0
    assert mine()[0].due_on == date(2013, 7, 31)


def test_who_is_slower_is_told_and_the_same_form_counts_once(app: Flask) -> None:
    say(SET, act_key="a-form-of-cadences")
    with pytest.raises(AlreadyDone):
        say(SET, act_key="a-form-of-cadences")
    with pytest.raises(ChangedMeanwhile):
        say(CadenceEnded("O-3", "x"))
    with pytest.raises(RuleBroken):
        say(SET, expected=1)
    with pytest.raises(service.NoSuchDuty):
        service.say("O-1.3", SET, world.actor("coordinator"), on(JULY), expected=0)


def test_nothing_is_saved_but_what_was_shown(app: Flask) -> None:
    settle(JULY)
    found = duty("O-3")
    assert found is not None
    (each,) = stated([found])
    seen = service.mark(SET, service.preview(each, SET, JULY))
    started = mine()[0].id
    tasks.act(started, STEP["start"], Act(note="เริ่มแล้ว", effective_on=JULY), world.actor("liaison.mict"), on(JULY))
    before = head()
    with pytest.raises(service.ShownOtherwise):
        say(SET, seen=seen)
    assert head() == before
    anew = service.mark(SET, service.preview(each, SET, JULY))
    assert (anew != seen, say(SET, seen=anew)) == (True, 0)


def test_the_past_knows_the_cadence_of_its_day(app: Flask) -> None:
    before = head().seq
    say(SET)
    found = duty("O-3")
    assert found is not None
    assert stated([found])[0].found.source is Source.PEOPLE
    then = stated([found], before)[0].found
    assert (then.source, then.since) == (Source.FILE, world.ENTERED)


def test_an_obligation_that_left_the_register_takes_its_tasks_along(app: Flask) -> None:
    settle(JULY)
    with write_transaction():
        row = registers.EntryRow.__table__
        db.session.execute(update(row).where(row.c.code == "O-3").values(noun="gone"))
    assert settle(JULY) == 1
    assert mine()[0].withdrawn


def test_the_questions_stay_the_same_however_many_tasks_there_are(app: Flask) -> None:
    settle(JULY)
    with counting(app) as few:
        service.settle(JULY, on(JULY))
    settle(date(2014, 6, 1))
    with counting(app) as many:
        service.settle(date(2014, 6, 1), on(date(2014, 6, 1)))
    assert len(many) == len(few) <= 6


def test_periods_that_are_long_over_are_not_read_again(app: Flask) -> None:
    days = [date(2013, 7, 1), date(2014, 7, 1), date(2015, 7, 1), date(2016, 7, 1)]
    for day in days:
        settle(day)
        read = [task for _id, task in store.tasks_of(["O-3"], oldest(day)) if task.plan.period]
        assert len(read) <= 15
        assert settle(day) == 0
    every = [str(task.plan.period) for task in mine()]
    assert len(set(every)) == len(every) == 37
    assert say(SET, days[-1]) == 1
    assert sound()
