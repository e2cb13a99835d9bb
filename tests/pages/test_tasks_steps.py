"""A person does a step of a task from its page: what is recorded, what is refused, and what stays of what was typed."""

from __future__ import annotations

import pytest

from tests.page import read
from tests.pages.task_forms import GOOD, errors, form, refused, send, story, task, task_id, typed
from tracker.access.policy import Role, Scope, scope
from tracker.tasks.workflow import STEP, STEPS, State

REPORTING = {name: GOOD[name] for name in ("note", "effective_on", "evidence")}


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


def test_a_liaison_starts_logs_and_submits(app, liaison, open_task):
    for step, state, claimed in (
        ("start", State.IN_PROGRESS, 0),
        ("progress", State.IN_PROGRESS, 75),
        ("submit", State.SUBMITTED, 100),
    ):
        answer = send(liaison, open_task, step, **typed(step))
        assert answer.status_code == 302
        after = read(liaison.get(answer.location))
        assert STEP[step].done.th in after.one(class_="flashes").text
        current = task(app, open_task)
        assert (current.state, current.claimed) == (state, claimed)
    assert [event.kind for event in story(app, open_task)] == [
        "task_assigned",
        "work_started",
        "progress_logged",
        "task_submitted",
    ]
    assert "รายงานเองเป็น 75%" not in read(liaison.get(f"/tasks/{open_task}")).text


def test_the_confirmation_names_the_percentage_and_the_year_that_was_understood(liaison, open_task):
    answer = send(liaison, open_task, "progress", **typed("progress", percent_other="๘๐ %", effective_on="30/05/2013"))
    words = read(liaison.get(answer.location)).one(class_="flashes").text
    assert "80%" in words
    assert "ค.ศ. 2013" in words
    assert "พ.ศ. 2556" in words


def test_a_coordinator_returns_with_a_reason_and_then_verifies(app, client, sign_in, waiting_task):
    sign_in(client, "coordinator")
    assert send(client, waiting_task, "return", note="ขาดหน้าภาษาไทย").status_code == 302
    assert task(app, waiting_task).state is State.RETURNED
    sign_in(client, "liaison.mof")
    assert "ขาดหน้าภาษาไทย" in read(client.get(f"/tasks/{waiting_task}")).one(class_="bad").text
    assert "ขาดหน้าภาษาไทย" in read(client.get(f"/tasks/{waiting_task}/submit")).one(class_="bad").text
    send(client, waiting_task, "submit", **REPORTING)
    sign_in(client, "coordinator")
    send(client, waiting_task, "verify", note="")
    assert (task(app, waiting_task).state, task(app, waiting_task).verified) == (State.VERIFIED, 100)


def test_a_return_without_a_reason_is_refused_beside_the_field(app, coordinator, waiting_task):
    page = refused(send(coordinator, waiting_task, "return", note=" \n"))
    assert errors(page) == [STEP["return"].missing_note.th]
    assert page.one(id="note").get("aria-invalid") == "true"
    assert task(app, waiting_task).state is State.SUBMITTED


def test_waiving_and_taking_up_again(app, coordinator, open_task):
    assert send(coordinator, open_task, "waive", note="เลือกใช้งบปี 2557").status_code == 302
    assert task(app, open_task).waived
    assert "เลือกใช้งบปี 2557" in read(coordinator.get(f"/tasks/{open_task}")).one(id="standing").text
    assert send(coordinator, open_task, "reinstate", note="กลับมาใช้งบปี 2556").status_code == 302
    assert task(app, open_task).state is State.NOT_STARTED


def test_a_comment_stands_in_the_history_and_changes_nothing_else(app, liaison, waiting_task):
    before = task(app, waiting_task)
    assert send(liaison, waiting_task, "comment", note="ส่งเอกสารตัวจริงพรุ่งนี้").status_code == 302
    assert "ส่งเอกสารตัวจริงพรุ่งนี้" in read(liaison.get(f"/tasks/{waiting_task}")).one(id="log").text
    assert task(app, waiting_task).state is before.state


def test_a_double_click_acts_once_and_says_so_once_more(app, liaison, open_task):
    hidden = form(liaison, open_task, "progress")
    first, second = (send(liaison, open_task, "progress", hidden, **typed("progress")) for _ in range(2))
    assert (first.status_code, second.status_code) == (302, 302)
    assert STEP["progress"].done.th in read(liaison.get(second.location)).one(class_="flashes").text
    assert [event.kind for event in story(app, open_task)].count("progress_logged") == 1


def test_a_form_that_comes_again_with_other_words_is_shown_and_recorded_when_it_is_sent_again(app, liaison, open_task):
    """The browser's back button, another note: the page says that the first one stands, and its button records the second."""
    hidden = form(liaison, open_task, "progress")
    send(liaison, open_task, "progress", hidden, **typed("progress"))
    page = refused(send(liaison, open_task, "progress", hidden, **typed("progress", note="อีกเรื่องหนึ่ง")), 409)
    assert "อีกเรื่องหนึ่ง" in page.one(id="typed").text
    again = page.values(f"/tasks/{open_task}/progress")
    for _ in range(2):
        assert liaison.post(f"/tasks/{open_task}/progress", data=again).status_code == 302
    notes = [event.data["note"] for event in story(app, open_task) if event.kind == "progress_logged"]
    assert notes == [GOOD["note"], "อีกเรื่องหนึ่ง"]


def test_of_two_people_at_once_the_second_loses_nothing_and_can_send_again(app, client, sign_in, waiting_task):
    sign_in(client, "coordinator")
    stale = form(client, waiting_task, "return")
    sign_in(client, "liaison.mof")
    send(client, waiting_task, "comment", note="แก้หน้าภาษาไทยแล้ว")
    sign_in(client, "coordinator")
    stale |= {"csrf_token": form(client, waiting_task, "return")["csrf_token"]}
    page = refused(send(client, waiting_task, "return", stale, note="ขาดหน้าภาษาไทย"), 409)
    assert "ขาดหน้าภาษาไทย" in page.one(id="typed").text
    changes = page.one(id="changes")
    assert [entry.one("strong").text for entry in changes.all("li")] == ["ความเห็น"]
    assert task(app, waiting_task).state is State.SUBMITTED
    again = page.values(f"/tasks/{waiting_task}/return")
    assert client.post(f"/tasks/{waiting_task}/return", data=again).status_code == 302
    assert task(app, waiting_task).reason == "ขาดหน้าภาษาไทย"


def test_when_the_step_is_no_longer_possible_the_page_says_so_without_a_button(app, client, sign_in, waiting_task):
    sign_in(client, "coordinator")
    stale = form(client, waiting_task, "return")
    send(client, waiting_task, "verify", note="ครบ")
    page = refused(send(client, waiting_task, "return", stale, note="ขาดหน้าภาษาไทย"), 409)
    assert "ขาดหน้าภาษาไทย" in page.one(id="typed").text
    assert not page.one("main").all("form")
    assert task(app, waiting_task).state is State.VERIFIED


@pytest.mark.parametrize("version", ["", "x", "-5", "9" * 30, "\x00", "1e1"])
def test_a_form_without_a_sound_version_saw_nothing(app, liaison, open_task, version):
    before = story(app, open_task)
    hidden = form(liaison, open_task, "progress") | {"version": version}
    refused(send(liaison, open_task, "progress", hidden, **typed("progress")), 409)
    assert story(app, open_task) == before


@pytest.mark.parametrize("key", ["", "\x00" * 16, "x" * 2000, "' or 1=1 --"])
def test_a_forged_act_token_does_no_harm(app, liaison, open_task, key):
    hidden = form(liaison, open_task, "progress") | {"act_key": key}
    assert send(liaison, open_task, "progress", hidden, **typed("progress")).status_code == 302
    assert task(app, open_task).claimed == 75


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_another_agencys_task_does_not_exist_for_a_liaison(app, client, sign_in, step):
    foreign = task_id(app, "O-1.3-T3", "moe")
    sign_in(client, "liaison.mof")
    before = story(app, foreign)
    expected = 404 if scope(Role.LIAISON, step.permission) is Scope.OWN else 403
    assert client.get(f"/tasks/{foreign}/{step.name}").status_code == expected
    assert client.post(f"/tasks/{foreign}/{step.name}", data=GOOD).status_code in (400, expected)
    assert story(app, foreign) == before


def test_a_coordinator_does_not_verify_the_own_agencys_task(app, client, sign_in):
    own = task_id(app, "O-3-T1", "mict")
    sign_in(client, "liaison.mict")
    send(client, own, "submit", **REPORTING)
    sign_in(client, "coordinator")
    assert client.post(f"/tasks/{own}/verify", data={"note": ""}).status_code in (400, 403)
    page = read(client.get(f"/tasks/{own}"))
    assert not page.all("form", action=f"/tasks/{own}/verify")
    assert "ผู้ประสานงานของหน่วยงานอื่นเป็นผู้ตรวจรับ" in page.one(id="standing").text
    assert task(app, own).state is State.SUBMITTED


@pytest.mark.parametrize("who", ["executive", "auditor", "admin"])
def test_who_only_looks_on_may_do_nothing(app, client, sign_in, waiting_task, who):
    sign_in(client, who)
    page = read(client.get(f"/tasks/{waiting_task}"))
    assert [form["action"] for form in page.one("main").all("form")] == [f"/watching/task/{waiting_task}/begin"]
    for step in STEPS:
        assert client.get(f"/tasks/{waiting_task}/{step.name}").status_code == 403


def test_a_past_day_takes_no_acts(app, liaison, open_task):
    before = story(app, open_task)
    hidden = form(liaison, open_task, "progress")
    answer = liaison.post(f"/tasks/{open_task}/progress?as_of=2013-05-20", data=hidden | typed("progress"))
    assert "ภาพย้อนหลัง" in refused(answer, 403).one("main").text
    assert story(app, open_task) == before
    assert liaison.get(f"/tasks/{open_task}/progress?as_of=2013-05-20").status_code == 302


def test_a_step_that_is_not_possible_leads_back_to_the_task_with_the_reason(liaison, waiting_task):
    answer = liaison.get(f"/tasks/{waiting_task}/progress")
    assert answer.status_code == 302
    assert "รอตรวจรับ" in read(liaison.get(answer.location)).one(class_="flashes").text


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("step", ["start", "progress", "submit"])
def test_every_form_reads_in_both_languages(liaison, open_task, step, lang):
    page = read(liaison.get(f"/tasks/{open_task}/{step}?lang={lang}"))
    assert page.h1 == STEP[step].title.pick(lang)
    refusal = read(
        liaison.post(f"/tasks/{open_task}/{step}", data=form(liaison, open_task, step) | {"effective_on": "99"})
    )
    assert refusal.one("html")["lang"] == lang
    assert errors(refusal)
