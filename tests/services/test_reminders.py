"""Are people told once, on working days, and no longer than it concerns them? On both databases, through the services."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import update

from tests import world
from tests.services.telling import FRIDAY, at, day_of_work, few, go_to, messages, person, rows
from tracker.access.policy import Permission, covers
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.ledger.store import ChangedMeanwhile, write_transaction
from tracker.people import service as people
from tracker.reminders import composing, preference_store, rule_book, service, store
from tracker.reminders.rule_facts import ReminderRuleSet, ReminderRuleWithdrawn
from tracker.reminders.rules import EVERY_KIND, Audience, Rule
from tracker.reminders.wants import NAMES, Mode, Preference
from tracker.tasks import service as tasks
from tracker.tasks.rules import Act


def test_what_was_done_leaves_the_inbox_by_itself(app: Flask) -> None:
    task = world.task_id("O-1.3-T2", "mof")
    late = date(2013, 6, 5)
    go_to(late)
    service.remind(late, at(late))
    waiting = [each for each in store.inbox(person("coordinator"), 500) if each.task == task]
    assert [each.step.split(":")[0] for each in waiting] == ["waiting"]
    world.do("verify", task, "coordinator", "2013-06-05")
    service.remind(late, at(late))
    assert [each for each in store.inbox(person("coordinator"), 500) if each.task == task] == []


def test_a_nudge_leaves_the_inbox_once_something_moved_on_the_same_day(app: Flask) -> None:
    task = world.task_id("O-1.3-T5", "mol")
    world.do("nudge", task, "coordinator", "2013-05-31")
    service.remind(FRIDAY, at(FRIDAY, 11))
    assert [each.step for each in rows() if each.task == task and each.done_at is None] == ["nudge:2013-05-31"]
    same = Act(note="ไม่มีอะไรเปลี่ยน", effective_on=FRIDAY)
    tasks.act(task, world.STEP["confirm"], same, world.actor("liaison.mol"), at(FRIDAY, 12))
    service.remind(FRIDAY, at(FRIDAY, 13))
    assert [each.step for each in rows() if each.task == task and each.done_at is None] == ["nudge:2013-05-31"]
    begun = Act(note="เริ่มแล้ว", effective_on=FRIDAY)
    tasks.act(task, world.STEP["start"], begun, world.actor("liaison.mol"), at(FRIDAY, 15))
    assert service.remind(FRIDAY, at(FRIDAY, 16)) == 0
    assert [each.step for each in rows() if each.task == task and each.done_at is None] == []
    assert verification().problems == ()


def test_who_holds_up_anothers_task_is_told_until_it_can_go_on(app: Flask) -> None:
    task, who = world.task_id("O-1.3-T5", "mfa"), person("liaison.mol")

    def open_rows() -> list[str]:
        service.remind(FRIDAY, at(FRIDAY, 17))
        return [each.step for each in rows() if each.task == task and each.person == who and each.done_at is None]

    def said(step: str, hour: int, **what: object) -> None:
        tasks.act(task, world.STEP[step], Act(note="รอข้อมูล", **what), world.actor("liaison.mfa"), at(FRIDAY, hour))  # type: ignore[arg-type]

    said("block", 10, who="mol")
    assert open_rows() == ["held:20130531T1000:0"]
    assert composing.compose(at(FRIDAY, 17), few) > 0
    [mine] = [each for each in messages() if each.person == who]
    assert "ต้องแก้เหตุขัดข้องให้หน่วยงานอื่น 1 งาน" in mine.plain
    said("unblock", 11)
    assert open_rows() == []
    said("block", 12, who="mol")
    assert open_rows() == ["held:20130531T1200:0"], "told anew, though it is the same day"
    assert verification().problems == ()


def test_the_blocked_agency_is_told_by_whom_it_is_held_up(app: Flask) -> None:
    late = date(2013, 7, 1)
    task, why = world.task_id("O-1.3-T5", "mfa"), Act(note="รอข้อมูล", who="mol")
    tasks.act(task, world.STEP["block"], why, world.actor("liaison.mfa"), at(FRIDAY))
    day_of_work(late)
    [mine] = [each for each in messages() if each.person == person("liaison.mfa")]
    assert "ติดขัด รอ รง แก้เหตุขัดข้อง" in mine.plain


def test_a_later_step_takes_the_place_of_an_earlier_one(app: Flask) -> None:
    for day in (FRIDAY, date(2013, 6, 7), date(2013, 6, 14), date(2013, 6, 28), date(2013, 7, 1), date(2013, 7, 3)):
        day_of_work(day)
    open_ = Counter((each.task, each.person) for each in rows() if each.done_at is None)
    assert set(open_.values()) == {1}


def test_the_cabinets_sunday_is_told_ten_working_days_ahead(app: Flask) -> None:
    """30 June is a Sunday: as many working days are left as on the Friday before it."""
    id_ = world.task_id("O-1.3-T5", "mol")
    with write_transaction():
        db.session.execute(update(store.TaskRow).where(store.TaskRow.id == id_).values(due_on=date(2013, 6, 30)))
    go_to(date(2013, 6, 14))
    told = [each.step for each in service.wanted(date(2013, 6, 14)) if each.task == id_]
    assert set(told) == {"before:10"}


def test_who_wants_none_is_told_only_of_what_is_overdue_and_their_own(app: Flask) -> None:
    who = person("liaison.mol")
    service.prefer(who, Preference(mode=Mode.OFF), at(FRIDAY))
    day_of_work(date(2013, 6, 14))
    mine = [each for each in rows() if each.person == who]
    sent = [each for each in mine if each.message is not None]
    assert mine != sent
    assert all(each.days > 0 and each.audience == Audience.AGENCY for each in sent)


def test_a_closed_account_is_told_nothing(app: Flask) -> None:
    who = person("liaison.mol")
    people.set_enabled(world.address("liaison.mol"), False)
    day_of_work(date(2013, 6, 14))
    assert who not in {each.person for each in rows()}


def test_a_person_takes_only_their_own_out_of_the_inbox(app: Flask) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    mine = store.inbox(person("coordinator"), 500)
    service.done([each.id for each in mine], person("liaison.mof"), at(FRIDAY))
    assert store.inbox(person("coordinator"), 500) == mine
    service.done([mine[0].id], person("coordinator"), at(FRIDAY))
    assert [each.id for each in store.inbox(person("coordinator"), 500)] == [each.id for each in mine[1:]]
    service.remind(FRIDAY, at(FRIDAY))
    assert [each.id for each in store.inbox(person("coordinator"), 500)] == [each.id for each in mine[1:]], (
        "it does not come back"
    )


def test_a_rule_is_changed_in_the_ledger_and_taken_back(app: Flask) -> None:
    said = ReminderRuleSet("duty", (3,), (1,), 0, None, 4, 9, None, 2, "ทดลอง")
    rule_book.say(said, world.actor("coordinator"), at(FRIDAY), expected=0)
    assert rule_book.rules()["duty"] == Rule("duty", (3,), (1,), 0, None, 4, 9, None, 2)
    with pytest.raises(ChangedMeanwhile):
        rule_book.say(said, world.actor("coordinator"), at(FRIDAY), expected=0)
    rule_book.say(ReminderRuleWithdrawn("duty", "พอแล้ว"), world.actor("coordinator"), at(FRIDAY), expected=1)
    assert rule_book.rules() == {EVERY_KIND: Rule()}


def test_preferences_are_read_back_as_they_were_kept(app: Flask) -> None:
    wanted = Preference("en", Mode.EACH, NAMES[1:3], 11)
    service.prefer(person("executive"), wanted, at(FRIDAY))
    assert preference_store.preference(person("executive")) == wanted


def test_no_coordinator_nudges_the_own_agency(app: Flask) -> None:
    assert not covers(world.actor("coordinator"), Permission.TASK_NUDGE, "mict")
    assert not covers(world.actor("liaison.mof"), Permission.TASK_NUDGE, "mof")
