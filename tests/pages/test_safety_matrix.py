"""Does every address answer every kind of person as the policy says?

Expected answers are computed from the policy alone: 302 to the sign-in page for nobody, 403 without the permission or for the own
agency where only others may act, 404 for another agency's object, else whatever the page answers to those who may.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import addresses, world
from tests.addresses import Route, routes
from tests.pages.test_safety_input import token
from tests.postgres import Cluster
from tracker.access.policy import Actor, Permission, Role, Scope, covers, scope
from tracker.lang import Bilingual

SignIn = Callable[[FlaskClient, str], FlaskClient]

PERSONS = ("", "liaison.mof", "liaison.mol", "coordinator", "executive", "auditor", "admin")
"""Nobody; the liaison whose task it is; one of another agency; and one of each other role."""
ALLOWED = {200, 202, 302, 409, 422}


def expected(person: Actor | None, route: Route) -> str:
    """What the policy says: "sign in", "forbidden", "no such page" or "allowed"."""
    if route.endpoint == "authenticity.report" and not (person and person.may(Permission.REPORT_SEE)):
        return "no such page"  # the report is not issued: nobody outside is told that it exists
    if route.permission in (None, Permission.PUBLIC):
        return "allowed"
    assert route.permission is not None
    if person is None:
        return "sign in"
    held = scope(person.role, route.permission)
    if held is None:
        return "forbidden"
    if route.people and person.email not in {world.address(who) for who in route.people}:
        return "no such page"
    if route.agency is None or covers(person, route.permission, route.agency):
        return "allowed"
    return "no such page" if held is Scope.OWN else "forbidden"


def answered(client: FlaskClient, route: Route, signed_in: bool = True) -> str:
    """What the product answers; a form is sent empty, with its safety token."""
    data = token(client) if route.method == "POST" else None
    answer = client.open(route.path, method=route.method, data=data)
    answer.close()
    if answer.status_code == 302 and (answer.location or "").startswith("/login"):
        return "allowed" if signed_in and route.endpoint == "people.leave" else "sign in"
    words = {403: "forbidden", 404: "no such page"} | dict.fromkeys(ALLOWED, "allowed")
    return words.get(answer.status_code, str(answer.status_code))


def walk(
    app: Flask, client: FlaskClient, sign_in: SignIn, who: str, caplog: pytest.LogCaptureFixture
) -> tuple[list[str], list[str]]:  # fmt: skip
    """Every address of the product for one person: the answers that are not the policy's, and the refusals that left no line in the log
    with the person's name and the address."""
    with app.app_context():
        person = world.actor(who) if who else None
    wrong, unlogged = [], []
    for route in routes(app):
        if who:
            sign_in(client, who)
        client.get("/accessibility" if who else "/login").close()
        caplog.clear()
        found, wanted = answered(client, route, bool(who)), expected(person, route)
        if found != wanted:
            wrong.append(f"{route}: {found} instead of {wanted}")
        if person and found in ("forbidden", "no such page") and not told_of(caplog, person, route):
            unlogged.append(f"{route}: {found}")
    return wrong, unlogged


def told_of(caplog: pytest.LogCaptureFixture, person: Actor, route: Route) -> bool:
    """Is there one line in the log that names who was refused what?"""
    said = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    return len([line for line in said if person.email in line and repr(route.path.partition("?")[0]) in line]) == 1


@pytest.mark.parametrize("who", PERSONS)
def test_every_address_answers_as_the_policy_says(
    app: Flask, client: FlaskClient, sign_in: SignIn, no_drawing: None, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert walk(app, client, sign_in, who, caplog) == ([], [])


@pytest.mark.postgres
@pytest.mark.parametrize("who", PERSONS)
def test_every_address_answers_the_same_on_postgresql(
    postgres_app: Flask, sign_in: SignIn, no_drawing: None, who: str, caplog: pytest.LogCaptureFixture
) -> None:
    with postgres_app.test_client() as browser:
        assert walk(postgres_app, browser, sign_in, who, caplog) == ([], [])


@pytest.fixture
def postgres_app(postgres: Cluster, postgres_world: str, tmp_path: Path) -> Iterator[Flask]:
    """The product on its own copy of the world in PostgreSQL."""
    name = postgres.create_database(postgres_world)
    world.forget()
    app = world.application(postgres.url(name), tmp_path)
    world.lay_file(app)
    yield app
    world.let_go(app)
    postgres.drop_database(name)
    world.forget()


def test_every_argument_of_every_address_has_an_owner(app: Flask) -> None:
    """A new route names its objects and says whose they are; one that does not is found here, and by every walk."""
    arguments = {name for rule in app.url_map.iter_rules() for name in rule.arguments}
    known = {name.rpartition(" ")[2] for name in addresses.EXAMPLES} | {"task_id"}
    assert arguments == known


def test_the_walk_meets_objects_of_an_agency_and_of_persons(app: Flask) -> None:
    owned = {route.agency for route in routes(app) if route.agency}
    assert owned == {"mof"}
    assert {who for route in routes(app) for who in route.people} >= {"liaison.mof", "coordinator"}


def test_the_walk_meets_every_answer(app: Flask) -> None:
    """The matrix would say nothing if all its cells were alike."""
    with app.app_context():
        people = [world.actor(who) if who else None for who in PERSONS]
    cells = {expected(person, route) for person in people for route in routes(app)}
    assert cells == {"allowed", "forbidden", "no such page", "sign in"}


def test_a_coordinator_is_kept_from_verifying_the_own_agency(
    app: Flask, client: FlaskClient, sign_in: SignIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(addresses, "TASK", ("O-5-T1", "mict"))
    sign_in(client, "coordinator")
    client.get("/accessibility").close()
    found = {
        route.endpoint: answered(client, route) for route in routes(app) if route.agency and route.method == "POST"
    }
    assert found["tasks.verify"] == found["tasks.return"] == "forbidden"
    assert found["tasks.comment"] == "allowed"


def test_a_refusal_is_written_to_the_log_with_name_and_address(
    app: Flask, client: FlaskClient, sign_in: SignIn, caplog: pytest.LogCaptureFixture
) -> None:
    with app.app_context():
        id_ = world.task_id(*addresses.TASK)
    sign_in(client, "liaison.mol").get(f"/tasks/{id_}/progress")
    sign_in(client, "auditor").get(f"/tasks/{id_}/waive")
    refusals = [record.getMessage() for record in caplog.records if record.levelname == "WARNING"]
    assert [("liaison.mol@demo.example" in refusals[0], f"/tasks/{id_}/progress" in refusals[0])] == [(True, True)]
    assert "auditor@demo.example" in refusals[1]


def test_a_form_cannot_bring_what_the_person_is_not(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    """Role, agency, state and verified percent added to a form are not listened to."""
    from tests.pages.test_safety_input import SOUND
    from tracker.tasks import store

    with app.app_context():
        id_ = world.task_id(*addresses.TASK)
    sign_in(client, "liaison.mof").get("/accessibility")
    more = {
        "agency": "mol",
        "role": "coordinator",
        "state": "verified",
        "verified": "100",
        "actor_id": "1",
        "task_id": "1",
    }
    assert client.post(f"/tasks/{id_}/progress", data=token(client) | SOUND["tasks"] | more).status_code == 302
    with app.app_context():
        found = store.task(id_)
        assert found is not None
        task = found[1]
    assert (task.agency, task.state.value, task.claimed, task.verified) == ("mof", "in_progress", 50, 0)


def test_a_person_without_an_agency_has_no_own_objects() -> None:
    nowhere = Actor(1, "x@y", Bilingual(th="ก", en="x"), Role.LIAISON, None)
    assert not covers(nowhere, Permission.TASK_REPORT, None)
    assert not covers(nowhere, Permission.TASK_REPORT, "mof")
    assert covers(replace(nowhere, agency_code="mof"), Permission.TASK_REPORT, "mof")
