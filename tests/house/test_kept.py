"""Does a page that was drawn for one person show another exactly what would be drawn afresh?"""

from __future__ import annotations

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import world
from tests.addresses import routes
from tests.conftest import SignIn
from tests.page import Page, parse
from tests.pages.test_safety_input import token
from tracker.dashboard import checks

QUERIES = ("", "?lang=en", "?as_of=2013-05-15")
TOKEN = re.compile(r'<input\b[^>]*\bname="(?:csrf_token|act_key)"[^>]*>')
VALUE = re.compile(r'name="csrf_token"[^>]*\bvalue="([^".]*)')
READERS = ("liaison.mof", "liaison.mol", "coordinator", "executive", "auditor", "admin")


@pytest.fixture
def nothing_verified(monkeypatch: pytest.MonkeyPatch) -> None:
    """No verification is remembered: when it was made stands on the history, and the walk itself makes one after the other."""
    monkeypatch.setattr(checks, "FILE", "no such folder/last-verification.json")


def source(client: FlaskClient, address: str) -> str:
    """A page as it came; nothing for what is no page."""
    answer = client.get(address)
    found = answer.get_data(as_text=True) if answer.mimetype == "text/html" else ""
    answer.close()
    return found


def middle(client: FlaskClient, address: str) -> Page:
    """A page without the tokens that differ from form to form."""
    return parse(TOKEN.sub("", source(client, address)))


def main_part(client: FlaskClient, address: str) -> str:
    """The source of the main part of a page, without those tokens."""
    return TOKEN.sub("", source(client, address).partition("<main")[2].partition("</main>")[0])


@pytest.mark.parametrize("query", QUERIES)
def test_nobody_sees_what_was_drawn_for_another(
    app: Flask, sign_in: SignIn, no_drawing: None, nothing_verified: None, query: str
) -> None:
    """Every address for each person, once after the others have been there and once with nothing kept."""
    addresses = [route.path + query for route in routes(app) if route.method == "GET" and route.endpoint != "static"]
    readers = {who: sign_in(app.test_client(), who) for who in READERS}
    world.forget()
    warm = {(who, address): main_part(readers[who], address) for address in addresses for who in READERS}
    assert sum(map(bool, warm.values())) > 300
    for who in READERS:
        world.forget()
        differing = [address for address in addresses if main_part(readers[who], address) != warm[who, address]]
        assert differing == [], who


def test_a_kept_page_is_drawn_again_after_an_act(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    sign_in(client, "executive")
    before = middle(client, "/agencies/mof").one("main").text
    assert middle(client, "/agencies/mof").one("main").text == before
    with app.app_context():
        world.do("progress", world.task_id("O-1.3-T3", "mof"), "liaison.mof", "2013-05-31", percent=90, note="คืบหน้ามาก")
    assert middle(client, "/agencies/mof").one("main").text != before


def test_a_kept_page_knows_the_next_day(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    from datetime import timedelta

    from tracker import clock

    sign_in(client, "executive")
    before = middle(client, "/").one("main").text
    clock.freeze(world.TODAY + timedelta(days=40))
    assert middle(client, "/").one("main").text != before


@pytest.mark.parametrize("who", READERS)
def test_every_form_carries_the_token_of_its_own_reader(
    app: Flask, client: FlaskClient, sign_in: SignIn, no_drawing: None, who: str
) -> None:
    addresses = [route.path for route in routes(app) if route.method == "GET" and route.endpoint != "static"]
    world.forget()
    before = sign_in(app.test_client(), who)
    for address in addresses:
        before.get(address).close()
    theirs = token(before).get("csrf_token", ".").split(".")[0]
    sign_in(client, who)
    mine = token(client).get("csrf_token", ".").split(".")[0]
    assert mine != theirs
    found = {address: set(VALUE.findall(source(client, address))) for address in addresses}
    assert {address: tokens for address, tokens in found.items() if not tokens <= {mine}} == {}
    assert sum(map(bool, found.values())) > 20
