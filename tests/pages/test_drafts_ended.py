"""The session ended while somebody was typing: is every word there again, for them and for nobody else?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.page import Page, parse, read
from tests.pages.task_forms import form, story, task_id, typed
from tests.pages.test_safety_input import token
from tracker.drafts import store
from tracker.people import service
from tracker.people.rules import ABSOLUTE_LIMIT, IDLE_LIMIT

SignIn = Callable[[FlaskClient, str], FlaskClient]
WORDS = "ประชุมคณะทำงานครั้งที่ 3 แล้ว เหลือนโยบายความมั่นคงปลอดภัย"


@pytest.fixture
def open_task(app: Flask) -> int:
    """A task of the Ministry of Finance that nobody has begun."""
    return task_id(app, "O-1.3-T3", "mof")


def kept(app: Flask, who: str) -> list[str]:
    """Where this person has drafts."""
    with app.app_context():
        return [draft.place for draft in store.every(world.actor(who).id or 0)]


def enter_again(client: FlaskClient, where: str, who: str) -> TestResponse:
    """Through the sign-in page, as a person does."""
    fields = parse(client.get(where).get_data(as_text=True)).values()
    return client.post("/login", data=fields | {"email": world.address(who), "password": world.PASSWORD})


def type_until_the_end(client: FlaskClient, id_: int, travel: time_machine.Traveller, after: timedelta) -> TestResponse:
    """Open the form, type, and send it after the session has ended."""
    fields = form(client, id_, "progress") | typed("progress", note=WORDS, percent="", percent_other="65")
    travel.shift(after)
    return client.post(f"/tasks/{id_}/progress", data=fields)


@pytest.mark.parametrize("after", [IDLE_LIMIT + timedelta(seconds=1), ABSOLUTE_LIMIT + timedelta(minutes=1)], ids=str)
def test_the_very_form_opens_with_every_word_and_sends_nothing_by_itself(
    app: Flask, client: FlaskClient, sign_in: SignIn, travel: time_machine.Traveller, open_task: int, after: timedelta
) -> None:
    before = len(story(app, open_task))
    answer = type_until_the_end(sign_in(client, "liaison.mof"), open_task, travel, after)
    assert answer.status_code == 302
    assert "สิ่งที่ท่านพิมพ์ไว้ยังอยู่" in read(client.get(answer.location)).one("main").text
    back = enter_again(client, answer.location, "liaison.mof")
    assert back.location == f"/tasks/{open_task}/progress"
    shown = read(client.get(back.location))
    assert "ร่างที่ยังไม่ได้ส่ง" in shown.one("main").text
    again = shown.values(back.location)
    filled = {name: value for name, value in again.items() if value and name not in ("csrf_token", "act_key")}
    assert filled == {
        "version": "1", "percent_other": "65", "note": WORDS, "effective_on": "30/05/2556",
        "evidence": "https://www.mof.go.th/privacy นโยบาย",
    }  # fmt: skip
    assert len(story(app, open_task)) == before
    assert client.post(back.location, data=again).location == f"/tasks/{open_task}"
    assert len(story(app, open_task)) == before + 1
    assert kept(app, "liaison.mof") == []


def test_another_person_never_sees_it(
    app: Flask, client: FlaskClient, sign_in: SignIn, travel: time_machine.Traveller, open_task: int
) -> None:
    with app.app_context():
        colleague = service.add_user(
            "second@mof.go.th", world.actor("liaison.mof").name, world.actor("liaison.mof").role, "mof", world.PASSWORD
        )  # fmt: skip
    assert colleague
    answer = type_until_the_end(sign_in(client, "liaison.mof"), open_task, travel, IDLE_LIMIT + timedelta(minutes=1))
    back = enter_again(client, answer.location, "second@mof.go.th")
    shown = read(client.get(back.location))
    assert WORDS not in shown.source
    assert WORDS not in client.get("/drafts").get_data(as_text=True)
    assert kept(app, "second@mof.go.th") == []
    assert kept(app, "liaison.mof") == [f"/tasks/{open_task}/progress"]


@pytest.mark.parametrize("goodbye", ["signed out", "closed", "never signed in"])
def test_who_has_said_goodbye_leaves_nothing_and_sees_the_words_once_more(
    app: Flask, client: FlaskClient, sign_in: SignIn, open_task: int, goodbye: str
) -> None:
    """The text comes back in the answer, since nobody may be named whose draft it could be."""
    if goodbye == "never signed in":
        client.get("/login")
    else:
        sign_in(client, "liaison.mof")
    old = token(client)
    if goodbye == "signed out":
        with client.session_transaction() as session, app.app_context():
            service.sign_out(session["_user_id"])
    elif goodbye == "closed":
        with app.app_context():
            service.set_enabled(world.address("liaison.mof"), enabled=False)
    shown = read(client.post(f"/tasks/{open_task}/progress", data=old | typed("progress", note=WORDS)))
    assert shown.status == 401
    assert WORDS in shown.source
    assert kept(app, "liaison.mof") == []


def test_a_form_whose_page_opens_empty_comes_back_on_the_page_of_drafts(
    app: Flask, client: FlaskClient, sign_in: SignIn, travel: time_machine.Traveller
) -> None:
    """The administrator was entering an account; the password is the one thing that is not kept."""
    fields = read(sign_in(client, "admin").get("/users")).values("/users")
    fields |= {
        "email": "new@mof.go.th",
        "name_th": "นักวิชาการ",
        "name_en": "Officer",
        "role": "auditor",
        "password": "a secret of twelve",
    }
    travel.shift(IDLE_LIMIT + timedelta(minutes=1))
    answer = client.post("/users", data=fields)
    back = enter_again(client, answer.location, "admin")
    assert back.location == "/drafts"
    shown = read(client.get("/drafts"))
    assert ["new@mof.go.th" in shown.source, "a secret of twelve" in shown.source] == [True, False]
    again = shown.values("/users")
    assert "password" not in again
    refused = read(client.post("/users", data=again))
    assert (refused.status, refused.one(id="name_th")["value"]) == (422, "นักวิชาการ")
    assert client.post("/users", data=again | {"password": "a secret of twelve"}).status_code == 302
    assert kept(app, "admin") == []


def test_a_script_that_keeps_the_draft_is_told_that_the_session_ended(
    app: Flask, client: FlaskClient, sign_in: SignIn, travel: time_machine.Traveller, open_task: int
) -> None:
    fields = form(sign_in(client, "liaison.mof"), open_task, "progress") | {"note": WORDS}
    travel.shift(IDLE_LIMIT + timedelta(minutes=1))
    answer = client.post(f"/tasks/{open_task}/progress/draft", data=fields, headers={"Accept": "application/json"})
    assert answer.status_code == 401
    assert answer.json is not None
    assert "เก็บเป็นร่างแล้ว" in answer.json["said"]
    assert answer.json["href"] == f"/login?next=/tasks/{open_task}/progress"
    assert kept(app, "liaison.mof") == [f"/tasks/{open_task}/progress"]


@pytest.mark.parametrize(
    "fields",
    [{"note": "ก" * 100_001}, {f"field{number}": "x" for number in range(101)} | {"note": WORDS}],
    ids=["a long text", "many fields"],
)
def test_more_than_any_form_of_ours_is_not_kept(
    app: Flask,
    client: FlaskClient,
    sign_in: SignIn,
    travel: time_machine.Traveller,
    open_task: int,
    fields: dict[str, str],
) -> None:
    old = token(sign_in(client, "liaison.mof"))
    travel.shift(IDLE_LIMIT + timedelta(minutes=1))
    assert client.post(f"/tasks/{open_task}/progress", data=old | fields).location == "/login"
    assert kept(app, "liaison.mof") == []


def test_a_form_that_was_recorded_before_the_end_is_no_draft(
    app: Flask, client: FlaskClient, sign_in: SignIn, travel: time_machine.Traveller, open_task: int
) -> None:
    fields = form(sign_in(client, "liaison.mof"), open_task, "progress") | typed("progress")
    assert client.post(f"/tasks/{open_task}/progress", data=fields).status_code == 302
    travel.shift(IDLE_LIMIT + timedelta(minutes=1))
    client.post(f"/tasks/{open_task}/progress", data=fields)
    assert kept(app, "liaison.mof") == []


def test_a_form_opened_before_signing_in_shows_its_words_and_can_be_sent_again(
    app: Flask, client: FlaskClient, sign_in: SignIn, open_task: int
) -> None:
    """The safety token is of another session; the words, the version and the act's own key come along."""
    old = form(sign_in(client, "liaison.mof"), open_task, "progress") | typed("progress", note=WORDS)
    sign_in(client, "liaison.mof")
    shown = read(client.post(f"/tasks/{open_task}/progress", data=old))
    assert shown.status == 400
    assert {"75", WORDS} < {each.text for each in shown.all(class_="typed")}
    again = shown.values(f"/tasks/{open_task}/progress?")
    assert (again["version"], again["act_key"]) == (old["version"], old["act_key"])
    assert client.post(f"/tasks/{open_task}/progress", data=again).status_code == 302
    assert client.post(f"/tasks/{open_task}/progress", data=again).status_code == 302
    assert len(story(app, open_task)) == 2


def test_words_that_another_site_sent_are_not_offered_for_sending(
    client: FlaskClient, sign_in: SignIn, open_task: int
) -> None:
    sign_in(client, "liaison.mof")
    answer = client.post(f"/tasks/{open_task}/progress", data={"note": WORDS}, headers={"Sec-Fetch-Site": "cross-site"})
    assert answer.status_code == 400
    assert WORDS not in answer.get_data(as_text=True)


def test_no_password_is_shown_again(client: FlaskClient, page: Callable[[TestResponse], Page]) -> None:
    shown = page(client.post("/login", data={"email": "a@mof.go.th", "password": "my secret word"}))
    assert shown.status == 400
    assert "a@mof.go.th" in shown.source
    assert "my secret word" not in shown.source
