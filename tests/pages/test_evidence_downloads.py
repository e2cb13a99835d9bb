"""Who gets a file, what comes with it, and what can a browser do with it? Nothing but keep it."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from urllib.parse import unquote

import pytest
from PIL import Image
from sqlalchemy import select

from tests import file_samples as sample
from tests import world
from tests.page import read
from tests.pages.evidence_files import give, stored, with_file
from tests.pages.task_forms import refused, task_id
from tracker.evidence import service
from tracker.extensions import db
from tracker.tasks.facts import Evidence
from tracker.tasks.store import TaskRow

ADDRESS = f"/evidence/{world.FILE_ID}"
READERS = ("coordinator", "executive", "auditor", "liaison.mof")
OTHERS = {"liaison.mol": 404, "liaison.ega": 404, "admin": 403}
HOSTILE_NAMES = (
    "a\"; filename=evil.exe; x=\".pdf", "ก" * 100 + ".pdf", "a;b,c=d'e%20f.pdf", "รายงาน (ฉบับที่ ๑) – ลงนาม.pdf", "x\u202efdp.exe.pdf",
)  # fmt: skip


def attached_name(answer) -> str:
    """The name under which a browser would keep the file."""
    said = answer.headers["Content-Disposition"]
    found = re.fullmatch(r"attachment; filename=\"[\w .()-]+\"; filename\*=UTF-8''([\w%.~-]+)", said, re.ASCII)
    assert found is not None, said
    return unquote(found[1])


@pytest.mark.parametrize("who", READERS)
def test_those_who_may_get_the_very_bytes(client, sign_in, who):
    answer = sign_in(client, who).get(ADDRESS)
    assert (answer.status_code, answer.data) == (200, sample.pdf())
    assert answer.headers["ETag"].strip('"') == hashlib.sha256(sample.pdf()).hexdigest()
    answer.close()


@pytest.mark.parametrize("path", ["", "/preview", "/1.webp"])
@pytest.mark.parametrize("who", OTHERS)
def test_the_others_do_not_and_the_log_knows(client, sign_in, caplog, who, path):
    assert sign_in(client, who).get(ADDRESS + path).status_code == OTHERS[who]
    assert world.address(who) in caplog.text
    assert ADDRESS in caplog.text


@pytest.mark.parametrize("who", OTHERS)
def test_the_others_get_no_zip_either(app, client, sign_in, caplog, who):
    id_ = task_id(app, "O-1.3-T1", "mof")
    assert sign_in(client, who).get(f"/tasks/{id_}/evidence.zip").status_code == OTHERS[who]
    assert f"/tasks/{id_}/evidence.zip" in caplog.text


def test_an_agency_opens_what_another_one_did_for_it(app, client, sign_in):
    with app.app_context():
        row = TaskRow
        query = select(row.code, row.agency, row.for_agency).where(
            row.for_agency.is_not(None), row.agency != row.for_agency
        )
        code, agency, served = db.session.execute(query.order_by(row.id)).first()
        file = with_file(agency, code, served=served)
        db.session.remove()
    for who, status in ((served, 200), (agency, 200), ("oag", 404)):
        answer = sign_in(client, f"liaison.{who}").get(f"/evidence/{file.id}")
        assert answer.status_code == status
        answer.close()


def test_a_file_in_somebodys_form_is_that_persons_alone(app, client, sign_in, caplog):
    id_ = task_id(app, "O-1.3-T3", "mof")
    sign_in(client, "liaison.mof")
    refused(give(client, id_, "progress", ("a.pdf", sample.pdf()), percent=""))
    address = f"/evidence/{stored(app)[0].id}"
    answer = client.get(address)
    assert answer.status_code == 200
    answer.close()
    for who in ("coordinator", "auditor", "executive"):
        assert sign_in(client, who).get(address).status_code == 404
        assert world.address(who) in caplog.text


@pytest.mark.parametrize(
    "name, content",
    [
        ("a.pdf", sample.pdf()),
        ("a.png", sample.picture()),
        ("a.html", sample.HTML),
        ("a.csv", b"=cmd|' /C calc'!A0\n"),
        ("a.docx", sample.docx()),
    ],
)
def test_every_file_leaves_sealed(app, client, sign_in, name, content):
    with app.app_context():
        file = with_file(name=name, content=content)
        db.session.remove()
    answer = sign_in(client, "coordinator").get(f"/evidence/{file.id}")
    assert answer.data == content
    assert answer.headers["Content-Type"] == file.media_type
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert attached_name(answer) == name
    assert answer.headers["Cache-Control"] == "no-store"
    assert answer.content_length == len(content)
    answer.close()


@pytest.mark.parametrize("name", HOSTILE_NAMES)
def test_a_name_in_any_script_arrives_and_breaks_nothing(app, client, sign_in, name):
    with app.app_context():
        file = with_file(name=name)
        db.session.remove()
    answer = sign_in(client, "auditor").get(f"/evidence/{file.id}")
    assert attached_name(answer) == file.name
    answer.close()


def test_a_part_of_a_file_can_be_asked_for(client, sign_in):
    answer = sign_in(client, "auditor").get(ADDRESS, headers={"Range": "bytes=0-7"})
    assert (answer.status_code, answer.data) == (206, sample.pdf()[:8])
    answer.close()


@pytest.mark.parametrize(
    "path",
    ["/evidence/" + "0" * 32, "/evidence/../secret-key", "/evidence/..%2f..%2fsecret-key", "/evidence/" + "F" * 32, "/evidence/x",
     "/evidence/%00", ADDRESS + "/0.webp", ADDRESS + "/99.webp", ADDRESS + "/" + "9" * 30 + ".webp", ADDRESS + "/incoming"],
)  # fmt: skip
def test_an_odd_address_of_a_file_is_no_such_page(client, sign_in, path):
    assert sign_in(client, "coordinator").get(path).status_code == 404


@pytest.mark.parametrize("harm", ["gone", "altered"])
def test_a_damaged_file_is_not_sent_and_says_so(app, client, sign_in, caplog, harm):
    with app.app_context():
        file = with_file()
        path = service.vault()._path(file.id)  # type: ignore[attr-defined]
        path.unlink() if harm == "gone" else path.write_bytes(sample.pdf().replace(b"hello", b"jello"))
        db.session.remove()
    page = refused(sign_in(client, "coordinator").get(f"/evidence/{file.id}"), 500)
    assert "ไม่ตรงกับค่า SHA-256" in page.one("main").text
    assert file.id in caplog.text
    page = refused(client.get(f"/evidence/{file.id}/preview"), 500)
    assert "ไม่ตรงกับค่า SHA-256" in page.one("main").text


def test_a_pdf_is_seen_as_a_picture_that_we_drew(client, sign_in):
    page = read(sign_in(client, "executive").get(f"{ADDRESS}/preview"))
    image = page.one("main").one("img")
    answer = client.get(image["src"])
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/webp")
    assert answer.headers["Content-Security-Policy"] == "default-src 'none'; sandbox"
    with Image.open(io.BytesIO(answer.data), formats=["WEBP"]) as drawn:
        assert max(drawn.size) == 1697 or max(drawn.size) <= 1700
    assert hashlib.sha256(sample.pdf()).hexdigest() in page.one(id="about").text


@pytest.mark.parametrize("form", ["PNG", "JPEG", "WEBP"])
def test_a_picture_is_drawn_anew_without_what_the_camera_noted(app, client, sign_in, form):
    out, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "13.7563N 100.5018E"
    Image.new("RGB", (2400, 600), "navy").save(out, form, exif=exif)
    with app.app_context():
        file = with_file(name=f"photo.{form.lower()}", content=out.getvalue())
        db.session.remove()
    answer = sign_in(client, "coordinator").get(f"/evidence/{file.id}/1.webp")
    assert b"100.5018" not in answer.data
    with Image.open(io.BytesIO(answer.data)) as drawn:
        assert drawn.size == (1200, 300)
    assert client.get(f"/evidence/{file.id}/2.webp").status_code == 404


def test_what_cannot_be_seen_says_so(app, client, sign_in, monkeypatch):
    with app.app_context():
        word, page = (
            with_file(name="a.docx", content=sample.docx()),
            with_file(name="b.pdf", content=b"%PDF-1.4\n%%EOF\n"),
        )
        db.session.remove()
    sign_in(client, "coordinator")
    for file in (word, page):
        assert "แสดงภาพตัวอย่างของไฟล์นี้ไม่ได้" in read(client.get(f"/evidence/{file.id}/preview")).one("main").text
        assert client.get(f"/evidence/{file.id}/1.webp").status_code == 404


def test_all_evidence_of_a_task_comes_as_one_zip_with_its_list(app, client, sign_in):
    with app.app_context():
        first, second = with_file(), with_file(content=sample.picture(), name="หน้าแรก.png")
        gone = with_file(name="gone.pdf")
        service.vault().discard(gone.id)
        id_ = first.task_id
        db.session.remove()
    answer = sign_in(client, "auditor").get(f"/tasks/{id_}/evidence.zip")
    assert answer.headers["Content-Type"] == "application/zip"
    assert answer.headers["Content-Disposition"].startswith("attachment;")
    with zipfile.ZipFile(io.BytesIO(answer.data)) as packed:
        assert packed.testzip() is None
        assert packed.namelist() == [f"03 {first.name}", f"04 {second.name}", "SHA256.txt"]
        assert packed.read(f"03 {first.name}") == sample.pdf()
        listed = packed.read("SHA256.txt").decode()
    assert [
        word in listed for word in (first.sha256, second.sha256, "https://www.mof.go.th/e-service", "ไฟล์หายหรือเสียหาย")
    ] == [True] * 4
    answer.close()
    then = client.get(f"/tasks/{id_}/evidence.zip?as_of=2013-05-30")
    with zipfile.ZipFile(io.BytesIO(then.data)) as packed:
        assert packed.namelist() == ["SHA256.txt"]
    then.close()


def test_a_task_without_evidence_has_no_zip(app, client, sign_in):
    id_ = task_id(app, "O-1.3-T3", "mof")
    assert sign_in(client, "auditor").get(f"/tasks/{id_}/evidence.zip").location.endswith(f"/tasks/{id_}")


def test_whoever_may_not_open_files_sees_that_they_are_there(app, client, sign_in):
    with app.app_context():
        file = with_file()
        id_ = file.task_id
        db.session.remove()
    for who in ("liaison.mof", "liaison.mol", "admin"):
        panel = read(sign_in(client, who).get(f"/tasks/{id_}?as_of=2013-05-31")).one(id="evidence")
        assert file.sha256 in panel.text
        assert any(f"/evidence/{file.id}" in link["href"] for link in panel.all("a")) is (who == "liaison.mof")


HOSTILE_WORDS = (
    "<img src=x onerror=alert(1)>.pdf",
    "<script>alert(1)<.pdf",
    "{{ 7*7 }}.pdf",
    "file:etc.pdf",
    "@import url(x).pdf",
)


@pytest.mark.parametrize("name", HOSTILE_WORDS)
def test_a_name_is_words_on_every_page(app, client, sign_in, name):
    with app.app_context():
        file = with_file(name=name)
        id_ = file.task_id
        db.session.remove()
    sign_in(client, "coordinator")
    for path in (f"/tasks/{id_}", f"/evidence/{file.id}/preview", "/history"):
        page = read(client.get(path))
        assert file.name in page.one("main").text
        assert not page.one("main").all("script")
        assert not [image for image in page.all("img") if image["src"] == "x"]


def test_a_verified_task_whose_evidence_is_replaced_waits_again_and_says_why(app, client, sign_in):
    with app.app_context():
        id_ = world.task_id("O-1.3-T1", "mof")
        new = (Evidence("https://www.mof.go.th/new"),)
        world.do("replace", id_, "liaison.mof", "2013-05-31", number=1, note="ลิงก์เดิมเปิดไม่ได้", evidence=new)
        db.session.remove()
    standing = read(sign_in(client, "coordinator").get(f"/tasks/{id_}")).one(id="standing")
    queue = read(client.get("/verification-queue")).one("main")
    for place in (standing, queue):
        assert "กลับเข้าสู่รายการรอตรวจรับ" in place.text
        assert "ลิงก์เดิมเปิดไม่ได้" in place.text


def test_many_files_ask_the_database_no_more_than_one(app, client, sign_in, count_queries):
    def asked() -> int:
        sign_in(client, "coordinator").get(f"/tasks/{id_}").close()
        with count_queries() as found:
            client.get(f"/tasks/{id_}?lang=en").close()
            client.get(f"/tasks/{id_}?lang=th").close()
        return len(found)

    with app.app_context():
        id_ = with_file().task_id
        db.session.remove()
    one = asked()
    with app.app_context():
        for number in range(8):
            with_file(name=f"{number}.png", content=sample.picture())
        db.session.remove()
    assert asked() == one
