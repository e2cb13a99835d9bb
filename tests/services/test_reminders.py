"""Do reminders reach people once, on working days, and in one message a day? On both databases, through the services."""

from __future__ import annotations

from collections import Counter
from datetime import date, datetime, time, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests import world
from tracker import clock
from tracker.access.policy import Permission, covers
from tracker.clock import BANGKOK
from tracker.extensions import db
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import ChangedMeanwhile, write_transaction
from tracker.people import service as people
from tracker.reminders import composing, preference_store, rule_book, service, store
from tracker.reminders.digest import MOST_LISTED
from tracker.reminders.outbox import MessageRow, MessageState, Purpose
from tracker.reminders.preference_store import PreferenceRow
from tracker.reminders.rule_facts import ReminderRuleSet, ReminderRuleWithdrawn
from tracker.reminders.rules import EVERY_KIND, Audience, Rule
from tracker.reminders.store import ReminderRow
from tracker.reminders.wants import NAMES, Mode, Preference

FRIDAY = world.TODAY
"""31 May B.E. 2556, a working day."""


def at(day: date, hour: int = 9) -> datetime:
    return datetime.combine(day, time(hour), BANGKOK)


def few(_day: date, _count: int) -> bool:
    return False


def go_to(day: date) -> None:
    """Everybody's calendar stands at that day."""
    clock.freeze(day)


def day_of_work(day: date, hour: int = 9) -> int:
    """What the scheduler does on a day; how many messages it laid out."""
    go_to(day)
    service.remind(day, at(day, hour))
    return composing.compose(at(day, hour), few)


def person(who: str) -> int:
    id_ = world.actor(who).id
    assert id_ is not None
    return id_


def rows() -> list[ReminderRow]:
    return list(db.session.scalars(select(ReminderRow).order_by(ReminderRow.id)))


def messages(purpose: Purpose = Purpose.DIGEST) -> list[MessageRow]:
    db.session.expire_all()
    query = select(MessageRow).where(MessageRow.purpose == purpose.value, MessageRow.id != 1)
    return list(db.session.scalars(query.order_by(MessageRow.id)))


def test_planning_again_changes_nothing(app: Flask) -> None:
    there = len(rows())
    first = service.remind(FRIDAY, at(FRIDAY))
    assert first == len(rows()) - there > 0
    assert [service.remind(FRIDAY, at(FRIDAY)) for _ in range(3)] == [0, 0, 0]
    assert composing.compose(at(FRIDAY), few) > 0
    assert composing.compose(at(FRIDAY), few) == 0


def test_nothing_is_planned_or_sent_on_a_day_off(app: Flask) -> None:
    saturday = FRIDAY + timedelta(days=1)
    assert service.remind(saturday, at(saturday)) == 0
    service.remind(FRIDAY, at(FRIDAY))
    assert composing.compose(at(saturday), few) == 0


def test_a_person_has_one_message_a_day_with_everything_in_it(app: Flask) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    composing.compose(at(FRIDAY), few)
    everybody = Counter(each.person for each in messages())
    assert set(everybody.values()) == {1}
    assert {each.message for each in rows()} <= {each.id for each in messages()}
    for message in messages():
        carried = [each for each in rows() if each.message == message.id]
        codes = set(
            db.session.scalars(select(store.TaskRow.code).where(store.TaskRow.id.in_({each.task for each in carried})))
        )
        for text in (message.plain, message.html):
            assert len(carried) > MOST_LISTED or all(code in text for code in codes)
            assert str(len(carried)) in text


def test_a_long_message_names_the_worst_under_each_heading_and_says_how_many_more(app: Flask) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    composing.compose(at(FRIDAY), few)
    [mine] = [each for each in messages() if each.person == person("coordinator")]
    assert "O-1.3-T2" in mine.plain, "what waits for the coordinator's own verdict"
    assert (
        f"และอีก {len([r for r in rows() if r.person == mine.person and r.step.startswith('after')]) - MOST_LISTED} งาน"
        in mine.plain
    )


def test_before_somebodys_hour_nothing_is_sent_and_late_in_the_day_nothing_either(app: Flask) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    assert composing.compose(at(FRIDAY, 7), few) == 0
    assert composing.compose(at(FRIDAY, 18), few) == 0
    assert composing.compose(at(FRIDAY, 17), few) > 0


def test_after_three_days_off_one_message_says_how_things_stand(app: Flask) -> None:
    """Friday's work was never done: on Wednesday each person hears of each task once."""
    wednesday = date(2013, 6, 5)
    day_of_work(wednesday)
    told = Counter((each.task, each.person) for each in rows())
    assert set(told.values()) == {1}
    assert set(Counter(each.person for each in messages()).values()) == {1}


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


def test_a_later_step_takes_the_place_of_an_earlier_one(app: Flask) -> None:
    for day in (FRIDAY, date(2013, 6, 7), date(2013, 6, 14), date(2013, 6, 28), date(2013, 7, 1), date(2013, 7, 3)):
        day_of_work(day)
    open_ = Counter((each.task, each.person) for each in rows() if each.done_at is None)
    assert set(open_.values()) == {1}


def test_a_deputy_is_told_and_the_message_says_for_whom(app: Flask) -> None:
    day = date(2013, 6, 14)
    assert day_of_work(day) > 0
    told = [each for each in rows() if each.agency == "mof" and each.audience == Audience.AGENCY]
    assert {each.person for each in told} == {person(world.DEPUTY)}
    [mine] = [each for each in messages() if each.person == person(world.DEPUTY)]
    assert "ปฏิบัติแทน" in mine.plain


def test_too_many_messages_wait_for_a_word(app: Flask) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    asked: list[int] = []

    def ask(_day: date, count: int) -> bool:
        asked.append(count)
        return True

    laid = composing.compose(at(FRIDAY), ask)
    assert asked == [laid]
    assert {each.state for each in messages()} == {MessageState.HELD}


def test_english_is_written_to_who_wants_it(app: Flask) -> None:
    who = person("coordinator")
    service.prefer(who, Preference(lang="en"), at(FRIDAY))
    day_of_work(FRIDAY)
    [mine] = [each for each in messages() if each.person == who]
    assert mine.plain.startswith("Dear ")
    others = [each for each in messages() if each.person != who]
    assert all(each.plain.startswith("เรียน ") for each in others)


def test_who_wants_none_is_told_only_of_what_is_overdue_and_their_own(app: Flask) -> None:
    who = person("liaison.mol")
    service.prefer(who, Preference(mode=Mode.OFF), at(FRIDAY))
    day_of_work(date(2013, 6, 14))
    mine = [each for each in rows() if each.person == who]
    sent = [each for each in mine if each.message is not None]
    assert mine != sent
    assert all(each.days > 0 and each.audience == Audience.AGENCY for each in sent)


def test_each_task_in_a_message_of_its_own_for_who_wants_it(app: Flask) -> None:
    who = person("coordinator")
    service.prefer(who, Preference(mode=Mode.EACH), at(FRIDAY))
    day_of_work(date(2013, 6, 5))
    mine = [each for each in messages() if each.person == who]
    assert len(mine) == len([each for each in rows() if each.person == who]) > 0


def test_an_unknown_weekday_is_told_and_everybody_is_served(app: Flask) -> None:
    who = person("coordinator")
    service.prefer(who, Preference(), at(FRIDAY))
    with write_transaction():
        db.session.execute(update(PreferenceRow).where(PreferenceRow.person == who).values(weekdays="mon,funday"))
    service.remind(FRIDAY, at(FRIDAY))
    with pytest.raises(composing.NotUnderstood, match=r"coordinator@demo.example: funday"):
        composing.compose(at(FRIDAY), few)
    assert who in {each.person for each in messages()}
    assert len(messages()) > 1


def test_a_closed_account_is_told_nothing(app: Flask) -> None:
    who = person("liaison.mol")
    people.set_enabled(world.address("liaison.mol"), False)
    day_of_work(date(2013, 6, 14))
    assert who not in {each.person for each in rows()}


def test_a_test_message_comes_three_times_a_day_and_not_more(app: Flask) -> None:
    who = person("executive")
    assert [composing.test(who, at(FRIDAY)) for _ in range(5)] == [True, True, True, False, False]
    assert {each.person for each in messages(Purpose.TEST)} == {who}
    assert len(messages(Purpose.TEST)) == 3


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


def test_sixty_eight_days_of_the_demonstration_keep_every_promise(app: Flask) -> None:
    """24 April to 30 June, day by day: nothing on days off, one digest a person and day, each step of a task once to a person."""
    first, last = date(2013, 4, 24), date(2013, 6, 30)
    for number in range((last - first).days + 1):
        day_of_work(first + timedelta(days=number))
    sent = Counter((each.person, each.day) for each in messages())
    assert set(sent.values()) == {1}
    off = {date(2013, 5, 6), date(2013, 5, 13), date(2013, 5, 24)}
    assert not {each.day for each in messages()} & off
    assert all(each.day.weekday() < 5 for each in messages())
    steps = Counter((each.task, each.due_on, each.step, each.person) for each in rows())
    assert set(steps.values()) == {1}
    assert db.session.scalar(select(func.count()).select_from(ReminderRow)) == len(rows()) > 100


def test_preferences_are_read_back_as_they_were_kept(app: Flask) -> None:
    wanted = Preference("en", Mode.EACH, NAMES[1:3], 11)
    service.prefer(person("executive"), wanted, at(FRIDAY))
    assert preference_store.preference(person("executive")) == wanted


def test_a_nudge_reaches_the_agency_at_once_and_once_a_day(app: Flask) -> None:
    task = world.task_id("O-1.3-T5", "mol")
    service.remind(FRIDAY, at(FRIDAY))
    world.do("nudge", task, "coordinator", "2013-05-31", note="ใกล้ครบกำหนดแล้ว")
    with pytest.raises(RuleBroken) as refused:
        world.do("nudge", task, "coordinator", "2013-05-31")
    assert "วันละหนึ่งครั้ง" in refused.value.message.th
    assert service.remind(FRIDAY, at(FRIDAY)) == 1
    mine = [each for each in store.inbox(person("liaison.mol"), 500) if each.task == task]
    assert [each.step for each in mine] == ["nudge:2013-05-31"]
    composing.compose(at(FRIDAY), few)
    [message] = [each for each in messages() if each.person == person("liaison.mol")]
    assert "O-1.3-T5" in message.plain


def test_no_coordinator_nudges_the_own_agency(app: Flask) -> None:
    assert not covers(world.actor("coordinator"), Permission.TASK_NUDGE, "mict")
    assert not covers(world.actor("liaison.mof"), Permission.TASK_NUDGE, "mof")
