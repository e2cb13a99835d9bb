"""Does a coordinator change the rules of reminding so that nobody is surprised: sound figures, office hours, and a look before saving?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import SignIn
from tests.page import Page
from tests.pages.reminder_forms import record, send
from tracker.ledger.store import head

Read = Callable[[TestResponse], Page]


def test_everybody_reads_the_rules_and_coordinators_change_them(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "liaison.mof")
    assert "10, 5, 2, 0 วันทำการ" in page(client.get("/reminders")).one(id="rule-every").text
    assert client.get("/reminders/every").status_code == 403
    sign_in(client, "coordinator")
    answer = record(
        client, "/reminders/duty", "/reminders/duty", before="๕, ๓", after="1", every="5", officer="", coordinator="5", executive="10",
        letter="15", waiting="3", reason="หน้าที่หลักเตือนช้าลง",
    )  # fmt: skip
    assert answer.status_code == 302
    assert "5, 3 วันทำการ" in page(client.get("/reminders")).one(id="rule-duty").text
    assert "หน้าที่หลักเตือนช้าลง" in page(client.get("/history")).source
    record(client, "/reminders/duty", "/reminders/duty/withdraw", why="กลับไปใช้หลักเกณฑ์ทั่วไป")
    assert "ยกเลิกหลักเกณฑ์แล้ว" in page(client.get("/reminders")).text
    assert "ใช้หลักเกณฑ์ทั่วไป" in page(client.get("/reminders")).one(id="rule-duty").text


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"before": "สิบ"}, "กรุณาพิมพ์เป็นตัวเลข"), ({"before": "61"}, "0 ถึง 60"), ({"before": "5, 5"}, "มีวันซ้ำกัน"), ({"after": "0"}, "0 ถึง 60"),
        ({"before": "", "after": ""}, "อย่างน้อยหนึ่งวัน"), ({"coordinator": "2"}, "ลำดับสูงกว่า"), ({"letter": "-1"}, "กรุณาพิมพ์เป็นตัวเลข"),
        ({"reason": ""}, "กรุณาระบุเหตุผล"),
        ({"before": "99999"}, "0 ถึง 60"), ({"every": "99999"}, "0 ถึง 60"), ({"letter": "99999"}, "1 ถึง 60"),
        ({"after": ""}, "จึงต้องมีวันเตือนหลังครบกำหนด"), ({"after": "30"}, "ไม่เกินวันนั้น"),
        ({"before": "1,2,3,4,5,6,7,8,9,10,11"}, "ไม่เกิน 10 วัน"), ({"officer": "0"}, "1 ถึง 60"), ({"waiting": "0"}, "1 ถึง 60"),
        ({"first_hour": "18", "last_hour": "9"}, "เวลาสุดท้ายต้องไม่ก่อนเวลาแรก"), ({"first_hour": "25"}, "กรุณาเลือกจากรายการ"),
    ],
)  # fmt: skip
def test_a_rule_that_means_nothing_is_refused_beside_its_field(
    client: FlaskClient, sign_in: SignIn, page: Read, typed: dict[str, str], words: str
) -> None:
    sign_in(client, "coordinator")
    sound = {
        "before": "10, 5", "after": "1, 3", "every": "5", "officer": "3", "coordinator": "5", "executive": "10", "letter": "15",
        "waiting": "3", "reason": "ทดลอง",
    }  # fmt: skip
    found = page(send(client, "/reminders/every", "/reminders/every", **sound | typed))
    assert found.status == 422
    assert words in found.source


SOUND = {
    "before": "10, 5", "after": "1, 3", "every": "5", "officer": "3", "coordinator": "5", "executive": "10", "letter": "15", "waiting": "3",
    "reason": "ทดลอง",
}  # fmt: skip
GENERAL = "/reminders/every"


def test_before_it_is_recorded_a_rule_shows_whom_it_would_reach(
    client: FlaskClient, sign_in: SignIn, page: Read, app: Flask
) -> None:
    sign_in(client, "coordinator")
    assert "บันทึกหลักเกณฑ์" not in page(client.get(GENERAL)).one("main").text
    with app.app_context():
        before = head()
    shown = page(send(client, GENERAL, GENERAL, **SOUND | {"before": "60", "look": "yes"}))
    assert shown.status == 200
    assert "3 มิ.ย. 2556" in shown.one(id="reach").text
    assert "จะแจ้ง" in shown.one(id="reach").text
    assert "บันทึกหลักเกณฑ์" in shown.one("main").text
    with app.app_context():
        assert head() == before, "nothing was recorded"
    other = page(client.post(GENERAL, data=shown.values(GENERAL) | {"before": "59", "reason": "ทดลอง"}))
    assert (other.status, "ยังไม่ได้บันทึก" in other.source) == (200, True), "other figures than those that were looked at"
    assert client.post(GENERAL, data=other.values(GENERAL) | {"reason": "ทดลองจริง"}).status_code == 302
    assert "59 วันทำการ" in page(client.get("/reminders")).one(id="rule-every").text


def test_nobody_records_or_takes_back_a_rule_without_having_looked(
    client: FlaskClient, sign_in: SignIn, page: Read, app: Flask
) -> None:
    sign_in(client, "coordinator")
    record(client, "/reminders/duty", "/reminders/duty", **SOUND)
    with app.app_context():
        before = head()
    for address, typed in (
        ("/reminders/duty", SOUND | {"before": "60"}),
        ("/reminders/duty/withdraw", {"why": "พอแล้ว"}),
    ):
        shown = page(send(client, "/reminders/duty", address, **typed))
        assert (shown.status, "ยังไม่ได้บันทึก" in shown.one(id="reach").text) == (200, True), address
        with app.app_context():
            assert head() == before, address
        assert client.post(address, data=shown.values(address) | typed).status_code == 302, address
        with app.app_context():
            assert head() != before, address
            before = head()


def test_a_rule_that_would_write_to_too_many_says_that_it_would_be_held(
    client: FlaskClient, sign_in: SignIn, page: Read, app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(app.config, "SETTINGS", replace(app.config["SETTINGS"], most_messages=1))
    sign_in(client, "coordinator")
    shown = page(send(client, GENERAL, GENERAL, **SOUND | {"before": "60", "look": "yes"}))
    assert "ระบบจะพักข้อความทั้งหมดไว้" in shown.one(id="reach").text
    refused = page(send(client, GENERAL, GENERAL, **SOUND | {"letter": "1", "look": "yes"}))
    assert (refused.status, "ลำดับสูงกว่า" in refused.source) == (422, True)


def test_before_a_rule_is_taken_back_its_page_shows_whom_that_would_reach(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "coordinator")
    record(client, "/reminders/duty", "/reminders/duty", **SOUND | {"before": "60"})
    back = "/reminders/duty/withdraw"
    shown = page(send(client, "/reminders/duty", back, why="พอแล้ว", look="yes"))
    assert (shown.status, "จะแจ้ง" in shown.one(id="reach").text) == (200, True)
    assert "60 วันทำการ" in page(client.get("/reminders")).one(id="rule-duty").text, "nothing was recorded"
    assert client.post(back, data=shown.values(back) | {"why": "พอแล้ว"}).status_code == 302
    assert "ใช้หลักเกณฑ์ทั่วไป" in page(client.get("/reminders")).one(id="rule-duty").text


def test_the_hours_of_messages_are_a_rule_and_bind_what_people_choose(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "coordinator")
    assert page(client.get("/reminders/duty")).all("select", name="first_hour") == []
    assert record(client, GENERAL, GENERAL, **SOUND | {"first_hour": "9", "last_hour": "15"}).status_code == 302
    assert "09.00–15.59" in page(client.get("/reminders")).one(id="rule-every").text
    settings = page(client.get("/inbox/settings"))
    assert [each["value"] for each in settings.one("select", name="hour").all("option")] == [
        str(n) for n in range(9, 16)
    ]
    typed = {"mode": "digest", "weekdays": ["mon"], "hour": "16", "lang": "th"}
    refused = page(send(client, "/inbox/settings", "/inbox/settings", **typed))
    assert (refused.status, "09.00–15.59" in refused.one("main").text) == (422, True)
    assert send(client, "/inbox/settings", "/inbox/settings", **typed | {"hour": "15"}).status_code == 302
