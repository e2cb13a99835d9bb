"""How do tests fill in the forms of reminding? They send a page's own form, as a browser does."""

from __future__ import annotations

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.page import parse
from tracker.reminders.rule_facts import ReminderRuleSet
from tracker.reminders.rule_forms import figures

LOOKED = figures(ReminderRuleSet("*", (10, 5), (1,), 5, 3, 5, 10, 15, 3, "เหตุผล", 7, 17))
"""The figures of the sound rule of test_safety_input.py: somebody has seen what they would do."""


def send(client: FlaskClient, page: str, address: str, **typed: object) -> TestResponse:
    """Send the form of a page as a browser does."""
    source = client.get(page).get_data(as_text=True)
    forms = parse(source).one("main").all("form", method="post", action=address)
    hidden = {
        field["name"]: field.get("value", "") for field in forms[0].all("input", type="hidden") if field.get("name")
    }
    return client.post(address, data=hidden | typed)


def record(client: FlaskClient, page: str, address: str, **typed: object) -> TestResponse:
    """Look at what a form would do, and then say so, as a browser does: with everything that the page has shown by then."""
    shown = send(client, page, address, **typed, look="yes")
    if shown.status_code != 200:
        return shown
    return client.post(address, data=parse(shown.get_data(as_text=True)).values(address) | typed)
