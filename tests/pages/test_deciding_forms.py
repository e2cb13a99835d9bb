"""The forms by which coordinators decide: do they lead back to where coordinators come from, and say what they take back?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import world
from tests.page import Page, read
from tests.pages.task_forms import refused, task_id

SignIn = Callable[[FlaskClient, str], FlaskClient]


@pytest.fixture
def coordinator(client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    return sign_in(client, "coordinator")


def crumbs(page: Page) -> list[str]:
    return [link["href"] for link in page.one("nav", class_="crumbs").all("a")]


def test_they_lead_back_to_the_queue_or_the_task_and_not_to_somebodys_own_work(
    app: Flask, coordinator: FlaskClient
) -> None:
    verified, asking = task_id(app, "O-1.3-T1", "mof"), task_id(app, "O-1.3-T3", "mof")
    with app.app_context():
        world.do("extend", asking, "liaison.mof", "2013-05-31", note="รอข้อมูล", until=date(2013, 6, 20))
    for step, id_, where in (
        ("undo", verified, ["/verification-queue", f"/tasks/{verified}"]),
        ("approve", asking, ["/verification-queue", f"/tasks/{asking}"]),
        ("refuse", asking, ["/verification-queue", f"/tasks/{asking}"]),
        ("waive", asking, [f"/tasks/{asking}"]),
    ):
        assert crumbs(read(coordinator.get(f"/tasks/{id_}/{step}"))) == where, step


def test_a_liaison_still_goes_back_to_the_own_work(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    id_ = task_id(app, "O-1.3-T3", "mof")
    assert crumbs(read(sign_in(client, "liaison.mof").get(f"/tasks/{id_}/progress"))) == ["/my-work", f"/tasks/{id_}"]


def test_a_verdict_that_is_withdrawn_is_shown_with_who_gave_it_when_and_its_words(
    app: Flask, coordinator: FlaskClient
) -> None:
    verified, returned = task_id(app, "O-1.3-T1", "mof"), task_id(app, "O-1.3-T1", "mol")
    with app.app_context():
        who = world.actor("coordinator").name.th
    for id_, word, day in ((verified, "ตรวจรับ", "22 พ.ค. 2556"), (returned, "ส่งกลับแก้ไข", "23 พ.ค. 2556")):
        (said,) = (
            each.text
            for each in read(coordinator.get(f"/tasks/{id_}/undo")).all("div", class_="note warn")
            if "ผลการตรวจที่จะถอน" in each.text
        )
        assert word in said
        assert who in said
        assert day in said
    assert "“" in said, "a return has its reason"
    fields = read(coordinator.get(f"/tasks/{returned}/undo")).values(f"/tasks/{returned}/undo")
    again = refused(coordinator.post(f"/tasks/{returned}/undo", data=fields | {"note": ""}))
    assert "ผลการตรวจที่จะถอน" in again.one("main").text
