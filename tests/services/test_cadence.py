"""Do due dates become tasks by themselves, once, and does a coordinator's word change only those to come – on both databases?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import update

from tests import world
from tests.conftest import counting
from tests.services.test_races import MANY, at_once
from tracker import clock, seeding
from tracker.access.policy import Role
from tracker.cadence import drafting, service
from tracker.cadence.book import stated
from tracker.cadence.facts import CadenceEnded, CadenceRestored, CadenceSet, Source
from tracker.cadence.store import duty
from tracker.clock import BANGKOK
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.feeds.gathered import calendar_of
from tracker.feeds.rules import Entry
from tracker.feeds.store import Reader
from tracker.jobs import table
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, head, write_transaction
from tracker.reports import service as reports
from tracker.reports import store as report_rows
from tracker.reports.snapshot import Snapshot
from tracker.resolutions import store as registers
from tracker.tasks import picture
from tracker.tasks import service as tasks
from tracker.tasks import store as task_rows
from tracker.tasks.rules import Act
from tracker.tasks.task import Task
from tracker.tasks.workflow import STEP, State

JULY = date(2013, 7, 1)
SET = CadenceSet("O-3", 1, date(2013, 5, 31), 15, None, 5, "ให้ทันการประชุม")


@pytest.fixture(autouse=True)
def day_back() -> Iterator[None]:
    """Whatever day a test goes to, the next one begins on the world's own."""
    yield
    clock.freeze(world.TODAY)


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
    assert (task.due_on, task.plan.start_on) == (date(2013, 7, 15), date(2013, 6, 15))
    assert settle(JULY) == 0
    assert say(CadenceEnded("O-3", "พอแล้ว"), expected=1) == 1
    assert (mine()[0].state, mine()[0].withdrawn) == (State.WAIVED, True)
    assert say(CadenceRestored("O-3", "ตามเดิม"), expected=2) == 1
    (back,) = mine()
    assert (back.id, back.state, back.due_on) == (task.id, State.NOT_STARTED, date(2013, 7, 31))
    assert sound()


def test_what_was_begun_and_what_has_a_report_stay(app: Flask) -> None:
    settle(JULY)
    started = mine()[0].id
    tasks.act(started, STEP["start"], Act(note="เริ่มแล้ว", effective_on=JULY), world.actor("liaison.mict"), on(JULY))
    assert say(SET) == 0
    assert mine()[0].due_on == date(2013, 7, 31)


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


def latest() -> list[tuple[int, date]]:
    """The numbers and days of all reports, the newest first."""
    id_ = registers.resolution_id(world.RESOLUTION)
    assert id_ is not None
    return [(each.number, each.as_of) for each in report_rows.reports(id_)]


def test_the_report_is_drawn_up_once_the_cut_day_is_over(app: Flask) -> None:
    clock.freeze(date(2013, 6, 21))
    assert drafting.draft_due(date(2013, 6, 21), on(date(2013, 6, 21))) == (0, [])
    clock.freeze(date(2013, 6, 22))
    assert drafting.draft_due(date(2013, 6, 22), on(date(2013, 6, 22))) == (1, [])
    assert latest() == [(2, date(2013, 6, 21)), (1, date(2013, 5, 30))]
    assert drafting.draft_due(date(2013, 6, 24), on(date(2013, 6, 24))) == (0, [])
    id_ = registers.resolution_id(world.RESOLUTION)
    newest = report_rows.reports(id_ or 0)[0]
    assert report_rows.by_the_system([1, newest.id]) == {newest.id}
    assert sound()


def test_a_machine_that_was_off_draws_up_the_same_report(app: Flask) -> None:
    task = world.task_id("O-1.3-T3", "mof")
    clock.freeze(date(2013, 6, 25))
    tasks.act(
        task,
        STEP["start"],
        Act(note="เริ่ม", effective_on=date(2013, 6, 25)),
        world.actor("liaison.mof"),
        on(date(2013, 6, 25)),
    )
    drafting.draft_due(date(2013, 6, 28), on(date(2013, 6, 28)))
    id_ = registers.resolution_id(world.RESOLUTION) or 0
    newest = report_rows.reports(id_)[0]
    assert newest.as_of == date(2013, 6, 21)
    text = report_rows.snapshot_text(newest.id)
    assert text is not None
    assert Snapshot.from_json(text).cut.seq < head().seq - 1


def test_no_report_is_drawn_up_where_a_person_did(app: Flask) -> None:
    before = latest()
    assert drafting.draft_due(world.TODAY, on(world.TODAY)) == (0, [])
    assert latest() == before


def test_no_report_is_drawn_up_for_a_cut_before_the_cadence(app: Flask) -> None:
    day = date(2013, 6, 25)
    say(SET.__class__("O-3", 1, date(2013, 5, 31), None, None, 5, "ตั้งใหม่"), day)
    assert drafting.draft_due(day, on(day)) == (0, [])


def test_a_refusal_is_said_and_no_crash(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_what: object, **_more: object) -> None:
        raise RuleBroken("as_of", drafting.ITSELF.name)

    monkeypatch.setattr(reports, "draft", refuse)
    clock.freeze(date(2013, 6, 24))
    with pytest.raises(table.Found, match=f"{world.RESOLUTION}: The system"):
        table.JOB["draft-report"].run()
    assert table.JOB["recurring-due-dates"].run() == 0


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
