"""Does a verifier clear the queue with proof before their eyes: usual reasons, several at once, and a verdict taken back?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests import world
from tests.page import read
from tests.pages.task_forms import errors, refused, story, task, task_id
from tracker import clock
from tracker.extensions import db
from tracker.tasks import service as tasks
from tracker.tasks.reasons import REASONS
from tracker.tasks.workflow import State


@pytest.fixture
def waiting_task(app):
    return task_id(app, "O-1.3-T2", "mof")


@pytest.fixture
def verifier(client, sign_in):
    return sign_in(client, "coordinator")


def submit(app, code, agency, day="2013-05-30", **what):
    """Another submission in the queue."""
    id_ = task_id(app, code, agency)
    with app.app_context():
        proof = (world.Evidence("https://www.mfa.go.th/privacy", **what),)
        world.do("submit", id_, f"liaison.{agency}", day, note="เสร็จแล้ว", evidence=proof)
        db.session.remove()
    return id_


def review(client, id_):
    """The hidden and filled fields of the review page."""
    return read(client.get(f"/verification-queue/{id_}")).values(f"/tasks/{id_}/verify")


@pytest.mark.parametrize("lang", ["th", "en"])
def test_claim_evidence_and_clause_stand_side_by_side(verifier, waiting_task, lang):
    page = read(verifier.get(f"/verification-queue/{waiting_task}?lang={lang}"))
    assert "แผนได้รับอนุมัติ" in page.one(id="claim").text
    assert "https://www.mof.go.th/e-service" in page.one(id="evidence").text
    assert "มาตรฐานเว็บไซต์ภาครัฐ" in page.one(id="clause").text
    assert page.all("form", action=f"/tasks/{waiting_task}/verify")


def test_the_queue_leads_to_the_review_and_the_verdict_to_the_next(app, verifier, waiting_task):
    later = submit(app, "O-1.3-T3", "mfa")
    assert f"/verification-queue/{waiting_task}" in read(verifier.get("/verification-queue")).links
    answer = verifier.post(f"/tasks/{waiting_task}/verify", data=review(verifier, waiting_task) | {"note": ""})
    assert verifier.get(answer.location).location == f"/verification-queue/{later}"
    answer = verifier.post(f"/tasks/{later}/return", data=review(verifier, later) | {"because": "undated", "note": ""})
    assert verifier.get(answer.location).location == "/verification-queue"
    assert (task(app, waiting_task).state, task(app, later).state) == (State.VERIFIED, State.RETURNED)
    assert story(app, later)[-1].data["because"] == "undated"
    assert REASONS["undated"].th in read(verifier.get("/verification-queue")).one(id="sent-back").text


def test_skipping_goes_round(app, verifier, waiting_task):
    later = submit(app, "O-1.3-T3", "mfa")
    for after, expected in ((waiting_task, later), (later, waiting_task), (999_999, waiting_task), ("x", waiting_task)):
        assert verifier.get(f"/verification-queue/next?after={after}").location == f"/verification-queue/{expected}"


def test_a_return_without_any_reason_keeps_everything(app, verifier, waiting_task):
    page = refused(verifier.post(f"/tasks/{waiting_task}/return", data=review(verifier, waiting_task)))
    assert errors(page)
    page = refused(
        verifier.post(f"/tasks/{waiting_task}/return", data=review(verifier, waiting_task) | {"because": "<b>"})
    )
    assert errors(page)
    assert task(app, waiting_task).state is State.SUBMITTED


def test_what_does_not_wait_leads_to_its_own_page(app, client, sign_in, verifier, waiting_task):
    done = task_id(app, "O-1.3-T1", "mof")
    assert verifier.get(f"/verification-queue/{done}").location == f"/tasks/{done}"
    past = verifier.get(f"/verification-queue/{waiting_task}?as_of=2013-05-29")
    assert past.location == f"/tasks/{waiting_task}?as_of=2013-05-29"
    assert sign_in(client, "liaison.mof").get(f"/verification-queue/{waiting_task}").status_code == 403


def test_several_without_remarks_are_verified_at_once_and_the_odd_one_is_not_offered(app, verifier, waiting_task):
    plain = submit(app, "O-1.3-T1", "mfa")
    ending = submit(app, "O-1.3-T1", "moe", expires_on=world.TODAY + timedelta(days=3))
    queue = read(verifier.get("/verification-queue"))
    offered = {int(box["value"]) for box in queue.all("input", name="task")}
    assert plain in offered
    assert ending not in offered
    page = read(verifier.get(f"/tasks/bulk/verify?task={plain}&task={ending}"))
    assert "ต้องตรวจทีละงาน" in page.one(id="refused").text
    done = verifier.post("/tasks/bulk/verify", data=page.values("/tasks/bulk/verify") | {"note": "ตรวจแล้ว"})
    assert read(done).one(id="done")
    assert (task(app, plain).state, task(app, ending).state) == (State.VERIFIED, State.SUBMITTED)


@pytest.mark.parametrize(("step", "said"), [("undo", "ถอนผลการตรวจ"), ("", "หลักฐานหมดอายุ")])
def test_the_agency_hears_that_its_verified_task_waits_again(app, client, sign_in, verifier, step, said):
    verified = submit(app, "O-1.3-T1", "mfa", expires_on=world.TODAY - timedelta(days=1))
    with app.app_context():
        world.do("verify", verified, "coordinator", "2013-05-31", note="ตรวจแล้ว")
        if step:
            world.do(step, verified, "coordinator", "2013-05-31", note="ตรวจผิดงาน")
        else:
            tasks.expire(world.TODAY, world.at("2013-05-31", 11))
        db.session.remove()
    news = read(sign_in(client, "liaison.mfa").get("/my-work")).one(id="news")
    assert said in news.text
    assert f"/tasks/{verified}" in [link["href"] for link in news.all("a")]


def test_a_verdict_is_withdrawn_from_the_queue_by_a_new_act(app, verifier, waiting_task):
    verifier.post(f"/tasks/{waiting_task}/verify", data=review(verifier, waiting_task))
    beside = read(verifier.get("/verification-queue")).one(id="given")
    assert f"/tasks/{waiting_task}/undo" in [link["href"] for link in beside.all("a")]
    where = f"/tasks/{waiting_task}/undo"
    fields = read(verifier.get(where)).values(where) | {"note": "ตรวจผิดงาน"}
    assert verifier.post(where, data=fields).status_code == 302
    assert task(app, waiting_task).state is State.SUBMITTED
    assert [event.kind for event in story(app, waiting_task)][-2:] == ["task_verified", "verdict_withdrawn"]
    assert "ตรวจผิดงาน" in read(verifier.get("/verification-queue")).one("main").text


def test_the_month_is_told_in_figures(app, verifier):
    """The world of the tests holds two verdicts in May: one after two working days, one return after two."""
    said = read(verifier.get("/verification-queue")).one(id="answers").text
    assert "พฤษภาคม 2556" in said
    assert "2 ครั้งที่ตรวจ" in said
    assert "50%" in said


def test_the_number_of_queries_does_not_grow_with_the_queue(app, verifier, waiting_task, count_queries):
    verifier.get("/verification-queue")
    with count_queries() as one:
        verifier.get("/verification-queue")
    for agency in ("mfa", "moe", "moph"):
        submit(app, "O-1.3-T1", agency)
    world.forget()
    verifier.get("/verification-queue")
    with count_queries() as four:
        verifier.get("/verification-queue")
    assert len(four) <= len(one) + 1


@pytest.fixture
def withdrawn(app):
    """A task that was sent on 31 May, due on 7 June; the verdict fell on 10 June, the day of the page."""
    id_ = submit(app, "O-1.3-T4", "mof", "2013-05-31")
    with app.app_context():
        world.do("verify", id_, "coordinator", "2013-05-31", note="")
        clock.freeze(date(2013, 6, 10))
        world.do("undo", id_, "coordinator", "2013-06-10", note="ตรวจผิดงาน")
        db.session.remove()
    return id_


def test_what_waits_again_was_sent_when_the_agency_sent_it(withdrawn, verifier):
    for address, panel in ((f"/tasks/{withdrawn}", "standing"), (f"/verification-queue/{withdrawn}", "claim")):
        page = read(verifier.get(address))
        assert "31 พ.ค. 2556" in page.one(id=panel).text
        assert "ส่งหลังครบกำหนด" not in page.one("main").text, address
    queue = read(verifier.get("/verification-queue"))
    row = next(each.text for each in queue.all("li", class_="grid-queue") if "ตรวจผิดงาน" in each.text)
    assert "ส่ง 31 พ.ค." in row, row
    assert " ก่อนครบกำหนด" in row
    assert "รอ 0 วันทำการ" in row
    late = read(verifier.get("/verification-queue?only=late")).all("li", class_="grid-queue")
    assert all("ตรวจผิดงาน" not in each.text for each in late)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("th", "กลับเข้าสู่รายการรอตรวจรับ: ถอนผลการตรวจ “ตรวจผิดงาน”"),
        ("en", 'Waiting for verification again: the verdict was withdrawn “<span lang="th">ตรวจผิดงาน</span>”'),
    ],
)
def test_why_it_waits_again_is_said_in_the_language_of_the_reader(withdrawn, verifier, lang, words):
    for address in ("/verification-queue", f"/verification-queue/{withdrawn}"):
        assert words in read(verifier.get(f"{address}?lang={lang}")).source
