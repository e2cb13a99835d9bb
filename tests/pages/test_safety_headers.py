"""Does every answer carry the safety headers, and is every error a page that says what to do?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy.exc import OperationalError
from werkzeug.test import TestResponse

from tests.page import Page
from tracker.people import store
from tracker.web.safety import MOST_BYTES

SignIn = Callable[[FlaskClient, str], FlaskClient]
Read = Callable[[TestResponse], Page]

DIRECTIVES = {
    "default-src": "'none'", "style-src": "'self'", "script-src": "'self'", "font-src": "'self'", "connect-src": "'self'",
    "form-action": "'self'", "base-uri": "'none'", "frame-ancestors": "'none'",
}  # fmt: skip


def boom() -> str:
    """A view with a fault."""
    raise RuntimeError("a secret of the server: /etc/passwd")


@pytest.fixture
def broken(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page of the method has a fault."""
    monkeypatch.setitem(app.view_functions, "dashboard.method", boom)


@pytest.fixture
def answers(client: FlaskClient, sign_in: SignIn, broken: None) -> dict[int, TestResponse]:
    """One answer of each kind, by status."""
    found = {
        302: client.get("/tasks"),
        200: client.get("/accessibility"),
        400: client.post("/login", data={"email": "x"}),
    }
    sign_in(client, "auditor")
    return found | {
        403: client.get("/tasks/48/waive"),
        404: client.get("/no-such-page"),
        405: client.post("/tasks", data={}),
        413: client.post("/login", data=b"x" * (MOST_BYTES + 1), content_type="application/x-www-form-urlencoded"),
        500: client.get("/method"),
    }


def test_each_kind_of_answer_carries_them(answers: dict[int, TestResponse]) -> None:
    for status, answer in answers.items():
        assert answer.status_code == status
        policy = dict(part.strip().split(" ", 1) for part in answer.headers["Content-Security-Policy"].split(";"))
        assert policy.items() >= DIRECTIVES.items()
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "same-origin"
        assert answer.headers["Cache-Control"] == "no-store"
        assert "Cookie" in answer.headers["Vary"]


def test_each_error_is_a_page_with_a_way_out(answers: dict[int, TestResponse], page: Read) -> None:
    for status, answer in answers.items():
        if status >= 400:
            shown = page(answer)
            assert str(status) in shown.one("main").text
            assert shown.one("main").one("a", class_="btn")["href"] in ("/", "/login")


def test_errors_speak_the_language_of_the_person(client: FlaskClient, page: Read) -> None:
    assert page(client.get("/no-such-page?lang=en")).h1 == "There is no such page"
    assert page(client.get("/no-such-page?lang=th")).h1 == "ไม่พบหน้านี้"


def test_a_fault_shows_a_reference_and_nothing_of_the_inside(
    client: FlaskClient, broken: None, caplog: pytest.LogCaptureFixture
) -> None:
    text = client.get("/method").get_data(as_text=True)
    for inside in ("RuntimeError", "/etc/passwd", "Traceback", "tracker/", "sqlalchemy"):
        assert inside not in text
    reference = next(record.args[0] for record in caplog.records if record.msg.startswith("reference"))  # type: ignore[index]
    assert str(reference) in text
    assert "RuntimeError: a secret of the server" in caplog.text


def test_a_database_that_is_away_is_said_so_and_may_come_back(
    client: FlaskClient, sign_in: SignIn, page: Read, monkeypatch: pytest.MonkeyPatch
) -> None:
    sign_in(client, "coordinator")

    def away(_token: str) -> None:
        raise OperationalError("select …", {}, Exception("database is locked"))

    with monkeypatch.context() as patch:
        patch.setattr(store, "actor_of_session", away)
        answer = client.get("/tasks")
        assert (answer.status_code, answer.headers["Retry-After"]) == (503, "10")
        assert page(answer).h1 == "ระบบยังไม่พร้อมชั่วคราว"
        assert "locked" not in answer.get_data(as_text=True)
    assert client.get("/tasks").status_code == 200


def test_static_files_are_kept_by_browsers_when_their_address_says_which(client: FlaskClient) -> None:
    stamped, plain = client.get("/static/theme.css?v=0123456789"), client.get("/static/theme.css")
    assert "immutable" in stamped.headers["Cache-Control"]
    assert plain.headers["Cache-Control"] == "no-cache"
    for answer in (stamped, plain):
        assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
        answer.close()


def test_a_static_file_asks_for_no_person_and_carries_no_cookie(
    client: FlaskClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A cache that everybody shares may keep it: even when the session is due to be noted as used, or a language is asked for."""
    sign_in(client, "auditor")
    with client.session_transaction() as session:
        session["seen"] -= 120
    with monkeypatch.context() as patch:
        patch.setattr(store, "actor_of_session", lambda _token: pytest.fail("a static file asked who is signed in"))
        for address in ("/static/theme.css", "/static/theme.css?v=0123456789", "/static/theme.css?v=1&lang=en"):
            answer = client.get(address)
            assert answer.status_code == 200
            assert not {"Set-Cookie", "Vary"} & set(answer.headers.keys())
            answer.close()
    assert "Set-Cookie" in client.get("/accessibility").headers


def test_the_page_in_place_of_a_missing_static_file_is_kept_by_nobody(client: FlaskClient, sign_in: SignIn) -> None:
    answer = sign_in(client, "auditor").get("/static/no-such-file.css?v=0123456789")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (404, "no-store")


def test_https_is_asked_for_again(client: FlaskClient) -> None:
    assert "Strict-Transport-Security" not in client.get("/login").headers
    secure = client.get("/login", base_url="https://localhost")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=31536000")


def test_the_process_and_the_database_answer_for_themselves(client: FlaskClient) -> None:
    assert client.get("/healthz").json == {"status": "ok"}
    ready = client.get("/readyz")
    assert ready.json is not None
    assert (ready.status_code, ready.json["scheduler"], ready.json["database"]) == (200, "none", "sqlite")
    assert ready.json["journal"] in ("delete", "wal")


def test_a_line_end_in_an_address_makes_no_second_line_in_the_log(
    app: Flask, client: FlaskClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, sign_in: SignIn
) -> None:
    monkeypatch.setitem(app.view_functions, "dashboard.obligation", lambda code: boom())
    assert (
        sign_in(client, "auditor").get("/obligations/x%0d%0aERROR forged: administrator signed in").status_code == 500
    )
    assert all("\n" not in record.getMessage() for record in caplog.records)
    assert "x\\r\\nERROR forged" in caplog.text
