"""Does the page of data quality name what is wrong, lead to what mends it, and let the right person accept it?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.conftest import SignIn
from tests.page import Page

Read = Callable[[TestResponse], Page]
UNTOLD = f"/quality/untold/notified-{world.RESOLUTION}.mof"


def test_findings_stand_under_their_check_with_a_link_that_mends(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    with app.app_context():
        id_ = world.task_id("O-1.3-T3", "mof")
        world.do("progress", id_, "liaison.mof", "2013-05-30", percent=100, note="ทำครบ")
    sign_in(client, "liaison.mof")
    own = page(client.get("/quality?agency=mof")).one("section", id="check-unsubmitted")
    assert "รายงานเองครบ 100% เมื่อ 30 พ.ค. 2556 แต่ยังไม่ส่งตรวจรับ" in own.text
    assert f"/tasks/{id_}/submit" in [link["href"] for link in own.all("a")]
    sign_in(client, "coordinator")
    theirs = page(client.get("/quality?check=unsubmitted")).one("section", id="check-unsubmitted")
    assert f"/tasks/{id_}/comment" in [link["href"] for link in theirs.all("a")]
    sign_in(client, "executive")
    read = page(client.get("/quality?check=unsubmitted")).one("section", id="check-unsubmitted")
    assert all(link["href"].count("/") == 2 for link in read.all("a"))


@pytest.mark.parametrize("who", ["coordinator", "liaison.mof", "executive", "auditor", "admin"])
def test_every_link_that_mends_opens(client: FlaskClient, sign_in: SignIn, page: Read, who: str) -> None:
    sign_in(client, who)
    found = page(client.get("/quality")).one("main")
    for address in {link["href"].partition("#")[0] for link in found.all("a")} - {""}:
        assert client.get(address, follow_redirects=True).status_code == 200, address


def test_the_gap_of_the_source_leads_to_what_closes_it(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "auditor")
    gap = page(client.get("/quality")).one("section", id="check-untold")
    assert "กระทรวงการคลัง" in gap.text
    assert "กระทรวงศึกษาธิการ" in gap.text
    assert "/obligations/O-6" in [link["href"] for link in gap.all("a")]


def test_thresholds_are_shown_and_changed_by_the_address(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    usual, strict = page(client.get("/quality")), page(client.get("/quality?stale=1"))
    assert usual.one("input", id="stale")["value"] == "10"
    assert strict.one("input", id="stale")["value"] == "1"
    assert int(strict.h1.split()[-2]) > int(usual.h1.split()[-2])
    assert any("stale=1" in link for link in strict.links if link.startswith("/quality/"))


@pytest.mark.parametrize(
    "query",
    [
        "stale=0",
        "stale=9999",
        "stale=-1",
        "stale=๕",
        "wait=1e3",
        "check=nothing",
        "agency=zz",
        "check='--",
        "stale=%00",
    ],
)
def test_what_makes_no_sense_is_named_and_left_out(
    client: FlaskClient, sign_in: SignIn, page: Read, query: str
) -> None:
    sign_in(client, "coordinator")
    found = page(client.get(f"/quality?{query}"))
    assert found.status == 200
    assert "ไม่ได้ใช้" in found.one("main").text
    assert found.h1 == page(client.get("/quality")).h1


def test_a_coordinator_accepts_and_everybody_reads_why(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    form = page(client.get(UNTOLD)).values(UNTOLD)
    assert page(client.post(UNTOLD, data=form | {"reason": " "})).status == 422
    assert client.post(UNTOLD, data=form | {"reason": "แจ้งตามหนังสือ สลค."}).location == "/quality"
    sign_in(client, "executive")
    found = page(client.get("/quality?agency=mof"))
    assert all("ไม่อยู่ในบัญชี" not in each.text for each in found.all("section", id="check-untold"))
    assert "แจ้งตามหนังสือ สลค." in found.one("main").text
    assert "ยอมรับข้อที่ควรตรวจ" in page(client.get("/history")).one("main").text


def test_two_coordinators_at_once(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    form = page(client.get(UNTOLD)).values(UNTOLD)
    client.post(UNTOLD, data=form | {"reason": "คนแรก", "act_key": "another-form-of-mine"})
    answer = page(client.post(UNTOLD, data=form | {"reason": "คนที่สอง"}))
    assert answer.status == 409
    assert "คนที่สอง" in answer.one("textarea").text


def test_a_form_that_comes_again_with_other_words_can_be_sent_again(
    client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    """The first time it accepted the finding; the second one, seen and sent again, opens it with its own reason."""
    sign_in(client, "coordinator")
    form = page(client.get(UNTOLD)).values(UNTOLD)
    client.post(UNTOLD, data=form | {"reason": "คนแรก"})
    told = page(client.post(UNTOLD, data=form | {"reason": "คิดใหม่แล้ว"}))
    assert told.status == 409
    assert client.post(UNTOLD, data=told.values(UNTOLD)).status_code == 302
    assert "คิดใหม่แล้ว" in page(client.get("/history")).one("main").text


def test_nobody_judges_the_own_agency_or_without_the_right(app: Flask, client: FlaskClient, sign_in: SignIn) -> None:
    with app.app_context():
        id_ = world.task_id("O-6-T1", "mict")
        world.do("start", id_, "liaison.mict", "2013-05-02", note="ร่างหนังสือ")
    sign_in(client, "coordinator")
    assert client.get(f"/quality/unassigned/task-{id_}").status_code == 403
    for who in ("liaison.mof", "executive", "auditor", "admin"):
        assert sign_in(client, who).get(UNTOLD).status_code == 403


@pytest.mark.parametrize("address", ["/quality/untold/x", "/quality/nothing/task-1", "/quality/fallen/task-999999999"])
def test_a_finding_that_is_none_is_not_found(client: FlaskClient, sign_in: SignIn, address: str) -> None:
    assert sign_in(client, "coordinator").get(address).status_code == 404


def test_a_past_day_is_read_only(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    found = page(client.get("/quality?as_of=2013-05-15"))
    assert not [link for link in found.links if link.startswith("/quality/")]
    assert client.get(f"{UNTOLD}?as_of=2013-05-15").status_code == 302


def test_the_number_of_queries_does_not_grow_with_the_findings(
    app: Flask, client: FlaskClient, sign_in: SignIn, count_queries: Callable[[], object]
) -> None:
    sign_in(client, "coordinator")
    counts = []
    for query in ("?stale=200", "?stale=1"):
        world.forget()
        client.get("/tasks")
        with count_queries() as asked:  # type: ignore[attr-defined]
            client.get(f"/quality{query}")
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 14
