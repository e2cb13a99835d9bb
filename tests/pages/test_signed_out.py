"""Signed out while typing – the cookie is gone, or it is a goodbye in another tab: is it said, is one press enough afterwards, and is
nothing recorded for anybody but the one who typed?"""

from __future__ import annotations

import io
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask
from flask.testing import FlaskClient

from tests import file_samples as sample
from tests import world
from tests.page import Page, parse, read
from tests.pages.task_forms import form, story, task_id, typed
from tests.pages.test_drafts_ended import enter_again, kept
from tracker.web.tokens import SOUND_FOR

SignIn = Callable[[FlaskClient, str], FlaskClient]
WORDS = "ประชุมคณะทำงานครั้งที่ 3 แล้ว"
JSON = {"Accept": "application/json"}
OTHER = "deputy.mof"


@pytest.fixture
def open_task(app: Flask) -> int:
    return task_id(app, "O-1.3-T3", "mof")


@pytest.fixture
def half_typed(client: FlaskClient, open_task: int) -> dict[str, str]:
    """A form that the liaison opened and typed in, having signed in through the page."""
    enter_again(client, "/login", "liaison.mof")
    return form(client, open_task, "progress") | typed("progress", note=WORDS)


def lose_the_cookie(client: FlaskClient) -> None:
    client.delete_cookie("tracker")


def say_goodbye(client: FlaskClient) -> None:
    client.post("/logout", data=parse(client.get("/").get_data(as_text=True)).values("/logout"))


@pytest.fixture(params=[lose_the_cookie, say_goodbye], ids=["no cookie", "signed out in another tab"])
def sign_out(request: pytest.FixtureRequest, client: FlaskClient) -> Callable[[], None]:
    return lambda: request.param(client)


def press(client: FlaskClient, id_: int, fields: dict[str, str]) -> Page:
    return read(client.post(f"/tasks/{id_}/progress", data=fields))


def test_it_says_signed_out_and_one_press_after_signing_in_is_enough(
    app: Flask, client: FlaskClient, half_typed: dict[str, str], open_task: int, sign_out: Callable[[], None]
) -> None:
    sign_out()
    for _time in range(2):  # pressing again without having signed in is answered likewise
        shown = press(client, open_task, half_typed)
        assert (shown.status, shown.h1) == (401, "ท่านออกจากระบบแล้ว")
    assert WORDS in shown.one("main").text
    assert len(story(app, open_task)) == 1
    assert kept(app, "liaison.mof") == [], "nobody knows whose it is"
    again = shown.values(f"/tasks/{open_task}/progress?")
    enter_again(client, "/login", "liaison.mof")
    assert client.post(f"/tasks/{open_task}/progress", data=again).status_code == 302
    with app.app_context():
        assert story(app, open_task)[-1].actor_id == world.actor("liaison.mof").id


def test_the_very_form_can_be_sent_as_well_once_signed_in(
    client: FlaskClient, half_typed: dict[str, str], open_task: int, sign_out: Callable[[], None]
) -> None:
    sign_out()
    enter_again(client, "/login", "liaison.mof")
    assert client.post(f"/tasks/{open_task}/progress", data=half_typed).status_code == 302


@pytest.mark.parametrize("pressed", ["on the page that says so", "on the form"])
def test_under_another_account_it_is_refused_with_the_words_and_without_a_way_to_send_them(
    app: Flask, client: FlaskClient, half_typed: dict[str, str], open_task: int, sign_out: Callable[[], None], pressed: str
) -> None:  # fmt: skip
    sign_out()
    fields = half_typed
    if pressed == "on the page that says so":
        fields = press(client, open_task, half_typed).values(f"/tasks/{open_task}/progress?")
    enter_again(client, "/login", OTHER)
    shown = press(client, open_task, fields)
    assert shown.status == 400
    assert "เปิดไว้โดยบัญชีอื่น" in shown.one("main").text
    assert WORDS in shown.one("main").text
    assert not shown.one("main").all("form", method="post")
    assert len(story(app, open_task)) == 1
    answer = client.post(f"/tasks/{open_task}/progress/draft", data=fields, headers=JSON)
    assert answer.json is not None
    assert (answer.status_code, "บัญชีอื่น" in answer.json["said"]) == (400, True)
    assert kept(app, OTHER) == []


def test_the_scripts_hear_that_the_person_is_signed_out_and_where_to_go(
    app: Flask, client: FlaskClient, half_typed: dict[str, str], open_task: int, sign_out: Callable[[], None]
) -> None:
    sign_out()
    draft = client.post(f"/tasks/{open_task}/progress/draft", data=half_typed, headers=JSON)
    file = {"csrf_token": half_typed["csrf_token"], "files": (io.BytesIO(sample.pdf()), "ok.pdf")}
    upload = client.post(f"/tasks/{open_task}/files", data=file, headers=JSON, content_type="multipart/form-data")
    for answer, said in ((draft, "ยังไม่ได้เก็บเป็นร่าง"), (upload, "ท่านออกจากระบบแล้ว")):
        assert answer.status_code == 401
        assert answer.json is not None
        assert (said in answer.json["said"], answer.json["href"]) == (True, "/login")
    assert kept(app, "liaison.mof") == []


def test_a_token_grows_old_and_then_the_words_come_back(
    app: Flask, client: FlaskClient, travel: time_machine.Traveller, half_typed: dict[str, str], open_task: int
) -> None:
    travel.shift(SOUND_FOR + timedelta(minutes=1))
    lose_the_cookie(client)
    enter_again(client, "/login", "liaison.mof")
    shown = press(client, open_task, half_typed)
    assert (shown.status, WORDS in shown.source, len(story(app, open_task))) == (400, True, 1)
    assert client.post(f"/tasks/{open_task}/progress", data=shown.values(f"/tasks/{open_task}/progress?")).location


@pytest.mark.parametrize("forged", ["account:1", "eyJh.x.y", "ImFjY291bnQ6MSI.aaaa.bbbb", "", "x" * 5000])
def test_a_token_that_we_did_not_sign_is_nobodys(
    app: Flask, client: FlaskClient, half_typed: dict[str, str], open_task: int, forged: str
) -> None:
    shown = press(client, open_task, half_typed | {"csrf_token": forged})
    assert shown.status == 400
    lose_the_cookie(client)
    shown = press(client, open_task, half_typed | {"csrf_token": forged})
    assert shown.status == 401
    again = shown.values(f"/tasks/{open_task}/progress?")
    assert again["csrf_token"] != forged
    enter_again(client, "/login", "liaison.mof")
    assert press(client, open_task, again).status == 400
    assert len(story(app, open_task)) == 1


def test_another_site_gets_no_page_with_its_words(
    client: FlaskClient, half_typed: dict[str, str], open_task: int
) -> None:
    lose_the_cookie(client)
    answer = client.post(f"/tasks/{open_task}/progress", data=half_typed, headers={"Sec-Fetch-Site": "cross-site"})
    assert WORDS not in answer.get_data(as_text=True)
