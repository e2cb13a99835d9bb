"""Does hostile or broken input get a clear answer, never a fault, and save nothing?"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from tests import world
from tests.addresses import TASK, Route, routes
from tests.page import Page
from tests.pages.reminder_forms import LOOKED
from tracker.access.policy import covers
from tracker.extensions import csrf
from tracker.ledger.store import head
from tracker.web.safety import MOST_BYTES
from tracker.web.typed import FORMS

SignIn = Callable[[FlaskClient, str], FlaskClient]
Read = Callable[[TestResponse], Page]

ODD_PATHS = (
    "/tasks/" + "9" * 30, "/tasks/0", "/tasks/-1", "/tasks/1.5", "/tasks/๑", "/tasks/%00", "/tasks/1%00", "/reports/" + "9" * 30 + ".pdf",
    "/reports/0", "/obligations/%00", "/obligations/O-1.3%00", "/agencies/%00mof", "/agencies/" + "x" * 5000, "/resolutions/%00",
    "/resolutions/%ED%A0%80", "/agencies/%ff%fe", "/users/" + "9" * 30 + "/disable", "/static/%00", "/static/../pyproject.toml",
    "/static/..%2f..%2fpyproject.toml",
)  # fmt: skip


@pytest.fixture
def unchanged(app: Flask) -> Callable[[], bool]:
    """Is the ledger as it was?"""

    def last() -> object:
        with app.app_context():
            return head()

    before = last()
    return lambda: last() == before


@pytest.mark.parametrize("path", ODD_PATHS, ids=lambda path: path[:40])
def test_an_odd_address_is_no_such_page(client: FlaskClient, sign_in: SignIn, page: Read, path: str) -> None:
    sign_in(client, "coordinator")
    for method in ("GET", "POST"):
        answer = client.open(path, method=method)
        assert answer.status_code in ((404,) if method == "GET" else (400, 404, 405))
        page(answer)


ODD_QUERIES = (
    "as_of=%00", "as_of=30/02/2556", "as_of=99999999999", "as_of=2013-13-01", "as_of=%ED%A0%80", "as_of=31/12/9999", "as_of=01/01/0001",
    "as_of=" + "9" * 4000, "as_of=<script>",
)  # fmt: skip


@pytest.mark.parametrize("query", ODD_QUERIES, ids=lambda query: query[:30])
@pytest.mark.parametrize("path", ["/", "/tasks", "/history", "/agencies/mof"])
def test_an_odd_day_is_answered_in_a_sentence(
    client: FlaskClient, sign_in: SignIn, page: Read, path: str, query: str
) -> None:
    shown = page(sign_in(client, "executive").get(f"{path}?{query}"))
    assert shown.status == 400
    assert "<script>" not in shown.source
    assert len(shown.one("main").one(class_="panel").text) > 20


@pytest.mark.parametrize("query", ["page=0", "page=-1", "page=" + "9" * 30, "page=x", "before=" + "9" * 30, "before=x", "agency=%00",
                                   "health=nonsense", "state=%00", "obligation=%00", "q=%00", "resolution=%00", "kind=%00", "lang=xx",
                                   "lang=%00", "actor=" + "9" * 30, "next=%00"])  # fmt: skip
@pytest.mark.parametrize(
    "path", ["/", "/tasks", "/my-work", "/history", "/reports", "/budget", "/verification-queue", "/users", "/login"]
)
def test_an_odd_filter_is_no_fault(client: FlaskClient, sign_in: SignIn, path: str, query: str) -> None:
    for who in ("coordinator", "admin") if path == "/users" else ("coordinator",):
        assert sign_in(client, who).get(f"{path}?{query}").status_code < 500


ODD_VALUES = {
    "NUL": "a\x00b", "lone surrogate": b"a\xed\xa0\x80b", "not UTF-8": b"\xff\xfe", "1 MB": "x" * 1_000_000, "control": "a\x07b",
    "markup": "<script>alert(1)</script>", "right-to-left": "a\u202eb", "30 digits": "9" * 30, "empty": "",
}  # fmt: skip
SOUND = {
    "tasks": {
        "note": "ข้อความ", "percent": "50", "percent_other": "", "effective_on": "31/05/2556", "evidence": "https://www.mof.go.th/",
        "mentions": "1", "holder": "", "version": "1", "act_key": "", "name": "มุมมอง", "query": "health=late", "shared": "everybody",
    },
    "drafts": {"kept_draft": "1"},
    "calendar": {
        "day": "05/06/2556", "name_th": "วันหยุดพิเศษ", "name_en": "Day off", "source": "มติคณะรัฐมนตรี", "reason": "เหตุผล", "act_key": "",
        "version": "0",
    },
    "quality": {"reason": "เหตุผล", "version": "0", "act_key": "", "stamp": "60>40", "act": "accept"},
    "dashboard": {"unknown": "x"}, "jobs": {"unknown": "x"}, "authenticity": {"file": "x"},
    "feeds": {"agency": "mof", "act_key": ""},
    "cadence": {
        "what": "set", "every": "1", "on": "day", "day": "15", "first_on": "31/05/2556", "until": "", "cut_before": "5", "seen": "",
        "reason": "เหตุผล", "version": "0", "act_key": "",
    },
    "watching": {"upto": "1", "back": ""},
    "reminders": {
        "reminder": "1", "mode": "digest", "weekdays": "mon", "hour": "8", "lang": "th", "channel": "", "before": "10, 5",
        "after": "1", "every": "5",
        "officer": "3", "coordinator": "5", "executive": "10", "letter": "15", "waiting": "3", "reason": "เหตุผล", "why": "เหตุผล",
        "first_hour": "7", "last_hour": "17", "looked": LOOKED, "version": "0", "act_key": "",
    },
    "worksheets": {"token": "x", "workbook": "x"},
    "letters": {
        "agency": "msdhs", "resolution": world.RESOLUTION, "number": "12", "dated": "31/05/2556", "signatory": "นายสมชาย ใจดี",
        "post": "ปลัดกระทรวง", "received_on": "31/05/2556", "reference": "รับที่ 5", "note": "หมายเหตุ", "reason": "เหตุผล", "version": "2",
        "act_key": "", "read": "y", "changed": "x",
    },
    "reports": {
        "as_of": "31/05/2556", "corrects": "", "number": "12", "dated": "31/05/2556", "signatory": "นายสมชาย ใจดี", "speed": "most",
        "secrecy": "none", "place_1": "money",
        "words_1": "ระบุแหล่งเงิน", "place_2": "whole", "words_2": "แก้คำ", "place_3": "head", "words_3": "", "version": "1", "act_key": "",
        "place": "highlights", "th": "งานคืบหน้าตามแผน", "en": "Work goes on as planned.",
    },
    "people": {
        "email": "new@mof.go.th", "name_th": "ตำแหน่ง", "name_en": "Post", "role": "liaison", "agency": "mof",
        "password": "long enough a password", "before": "the one before",
        "again": "long enough a password", "title_th": "หัวหน้ากลุ่ม", "title_en": "Head", "holder": "", "since": "31/05/2556",
        "taker": "", "first": "31/05/2556", "last": "30/06/2556", "note": "ลา", "version": "1", "act_key": "",
    },
}  # fmt: skip
"""Something that each field takes, by slice; what is only a button has none, so it gets one that nobody asked for."""


@pytest.mark.parametrize("kind", ODD_VALUES)
def test_an_odd_value_in_any_field_is_answered(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, no_drawing: None, kind: str
) -> None:
    """Every form of the product, each field in turn; the answer is a page, and script stays text."""
    for who in ("liaison.mof", "coordinator", "admin"):
        safe = token(sign_in(client, who))
        for route in forms_of(app, who):
            sound = SOUND[route.endpoint.partition(".")[0]]
            for name in fields_of(route, sound):
                form = safe | sound | {name: ODD_VALUES[kind]}
                answer = client.post(route.path, data=form)
                assert answer.status_code in (200, 302, 409, 422), f"{route.path} {name}"
                if answer.status_code != 302:
                    assert "<script>alert" not in page(answer).source


def fields_of(route: Route, sound: Mapping[str, str]) -> list[str]:
    """The fields that the form of a route has; all of its slice where the form cannot be told from the address."""
    form = FORMS.get(route.endpoint)
    own = [name for name in sound if form is None or hasattr(form, name)]
    assert own, f"no field of {route.endpoint} is tried"
    return own


def forms_of(app: Flask, who: str) -> list[Route]:
    """The addresses that this person may send a form to, signing in and out left out."""
    with app.app_context():
        person = world.actor(who)
    return [
        route
        for route in routes(app)
        if route.method == "POST" and route.permission is not None and covers(person, route.permission, route.agency)
        and (not route.people or who in route.people)
        and route.endpoint not in (
            "people.leave", "people.enter", "people.switch_user", "people.end_delegation", "people.leave_elsewhere", "feeds.revoke",
        )
    ]  # fmt: skip


@pytest.mark.parametrize("kind", ODD_VALUES)
@pytest.mark.parametrize("field", ["email", "password", "next"])
def test_an_odd_value_on_the_sign_in_page_is_answered(client: FlaskClient, page: Read, kind: str, field: str) -> None:
    client.get("/login")
    form = token(client) | {"email": "nobody@demo.example", "password": "wrong"} | {field: ODD_VALUES[kind]}
    shown = page(client.post("/login", data=form))
    assert shown.status == 422
    assert "<script>alert" not in shown.source


def test_a_megabyte_of_thai_is_kept_and_refused_in_a_sentence(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "liaison.mof").get("/accessibility")
    with app.app_context():
        id_ = world.task_id(*TASK)
    shown = page(client.post(f"/tasks/{id_}/progress", data=token(client) | SOUND["tasks"] | {"note": "ก" * 350_000}))
    assert shown.status == 422
    assert "350,000" in shown.one(id="note-error").text
    assert "ก" * 350_000 in shown.source


def token(client: FlaskClient) -> dict[str, str]:
    """The safety token that belongs to this browser's session."""
    from flask_wtf.csrf import generate_csrf

    answer = client.get("/accessibility")
    with client.session_transaction() as session:
        raw = session.get("csrf_token")
    if raw is None:
        return {}
    with client.application.test_request_context():
        from flask import session as current

        current["csrf_token"] = raw
        answer.close()
        return {"csrf_token": generate_csrf()}


def cookie(client: FlaskClient) -> dict[str, object]:
    """What the session cookie holds."""
    with client.session_transaction() as session:
        return dict(session)


PROVEN_OTHERWISE = {"reminders.unsubscribe"}
"""Routes whose address is signed and is itself the proof of who asks: a mail program follows it without a page of ours (RFC 8058)."""


def test_only_signed_addresses_do_without_the_safety_token(app: Flask) -> None:
    exempt = {name.rsplit(".", 1)[1] for name in csrf._exempt_views}
    assert exempt == {endpoint.rpartition(".")[2] for endpoint in PROVEN_OTHERWISE}


def test_without_the_safety_token_nothing_happens(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, unchanged: Callable[[], bool]
) -> None:
    for who in ("liaison.mof", "coordinator", "admin"):
        sign_in(client, who)
        for route in (
            route for route in routes(app) if route.method == "POST" and route.endpoint not in PROVEN_OTHERWISE
        ):
            for form in ({}, {"csrf_token": ""}, {"csrf_token": "x" * 40}):
                shown = page(client.post(route.path, data=form | {"note": "ข้อความ"}))
                assert (shown.status, shown.h1) == (400, "คำขอไม่ถูกต้อง")
                assert "หมดอายุ" in shown.one("main").text
    assert unchanged()


def test_a_token_of_another_session_is_none(app: Flask, sign_in: SignIn, unchanged: Callable[[], bool]) -> None:
    mine, others = sign_in(app.test_client(), "liaison.mof"), sign_in(app.test_client(), "liaison.mol")
    others.get("/")
    foreign = token(others)
    mine.get("/")
    with app.app_context():
        id_ = world.task_id(*TASK)
    assert foreign
    assert (
        mine.post(f"/tasks/{id_}/start", data=foreign | {"effective_on": "31/05/2556", "version": "1"}).status_code
        == 400
    )
    assert unchanged()


@pytest.mark.parametrize(
    "step, content_type",
    [
        ("waive", "application/x-www-form-urlencoded"),
        ("waive", "multipart/form-data; boundary=x"),
        ("waive", "application/json"),
        ("progress", "application/x-www-form-urlencoded"),
        ("progress", "application/json"),
    ],
)
def test_nine_megabytes_are_too_much(
    client: FlaskClient, sign_in: SignIn, page: Read, step: str, content_type: str
) -> None:
    """A form that may bring files may bring more, but only in the shape that brings files (tests/pages/test_evidence_forms.py)."""
    sign_in(client, "liaison.mof")
    answer = client.post(f"/tasks/48/{step}", data=b"x" * (MOST_BYTES + 1024**2), content_type=content_type)
    assert page(answer).status == 413
    assert "8 เมกะไบต์" in page(answer).one("main").text


@given(
    st.text(st.characters(codec="utf-8"), max_size=40),
    st.sampled_from(["/agencies/", "/obligations/", "/resolutions/", "/tasks/"]),
)
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_words_as_an_address(client: FlaskClient, sign_in: SignIn, words: str, folder: str) -> None:
    from urllib.parse import quote

    if "_user_id" not in cookie(client):
        sign_in(client, "auditor")
    assert client.get(folder + quote(words, safe="")).status_code < 500
