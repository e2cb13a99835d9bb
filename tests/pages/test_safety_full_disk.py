"""No room is left on the disk: is nothing half-saved, does reading go on, and can the same words be sent when there is room again?"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from tests.page import read
from tests.pages.task_forms import form, story, task_id, typed
from tracker.dashboard.verification import verification
from tracker.extensions import db

SignIn = Callable[[FlaskClient, str], FlaskClient]
LONG = "ก" * 3900


@contextmanager
def no_room(app: Flask) -> Iterator[None]:
    """SQLite may not take one page more than it has."""
    with app.app_context():
        engine = db.engine

    def tighten(connection: object, *_rest: object) -> None:
        connection.execute("pragma max_page_count=1")  # type: ignore[attr-defined]

    event.listen(engine, "checkout", tighten)
    try:
        yield
    finally:
        event.remove(engine, "checkout", tighten)
        engine.dispose()


def test_a_full_disk_is_said_and_nothing_is_lost(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    id_ = task_id(app, "O-1.3-T3", "mof")
    sign_in(client, "liaison.mof")
    with no_room(app):
        for _ in range(30):
            fields = form(client, id_, "progress") | typed("progress", note=LONG)
            before = len(story(app, id_))
            answer = client.post(f"/tasks/{id_}/progress", data=fields)
            if answer.status_code != 302:
                break
        shown = read(answer)
        assert (shown.status, shown.h1) == (507, "พื้นที่เก็บข้อมูลของระบบเต็ม")
        assert LONG in shown.source
        assert len(story(app, id_)) == before
        assert client.get("/").status_code == 200
        assert client.get(f"/tasks/{id_}").status_code == 200
    again = shown.values(f"/tasks/{id_}/progress?")
    assert client.post(f"/tasks/{id_}/progress", data=again).status_code == 302
    assert len(story(app, id_)) == before + 1
    with app.app_context():
        assert verification().problems == ()
