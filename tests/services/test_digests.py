"""Does everything that a person has to be told reach them in one message a day, as they wish? On both databases."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy import func, select, update

from tests import world
from tests.services.outbox_samples import Carrier
from tests.services.telling import FRIDAY, at, day_of_work, few, go_to, messages, person, rows
from tracker.extensions import db
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import write_transaction
from tracker.reminders import composing, service, store
from tracker.reminders.delivery import deliver
from tracker.reminders.digest import MOST_LISTED
from tracker.reminders.outbox import MessageState, Purpose
from tracker.reminders.preference_store import PreferenceRow
from tracker.reminders.rules import Audience
from tracker.reminders.store import ReminderRow
from tracker.reminders.wants import Mode, Preference


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
    assert {each.message for each in rows() if each.done_at is None} <= {each.id for each in messages()}
    for message in messages():
        carried = [each for each in rows() if each.message == message.id]
        codes = set(
            db.session.scalars(select(store.TaskRow.code).where(store.TaskRow.id.in_({each.task for each in carried})))
        )
        for text in (message.plain, message.html):
            assert len(carried) > MOST_LISTED or all(code in text for code in codes)
            assert str(len(carried)) in text


def test_who_oversees_is_not_told_to_do_the_work(app: Flask) -> None:
    """An executive's weekly list is for information; the agencies' own messages ask for work."""
    service.remind(FRIDAY, at(FRIDAY))
    composing.compose(at(FRIDAY), few)
    asks, informs = "งานที่ต้องดำเนินการ", "เพื่อโปรดทราบ"
    executive = person("executive")
    assert executive in {each.person for each in messages()}
    for message in messages():
        for text in (message.plain, message.html):
            assert (informs in text, asks in text) == ((True, False) if message.person == executive else (False, True))


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


def test_a_second_digest_of_the_day_is_neither_sent_nor_counted(app: Flask) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    counted: list[int] = []

    def ask(_day: date, count: int) -> bool:
        counted.append(count)
        return False

    laid = composing.compose(at(FRIDAY), ask)
    world.do("nudge", world.task_id("O-1.3-T5", "mol"), "coordinator", "2013-05-31")
    service.remind(FRIDAY, at(FRIDAY))
    assert composing.compose(at(FRIDAY, 10), ask) == 0
    assert counted == [laid]
    deliver(at(FRIDAY, 11), Carrier())
    go_to(date(2013, 6, 3))
    assert composing.compose(at(date(2013, 6, 3)), ask) == 1


def test_one_message_that_cannot_be_put_together_keeps_nobody_from_theirs(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    whole, poor = composing._letter, person("coordinator")

    def broken(key: str, who: int, *rest: object) -> object:
        if who == poor:
            raise LookupError("gone")
        return whole(key, who, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(composing, "_letter", broken)
    with pytest.raises(composing.NotServed, match=r"coordinator@demo.example: LookupError") as caught:
        composing.compose(at(FRIDAY), few)
    assert "ลองใหม่" in caught.value.words.th
    assert "อ่านการตั้งค่า" not in caught.value.words.th, "nothing is wrong with what they chose"
    assert messages()
    assert poor not in {each.person for each in messages()}


def test_what_was_done_after_planning_is_not_sent(app: Flask) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    world.do("verify", world.task_id("O-1.3-T2", "mof"), "coordinator", "2013-05-31")
    composing.compose(at(FRIDAY), few)
    assert "O-1.3-T2" not in next(each for each in messages() if each.person == person("coordinator")).plain


def test_each_task_in_a_message_of_its_own_for_who_wants_it(app: Flask) -> None:
    who = person("coordinator")
    service.prefer(who, Preference(mode=Mode.EACH), at(FRIDAY))
    day_of_work(date(2013, 6, 5))
    mine = [each for each in messages() if each.person == who]
    told = [each for each in rows() if each.person == who]
    assert len(told) > composing.MOST_APART
    assert len(mine) == 1, "more than anybody wants one by one"
    few_tasks = person("liaison.mol")
    service.prefer(few_tasks, Preference(mode=Mode.EACH), at(FRIDAY))
    go_to(date(2013, 6, 6))
    composing.compose(at(date(2013, 6, 6)), few)
    day_of_work(date(2013, 6, 12))
    theirs = [each for each in rows() if each.person == few_tasks and each.message]
    assert len({each.message for each in theirs}) > 1


def test_an_unknown_weekday_is_told_and_everybody_is_served(app: Flask) -> None:
    who = person("coordinator")
    service.prefer(who, Preference(), at(FRIDAY))
    with write_transaction():
        db.session.execute(update(PreferenceRow).where(PreferenceRow.person == who).values(weekdays="mon,funday"))
    service.remind(FRIDAY, at(FRIDAY))
    with pytest.raises(composing.NotServed, match=r"coordinator@demo.example: “funday”") as caught:
        composing.compose(at(FRIDAY), few)
    assert "ใช้ค่าเริ่มต้น" in caught.value.words.th
    assert "ลองใหม่" not in caught.value.words.th
    assert who in {each.person for each in messages()}
    assert len(messages()) > 1


def test_a_test_message_comes_three_times_a_day_and_not_more(app: Flask) -> None:
    who = person("executive")
    assert [composing.test(who, at(FRIDAY)) for _ in range(5)] == [True, True, True, False, False]
    assert {each.person for each in messages(Purpose.TEST)} == {who}
    assert len(messages(Purpose.TEST)) == 3


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


def test_a_nudge_reaches_the_agency_at_once_and_once_a_day(app: Flask) -> None:
    task = world.task_id("O-1.3-T5", "mol")
    service.remind(FRIDAY, at(FRIDAY))
    world.do("nudge", task, "coordinator", "2013-05-31", note="ใกล้ครบกำหนดแล้ว\r\nBcc: x@y.example " + "ก" * 300)
    with pytest.raises(RuleBroken) as refused:
        world.do("nudge", task, "coordinator", "2013-05-31")
    assert "วันละหนึ่งครั้ง" in refused.value.message.th
    assert service.remind(FRIDAY, at(FRIDAY)) == 1
    mine = [each for each in store.inbox(person("liaison.mol"), 500) if each.task == task]
    assert [each.step for each in mine] == ["nudge:2013-05-31"]
    composing.compose(at(FRIDAY), few)
    [message] = [each for each in messages() if each.person == person("liaison.mol")]
    assert "O-1.3-T5" in message.plain
    for edition in (message.plain, message.html):
        assert "ผู้ประสานงานกลางขอให้เร่งดำเนินการ: “ใกล้ครบกำหนดแล้ว Bcc: x@y.example กกก" in edition
        assert "ก…”" in edition
    bold = re.findall(r"<strong>(.*?)</strong>", message.html)
    assert len(bold) == message.html.count("<li><a") > 0
    assert not [words for words in bold if "เร่งดำเนินการ" in words], "how the task stands, not the quotation"


@pytest.mark.parametrize("first", [Mode.DIGEST, Mode.EACH])
def test_whoever_read_before_another_laid_out_lays_out_nothing_again(
    app: Flask, monkeypatch: pytest.MonkeyPatch, first: Mode
) -> None:
    """Two composers at once, or one that was slow: a reminder travels in one message, however people want them meanwhile."""
    service.remind(FRIDAY, at(FRIDAY))
    stale = store.unsent()
    for who in stale:
        service.prefer(who, Preference(mode=first), at(FRIDAY))
    number = composing.compose(at(FRIDAY), few)
    carried = {each.id: each.message for each in rows()}
    for who in stale:
        service.prefer(who, Preference(mode=Mode.EACH), at(FRIDAY))
    monkeypatch.setattr(composing.store, "unsent", lambda: stale)
    assert composing.compose(at(FRIDAY), few) == 0
    assert (len(messages()), {each.id: each.message for each in rows()}) == (number, carried)


def test_what_was_closed_since_it_was_read_is_not_sent(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    service.remind(FRIDAY, at(FRIDAY))
    stale, who = store.unsent(), person("liaison.mol")
    service.done([each.id for each in stale[who]], who, at(FRIDAY))
    monkeypatch.setattr(composing.store, "unsent", lambda: stale)
    composing.compose(at(FRIDAY), few)
    assert who not in {each.person for each in messages()}
