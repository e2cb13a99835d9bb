"""Does a person see what changed on what they watch, once, and hear what was said to them – on both databases?"""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import world
from tests.conftest import enter
from tests.page import Page, read
from tracker import clock
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import head, last_seq, write_transaction
from tracker.people import delegation_service
from tracker.tasks.mention_store import MentionRow
from tracker.watching import service, store, views
from tracker.watching.changes import Found, changes
from tracker.watching.rules import MOST_WATCHED, Thing, thing_of

AGENCY, DUTY = Thing("agency", "mof"), Thing("obligation", "O-1.3")


def me() -> int:
    """The executive's account."""
    return world.actor("executive").id or 0


def opened(browser: FlaskClient, address: str) -> Page:
    """A page for the executive."""
    return read(enter(browser, "executive").get(address))


def test_watching_leaves_no_trace_in_the_ledger(app: Flask) -> None:
    before = head()
    service.begin(me(), AGENCY)
    service.begin(me(), AGENCY)
    assert list(store.watched_by(me())) == [AGENCY]
    service.stop(me(), AGENCY)
    service.stop(me(), AGENCY)
    assert (store.watched_by(me()), head()) == ({}, before)


@pytest.mark.parametrize("thing", [Thing("agency", "nowhere"), Thing("task", "99999"), Thing("obligation", "O-99")])
def test_only_what_there_is_can_be_watched(app: Flask, thing: Thing) -> None:
    with pytest.raises(service.NoSuchThing):
        service.begin(me(), thing)


def test_nobody_watches_more_than_anybody_reads(app: Flask) -> None:
    with write_transaction():
        for number in range(MOST_WATCHED):
            store.begin(me(), Thing("agency", f"x{number}"), 0)
    with pytest.raises(RuleBroken):
        service.begin(me(), AGENCY)


@pytest.mark.parametrize(
    ("noun", "ref"),
    [("task", "0"), ("task", "x"), ("task", "9" * 30), ("agency", "a\x00b"), ("agency", "ก"), ("user", "1")],
)
def test_what_could_never_be_a_thing_is_none(noun: str, ref: str) -> None:
    assert thing_of(noun, ref) is None


def test_what_happened_since_is_told_once(app: Flask) -> None:
    task = Thing("task", str(world.task_id("O-1.3-T3", "mof")))
    for thing in (AGENCY, DUTY, task):
        service.begin(me(), thing)
    world.do("start", int(task.ref), "liaison.mof", "2013-05-31", note="เริ่มแล้ว")
    with app.test_request_context("/watching"):
        found = changes(store.watched_by(me()))
        assert {(str(each.thing), each.number) for each in found.watched} == {(str(t), 1) for t in (AGENCY, DUTY, task)}
    service.see(me(), last_seq() + 1000)
    with app.test_request_context("/watching"):
        assert [each.number for each in changes(store.watched_by(me())).watched] == [0, 0, 0]
    assert set(store.watched_by(me()).values()) == {last_seq()}


def test_what_happens_while_the_page_is_made_is_told_the_next_time(
    browser: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    with browser.application.app_context():
        service.begin(me(), AGENCY)
        id_ = world.task_id("O-1.3-T3", "mof")
        world.do("start", id_, "liaison.mof", "2013-05-31", note="เริ่มแล้ว")
        db.session.remove()

    def meanwhile(watched: dict[Thing, int]) -> Found:
        found = changes(watched)
        world.do("comment", id_, "liaison.mof", "2013-05-31", note="ระหว่างนั้น")
        return found

    with monkeypatch.context() as patch:
        patch.setattr(views, "changes", meanwhile)
        first = opened(browser, "/watching")
    assert "ระหว่างนั้น" not in first.one(id="watched").text
    assert browser.post("/watching/seen", data=first.values("/watching/seen")).status_code == 302
    with browser.application.test_request_context("/watching"):
        assert [each.number for each in changes(store.watched_by(me())).watched] == [1]
        db.session.remove()


def test_what_is_no_longer_there_is_named(app: Flask) -> None:
    with write_transaction():
        store.begin(me(), Thing("obligation", "O-77"), 0)
    with app.test_request_context("/watching"):
        assert changes(store.watched_by(me())).gone == [Thing("obligation", "O-77")]


def test_the_button_stands_on_a_kept_page_for_each_reader_as_it_is_for_them(browser: FlaskClient) -> None:
    address = "/agencies/mof"
    for reader in ("executive", "auditor"):
        assert enter(browser, reader).get(address).status_code == 200
    form = opened(browser, address).values("/watching/agency/mof/begin")
    assert browser.post("/watching/agency/mof/begin", data=form).location == address
    assert opened(browser, address).all("form", action="/watching/agency/mof/stop")
    assert read(enter(browser, "auditor").get(address)).all("form", action="/watching/agency/mof/begin")
    assert not read(browser.get(f"{address}?as_of=2013-05-20")).one("main").all("form", method="post")


def test_a_comment_is_news_until_it_is_answered_or_old(browser: FlaskClient) -> None:
    with browser.application.app_context():
        task, told = world.task_id("O-1.3-T3", "mof"), world.actor("liaison.mof").id or 0
        world.do("comment", task, "coordinator", "2013-05-31", note="ขอให้ยืนยันวันส่ง", mentions=(told,))
        db.session.remove()
    news = read(enter(browser, "liaison.mof").get("/my-work")).one(id="told").text
    assert "ขอให้ยืนยันวันส่ง" in news
    assert "ขอให้ยืนยันวันส่ง" not in read(enter(browser, "liaison.mol").get("/watching")).one(id="told").text
    clock.freeze(date(2013, 6, 15))
    assert "ขอให้ยืนยันวันส่ง" not in read(enter(browser, "liaison.mof").get("/watching")).one(id="told").text
    clock.freeze(world.TODAY)
    with browser.application.app_context():
        world.do("comment", task, "liaison.mof", "2013-05-31", note="ส่งวันจันทร์")
        db.session.remove()
    assert "ขอให้ยืนยันวันส่ง" not in read(enter(browser, "liaison.mof").get("/watching")).one(id="told").text


def test_whoever_acts_for_somebody_sees_what_that_person_was_told(browser: FlaskClient) -> None:
    def told_to_the_deputy() -> str:
        return str(read(enter(browser, "deputy.mof").get("/watching?lang=th")).one(id="told").text)

    def comment(who: str, note: str, mentions: tuple[int, ...] = ()) -> None:
        with browser.application.app_context():
            world.do("comment", world.task_id("O-1.3-T3", "mof"), who, "2013-05-31", note=note, mentions=mentions)
            db.session.remove()

    with browser.application.app_context():
        both = tuple(world.actor(who).id or 0 for who in ("liaison.mof", "deputy.mof"))
    comment("coordinator", "ขอให้ยืนยันวันส่ง", both[:1])
    assert "ขอให้ยืนยันวันส่ง" in told_to_the_deputy()
    assert "ที่ท่านปฏิบัติแทน" in told_to_the_deputy()
    comment("deputy.mof", "ยืนยันวันจันทร์")
    assert "ขอให้ยืนยันวันส่ง" not in told_to_the_deputy()
    comment("coordinator", "รับทราบ", both)
    assert told_to_the_deputy().count("“รับทราบ”") == 2, "once for each of the two"
    with browser.application.app_context():
        delegation_service.end_delegation(1, world.actor("liaison.mof"), world.at("2013-05-31"))
        db.session.remove()
    assert told_to_the_deputy().count("“รับทราบ”") == 1
    assert "ที่ท่านปฏิบัติแทน" not in told_to_the_deputy()


def test_the_check_finds_a_mention_that_was_taken_out(app: Flask) -> None:
    task = world.task_id("O-1.3-T3", "mof")
    world.do("comment", task, "coordinator", "2013-05-31", note="ดูด้วย", mentions=(me(),))
    assert verification().problems == ()
    with write_transaction():
        db.session.execute(MentionRow.__table__.delete())
    assert [problem.partition(":")[0] for problem in verification().problems] == [f"task {task}"]
