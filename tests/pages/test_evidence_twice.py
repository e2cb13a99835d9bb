"""One file stands in the forms of two windows: does it become evidence once, and does the later window say what became of it?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import file_samples as sample
from tests.page import Page, read
from tests.pages.evidence_files import give, stored
from tests.pages.task_forms import errors, refused, send, story, task, task_id, typed

SignIn = Callable[[FlaskClient, str], FlaskClient]
OK = ("ok.png", sample.picture())


@pytest.fixture
def mine(app: Flask, client: FlaskClient, sign_in: SignIn) -> int:
    sign_in(client, "liaison.mof")
    return task_id(app, "O-1.3-T3", "mof")


def two_windows(app: Flask, client: FlaskClient, mine: int) -> tuple[dict[str, str], str]:
    """One window recorded the file; returns what the other one still holds, and the file's id."""
    first = refused(give(client, mine, "progress", OK, percent="", note="เขียนไว้")).values(f"/tasks/{mine}/progress")
    file = stored(app)[0].id
    second = dict(first) | {"act_key": "another-window-0123456789", "file": file, "note": "จากแท็บที่สอง", "percent": "60"}
    send(client, mine, "progress", first, **typed("progress", evidence="", file=file))
    assert len(task(app, mine).pieces) == 1
    return second, file


def boxes(page: Page) -> list[str]:
    return [box["value"] for box in page.all("input", type="checkbox", name="file")]


def test_the_later_window_names_the_file_and_does_not_send_it_again(app: Flask, client: FlaskClient, mine: int) -> None:
    second, _file = two_windows(app, client, mine)
    page = refused(client.post(f"/tasks/{mine}/progress", data=second), 409)
    given = page.one("ul", aria_labelledby="given").text
    assert given.startswith("ok.png ใน “บันทึกความก้าวหน้า” ผู้ประสานงาน")
    again = page.values(f"/tasks/{mine}/progress")
    assert "file" not in again
    assert again["note"] == "จากแท็บที่สอง"
    assert client.post(f"/tasks/{mine}/progress", data=again).status_code == 302
    assert task(app, mine).claimed == 60
    assert [piece.evidence.name for piece in task(app, mine).pieces] == ["ok.png"]


def test_a_form_that_comes_back_has_no_box_for_a_file_that_was_recorded(
    app: Flask, client: FlaskClient, mine: int
) -> None:
    second, _file = two_windows(app, client, mine)
    version = str(task(app, mine).version)
    page = refused(client.post(f"/tasks/{mine}/progress", data=second | {"version": version}))
    entry = story(app, mine)[-1].seq
    assert errors(page) == [f"“ok.png” บันทึกเป็นหลักฐานไปแล้วในบันทึกลำดับที่ {entry} จึงนำออกจากแบบนี้ ไม่ต้องแนบใหม่"]
    assert boxes(page) == []
    assert page.one(id="note").text == "จากแท็บที่สอง"
    assert client.post(f"/tasks/{mine}/progress", data=page.values(f"/tasks/{mine}/progress")).status_code == 302


def test_a_draft_that_still_names_the_file_opens_without_it(app: Flask, client: FlaskClient, mine: int) -> None:
    second, file = two_windows(app, client, mine)
    client.post(f"/tasks/{mine}/progress/draft", data=second, headers={"Accept": "application/json"})
    page = read(client.get(f"/tasks/{mine}/progress"))
    assert page.one(id="note").text == "จากแท็บที่สอง"
    assert boxes(page) == []
    assert "“ok.png” บันทึกเป็นหลักฐานไปแล้ว" in " ".join(errors(page))
    assert file not in page.source


def test_the_same_form_sent_twice_is_still_known_by_its_file(app: Flask, client: FlaskClient, mine: int) -> None:
    page = refused(give(client, mine, "progress", OK, percent=""))
    fields = page.values(f"/tasks/{mine}/progress") | typed("progress", evidence="", file=stored(app)[0].id)
    for _time in range(2):
        assert client.post(f"/tasks/{mine}/progress", data=fields).status_code == 302
    assert len(task(app, mine).pieces) == 1
