"""Does a verifier see the evidence itself, how much of it stands, and what was given twice?"""

from __future__ import annotations

import pytest

from tests import file_samples as sample
from tests.page import read
from tests.pages.evidence_files import give, sent, with_file
from tests.pages.task_forms import task, task_id
from tracker.extensions import db

AGAIN = {"th": "เนื้อหาเดียวกับหลักฐานลำดับที่ 2", "en": "The same content as evidence no. 2"}


@pytest.fixture
def waiting(app):
    """A submission that waits: an address, then a file."""
    with app.app_context():
        file = with_file("mof", "O-1.3-T2")
        db.session.remove()
    return task_id(app, "O-1.3-T2", "mof"), file


def evidence(client, id_, lang="th"):
    """The review page's panel of evidence."""
    return read(client.get(f"/verification-queue/{id_}?lang={lang}")).one(id="evidence")


def test_the_first_page_of_a_file_stands_on_the_review_page_and_leads_to_all_of_it(client, sign_in, waiting):
    id_, file = waiting
    coordinator = sign_in(client, "coordinator")
    panel = evidence(coordinator, id_)
    picture = panel.one("img")
    assert (picture["loading"], picture["src"]) == ("lazy", f"/evidence/{file.id}/1.webp")
    assert picture["width"]
    assert picture["height"]
    assert picture["alt"] == f"หน้าแรกของ {file.name}"
    assert coordinator.get(picture["src"]).status_code == 200
    assert f"/evidence/{file.id}/preview" in [link["href"] for link in panel.all("a")]


def test_a_fingerprint_is_short_and_unfolds_to_the_whole(client, sign_in, waiting):
    id_, file = waiting
    short = evidence(sign_in(client, "coordinator"), id_).one("details", class_="hash")
    assert short.one("summary").text == f"SHA-256 {file.sha256[:12]}…"
    assert file.sha256 in short.text


def test_the_number_of_pieces_is_of_what_stands_on_every_page(client, sign_in, waiting):
    id_, _file = waiting
    give(
        sign_in(client, "liaison.mof"),
        id_,
        "replace",
        number="1",
        evidence="https://www.mof.go.th/new",
        note="ลิงก์เดิมเปิดไม่ได้",
    )
    coordinator = sign_in(client, "coordinator")
    for address in (f"/verification-queue/{id_}", f"/tasks/{id_}"):
        assert "2 รายการ และอีก 1 รายการที่ถูกแทนหรือหมดอายุ" in read(coordinator.get(address)).one(id="evidence").text
    assert "หลักฐาน 2 รายการ" in read(coordinator.get("/verification-queue")).one("li", class_="grid-queue").text


@pytest.mark.parametrize("lang", AGAIN)
def test_the_same_file_given_twice_is_taken_and_said(app, client, sign_in, waiting, lang):
    id_, _file = waiting
    liaison = sign_in(client, "liaison.mof")
    again = {"files": sent(("สำเนา.pdf", sample.pdf()))}
    answer = liaison.post(
        f"/tasks/{id_}/files?lang={lang}", data=again | {"csrf_token": token(liaison, id_)},
        headers={"Accept": "application/json"}, content_type="multipart/form-data",
    )  # fmt: skip
    assert AGAIN[lang] in answer.json["row"]
    give(liaison, id_, "attach", ("สำเนา.pdf", sample.pdf()))
    assert task(app, id_).evidence == 3
    page = read(sign_in(client, "coordinator").get(f"/verification-queue/{id_}?lang={lang}"))
    assert AGAIN[lang] in page.one(id="evidence-3").text
    assert AGAIN[lang] not in page.one(id="evidence-2").text
    told = {"th": "หลักฐานลำดับที่ 3 มีเนื้อหาเดียวกับลำดับที่ 2", "en": "Evidence no. 3 has the same content as no. 2"}
    assert told[lang] in page.one("main").one("div", class_="note warn").text


def token(client, id_) -> str:
    """What a form of this person carries."""
    return read(client.get(f"/tasks/{id_}/attach")).values(f"/tasks/{id_}/attach")["csrf_token"]
