"""Do the pages open, and do forms act, on either database? What they show is tested on SQLite in tests/pages."""

from __future__ import annotations

from flask.testing import FlaskClient

from tests import world
from tests.addresses import TASK, routes
from tests.conftest import enter
from tests.page import parse, read
from tests.pages.test_safety_input import SOUND, token


def test_every_page_opens(browser: FlaskClient, no_drawing: None) -> None:
    world.lay_file(browser.application)
    for who in ("coordinator", "admin"):
        enter(browser, who)
        for route in routes(browser.application):
            if route.method == "GET" and route.endpoint != "static":
                for moment in ("", "?as_of=2013-05-15"):
                    answer = browser.get(route.path + moment)
                    assert answer.status_code < 500, route
                    if answer.mimetype == "text/html" and answer.status_code == 200:
                        read(answer)
                    answer.close()


def test_signing_in_and_acting(browser: FlaskClient) -> None:
    with browser.application.app_context():
        id_ = world.task_id(*TASK)
    with browser.session_transaction() as session:
        session.clear()
    form = parse(browser.get("/login").get_data(as_text=True)).values()
    signed = form | {"email": world.address("liaison.mof"), "password": world.PASSWORD}
    assert browser.post("/login", data=signed).status_code == 302
    browser.get(f"/tasks/{id_}")
    done = browser.post(f"/tasks/{id_}/progress", data=token(browser) | SOUND["tasks"])
    assert done.location == f"/tasks/{id_}"
    assert "50%" in browser.get(f"/tasks/{id_}").get_data(as_text=True)


def test_a_report_is_drawn_up(browser: FlaskClient, no_drawing: None) -> None:
    enter(browser, "coordinator").get("/reports")
    done = browser.post("/reports", data=token(browser) | SOUND["reports"])
    assert done.location == "/reports/2"
    assert read(browser.get("/reports/2")).status == 200
