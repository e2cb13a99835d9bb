"""Is a submission to which somebody outside its agency objected looked at by itself, until the agency answers?"""

from __future__ import annotations

import pytest
from flask import Flask

from tests import world
from tests.page import read
from tests.pages.task_forms import form, story, task, task_id
from tests.pages.test_bulk import verified_together
from tracker.extensions import db
from tracker.tasks.workflow import State

OBJECTION = "680,000 ไม่ตรงกับ 650,000"
TOLD = f"หน่วยงานยังไม่ตอบความเห็น “{OBJECTION}”"


@pytest.fixture
def coordinator(client, sign_in):
    return sign_in(client, "coordinator")


@pytest.fixture
def waiting(app):
    """A sound submission that waits."""
    return task_id(app, "O-1.3-T2", "mof")


def said(app: Flask, id_: int, who: str, words: str) -> None:
    """A comment of today."""
    with app.app_context():
        world.do("comment", id_, who, "2013-05-31", note=words)
        db.session.remove()


def ticked(coordinator) -> set[str]:
    """What the queue offers to be chosen with others."""
    return {box["value"] for box in read(coordinator.get("/verification-queue")).all("input", name="task")}


def test_an_objection_keeps_a_submission_apart_in_the_list_on_the_pages_and_at_the_act(app, coordinator, waiting):
    assert str(waiting) in ticked(coordinator)
    said(app, waiting, "coordinator", OBJECTION)
    assert str(waiting) not in ticked(coordinator)
    row = read(coordinator.get("/verification-queue")).one("li", class_="grid-queue")
    assert TOLD in row.one("div", class_="note warn small mt-2 text-break").text
    assert TOLD in read(coordinator.get(f"/verification-queue/{waiting}")).one("main").text
    assert TOLD in read(coordinator.get(f"/tasks/bulk/verify?task={waiting}")).one(id="refused").text
    assert TOLD in verified_together(app, coordinator, waiting).one(id="failed").text
    assert task(app, waiting).state is State.SUBMITTED


def test_the_agency_s_answer_closes_the_objection(app, coordinator, waiting):
    said(app, waiting, "coordinator", OBJECTION)
    said(app, waiting, "liaison.mof", "ยืนยัน 650,000")
    assert str(waiting) in ticked(coordinator)
    assert TOLD not in read(coordinator.get(f"/verification-queue/{waiting}")).one("main").text


def test_a_form_with_an_objection_that_comes_twice_is_recorded_once(app, coordinator, waiting):
    typed = form(coordinator, waiting, "comment") | {"note": OBJECTION}
    assert [coordinator.post(f"/tasks/{waiting}/comment", data=typed).status_code for _ in range(2)] == [302, 302]
    assert [event.kind for event in story(app, waiting)].count("comment_added") == 1
