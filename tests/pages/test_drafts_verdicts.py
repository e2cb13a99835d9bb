"""A verifier begins a verdict, or anybody a comment, on a page with other things: does it come back, and say what it is?"""

from __future__ import annotations

from collections.abc import Callable

from flask import Flask
from flask.testing import FlaskClient

from tests.page import read
from tests.pages.task_forms import task_id
from tests.pages.test_drafts_steps import WORDS, keep

SignIn = Callable[[FlaskClient, str], FlaskClient]


def test_a_verdict_begun_in_the_queue_comes_back_with_its_reason_and_says_that_it_is_a_draft(
    app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    """Words and the chosen reason alike, in the queue and on the task's page, until it is deleted; from the queue both lead back to it."""
    waiting = task_id(app, "O-1.3-T2", "mof")
    queue, page = f"/verification-queue/{waiting}", f"/tasks/{waiting}"
    fields = read(sign_in(client, "coordinator").get(queue)).values(f"{page}/verify")
    answer = client.post(f"{page}/verify/draft", data=fields | {"note": "ยังขาดหนังสือลงนาม", "because": "undated"})
    assert answer.location == queue
    for address in (queue, page):
        shown = read(client.get(address))
        values = shown.values(f"{page}/verify")
        assert (values["note"], values["because"]) == ("ยังขาดหนังสือลงนาม", "undated"), address
        assert "ร่างที่ยังไม่ได้ส่ง" in shown.one("main").text, address
        assert shown.all("button", formaction=f"{page}/verify/draft"), address
    discard = f"{page}/verify/draft/discard"
    assert client.post(discard, data=read(client.get(queue)).values(discard)).location == queue
    values = read(client.get(queue)).values(f"{page}/verify")
    assert (values["note"], values["because"]) == ("", "")


def test_a_comment_that_was_begun_says_so(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    open_task = task_id(app, "O-1.3-T3", "mof")
    keep(sign_in(client, "liaison.mof"), open_task, "comment", note=WORDS)
    shown = read(client.get(f"/tasks/{open_task}"))
    folded = next(each for each in shown.all("details") if each.all("form", action=f"/tasks/{open_task}/comment"))
    assert "open" in folded.attributes
    assert "ร่างที่ยังไม่ได้ส่ง" in folded.text
