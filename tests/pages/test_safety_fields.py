"""Is a form refused that has more fields than any of ours, with the true reason, and is the largest of ours taken?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.conftest import SignIn
from tests.page import Page
from tests.pages.test_safety_input import TASK, token, unchanged
from tracker.tasks.bulk_rules import MOST_TASKS
from tracker.web.safety import MOST_FIELDS

Read = Callable[[TestResponse], Page]
__all__ = ["unchanged"]
PROGRESS = ("progress", {"percent": "60", "note": "ทำต่อ", "effective_on": "31/05/2556"})
COMMENT = ("comment", {"note": "ทำต่อ"})


@pytest.mark.parametrize("content_type", ["application/x-www-form-urlencoded", "multipart/form-data"])
@pytest.mark.parametrize(("step", "sound"), [PROGRESS, COMMENT])
@pytest.mark.parametrize("number", [MOST_FIELDS + 1, 1001])
def test_more_fields_than_any_form_of_ours_has_are_too_many(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, unchanged: Callable[[], bool],
    number: int, step: str, sound: dict[str, str], content_type: str,
) -> None:  # fmt: skip
    sign_in(client, "liaison.mof").get("/")
    with app.app_context():
        id_ = world.task_id(*TASK)
    fields = token(client) | sound
    fields |= {f"field{each}": "x" for each in range(number - len(fields))}
    answer = page(client.post(f"/tasks/{id_}/{step}", data=fields, content_type=content_type))
    assert answer.status == 413
    assert "เกิน 500 ช่อง" in answer.one("main").text
    assert unchanged()


def test_the_largest_form_of_ours_is_not_too_large(
    client: FlaskClient, sign_in: SignIn, app: Flask, unchanged: Callable[[], bool]
) -> None:
    sign_in(client, "liaison.mof").get("/")
    rows = {"row": [f"{number}:1" for number in range(1, 1 + MOST_TASKS)]}
    both = rows | {"seen": rows["row"]}
    answer = client.post("/tasks/bulk/comment", data=token(client) | both | {"note": ""})
    assert answer.status_code == 422
    assert unchanged()
