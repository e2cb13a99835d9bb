"""Does the calendar page show which days are off and why, and can a coordinator – and nobody else – put it right?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests.conftest import SignIn
from tests.page import Page

Read = Callable[[TestResponse], Page]
NEW = {"day": "04/06/2556", "name_th": "วันหยุดพิเศษ", "name_en": "Special day off", "source": "มติคณะรัฐมนตรี 28 พ.ค. 2556"}


def send(client: FlaskClient, address: str, **typed: str) -> TestResponse:
    """Send a form as a browser does."""
    where = "/calendar" if address == "/calendar" else address
    page = client.get(where).get_data(as_text=True)
    from tests.page import parse

    hidden = {
        field["name"]: field.get("value")
        for field in parse(page).one("main").all("input", type="hidden")
        if field.get("name") in ("csrf_token", "version", "act_key")
    }
    return client.post(address, data=hidden | typed)


def test_the_year_lists_its_days_off(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "executive")
    found = page(client.get("/calendar?year=2556"))
    assert "ปฏิทินวันทำการ พ.ศ. 2556" in found.h1
    days = found.one("section", id="days").text
    for name in ("วันฉัตรมงคล", "วันพืชมงคล", "วันวิสาขบูชา"):
        assert name in days
    assert "วันแรงงาน" not in days
    assert found.all("form", method="post", action="/calendar") == []


@pytest.mark.parametrize("typed", ["2013", "2556"])
def test_a_year_of_either_era_is_understood(client: FlaskClient, sign_in: SignIn, page: Read, typed: str) -> None:
    sign_in(client, "auditor")
    assert "2556" in page(client.get(f"/calendar?year={typed}")).h1


@pytest.mark.parametrize("typed", ["1", "9999", "-1", "๒๕๕๖", "2013.5", "' or 1=1", "%00"])
def test_a_year_that_is_none_is_refused_in_a_sentence(client: FlaskClient, sign_in: SignIn, typed: str) -> None:
    sign_in(client, "coordinator")
    answer = client.get("/calendar", query_string={"year": typed})
    assert answer.status_code == 400
    assert "ปฏิทินของระบบมีตั้งแต่ปี" in answer.get_data(as_text=True)


def test_a_coordinator_adds_a_day_and_takes_it_back(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    answer = send(client, "/calendar", **NEW)
    assert (answer.status_code, answer.location) == (302, "/calendar?year=2556")
    row = page(client.get("/calendar?year=2556")).one("tr", id="d2013-06-04")
    assert "วันหยุดพิเศษ" in row.text
    assert "มติคณะรัฐมนตรี 28 พ.ค. 2556" in row.text
    assert "ผู้ประสานงานกลาง" in row.text
    assert "19 วันทำการ" in page(client.get("/")).one("main").text
    assert send(client, "/calendar/2013-06-04/withdraw", reason="ประกาศยกเลิก").status_code == 302
    found = page(client.get("/calendar?year=2556"))
    assert found.all("tr", id="d2013-06-04") == []
    assert "ประกาศยกเลิก" in found.one("section", id="withdrawn").text
    assert "20 วันทำการ" in page(client.get("/")).one("main").text
    told = page(client.get("/history")).one("main").text
    assert "เพิ่มวันหยุด" in told
    assert "ถอนรายการในปฏิทิน" in told


def test_a_holiday_becomes_a_working_day(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    assert send(client, "/calendar/2013-08-12/working", reason="เปิดทำการ").status_code == 302
    assert "วันทำการ" in page(client.get("/calendar?year=2556&lang=th")).one("tr", id="d2013-08-12").text


@pytest.mark.parametrize(
    "typed, said",
    [
        ({"day": "11/05/2556"}, "วันหยุดสุดสัปดาห์อยู่แล้ว"),
        ({"day": "06/05/2556"}, "เป็นวันหยุดอยู่แล้ว"),
        ({"day": "31/02/2556"}, "มีเพียง 28 วัน"),
        ({"day": "04/06/2700"}, "อยู่นอกปฏิทิน"),
        ({"source": ""}, "กรุณาระบุที่มา"),
        ({"name_en": "x" * 201}, "ย่อ"),
        ({"name_th": "วัน\x00"}, "อักขระ"),
    ],
)
def test_what_is_wrong_is_said_and_what_was_typed_is_kept(
    client: FlaskClient, sign_in: SignIn, page: Read, typed: dict[str, str], said: str
) -> None:
    sign_in(client, "coordinator")
    answer = send(client, "/calendar", **(NEW | typed))
    assert answer.status_code == 422
    found = page(answer)
    assert said in found.one("div", class_="errors").text
    assert found.one("input", id="day").get("value") == (NEW | typed)["day"]


@pytest.mark.parametrize("day", ["2013-13-40", "20130604", "today", "0001-01-01", "2013-W20-1"])
def test_a_day_that_is_none_is_not_found(client: FlaskClient, sign_in: SignIn, day: str) -> None:
    assert sign_in(client, "coordinator").get(f"/calendar/{day}/working").status_code == 404


@pytest.mark.parametrize("who", ["liaison.mof", "executive", "auditor", "admin"])
def test_nobody_else_changes_it(client: FlaskClient, sign_in: SignIn, who: str) -> None:
    sign_in(client, who)
    assert client.get("/calendar/2013-08-12/working").status_code == 403
    assert client.get("/calendar").status_code == 200


def test_a_past_day_is_read_only_and_knows_nothing_of_later_entries(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "coordinator")
    send(client, "/calendar", **NEW)
    found = page(client.get("/calendar?year=2556&as_of=2013-05-30"))
    assert found.all("tr", id="d2013-06-04") == []
    assert found.all("form", method="post", action="/calendar") == []
    assert client.get("/calendar/2013-08-12/working?as_of=2013-05-30").status_code == 302


def test_two_coordinators_at_once(client: FlaskClient, app: Flask, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    before = page(client.get("/calendar/2013-08-12/working")).values()
    send(client, "/calendar/2013-08-12/working", reason="คนแรก")
    answer = client.post("/calendar/2013-08-12/working", data=before | {"reason": "คนที่สอง"})
    assert answer.status_code == 409
    assert "คนที่สอง" in page(answer).one("textarea").text


def test_a_form_that_comes_again_with_other_words_can_be_sent_again(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    sign_in(client, "coordinator")
    address, year = "/calendar", page(client.get("/calendar"))
    form = year.values(address)
    client.post(address, data=form | NEW)
    other = NEW | {"day": "05/06/2556", "name_th": "อีกวันหนึ่ง"}
    told = page(client.post(address, data=form | other))
    assert told.status == 409
    assert client.post(address, data=told.values(address)).status_code == 302
    assert "อีกวันหนึ่ง" in page(client.get("/calendar?year=2556")).one("tr", id="d2013-06-05").text


def test_the_number_of_queries_does_not_grow(
    client: FlaskClient, sign_in: SignIn, count_queries: Callable[[], object]
) -> None:
    sign_in(client, "coordinator")
    counts = []
    for day in ("", "04/06/2556", "05/06/2556"):
        if day:
            send(client, "/calendar", **(NEW | {"day": day}))
        client.get("/calendar")
        with count_queries() as asked:  # type: ignore[attr-defined]
            client.get("/calendar")
        counts.append(len(asked))
    assert counts[1] == counts[2] <= counts[0] + 1
