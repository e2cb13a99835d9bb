"""Somebody begins to fill in a step and goes away: what do they find when they come back?"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.page import read
from tests.pages.task_forms import form, refused, send, task_id, typed
from tracker import clock
from tracker.drafts import service, store
from tracker.drafts.rules import MOST_DRAFTS

SignIn = Callable[[FlaskClient, str], FlaskClient]
WORDS = "จัดทำร่างประกาศแล้ว รอลงนาม"
SCRIPT = {"Accept": "application/json"}


@pytest.fixture
def open_task(app: Flask) -> int:
    return task_id(app, "O-1.3-T3", "mof")


@pytest.fixture
def liaison(client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    return sign_in(client, "liaison.mof")


def keep(client: FlaskClient, id_: int, step: str = "progress", *, script: bool = False, **fields: str) -> TestResponse:
    """Keep the form as a draft: with the button, or as the script does."""
    values = form(client, id_, step) | fields
    return client.post(f"/tasks/{id_}/{step}/draft", data=values, headers=SCRIPT if script else {})


def drafts(app: Flask, who: str = "liaison.mof") -> list[str]:
    with app.app_context():
        return [draft.place for draft in store.every(world.actor(who).id or 0)]


def test_the_script_hears_when_it_was_kept(liaison: FlaskClient, open_task: int) -> None:
    answer = keep(liaison, open_task, note=WORDS, script=True)
    assert answer.json is not None
    assert re.fullmatch(r"บันทึกร่างแล้ว \d\d:\d\d น\.", answer.json["said"])


def test_without_a_script_a_button_keeps_it_and_the_form_says_from_when(liaison: FlaskClient, open_task: int) -> None:
    answer = keep(liaison, open_task, note=WORDS, percent_other="35", effective_on="30/02/2556")
    shown = read(liaison.get(answer.location))
    assert "บันทึกร่างแล้ว" in shown.source
    assert "31 พ.ค. 2556" in shown.one(class_="note", tag="div").text
    values = shown.values(answer.location)
    assert (values["note"], values["percent_other"], values["effective_on"]) == (WORDS, "35", "30/02/2556")


def test_a_draft_can_be_thrown_away(app: Flask, liaison: FlaskClient, open_task: int) -> None:
    where = keep(liaison, open_task, note=WORDS).location
    discard = f"/tasks/{open_task}/progress/draft/discard"
    answer = liaison.post(discard, data=read(liaison.get(where)).values(discard))
    assert answer.location == where
    assert WORDS not in liaison.get(where).get_data(as_text=True)
    assert drafts(app) == []


@pytest.mark.parametrize("sent_as", ["progress", "submit"])
def test_what_is_sent_is_no_draft_any_more(app: Flask, liaison: FlaskClient, open_task: int, sent_as: str) -> None:
    """The form of progress may also be sent as a submission."""
    keep(liaison, open_task, note=WORDS)
    values = form(liaison, open_task, "progress") | typed("progress")
    assert liaison.post(f"/tasks/{open_task}/{sent_as}", data=values).status_code == 302
    assert drafts(app) == []


def test_a_refused_form_keeps_its_draft(app: Flask, liaison: FlaskClient, open_task: int) -> None:
    keep(liaison, open_task, note=WORDS)
    refused(send(liaison, open_task, "progress", note=""))
    assert drafts(app) == [f"/tasks/{open_task}/progress"]


def test_the_script_that_comes_after_the_sending_keeps_nothing(
    app: Flask, liaison: FlaskClient, open_task: int
) -> None:
    values = form(liaison, open_task, "progress") | typed("progress")
    liaison.post(f"/tasks/{open_task}/progress", data=values)
    answer = liaison.post(f"/tasks/{open_task}/progress/draft", data=values, headers=SCRIPT)
    assert answer.json == {"said": "รายการนี้บันทึกไปแล้ว"}
    assert drafts(app) == []


def test_what_changed_meanwhile_is_said_above_the_form(app: Flask, liaison: FlaskClient, open_task: int) -> None:
    where = keep(liaison, open_task, note=WORDS).location
    with app.app_context():
        world.do("comment", open_task, "coordinator", "2013-05-31", note="ขอให้เร่ง")
    shown = read(liaison.get(where))
    assert "ตั้งแต่นั้นงานนี้เปลี่ยนไป" in shown.one("main").text
    assert "ความเห็น" in shown.one("main").one(class_="warn").text
    values = shown.values(where) | typed("progress")
    assert values["version"] == "2"
    assert liaison.post(where, data=values).status_code == 302


def test_the_verdict_on_the_task_page_keeps_its_words_too(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    waiting = task_id(app, "O-1.3-T2", "mof")
    sign_in(client, "coordinator")
    keep(client, waiting, "verify", note="ยังขาดหนังสือลงนาม")
    assert form(client, waiting, "verify")["note"] == "ยังขาดหนังสือลงนาม"
    assert send(client, waiting, "return", note="ยังขาดหนังสือลงนาม").status_code == 302
    assert drafts(app, "coordinator") == []


def test_too_much_is_answered_in_a_sentence_and_stays_in_the_form(
    app: Flask, liaison: FlaskClient, open_task: int
) -> None:
    shown = refused(keep(liaison, open_task, note="ก" * 100_001))
    assert "ยาวเกิน" in shown.one(class_="errors").text
    assert "ก" * 100_001 in shown.source
    assert keep(liaison, open_task, note="ก" * 100_001, script=True).status_code == 413
    assert drafts(app) == []


def test_characters_that_no_database_keeps_are_left_out(app: Flask, liaison: FlaskClient, open_task: int) -> None:
    keep(liaison, open_task, note="ก\x00ข\x1bค", more="\x07")
    assert form(liaison, open_task, "progress")["note"] == "กขค"


def test_a_field_that_the_form_does_not_have_goes_nowhere(liaison: FlaskClient, open_task: int) -> None:
    keep(liaison, open_task, note=WORDS, agency="mol", version="0", act_key="x" * 20)
    values = form(liaison, open_task, "progress")
    assert "agency" not in values
    assert values["version"] == "1"
    assert values["act_key"] != "x" * 20


def test_one_person_has_at_most_so_many(app: Flask, liaison: FlaskClient) -> None:
    with app.app_context():
        user = world.actor("liaison.mof").id or 0
        for number in range(MOST_DRAFTS + 3):
            service.keep(user, f"/tasks/{number + 1}/progress", {"note": [WORDS]}, clock.now())
    found = drafts(app)
    assert len(found) == MOST_DRAFTS
    assert f"/tasks/{MOST_DRAFTS + 3}/progress" in found
    assert "/tasks/1/progress" not in found


@pytest.mark.parametrize("who, status", [("liaison.mol", 404), ("auditor", 403), ("coordinator", 403)])
def test_another_agencys_task_takes_no_draft(
    app: Flask, client: FlaskClient, sign_in: SignIn, open_task: int, who: str, status: int
) -> None:
    from tests.pages.test_safety_input import token

    answer = sign_in(client, who).post(f"/tasks/{open_task}/progress/draft", data=token(client) | {"note": WORDS})
    assert answer.status_code == status
    assert drafts(app, who) == []


def test_the_page_of_drafts_leads_to_their_forms(liaison: FlaskClient, open_task: int) -> None:
    where = keep(liaison, open_task, note=WORDS).location
    shown = read(liaison.get("/drafts"))
    assert where in shown.links
    assert WORDS in shown.one("main").text
    assert "ทำอะไรไปแล้ว" in shown.one("main").text


def test_each_draft_says_which_form_of_which_task_it_is(
    app: Flask, client: FlaskClient, sign_in: SignIn, count_queries: Any
) -> None:
    ega = sign_in(client, "liaison.ega")
    ids = [task_id(app, "O-2c-T3", "ega", agency) for agency in ("moe", "mof")]
    for id_ in ids:
        keep(ega, id_, note=WORDS)
    heads = [head.text for head in read(ega.get("/drafts")).one("main").all("h2")]
    assert [head.partition(": ")[0] for head in heads] == ["บันทึกความก้าวหน้า"] * 2
    assert ["(ทำให้ กค)" in head for head in heads] == [True, False]
    assert all("O-2c-T3 คลินิก" in head for head in heads)
    with count_queries() as two:
        ega.get("/drafts")
    for code in ("O-2c-T1", "O-2d-T2"):
        keep(ega, task_id(app, code, "ega"), note=WORDS)
    with count_queries() as four:
        assert len(read(ega.get("/drafts")).one("main").all("h2")) == 4
    assert len(four) == len(two)


def test_a_file_in_a_draft_is_called_by_its_name_and_another_persons_is_not(
    app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    liaison = sign_in(client, "liaison.mof")
    keep(liaison, task_id(app, "O-1.3-T3", "mof"), note=WORDS, file=world.FILE_ID)
    shown = read(liaison.get("/drafts")).one("main").text
    assert world.FILE_NAME in shown
    assert world.FILE_ID not in shown
    with app.app_context():
        service.keep(world.actor("liaison.mol").id or 0, "/tasks/1/progress", {"file": [world.FILE_ID]}, clock.now())
    answer = read(sign_in(client, "liaison.mol").get("/drafts")).one("main").text
    assert "ไฟล์ที่แนบไว้" in answer
    assert world.FILE_NAME not in answer


def test_only_what_is_new_has_to_be_typed(app: Flask, liaison: FlaskClient) -> None:
    """The form opens with what was claimed last and with today."""
    with app.app_context():
        id_ = world.task_id("O-1.3-T4", "mof")
        world.do("progress", id_, "liaison.mof", "2013-05-20", percent=70, note="ลงนามแล้ว")
    shown = read(liaison.get(f"/tasks/{id_}/progress"))
    assert [each["value"] for each in shown.all("input", type="radio")] == ["70", "80", "85", "95", "100"]
    values = shown.values(f"/tasks/{id_}/progress")
    assert (values["percent"], values["effective_on"], values["note"]) == ("70", "31/05/2556", "")
    assert liaison.post(f"/tasks/{id_}/progress", data=values | {"note": WORDS}).status_code == 302
