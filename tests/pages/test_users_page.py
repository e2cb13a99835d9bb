"""Who keeps accounts, who reads the list, and what is refused?"""

from __future__ import annotations

import pytest

from tests import world
from tests.page import read
from tracker.people import store

NEW = {
    "email": "new@mof.go.th", "name_th": "ผู้ประสานงานคนที่สอง กค", "name_en": "Second liaison, MOF", "role": "liaison", "agency": "mof",
    "password": "a long first password",
}  # fmt: skip


@pytest.fixture
def administrator(client, sign_in):
    return sign_in(client, "admin")


def accounts(app):
    with app.app_context():
        return {user.email: user for _, user in store.users()}


def add(client, **typed):
    hidden = read(client.get("/users")).values("/users")
    return client.post("/users", data=hidden | NEW | typed)


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(("who", "forms"), [("admin", True), ("auditor", False)])
def test_the_administrator_edits_the_auditor_reads(client, sign_in, who, forms, lang):
    page = read(sign_in(client, who).get(f"/users?lang={lang}"))
    assert world.address("liaison.mof") in page.one("main").text
    assert bool(page.one("main").all("form", method="post")) is forms


@pytest.mark.parametrize("who", ["coordinator", "liaison.mof", "executive"])
def test_others_do_not_see_accounts(client, sign_in, who):
    assert sign_in(client, who).get("/users").status_code == 403


def test_a_new_account_is_open_at_once(app, administrator):
    assert add(administrator).status_code == 302
    user = accounts(app)["new@mof.go.th"]
    assert (user.agency, user.enabled, user.demonstration) == ("mof", True, False)
    assert "new@mof.go.th" in read(administrator.get("/users")).one(id="accounts").text


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"email": ""}, "กรุณากรอกอีเมล"),
        ({"email": "nobody"}, "อีเมลไม่ถูกต้อง"),
        ({"email": "a\x00@b.th"}, "อักขระ"),
        ({"email": world.address("liaison.mof")}, "มีบัญชีอยู่แล้ว"),
        ({"password": "short"}, "12"),
        ({"agency": ""}, "ต้องระบุหน่วยงาน"),
        ({"name_th": "x" * 500}, "500"),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, dict) else "",
)
def test_a_bad_account_is_refused_in_a_sentence_and_the_password_is_not_shown_again(app, administrator, typed, said):
    before = accounts(app)
    answer = add(administrator, **typed)
    page = read(answer)
    assert page.status == 422
    assert said in page.one(class_="errors").text
    assert NEW["password"] not in page.source
    assert accounts(app) == before


@pytest.mark.parametrize("typed", [{"role": "king"}, {"agency": "xyz"}, {"role": "liaison\x00"}])
def test_a_forged_choice_is_refused(app, administrator, typed):
    before = accounts(app)
    assert add(administrator, **typed).status_code == 422
    assert accounts(app) == before


def test_closing_and_opening_an_account(app, client, sign_in):
    sign_in(client, "admin")
    page = read(client.get("/users"))
    with app.app_context():
        id_ = next(id_ for id_, user in store.users() if user.email == world.address("liaison.mof"))
    for act, enabled in (("disable", False), ("enable", True)):
        where = f"/users/{id_}/{act}"
        assert client.post(where, data={"csrf_token": page.values("/users")["csrf_token"]}).status_code == 302
        assert accounts(app)[world.address("liaison.mof")].enabled is enabled
