"""Bad input to the steps of a task: a sentence beside the field, nothing saved, and what was typed still there."""

from __future__ import annotations

import pytest

from tests import world
from tests.page import read
from tests.pages.task_forms import GOOD, errors, form, refused, send, story, task, task_id, typed
from tracker.tasks import service
from tracker.tasks.facts import Evidence
from tracker.tasks.workflow import STEP, State


@pytest.fixture
def open_task(app):
    """A task of the Ministry of Finance that nobody has begun."""
    return task_id(app, "O-1.3-T3", "mof")


@pytest.fixture
def waiting_task(app):
    """A submission of the Ministry of Finance."""
    return task_id(app, "O-1.3-T2", "mof")


@pytest.fixture
def liaison(client, sign_in):
    return sign_in(client, "liaison.mof")


@pytest.fixture
def coordinator(client, sign_in):
    return sign_in(client, "coordinator")


HOSTILE = [
    ("progress", {"percent": "", "percent_other": ""}, "กรุณาเลือกหรือพิมพ์"),
    ("progress", {"percent_other": "abc"}, "0 ถึง 100"),
    ("progress", {"percent_other": "101"}, "0 ถึง 100"),
    ("progress", {"percent_other": "-1"}, "0 ถึง 100"),
    ("progress", {"percent_other": "1e3"}, "0 ถึง 100"),
    ("progress", {"percent_other": "9" * 30}, "0 ถึง 100"),
    ("progress", {"percent": "9" * 30}, "0 ถึง 100"),
    ("progress", {"percent": "50\x00"}, "0 ถึง 100"),
    ("progress", {"note": ""}, "กรุณาเขียน"),
    ("progress", {"note": "ก" * 4001}, "4,001"),
    ("progress", {"note": "x" * 1_000_000}, "1,000,000"),
    ("progress", {"note": "ก\x00ข"}, "อักขระที่ใช้ไม่ได้"),
    ("progress", {"note": "ก\u202eข"}, "อักขระที่ใช้ไม่ได้"),
    ("progress", {"effective_on": "01/01/2500"}, "ก่อนวันเริ่มงาน"),
    ("progress", {"note": "ก\x1bข"}, "อักขระที่ใช้ไม่ได้"),
    ("progress", {"effective_on": ""}, "กรุณาระบุวันที่"),
    ("progress", {"effective_on": "30/02/2556"}, "มีเพียง 28 วัน"),
    ("progress", {"effective_on": "31/13/2556"}, "เดือน"),
    ("progress", {"effective_on": "เมื่อวาน"}, "วัน"),
    ("progress", {"effective_on": "\x00"}, "วัน"),
    ("progress", {"effective_on": "13/06/2556"}, "ยังมาไม่ถึง"),
    ("progress", {"effective_on": "31/05/2014"}, "พ.ศ. 2557"),
    ("progress", {"evidence": "javascript:alert(1)"}, "บรรทัดที่ 1"),
    ("progress", {"evidence": "https://a.go.th\nไม่ใช่ที่อยู่"}, "บรรทัดที่ 2"),
    ("progress", {"evidence": "https://a.go.th/\x00"}, "บรรทัดที่ 1"),
    ("progress", {"evidence": "https://a.go.th\n" * 11}, "ไม่เกิน 10"),
    ("progress", {"evidence": "x" * 1_000_000}, "ไม่เกิน 10"),
    ("submit", {"evidence": ""}, "หลักฐานอย่างน้อย 1"),
    ("submit", {"note": ""}, "กรุณาสรุป"),
    ("start", {"effective_on": "1/6/2556"}, "ยังมาไม่ถึง"),
    ("start", {"note": "ก\x00"}, "อักขระที่ใช้ไม่ได้"),
]


@pytest.mark.parametrize(
    ("step", "bad", "said"),
    HOSTILE,
    ids=lambda value: str(value)[:40] if not isinstance(value, dict) else " ".join(value),
)
def test_bad_input_is_refused_in_a_sentence_nothing_is_saved_and_what_was_typed_stays(
    app, liaison, open_task, step, bad, said
):
    before = story(app, open_task)
    page = refused(send(liaison, open_task, step, **typed(step, **bad)))
    assert any(said in sentence for sentence in errors(page)), errors(page)
    assert story(app, open_task) == before
    kept = page.values(f"/tasks/{open_task}/{step}")
    for name, value in typed(step, **bad).items():
        if name != "percent":
            assert kept[name].replace("\r\n", "\n").replace("�", "\x00").strip() == value.replace("�", "\x00").strip()
    assert page.one(class_="errors").get("autofocus", "no") == ""


@pytest.mark.parametrize("step", ["verify", "return", "comment"])
@pytest.mark.parametrize("note", ["ก\x00ข", "x" * 1_000_000, "ก" * 4001], ids=["NUL", "a megabyte", "too long"])
def test_a_bad_remark_is_refused_on_a_page_of_its_own_and_kept(app, coordinator, waiting_task, step, note):
    before = story(app, waiting_task)
    page = refused(send(coordinator, waiting_task, step, note=note))
    assert page.values(f"/tasks/{waiting_task}/{step}")["note"].replace("�", "\x00").strip() == note
    assert story(app, waiting_task) == before


@pytest.mark.parametrize("step", ["waive", "reinstate"])
def test_a_waiver_and_its_end_need_a_reason(app, coordinator, open_task, step):
    if step == "reinstate":
        send(coordinator, open_task, "waive", note="เลือกอีกทาง")
    before = story(app, open_task)
    assert errors(refused(send(coordinator, open_task, step, note=""))) == [STEP[step].missing_note.th]
    assert story(app, open_task) == before


def test_lone_surrogates_in_the_bytes_of_a_note_do_no_harm(app, liaison, open_task):
    hidden = form(liaison, open_task, "progress") | typed("progress")
    pairs = "&".join(f"{name}={value}" for name, value in hidden.items() if name not in ("note", "evidence"))
    body = (pairs.replace("/", "%2F") + "&note=%ED%A0%80%C0%AF&evidence=").encode()
    answer = liaison.post(f"/tasks/{open_task}/progress", data=body, content_type="application/x-www-form-urlencoded")
    assert answer.status_code in (302, 422)


def test_markup_in_a_note_is_shown_as_it_was_typed(liaison, open_task):
    note = "<script>alert(1)</script> & <b>ตัวหนา</b>"
    send(
        liaison, open_task, "progress", **typed("progress", note=note, evidence="https://a.go.th <img src=x onerror=y>")
    )
    page = read(liaison.get(f"/tasks/{open_task}"))
    assert note in page.one(id="log").text
    assert "<img src=x onerror=y>" in page.one(id="evidence").text
    assert "<script>alert" not in page.source


def test_forged_fields_are_passed_over(app, liaison, open_task):
    send(
        liaison,
        open_task,
        "start",
        **typed("start", state="verified", agency="moe", verified="100", percent="100", actor_id="1"),
    )
    current = task(app, open_task)
    assert (current.state, current.agency, current.claimed, current.verified) == (State.IN_PROGRESS, "mof", 0, 0)
    assert story(app, open_task)[-1].data == {"schema": 1, "note": GOOD["note"]}


def test_without_the_safety_token_nothing_happens(app, liaison, open_task):
    before = story(app, open_task)
    hidden = form(liaison, open_task, "progress") | {"csrf_token": ""}
    assert send(liaison, open_task, "progress", hidden, **typed("progress")).status_code in (400, 422)
    assert story(app, open_task) == before


def test_a_task_that_is_gone_when_its_form_arrives_is_not_said_to_be_recorded(liaison, open_task, monkeypatch):
    def gone(*_what, **_how):
        raise service.NoSuchTask(open_task)

    monkeypatch.setattr(service, "act", gone)
    assert send(liaison, open_task, "start").status_code == 404


def test_who_may_not_decide_on_the_own_agencys_task_hears_why(app, client, sign_in):
    own = task_id(app, "O-5-T1", "mict")
    with app.app_context():
        proof = (Evidence("https://www.mict.go.th/1"),)
        world.do("submit", own, "liaison.mict", "2013-05-31", note="ส่ง", evidence=proof)
    answer = sign_in(client, "coordinator").get(f"/verification-queue/{own}")
    assert answer.status_code == 403
    assert "รายการนี้เป็นของหน่วยงานท่านเอง" in read(answer).one("main").text
