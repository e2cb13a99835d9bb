"""Does the page of the record's verification say whether it holds, to those who may ask, and does the history repeat it?"""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests import world
from tests.page import read
from tracker.dashboard import checks
from tracker.extensions import db
from tracker.ledger.store import head


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "auditor")


def verified(reader):
    """The page after the button was pressed."""
    values = read(reader.get("/history/verification")).values("/history/verification")
    return read(reader.post("/history/verification", data=values))


@pytest.mark.parametrize("who", ["auditor", "coordinator", "admin"])
def test_verification_holds_and_says_what_was_checked(app, client, sign_in, who):
    with app.app_context():
        found = head()
    page = verified(sign_in(client, who))
    assert "บันทึกถูกต้องครบถ้วน" in page.text
    assert found.hash in page.text
    assert page.one("main").text == read(client.get("/history/verification")).one("main").text


def test_looking_at_the_verification_changes_nothing(app, client, sign_in):
    """A page that is only looked at, by a browser that reads ahead too, writes nothing."""
    file = app.config["SETTINGS"].instance / checks.FILE
    file.unlink(missing_ok=True)
    page = read(sign_in(client, "auditor").get("/history/verification"))
    assert "ยังไม่เคยตรวจสอบ" in page.one("main").text
    assert not file.exists()
    verified(client)
    before = file.read_bytes()
    client.get("/history/verification")
    assert file.read_bytes() == before


@pytest.mark.parametrize("who", ["liaison.mof", "executive"])
def test_verification_is_not_for_everybody(client, sign_in, who):
    assert sign_in(client, who).get("/history/verification").status_code == 403
    assert "/history/verification" not in read(client.get("/history")).links


def test_a_row_that_was_altered_by_hand_is_named(app, reader):
    with app.app_context():
        task = world.task_id("O-1.3-T1", "mof")
        db.session.execute(text("update task set claimed = 99 where id = :id"), {"id": task})
        db.session.commit()
        db.session.remove()
    page = verified(reader)
    assert f"งานเลขที่ {task} สถานะปัจจุบันไม่ตรงกับประวัติ" in page.one("section", aria_labelledby="problems-h").text
    assert f"Task {task}" in read(reader.get("/history/verification?lang=en")).text


def test_the_last_verification_is_remembered_for_those_who_may_verify(app, client, sign_in):
    (app.config["SETTINGS"].instance / checks.FILE).unlink(missing_ok=True)
    sign_in(client, "auditor")
    assert "ยังไม่เคยตรวจสอบ" in read(client.get("/history")).text
    verified(client)
    page = read(client.get("/history"))
    with app.app_context():
        last = head()
    assert f"บันทึกถูกต้องครบถ้วน ถึงลำดับ {last.seq}" in page.text
    assert "ซึ่งเป็นลำดับล่าสุดของหน้านี้" in page.text
    assert "ตรวจสอบครั้งล่าสุด" not in read(sign_in(client, "executive").get("/history")).text


def test_a_verification_that_failed_is_said_on_the_history(app, reader):
    with app.app_context():
        db.session.execute(text("update task set claimed = 99 where id = 1"))
        db.session.commit()
        db.session.remove()
    verified(reader)
    assert "บันทึกไม่ถูกต้อง" in read(reader.get("/history")).one("div", class_="note bad").text
