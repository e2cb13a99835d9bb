"""Does every route name exactly one permission, and does reading never write?"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.addresses import Route, permission_of, routes
from tests.conftest import SignIn
from tests.pages.test_safety_input import token
from tracker.access.policy import POLICY, Permission, Role, scope
from tracker.extensions import db

PUBLIC = {
    "reminders.unsubscribe",  # the address is signed: one click in a mail program (RFC 8058)
    "people.sign_in",
    "people.enter",
    "health.process",
    "health.ready",
    "dashboard.method",
    "dashboard.accessibility",
    "feeds.calendar",
    "authenticity.check",  # whoever holds a paper or a file may ask whether it is ours; nothing is recorded
    "authenticity.judge",
    "authenticity.report",  # that an issued report exists, and its hashes; of any other it says nothing
}
"""What everybody may open without signing in; whoever adds to it says why in the pull request. A calendar program cannot sign in: the
secret in the address opens titles and days, nothing else."""
READERS = ("coordinator", "liaison.mof", "executive", "auditor", "admin", "")


def test_every_route_names_a_permission(app: Flask) -> None:
    unnamed = [
        endpoint for endpoint in app.view_functions if endpoint != "static" and permission_of(app, endpoint) is None
    ]
    assert unnamed == []


def test_no_route_names_two_permissions(app: Flask) -> None:
    twice = [
        endpoint
        for endpoint, view in app.view_functions.items()
        if hasattr(getattr(view, "__wrapped__", None), "permission")
    ]
    assert twice == []


def test_only_listed_routes_are_public(app: Flask) -> None:
    public = {endpoint for endpoint in app.view_functions if permission_of(app, endpoint) is Permission.PUBLIC}
    assert public == PUBLIC


def test_every_permission_has_a_row_in_the_policy_and_a_holder() -> None:
    assert set(POLICY) == set(Permission)
    assert [permission for permission in Permission if not POLICY[permission]] == []


def test_every_permission_is_asked_for_somewhere(app: Flask) -> None:
    asked = {permission_of(app, endpoint) for endpoint in app.view_functions}
    assert set(Permission) - asked == set()


def test_the_auditor_changes_nothing_and_the_administrator_has_no_say_in_compliance(app: Flask) -> None:
    """How somebody arranges their own lists, drafts and what they watch is no act of the product: it is outside the ledger. Nor is
    verifying the record, which is what an auditor is there for: it reads, and remembers beside the database that it did."""
    no_acts = {
        Permission.PUBLIC, Permission.ACCOUNT_KEEP, Permission.ACCOUNT_LEAVE, Permission.VIEW_KEEP, Permission.HISTORY_VERIFY,
    }  # fmt: skip
    changing = {route.permission for route in routes(app) if route.method == "POST"} - no_acts
    assert {permission for permission in changing if permission and scope(Role.AUDITOR, permission)} == set()
    assert {permission for permission in changing if permission and scope(Role.ADMINISTRATOR, permission)} == {
        Permission.JOB_RUN,
        Permission.OUTBOX_EDIT,
        Permission.USER_EDIT,
    }


def test_verifying_the_record_writes_nothing_into_the_database(
    app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    sent = token(sign_in(client, "auditor"))
    with no_writing(app) as written:
        assert client.post("/history/verification", data=sent).status_code == 200
    assert written == []


@pytest.mark.parametrize("who", READERS)
def test_reading_writes_nothing(app: Flask, client: FlaskClient, sign_in: SignIn, who: str, no_drawing: None) -> None:
    if who:
        sign_in(client, who)
    with no_writing(app) as written:
        for route in reading(app):
            client.get(route.path).close()
            client.get(f"{route.path}?as_of=2013-05-15&lang=en").close()
    assert written == []


def reading(app: Flask) -> list[Route]:
    """Every address that can be read."""
    return [route for route in routes(app) if route.method == "GET"]


@contextmanager
def no_writing(app: Flask) -> Iterator[list[str]]:
    """Collect every statement that would change something."""
    written: list[str] = []

    def note(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
        if statement.lstrip().upper().startswith(("INSERT", "UPDATE", "DELETE", "REPLACE", "CREATE", "DROP", "ALTER")):
            written.append(statement)

    with app.app_context():
        engine = db.engine
    event.listen(engine, "before_cursor_execute", note)
    try:
        yield written
    finally:
        event.remove(engine, "before_cursor_execute", note)
