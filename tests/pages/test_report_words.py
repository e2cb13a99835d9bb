"""Do coordinators edit a report's words beside the rule's, does everybody see what was changed, and is hostile input only text?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import SignIn
from tests.page import Page
from tests.pages.test_safety_input import token
from tracker.ledger.store import head
from tracker.reports import drawing, store

Read = Callable[[TestResponse], Page]
FILES = {"th": b"%PDF-1.7 th", "en": b"%PDF-1.7 en"}
ADDRESS = "/reports/1/text"
TH, EN = "งานเป็นไปด้วยดี <b>มาก</b> http://example.org/x.png", "Work goes well <b>indeed</b>"

pytestmark = pytest.mark.usefixtures("copies")


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch, no_drawing: None) -> None:
    """The fair copies lie ready."""
    monkeypatch.setattr(drawing, "fair_copies", lambda _report: FILES)


@pytest.fixture
def coordinator(client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    return sign_in(client, "coordinator")


def save(client: FlaskClient, place: str = "highlights", th: str = TH, en: str = EN, version: int = 1) -> TestResponse:
    """Send the form of a place."""
    return client.post(ADDRESS, data=token(client) | {"place": place, "th": th, "en": en, "version": str(version)})


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("who", ["executive", "liaison.mof", "auditor"])
def test_whoever_sees_reports_reads_the_words_and_their_rows_without_a_form(
    client: FlaskClient, sign_in: SignIn, page: Read, who: str, lang: str
) -> None:
    shown = page(sign_in(client, who).get(f"{ADDRESS}?lang={lang}"))
    assert shown.status == 200
    assert shown.all("textarea") == []
    said = shown.one(id="highlights").text
    assert "งานที่ตรวจรับแล้ว" in said
    assert "Verified tasks" in said
    links = [link.get("href") for link in shown.all("a")]
    proof = next(link for link in links if link.startswith("/verify/"))
    assert page(client.get(proof)).status == 200
    assert any(link.startswith("/tasks?q=") and "agency=" in link for link in links)


def test_words_are_saved_and_what_was_changed_is_shown_with_who_and_when(coordinator: FlaskClient, page: Read) -> None:
    answer = save(coordinator)
    assert answer.location == f"{ADDRESS}#highlights"
    shown = page(coordinator.get(ADDRESS))
    panel = shown.one(id="highlights")
    assert "[เพิ่ม] เป็นไปด้วยดี" in panel.text
    assert "[ตัด] ที่ตรวจรับแล้วมี 1 งาน" in panel.text
    assert "ขีดฆ่า = ตัดออก" in panel.text
    assert "31 พ.ค. 2556" in panel.text
    assert "<b>มาก</b>" not in shown.source
    assert "x.png" not in [each.get("src") for each in shown.all("img")]
    assert "แก้ไขข้อความของรายงาน" in page(coordinator.get("/history?object=report:1")).one("main").text
    assert "แก้ไขแล้ว 1 แห่ง" in page(coordinator.get("/reports/1")).one("main").text


def test_the_rules_words_come_back_at_the_press_of_a_button(app: Flask, coordinator: FlaskClient, page: Read) -> None:
    save(coordinator)
    form = page(coordinator.get(ADDRESS))
    assert "ใช้ข้อความที่ระบบร่าง" in form.one(id="highlights").text
    coordinator.post(ADDRESS, data=token(coordinator) | {"place": "highlights", "version": "2"})
    with app.app_context():
        report = store.report(1)
    assert report is not None
    assert (report.version, report.wording) == (3, ())


def test_a_figure_that_is_not_held_is_refused_beside_its_field_and_the_words_are_kept(
    coordinator: FlaskClient, page: Read
) -> None:
    answer = page(save(coordinator, th="ก้าวหน้าร้อยละ ๙๙"))
    assert answer.status == 422
    assert "ตัวเลข “ร้อยละ ๙๙” ไม่มีในภาพข้อมูลของรายงานฉบับนี้" in answer.one(id="highlights-th-error").text
    assert answer.one("textarea", id="highlights-th").text.strip() == "ก้าวหน้าร้อยละ ๙๙"
    assert answer.one("textarea", id="highlights-en").text.strip() == EN
    assert answer.one("textarea", id="steps-th").text.strip() != "ก้าวหน้าร้อยละ ๙๙"


HOSTILE = {
    "direction": "ดี\u202eมาก", "100,000 characters": "ก" * 100_000, "control": "ดี\x00มาก", "one language": "", "surrogate": "a\ufffdb",
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_words_are_refused_in_a_sentence(app: Flask, coordinator: FlaskClient, page: Read, kind: str) -> None:
    with app.app_context():
        before = head()
    answer = page(save(coordinator, th=HOSTILE[kind]))
    assert answer.status == 422
    assert len(answer.one(id="highlights-th-error").text) > 20
    with app.app_context():
        assert head() == before


def test_line_ends_are_made_alike_and_nothing_gets_into_the_answers_head(app: Flask, coordinator: FlaskClient) -> None:
    answer = save(coordinator, th="ข้อแรก\r\nSet-Cookie: a=b\r\n\r\nข้อสอง", place="requests")
    assert answer.status_code == 302
    assert "a=b" not in str(answer.headers)
    with app.app_context():
        report = store.report(1)
    assert report is not None
    assert report.wording[0].words.th == "ข้อแรก\nSet-Cookie: a=b\n\nข้อสอง"


def test_an_older_form_is_told_and_can_be_sent_again(coordinator: FlaskClient, page: Read) -> None:
    save(coordinator)
    late = save(coordinator, "steps", version=1)
    told = page(late)
    assert late.status_code == 409
    assert "มีผู้บันทึกเรื่องรายงานฉบับนี้" in told.one("main").text
    assert told.one("textarea", id="steps-en").text.strip() == EN


def test_an_unknown_place_is_answered(coordinator: FlaskClient, page: Read) -> None:
    answer = page(save(coordinator, place="nowhere"))
    assert answer.status == 409
    assert "ไม่มีตำแหน่งนี้ในรายงาน" in answer.one("main").text


def press(client: FlaskClient, step: str, version: int, **typed: str) -> TestResponse:
    """Send the form of a step."""
    return client.post(f"/reports/1/{step}", data=token(client) | {"version": str(version)} | typed)


def test_remarks_stand_beside_the_paragraph_of_their_place(
    client: FlaskClient, coordinator: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    press(coordinator, "submit", 1)
    assert page(coordinator.get(ADDRESS)).all("textarea") == []
    assert save(coordinator, version=2).status_code == 409
    press(
        sign_in(client, "executive"),
        "return",
        2,
        place_1="problems",
        words_1="ระบุผู้รับผิดชอบ",
        place_2="head",
        words_2="แก้ชื่อเรื่อง",
        place_3="head",
    )
    shown = page(sign_in(client, "coordinator").get(ADDRESS))
    assert "ระบุผู้รับผิดชอบ" in shown.one(id="problems").text
    assert "ระบุผู้รับผิดชอบ" not in shown.one(id="steps").text
    assert "แก้ชื่อเรื่อง" in shown.one("main").text
    save(client, version=3)
    assert "ระบุผู้รับผิดชอบ" in page(client.get(ADDRESS)).one(id="problems").text
    assert "ระบุผู้รับผิดชอบ" in page(client.get("/reports/1")).one("main").text


def test_a_letter_that_no_longer_fits_is_not_submitted(
    coordinator: FlaskClient, page: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    save(coordinator, "money", "ดี", "Good")
    monkeypatch.setattr(drawing, "fair_copies", lambda _report: None)
    monkeypatch.setattr(drawing, "failed", lambda *_paper: True)
    answer = page(press(coordinator, "submit", 2))
    assert answer.status == 409
    assert "หนังสือนำส่งยาวเกินหนึ่งหน้า" in answer.one("main").text
    assert "หนังสือนำส่งยาวเกินหนึ่งหน้า" in page(coordinator.get(ADDRESS)).one("main").text


def test_on_a_past_day_there_is_no_form_and_no_report_before_it_was_drawn_up(
    coordinator: FlaskClient, page: Read
) -> None:
    save(coordinator)
    then = page(coordinator.get(f"{ADDRESS}?as_of=30/05/2556"))
    assert then.all("textarea") == []
    assert "[เพิ่ม]" not in then.one("main").text
    assert coordinator.get(f"{ADDRESS}?as_of=29/05/2556").status_code == 404
    assert coordinator.get("/reports/99/text").status_code == 404


def test_only_coordinators_write(client: FlaskClient, sign_in: SignIn) -> None:
    for who in ("executive", "liaison.mof", "auditor", "admin"):
        assert save(sign_in(client, who)).status_code == 403
