"""Does a letter to an agency go its way once, provably, and does reminding follow it? On both databases, through the services."""

from __future__ import annotations

from datetime import date
from functools import partial

import pytest
from flask import Flask
from sqlalchemy import update

from tests import world
from tests.services.telling import FRIDAY, at, day_of_work, few, go_to, messages, person, rows
from tracker import seeding
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, write_transaction
from tracker.letters import drawing, service, since, store
from tracker.letters.document import EDITION
from tracker.letters.rules import Letter, State
from tracker.letters.snapshot import Snapshot
from tracker.reminders import composing, inbox, listing, stalled
from tracker.reminders import service as reminders
from tracker.reminders.outbox import MessageRow
from tracker.reminders.store import ReminderRow
from tracker.reminders.wants import Mode, Preference

SIGNED = ("นายสมชาย ใจดี", "ปลัดกระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร")


def drafted(agency: str = "msdhs", act_key: str | None = None) -> Letter:
    return service.draw_up(1, agency, world.actor("coordinator"), at(FRIDAY, 17), act_key=act_key)


def sent(letter: Letter, number: str = "12", act_key: str | None = None, expected: int = 1) -> Letter:
    by = world.actor("coordinator")
    return service.send(letter.id, number, FRIDAY, *SIGNED, by, at(FRIDAY, 18), expected=expected, act_key=act_key)


def due_to(day: date = FRIDAY) -> dict[str, list[str]]:
    go_to(day)
    found = stalled.to_write(day)
    return {each.agency: [code_of(task.task) for task, _still in each.tasks] for each in found}


def code_of(task: int) -> str:
    from tracker.tasks.store import task as one

    found = one(task)
    assert found is not None
    return found[1].code


def test_a_letter_is_drawn_up_sent_and_acknowledged(app: Flask) -> None:
    assert due_to()["msdhs"] == ["O-1.3-T1", "O-4b-T1"]
    letter = drafted()
    assert "msdhs" not in due_to()
    said = service.snapshot_of(letter)
    assert [task.code for task in said.tasks] == ["O-1.3-T1", "O-4b-T1"]
    assert said.addressee.head.th == "ปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์"
    assert (said.tasks[0].days_late, said.tasks[0].derived, said.reply_by) == (17, True, date(2013, 6, 11))
    after = sent(letter, "๑๒")
    assert (after.state, after.number) == (State.SENT, "ทก 0100.4/12")
    came = service.acknowledge(
        letter.id, FRIDAY, "รับที่ 5", "ให้กลุ่มงานเว็บไซต์", world.actor("liaison.msdhs"), at(FRIDAY, 19), expected=2
    )
    assert store.letter(letter.id) == came
    assert service.snapshot_of(came) == said


def test_a_sent_letter_keeps_its_file_whatever_becomes_of_the_form(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    letter = sent(drafted())
    before = drawing.path(letter, "th")
    assert (letter.edition, before.exists()) == (EDITION, False)
    monkeypatch.setattr(drawing, "EDITION", "a later form")
    assert drawing.path(letter, "th") != before
    before.parent.mkdir(parents=True, exist_ok=True)
    before.write_bytes(b"%PDF-1.7")
    assert drawing.path(letter, "th") == before
    assert store.letter(letter.id) == letter


def test_the_same_form_twice_is_one_letter(app: Flask) -> None:
    drafted(act_key="one-form-only")
    with pytest.raises(AlreadyDone):
        drafted(act_key="one-form-only")
    with pytest.raises(ChangedMeanwhile):
        drafted("mol", act_key="one-form-only")
    with pytest.raises(RuleBroken, match="waiting already"):
        drafted()


def test_a_letter_is_sent_once_under_a_number_of_its_own(app: Flask) -> None:
    letter, other = drafted(), drafted("opm")
    sent(letter, act_key="sent-only-once")
    with pytest.raises(AlreadyDone):
        sent(letter, act_key="sent-only-once")
    with pytest.raises(ChangedMeanwhile):
        sent(letter, "13")
    with pytest.raises(RuleBroken, match="another letter of the same year"):
        sent(other)
    with pytest.raises(service.NoSuchLetter):
        service.discard(99, "ไม่จำเป็น", world.actor("coordinator"), at(FRIDAY), expected=1)


def test_a_letter_whose_tasks_moved_is_sent_only_by_whoever_knows(app: Flask) -> None:
    letter = service.draw_up(1, "msdhs", world.actor("coordinator"), at(FRIDAY, 9))
    assert service.changes(letter, service.snapshot_of(letter)) == ()
    world.do("start", letter.tasks[0], "liaison.msdhs", "2013-05-31", note="เริ่มแล้ว")
    go_to(FRIDAY)
    moved = service.changes(letter, service.snapshot_of(letter))
    assert [(each.task.code, each.what.en) for each in moved] == [("O-1.3-T1", "moved after the draft")]
    with pytest.raises(RuleBroken, match="1 of the tasks in this draft has changed") as refused:
        sent(letter)
    assert refused.value.field == "read"
    by = world.actor("coordinator")
    with pytest.raises(RuleBroken, match="not the one that you ticked"):
        service.send(letter.id, "12", FRIDAY, *SIGNED, by, at(FRIDAY, 18), expected=1, read=since.mark(()))
    seen = since.mark(moved)
    after = service.send(letter.id, "12", FRIDAY, *SIGNED, by, at(FRIDAY, 18), expected=1, read=seen)
    assert service.changes(after, service.snapshot_of(after)) == ()
    assert store.changed_when_sent(after) == ("O-1.3-T1",)


def test_the_form_of_a_letter_whose_tasks_moved_counts_once_too(app: Flask) -> None:
    letter = service.draw_up(1, "msdhs", world.actor("coordinator"), at(FRIDAY, 9))
    world.do("start", letter.tasks[0], "liaison.msdhs", "2013-05-31", note="เริ่มแล้ว")
    go_to(FRIDAY)
    seen = since.mark(service.changes(letter, service.snapshot_of(letter)))
    press = partial(service.send, letter.id, "12", FRIDAY, *SIGNED, world.actor("coordinator"), at(FRIDAY, 18))
    press(expected=1, read=seen, act_key="sent-though-changed")
    with pytest.raises(AlreadyDone):
        press(expected=1, read=seen, act_key="sent-though-changed")


def test_a_discarded_draft_leaves_its_tasks_to_be_written_about(app: Flask) -> None:
    letter = drafted()
    service.discard(letter.id, "หน่วยงานแจ้งทางโทรศัพท์แล้ว", world.actor("coordinator"), at(FRIDAY, 18), expected=1)
    assert due_to()["msdhs"] == ["O-1.3-T1", "O-4b-T1"]


def test_the_ministry_that_writes_is_not_written_to(app: Flask) -> None:
    with pytest.raises(RuleBroken, match="internal memorandum"):
        drafted("mict")


def test_a_second_letter_follows_only_after_as_long_again(app: Flask) -> None:
    sent(drafted())
    asked, day = {"O-1.3-T1", "O-4b-T1"}, date(2013, 6, 21)
    assert asked.isdisjoint(due_to(date(2013, 6, 20))["msdhs"])
    assert asked <= set(due_to(day)["msdhs"])
    again = service.draw_up(1, "msdhs", world.actor("coordinator"), at(day, 17))
    (earlier,) = service.snapshot_of(again).earlier
    assert (earlier.number, earlier.dated) == ("ทก 0100.4/12", FRIDAY)


def drawn_up_again(*moved: int) -> tuple[Letter, Snapshot]:
    """A first letter about two tasks, of which these then move, and what the second letter says a month later."""
    first = service.draw_up(1, "msdhs", world.actor("coordinator"), at(FRIDAY, 9))
    sent(first)
    for place in moved:
        world.do("start", first.tasks[place], "liaison.msdhs", "2013-05-31", note="เริ่มแล้ว")
    day = date(2013, 7, 1)
    go_to(day)
    return first, service.snapshot_of(service.draw_up(1, "msdhs", world.actor("coordinator"), at(day, 17)))


def test_only_what_an_earlier_letter_asked_for_in_vain_is_urged(app: Flask) -> None:
    first, said = drawn_up_again(1)
    assert [each.dated for each in said.earlier] == [FRIDAY]
    asked, moved = first.tasks
    assert {(each.id, each.anew) for each in said.tasks} >= {(asked, False), (moved, True)}


def test_a_letter_whose_tasks_all_moved_asks_for_the_first_time(app: Flask) -> None:
    first, said = drawn_up_again(0, 1)
    assert said.longest.id in first.tasks
    assert (said.earlier, {each.anew for each in said.tasks}) == ((), {False})


def test_what_the_rows_hold_is_what_the_ledger_says(app: Flask) -> None:
    sent(drafted())
    assert verification().problems == ()
    with write_transaction():
        row = update(store.LetterRow).where(store.LetterRow.id == 2)
        db.session.execute(row.values(snapshot="{}", number="ทก 0100.4/13"))
    assert any(problem.startswith("letter 2: ") for problem in verification().problems)
    seeding.rebuild()
    assert verification().problems == ()


OTHERS = ["ega", "mfa", "mnre", "moe", "mol", "moph", "msdhs", "opm"]


def test_a_coordinators_message_has_a_line_for_each_agency_until_it_is_written_to(app: Flask) -> None:
    day_of_work(FRIDAY)
    (message,) = [each for each in messages() if each.person == person("coordinator")]
    assert "ควรมีหนังสือถึงหน่วยงาน 8 แห่ง" in message.plain
    assert "พม · 2 งานไม่มีความคืบหน้า (เกินเกณฑ์ที่กำหนด) ตั้งแต่ 29 พ.ค. 2556" in message.plain
    assert "/letters?show=due" in message.html
    assert all("ควรมีหนังสือ" not in each.plain for each in messages() if each.person != person("coordinator"))
    assert sorted(agency.code for agency, _why in inbox.to_write(world.actor("coordinator"), FRIDAY)) == OTHERS
    drafted()
    assert "msdhs" not in {agency.code for agency, _why in inbox.to_write(world.actor("coordinator"), FRIDAY)}
    assert inbox.to_write(world.actor("executive"), FRIDAY) == []


def to_coordinator() -> list[MessageRow]:
    return [each for each in messages() if each.person == person("coordinator")]


def nothing_else() -> None:
    """Nobody is told of any task."""
    with write_transaction():
        db.session.execute(update(ReminderRow).where(ReminderRow.done_at.is_(None)).values(done_at=at(FRIDAY)))


def lay_out(day: date, hour: int = 9) -> int:
    """Messages of a day on which no task asks for anybody."""
    go_to(day)
    nothing_else()
    return composing.compose(at(day, hour), few)


WORKDAYS = [date(2013, 6, day) for day in (3, 4, 5, 6, 7, 10)]


def test_a_coordinator_with_nothing_else_to_hear_of_hears_of_agencies_once_and_then_by_the_rule(app: Flask) -> None:
    """The last agency reached the rule on 31 May; its five working days are over on 7 June."""
    assert (lay_out(FRIDAY), lay_out(FRIDAY, 10)) == (1, 0)
    (message,) = to_coordinator()
    assert message.subject.startswith("ควรมีหนังสือถึงหน่วยงาน 8 แห่ง (")
    assert "พม · 2 งานไม่มีความคืบหน้า (เกินเกณฑ์ที่กำหนด) ตั้งแต่ 29 พ.ค. 2556" in message.plain
    assert "0 งาน" not in message.plain + message.html
    said = {each: lay_out(each) for each in WORKDAYS}
    again = {day for day in WORKDAYS if reached(day)}
    assert {day for day, laid in said.items() if laid} == again
    assert 0 < len(again) < len(WORKDAYS)


def reached(day: date) -> bool:
    """Does an agency reach the rule on a day, or was that a multiple of five working days ago?"""
    from tracker.calendar.store import calendar_for

    go_to(day)
    found = stalled.for_others(stalled.to_write(day))
    return any(calendar_for(day).working_days_between(each.since, day) % 5 == 0 for each in found)


def test_of_messages_for_each_task_only_the_first_of_a_day_has_the_agencies(app: Flask) -> None:
    who = person("coordinator")
    reminders.prefer(who, Preference(mode=Mode.EACH), at(FRIDAY))
    reminders.remind(FRIDAY, at(FRIDAY))
    mine = [each.id for each in rows() if each.person == who and each.done_at is None]
    with write_transaction():
        late = update(ReminderRow).where(ReminderRow.id.in_(mine[5:]))
        db.session.execute(late.values(done_at=at(FRIDAY)))
    composing.compose(at(FRIDAY), few)
    assert ["ควรมีหนังสือ" in each.plain for each in to_coordinator()] == [True, False, False, False, False]
    with write_transaction():
        db.session.execute(late.values(done_at=None))
        db.session.execute(update(ReminderRow).where(ReminderRow.id.in_(mine[7:])).values(done_at=at(FRIDAY)))
    composing.compose(at(FRIDAY, 10), few)
    assert len(to_coordinator()) == 7
    assert sum("ควรมีหนังสือ" in each.plain for each in to_coordinator()) == 1


def test_whoever_wants_no_messages_has_none_for_the_sake_of_agencies(app: Flask) -> None:
    reminders.prefer(person("coordinator"), Preference(mode=Mode.OFF), at(FRIDAY))
    assert lay_out(FRIDAY) == 0


def test_the_last_rung_is_shown_on_the_command_line(app: Flask) -> None:
    found = listing.listing(FRIDAY)
    assert sorted(each["agency"] for each in found["letters"]) == OTHERS
    assert "2013-05-31 letter to msdhs      2  O-1.3-T1, O-4b-T1; called for since 2013-05-29" in listing.table(found)
    go_to(date(2013, 6, 24))
    days = listing.replay(date(2013, 5, 28), date(2013, 5, 30))["days"]
    assert ["msdhs" in {each["agency"] for each in day["letters"]} for day in days] == [False, True, False]


def test_a_past_day_knows_the_letters_of_that_day(app: Flask) -> None:
    sent(drafted())
    go_to(date(2013, 6, 24))
    assert "msdhs" in {each.agency for each in stalled.to_write(date(2013, 5, 30))}
