"""Does a coordinator change the rules of reminding so that nobody is surprised: sound figures, office hours, and a look before saving?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import SignIn
from tests.page import Page
from tests.pages.reminder_forms import send

Read = Callable[[TestResponse], Page]


def test_everybody_reads_the_rules_and_coordinators_change_them(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "liaison.mof")
    assert "10, 5, 2, 0 วันทำการ" in page(client.get("/reminders")).one(id="rule-every").text
    assert client.get("/reminders/every").status_code == 403
    sign_in(client, "coordinator")
    answer = send(
        client, "/reminders/duty", "/reminders/duty", before="๕, ๓", after="1", every="5", officer="", coordinator="5", executive="10",
        letter="15", waiting="3", reason="หน้าที่หลักเตือนช้าลง",
    )  # fmt: skip
    assert answer.status_code == 302
    assert "5, 3 วันทำการ" in page(client.get("/reminders")).one(id="rule-duty").text
    assert "หน้าที่หลักเตือนช้าลง" in page(client.get("/history")).source
    send(client, "/reminders/duty", "/reminders/duty/withdraw", why="กลับไปใช้หลักเกณฑ์ทั่วไป")
    assert "ใช้หลักเกณฑ์ทั่วไป" in page(client.get("/reminders")).one(id="rule-duty").text


@pytest.mark.parametrize(
    "typed, words",
    [
        ({"before": "สิบ"}, "กรุณาพิมพ์เป็นตัวเลข"), ({"before": "61"}, "0 ถึง 60"), ({"before": "5, 5"}, "มีวันซ้ำกัน"), ({"after": "0"}, "0 ถึง 60"),
        ({"before": "", "after": ""}, "อย่างน้อยหนึ่งวัน"), ({"coordinator": "2"}, "ลำดับสูงกว่า"), ({"letter": "-1"}, "กรุณาพิมพ์เป็นตัวเลข"),
        ({"reason": ""}, "กรุณาระบุเหตุผล"),
        ({"after": ""}, "จึงต้องมีวันเตือนหลังครบกำหนด"), ({"after": "30"}, "ไม่เกินวันนั้น"),
        ({"before": "1,2,3,4,5,6,7,8,9,10,11"}, "ไม่เกิน 10 วัน"),
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
