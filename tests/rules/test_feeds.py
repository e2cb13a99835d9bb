"""Do due dates stand in a calendar on the right day, in every zone and for every reader, and are changes carried over?"""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import icalendar
import pytest
import vobject
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tracker.feeds.document import Place, written
from tracker.feeds.rules import LIVE, Duty, Entry, Sort, Year, cabinet_day, check_room, entries
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.tasks.workflow import State
from tracker.workdays import thai_government_calendar

PLACE = Place("tracker.example", lambda task: f"https://tracker.example/tasks/{task}")
TITLE = Bilingual(th="งานของฉัน", en="My work")
DAYS = thai_government_calendar(2010, 2030)
YEAR = Year(DAYS)
ZONES = ["UTC", "Asia/Bangkok", "America/New_York"]
DUTY = Duty(
    17, "O-1.3-T4", Bilingual(th="ปรับปรุงเว็บไซต์", en="Improve the website"), Bilingual(th="กค", en="MOF"), date(2013, 5, 31),
    date(2013, 5, 31), State.IN_PROGRESS, 3, datetime(2013, 5, 2, 20, 30, 5, 123456, tzinfo=UTC),
)  # fmt: skip


def file_of(*duties: Duty, lang: str = "th", year: Year = YEAR) -> bytes:
    """The calendar of these tasks."""
    return written(TITLE, TITLE, entries(duties, year), lang, PLACE)


def events_in(content: bytes) -> list[icalendar.Event]:
    """The events of a calendar, read by the one library."""
    return list(icalendar.Calendar.from_ical(content).walk("VEVENT"))


def one(duty: Duty) -> Entry:
    """The due date of a task that is no recurring one."""
    (found,) = entries([duty], YEAR)
    return found


@pytest.fixture(params=ZONES)
def zone(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The machine stands in this zone."""
    with monkeypatch.context() as patch:
        patch.setenv("TZ", request.param)
        time.tzset()
        yield request.param
    time.tzset()


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(day=st.dates(date(2012, 1, 1), date(2029, 1, 1)), planned=st.dates(date(2012, 1, 1), date(2029, 1, 1)))
def test_both_libraries_read_the_day_that_was_meant_in_every_zone(zone: str, day: date, planned: date) -> None:
    content = file_of(replace(DUTY, due_on=day, planned_on=planned))
    (event,) = events_in(content)
    assert (event.decoded("dtstart"), event.decoded("dtend")) == (day, day + timedelta(days=1))
    other = vobject.readOne(content.decode()).vevent
    assert (other.dtstart.value, other.dtend.value) == (day, day + timedelta(days=1))
    assert {type(value) for value in (event.decoded("dtstart"), other.dtstart.value)} == {date}
    assert f"DTSTART;VALUE=DATE:{day:%Y%m%d}\r\n".encode() in content


def test_the_file_is_the_same_wherever_the_machine_stands(zone: str) -> None:
    assert b"DTSTAMP:20130502T203005Z" in file_of(DUTY)
    assert file_of(DUTY) == file_of(DUTY)


WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=120)


@given(st.one_of(WORDS, st.text("กำหนดเวลา่้๊๋์ไใ, ;\\\n:\"'", min_size=1, max_size=200)))
def test_any_words_come_through_in_lines_of_at_most_75_octets(words: str) -> None:
    content = file_of(replace(DUTY, title=Bilingual(th=words, en=words)))
    lines = content.split(b"\r\n")
    assert max(len(line) for line in lines) <= 75
    assert all(line.decode("utf-8") is not None for line in lines), "a line broken inside a letter is no UTF-8"
    assert b"\n" not in content.replace(b"\r\n", b"")
    (event,) = events_in(content)
    assert str(event["summary"]) == f"ครบกำหนด: {words} (กค)"
    assert vobject.readOne(content.decode()).vevent.summary.value == f"ครบกำหนด: {words} (กค)"


def test_an_event_says_what_is_due_for_whom_and_leads_to_the_task() -> None:
    (event,) = events_in(file_of(DUTY, lang="en"))
    assert str(event["summary"]) == "Due: Improve the website (MOF)"
    assert str(event["uid"]) == "task-17@tracker.example"
    assert (str(event["status"]), event["sequence"], str(event["transp"])) == ("CONFIRMED", 2, "TRANSPARENT")
    assert str(event["url"]) == "https://tracker.example/tasks/17"
    assert str(event["description"]).splitlines() == [
        "Task O-1.3-T4 · In progress", "This day was set by this system, not by the Cabinet.", "https://tracker.example/tasks/17",
    ]  # fmt: skip
    assert event.decoded("dtstamp") == event.decoded("last-modified") == datetime(2013, 5, 2, 20, 30, 5, tzinfo=UTC)


def test_a_calendar_without_entries_is_a_whole_one_in_both_libraries() -> None:
    """RFC 5545 wants at least one component in a calendar."""
    content = file_of()
    calendar = icalendar.Calendar.from_ical(content)
    assert [each.name for each in calendar.subcomponents] == ["VTIMEZONE"]
    assert calendar.subcomponents[0].to_tz().utcoffset(datetime(2013, 5, 31)) == timedelta(hours=7)
    assert vobject.readOne(content.decode()).validate(raiseException=True)
    assert b"VTIMEZONE" not in file_of(DUTY), "whole days name no zone"


def test_the_calendar_has_a_name_and_says_how_often_it_may_be_read() -> None:
    calendar = icalendar.Calendar.from_ical(file_of())
    assert (str(calendar["x-wr-calname"]), str(calendar["version"])) == ("งานของฉัน", "2.0")
    assert calendar.decoded("refresh-interval") == timedelta(hours=1)
    assert b"REFRESH-INTERVAL;VALUE=DURATION:PT1H" in file_of()
    assert calendar.errors == []


def test_a_moved_date_keeps_its_key_counts_up_and_says_what_it_was() -> None:
    moved = replace(DUTY, due_on=date(2013, 6, 14), version=5)
    before, after = one(DUTY), one(moved)
    assert (after.key, after.day) == (before.key, date(2013, 6, 14))
    assert after.changes > before.changes
    assert "กำหนดเดิม 31 พฤษภาคม 2556" in [remark.th for remark in after.remarks]


@pytest.mark.parametrize("state", list(State))
def test_what_is_done_or_not_pursued_is_cancelled_and_says_so(state: State) -> None:
    found = one(replace(DUTY, state=state))
    assert found.cancelled is (state in (State.VERIFIED, State.WAIVED))
    assert found.cancelled is (state not in LIVE)
    plain = state in (State.NOT_STARTED, State.IN_PROGRESS)
    assert found.title.th.startswith("ครบกำหนด" if plain else state.title.th)
    (event,) = events_in(file_of(replace(DUTY, state=state)))
    assert str(event["status"]) == ("CANCELLED" if found.cancelled else "CONFIRMED")


def test_a_recurring_duty_has_its_reporting_day_and_the_tuesday_after_it() -> None:
    report, slot = entries([replace(DUTY, recurring=True)], YEAR)
    assert (report.sort, report.key, report.day) == (Sort.REPORTING, "task-17", date(2013, 5, 31))
    assert (slot.sort, slot.key, slot.day) == (Sort.CABINET, "cabinet-17", date(2013, 6, 4))
    assert slot.title.th == "เสนอคณะรัฐมนตรีได้: ปรับปรุงเว็บไซต์ (กค)"
    assert any("ระบบกำหนด" in remark.th for remark in slot.remarks)
    assert (report.cancelled, slot.cancelled) == (False, False)


def test_the_cabinet_s_day_stands_when_the_report_has_gone_and_falls_when_it_is_not_pursued() -> None:
    sent, waived = (
        list(entries([replace(DUTY, recurring=True, state=state)], YEAR)) for state in (State.VERIFIED, State.WAIVED)
    )
    assert [each.cancelled for each in sent] == [True, False]
    assert [each.cancelled for each in waived] == [True, True]


def test_a_day_off_moves_the_cabinet_s_day_and_counts_as_its_change() -> None:
    closed = thai_government_calendar(2010, 2030, added={date(2013, 6, 4): TITLE})
    put_right = Year(closed, 1, datetime(2013, 5, 20, tzinfo=UTC))
    (_, before), (_, after) = (list(entries([replace(DUTY, recurring=True)], year)) for year in (YEAR, put_right))
    assert (after.key, after.day) == (before.key, date(2013, 6, 11))
    assert after.changes > before.changes
    assert after.changed_at == put_right.changed_at


@given(st.dates(date(2010, 6, 1), date(2030, 6, 1)))
def test_the_cabinet_s_day_is_the_first_working_tuesday_after_a_day(day: date) -> None:
    found = cabinet_day(day, DAYS)
    assert (found.weekday(), found > day, DAYS.is_working(found)) == (1, True, True)
    between = [day + timedelta(days=days) for days in range(1, (found - day).days)]
    assert not [each for each in between if each.weekday() == 1 and DAYS.is_working(each)]


@given(st.lists(st.sampled_from(["move", "state", "comment"]), max_size=12))
def test_every_change_that_is_seen_comes_with_a_higher_number(acts: list[str]) -> None:
    """Whatever happens to a task in whatever order: the key stays, and the number rises with every event."""
    duty, seen = DUTY, one(DUTY)
    for act in acts:
        duty = replace(duty, version=duty.version + 1)
        if act == "move":
            duty = replace(duty, due_on=duty.due_on + timedelta(days=7))
        if act == "state":
            duty = replace(duty, state=State.WAIVED if duty.state is not State.WAIVED else State.IN_PROGRESS)
        now = one(duty)
        assert now.key == seen.key
        assert now.changes > seen.changes
        seen = now


def test_an_eleventh_address_is_refused() -> None:
    check_room(9)
    with pytest.raises(RuleBroken, match="10 calendar addresses"):
        check_room(10)
