"""Can people sign in, and learns nobody anything from a refusal?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.page import Page, parse
from tracker.extensions import db
from tracker.people import service, store
from tracker.people.rules import FAILURES_PER_ADDRESS, FAILURES_PER_PERSON

Read = Callable[[TestResponse], Page]
COORDINATOR = world.address("coordinator")


def attempt(client: FlaskClient, email: str, password: str, **more: str) -> TestResponse:
    """Fill in the sign-in page and send it."""
    form = parse(client.get("/login").get_data(as_text=True)).values()
    return client.post("/login", data=form | {"email": email, "password": password} | more)


def test_the_right_password_opens_the_overview(client: FlaskClient, page: Read) -> None:
    answer = attempt(client, COORDINATOR, world.PASSWORD)
    assert (answer.status_code, answer.location) == (302, "/")
    assert page(client.get("/")).status == 200


def test_case_and_blanks_of_the_address_do_not_matter(client: FlaskClient) -> None:
    assert attempt(client, f"  {COORDINATOR.upper()} ", world.PASSWORD).status_code == 302


def test_the_page_a_person_wanted_opens_after_signing_in(client: FlaskClient, page: Read) -> None:
    answer = client.get("/tasks?agency=mof")
    assert answer.status_code == 302
    asked = page(client.get(answer.location))
    form = asked.values() | {"email": COORDINATOR, "password": world.PASSWORD}
    assert client.post("/login", data=form).location == "/tasks?agency=mof"


def test_a_wrong_password_an_unknown_and_a_closed_account_get_the_same_words(app: Flask, client: FlaskClient) -> None:
    with app.app_context():
        service.set_enabled(world.address("auditor"), enabled=False)
    bodies = set()
    for email, password in (
        (COORDINATOR, "wrong"),
        ("nobody@demo.example", "wrong"),
        (world.address("auditor"), world.PASSWORD),
    ):
        answer = attempt(client, email, password)
        assert answer.status_code == 422
        main = parse(answer.get_data(as_text=True)).one("main")
        assert main.one("input", name="email")["value"] == email
        main.one("input", name="csrf_token").attributes["value"] = main.one("input", name="email").attributes[
            "value"
        ] = ""
        bodies.add(repr(main))
    assert len(bodies) == 1


def test_every_refusal_costs_one_check_of_a_password(client: FlaskClient, monkeypatch: pytest.MonkeyPatch) -> None:
    """Equal work instead of equal time: argon2 runs exactly once whoever is asked for."""
    checks: list[str] = []

    class Counting(PasswordHasher):
        def verify(self, hash: str | bytes, password: str | bytes) -> bool:
            checks.append(str(hash))
            return super().verify(hash, password)

    monkeypatch.setattr(service, "HASHER", Counting())
    for number, email in enumerate((COORDINATOR, "nobody@demo.example"), 1):
        attempt(client, email, "wrong")
        assert len(checks) == number


def test_passwords_are_kept_as_argon2id_of_owasp_strength(app: Flask) -> None:
    """OWASP's minimum for argon2id: 19 MiB, two passes, one lane; the stand-in for unknown accounts is as costly."""
    kept = service.HASHER.hash("any password")
    assert kept.startswith("$argon2id$v=19$m=19456,t=2,p=1$")
    assert service.STAND_IN.startswith("$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.parametrize("field, sentence", [("email", "กรุณากรอกอีเมล"), ("password", "กรุณากรอกรหัสผ่าน")])
def test_an_empty_field_is_named_beside_it(client: FlaskClient, page: Read, field: str, sentence: str) -> None:
    typed = {"email": COORDINATOR, "password": "x"} | {field: ""}
    shown = page(attempt(client, **typed))
    assert shown.status == 422
    assert sentence in shown.one(id=f"{field}-error").text
    assert shown.one("input", name=field)["aria-describedby"] == f"{field}-error"


def test_too_many_wrong_passwords_make_the_account_wait(client: FlaskClient, page: Read) -> None:
    for _ in range(FAILURES_PER_PERSON):
        assert attempt(client, COORDINATOR, "wrong").status_code == 422
    refused = attempt(client, COORDINATOR, world.PASSWORD)
    assert refused.status_code == 429
    assert "5 นาที" in page(refused).one(class_="errors").text
    assert attempt(client, world.address("auditor"), world.PASSWORD).status_code == 302


def test_an_unknown_account_waits_just_the_same(client: FlaskClient) -> None:
    for _ in range(FAILURES_PER_PERSON):
        attempt(client, "nobody@demo.example", "wrong")
    assert attempt(client, "nobody@demo.example", "wrong").status_code == 429


def test_too_many_from_one_address_wait_whatever_they_say_about_themselves(app: Flask, client: FlaskClient) -> None:
    from tracker import clock
    from tracker.ledger.store import write_transaction

    now = clock.real_now()
    with app.app_context(), write_transaction():
        for number in range(FAILURES_PER_ADDRESS):
            store.note_failure(f"person{number}", "127.0.0.1", now, now)
    form = parse(client.get("/login").get_data(as_text=True)).values()
    answer = client.post(
        "/login",
        data=form | {"email": COORDINATOR, "password": world.PASSWORD},
        headers={"X-Forwarded-For": "203.0.113.7"},
    )
    assert answer.status_code == 429


def test_a_person_who_is_signed_in_needs_no_form(client: FlaskClient, sign_in: Callable[..., FlaskClient]) -> None:
    answer = sign_in(client, "auditor").get("/login?next=/history")
    assert (answer.status_code, answer.location) == (302, "/history")


HOSTILE = (
    "https://evil.test", "http://evil.test",
    "//evil.test", "///evil.test", "////evil.test", "/\\evil.test", "\\\\evil.test", "\\/evil.test",
    "https:evil.test", "https:///evil.test", "javascript:alert(1)", "data:text/html,x", "/\tevil", "/\n/evil.test", "\r\n//evil.test",
    " //evil.test", "evil.test/path", "/%5cevil.test\x00",
)  # fmt: skip


@pytest.mark.parametrize("target", HOSTILE)
def test_a_trap_in_next_leads_home(client: FlaskClient, target: str) -> None:
    assert attempt(client, COORDINATOR, world.PASSWORD, next=target).location == "/"


@pytest.mark.parametrize(
    "target", ["/tasks", "/tasks/48?as_of=2013-05-15", "/agencies/mof#work", "/obligations/O-1.3?q=a//b"]
)
def test_a_path_of_ours_is_kept(client: FlaskClient, target: str) -> None:
    assert attempt(client, COORDINATOR, world.PASSWORD, next=target).location == target


def test_a_refusal_is_not_in_the_ledger_but_is_counted(app: Flask, client: FlaskClient) -> None:
    from tracker.ledger.store import head

    with app.app_context():
        before = head()
    attempt(client, COORDINATOR, "wrong")
    with app.app_context():
        assert head() == before
        assert db.session.query(store.FailureRow).count() == 1


def test_no_password_stands_in_the_log(client: FlaskClient, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level("DEBUG")
    attempt(client, COORDINATOR, "a-secret-typed-by-mistake")
    attempt(client, COORDINATOR, world.PASSWORD)
    assert "a-secret-typed-by-mistake" not in caplog.text
    assert world.PASSWORD not in caplog.text
