"""Does a session end when it should, and for good?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

import time_machine
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.page import Page, parse
from tracker import clock
from tracker.people import service
from tracker.people.rules import ABSOLUTE_LIMIT, IDLE_LIMIT

SignIn = Callable[[FlaskClient, str], FlaskClient]
Read = Callable[[TestResponse], Page]


def signed_out(answer: TestResponse) -> bool:
    """Did the answer send the person to the sign-in page?"""
    return answer.status_code == 302 and (answer.location or "").startswith("/login")


def cookie_of(client: FlaskClient) -> str:
    """The session cookie as the browser holds it."""
    cookie = client.get_cookie("tracker")
    assert cookie is not None
    return cookie.value


def test_a_stolen_cookie_is_worth_nothing_after_signing_out(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "coordinator")
    shown = page(client.get("/"))
    stolen = cookie_of(client)
    answer = client.post("/logout", data=shown.values("/logout"))
    assert answer.location == "/login"
    assert "ออกจากระบบแล้ว" in client.get("/login").get_data(as_text=True)
    thief = app.test_client()
    thief.set_cookie("tracker", stolen)
    assert signed_out(thief.get("/"))


def test_signing_in_starts_a_new_session(client: FlaskClient, sign_in: SignIn) -> None:
    """A session that somebody planted before signing in is not carried over."""
    client.get("/login?lang=en")
    planted = cookie_of(client)
    form = parse(client.get("/login").get_data(as_text=True)).values()
    with client.session_transaction() as session:
        planted_token = session["csrf_token"]
    client.post("/login", data=form | {"email": world.address("auditor"), "password": world.PASSWORD})
    assert cookie_of(client) != planted
    with client.session_transaction() as session:
        assert session["csrf_token"] != planted_token
        assert session["lang"] == "en"


def test_leaving_one_browser_keeps_the_other(app: Flask, sign_in: SignIn) -> None:
    desk, phone = sign_in(app.test_client(), "coordinator"), sign_in(app.test_client(), "coordinator")
    desk.post("/logout", data=parse(desk.get("/").get_data(as_text=True)).values("/logout"))
    assert signed_out(desk.get("/"))
    assert not signed_out(phone.get("/"))


def test_a_closed_account_is_out_at_its_next_step(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, "liaison.mof")
    assert client.get("/tasks").status_code == 200
    with app.app_context():
        service.set_enabled(world.address("liaison.mof"), enabled=False)
    assert signed_out(client.get("/tasks"))
    with app.app_context():
        service.set_enabled(world.address("liaison.mof"), enabled=True)
    assert signed_out(client.get("/tasks"))


def test_half_an_hour_without_a_step_ends_it(
    client: FlaskClient, sign_in: SignIn, travel: time_machine.Traveller
) -> None:
    sign_in(client, "coordinator")
    travel.shift(IDLE_LIMIT - timedelta(seconds=5))
    assert client.get("/method").status_code == 200
    travel.shift(IDLE_LIMIT - timedelta(seconds=5))
    assert client.get("/tasks").status_code == 200
    travel.shift(IDLE_LIMIT + timedelta(seconds=5))
    assert signed_out(client.get("/tasks"))


def test_eight_hours_end_it_however_busy(client: FlaskClient, sign_in: SignIn, travel: time_machine.Traveller) -> None:
    sign_in(client, "coordinator")
    for _ in range(int(ABSOLUTE_LIMIT / timedelta(minutes=20))):
        travel.shift(timedelta(minutes=20))
        assert client.get("/tasks").status_code == 200
    travel.shift(timedelta(seconds=5))
    assert signed_out(client.get("/tasks"))


def test_limits_run_on_real_time_although_the_calendar_stands_still(
    client: FlaskClient, sign_in: SignIn, travel: time_machine.Traveller
) -> None:
    assert clock.today() == world.TODAY
    sign_in(client, "coordinator")
    travel.shift(IDLE_LIMIT * 2)
    assert clock.today() == world.TODAY
    assert signed_out(client.get("/tasks"))


def test_after_the_end_the_same_page_comes_back(
    client: FlaskClient, sign_in: SignIn, travel: time_machine.Traveller
) -> None:
    sign_in(client, "coordinator")
    travel.shift(IDLE_LIMIT + timedelta(minutes=1))
    answer = client.get("/tasks?agency=mol")
    form = parse(client.get(answer.location).get_data(as_text=True)).values()
    back = client.post("/login", data=form | {"email": world.address("coordinator"), "password": world.PASSWORD})
    assert back.location == "/tasks?agency=mol"


def test_a_forged_cookie_is_nobody(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, "coordinator")
    value = cookie_of(client)
    for forged in (value[:-4] + "AAAA", "." + value, "", "x" * 4000, "ก"):
        other = app.test_client()
        other.set_cookie("tracker", forged)
        assert signed_out(other.get("/tasks"))


def test_the_cookie_keeps_to_itself(client: FlaskClient, sign_in: SignIn) -> None:
    """HttpOnly, SameSite, no lifetime beyond the browser's; Secure and the __Host- prefix in production (test_safety_start.py)."""
    sign_in(client, "coordinator")
    answer = client.get("/?lang=en")
    (set_cookie,) = answer.headers.getlist("Set-Cookie")
    assert "HttpOnly" in set_cookie
    assert "SameSite=Lax" in set_cookie
    assert "Expires" not in set_cookie
    assert "Max-Age" not in set_cookie
    assert "Domain" not in set_cookie
