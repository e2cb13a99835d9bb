"""Which tasks stand in whose calendar, and are moves, ends and hand-overs carried into it – on both databases?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests import world
from tests.conftest import counting
from tracker.extensions import db
from tracker.feeds import service, store
from tracker.feeds.gathered import calendar_of
from tracker.feeds.rules import Entry, Sort
from tracker.feeds.store import FeedRow, Reader
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, head
from tracker.people import post_service
from tracker.people import service as people
from tracker.tasks import service as tasks
from tracker.tasks.facts import Evidence
from tracker.tasks.rules import Act
from tracker.tasks.workflow import STEP

NOW = world.at("2013-05-31", 11)


def reader(who: str, agency: str | None = None) -> Reader:
    """Somebody's calendar, by a new address."""
    found = store.reader_of(service.open_feed(agency, world.actor(who), NOW))
    assert found is not None
    return found


def calendar(who: str, agency: str | None = None, day: date = world.TODAY) -> dict[str, Entry]:
    """What stands in somebody's calendar, by its key."""
    return {entry.key: entry for entry in calendar_of(reader(who, agency), day)}


def act(step: str, task: int, who: str, **what: object) -> None:
    """One act today."""
    tasks.act(task, STEP[step], Act(**what), world.actor(who), NOW)  # type: ignore[arg-type]


def test_a_secret_opens_one_calendar_until_it_is_taken_back(app: Flask) -> None:
    coordinator, before = world.actor("coordinator"), head()
    secret = service.open_feed("mof", coordinator, NOW)
    assert len(secret) >= 43
    assert secret not in str(db.session.execute(FeedRow.__table__.select()).all())
    found = store.reader_of(secret)
    assert found is not None
    assert (found.person, found.agency, found.read_on) == (coordinator.id, "mof", None)
    with pytest.raises(service.NoSuchFeed):
        service.revoke(found.feed, world.actor("executive"), NOW)
    assert store.reader_of(secret) == found
    service.revoke(found.feed, coordinator, NOW)
    assert store.reader_of(secret) is None
    with pytest.raises(service.NoSuchFeed):
        service.revoke(found.feed, coordinator, NOW)
    assert head() == before


@pytest.mark.parametrize("secret", ["", "x", "x" * 5000, "\x00", "\ud800", "๑", "' or 1=1 --"])
def test_what_is_no_secret_opens_nothing(app: Flask, secret: str) -> None:
    assert store.reader_of(secret) is None


def test_a_closed_account_s_addresses_open_nothing(app: Flask) -> None:
    secret = service.open_feed(None, world.actor("executive"), NOW)
    people.set_enabled(world.address("executive"), False)
    assert store.reader_of(secret) is None
    people.set_enabled(world.address("executive"), True)
    assert store.reader_of(secret) is not None


def test_one_form_makes_one_address_and_ten_are_enough(app: Flask) -> None:
    auditor = world.actor("auditor")
    service.open_feed(None, auditor, NOW, act_key="a-form-of-calendars")
    with pytest.raises(AlreadyDone):
        service.open_feed(None, auditor, NOW, act_key="a-form-of-calendars")
    for _ in range(9):
        service.open_feed(None, auditor, NOW)
    with pytest.raises(RuleBroken, match="10 calendar addresses"):
        service.open_feed(None, auditor, NOW)
    service.revoke(store.feeds_of(auditor.id or 0)[0].id, auditor, NOW)
    service.open_feed(None, auditor, NOW)
    assert len(store.feeds_of(auditor.id or 0)) == 10


def test_the_day_of_the_last_reading_is_noted_once_a_day(app: Flask) -> None:
    found = reader("executive")
    service.note_read(found, world.TODAY)
    again = store.feeds_of(found.person)[0]
    assert again.read_on == world.TODAY
    with counting(app) as asked:
        service.note_read(Reader(found.feed, found.person, found.role, None, None, world.TODAY), world.TODAY)
    assert asked == []


def test_a_note_that_cannot_be_written_does_not_stand_in_the_way(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(_id: int, _day: date) -> None:
        raise OperationalError("update …", {}, Exception("database or disk is full"))

    found = reader("executive")
    monkeypatch.setattr(store, "note_read", full)
    service.note_read(found, world.TODAY)
    assert "could not be noted" in caplog.text
    assert calendar_of(found, world.TODAY)


def test_a_liaison_sees_what_names_them_and_what_names_nobody(app: Flask) -> None:
    theirs, mine, post = (world.task_id(f"O-1.3-T{number}", "mof") for number in (3, 4, 5))
    deputy = world.actor("deputy.mof")
    for task, holder in (
        (theirs, f"user:{deputy.id}"),
        (mine, f"user:{world.actor('liaison.mof').id}"),
        (post, "post:1"),
    ):
        act("responsible", task, "liaison.mof", holder=holder)
    found = calendar("liaison.mof")
    assert {f"task-{mine}", f"task-{post}"} <= set(found)
    assert f"task-{theirs}" not in found
    assert f"task-{world.task_id('O-4a-T1', 'mof')}" in found
    assert not [key for key in found if key == f"task-{world.task_id('O-1.3-T3', 'mol')}"]


def test_whoever_acts_for_another_sees_their_days_while_it_lasts(app: Flask) -> None:
    task = world.task_id("O-1.3-T4", "mof")
    act("responsible", task, "liaison.mof", holder="post:1")
    assert f"task-{task}" in calendar("deputy.mof")
    assert f"task-{task}" not in calendar("deputy.mof", day=date(2013, 6, 15))


def test_a_post_that_nobody_holds_leaves_its_days_to_every_liaison(app: Flask) -> None:
    task = world.task_id("O-1.3-T4", "mof")
    act("responsible", task, "liaison.mof", holder="post:1")
    post_service.vacate_post(1, world.TODAY, world.actor("liaison.mof"), NOW, expected=2)
    for who in ("liaison.mof", "deputy.mof"):
        assert f"task-{task}" in calendar(who)


def test_an_agency_s_calendar_holds_all_of_its_tasks_and_no_other_s(app: Flask) -> None:
    found = calendar("executive", "mof")
    assert f"task-{world.task_id('O-1.3-T3', 'mof')}" in found
    assert f"task-{world.task_id('O-1.3-T3', 'mol')}" not in found
    assert all("กค" in entry.title.th for entry in found.values())


def test_coordinators_and_executives_see_the_headline_and_the_days_of_the_report(app: Flask) -> None:
    for who in ("coordinator", "executive", "auditor", "admin"):
        found = calendar(who)
        for agency in ("mof", "mol", "opm"):
            assert f"task-{world.task_id('O-1.3-T5', agency)}" in found
        last = world.task_id("O-3-T4", "mict")
        assert found[f"task-{last}"].sort is Sort.REPORTING
        assert found[f"cabinet-{last}"].day == date(2013, 7, 2)
        assert f"task-{world.task_id('O-4a-T1', 'mof')}" not in found


def test_coordinators_see_whatever_waits_for_them(app: Flask) -> None:
    task = world.task_id("O-4a-T1", "mof")
    act("start", task, "liaison.mof", effective_on=world.TODAY)
    act(
        "submit",
        task,
        "liaison.mof",
        note="ส่ง",
        effective_on=world.TODAY,
        evidence=(Evidence("https://www.mof.go.th/"),),
    )
    assert calendar("coordinator")[f"task-{task}"].title.th.startswith("รอตรวจรับ")
    assert f"task-{task}" not in calendar("executive")


def test_a_granted_extension_moves_the_day_and_counts_up(app: Flask) -> None:
    task, later = world.task_id("O-1.3-T3", "mof"), date(2013, 6, 28)
    before = calendar("liaison.mof")[f"task-{task}"]
    act("extend", task, "liaison.mof", note="รอผู้รับจ้าง", until=later)
    act("approve", task, "coordinator", until=later)
    after = calendar("liaison.mof")[f"task-{task}"]
    assert (after.key, after.day) == (before.key, later)
    assert after.changes == before.changes + 2
    assert any("กำหนดเดิม" in remark.th for remark in after.remarks)


def test_a_waived_task_is_cancelled_leaves_after_a_month_and_comes_back(app: Flask) -> None:
    task = world.task_id("O-1.3-T3", "mof")
    before = calendar("liaison.mof")[f"task-{task}"]
    act("waive", task, "coordinator", note="ซ้ำกับงานอื่น")
    waived = calendar("liaison.mof")[f"task-{task}"]
    assert (waived.cancelled, waived.changes > before.changes) == (True, True)
    assert f"task-{task}" in calendar("liaison.mof", day=world.TODAY + timedelta(days=29))
    assert f"task-{task}" not in calendar("liaison.mof", day=world.TODAY + timedelta(days=31))
    act("reinstate", task, "coordinator", note="ต้องทำ")
    again = calendar("liaison.mof")[f"task-{task}"]
    assert (again.cancelled, again.changes > waived.changes, again.key) == (False, True, before.key)


def test_a_calendar_asks_the_same_number_of_questions_however_full_it_is(app: Flask) -> None:
    for who, agency in (("liaison.mof", None), ("coordinator", None), ("executive", None), ("executive", "mof")):
        found = reader(who, agency)
        with counting(app) as asked:
            assert calendar_of(found, world.TODAY)
        assert len(asked) <= 14, asked
