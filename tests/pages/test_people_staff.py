"""Can a liaison keep the agency's posts, let somebody act for a while, and tell people of a comment – and nobody else's?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.page import Page
from tests.pages.task_forms import form, story, task_id
from tracker.people import delegation_store, post_store
from tracker.people.holders import keys_of

SignIn = Callable[[FlaskClient, str], FlaskClient]
Read = Callable[[TestResponse], Page]
NEW = {"title_th": "หัวหน้ากลุ่มงานเว็บไซต์", "title_en": "Head of the website group", "since": "31/05/2556", "holder": ""}


def id_of(app: Flask, who: str) -> str:
    """The id of an account, as a form says it."""
    with app.app_context():
        return str(world.actor(who).id)


def test_the_page_says_who_holds_which_post_since_when(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    shown = page(sign_in(client, "executive").get("/agencies/mof/people"))
    assert shown.h1.startswith("ผู้รับผิดชอบ")
    row = shown.one(id="posts").one("tbody").one("tr").text
    assert "ผู้อำนวยการศูนย์เทคโนโลยีสารสนเทศ" in row
    assert "2 พ.ค. 2556" in row
    assert "ปฏิบัติแทน" in shown.one(id="accounts").text
    assert "/agencies/mof/posts/new" not in shown.links


def test_a_liaison_opens_a_post_and_hands_it_on(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "liaison.mof")
    blank = page(client.get("/agencies/mof/posts/new")).values("/agencies/mof/posts")
    sent = client.post("/agencies/mof/posts", data=blank | NEW)
    assert (sent.status_code, sent.location) == (302, "/agencies/mof/people")
    hold = page(client.get("/posts/2")).values("/posts/2/hold")
    assert client.post("/posts/2/hold", data=hold | {"holder": id_of(app, "deputy.mof")}).status_code == 302
    with app.app_context():
        assert "post:2" in keys_of(world.actor("deputy.mof").id or 0, world.TODAY)


@pytest.mark.parametrize("change", ["hold", "vacate", "rename", "charge", "close"])
def test_each_change_works_from_its_own_form(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, change: str
) -> None:
    shown = page(sign_in(client, "coordinator").get("/posts/1"))
    typed = {"holder": id_of(app, "deputy.mof")} if change == "hold" else {}
    typed |= {"title_th": "ชื่อใหม่"} if change == "rename" else {}
    assert client.post(f"/posts/1/{change}", data=shown.values(f"/posts/1/{change}") | typed).status_code == 302
    with app.app_context():
        assert post_store.posts()[1].version == 3
    page(client.get("/posts/1"))
    page(client.get("/agencies/mof/people"))
    page(client.get("/history?agency=mof&lang=en"))


def test_what_is_wrong_stands_beside_its_field_and_what_was_typed_is_kept(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    shown = page(sign_in(client, "liaison.mof").get("/posts/1"))
    sent = page(client.post("/posts/1/vacate", data=shown.values("/posts/1/vacate") | {"since": "1/1/2550"}))
    assert sent.status == 422
    assert "2 พฤษภาคม 2556" in sent.one(id="vacate-since-error").text
    assert sent.one(id="vacate-since")["value"] == "1/1/2550"


def test_a_stale_form_says_so_and_can_be_sent_again(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    shown = page(sign_in(client, "liaison.mof").get("/posts/1"))
    stale, other = shown.values("/posts/1/rename"), shown.values("/posts/1/vacate")
    client.post("/posts/1/vacate", data=other)
    sent = page(client.post("/posts/1/rename", data=stale | {"title_th": "ชื่อใหม่"}))
    assert sent.status == 409
    assert "แก้ไขตำแหน่งนี้ไปก่อน" in sent.one("main").text
    again = sent.values("/posts/1/rename")
    assert again["title_th"] == "ชื่อใหม่"
    assert client.post("/posts/1/rename", data=again).status_code == 302


def test_a_second_post_from_the_same_form_is_shown_and_opened_when_it_is_sent_again(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    """Back, another title, sent: nobody is told that it is done while there is no second post."""
    address = "/agencies/mof/posts"
    form = page(sign_in(client, "liaison.mof").get(f"{address}/new")).values(address) | NEW
    client.post(address, data=form)
    told = page(client.post(address, data=form | {"title_th": "รองหัวหน้า", "title_en": "Deputy head"}))
    assert told.status == 409
    assert "ครั้งนี้ยังไม่มีการบันทึก" in told.one("main").text
    assert client.post(address, data=told.values(address)).status_code == 302
    with app.app_context():
        assert [post.title.en for post in post_store.posts().values()][1:] == [NEW["title_en"], "Deputy head"]


def test_a_second_delegation_from_the_same_form_is_shown_and_given_when_it_is_sent_again(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "deputy.mof")
    typed = {"taker": id_of(app, "liaison.mof"), "first": "01/08/2556", "last": "05/08/2556", "note": "ไปราชการ"}
    form = page(client.get("/delegations")).values("/delegations") | typed
    client.post("/delegations", data=form)
    told = page(client.post("/delegations", data=form | {"first": "12/08/2556", "last": "16/08/2556"}))
    assert told.status == 409
    assert client.post("/delegations", data=told.values("/delegations")).status_code == 302
    with app.app_context():
        assert [each.first.day for each in delegation_store.delegations().values()][1:] == [1, 12]


def test_the_button_of_one_delegation_does_not_end_another(
    client: FlaskClient, sign_in: SignIn, app: Flask, page: Read
) -> None:
    sign_in(client, "liaison.mof")
    typed = {"taker": id_of(app, "deputy.mof"), "first": "01/08/2556", "last": "05/08/2556"}
    client.post("/delegations", data=page(client.get("/delegations")).values("/delegations") | typed)
    button = page(client.get("/delegations")).values("/delegations/1/end") | {"act_key": "one-key-for-two"}
    for delegation in (1, 2):
        client.post(f"/delegations/{delegation}/end", data=button)
    assert "ครั้งนี้ยังไม่มีการบันทึก" in page(client.get("/delegations")).one(class_="flashes").text
    with app.app_context():
        assert [each.ended_on is None for each in delegation_store.delegations().values()] == [False, True]


def test_the_responsible_officer_is_marked_and_the_mark_taken_back(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    """By the agency itself; taken back by a coordinator."""
    for marked, who in ((True, "liaison.mof"), (False, "coordinator")):
        sign_in(client, who)
        values = page(client.get("/posts/1")).values("/posts/1/charge")
        assert client.post("/posts/1/charge", data=values).status_code == 302
        for address in ("/posts/1", "/agencies/mof/people"):
            head = page(client.get(address))
            shown = head.one(class_="pagehead") if address == "/posts/1" else head.one(id="posts")
            assert ("ผู้รับผิดชอบของหน่วยงาน" in shown.text) is marked
    told = page(client.get("/history?agency=mof&kind=post_charged&lang=en")).one("main").text
    assert "Agency's responsible officer:" in told
    assert "No longer the agency's responsible officer:" in told


def test_an_agency_is_told_why_it_does_not_lift_its_officers_charge(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "liaison.mof")
    values = page(client.get("/posts/1")).values("/posts/1/charge")
    client.post("/posts/1/charge", data=values)
    shown = page(client.get("/posts/1"))
    assert "ต้องกำหนดให้ตำแหน่งอื่น" in shown.one("main").text
    assert shown.all("form", action="/posts/1/charge") == shown.all("form", action="/posts/1/close") == []
    refused = page(
        client.post("/posts/1/charge", data=values | {"officer": "no", "version": "3", "act_key": "another-button"})
    )
    assert (refused.status, "ต้องกำหนดให้ตำแหน่งอื่น" in refused.one("main").text) == (422, True)


def test_a_button_that_came_too_late_or_says_nothing_is_refused_in_a_sentence(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    values = page(sign_in(client, "liaison.mof").get("/posts/1")).values("/posts/1/charge")
    nothing = page(client.post("/posts/1/charge", data=values | {"officer": "perhaps"}))
    assert (nothing.status, "กดปุ่มจากหน้านี้อีกครั้ง" in nothing.one("main").text) == (422, True)
    client.post("/posts/1/charge", data=values)
    late = page(client.post("/posts/1/charge", data=values | {"act_key": "another-button"}))
    assert late.status == 409
    same = late.values("/posts/1/charge") | {"officer": "yes"}
    refused = page(client.post("/posts/1/charge", data=same))
    assert (refused.status, "อยู่แล้ว" in refused.one("main").text) == (422, True)


def test_another_agency_s_post_is_no_page_to_change(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    shown = page(sign_in(client, "liaison.mol").get("/posts/1"))
    assert shown.all("form", action="/posts/1/hold") == []
    assert client.get("/agencies/mof/posts/new").status_code == 404


def test_the_task_page_and_the_list_say_who_answers(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    id_ = task_id(app, "O-1.3-T3", "mof")
    sign_in(client, "liaison.mof")
    values = form(client, id_, "responsible")
    assert client.post(f"/tasks/{id_}/responsible", data=values | {"holder": "post:1"}).status_code == 302
    shown = page(client.get(f"/tasks/{id_}"))
    assert "ผู้อำนวยการศูนย์เทคโนโลยีสารสนเทศ" in shown.one(id="plan").text
    assert "ผู้อำนวยการศูนย์เทคโนโลยีสารสนเทศ" in shown.one(id="log").text
    assert f"/tasks/{id_}" in page(client.get("/tasks?responsible=me")).links
    assert f"/tasks/{id_}" in page(client.get("/tasks?agency=mof&responsible=post:1")).links
    assert f"/tasks/{id_}" not in page(sign_in(client, "liaison.mol").get("/tasks?responsible=me")).links
    assert page(client.get("/agencies/mof/people")).one(id="posts").one("tbody").one("tr").text.endswith("1")


def test_only_the_agency_s_own_can_be_named(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    id_ = task_id(app, "O-1.3-T3", "mof")
    sign_in(client, "liaison.mof")
    for holder in ("user:" + id_of(app, "liaison.mol"), "post:99", "mof", "0"):
        values = form(client, id_, "responsible") | {"holder": holder}
        assert page(client.post(f"/tasks/{id_}/responsible", data=values)).status == 422
    assert [event.kind for event in story(app, id_)] == ["task_assigned"]


def test_a_comment_tells_whom_was_ticked(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    id_ = task_id(app, "O-1.3-T3", "mof")
    shown = page(sign_in(client, "liaison.mof").get(f"/tasks/{id_}"))
    near = {box["value"] for box in shown.one(id="comment-mentions").all("input")}
    assert id_of(app, "coordinator") in near
    assert id_of(app, "auditor") not in near
    auditor = id_of(app, "auditor")
    every = page(client.get(f"/tasks/{id_}/comment"))
    assert auditor in {box["value"] for box in every.one(id="mentions").all("input")}
    values = every.values(f"/tasks/{id_}/comment") | {"note": "ขอให้ดูหลักฐาน", "mentions": [auditor]}
    assert client.post(f"/tasks/{id_}/comment", data=values).status_code == 302
    told = page(client.get(f"/tasks/{id_}")).one(id="log").text
    assert "แจ้งถึง" in told
    assert "ผู้ตรวจสอบ (oag)" in told


def test_delegating_and_ending_by_the_forms(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "deputy.mof")
    shown = page(client.get("/delegations"))
    assert "ผู้ประสานงานประจำหน่วยงาน (mof)" in shown.one(id="taken").text
    assert client.post("/delegations/1/end", data=shown.values("/delegations/1/end")).status_code == 302
    typed = {"taker": id_of(app, "liaison.mof"), "first": "01/06/2556", "last": "05/06/2556", "note": "ไปราชการ"}
    assert (
        client.post("/delegations", data=page(client.get("/delegations")).values("/delegations") | typed).status_code
        == 302
    )
    with app.app_context():
        found = delegation_store.delegations()
        assert (found[1].ended_on, found[2].note) == (world.TODAY, "ไปราชการ")


def test_a_delegation_needs_an_end_and_a_colleague(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "liaison.mof")
    values = page(client.get("/delegations")).values("/delegations")
    for typed, field in (
        ({"taker": id_of(app, "deputy.mof"), "last": ""}, "last"),
        ({"taker": "", "last": "30/06/2556"}, "taker"),
        ({"taker": id_of(app, "liaison.mol"), "last": "30/06/2556"}, "taker"),
        ({"taker": id_of(app, "deputy.mof"), "last": "31/12/2556"}, "last"),
        ({"taker": id_of(app, "deputy.mof"), "last": "10/06/2556"}, "first"),
    ):
        sent = page(client.post("/delegations", data=values | typed))
        assert sent.status == 422
        assert sent.one(id=f"{field}-error").text
    with app.app_context():
        assert list(delegation_store.delegations()) == [1]
