"""Does a file that is given with a step arrive, and is nothing lost when something is wrong?"""

from __future__ import annotations

import errno
import io
import json

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import file_samples as sample
from tests import world
from tests.page import Element, read
from tests.pages.evidence_files import give, sent, stored
from tests.pages.task_forms import errors, form, refused, send, story, task, task_id, typed
from tests.pages.test_safety_input import token
from tracker import clock
from tracker.drafts import service as drafts
from tracker.evidence.refusals import MEBIBYTE
from tracker.tasks.attached import MOST_AT_ONCE, ONE_UPLOAD

PDF = (sample.THAI_NAME, sample.pdf())
PNG = ("หน้าแรก.png", sample.picture())


@pytest.fixture
def mine(app: Flask, client: FlaskClient, sign_in) -> int:
    """A task that has not begun, whose liaison is signed in."""
    sign_in(client, "liaison.mof")
    return task_id(app, "O-1.3-T3", "mof")


def rows(page: Element) -> list[str]:
    """The names beside the boxes of files that stand in a form."""
    return [page.one("label", for_=box["id"]).text for box in page.all("input", type="checkbox", name="file")]


def test_files_and_addresses_are_given_together(app, client, mine):
    answer = give(client, mine, "progress", PDF, PNG, evidence="https://www.mof.go.th/ หน้าเว็บ")
    assert answer.status_code == 302
    now = task(app, mine)
    assert [piece.evidence.title for piece in now.pieces] == [sample.THAI_NAME, "หน้าแรก.png", "หน้าเว็บ"]
    first, second, third = (piece.evidence for piece in now.pieces)
    kept = {file.id: file for file in stored(app)}
    assert (kept[first.file].sha256, kept[first.file].size) == (first.sha256, first.size)
    assert (first.media_type, second.media_type) == ("application/pdf", "image/png")
    assert (first.address, third.file) == ("", None)
    assert {file.attached_seq for file in kept.values()} == {story(app, mine)[-1].seq}


def test_the_task_shows_each_file_with_its_whole_fingerprint(app, client, mine):
    give(client, mine, "progress", PDF)
    file = stored(app)[0]
    panel = read(client.get(f"/tasks/{mine}")).one(id="evidence")
    assert file.sha256 in panel.text
    assert sample.THAI_NAME in panel.text
    assert {f"/evidence/{file.id}", f"/evidence/{file.id}/preview", f"/tasks/{mine}/evidence.zip"} <= {
        link["href"] for link in panel.all("a")
    }


def test_a_mistake_elsewhere_keeps_the_files_and_everything_typed(app, client, mine):
    page = refused(give(client, mine, "progress", PDF, PNG, percent="", note="เขียนไว้แล้ว", evidence="https://a.go.th/"))
    assert [row[:5] for row in rows(page)] == [sample.THAI_NAME[:5], "หน้าแ"]
    assert page.one(id="note").text == "เขียนไว้แล้ว"
    assert page.one(id="evidence").text == "https://a.go.th/"
    again = page.values(f"/tasks/{mine}/progress") | {"percent": "50", "file": [file.id for file in stored(app)]}
    assert client.post(f"/tasks/{mine}/progress", data=again).status_code == 302
    assert [piece.evidence.name for piece in task(app, mine).pieces] == [sample.THAI_NAME, "หน้าแรก.png", ""]
    assert len(stored(app)) == 2


def test_a_refused_file_says_why_while_the_others_stay(app, client, mine):
    page = refused(
        give(client, mine, "progress", PDF, ("run.exe", sample.EXE), ("page.png", sample.HTML), note="เขียนไว้")
    )
    assert len(rows(page)) == 1
    said = " ".join(errors(page))
    assert "“run.exe”: ไม่รับไฟล์ .exe รับเฉพาะ PDF" in said
    assert "“page.png”: เนื้อหาไม่ตรงกับนามสกุล .png เนื้อหาเป็น HTML" in said
    assert page.one(id="note").text == "เขียนไว้"
    assert task(app, mine).pieces == ()
    assert len(stored(app)) == 1


def test_a_box_takes_a_file_off(app, client, mine):
    refused(give(client, mine, "progress", PDF, PNG, percent=""))
    keep = stored(app)[1]
    send(client, mine, "progress", **typed("progress", evidence="", file=keep.id))
    assert [piece.evidence.file for piece in task(app, mine).pieces] == [keep.id]


def test_each_file_has_days_of_its_own_before_those_of_the_entry(app, client, mine):
    refused(give(client, mine, "progress", PDF, PNG, percent=""))
    first, second = stored(app)
    days = {f"effective-{first.id}": "27/05/2556", f"expires-{first.id}": "31/12/2556", "evidence_until": "30/06/2556"}
    send(client, mine, "progress", **typed("progress", file=[first.id, second.id], **days))
    found = [(str(p.evidence.effective_on), str(p.evidence.expires_on)) for p in task(app, mine).pieces]
    assert found == [("2013-05-27", "2013-12-31"), ("None", "2013-06-30"), ("None", "2013-06-30")]
    panel = read(client.get(f"/tasks/{mine}")).one(id="evidence")
    assert "มีผล 27 พ.ค. 2556" in panel.text
    assert "ใช้ได้ถึง 31 ธ.ค. 2556" in panel.text


@pytest.mark.parametrize(
    "days, why",
    [
        ({"expires": "30/05/2556"}, "หมดอายุแล้วเมื่อ 30 พฤษภาคม"),
        ({"effective": "30/06/2556", "expires": "15/06/2556"}, "มีวันหมดอายุก่อนวันที่มีผล"),
        ({"effective": "31/02/2556"}, sample.THAI_NAME),
        ({"expires": "x" * 4000}, sample.THAI_NAME),
    ],
)
def test_days_that_make_no_sense_are_named(app, client, mine, days, why):
    refused(give(client, mine, "progress", PDF, percent=""))
    file = stored(app)[0]
    page = refused(
        send(
            client,
            mine,
            "progress",
            **typed("progress", file=file.id, **{f"{k}-{file.id}": v for k, v in days.items()}),
        )
    )
    assert why in " ".join(errors(page))
    assert len(rows(page)) == 1


def test_more_than_ten_pieces_are_refused_with_a_sentence(app, client, mine):
    page = refused(give(client, mine, "progress", *[(f"{n}.png", sample.picture()) for n in range(12)]))
    assert "ไม่เกิน 10 รายการ" in " ".join(errors(page))
    assert len(stored(app)) == 10
    page = refused(give(client, mine, "progress", evidence="https://a.go.th/", file=[file.id for file in stored(app)]))
    assert "ไม่เกิน 10 รายการ" in " ".join(errors(page))


@pytest.mark.parametrize("whose", ["another person's", "another task's", "nobody's", "given already", "no id"])
def test_a_file_that_is_not_this_forms_is_gone(app, client, sign_in, mine, whose):
    other = task_id(app, "O-1.3-T3", "mol")
    sign_in(client, "liaison.mol")
    refused(give(client, other, "progress", PDF, percent=""))
    sign_in(client, "liaison.mof")
    refused(give(client, task_id(app, "O-1.3-T4", "mof"), "progress", PNG, percent=""))
    give(client, mine, "progress", ("given.png", sample.picture()))
    ids = {file.name: file.id for file in stored(app)}
    id_ = {
        "another person's": ids[sample.THAI_NAME], "another task's": ids["หน้าแรก.png"], "nobody's": "0" * 32,
        "given already": ids["given.png"], "no id": "../../etc/passwd",
    }[whose]  # fmt: skip
    page = refused(send(client, mine, "progress", **typed("progress", file=id_)))
    why = "บันทึกเป็นหลักฐานไปแล้ว" if whose == "given already" else "ไม่อยู่แล้วหรือใช้ไปแล้ว"
    assert why in " ".join(errors(page))
    assert len(task(app, mine).pieces) == 1


def test_the_same_form_with_its_files_twice_is_recorded_once(app, client, mine):
    hidden = form(client, mine, "progress")
    for _ in range(2):
        data = hidden | typed("progress", evidence="") | {"files": sent(PDF)}
        assert client.post(f"/tasks/{mine}/progress", data=data).status_code == 302
    assert [event.kind for event in story(app, mine)].count("progress_logged") == 1


def test_somebody_was_faster_and_the_files_can_be_sent_again(app, client, mine):
    hidden = form(client, mine, "progress")
    give(client, mine, "start")
    data = hidden | typed("progress", evidence="") | {"files": sent(PDF)}
    page = refused(client.post(f"/tasks/{mine}/progress", data=data), 409)
    assert sample.THAI_NAME in page.one(id="typed").text
    again = page.values(f"/tasks/{mine}/progress")
    assert client.post(f"/tasks/{mine}/progress", data=again).status_code == 302
    assert [piece.evidence.name for piece in task(app, mine).pieces] == [sample.THAI_NAME]


def test_the_piece_that_the_address_names_goes_before_the_one_of_a_draft(app, client, mine):
    give(client, mine, "progress", evidence="https://www.mof.go.th/1\nhttps://www.mof.go.th/2")
    with app.app_context():
        who = world.actor("liaison.mof").id
        drafts.keep(who, f"/tasks/{mine}/replace", {"number": ["1"], "note": ["ฉบับลงนามแล้ว"]}, clock.now())
    for asked, chosen in (("", "1"), ("?number=1", "1"), ("?number=2", "2")):
        page = read(client.get(f"/tasks/{mine}/replace{asked}"))
        assert page.one("select", id="number").one("option", selected="").get("value") == chosen
        assert "ฉบับลงนามแล้ว" in page.one("main").text


def test_a_piece_is_replaced_by_a_file_with_a_reason(app, client, mine):
    give(client, mine, "progress", evidence="https://www.mof.go.th/old")
    page = read(client.get(f"/tasks/{mine}/replace?number=1"))
    assert page.one("select", id="number").one("option", selected="").get("value") == "1"
    assert give(client, mine, "replace", PDF, number="1", note="ฉบับลงนามแล้ว").status_code == 302
    now = task(app, mine)
    assert [(piece.replaced_by, piece.stands) for piece in now.pieces] == [(2, False), (None, True)]
    panel = read(client.get(f"/tasks/{mine}")).one(id="evidence")
    assert "ถูกแทนด้วยลำดับที่ 2 “ฉบับลงนามแล้ว”" in panel.one("li", id="evidence-1").text
    assert panel.one("li", id="evidence-1").all("s")


def upload(client: FlaskClient, id_: int, name: str, content: bytes, **headers: str):
    """Send one file as the script does."""
    data = token(client) | {"files": (io.BytesIO(content), name)}
    return client.post(f"/tasks/{id_}/files", data=data, headers={"Accept": "application/json"} | headers)


def test_the_script_uploads_one_file_and_gets_its_row(app, client, mine):
    answer = upload(client, mine, *PDF)
    assert answer.status_code == 200
    assert f'value="{stored(app)[0].id}"' in answer.get_json()["row"]
    assert task(app, mine).pieces == ()
    page = read(client.get(f"/tasks/{mine}/progress?file={stored(app)[0].id}"))
    assert len(rows(page)) == 1


def test_the_script_hears_why_a_file_is_refused(app, client, mine):
    answer = upload(client, mine, "x.svg", sample.SVG)
    assert (answer.status_code, "ไม่รับไฟล์ .svg" in answer.get_json()["error"]) == (422, True)
    assert "SVG" not in json.dumps(answer.get_json()["error"][:3])
    assert stored(app) == []


def test_without_the_script_the_same_address_leads_to_the_form(app, client, mine):
    answer = upload(client, mine, *PDF, Accept="text/html")
    assert answer.status_code == 302
    assert answer.location.endswith(f"/tasks/{mine}/progress?file={stored(app)[0].id}")
    assert refused(upload(client, mine, "x.svg", sample.SVG, Accept="text/html")).h1


def test_nobody_uploads_for_another_agency(app, client, sign_in, mine, caplog):
    sign_in(client, "liaison.mol")
    assert upload(client, mine, *PDF).status_code == 404
    assert "liaison.mol@demo.example" in caplog.text
    for who in ("coordinator", "auditor", "executive", "admin"):
        sign_in(client, who)
        assert upload(client, mine, *PDF).status_code == 403
    assert stored(app) == []


@pytest.mark.parametrize("fault, status, words", [
    (OSError(errno.ENOSPC, "No space left on device"), 507, "พื้นที่เก็บไฟล์ของระบบเต็ม"),
    (ConnectionError("away"), 503, "ที่เก็บไฟล์ของระบบไม่ตอบชั่วคราว"),
])  # fmt: skip
def test_a_full_or_absent_store_says_so_and_keeps_what_was_typed(app, client, mine, monkeypatch, fault, status, words):
    def fail(*_given: object) -> None:
        raise fault

    with monkeypatch.context() as patch:
        patch.setattr("tracker.evidence.vault.Folder.keep", fail)
        page = refused(give(client, mine, "progress", PDF, note="เขียนไว้"))
        assert words in " ".join(errors(page))
        assert page.one(id="note").text == "เขียนไว้"
        assert upload(client, mine, *PDF).status_code == status
        assert read(client.get(f"/tasks/{mine}")).status == 200
    assert stored(app) == []
    assert give(client, mine, "progress", PDF).status_code == 302


def test_a_disk_that_is_full_before_the_form_is_read_says_so(app, client, mine, monkeypatch):
    def full(*_given: object, **_named: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    data = form(client, mine, "progress") | typed("progress") | {"files": sent(PDF)}
    monkeypatch.setattr("tracker.web.safety.SpooledTemporaryFile", full)
    page = refused(client.post(f"/tasks/{mine}/progress", data=data), 507)
    assert page.h1 == "พื้นที่เก็บข้อมูลของระบบเต็ม"
    assert task(app, mine).pieces == ()


@pytest.mark.parametrize(
    "address, most", [("progress", MOST_AT_ONCE), ("files", ONE_UPLOAD), ("comment", 8 * MEBIBYTE)]
)
def test_too_many_bytes_are_answered_with_the_right_figure(app, client, mine, address, most):
    claimed = {"CONTENT_LENGTH": str(most + 1)}
    answer = client.post(
        f"/tasks/{mine}/{address}", content_type="multipart/form-data; boundary=x", environ_overrides=claimed
    )
    page = refused(answer, 413)
    assert f"{most // MEBIBYTE} เมกะไบต์" in page.one("main").text


def test_long_thai_words_come_along_with_a_file(app, client, mine):
    """In a form with files the words are counted by a limit of their own, which long Thai texts must not meet."""
    fields = form(client, mine, "progress") | typed("progress", note="ก" * 350_000)
    parts = [
        f'--x\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in fields.items()
    ]
    file = (
        b'--x\r\nContent-Disposition: form-data; name="files"; filename="a.pdf"\r\n\r\n'
        + sample.pdf()
        + b"\r\n--x--\r\n"
    )
    body = b"".join([*parts, file])
    page = refused(client.post(f"/tasks/{mine}/progress", data=body, content_type="multipart/form-data; boundary=x"))
    assert "350,000" in page.one(id="note-error").text
    assert len(rows(page)) == 1
