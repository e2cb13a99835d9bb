"""Can the administrator open and close accounts, and is every mistake named beside its field?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.page import Page
from tracker.ledger.store import latest
from tracker.people import store

SignIn = Callable[[FlaskClient, str], FlaskClient]
Read = Callable[[TestResponse], Page]
NEW = {
    "email": "Somchai@MOF.go.th ", "name_th": "ผู้ประสานงาน กค", "name_en": "Liaison, MoF", "role": "liaison", "agency": "mof",
    "password": "long enough a password",
}  # fmt: skip


@pytest.fixture
def admin(client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    """The administrator's browser."""
    return sign_in(client, "admin")


def send(client: FlaskClient, page: Read, **changed: str) -> TestResponse:
    """Fill in the form of a new account and send it."""
    return client.post("/users", data=page(client.get("/users")).values("/users") | NEW | changed)


def test_a_new_account_works_at_once(app: Flask, admin: FlaskClient, page: Read) -> None:
    answer = send(admin, page)
    assert (answer.status_code, answer.location) == (302, "/users")
    shown = page(admin.get("/users"))
    assert "somchai@mof.go.th" in shown.one("main").text
    with app.app_context():
        found = store.find_user("somchai@mof.go.th")
        assert found is not None
        (event,) = latest(1)
    assert (found[1].role.value, found[1].agency, found[1].demonstration) == ("liaison", "mof", False)
    assert event.kind == "user_added"
    assert "password" not in str(event.data)
    assert found[2] not in str(event.data)


@pytest.mark.parametrize(
    "changed, field, words",
    [
        ({"email": ""}, "email", "กรุณากรอกอีเมล"),
        ({"email": "not an address"}, "email", "ไม่ถูกต้อง"),
        ({"email": "a@x.th, thief@evil.test"}, "email", "ไม่ถูกต้อง"),
        ({"email": "a@x.th\r\nBcc: thief@evil.test"}, "email", "ไม่ถูกต้อง"),
        ({"email": "x" * 300 + "@mof.go.th"}, "email", "254"),
        ({"email": world.address("auditor")}, "email", "มีบัญชีอยู่แล้ว"),
        ({"name_th": " "}, "name_th", "ภาษาไทย"),
        ({"name_en": ""}, "name_en", "ภาษาอังกฤษ"),
        ({"agency": ""}, "agency", "ต้องระบุหน่วยงาน"),
        ({"agency": "nowhere"}, "agency", "จากรายการ"),
        ({"role": "emperor"}, "role", "จากรายการ"),
        ({"password": "short"}, "password", "12"),
        ({"password": ""}, "password", "กรุณากรอกรหัสผ่าน"),
    ],
)
def test_a_mistake_is_named_beside_its_field(
    app: Flask, admin: FlaskClient, page: Read, changed: dict[str, str], field: str, words: str
) -> None:
    with app.app_context():
        before = len(store.users())
    answer = send(admin, page, **changed)
    shown = page(answer)
    assert shown.status == 422
    assert words in shown.one(id=f"{field}-error").text
    kept = NEW | changed
    assert shown.one("input", name="name_en")["value"] == kept["name_en"].strip()
    assert "long enough" not in shown.source
    with app.app_context():
        assert len(store.users()) == before


def test_an_account_is_closed_and_opened_again(app: Flask, admin: FlaskClient, page: Read) -> None:
    with app.app_context():
        found = store.find_user(world.address("liaison.mof"))
        assert found is not None
    for act, enabled in (("disable", False), ("enable", True)):
        address = f"/users/{found[0]}/{act}"
        assert admin.post(address, data=page(admin.get("/users")).values(address)).status_code == 302
        with app.app_context():
            now = store.find_user(world.address("liaison.mof"))
            assert now is not None
            assert now[1].enabled is enabled


def test_nobody_closes_the_own_account(app: Flask, admin: FlaskClient, page: Read) -> None:
    with app.app_context():
        found = store.find_user(world.address("admin"))
        assert found is not None
    shown = page(admin.get("/users"))
    assert f"/users/{found[0]}/disable" not in shown.source
    admin.post(f"/users/{found[0]}/disable", data={"csrf_token": shown.values("/users")["csrf_token"]})
    assert "ปิดบัญชีของตนเองไม่ได้" in page(admin.get("/users")).source


def test_an_account_that_does_not_exist_cannot_be_closed(admin: FlaskClient, page: Read) -> None:
    form = {"csrf_token": page(admin.get("/users")).values("/users")["csrf_token"]}
    assert admin.post("/users/99999/disable", data=form).status_code == 404
    assert admin.post("/users/1/destroy", data=form).status_code == 404


def test_an_auditor_reads_the_list_and_sees_no_buttons(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    shown = page(sign_in(client, "auditor").get("/users"))
    assert world.address("liaison.mof") in shown.one("main").text
    assert shown.one("main").all("form") == []


def test_a_past_day_is_read_only(admin: FlaskClient, page: Read) -> None:
    shown = page(admin.get("/users?as_of=2013-05-15"))
    assert shown.one("main").all("form", method="post") == []
    form = {"csrf_token": page(admin.get("/users")).values("/users")["csrf_token"]}
    assert admin.post("/users?as_of=2013-05-15", data=form | NEW).status_code == 403


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_sign_in_page_and_the_list_speak_both_languages(
    client: FlaskClient, sign_in: SignIn, page: Read, lang: str
) -> None:
    assert page(client.get(f"/login?lang={lang}")).one("html")["lang"] == lang
    shown = page(sign_in(client, "admin").get(f"/users?lang={lang}"))
    assert ("Users" in shown.title) is (lang == "en")
    assert len(shown.one("main").all("select", name="agency")[0].all("option")) == 15
