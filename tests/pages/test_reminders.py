"""Does the inbox show a person what they were told and why, and do the links of a message lead there and nowhere else?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, time, timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.conftest import SignIn
from tests.page import Page
from tests.pages.reminder_forms import send
from tracker.clock import BANGKOK
from tracker.reminders import composing, links, outbox_store, preference_store, service, store
from tracker.reminders.faults import Fault, Refused
from tracker.reminders.outbox import Channel
from tracker.reminders.wants import Mode, Preference

Read = Callable[[TestResponse], Page]
MORNING = datetime.combine(world.TODAY, time(9), BANGKOK)


@pytest.fixture
def told(app: Flask) -> None:
    """Friday's reminders are planned."""
    with app.app_context():
        service.remind(world.TODAY, MORNING)


def person(who: str) -> int:
    return world.actor(who).id or 0


def test_the_inbox_shows_what_asks_for_something(client: FlaskClient, sign_in: SignIn, page: Read, told: None) -> None:
    found = page(sign_in(client, "coordinator").get("/inbox"))
    assert "O-1.3-T2" in found.one(id="told").text
    assert "รอตรวจรับ 3 วันทำการ" in found.one(id="told").text
    english = page(client.get("/inbox?lang=en"))
    assert "waiting for 3 working days" in english.one(id="told").text


def test_the_inbox_leads_to_the_very_form(client: FlaskClient, sign_in: SignIn, page: Read, app: Flask) -> None:
    with app.app_context():
        id_ = world.task_id("O-1.3-T2", "mof")
    found = page(sign_in(client, "coordinator").get("/inbox"))
    assert next(link["href"] for link in found.one(id="told").all("a")) == f"/verification-queue/{id_}"


def test_the_inbox_asks_as_many_questions_for_many_reminders_as_for_one(
    client: FlaskClient, sign_in: SignIn, app: Flask, count_queries: Callable
) -> None:
    sign_in(client, "coordinator").get("/inbox")
    with count_queries() as few:
        client.get("/inbox")
    with app.app_context():
        from tracker import clock

        clock.freeze(world.TODAY + timedelta(days=60))
        service.remind(clock.today(), MORNING + timedelta(days=60))
        clock.freeze(world.TODAY)
        assert len(store.inbox(person("coordinator"), 500)) > 20
    with count_queries() as many:
        client.get("/inbox")
    assert len(many) <= len(few)


def test_why_is_said_line_by_line(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    found = page(sign_in(client, "coordinator").get("/inbox/1"))
    assert "งานรอตรวจรับมาแล้ว 3 วันทำการ" in found.one(id="reasons").text
    assert "had waited 3 working days" in page(client.get("/inbox/1?lang=en")).one(id="reasons").text


def test_why_says_that_the_ladder_pauses_while_more_time_is_asked_for(
    client: FlaskClient, sign_in: SignIn, page: Read, app: Flask, told: None
) -> None:
    with app.app_context():
        who, mine = next(
            (who, each) for who in map("liaison.{}".format, world.LIAISONS) for each in store.inbox(person(who), 500)
            if each.step.startswith(("after", "before"))
        )  # fmt: skip
    address = f"/inbox/{mine.id}"
    assert "คำขอขยายกำหนด" not in page(sign_in(client, who).get(address)).one(id="reasons").text
    with app.app_context():
        world.do(
            "extend", mine.task, "liaison.mof", "2013-05-31", until=world.TODAY + timedelta(days=28), note="รอผู้รับจ้าง"
        )
    assert "มีคำขอขยายกำหนดที่รอพิจารณา" in page(client.get(address)).one(id="reasons").text


def test_another_persons_reminder_is_not_there(client: FlaskClient, sign_in: SignIn) -> None:
    assert sign_in(client, "liaison.mol").get("/inbox/1").status_code == 404


def test_taking_one_out_leaves_the_task_as_it_was(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    answer = send(client, "/inbox", "/inbox/done", reminder="1")
    assert answer.status_code == 302
    assert "O-1.3-T2" not in page(client.get("/inbox")).one(id="told").text
    assert "O-1.3-T2" in page(client.get("/inbox?show=done")).one(id="told").text
    assert "O-1.3-T2" in page(client.get("/verification-queue")).one("main").text


def test_what_was_taken_out_is_put_back_while_its_task_asks_for_it(
    client: FlaskClient, sign_in: SignIn, page: Read, app: Flask
) -> None:
    sign_in(client, "coordinator")
    send(client, "/inbox", "/inbox/done", reminder="1")
    shown = page(client.get("/inbox?show=done"))
    assert "ท่านนำออก งานยังต้องดำเนินการ" in shown.one(id="told").text
    values = {"csrf_token": shown.all("input", name="csrf_token")[0]["value"], "reminder": "1"}
    client.post("/inbox/back", data=values)
    assert "O-1.3-T2" in page(client.get("/inbox")).one(id="told").text
    client.post("/inbox/done", data=values)
    with app.app_context():
        world.do("verify", world.task_id("O-1.3-T2", "mof"), "coordinator", "2013-05-31")
    assert page(client.get("/inbox?show=done")).all("input", name="reminder") == []
    answer = client.post("/inbox/back", data=values, follow_redirects=True)
    assert "จึงไม่ได้นำกลับ" in answer.get_data(as_text=True)
    assert page(client.get("/inbox")).all("input", name="reminder") == []


def test_nobody_puts_back_anothers_reminder(client: FlaskClient, sign_in: SignIn, page: Read, app: Flask) -> None:
    send(sign_in(client, "coordinator"), "/inbox", "/inbox/done", reminder="1")
    with app.app_context():
        assert service.put_back([1], person("liaison.mof")) == 0
        assert service.put_back([1], person("coordinator")) == 1


def test_nothing_chosen_is_said(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    send(client, "/inbox", "/inbox/done")
    assert "กรุณาเลือกรายการก่อน" in page(client.get("/inbox")).source


def test_settings_are_kept_and_shown(client: FlaskClient, sign_in: SignIn, page: Read, app: Flask) -> None:
    sign_in(client, "executive")
    answer = send(
        client, "/inbox/settings", "/inbox/settings", mode="each", weekdays=["mon", "thu"], hour="10", lang="en"
    )
    assert answer.status_code == 302
    with app.app_context():
        assert preference_store.preference(person("executive")) == Preference("en", Mode.EACH, ("mon", "thu"), 10)
    chosen = [
        box["value"]
        for box in page(client.get("/inbox/settings")).all("input", name="weekdays")
        if "checked" in box.attributes
    ]
    assert chosen == ["mon", "thu"]


def test_the_settings_say_when_the_last_message_did_not_arrive_and_why(
    client: FlaskClient, sign_in: SignIn, page: Read, app: Flask
) -> None:
    sign_in(client, "liaison.mof")
    assert "ยังไม่ถึงท่าน" not in page(client.get("/inbox/settings")).source
    with app.app_context():
        service.remind(world.TODAY, MORNING)
        composing.test(person("liaison.mof"), MORNING)
        message = outbox_store.claim(MORNING, "a sender")
        assert message is not None
        outbox_store.failed(message, Refused(Fault.REFUSED, "550 no such user"))
    shown = page(client.get("/inbox/settings")).one("main").text
    assert "ข้อความล่าสุดยังไม่ถึงท่าน" in shown
    assert "เซิร์ฟเวอร์อีเมลปฏิเสธที่อยู่ของผู้รับ" in shown
    with app.app_context():
        composing.test(person("liaison.mof"), MORNING)
        message = outbox_store.claim(MORNING, "a sender")
        assert message is not None
        outbox_store.sent(message, Channel.MAIL, MORNING)
    assert "ยังไม่ถึงท่าน" not in page(client.get("/inbox/settings")).source


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"weekdays": []}, "กรุณาเลือกวันอย่างน้อยหนึ่งวัน"), ({"weekdays": ["funday"]}, "กรุณาเลือกจากรายการ"),
        ({"hour": "3"}, "กรุณาเลือกจากรายการ"), ({"mode": "hourly"}, "กรุณาเลือกจากรายการ"), ({"lang": "xx"}, "กรุณาเลือกจากรายการ"),
    ],
)  # fmt: skip
def test_settings_that_reach_nobody_are_refused(
    client: FlaskClient, sign_in: SignIn, page: Read, app: Flask, typed: dict[str, object], words: str
) -> None:
    sign_in(client, "executive")
    sound: dict[str, object] = {"mode": "digest", "weekdays": ["mon"], "hour": "8", "lang": "th"}
    found = page(send(client, "/inbox/settings", "/inbox/settings", **sound | typed))
    assert found.status == 422
    assert words in found.source
    with app.app_context():
        assert preference_store.preference(person("executive")) == Preference()


def test_another_service_carries_messages_and_its_address_is_never_shown_again(
    client: FlaskClient, sign_in: SignIn, page: Read, app: Flask
) -> None:
    sound: dict[str, object] = {"mode": "digest", "weekdays": ["mon"], "hour": "8", "lang": "th"}
    address = "slack://T1JJ3T3L2/A1BRTD4JD/TIiajkdnlazkcOXrIdevi7FQ/"
    sign_in(client, "executive")
    assert send(client, "/inbox/settings", "/inbox/settings", **sound, channel=address).status_code == 302
    shown = page(client.get("/inbox/settings"))
    assert "Slack" in shown.one(id="wants").text
    assert "TIiajk" not in shown.source
    assert send(client, "/inbox/settings", "/inbox/settings", **sound | {"hour": "9"}).status_code == 302
    with app.app_context():
        assert preference_store.preference(person("executive")).channel == address
    refused = page(send(client, "/inbox/settings", "/inbox/settings", **sound, channel="file:///etc/passwd"))
    assert (refused.status, "ใช้ได้เฉพาะที่อยู่ของบริการที่อนุญาต" in refused.source) == (422, True)
    for poor in ("slack://bad", "workflows://x", "jsons://127.0.0.1:9999/x", "jsons://[::1]/"):
        again = page(send(client, "/inbox/settings", "/inbox/settings", **sound, channel=poor))
        assert (again.status, "บริการนี้ใช้ที่อยู่ดังกล่าวไม่ได้" in again.source) == (422, True), poor
    send(client, "/inbox/settings", "/inbox/settings", **sound, by_mail="y")
    with app.app_context():
        assert preference_store.preference(person("executive")).channel == ""


def test_a_link_opens_the_form_after_sign_in(client: FlaskClient, sign_in: SignIn, app: Flask) -> None:
    with app.app_context(), app.test_request_context():
        path = links.go(1).partition("://")[2].partition("/")[2]
        task = world.task_id("O-1.3-T2", "mof")
    assert client.get(f"/{path}").status_code in (302, 401)
    answer = sign_in(client, "coordinator").get(f"/{path}")
    assert (answer.status_code, answer.location) == (302, f"/verification-queue/{task}")
    assert sign_in(client, "liaison.mof").get(f"/{path}").status_code == 404
    assert sign_in(client, "coordinator").get(f"/{path}x").status_code == 404


def test_an_old_link_leads_to_the_inbox_and_says_so(
    client: FlaskClient, sign_in: SignIn, page: Read, app: Flask
) -> None:
    with time_machine.travel(datetime(2026, 1, 1, tzinfo=BANGKOK)), app.app_context(), app.test_request_context():
        path = links.go(1).partition("://")[2].partition("/")[2]
    answer = sign_in(client, "coordinator").get(f"/{path}")
    assert answer.location == "/inbox"
    assert "ลิงก์นี้หมดอายุแล้ว" in page(client.get("/inbox")).source


def test_opening_the_unsubscribe_page_changes_nothing_and_one_click_does(
    client: FlaskClient, page: Read, app: Flask
) -> None:
    with app.app_context(), app.test_request_context():
        path = "/" + links.stop(person("executive")).partition("://")[2].partition("/")[2]
    assert "เลิกรับ" in page(client.get(path)).h1
    assert "e…@demo.example" in page(client.get(path)).one("main").text
    with app.app_context():
        assert preference_store.preference(person("executive")).mode is Mode.DIGEST
    answer = client.post(path, data={"List-Unsubscribe": "One-Click"})
    assert answer.status_code == 200
    with app.app_context():
        assert preference_store.preference(person("executive")).mode is Mode.OFF
    assert client.get("/unsubscribe/x").status_code == client.post("/unsubscribe/x").status_code == 404


def test_a_test_message_is_laid_out_three_times_a_day(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "executive")
    for _ in range(3):
        send(client, "/inbox/settings", "/inbox/test")
        assert "กล่องส่งออก" in page(client.get("/inbox/settings")).source
    send(client, "/inbox/settings", "/inbox/test")
    assert "ครบแล้ว" in page(client.get("/inbox/settings")).source


def test_what_was_sent_is_composed_without_a_request(app: Flask) -> None:
    """The scheduler has none."""
    with app.app_context():
        assert composing.compose(MORNING, lambda _day, _count: False) > 0
