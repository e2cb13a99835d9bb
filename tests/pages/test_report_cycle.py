"""Does a report go its way on pages: each sees the forms that are theirs, and nothing is approved but the paper before one's eyes?"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from tests import world
from tests.conftest import SignIn
from tests.page import Page
from tests.pages.test_safety_input import token
from tracker.documents.classes import Secrecy
from tracker.extensions import db
from tracker.ledger.store import write_transaction
from tracker.people.store import UserRow
from tracker.reports import drawing, step_pages, store
from tracker.reports.report import Report, State

Read = Callable[[TestResponse], Page]
FILES = {"th": b"%PDF-1.7 th", "en": b"%PDF-1.7 en"}
SHA = hashlib.sha256(FILES["th"]).hexdigest()

pytestmark = pytest.mark.usefixtures("copies")


@pytest.fixture
def copies(monkeypatch: pytest.MonkeyPatch, no_drawing: None) -> None:
    """The fair copies lie ready."""
    monkeypatch.setattr(drawing, "fair_copies", lambda _report: FILES)


def test_who_was_handed_a_paper_stands_on_the_page_for_those_who_see_the_fair_copy(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:  # fmt: skip
    file = tmp_path / "drawn.pdf"
    file.write_bytes(FILES["th"])
    monkeypatch.setattr(drawing, "pdf_file", lambda *_what: file)
    reader = sign_in(client, "executive")
    assert "ยังไม่มีผู้รับไฟล์ PDF ของรายงานนี้" in page(reader.get("/reports/1")).one(id="readers").text
    for address in ("/reports/1.pdf", "/reports/1.pdf?lang=en", "/reports/1/fair-copy.pdf"):
        with reader.get(address) as answer:
            assert answer.status_code == 200
    shown = page(reader.get("/reports/1")).one(id="readers").text
    for words in ("ร่าง ภาษาไทย", "ร่าง ภาษาอังกฤษ", "ฉบับก่อนเสนอ ภาษาไทย", "31 พ.ค. 2556"):
        assert words in " ".join(shown.split())
    assert "readers" not in [each.get("id") for each in page(reader.get("/reports/1?as_of=2013-05-30")).all()]


def kept(app: Flask) -> Report:
    with app.app_context():
        found = store.report(1)
    assert found is not None
    return found


def press(client: FlaskClient, page: Read, step: str, **typed: str) -> TestResponse:
    """Send the form of a step as it stands on the page, with what is typed."""
    address = f"/reports/1/{step}"
    return client.post(address, data=page(client.get("/reports/1")).values(address) | typed)


def test_the_whole_way(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    assert (
        press(client, page, "arrange", number="12", dated="31/05/2556", signatory="นายสมชาย ใจดี").location
        == "/reports/1"
    )
    press(client, page, "submit")
    sign_in(client, "executive")
    press(client, page, "return", place_1="money", words_1="ระบุแหล่งเงิน", place_2="head", words_2="แก้ชื่อเรื่อง")
    sign_in(client, "coordinator")
    shown = page(client.get("/reports/1")).one("main").text
    assert "ย่อหน้างบประมาณ : ระบุแหล่งเงิน" in shown
    assert "แก้ชื่อเรื่อง" in shown
    press(client, page, "submit")
    sign_in(client, "executive")
    press(client, page, "approve")
    assert kept(app).state is State.APPROVED
    sign_in(client, "coordinator")
    press(client, page, "issue")
    press(client, page, "acknowledge", reference="ส 8636")
    assert (kept(app).state, kept(app).letter_no) == (State.ACKNOWLEDGED, "ทก 0100.4/12")
    end = page(client.get("/reports/1"))
    assert not [form for form in end.all("form") if form.get("action").startswith("/reports/1/")]
    told = page(client.get("/history?object=report:1")).one("main").text
    for words in ("เสนอรายงานเพื่ออนุมัติ", "ส่งรายงานกลับแก้ไข", "อนุมัติรายงาน", "ออกหนังสือนำส่งรายงาน", "สลค. รับรายงาน"):
        assert words in told


@pytest.mark.parametrize(
    ("who", "forms"),
    [
        ("coordinator", {"arrange", "submit", "discard"}), ("executive", set()), ("liaison.mof", set()), ("auditor", set()),
    ],
)  # fmt: skip
def test_a_draft_offers_each_what_they_may_do(
    client: FlaskClient, sign_in: SignIn, page: Read, who: str, forms: set[str]
) -> None:
    shown = page(sign_in(client, who).get("/reports/1"))
    sent = {
        form.get("action").rpartition("/")[2]
        for form in shown.all("form")
        if form.get("action").startswith("/reports/1/")
    }
    assert sent == forms


def test_another_paper_than_the_one_before_ones_eyes_is_not_approved(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    press(sign_in(client, "coordinator"), page, "submit")
    answer = press(sign_in(client, "executive"), page, "approve", sha256="b" * 64)
    assert answer.status_code == 409
    assert "ยังไม่มีการอนุมัติ" in page(answer).one("main").text
    assert kept(app).state is State.IN_REVIEW


def test_a_step_that_is_skipped_and_one_on_an_issued_report_are_refused(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    safe = token(sign_in(client, "coordinator"))
    early = client.post("/reports/1/issue", data=safe | {"number": "12", "dated": "31/05/2556", "version": "1"})
    assert early.status_code == 409
    assert "เพราะรายงานฉบับนี้อยู่ในสถานะ “ร่าง”" in page(early).one("main").text
    press(client, page, "submit")
    press(sign_in(client, "executive"), page, "approve")
    press(sign_in(client, "coordinator"), page, "issue", number="12")
    late = client.post("/reports/1/arrange", data=token(client) | {"number": "13", "version": str(kept(app).version)})
    assert late.status_code == 409
    assert kept(app).letter_no == "ทก 0100.4/12"


def test_nobody_approves_what_they_wrote_whatever_their_role_is_now(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    """The account that drew the report up has become an executive's since."""
    press(sign_in(client, "coordinator"), page, "submit")
    with app.app_context(), write_transaction():
        db.session.execute(
            update(UserRow).where(UserRow.email == world.address("coordinator")).values(role="executive")
        )
    shown = page(client.get("/reports/1"))
    assert "/reports/1/approve" not in [form.get("action") for form in shown.all("form")]
    answer = client.post("/reports/1/approve", data=token(client) | {"sha256": SHA, "version": "2"})
    assert answer.status_code == 403
    assert kept(app).state is State.IN_REVIEW


def test_who_has_something_to_do_finds_a_number_in_the_menu(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    def number(who: str) -> str:
        shown = page(sign_in(client, who).get("/method"))
        return next(link for link in shown.all("a", href="/reports")).text

    assert [number(who) for who in ("coordinator", "executive")] == ["รายงาน", "รายงาน"]
    press(sign_in(client, "coordinator"), page, "submit")
    assert "1" in number("executive")
    press(sign_in(client, "executive"), page, "approve")
    assert "1" in number("coordinator")


def test_the_second_of_two_approvers_is_told(app: Flask, sign_in: SignIn, page: Read) -> None:
    coordinator, first, second = (app.test_client() for _ in range(3))
    press(sign_in(coordinator, "coordinator"), page, "submit")
    for each in (first, second):
        sign_in(each, "executive")
    form = page(second.get("/reports/1")).values("/reports/1/approve")
    press(first, page, "approve")
    told = second.post("/reports/1/approve", data=form)
    assert told.status_code == 409
    assert "มีผู้บันทึกเรื่องรายงานฉบับนี้" in page(told).one("main").text
    assert kept(app).state is State.APPROVED


def test_an_issued_report_is_served_as_it_was_approved_and_a_changed_file_is_not(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    press(sign_in(client, "coordinator"), page, "submit")
    press(sign_in(client, "executive"), page, "approve")
    press(sign_in(client, "coordinator"), page, "issue", number="12")
    for who in ("liaison.mof", "auditor"):
        answer = sign_in(client, who).get("/reports/1.pdf")
        assert hashlib.sha256(answer.data).hexdigest() == SHA
        assert sign_in(client, who).get("/reports/1.pdf?lang=en").data == FILES["en"]

    def damaged(*_: object) -> None:
        raise step_pages.paper_store.Damaged("report 1")

    monkeypatch.setattr(step_pages.paper_store, "pdf", damaged)
    answer = client.get("/reports/1.pdf")
    assert answer.status_code == 503
    assert "SHA-256" in page(answer).one("main").text


def test_the_fair_copy_is_for_those_who_write_approve_or_audit(client: FlaskClient, sign_in: SignIn) -> None:
    assert sign_in(client, "liaison.mof").get("/reports/1/fair-copy.pdf").status_code == 403


def test_a_submission_waits_for_its_fair_copy(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(drawing, "fair_copies", lambda _report: None)
    answer = press(sign_in(client, "coordinator"), page, "submit")
    assert answer.status_code == 409
    assert "ฉบับเสนออนุมัติกำลังจัดทำ" in page(answer).one("main").text
    assert kept(app).state is State.DRAFT


@pytest.mark.parametrize(
    ("step", "typed", "field"),
    [
        ("arrange", {"number": "นร 0506/1"}, "number"), ("arrange", {"dated": "29/05/2556"}, "dated"),
        ("arrange", {"dated": "31/31/2556"}, "dated"), ("discard", {"reason": ""}, "reason"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field_and_kept(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, step: str, typed: dict[str, str], field: str
) -> None:
    answer = press(sign_in(client, "coordinator"), page, step, **typed)
    assert answer.status_code == 422
    shown = page(answer)
    assert shown.one(id=f"{step}-{field}-error").text
    if typed[field]:
        assert shown.one(id=f"{step}-{field}")["value"] == typed[field]
    assert kept(app).version == 1


def test_a_return_needs_words(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    press(sign_in(client, "coordinator"), page, "submit")
    answer = press(sign_in(client, "executive"), page, "return", words_1=" ")
    assert answer.status_code == 422
    assert "อย่างน้อยหนึ่งข้อ" in page(answer).one(id="return-words_1-error").text


def test_a_correction_is_drawn_up_from_the_issued_report(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    press(sign_in(client, "coordinator"), page, "submit")
    press(sign_in(client, "executive"), page, "approve")
    press(sign_in(client, "coordinator"), page, "issue", number="12")
    form = page(client.get("/reports?corrects=1")).values("/reports")
    assert client.post("/reports", data=form | {"as_of": "31/05/2556"}).location == "/reports/2"
    shown = page(client.get("/reports/2")).one("main").text
    assert "รายงานฉบับนี้แก้ไขรายงานครั้งที่ 1" in shown


def test_a_past_day_shows_how_far_the_report_was_then(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    press(sign_in(client, "coordinator"), page, "submit")
    shown = page(client.get("/reports/1?as_of=30/05/2556"))
    assert "ร่าง" in shown.one("main").text
    assert not shown.one("main").all("form")


def test_who_only_reads_is_told_nothing_to_press(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    safe = token(sign_in(client, "liaison.mof"))
    for step in ("arrange", "approve", "issue"):
        assert client.post(f"/reports/1/{step}", data=safe).status_code == 403


def test_the_words_are_english_where_english_is_asked_for(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    shown = page(sign_in(client, "coordinator").get("/reports/1?lang=en")).one("main").text
    assert "Lay before the approver" in shown
    assert world.RESOLUTION not in shown


def test_the_classes_are_chosen_and_shown_and_one_that_is_none_is_refused(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "coordinator")
    assert press(client, page, "arrange", speed="urgent", secrecy="top").status_code == 302
    shown = page(client.get("/reports/1")).one(id="letter").text
    assert "ลับที่สุด" in shown
    assert press(client, page, "arrange", secrecy="sideways").status_code == 422
    assert kept(app).secrecy is Secrecy.TOP
