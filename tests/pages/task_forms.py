"""What a liaison or coordinator sends from the pages of a task, for the tests of those pages."""

from __future__ import annotations

from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.page import Page, read
from tracker.ledger.event import Event
from tracker.ledger.store import events
from tracker.tasks import store
from tracker.tasks.task import Task
from tracker.tasks.workflow import STEP

GOOD = {
    "percent": "75",
    "note": "ประกาศครบ 3 ฉบับ",
    "effective_on": "30/05/2556",
    "evidence": "https://www.mof.go.th/privacy นโยบาย",
    "number": "1",
}
"""A sound answer to every field that any step asks for."""


def typed(step: str, **other: str) -> dict[str, str]:
    """A sound answer to every field that the step asks for, some of them changed."""
    return {name: GOOD[name] for name in STEP[step].asks} | other


def task_id(app: Flask, code: str, agency: str, served: str | None = None) -> int:
    """The id of a task of the world."""
    with app.app_context():
        return world.task_id(code, agency, served)


def task(app: Flask, id_: int) -> Task:
    """The task as it stands now."""
    with app.app_context():
        found = store.task(id_)
        assert found is not None
        return found[1]


def story(app: Flask, id_: int) -> list[Event]:
    """Everything that happened to the task."""
    with app.app_context():
        return list(events(stream=f"task:{id_}"))


def form(client: FlaskClient, id_: int, step: str) -> dict[str, str]:
    """The hidden and filled fields of a step's page, as a browser would send them back."""
    where = f"/tasks/{id_}/{step}"
    if step in ("verify", "return", "comment"):
        page = read(client.get(f"/tasks/{id_}"))
        return page.values(f"/tasks/{id_}/{'verify' if step == 'return' else step}")
    return read(client.get(where)).values(where)


def send(client: FlaskClient, id_: int, step: str, hidden: dict[str, str] | None = None, **typed: Any) -> TestResponse:
    """Send a step: what the page holds, and what was typed."""
    fields = (form(client, id_, step) if hidden is None else hidden) | typed
    return client.post(f"/tasks/{id_}/{step}", data=fields)


def refused(response: TestResponse, status: int = 422) -> Page:
    """The page of a refusal."""
    page = read(response)
    assert page.status == status, page.one("main").text
    return page


def errors(page: Page) -> list[str]:
    """The sentences of the summary of errors."""
    return [item.text for item in page.one(class_="errors").all("li")]
