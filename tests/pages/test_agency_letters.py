"""Do the pages about letters lead a coordinator from "to be written" to "acknowledged", and show others only what is theirs?"""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.page import Page
from tests.pages.test_safety_input import token
from tracker import clock
from tracker.access.policy import Role
from tracker.lang import Bilingual
from tracker.letters import drawing, store
from tracker.letters import page as pages
from tracker.letters.rules import Letter, State
from tracker.people import service as people

SignIn = Callable[[FlaskClient, str], FlaskClient]
Read = Callable[[TestResponse], Page]
Queries = Callable[[], AbstractContextManager[list[str]]]

SENT = {"number": "๑๒", "dated": "31/05/2556", "signatory": "นายสมชาย ใจดี", "post": "ปลัดกระทรวง", "version": "1"}

ARABIC = str.maketrans("๐๑๒๓๔๕๖๗๘๙", "0123456789")

pytestmark = pytest.mark.usefixtures("no_drawing")


def draw_up(client: FlaskClient, agency: str = "msdhs", key: str = "one-form-only") -> TestResponse:
    form = {"agency": agency, "resolution": world.RESOLUTION, "act_key": key}
    return client.post("/letters", data=token(client) | form)


def kept(app: Flask, id_: int = 2) -> Letter:
    with app.app_context():
        found = store.letter(id_)
    assert found is not None
    return found


def test_who_is_to_be_written_to_is_named_with_days_and_a_button(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    shown = page(sign_in(client, "coordinator").get("/letters"))
    due = shown.one(id="due")
    assert "กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์" in due.text
    assert "ไม่มีความคืบหน้า 17 วันทำการ" in due.text
    assert "จัดทำร่างหนังสือ" in due.text
    assert "บันทึกข้อความภายใน" in due.text
    for who in ("executive", "auditor"):
        assert "จัดทำร่างหนังสือ" not in page(sign_in(client, who).get("/letters")).one(id="due").text


def test_the_whole_way(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator").get("/letters")
    assert draw_up(client).location == "/letters/2"
    assert draw_up(client).location.startswith("/letters?show=draft")
    draft = page(client.get("/letters/2"))
    assert "ร่าง" in draft.one("main").text
    assert "ปลัดกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์" in draft.one(id="gist").text
    assert (
        client.post("/letters/2/send", data=token(client) | SENT | {"act_key": "second-form"}).location == "/letters/2"
    )
    assert kept(app).number == "ทก 0100.4/12"
    sign_in(client, "liaison.msdhs").get("/letters")
    assert "ทก" in page(client.get("/letters")).one(id="letters").text
    came = {"received_on": "31/05/2556", "reference": "รับที่ 5", "note": "", "version": "2"}
    assert client.post("/letters/2/acknowledge", data=token(client) | came).location == "/letters/2"
    assert kept(app).state is State.ACKNOWLEDGED
    assert "รับที่ 5" in page(client.get("/letters/2")).one(id="became").text
    for who in ("coordinator", "auditor"):
        told = page(sign_in(client, who).get("/history?object=letter:2"))
        for words in ("จัดทำร่างหนังสือถึงหน่วยงาน", "ส่งหนังสือถึง", "หน่วยงานตอบรับหนังสือ"):
            assert words in told.one("main").text
    found = page(client.get("/search?q=0100.4/12"))
    assert "หนังสือถึงปลัดกระทรวงการพัฒนาสังคม" in found.one("main").text


@pytest.mark.parametrize(
    "changed, field, words",
    [
        ({"number": "นร 0506/1"}, "number", "เลขที่หนังสือไม่ถูกต้อง"), ({"number": "1001"}, "number", "ใช้กับหนังสือฉบับอื่น"),
        ({"dated": "01/06/2556"}, "dated", "ยังมาไม่ถึง"), ({"dated": "30/05/2556"}, "dated", "อยู่ก่อนวันที่จัดทำร่าง"),
        ({"dated": "31/31/2556"}, "dated", "2556"), ({"signatory": ""}, "signatory", "กรุณากรอกชื่อผู้ลงนาม"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_beside_its_field_and_kept(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, changed: dict[str, str], field: str, words: str
) -> None:
    draw_up(sign_in(client, "coordinator"))
    shown = page(client.post("/letters/2/send", data=token(client) | SENT | changed))
    assert shown.status == 422
    assert words in shown.one(id=f"send-{field}-error").text
    assert shown.one(id="send-post")["value"] == "ปลัดกระทรวง"
    assert kept(app).state is State.DRAFT


def test_what_is_too_long_where_nothing_is_attached_is_not_to_be_attached(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    draw_up(sign_in(client, "coordinator"))
    shown = page(client.post("/letters/2/send", data=token(client) | SENT | {"signatory": "ก" * 121}))
    said = shown.one(id="send-signatory-error").text
    assert "รับได้ไม่เกิน 120 ตัวอักษร" in said
    assert "แนบ" not in said


def test_a_draft_that_events_overtook_says_so_and_asks_for_a_tick(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    draw_up(sign_in(client, "coordinator"))
    assert "send-read" not in client.get("/letters/2").text
    with app.app_context():
        world.do("start", kept(app).tasks[1], "liaison.msdhs", "2013-05-31", clock.now(), note="เริ่มแล้ว")
    assert "O-4b-T1" in page(client.get("/letters/2")).one(id="changes").text
    shown = page(client.post("/letters/2/send", data=token(client) | SENT))
    assert shown.status == 422
    assert "งานในร่างนี้ 1 งานเปลี่ยนไปแล้ว" in shown.one(id="send-read-error").text
    seen = shown.one(id="send-changed")["value"]
    with app.app_context():
        world.do("start", kept(app).tasks[0], "liaison.msdhs", "2013-05-31", clock.now(), note="เริ่มแล้ว")
    overtaken = page(client.post("/letters/2/send", data=token(client) | SENT | {"read": "y", "changed": seen}))
    assert "ได้เปลี่ยนแปลงเพิ่มเติม" in overtaken.one(id="send-read-error").text
    assert "checked" not in overtaken.one(id="send-read").attributes
    ticked = SENT | {"read": "y", "changed": overtaken.one(id="send-changed")["value"]}
    client.post("/letters/2/send", data=token(client) | ticked)
    assert kept(app).state is State.SENT
    assert 'id="changes"' not in client.get("/letters/2").text
    became = page(client.get("/letters/2")).one(id="became").text
    assert "งานที่เปลี่ยนไปแล้วเมื่อส่ง O-1.3-T1, O-4b-T1" in became
    told = page(client.get("/history?object=letter:2")).one("main").text
    for words in ("เปลี่ยนไปหลังจัดทำร่าง: O-1.3-T1, O-4b-T1", "จัดทำร่างหนังสือถึงหน่วยงาน พม"):
        assert words in told


def test_a_draft_has_an_edition_for_signature(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    draw_up(sign_in(client, "coordinator"))
    (button,) = page(client.get("/letters/2")).all("a", href="/letters/2.pdf?for=signature")
    assert "ฉบับเสนอลงนาม" in button.text
    assert "for=signature" not in client.get("/letters/1").text
    assert drawing.path(kept(app), "th", True) != drawing.path(kept(app), "th")
    monkeypatch.setattr(drawing, "path", lambda _letter, _lang, clean=False: tmp_path / f"{clean}.pdf")
    (tmp_path / "True.pdf").write_bytes(b"%PDF-1.7")
    answer = client.get("/letters/2.pdf?for=signature")
    assert "msdhs-for-signature-th" in answer.headers["Content-Disposition"]
    answer.close()
    assert client.get("/letters/2.pdf").status_code == 202


def test_who_was_slower_reads_what_happened(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    draw_up(sign_in(client, "coordinator"))
    client.post("/letters/2/send", data=token(client) | SENT)
    shown = page(client.post("/letters/2/discard", data=token(client) | {"reason": "ไม่จำเป็น", "version": "1"}))
    assert shown.status == 409
    assert "มีผู้บันทึกเรื่องหนังสือฉบับนี้" in shown.one("main").text


def test_a_draft_is_discarded_with_a_reason(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    draw_up(sign_in(client, "coordinator"))
    assert page(client.post("/letters/2/discard", data=token(client) | {"reason": "", "version": "1"})).status == 422
    client.post("/letters/2/discard", data=token(client) | {"reason": "แจ้งทางโทรศัพท์แล้ว", "version": "1"})
    assert kept(app).state is State.DISCARDED
    assert "แจ้งทางโทรศัพท์แล้ว" in page(client.get("/letters/2")).one(id="became").text


def test_a_liaison_sees_what_was_sent_to_the_own_agency_alone(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    draw_up(sign_in(client, "coordinator"))
    sign_in(client, "liaison.msdhs")
    assert client.get("/letters/2").status_code == 404
    assert client.get("/letters/1").status_code == 404
    shown = page(client.get("/letters"))
    assert "ยังไม่มีหนังสือ" in shown.one(id="letters").text
    assert "จัดทำร่างหนังสือ" not in shown.source


def test_a_letter_that_is_not_due_is_refused_in_a_sentence(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    for agency in ("mof", "nobody"):
        shown = page(draw_up(client, agency))
        assert shown.status == 422
        assert "ไม่มีงานของหน่วยงานนี้" in shown.one("main").text
    assert draw_up(client, "mict").status_code == 403


def test_a_past_day_shows_the_letters_of_that_day(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "auditor")
    assert "ทก" in page(client.get("/letters?as_of=30/05/2556")).one(id="letters").text
    assert "ยังไม่มีหนังสือ" in page(client.get("/letters?as_of=29/05/2556")).one(id="letters").text
    assert client.get("/letters/1?as_of=29/05/2556").status_code == 404
    assert "/letters/1/" not in client.get("/letters/1?as_of=30/05/2556").text


def test_the_menu_counts_drafts_and_letters_to_answer(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    draw_up(sign_in(client, "coordinator"))
    for who in ("coordinator", "liaison.mof"):
        (entry, *_) = page(sign_in(client, who).get("/letters")).all("a", href="/letters")
        assert entry.text.split()[:2] == ["หนังสือ", "1"]


def test_the_list_asks_as_much_for_one_as_for_all(client: FlaskClient, sign_in: SignIn, count_queries: Queries) -> None:
    sign_in(client, "coordinator").get("/letters")
    with count_queries() as before:
        client.get("/letters")
    for place, agency in enumerate(("msdhs", "opm", "moe", "moph")):
        draw_up(client, agency, f"form-number-{place}")
    client.get("/letters")
    with count_queries() as after:
        client.get("/letters")
    assert len(after) <= len(before)


def test_tabs_count_all_letters_and_old_ones_stand_behind_their_own(
    client: FlaskClient, sign_in: SignIn, page: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pages, "MOST", 1)
    sign_in(client, "coordinator").get("/letters")
    for place, agency in enumerate(("msdhs", "opm")):
        draw_up(client, agency, f"form-number-{place}")
    every = page(client.get("/letters"))
    tabs = {link.text for link in every.one(id="main").all("a") if "show=" in (link["href"] or "")}
    assert {"ร่าง 2", "รอตอบรับ 1"} <= {" ".join(text.split()) for text in tabs}
    assert "อีก 2 ฉบับ" in every.one(id="letters").text
    sent = page(client.get("/letters?show=sent")).one(id="letters").text
    assert "ทก 0100.4/1001" in sent.translate(ARABIC)
    due = page(client.get("/letters?show=due"))
    assert "ค้นได้จากเลขที่" not in due.source
    theirs = page(sign_in(client, "liaison.mof").get("/letters?show=draft"))
    assert "ยังไม่มีหนังสือ" in theirs.one(id="letters").text


def test_a_row_without_a_button_says_why(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    with app.app_context():
        name = Bilingual("ผู้ประสานงานกลาง", "Coordinator")
        people.add_user("coordinator.ega@demo.example", name, Role.COORDINATOR, "ega", world.PASSWORD)
    due = page(sign_in(client, "coordinator.ega").get("/letters")).one(id="due")
    rows = {row["id"].rpartition("-")[2]: row.text for row in due.all("li") if row.get("id")}
    assert "หน่วยงานของท่านเอง" in rows.pop("ega")
    assert "บันทึกข้อความภายใน" in rows.pop("mict")
    assert all("จัดทำร่างหนังสือ" in text for text in rows.values())


def test_the_pdf_is_prepared_and_then_handed_out(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, "liaison.mof")
    assert page(client.get("/letters/1.pdf")).status == 202
    file = tmp_path / "letter.pdf"
    file.write_bytes(b"%PDF-1.7")
    monkeypatch.setattr(drawing, "path", lambda _letter, _lang, _clean=False: file)
    answer = client.get("/letters/1.pdf?lang=en")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert "mof-" in answer.headers["Content-Disposition"]
    answer.close()
