"""Is more time asked for and granted in the open: what there is to know, who may answer, and the original date beside the present one?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.conftest import SignIn
from tests.page import Page
from tracker import clock
from tracker.extensions import db
from tracker.tasks import held

Read = Callable[[TestResponse], Page]


@pytest.fixture
def task(app: Flask) -> int:
    """The task O-1.3-T3 of the Ministry of Finance, due on 23 May and open."""
    with app.app_context():
        return world.task_id("O-1.3-T3", "mof")


def send(client: FlaskClient, page: Read, task: int, step: str, **typed: str) -> TestResponse:
    """Fill in the form of a step and send it."""
    address = f"/tasks/{task}/{step}"
    return client.post(address, data=page(client.get(address)).values(address) | typed)


def ask(
    client: FlaskClient, sign_in: SignIn, page: Read, task: int, until: str = "14/06/2556", **typed: str
) -> TestResponse:
    """The liaison of Finance asks for more time."""
    sign_in(client, "liaison.mof")
    return send(client, page, task, "extend", until=until, note="รอกรมบัญชีกลาง", **typed)


def test_the_form_says_what_there_is_to_know(client: FlaskClient, sign_in: SignIn, page: Read, task: int) -> None:
    sign_in(client, "liaison.mof")
    main = page(client.get(f"/tasks/{task}/extend")).one("main").text
    assert "กำหนดเดิม วันพฤหัสบดีที่ 23 พฤษภาคม 2556" in main
    assert "เกินกำหนด 5 วันทำการ" in main
    assert "วันตามมติ วันอาทิตย์ที่ 30 มิถุนายน 2556" in main
    assert "28 มิ.ย. 2556" in main


def test_asking_moves_nothing_and_granting_does(client: FlaskClient, sign_in: SignIn, page: Read, task: int) -> None:
    assert ask(client, sign_in, page, task).status_code == 302
    asked = page(client.get(f"/tasks/{task}"))
    assert "ขอขยายกำหนดถึง 14 มิ.ย. 2556" in asked.one("main").text
    assert "ล่าช้า" in asked.one("div", class_="pagehead").text
    sign_in(client, "coordinator")
    answer = send(client, page, task, "approve", until="12/06/2556", note="อนุมัติเพียง 12 มิ.ย.")
    assert answer.status_code == 302
    head = page(client.get(f"/tasks/{task}")).one("div", class_="pagehead").text
    assert "12 มิ.ย. 2556 (เดิม 23 พ.ค. 2556" in head
    assert "ล่าช้า" not in head
    for address in ("/agencies/mof", "/tasks?agency=mof&q=O-1.3-T3", "/my-work"):
        sign_in(client, "liaison.mof")
        assert "เดิม 23 พ.ค." in page(client.get(address)).one("main").text, address


@pytest.mark.parametrize(
    "until, said",
    [
        ("15/06/2556", "วันเสาร์ที่ 15 มิถุนายน 2556 เป็นวันหยุด"),
        ("01/07/2556", "การขยายกำหนดของงานไม่เลื่อนวันตามมติ"),
        ("22/07/2556", "วันอาสาฬหบูชา"),
    ],
)
def test_an_odd_day_has_to_be_confirmed(
    client: FlaskClient, sign_in: SignIn, page: Read, task: int, until: str, said: str
) -> None:
    refused = page(ask(client, sign_in, page, task, until))
    assert refused.status == 422
    assert said in refused.one("main").text
    assert refused.one("input", id="until")["value"] == until
    assert ask(client, sign_in, page, task, until, sure="y").status_code == 302


@pytest.mark.parametrize(
    "until", ["", "32/06/2556", "23/05/2556", "30/05/2556", "14/06/2656", "xx", "14/06/2556\x00", "๓๑/๐๒/๒๕๕๖"]
)
def test_a_day_that_cannot_be_is_refused_beside_its_field(
    client: FlaskClient, sign_in: SignIn, page: Read, task: int, until: str
) -> None:
    refused = page(ask(client, sign_in, page, task, until, sure="y"))
    assert refused.status == 422
    assert refused.all("div", id="until-error")
    assert "รอกรมบัญชีกลาง" in refused.one("textarea", id="note").text


def test_who_may_answer(client: FlaskClient, sign_in: SignIn, page: Read, task: int) -> None:
    ask(client, sign_in, page, task)
    for who, status in (
        ("liaison.mof", 403),
        ("liaison.mol", 403),
        ("executive", 403),
        ("auditor", 403),
        ("coordinator", 200),
    ):
        assert sign_in(client, who).get(f"/tasks/{task}/approve").status_code == status, who


def test_the_answer_stands_beside_the_verification_queue(
    client: FlaskClient, sign_in: SignIn, page: Read, task: int
) -> None:
    ask(client, sign_in, page, task, "01/07/2556", sure="y")
    sign_in(client, "coordinator")
    queue = page(client.get("/verification-queue")).one("section", id="asked")
    assert "หลังวันที่คณะรัฐมนตรีกำหนด" in queue.text
    assert f"/tasks/{task}/approve" in [link["href"] for link in queue.all("a")]
    assert "asked" in [section.get("id") for section in page(client.get("/my-work")).all("section")]
    form = page(client.get(f"/tasks/{task}/approve"))
    assert "ผู้ประสานงานประจำหน่วยงาน (mof)" in form.one("main").text
    assert form.all("input", id="sure"), "what there is to know is said before the coordinator sends anything"
    assert send(client, page, task, "refuse", note="ต้องเสร็จก่อนรายงาน").status_code == 302
    sign_in(client, "liaison.mof")
    assert "ไม่อนุมัติขยายกำหนด" in page(client.get("/my-work")).one("section", id="news").text
    assert "ไม่อนุมัติขยายกำหนด" in page(client.get(f"/tasks/{task}")).one("section", id="plan").text


def test_a_new_date_that_was_emptied_is_asked_for_and_not_taken_from_the_request(
    client: FlaskClient, sign_in: SignIn, page: Read, task: int
) -> None:
    """The form opens with the day that was asked for; whoever empties it has not granted that day."""
    ask(client, sign_in, page, task, "14/06/2556")
    address = f"/tasks/{task}/approve"
    form = page(sign_in(client, "coordinator").get(address)).values(address)
    assert form["until"] == "14/06/2556"
    for emptied in (form | {"until": ""}, {name: value for name, value in form.items() if name != "until"}):
        refused = page(client.post(address, data=emptied | {"sure": "y"}))
        assert refused.status == 422
        assert refused.one(id="until-error").text
        assert refused.one(id="until").get("value", "") == ""
    assert "อนุมัติขยายกำหนด" not in page(client.get(f"/tasks/{task}")).one("section", id="log").text


def test_a_block_names_who_must_act_and_they_see_it(
    client: FlaskClient, sign_in: SignIn, page: Read, task: int
) -> None:
    sign_in(client, "liaison.mof")
    nobody = page(send(client, page, task, "block", note="รอระเบียบ"))
    assert nobody.status == 422
    assert "กรุณาเลือกหน่วยงานที่ต้องดำเนินการ" in nobody.one("main").text
    assert send(client, page, task, "block", note="รอระเบียบ", who="bb", who_words="กองระเบียบ").status_code == 302
    main = page(client.get(f"/tasks/{task}")).one("main").text
    assert "ติดขัด “รอระเบียบ” ผู้ต้องดำเนินการ: สงป. กองระเบียบ" in main
    assert "ล่าช้า" in main, "a block changes no health"
    sign_in(client, "liaison.bb")
    assert "O-1.3-T3" in page(client.get("/my-work")).one("section", id="awaited").text
    assert "O-1.3-T3" in page(client.get("/agencies/bb")).one("main").text
    assert "ติดขัด 1 งาน" in page(client.get("/")).one("main").text
    sign_in(client, "coordinator")
    assert send(client, page, task, "unblock", note="ได้รับระเบียบแล้ว").status_code == 302
    sign_in(client, "liaison.bb")
    assert page(client.get("/my-work")).all("section", id="awaited") == []


def test_a_block_by_nobody_known_is_refused(client: FlaskClient, sign_in: SignIn, page: Read, task: int) -> None:
    sign_in(client, "liaison.mof")
    assert send(client, page, task, "block", note="รอ", who="nobody").status_code == 422


def test_starting_before_what_comes_before_is_said_and_not_forbidden(
    client: FlaskClient, sign_in: SignIn, page: Read, app: Flask
) -> None:
    with app.app_context():
        later = world.task_id("O-1.3-T4", "mof")
    sign_in(client, "liaison.mof")
    form = page(client.get(f"/tasks/{later}/start")).one("main").text
    assert "งานก่อนหน้ายังไม่เสร็จ O-1.3-T3" in form
    assert send(client, page, later, "start").status_code == 302
    assert send(client, page, later, "submit", note="เสร็จ", evidence="https://www.mof.go.th/x").status_code == 302
    sign_in(client, "coordinator")
    assert "งานที่ต้องเสร็จก่อนยังไม่ตรวจรับ: O-1.3-T3" in page(client.get("/verification-queue")).one("main").text
    assert f"/tasks/{later}" in "".join(page(client.get("/quality?check=early")).links)


def test_two_answers_at_once_lose_nothing_that_was_typed(
    client: FlaskClient, sign_in: SignIn, page: Read, task: int
) -> None:
    ask(client, sign_in, page, task, "01/07/2556", sure="y")
    sign_in(client, "coordinator")
    address = f"/tasks/{task}/approve"
    form = page(client.get(address)).values(address)
    send(client, page, task, "refuse", note="ไม่ได้")
    answer = page(client.post(address, data=form | {"note": "ได้", "sure": "y"}))
    assert answer.status == 409
    assert "ได้" in answer.one("main").text


def test_the_own_agency_s_requests_do_not_push_out_those_that_wait_for_an_answer(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(held, "MOST", 1)
    with app.app_context():
        for hour, (code, agency) in enumerate((("O-5-T1", "mict"), ("O-1.3-T4", "mof"), ("O-1.3-T4", "mol")), 9):
            what, who = world.Act("ระบบล่าช้า", until=date(2013, 7, 14)), world.actor(f"liaison.{agency}")
            world.service.act(
                world.task_id(code, agency), world.STEP["extend"], what, who, world.at("2013-05-31", hour)
            )
        db.session.remove()
    sign_in(client, "coordinator")
    mine = page(client.get("/my-work")).one("main").text
    assert "2 คำขอ" in mine
    assert "แสดง 1 รายการแรก จากทั้งหมด 2 รายการ" in mine
    assert "กค · O-1.3-T4" in mine
    queue = page(client.get("/verification-queue")).one("main").text
    assert "แสดง 1 รายการแรก จากทั้งหมด 3 รายการ" in queue


def test_a_waived_task_asks_nobody_for_more_time_on_any_day(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, task: int
) -> None:
    ask(client, sign_in, page, task, "01/07/2556", sure="y")
    sign_in(client, "coordinator")
    assert "คำขอขยายกำหนดรอท่านพิจารณา" in page(client.get("/my-work")).one("main").text
    assert send(client, page, task, "waive", note="ยกเลิก").status_code == 302
    clock.freeze(date(2013, 6, 3))
    sign_in(client, "coordinator")
    for address in ("/my-work", "/my-work?as_of=2013-05-31"):
        assert "คำขอขยายกำหนดรอท่านพิจารณา" not in page(client.get(address)).one("main").text, address
    assert "รอพิจารณา" not in page(client.get(f"/tasks/{task}")).one(id="standing").text
