"""What do pages tell whoever holds a paper, has a file, or tries something on?"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from pathlib import Path

import pikepdf
import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import EnvironBuilder, TestResponse, run_wsgi_app

from tests import world
from tests.conftest import SignIn
from tests.file_samples import EXE, HTML, pdf
from tests.page import Page, parse
from tests.pages.test_safety_input import token
from tests.verify_files import bomb, first, issued, locked, paper, papers_of
from tracker.authenticity import pace, reading, refusals, service
from tracker.dashboard import checks
from tracker.ledger.store import last_seq
from tracker.reports.report import Report
from tracker.reports.service import draft

Read = Callable[[TestResponse], Page]
VERDICTS = {
    "authentic": "เป็นฉบับจริง",
    "altered": "ไม่ใช่ฉบับที่ออก",
    "unknown": "ไม่รู้จักไฟล์นี้",
    "no_pdf": "ไม่ใช่ไฟล์ PDF ที่เปิดอ่านได้",
}
UNUSED = "0" * 16


@pytest.fixture(autouse=True)
def unburdened(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Nothing is left of tests before: no verification of the whole record, and no files that came from this address."""
    monkeypatch.setattr(checks, "FILE", "no such folder/last-verification.json")
    pace.forget()
    yield
    pace.forget()


@pytest.fixture
def files(app: Flask) -> dict[str, bytes]:
    """The papers of report no. 1, not issued yet."""
    with app.app_context():
        return papers_of(first())


@pytest.fixture
def out(app: Flask, files: dict[str, bytes]) -> Report:
    """Report no. 1, issued with them."""
    with app.app_context():
        return issued(files)


def send(client: FlaskClient, content: bytes, name: str = "report.pdf", **query: str) -> TestResponse:
    """Have a file checked, as a browser sends it."""
    client.get("/verify").close()
    form = token(client) | {"file": (io.BytesIO(content), name)}
    return client.post("/verify", data=form, content_type="multipart/form-data", query_string=query)


def told(page: Page) -> str:
    """The first words of what was found."""
    return page.one(id="found").all("strong")[0].text.strip()


def test_of_a_report_that_is_not_issued_nothing_is_told(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    with app.app_context():
        hidden = first().token
    for who in ("", "admin"):
        if who:
            sign_in(client, who)
        answers = [client.get(f"/verify/{each}") for each in (hidden, UNUSED, "x", "ไทย", "a" * 500)]
        bodies = {answer.get_data(as_text=True).replace(answer.request.path, "") for answer in answers[:2]}
        assert [answer.status_code for answer in answers] == [404] * 5
        assert len(bodies) == 1
        assert refusals.NOTHING_HERE.th in bodies.pop()
    assert client.get(f"/verify/{hidden}/F1").status_code == 403


def test_everybody_sees_that_an_issued_report_exists_and_nothing_more(
    app: Flask, client: FlaskClient, page: Read, out: Report
) -> None:
    shown = page(client.get(f"/verify/{out.token}"))
    text = shown.one("main").text
    assert out.submission is not None
    for word in (
        "ออกแล้วจริง", "ทก 0100.4/12", "31 พฤษภาคม 2556", "2556-04-23-egov", "หัวบันทึกตรงกัน", out.snapshot_sha256,
        *(each.sha256 for each in out.submission.papers),
    ):  # fmt: skip
        assert word in text
    assert not shown.all(id="figures")
    assert f"/verify/{out.token}/F1" not in shown.source
    assert "O-1.3-T1" not in shown.source
    assert client.get(f"/verify/{out.token}/F1").location.startswith("/login")
    assert page(client.get(f"/verify/{out.token.upper()}?lang=en")).h1 == "Progress report to the Cabinet no. 1"
    assert client.get(f"/verify?code={out.token[:8].upper()}-{out.token[8:]}").location == f"/verify/{out.token}"
    assert page(client.get("/verify?code=12")).status == 422


def test_whoever_sees_reports_follows_each_figure_to_its_evidence(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    with app.app_context():
        report = first()
    sign_in(client, "auditor")
    shown = page(client.get(f"/verify/{report.token}"))
    assert "ยังไม่ได้ออกหนังสือ" in shown.one("main").text
    codes = [link for link in shown.links if link.startswith(f"/verify/{report.token}/F")]
    assert len(codes) == len(shown.one(id="figures").all("tr")) - 1
    for code in codes:
        assert "ได้เท่ากัน" in page(client.get(code)).one(id="figure").text
    figure = page(client.get(f"/verify/{report.token}/F7"))
    text = figure.one(id="tasks").text
    for word in ("O-1.3-T1", "100%", "ตรวจรับ", "บันทึกลำดับที่", "https://www.mof.go.th/"):
        assert word in text
    assert any(link.startswith("/tasks/") and "as_of=2013-05-30" in link for link in figure.links)
    assert any(link.startswith("/obligations/O-1.3?") and "as_of=2013-05-30" in link for link in figure.links)
    assert page(client.get(f"/verify/{report.token}/F6?page=2&lang=en")).status == 200
    for odd in ("F99", "f1", "%00"):
        assert client.get(f"/verify/{report.token}/{odd}").status_code == 404
    for odd in ("0", "-1", "x", "99999999999"):
        assert client.get(f"/verify/{report.token}/F6?page={odd}").status_code == 200


def test_a_correction_names_the_report_that_it_corrects(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, out: Report
) -> None:
    with app.app_context():
        coordinator, now = world.actor("coordinator"), world.at("2013-05-31", 21)
        later = draft(out.resolution_id, world.TODAY, coordinator, now, corrects=out.id)
    assert client.get(f"/verify/{later.token}").status_code == 404
    assert later.token not in client.get(f"/verify/{out.token}").get_data(as_text=True)
    sign_in(client, "executive")
    assert f"/verify/{out.token}" in page(client.get(f"/verify/{later.token}")).links


@pytest.mark.parametrize("lang", ["th", "en"])
def test_an_issued_paper_is_authentic(
    client: FlaskClient, page: Read, out: Report, files: dict[str, bytes], lang: str
) -> None:
    shown = page(send(client, files[lang]))
    assert (shown.status, told(shown)) == (200, VERDICTS["authentic"])
    assert f"/verify/{out.token}" in shown.links
    assert "Authentic" in page(send(client, files[lang], lang="en")).one(id="found").text


def test_one_byte_makes_another_file(client: FlaskClient, page: Read, out: Report, files: dict[str, bytes]) -> None:
    content = files["th"]
    for place in (0, len(content) // 3, len(content) // 2, len(content) - 8):
        changed = bytearray(content)
        changed[place] ^= 1
        assert told(page(send(client, bytes(changed)))) == VERDICTS["altered"], place
    assert told(page(send(client, content))) == VERDICTS["authentic"]


def kept(app: Flask) -> tuple[int, set[str]]:
    """The last entry of the record, and the files of the installation."""
    folder = Path(app.instance_path)
    with app.app_context():
        return last_seq(), {str(path) for path in folder.rglob("*") if "tracker.db" not in path.name}


def hostile(report: Report) -> dict[str, tuple[bytes, str]]:
    """Files with what is told of them, while report no. 1 is issued."""
    address = report.address
    return {
        "another system's PDF": (pdf(), "unknown"),
        "a script in a PDF": (pdf(trailer="/OpenAction << /S /JavaScript /JS (app.alert(1)) >>"), "unknown"),
        "a web page": (HTML, "no_pdf"),
        "a program": (EXE, "no_pdf"),
        "nothing but a head": (b"%PDF-1.7\n", "no_pdf"),
        "a head and noise": (b"%PDF-1.7\n" + bytes(range(256)) * 400, "no_pdf"),
        "encrypted": (locked(paper(b"{}", address)), "unknown"),
        "a bomb": (bomb(200), "unknown"),
        "a bomb with our address": (paper(b"{}", address) + b"\n%", "altered"),
        "data that are no JSON": (paper(b"\xff\x00{"), "unknown"),
        "data nested too deep": (paper(b"[" * 200_000), "unknown"),
        "a number that is none": (paper(b'{"resolution":{"code":"2556-04-23-egov"},"number":1e400}'), "unknown"),
        "a report that never was": (paper(b'{"resolution":{"code":"2556-04-23-egov"},"number":77}'), "unknown"),
        "says by words that it is report 1": (
            paper(b'{"resolution":{"code":"2556-04-23-egov"},"number":1}'),
            "altered",
        ),
        "an address of another token": (paper(b"{}", f"https://x.example/verify/{UNUSED}"), "unknown"),
    }


def test_hostile_files_are_told_and_nothing_of_them_is_kept(
    app: Flask,
    client: FlaskClient,
    page: Read,
    out: Report,
    caplog: pytest.LogCaptureFixture,
) -> None:
    before = kept(app)
    for what, (content, verdict) in hostile(out).items():
        shown = page(send(client, content, "<script>alert(1)</script>.pdf"))
        assert (what, shown.status, told(shown)) == (what, 200, VERDICTS[verdict])
        assert "<script>alert" not in shown.source
    assert kept(app) == before
    assert not [record for record in caplog.records if record.levelname in ("ERROR", "CRITICAL")]


def test_what_is_not_issued_is_unknown_to_everybody(client: FlaskClient, page: Read, files: dict[str, bytes]) -> None:
    assert told(page(send(client, files["th"]))) == VERDICTS["unknown"]


def test_nothing_and_an_empty_file_are_refused_beside_the_field(client: FlaskClient, page: Read) -> None:
    empty = page(send(client, b""))
    assert (empty.status, refusals.EMPTY.th in empty.one(id="file-error").text) == (422, True)
    none = page(client.post("/verify", data=token(client), content_type="multipart/form-data"))
    assert (none.status, refusals.NO_FILE.th in none.one(id="file-error").text) == (422, True)


class Untouched(io.RawIOBase):
    """A body of an upload that notes how much of it was read."""

    taken = 0

    def readable(self) -> bool:
        return True

    def seek(self, *_place: int) -> int:
        return 0

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        self.taken += len(buffer)
        return len(buffer)


def test_300_megabytes_are_refused_before_they_are_read(app: Flask) -> None:
    body = Untouched()
    builder = EnvironBuilder("/verify", method="POST", content_type="multipart/form-data; boundary=x")
    environ = builder.get_environ() | {"wsgi.input": body, "CONTENT_LENGTH": str(300 * 1024**2)}
    parts, status, _headers = run_wsgi_app(app.wsgi_app, environ, buffered=True)
    shown = parse(b"".join(parts).decode())
    assert status.startswith("413")
    assert "20 เมกะไบต์" in shown.one("main").text
    assert body.taken == 0


def test_a_form_without_its_safety_token_is_refused_where_it_stands(client: FlaskClient, page: Read) -> None:
    shown = page(
        client.post("/verify", data={"file": (io.BytesIO(pdf()), "a.pdf")}, content_type="multipart/form-data")
    )
    assert (shown.status, "หมดอายุ" in shown.one("main").text) == (400, True)


def test_too_many_files_and_a_busy_reader_are_told(
    client: FlaskClient, sign_in: SignIn, page: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pace, "MOST", 1)
    monkeypatch.setattr(service, "claim_of", lambda _file: reading.NO_CLAIM)
    assert page(send(client, pdf())).status == 200
    often = page(send(client, pdf()))
    assert (often.status, refusals.TOO_OFTEN.th in often.one("main").text) == (429, True)
    sign_in(client, "coordinator")
    assert page(send(client, pdf())).status == 200

    def busy(_file: object) -> None:
        raise reading.Busy

    monkeypatch.setattr(service, "claim_of", busy)
    waits = page(send(client, pdf()))
    assert (waits.status, refusals.BUSY.th in waits.one("main").text) == (503, True)


def test_a_reader_that_takes_too_long_is_ended(monkeypatch: pytest.MonkeyPatch, tmp_path) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(reading, "SECONDS", 0.01)
    path = tmp_path / "slow.pdf"
    path.write_bytes(pdf())
    with path.open("rb") as file:
        assert reading.claim_of(file) == reading.Claim(True)


@pytest.mark.pdf
def test_a_paper_of_the_real_engine_is_told_from_its_altered_copies(
    app: Flask, client: FlaskClient, page: Read
) -> None:
    from tracker.reports.service import drawn

    with app.app_context():
        content = drawn(first(), "th", fair=True).pdf()
        issued({"th": content, "en": pdf()})
    assert told(page(send(client, content))) == VERDICTS["authentic"]
    for place in (0, len(content) // 2, len(content) * 9 // 10):
        changed = bytearray(content)
        changed[place] ^= 1
        assert told(page(send(client, bytes(changed)))) == VERDICTS["altered"], place
    saved = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as opened:
        opened.save(saved)
    assert "ยังตรงกับของรายงาน" in page(send(client, saved.getvalue())).one(id="found").text
