"""Is a production installation closed where a demonstration may be open?"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask, request
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.page import parse
from tracker import clock, create_app, migrations
from tracker.access.policy import Role
from tracker.config import ConfigurationError, Settings
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.store import events, write_transaction
from tracker.people import service, store
from tracker.people.invented import holds_demonstration
from tracker.people.rules import FAILURES_PER_ADDRESS

ADDRESS = "https://tracker.go.th"
AUDITOR = "auditor@oag.go.th"


@pytest.fixture
def production(tmp_path: Path, sqlite_world: Path) -> Iterator[Flask]:
    """The product as a production installation."""
    settings = replace(world.settings_for("", tmp_path), base_url=ADDRESS, today=None)
    shutil.copyfile(sqlite_world, tmp_path / "tracker.db")
    world.forget()
    app = create_app(settings)
    with app.app_context():
        name = Bilingual(th="ผู้ตรวจสอบ", en="Auditor")
        service.add_user(AUDITOR, name, Role.AUDITOR, "oag", world.PASSWORD)
        db.session.remove()
    yield app
    world.let_go(app)


def enter(client: FlaskClient, email: str = AUDITOR, **headers: str) -> TestResponse:
    """Sign in over https as a browser does."""
    form = parse(client.get("/login", base_url=ADDRESS).get_data(as_text=True)).values()
    data = form | {"email": email, "password": world.PASSWORD}
    return client.post("/login", base_url=ADDRESS, data=data, headers={"Referer": f"{ADDRESS}/login"} | headers)


def test_its_cookie_travels_only_over_https(production: Flask) -> None:
    client = production.test_client()
    answer = client.get("/login", base_url=ADDRESS)
    (cookie,) = answer.headers.getlist("Set-Cookie")
    assert cookie.startswith("__Host-tracker=")
    for word in ("Secure", "HttpOnly", "SameSite=Lax", "Path=/"):
        assert word in cookie
    assert "Domain" not in cookie
    assert enter(client).status_code == 302
    assert client.get("/tasks", base_url=ADDRESS).status_code == 200


def test_a_demonstration_account_is_unknown_to_it(production: Flask) -> None:
    assert enter(production.test_client(), world.address("auditor")).status_code == 422


def test_behind_its_proxy_each_visitor_has_an_address_of_the_own(production: Flask) -> None:
    """What the visitor writes into the header stands before what the proxy adds; only the last counts."""
    with production.app_context(), write_transaction():
        now = clock.real_now()
        for number in range(FAILURES_PER_ADDRESS):
            store.note_failure(f"person{number}", "203.0.113.7", now, now)
    for forwarded in ("203.0.113.7", "198.51.100.1, 203.0.113.7"):
        assert enter(production.test_client(), **{"X-Forwarded-For": forwarded}).status_code == 429
    for forwarded in ("198.51.100.1", "203.0.113.7, 198.51.100.1"):
        assert enter(production.test_client(), **{"X-Forwarded-For": forwarded}).status_code == 302


def test_behind_its_proxy_it_knows_its_name_and_that_the_way_is_safe(production: Flask) -> None:
    told = {"X-Forwarded-Proto": "https", "X-Forwarded-Host": "tracker.go.th"}
    answer = production.test_client().get("/login", base_url="http://127.0.0.1:8000", headers=told)
    assert "Strict-Transport-Security" in answer.headers
    assert "Secure" in answer.headers["Set-Cookie"]
    told["X-Forwarded-Host"] = "evil.test"
    assert production.test_client().get("/login", base_url="http://127.0.0.1:8000", headers=told).status_code == 400


def test_at_home_nobody_is_believed_about_address_and_way(app: Flask) -> None:
    forged = {"X-Forwarded-For": "203.0.113.7", "X-Forwarded-Proto": "https", "X-Forwarded-Host": "evil.test"}
    client = app.test_client()
    with client:
        answer = client.get("/login", headers=forged)
        assert (request.remote_addr, request.host, request.is_secure) == ("127.0.0.1", "localhost", False)
    assert "Strict-Transport-Security" not in answer.headers
    assert "evil.test" not in answer.get_data(as_text=True)


def test_a_form_from_another_site_is_refused(production: Flask) -> None:
    client = production.test_client()
    form = parse(client.get("/login", base_url=ADDRESS).get_data(as_text=True)).values()
    data = form | {"email": AUDITOR, "password": world.PASSWORD}
    for headers in ({}, {"Referer": "https://evil.test/login"}):
        assert client.post("/login", base_url=ADDRESS, data=data, headers=headers).status_code == 400


@pytest.mark.parametrize("host", ["evil.test", "tracker.go.th.evil.test", "10.0.0.1"])
def test_it_answers_only_to_its_own_name(production: Flask, host: str) -> None:
    client = production.test_client()
    assert client.get("/login", base_url=f"https://{host}").status_code == 400
    assert client.get("/healthz", base_url=ADDRESS).status_code == 200


def strips(app: Flask) -> list[str]:
    """What the strips above the sign-in page say."""
    text = app.test_client().get("/login?lang=en", base_url=ADDRESS).get_data(as_text=True)
    return [element.text for element in parse(text).all("aside", class_="demo")]


def test_invented_figures_are_called_so_even_when_the_clock_runs(production: Flask) -> None:
    """The label comes from the accounts in the ledger, never from a setting."""
    (strip,) = strips(production)
    assert "the progress is invented" in strip
    assert "stands still" not in strip


def test_a_cut_before_the_first_demonstration_account_is_none(production: Flask) -> None:
    with production.app_context():
        first = next(e for e in events() if e.kind == "user_added" and e.data["demonstration"]).seq
        assert holds_demonstration()
        assert [holds_demonstration(cut) for cut in (0, first - 1, first)] == [False, False, True]


def test_an_installation_without_a_demonstration_says_nothing_of_one(tmp_path: Path) -> None:
    app = create_app(replace(world.settings_for("", tmp_path), base_url=ADDRESS, today=None))
    with app.app_context():
        migrations.upgrade()
        assert not holds_demonstration()
    assert strips(app) == []
    world.let_go(app)


@pytest.mark.parametrize(
    "secret",
    [
        None,
        "",
        "short",
        "secret",
        "changeme",
        "x" * 64,
        "abcabcabcabcabcabcabcabcabcabcabcabc",
        "0123456789abcdef0123456789abcde",
    ],
)
def test_it_does_not_start_without_a_sound_secret(tmp_path: Path, secret: str | None) -> None:
    environment = {"TRACKER_INSTANCE": str(tmp_path), "TRACKER_BASE_URL": ADDRESS} | (
        {} if secret is None else {"TRACKER_SECRET_KEY": secret}
    )
    with pytest.raises(ConfigurationError, match="TRACKER_SECRET_KEY"):
        create_app(Settings.from_environment(environment))


def test_at_home_a_secret_is_made_and_kept_to_its_owner(tmp_path: Path) -> None:
    settings = Settings.from_environment({"TRACKER_INSTANCE": str(tmp_path)})
    first = settings.checked_secret()
    assert settings.checked_secret() == first
    assert len(first) >= 32
    assert (tmp_path / "secret-key").stat().st_mode & 0o077 == 0


def test_the_debugger_is_never_on(production: Flask, app: Flask) -> None:
    for each in (production, app):
        assert not each.debug
        assert not each.testing


def test_several_processes_may_start_on_one_instance_at_once(tmp_path: Path) -> None:
    """A server starts its scheduler beside it: each looks whether the folder can be written, and none takes away what another looks at."""
    from concurrent.futures import ThreadPoolExecutor

    from tracker.config import prepare_instance

    with ThreadPoolExecutor(8) as pool:
        assert list(pool.map(lambda _: prepare_instance(tmp_path), range(2000))) == [None] * 2000
    assert list(tmp_path.iterdir()) == []
