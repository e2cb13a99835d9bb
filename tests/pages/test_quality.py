"""Does the page of data quality name what is wrong, lead to what mends it, and let the right person accept it?"""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from tests import world
from tests.conftest import SignIn
from tests.page import Page
from tracker.ledger.store import events

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


@pytest.mark.parametrize(
    ("who", "words"), [("coordinator", "กำหนดผู้รับผิดชอบ"), ("liaison.moe", "กำหนดผู้รับผิดชอบ"), ("liaison.mof", "ดูผู้รับผิดชอบ"),
     ("auditor", "ดูผู้รับผิดชอบ")]
)  # fmt: skip
def test_only_who_may_name_an_officer_is_asked_to(
    client: FlaskClient, sign_in: SignIn, page: Read, who: str, words: str
) -> None:
    found = page(sign_in(client, who).get("/quality?check=officer&agency=moe"))
    assert [link.text.split()[0] for link in found.all("a") if link["href"].endswith("/agencies/moe/people")][-1:] == [
        words
    ]


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


@pytest.fixture
def fallen(app: Flask) -> Iterator[tuple[int, str]]:
    """A claim that fell from 60 to 40: the task, and the address of the finding."""
    with app.app_context():
        id_ = world.task_id("O-1.3-T3", "mof")
        for percent in (60, 40):
            world.do("progress", id_, "liaison.mof", "2013-05-30", percent=percent, note="รายงาน")
        yield id_, f"/quality/fallen/task-{id_}"


def judgements(address: str) -> list[tuple[str, str]]:
    """What the ledger says about a finding: kind and the values it rested on."""
    name = address.removeprefix("/").replace("/", ":", 1)
    return [(event.kind, event.data.get("stamp", "")) for event in events(stream=name)]


def test_what_is_accepted_is_what_was_seen(
    fallen: tuple[int, str], client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    id_, address = fallen
    sign_in(client, "coordinator")
    form = page(client.get(address)).values(address)
    world.do("progress", id_, "liaison.mof", "2013-05-31", percent=10, note="รายงาน")
    answer = page(client.post(address, data=form | {"reason": "ครั้งก่อนพิมพ์ผิด"}))
    assert answer.status == 409
    assert judgements(address) == []
    assert "เคยรายงาน 60% แล้วลดเหลือ 10%" in answer.text
    assert "ครั้งก่อนพิมพ์ผิด" in answer.one("textarea").text
    assert client.post(address, data=answer.values(address)).status_code == 302
    assert judgements(address) == [("finding_accepted", "60>10")]


def test_opening_again_never_becomes_an_acceptance(
    fallen: tuple[int, str], client: FlaskClient, sign_in: SignIn, page: Read
) -> None:
    id_, address = fallen
    sign_in(client, "coordinator")
    client.post(address, data=page(client.get(address)).values(address) | {"reason": "พิมพ์ผิด"})
    again = page(client.get(address))
    assert "นำกลับมาตรวจ" in again.one("form", class_="panel post").text
    world.do("progress", id_, "liaison.mof", "2013-05-31", percent=10, note="รายงาน")
    answer = page(client.post(address, data=again.values(address) | {"reason": "ยังไม่แน่ใจ"}))
    assert answer.status == 409
    assert judgements(address) == [("finding_accepted", "60>40")]
    assert "ยอมรับโดยระบุเหตุผล" in answer.one("form", class_="panel post").text


@pytest.mark.parametrize("missing", ["stamp", "act", "version"])
def test_a_form_that_does_not_say_what_was_seen_judges_nothing(
    client: FlaskClient, sign_in: SignIn, page: Read, missing: str
) -> None:
    sign_in(client, "coordinator")
    form = page(client.get(UNTOLD)).values(UNTOLD) | {"reason": "แจ้งแล้ว"}
    assert client.post(UNTOLD, data=form | {missing: ""}).status_code == 409
    assert judgements(UNTOLD) == []


def test_a_form_pressed_twice_judges_once(client: FlaskClient, sign_in: SignIn, page: Read) -> None:
    sign_in(client, "coordinator")
    form = page(client.get(UNTOLD)).values(UNTOLD) | {"reason": "แจ้งแล้ว"}
    assert [client.post(UNTOLD, data=form).status_code for _ in range(2)] == [302, 302]
    assert len(judgements(UNTOLD)) == 1


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


@pytest.mark.parametrize(("who", "step"), [("liaison.mof", "progress"), ("coordinator", "comment")])
def test_what_began_too_early_is_mended_by_the_agency_s_report_and_others_can_write_to_it(
    app: Flask, client: FlaskClient, sign_in: SignIn, page: Read, who: str, step: str
) -> None:
    with app.app_context():
        id_ = world.task_id("O-1.3-T4", "mof")
        world.do("progress", id_, "liaison.mof", "2013-05-20", percent=40, note="เริ่มแล้ว")
    links = page(sign_in(client, who).get("/quality?check=early")).links
    assert [link for link in links if link.startswith(f"/tasks/{id_}/")] == [f"/tasks/{id_}/{step}"]
