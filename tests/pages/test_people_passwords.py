"""Can people change their own password, and can somebody who forgot it be let in again?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.page import Page
from tracker.access.policy import Role
from tracker.lang import Bilingual
from tracker.ledger.store import latest
from tracker.people import service, store

SignIn = Callable[[FlaskClient, str], FlaskClient]
Read = Callable[[TestResponse], Page]
SOMCHAI, FIRST, SECOND = "somchai@mof.go.th", "the first password of Somchai", "ม้าแดงกินหญ้าเขียว"


@pytest.fixture(autouse=True)
def somchai(app: Flask) -> None:
    """A real account: those of the demonstration share their password."""
    with app.app_context():
        service.add_user(SOMCHAI, Bilingual(th="ผู้ประสานงาน", en="Liaison"), Role.LIAISON, "mof", FIRST)


def signed_in(app: Flask, page: Read, password: str, email: str = SOMCHAI) -> FlaskClient:
    """A browser that sent the sign-in form."""
    browser = app.test_client()
    form = page(browser.get("/login")).values() | {"email": email, "password": password}
    browser.post("/login", data=form)
    return browser


def is_in(browser: FlaskClient) -> bool:
    """Does the product know who this is?"""
    return browser.get("/account").status_code == 200


def change(browser: FlaskClient, page: Read, **typed: str) -> TestResponse:
    """Send the form for another password."""
    form = page(browser.get("/account")).values("/account")
    return browser.post("/account", data=form | {"before": FIRST, "password": SECOND, "again": SECOND} | typed)


def test_a_changed_password_works_and_the_old_one_does_not(app: Flask, page: Read) -> None:
    here, elsewhere = (signed_in(app, page, FIRST) for _ in range(2))
    answer = change(here, page)
    assert (answer.status_code, answer.location) == (302, "/account")
    assert (is_in(here), is_in(elsewhere)) == (True, False)
    assert (is_in(signed_in(app, page, FIRST)), is_in(signed_in(app, page, SECOND))) == (False, True)
    with app.app_context():
        (event,) = latest(1)
    assert (event.kind, dict(event.data)) == ("password_changed", {"email": SOMCHAI, "schema": event.data["schema"]})


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"before": "not the one"}, "รหัสผ่านปัจจุบันไม่ถูกต้อง"),
        ({"before": ""}, "กรุณากรอกรหัสผ่านปัจจุบัน"),
        ({"password": "short", "again": "short"}, "อย่างน้อย 12"),
        ({"password": "x" * 201, "again": "x" * 201}, "ไม่เกิน 200"),
        ({"password": SOMCHAI.upper(), "again": SOMCHAI.upper()}, "ต้องไม่ใช่อีเมล"),
        ({"password": FIRST, "again": FIRST}, "ต้องไม่เหมือนรหัสผ่านเดิม"),
        ({"again": SECOND + "x"}, "ไม่ตรงกัน"),
        ({"password": "", "again": ""}, "กรุณากรอกรหัสผ่านใหม่"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_changes(
    app: Flask, page: Read, typed: dict[str, str], words: str
) -> None:  # fmt: skip
    browser = signed_in(app, page, FIRST)
    shown = page(change(browser, page, **typed))
    assert (shown.status, words in shown.one("main").text) == (422, True)
    assert SECOND not in shown.source
    assert is_in(signed_in(app, page, FIRST))


def test_guessing_the_present_password_is_stopped(app: Flask, page: Read) -> None:
    browser = signed_in(app, page, FIRST)
    answers = [change(browser, page, before=f"guess number {number}").status_code for number in range(11)]
    assert answers == [422] * 10 + [429]
    assert change(browser, page).status_code == 429


def test_a_password_that_the_administrator_gave_meanwhile_stands(
    app: Flask, page: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    given, browser = "what the administrator gave", signed_in(app, page, FIRST)
    check = service.check_password

    def meanwhile(email: str, password: str, before: str | None = None) -> None:
        monkeypatch.setattr(service, "check_password", check)
        service.give_password(email, given)
        check(email, password, before)

    form = page(browser.get("/account")).values("/account")
    monkeypatch.setattr(service, "check_password", meanwhile)
    answer = browser.post("/account", data=form | {"before": FIRST, "password": SECOND, "again": SECOND})
    assert (answer.status_code, "รหัสผ่านปัจจุบันไม่ถูกต้อง" in answer.get_data(as_text=True)) == (422, True)
    assert [is_in(signed_in(app, page, password)) for password in (FIRST, SECOND, given)] == [False, False, True]


def test_every_other_device_can_be_signed_out(app: Flask, page: Read) -> None:
    here, elsewhere = (signed_in(app, page, FIRST) for _ in range(2))
    form = page(here.get("/account")).values("/account/elsewhere")
    assert here.post("/account/elsewhere", data=form).location == "/account"
    assert (is_in(here), is_in(elsewhere)) == (True, False)


def test_the_administrator_lets_somebody_in_again(app: Flask, sign_in: SignIn, page: Read) -> None:
    before = signed_in(app, page, FIRST)
    with app.app_context():
        found = store.find_user(SOMCHAI)
        assert found is not None
    path = f"/users/{found[0]}/password"
    admin = sign_in(app.test_client(), "admin")
    assert path in page(admin.get("/users")).source
    form = page(admin.get(path)).values(path)
    assert page(admin.post(path, data=form | {"password": "short"})).status == 422
    assert admin.post(path, data=form | {"password": SECOND}).location == "/users"
    assert (is_in(before), is_in(signed_in(app, page, SECOND))) == (False, True)
    with app.app_context():
        (event,) = latest(1)
        assert (event.kind, event.actor_id) == ("password_given", world.actor("admin").id)
    assert SOMCHAI in page(admin.get("/history?kind=password_given")).one("main").text


def test_nobody_gives_oneself_a_password_without_the_present_one(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    with app.app_context():
        own = world.actor("admin").id
    assert sign_in(client, "admin").get(f"/users/{own}/password").status_code == 404
    assert sign_in(client, "coordinator").get(f"/users/{own}/password").status_code == 403


def test_a_demonstration_account_keeps_the_password_that_all_share(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    browser = sign_in(client, "liaison.mof")
    shown = page(browser.get("/account"))
    assert "บัญชีสาธิตใช้รหัสผ่านร่วมกัน" in shown.one("main").text
    form = shown.values("/logout") | {"before": world.PASSWORD, "password": SECOND, "again": SECOND}
    assert browser.post("/account", data=form).status_code == 422
