"""Does a person get a calendar address, does a program read it without signing in, and does it close when it should?"""

from __future__ import annotations

from collections.abc import Callable

import icalendar
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.page import Page
from tracker.people import service as people

SignIn = Callable[[FlaskClient, str], FlaskClient]
Read = Callable[[TestResponse], Page]
OPEN = "/calendar-feeds"


def made(client: FlaskClient, page: Read, agency: str = "", query: str = "") -> str:
    """Make an address by the form; its path."""
    values = page(client.get(OPEN + query)).values(OPEN)
    shown = page(client.post(OPEN + query, data=values | {"agency": agency}))
    assert shown.status == 200
    address = shown.one(id="address")["value"]
    assert address.startswith("http://localhost/calendar/")
    return address.removeprefix("http://localhost")


@pytest.fixture
def program(app: Flask) -> FlaskClient:
    """A calendar program: a browser that has never signed in."""
    return app.test_client(use_cookies=False)


def test_an_address_is_made_shown_once_and_read_without_signing_in(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, program: FlaskClient
) -> None:
    address = made(sign_in(client, "liaison.mof"), page)
    assert address.partition("?")[0] not in client.get(OPEN).get_data(as_text=True)
    assert "ยังไม่เคยมีโปรแกรมอ่าน" in page(client.get(OPEN)).one(id="feeds").text
    answer = program.get(address)
    assert (answer.status_code, answer.content_type) == (200, "text/calendar; charset=utf-8")
    calendar = icalendar.Calendar.from_ical(answer.data)
    with app.app_context():
        task = world.task_id("O-1.3-T3", "mof")
    found = {str(event["uid"]): event for event in calendar.walk("VEVENT")}
    assert str(found[f"task-{task}@127.0.0.1"]["url"]) == f"http://127.0.0.1:8000/tasks/{task}"
    assert "31 พ.ค. 2556" in page(client.get(OPEN)).one(id="feeds").text.partition("อ่านล่าสุด")[2]


def test_what_a_program_gets_is_private_and_carries_no_cookie(
    client: FlaskClient, sign_in: SignIn, page: Read, program: FlaskClient
) -> None:
    answer = program.get(made(sign_in(client, "executive"), page, query="?lang=en"))
    assert answer.headers["Cache-Control"] == "private, no-cache"
    assert "Set-Cookie" not in answer.headers
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert b"SUMMARY:Due: " in answer.data


def test_what_has_not_changed_is_not_sent_again(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    address = made(sign_in(client, "liaison.mof"), page)
    mark = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": mark})
    assert (again.status_code, again.data, again.headers["ETag"]) == (304, b"", mark)
    assert again.headers["Cache-Control"] == "private, no-cache"
    with app.app_context():
        world.do("start", world.task_id("O-1.3-T3", "mof"), "liaison.mof", "2013-05-31", note="เริ่ม")
    changed = client.get(address, headers={"If-None-Match": mark})
    assert (changed.status_code, changed.headers["ETag"] != mark) == (200, True)


def test_each_language_has_its_own_words_and_leaves_the_pages_alone(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    path = made(sign_in(client, "liaison.mof"), page).partition("?")[0]
    thai, english = client.get(path).data.decode(), client.get(f"{path}?lang=en").data.decode()
    assert "SUMMARY:ครบกำหนด" in thai
    assert "SUMMARY:Due" in english
    assert client.get(f"{path}?lang=xx").data.decode() == thai
    assert page(client.get(OPEN)).one("html")["lang"] == "th"


def test_it_shows_today_whatever_day_is_asked_for(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    path = made(sign_in(client, "liaison.mof"), page).partition("?")[0]
    for query in ("?as_of=2013-05-01", "?as_of=nonsense", "?as_of=%00", "?lang=%00"):
        assert client.get(path + query).data == client.get(path).data


def test_an_address_that_was_taken_back_opens_nothing(
    client: FlaskClient, sign_in: SignIn, page: Read, program: FlaskClient
) -> None:
    address = made(sign_in(client, "liaison.mof"), page)
    mark = program.get(address).headers["ETag"]
    action = next(form["action"] for form in page(client.get(OPEN)).all("form") if form["action"].endswith("/revoke"))
    values = page(client.get(OPEN)).values(action)
    assert client.post(action, data=values).location == OPEN
    assert page(client.get(OPEN)).all("form", action=action) == []
    for headers in ({}, {"If-None-Match": mark}):
        gone = program.get(address, headers=headers)
        assert (gone.status_code, gone.headers["Cache-Control"]) == (404, "no-store")
    assert client.post(action, data=values).status_code == 404


def test_the_address_of_a_closed_account_opens_nothing(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, program: FlaskClient
) -> None:
    address = made(sign_in(client, "executive"), page)
    with app.app_context():
        people.set_enabled(world.address("executive"), False)
    assert program.get(address).status_code == 404


def test_a_fault_leaves_no_secret_in_the_log(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr("tracker.feeds.views.calendar_of", lambda *_: 1 / 0)
    assert client.get(f"/calendar/{world.FEED_SECRET}.ics").status_code == 500
    assert "/calendar/<token>.ics" in caplog.text
    assert world.FEED_SECRET not in caplog.text


@pytest.mark.parametrize("token", ["x", "x" * 5000, "%00", "%ED%A0%80", "..%2f..", "' or 1=1 --"])
def test_a_guess_is_no_such_page(program: FlaskClient, page: Read, token: str) -> None:
    assert page(program.get(f"/calendar/{token}.ics")).status == 404


def test_the_same_form_twice_makes_one_address(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    form = page(sign_in(client, "liaison.mof").get(OPEN)).values(OPEN) | {"agency": "mof"}
    client.post(OPEN, data=form)
    assert client.post(OPEN, data=form).location == OPEN
    shown = page(client.get(OPEN))
    assert "ไปแล้ว" in shown.one(class_="flashes").text
    assert len(shown.one(id="feeds").all("li")) == 1


def test_an_agency_that_is_none_is_refused_and_nothing_is_made(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    form = page(sign_in(client, "auditor").get(OPEN)).values(OPEN) | {"agency": "nowhere"}
    sent = page(client.post(OPEN, data=form))
    assert (sent.status, sent.one(id="agency-error").text) == (422, "กรุณาเลือกจากรายการ")
    assert sent.one(id="feeds").all("li") == []


def test_the_eleventh_is_refused_in_a_sentence(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "auditor")
    for _ in range(10):
        made(client, page)
    sent = page(client.post(OPEN, data=page(client.get(OPEN)).values(OPEN)))
    assert (sent.status, "10 รายการแล้ว" in sent.one("main").text) == (422, True)


def test_nobody_takes_back_another_s_address(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    values = page(sign_in(client, "executive").get(OPEN)).values(OPEN)
    assert client.post("/calendar-feeds/1/revoke", data=values).status_code == 404
    assert page(sign_in(client, "coordinator").get(OPEN)).one(id="feeds").text.count("ยกเลิกที่อยู่") == 1
