"""Can many tasks be done at once so that each is judged by itself, nothing happens twice, and everything is said?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import world
from tests.page import Page, read
from tests.pages.test_safety_input import token
from tracker.extensions import db
from tracker.ledger.store import head
from tracker.people.rules import IDLE_LIMIT
from tracker.tasks import store
from tracker.tasks.bulk_rules import BULK, ids_of, rows_of
from tracker.tasks.task import Task
from tracker.tasks.workflow import State


def id_of(app: Flask, code: str, agency: str) -> int:
    with app.app_context():
        return world.task_id(code, agency)


def task(app: Flask, id_: int) -> Task:
    with app.app_context():
        found = store.task(id_)
        assert found is not None
        return found[1]


def sent(page: Page, **values: str) -> dict[str, object]:
    """What the confirmation page would send, with these fields filled in."""
    form = page.one("main").one("form", method="post")
    rows = [box["value"] for box in form.all("input", name="row")]
    return {**page.values(form["action"]), "row": rows, **values}


@pytest.fixture
def coordinator(client: FlaskClient, sign_in) -> FlaskClient:
    return sign_in(client, "coordinator")


def test_boxes_stand_where_the_reader_may_act(client, sign_in):
    for who, some, every in (
        ("liaison.mof", True, False),
        ("coordinator", True, True),
        ("executive", False, False),
        ("auditor", False, False),
    ):
        page = read(sign_in(client, who).get("/tasks"))
        rows, boxes = page.all("tr", class_="task"), page.all("input", name="task")
        assert (bool(boxes), len(boxes) == len(rows)) == (some, every), who
        assert bool(page.all("form", id="bulk")) is some
    assert not read(sign_in(client, "coordinator").get("/tasks?as_of=2013-05-20")).all("input", name="task")


def test_each_step_of_the_bar_is_one_that_the_reader_may_take(client, sign_in):
    for who, steps in (
        ("liaison.mof", {"confirm", "responsible", "comment"}),
        ("coordinator", {"verify", "waive", "responsible", "comment"}),
    ):
        bar = read(sign_in(client, who).get("/tasks?agency=mof")).one("form", id="bulk")
        assert {button["formaction"].rpartition("/")[2] for button in bar.all("button")} == steps, who


def test_waiving_says_first_what_will_happen_and_then_what_did(app, coordinator):
    open_one, other = id_of(app, "O-1.3-T3", "mof"), id_of(app, "O-1.3-T3", "mol")
    verified, own = id_of(app, "O-1.3-T1", "mof"), id_of(app, "O-5-T1", "mict")
    query = f"task={open_one}&task={verified}&task={own}&task={other}&task=999999&list=health%3Dlate%26evil%3D1"
    before = read(coordinator.get(f"/tasks/bulk/waive?{query}"))
    assert len(before.one(id="sound").all("li")) == 2
    refused = before.one(id="refused").text
    for words in ("งานของหน่วยงานท่านเอง", "999999", "ตรวจรับแล้ว"):
        assert words in refused
    assert task(app, open_one).state is State.NOT_STARTED
    after = read(coordinator.post("/tasks/bulk/waive", data=sent(before, note="คณะรัฐมนตรีมีมติยกเลิก")))
    assert (after.status, "2 จาก 2" in after.h1) == (200, True)
    for id_ in (open_one, other):
        assert (task(app, id_).state, task(app, id_).reason) == (State.WAIVED, "คณะรัฐมนตรีมีมติยกเลิก")
    assert "/tasks?health=late" in after.links


def test_the_same_form_twice_acts_once(app, coordinator):
    id_ = id_of(app, "O-1.3-T3", "mof")
    form = sent(read(coordinator.get(f"/tasks/bulk/comment?task={id_}")), note="กรุณารายงานภายในวันศุกร์")
    coordinator.post("/tasks/bulk/comment", data=form)
    version = task(app, id_).version
    again = read(coordinator.post("/tasks/bulk/comment", data=form))
    assert "บันทึกไว้แล้ว" in again.one(id="done").text
    assert task(app, id_).version == version


def test_a_row_that_changed_meanwhile_is_left_alone_and_named(app, coordinator):
    first, second = id_of(app, "O-1.3-T3", "mof"), id_of(app, "O-1.3-T3", "mol")
    form = sent(read(coordinator.get(f"/tasks/bulk/waive?task={first}&task={second}")), note="ยกเลิก")
    with app.app_context():
        world.do("progress", first, "liaison.mof", "2013-05-31", percent=10, note="เริ่มแล้ว")
    after = read(coordinator.post("/tasks/bulk/waive", data=form))
    assert "มีผู้แก้ไขงานนี้" in after.one(id="failed").text
    assert (task(app, first).state, task(app, second).state) == (State.IN_PROGRESS, State.WAIVED)


def test_a_reason_that_is_missing_is_asked_for_and_nothing_happens(app, coordinator):
    id_ = id_of(app, "O-1.3-T3", "mof")
    with app.app_context():
        before = head()
    page = read(
        coordinator.post(
            "/tasks/bulk/waive", data=sent(read(coordinator.get(f"/tasks/bulk/waive?task={id_}")), note=" ")
        )
    )
    assert page.status == 422
    assert page.one(id="note-error").text
    assert [box["value"] for box in page.all("input", name="row")] == [f"{id_}:{task(app, id_).version}"]
    with app.app_context():
        assert head() == before


def test_without_a_tick_the_words_and_the_tasks_stay(app, coordinator):
    """Everything unticked, much typed: the page asks for a tick, with each task and every word in its place."""
    first, second = id_of(app, "O-1.3-T3", "mof"), id_of(app, "O-1.3-T3", "mol")
    form = sent(read(coordinator.get(f"/tasks/bulk/comment?task={first}&task={second}")), note="กรุณารายงานภายในวันศุกร์")
    seen = [f"{first}:1", f"{second}:1"]
    page = read(coordinator.post("/tasks/bulk/comment", data=form | {"row": [], "seen": seen}))
    assert (page.status, "ยังไม่ได้เลือกงาน" in page.one(class_="errors").text) == (422, True)
    assert page.one("textarea").text == "กรุณารายงานภายในวันศุกร์"
    boxes = page.all("input", name="row")
    assert [(box["value"], "checked" in box.attributes) for box in boxes] == [(each, False) for each in seen]
    assert [field["value"] for field in page.all("input", name="seen")] == seen
    again = sent(page) | {"row": seen[:1], "seen": seen}
    assert "1 จาก 1" in read(coordinator.post("/tasks/bulk/comment", data=again)).h1


def test_a_form_that_comes_back_keeps_its_ticks_and_what_the_person_saw(app, coordinator):
    """A task that changed in the meantime is not taken for seen because the reason was missing the first time."""
    first, second = id_of(app, "O-1.3-T3", "mof"), id_of(app, "O-1.3-T3", "mol")
    form = sent(read(coordinator.get(f"/tasks/bulk/waive?task={first}&task={second}")), note="")
    with app.app_context():
        world.do("progress", first, "liaison.mof", "2013-05-31", percent=10, note="เริ่มแล้ว")
    seen = [f"{first}:1", f"{second}:1"]
    page = read(coordinator.post("/tasks/bulk/waive", data=form | {"row": seen[1:], "seen": seen}))
    ticked = {box["value"]: "checked" in box.attributes for box in page.all("input", name="row")}
    assert ticked == {seen[0]: False, seen[1]: True}


def test_when_nothing_can_be_done_any_more_it_says_so_and_the_words_are_shown(app, coordinator):
    id_ = id_of(app, "O-1.3-T3", "mof")
    form = sent(read(coordinator.get(f"/tasks/bulk/waive?task={id_}")), note="x" * 4001)
    with app.app_context():
        world.do("waive", id_, "coordinator", "2013-05-31", note="ก่อน")
    page = read(coordinator.post("/tasks/bulk/waive", data=form))
    assert page.status == 422
    assert "ไม่ได้แล้วทุกงาน" in page.one(class_="errors").text
    assert "ยังไม่ได้เลือกงาน" not in page.one("main").text
    assert "x" * 4001 in page.one("main").text
    answer = read(coordinator.post("/tasks/bulk/waive", data=form | {"note": "คณะรัฐมนตรีมีมติยกเลิก"}))
    assert "คณะรัฐมนตรีมีมติยกเลิก" in answer.one(id="failed").text


def test_what_was_recorded_is_no_draft_any_more(app, client, sign_in, travel):
    """The session ended over a form for many tasks: sent from the page of drafts, it leaves none behind."""
    id_ = id_of(app, "O-1.3-T3", "mof")
    form = sent(read(sign_in(client, "coordinator").get(f"/tasks/bulk/comment?task={id_}")), note="กรุณารายงาน")
    travel.shift(IDLE_LIMIT + timedelta(minutes=1))
    client.post("/tasks/bulk/comment", data=form)
    sign_in(client, "coordinator")
    drafts = read(client.get("/drafts"))
    assert "กรุณารายงาน" in drafts.one("main").text
    resent = drafts.values("/tasks/bulk/comment")
    assert "1 จาก 1" in read(client.post("/tasks/bulk/comment", data=resent)).h1
    assert "กรุณารายงาน" not in read(client.get("/drafts")).one("main").text


def test_a_liaison_confirms_the_own_tasks_and_no_others(app, client, sign_in, caplog):
    own, foreign = id_of(app, "O-1.3-T3", "mof"), id_of(app, "O-1.3-T3", "mol")
    sign_in(client, "liaison.mof")
    before = read(client.get(f"/tasks/bulk/confirm?task={own}&task={foreign}"))
    assert "งานของหน่วยงานอื่น" in before.one(id="refused").text
    assert f"task {foreign} of agency mol" in caplog.text
    form = sent(before) | {"row": [f"{own}:{task(app, own).version}", f"{foreign}:{task(app, foreign).version}"]}
    after = read(client.post("/tasks/bulk/confirm", data=form))
    assert "1 จาก 2" in after.h1
    assert task(app, own).reported_at is not None
    assert task(app, foreign).version == 1


def test_a_responsible_person_is_named_for_one_agency_at_a_time(app, client, sign_in):
    ours, theirs = id_of(app, "O-1.3-T3", "mof"), id_of(app, "O-1.3-T3", "mol")
    sign_in(client, "coordinator")
    page = read(client.get(f"/tasks/bulk/responsible?task={ours}&task={theirs}"))
    assert "ครั้งละหนึ่งหน่วยงาน" in page.one(id="refused").text
    with app.app_context():
        holder = f"user:{world.actor('liaison.mof').id}"
    read(client.post("/tasks/bulk/responsible", data=sent(page, holder=holder)))
    assert (task(app, ours).responsible, task(app, theirs).responsible) == (holder, None)


@pytest.mark.parametrize("step", BULK, ids=lambda step: step.name)
@pytest.mark.parametrize("value", ["", "x", "0", "-1", "9" * 30, "1:x", "%00", "<script>alert(1)</script>", "๑"])
def test_hostile_rows_are_passed_over(client, sign_in, step, value):
    sign_in(client, "liaison.mof" if step.name == "confirm" else "coordinator").get("/accessibility").close()
    page = read(client.get(f"/tasks/bulk/{step.name}", query_string={"task": value, "list": value}))
    assert (page.status, "<script>alert" in page.source) == (200, False)
    answer = read(
        client.post(
            f"/tasks/bulk/{step.name}", data=token(client) | {"row": [value, f"1:{value}"], "note": "x", "list": value}
        )
    )
    assert answer.status == 422


def test_what_is_chosen_is_read_once_and_has_an_end():
    assert ids_of(["3", "3", "2", "x", "0", "๑"]) == [3, 2]
    assert len(ids_of(map(str, range(1, 999)))) == 200
    assert rows_of(["3:1", "3:2", "4", "5:0", "6:7"]) == {3: 2, 6: 7}


def test_on_a_past_day_nothing_is_done_to_many(coordinator):
    assert coordinator.get("/tasks/bulk/waive?task=1&as_of=2013-05-20").location == "/tasks?as_of=2013-05-20"


def waits(app: Flask, code: str, agency: str, **proof: object) -> int:
    """A submission of 30 May that waits, on evidence of its own."""
    id_ = id_of(app, code, agency)
    with app.app_context():
        evidence = (world.Evidence("https://www.mfa.go.th/privacy", **proof),)  # type: ignore[arg-type]
        world.do("submit", id_, f"liaison.{agency}", "2013-05-30", note="เสร็จแล้ว", evidence=evidence)
        db.session.remove()
    return id_


def verified_together(app: Flask, coordinator: FlaskClient, *ids: int) -> Page:
    """What comes of a form that names these submissions, whatever its page would have offered."""
    form = read(coordinator.get(f"/tasks/bulk/comment?task={ids[0]}"))
    hidden = {name: value for name, value in form.values("/tasks/bulk/comment").items() if name != "row"}
    rows = [f"{id_}:{task(app, id_).version}" for id_ in ids]
    return read(coordinator.post("/tasks/bulk/verify", data=hidden | {"row": rows, "note": ""}))


def test_what_has_a_remark_is_not_accepted_with_others_even_when_a_form_names_it(app, coordinator):
    sound, ending = id_of(app, "O-1.3-T2", "mof"), waits(app, "O-1.3-T3", "mfa", expires_on=date(2013, 6, 3))
    after = verified_together(app, coordinator, sound, ending)
    assert "1 จาก 2" in after.h1
    assert "หลักฐานใช้ได้ถึง 3 มิ.ย. 2556" in after.one(id="failed").text
    assert (task(app, sound).state, task(app, ending).state) == (State.VERIFIED, State.SUBMITTED)


def test_what_comes_before_keeps_a_submission_apart_in_the_list_on_the_page_and_at_the_act(app, coordinator):
    later = waits(app, "O-1.3-T4", "mof")
    words = "งานที่ต้องเสร็จก่อนยังไม่ตรวจรับ: O-1.3-T3"
    queue = read(coordinator.get("/verification-queue"))
    assert words in queue.one("main").text
    assert str(later) not in {box["value"] for box in queue.all("input", name="task")}
    assert words in read(coordinator.get(f"/tasks/bulk/verify?task={later}")).one(id="refused").text
    assert words in verified_together(app, coordinator, later).one(id="failed").text
    assert task(app, later).state is State.SUBMITTED


def test_a_predecessor_that_only_waits_itself_keeps_its_successor_apart(app, coordinator):
    earlier, later = id_of(app, "O-1.3-T2", "mof"), waits(app, "O-1.3-T3", "mof")
    ticked = {box["value"] for box in read(coordinator.get("/verification-queue")).all("input", name="task")}
    assert (str(earlier) in ticked, str(later) in ticked) == (True, False)
    assert "O-1.3-T2" in read(coordinator.get(f"/tasks/bulk/verify?task={later}")).one(id="refused").text


def test_many_chosen_tasks_ask_the_database_no_more_than_a_few(app, coordinator, count_queries):
    others = [waits(app, "O-1.3-T1", agency) for agency in ("mfa", "moe", "moph", "mnre", "msdhs")]
    ids = [id_of(app, "O-1.3-T2", "mof"), *others]

    def queries(chosen: list[int]) -> int:
        address = "/tasks/bulk/verify?" + "&".join(f"task={id_}" for id_ in chosen)
        coordinator.get(address).close()
        with count_queries() as asked:
            assert len(read(coordinator.get(address)).one(id="sound").all("li")) == len(chosen)
        return len(asked)

    assert queries(ids) == queries(ids[:2])
