"""Does a page say when a recurring obligation falls due and by whose word, and does it show what a change does before it is saved?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import update
from werkzeug.test import TestResponse

from tests import world
from tests.conftest import SignIn
from tests.page import Page
from tracker import clock
from tracker.cadence import drafting, service
from tracker.cadence.facts import CadenceSet
from tracker.clock import BANGKOK
from tracker.extensions import db
from tracker.ledger.store import head
from tracker.tasks import service as tasks
from tracker.tasks.rules import Act
from tracker.tasks.store import TaskRow
from tracker.tasks.workflow import STEP

Read = Callable[[TestResponse], Page]
ADDRESS = "/obligations/O-3/cadence"
JULY = date(2013, 7, 1)


@pytest.fixture
def in_july(app: Flask) -> None:
    """July's report has its task."""
    clock.freeze(JULY)
    with app.app_context():
        service.settle(JULY, datetime.combine(JULY, time(9), BANGKOK))


def newest(app: Flask) -> int:
    """The last event of the ledger."""
    with app.app_context():
        return head().seq


def test_the_obligation_says_when_it_is_due_and_that_the_days_are_ours(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    shown = page(sign_in(client, "executive").get("/obligations/O-3")).one(id="cadence-O-3").text
    assert "ทุกเดือน ในวันทำการสุดท้ายของเดือน" in shown
    assert "มติมิได้กำหนดรอบ รอบนี้กำหนดโดยระบบ" in shown
    assert "แฟ้มข้อมูลมติของระบบ" in shown
    for words in ("31 พ.ค. 2556", "O-3-T3", "28 มิ.ย. 2556", "O-3-T4", "31 ก.ค. 2556"):
        assert words in shown
    assert "cadence-" not in page(client.get("/obligations/O-1.3")).source


@pytest.mark.parametrize(("lang", "words"), [("th", "เสนอ ครม. ได้ 4 มิ.ย. 2556"), ("en", "To the Cabinet 4 Jun 2556")])
def test_the_page_of_reports_shows_the_next_slots_on_the_cabinet_s_tuesdays(
    client: FlaskClient, sign_in: SignIn, page: Read, lang: str, words: str
) -> None:  # fmt: skip
    shown = page(sign_in(client, "executive").get(f"/reports?lang={lang}"))
    slots = shown.one(id="slots")
    assert words in " ".join(slots.text.split())
    assert ("มิใช่กำหนดการประชุม" if lang == "th" else "not sittings that the Cabinet has fixed") in slots.text
    assert [link for link in shown.links if "/obligations/O-3/cadence" in link]
    before = page(client.get(f"/reports?lang={lang}&as_of=2013-04-24")).one(id="slots").text
    assert ("31 พ.ค. 2556" if lang == "th" else "31 May 2556") in before


def test_the_next_due_dates_stand_with_data_cut_and_tuesday(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    found = page(sign_in(client, "auditor").get(ADDRESS))
    rows = found.one(id="coming").all("tr")
    assert len(rows) == 7
    for words in ("23 พ.ค. 2556", "31 พ.ค. 2556", "4 มิ.ย. 2556"):
        assert words in rows[1].text
    assert not found.all("form", action=ADDRESS, method="post")
    english = page(client.get(f"{ADDRESS}?lang=en"))
    assert "The resolution sets no interval" in english.source


def test_a_task_that_was_given_more_time_stands_with_its_own_day_and_its_tuesday(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    with app.app_context():
        of_june = update(TaskRow).where(TaskRow.code == "O-3-T4")
        db.session.execute(of_june.values(extended_to=date(2013, 7, 12)))
        db.session.commit()
    row = page(sign_in(client, "auditor").get(ADDRESS)).one(id="coming").all("tr")[2].text
    panel = page(client.get("/obligations/O-3")).one(id="cadence-O-3").text
    for words in ("12 ก.ค. 2556", "(เดิม 28 มิ.ย. 2556"):
        assert words in row
        assert words in panel
    assert "16 ก.ค. 2556" in row


def test_a_task_that_a_change_takes_back_serves_no_day_of_the_new_rhythm(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    quarterly = CadenceSet("O-3", 3, date(2013, 7, 15), 15, None, 5, "รายไตรมาส")
    with app.app_context():
        at = datetime.combine(world.TODAY, time(17), BANGKOK)
        service.say("O-3", quarterly, world.actor("coordinator"), at, expected=0)
    values = page(sign_in(client, "coordinator").get(ADDRESS)).values(ADDRESS)
    typed = values | {"what": "file", "reason": "กลับไปใช้รอบเดิม"}
    becomes, comes = page(client.post(ADDRESS, data=typed)).one(id="outcome").all("table")
    assert "O-3-R2556-07" in becomes.text
    assert "31 ก.ค. 2556" in comes.text
    assert "O-3-R2556" not in comes.text


def test_a_change_is_shown_before_it_is_saved(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, in_july: None
) -> None:
    before = newest(app)
    values = page(sign_in(client, "coordinator").get(ADDRESS)).values(ADDRESS)
    typed = values | {"on": "day", "day": "๑๕", "reason": "ให้ทันการประชุม"}
    shown = page(client.post(ADDRESS, data=typed))
    assert shown.status == 200
    told = shown.one(id="outcome").text
    for words in ("เปลี่ยนวันครบกำหนด", "O-3-R2556-07", "31 ก.ค. 2556", "15 ก.ค. 2556", "15 ส.ค. 2556"):
        assert words in told
    assert newest(app) == before
    answer = client.post(ADDRESS, data=shown.values(ADDRESS))
    assert (answer.status_code, newest(app)) == (302, before + 2)
    after = page(client.get(ADDRESS))
    assert "วันที่ 15 ของเดือน หรือวันทำการก่อนหน้า" in after.one(id="terms").text
    assert "ให้ทันการประชุม" in after.one(id="terms").text
    history = page(client.get("/history?object=cadence:O-3")).one("main").text
    assert "ให้ทันการประชุม" in history
    assert "ทุกเดือน ในวันทำการสุดท้ายของเดือน" in page(client.get(f"{ADDRESS}?as_of=31/05/2556")).one(id="terms").text


def test_what_stays_says_why(app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, in_july: None) -> None:
    from tracker.reports import service as reports

    with app.app_context():
        reports.draft(1, JULY, world.actor("coordinator"), datetime.combine(JULY, time(10), BANGKOK))
    values = page(sign_in(client, "coordinator").get(ADDRESS)).values(ADDRESS)
    told = page(client.post(ADDRESS, data=values | {"what": "end", "reason": "พอแล้ว"})).one(id="outcome").text
    assert "คงเดิม" in told
    assert "มีรายงานต่อคณะรัฐมนตรีของงวดนี้แล้ว" in told


def test_what_is_no_longer_what_was_shown_is_shown_again(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    values = page(sign_in(client, "coordinator").get(ADDRESS)).values(ADDRESS)
    shown = page(client.post(ADDRESS, data=values | {"cut_before": "3", "reason": "เร็วขึ้น"}))
    before = newest(app)
    again = page(client.post(ADDRESS, data=shown.values(ADDRESS) | {"cut_before": "4"}))
    assert (again.status, newest(app)) == (200, before)
    assert "ไม่ตรงกับที่แสดงไว้ก่อนหน้า" in again.source


@pytest.mark.parametrize("late", [False, True])
def test_what_an_agency_did_in_the_meantime_is_shown_before_anything_is_saved(
    app: Flask,
    client: FlaskClient,
    sign_in: SignIn,
    page: Read,
    in_july: None,
    monkeypatch: pytest.MonkeyPatch,
    late: bool,
) -> None:
    values = page(sign_in(client, "coordinator").get(ADDRESS)).values(ADDRESS)
    shown = page(client.post(ADDRESS, data=values | {"what": "end", "reason": "พอแล้ว"}))
    before, says = newest(app), service.say

    def start() -> None:
        id_, at = world.task_id("O-3-R2556-07", "mict"), datetime.combine(JULY, time(10), BANGKOK)
        tasks.act(id_, STEP["start"], Act(note="เริ่ม", effective_on=JULY), world.actor("liaison.mict"), at)

    def between(*what: Any, **more: Any) -> int:
        start()
        monkeypatch.setattr(service, "say", says)
        return says(*what, **more)

    if late:  # after the outcome was worked out and before the act
        monkeypatch.setattr(service, "say", between)
    else:
        with app.app_context():
            start()
    again = page(client.post(ADDRESS, data=shown.values(ADDRESS)))
    before += 1
    assert (again.status, newest(app)) == (200, before)
    assert "ไม่ตรงกับที่แสดงไว้ก่อนหน้า" in again.source
    assert "หน่วยงานบันทึกการดำเนินงานไว้แล้ว" in again.one(id="outcome").text
    answer = client.post(ADDRESS, data=again.values(ADDRESS))
    assert (answer.status_code, newest(app)) == (302, before + 1)


@pytest.mark.parametrize(
    "typed, field",
    [
        ({"reason": ""}, "reason"), ({"every": "5"}, "every"), ({"every": "x"}, "every"), ({"on": "day", "day": ""}, "day"),
        ({"on": "day", "day": "32"}, "day"), ({"first_on": ""}, "first_on"), ({"first_on": "30/02/2556"}, "first_on"),
        ({"until": "01/01/2556"}, "until"), ({"cut_before": "99"}, "cut_before"), ({"cut_before": "ห้า"}, "cut_before"),
        ({"what": "x"}, "what"), ({"what": "file"}, "what"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_said_beside_the_field(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, typed: dict[str, str], field: str
) -> None:
    before = newest(app)
    values = page(sign_in(client, "coordinator").get(ADDRESS)).values(ADDRESS)
    shown = page(client.post(ADDRESS, data=values | {"reason": "ทดลอง"} | typed))
    assert (shown.status, newest(app)) == (422, before)
    assert len(shown.one(id=f"{field}-error").text) > 10
    assert field == "reason" or "ทดลอง" in shown.source


def test_who_comes_second_is_told_and_loses_nothing(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    values = page(sign_in(client, "coordinator").get(ADDRESS)).values(ADDRESS)
    first = page(client.post(ADDRESS, data=values | {"what": "end", "reason": "พอแล้ว"}))
    second = page(
        client.post(ADDRESS, data=values | {"what": "end", "reason": "พอแล้วเช่นกัน", "act_key": "another-form-12"})
    )
    assert client.post(ADDRESS, data=first.values(ADDRESS)).status_code == 302
    late = page(client.post(ADDRESS, data=second.values(ADDRESS) | {"what": "set", "reason": "อีกครั้ง"}))
    shown = page(client.post(ADDRESS, data=late.values(ADDRESS)))
    assert shown.status == 409
    assert "อีกครั้ง" in shown.source


def test_only_coordinators_change_it_and_only_what_recurs_has_one(client: FlaskClient, sign_in: SignIn) -> None:
    from tests.pages.test_safety_input import token

    for who in ("liaison.mict", "executive", "auditor", "admin"):
        sent = token(sign_in(client, who))
        assert client.post(ADDRESS, data=sent).status_code == 403
        assert client.get(ADDRESS).status_code == 200
    for code in ("O-1.3", "O-9", "%00"):
        assert client.get(f"/obligations/{code}/cadence").status_code == 404


def test_the_page_asks_as_much_for_many_tasks_as_for_one(
    app: Flask, client: FlaskClient, sign_in: SignIn, count_queries: Callable, in_july: None
) -> None:
    sign_in(client, "coordinator").get(ADDRESS)
    with count_queries() as few:
        client.get(ADDRESS)
    later = date(2014, 6, 2)
    with app.app_context():
        clock.freeze(later)
        service.settle(later, datetime.combine(later, time(9), BANGKOK))
    client.get(ADDRESS)
    with count_queries() as many:
        client.get(ADDRESS)
    assert len(many) == len(few)


def test_the_list_of_reports_says_which_the_system_drew_up(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    day = date(2013, 6, 24)
    clock.freeze(day)
    with app.app_context():
        assert drafting.draft_due(day, datetime.combine(day, time(9), BANGKOK)) == (1, [])
    shown = page(sign_in(client, "coordinator").get("/reports")).one(id="drawn")
    assert shown.text.count("ระบบจัดทำตามรอบการรายงาน") == 1


def test_the_task_of_a_period_says_where_it_comes_from_and_that_it_has_no_weight(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, in_july: None
) -> None:
    with app.app_context():
        id_ = world.task_id("O-3-R2556-07", "mict")
    plan = page(sign_in(client, "executive").get(f"/tasks/{id_}")).one(id="plan")
    assert "กำหนดโดยระบบ มิได้อยู่ในมติ" in plan.text
    assert "งานตามรอบไม่นับในร้อยละ" in plan.text
    assert ADDRESS in [link["href"] for link in plan.all("a")]
