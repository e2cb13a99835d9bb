"""The line breaks while a file is coming in, or the database's disk is full: is nothing half there? On both databases."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import text
from werkzeug.datastructures import FileStorage
from werkzeug.test import encode_multipart

from tests import file_samples as sample
from tests import world
from tests.conftest import enter
from tests.page import read
from tests.pages.evidence_files import stored
from tests.pages.task_forms import form, story, task, typed
from tracker.evidence.check import check
from tracker.extensions import db

CODE = ("O-1.3-T3", "mof")
FULL = """
CREATE FUNCTION full_disk() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN RAISE EXCEPTION 'could not extend file: No space left on device' USING ERRCODE = 'disk_full'; END $$;
CREATE TRIGGER full_disk BEFORE INSERT ON ledger_event EXECUTE FUNCTION full_disk();
"""
"""What PostgreSQL answers, with its own code, when it finds no room for one more line of the ledger."""


@pytest.fixture
def mine(browser: FlaskClient) -> int:
    """A task whose liaison is signed in."""
    world.lay_file(browser.application)
    with browser.application.app_context():
        id_ = world.task_id(*CODE)
    enter(browser, "liaison.mof")
    return id_


def progress(browser: FlaskClient, id_: int) -> tuple[bytes, str]:
    """A sound form with a file, as bytes on the line, and their kind."""
    fields = form(browser, id_, "progress") | typed("progress", evidence="")
    boundary, body = encode_multipart(fields | {"files": FileStorage(io.BytesIO(sample.pdf()), sample.THAI_NAME)})
    return body, f"multipart/form-data; boundary={boundary}"


def places(body: bytes) -> Iterator[int]:
    """Where the line breaks: around each line of the form, inside the file every now and then, and at each of the last bytes."""
    edges = {0, 1, len(body) // 2, *range(len(body) - 80, len(body)), *range(0, len(body), max(1, len(body) // 60))}
    start = 0
    while (start := body.find(b"\r\n", start + 1)) != -1:
        edges |= {start, start + 1, start + 2} if body[start : start + 4] in (b"\r\n\r\n", b"\r\n--") else set()
    return iter(sorted(edges))


def test_an_upload_that_is_cut_anywhere_leaves_no_row_and_no_file(browser: FlaskClient, mine: int) -> None:
    app, (body, kind) = browser.application, progress(browser, mine)
    before, address = len(story(app, mine)), f"/tasks/{mine}/progress"
    for place in places(body):
        length = {"CONTENT_LENGTH": str(len(body))}
        answer = browser.post(
            address, input_stream=io.BytesIO(body[:place]), content_type=kind, environ_overrides=length
        )
        assert answer.status_code == 400, place
        answer.close()
        assert (stored(app), len(story(app, mine))) == ([], before), place
    assert whole(app)
    assert browser.post(address, data=body, content_type=kind).status_code == 302
    assert len(story(app, mine)) == before + 1
    assert [file.size for file in stored(app)] == [len(sample.pdf())]
    assert whole(app)


def whole(app: Flask) -> bool:
    """Has every row its whole file, and every file its row?"""
    with app.app_context():
        return check(contents=True).faults == ()


@pytest.mark.parametrize("database", [pytest.param("postgresql", marks=pytest.mark.postgres)], indirect=True)
def test_a_full_disk_of_postgresql_is_said_and_nothing_is_lost(browser: FlaskClient, mine: int) -> None:
    app, note = browser.application, "ก" * 3900
    fields = form(browser, mine, "progress") | typed("progress", note=note)
    before = len(story(app, mine))
    change(app, FULL)
    shown = read(browser.post(f"/tasks/{mine}/progress", data=fields))
    assert (shown.status, shown.h1) == (507, "พื้นที่เก็บข้อมูลของระบบเต็ม")
    assert note in shown.source
    assert len(story(app, mine)) == before
    assert browser.get(f"/tasks/{mine}").status_code == 200
    change(app, "DROP TRIGGER full_disk ON ledger_event")
    assert browser.post(f"/tasks/{mine}/progress", data=shown.values(f"/tasks/{mine}/progress?")).status_code == 302
    assert len(story(app, mine)) == before + 1
    assert task(app, mine).last_note == note


def change(app: Flask, statement: str) -> None:
    """Change the database itself."""
    with app.app_context(), db.engine.begin() as connection:
        connection.execute(text(statement))
