"""Does text that a database cannot hold get an answer on PostgreSQL too? SQLite takes a NUL, PostgreSQL refuses it."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests import world
from tests.conftest import enter
from tests.pages.test_safety_input import SOUND, token

ODD_PATHS = (
    "/resolutions/%00", "/obligations/O-1.3%00", "/agencies/%00", "/tasks?agency=%00", "/tasks?obligation=%00", "/tasks?state=%00",
    "/history?kind=%00", "/history?resolution=%00", "/?resolution=%00", "/reports?resolution=%00", "/tasks?as_of=%00", "/tasks?lang=%00",
    "/tasks/999999999", "/tasks/2147483648", "/history?before=99999999999", "/history?before=2147483648", "/tasks?page=2147483648",
    "/history?actor=2147483648", "/history?agency=%00", "/history?task=%00", "/history?stream=%00",
)  # fmt: skip
ODD_VALUES = ("\x00 bad bad bad", "9" * 30, "2147483648")


def test_an_odd_address_is_no_fault(browser: FlaskClient) -> None:
    assert [path for path in ODD_PATHS if browser.get(path).status_code >= 500] == []


def test_an_odd_field_is_no_fault(browser: FlaskClient) -> None:
    with browser.application.app_context():
        id_ = world.task_id("O-1.3-T3", "mof")
    browser.get("/accessibility")
    for name in SOUND["tasks"]:
        for value in ODD_VALUES:
            answer = browser.post(f"/tasks/{id_}/progress", data=token(browser) | SOUND["tasks"] | {name: value})
            assert answer.status_code in (302, 409, 422), f"{name} {value}"


def test_an_odd_sign_in_is_no_fault(browser: FlaskClient) -> None:
    with browser.session_transaction() as session:
        session.clear()
    browser.get("/login")
    for name in ("email", "password", "next"):
        form = token(browser) | {"email": "a@b", "password": "wrong"} | {name: "\x00" * 9}
        assert browser.post("/login", data=form).status_code == 422


def test_an_odd_account_is_no_fault(browser: FlaskClient) -> None:
    enter(browser, "admin").get("/accessibility")
    for name in SOUND["people"]:
        answer = browser.post("/users", data=token(browser) | SOUND["people"] | {name: "\x00 long enough"})
        assert answer.status_code in (302, 422), name
