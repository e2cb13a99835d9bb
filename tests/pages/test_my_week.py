"""The week's report from one page: nothing changed in one press, progress in place, and back to the list."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import world
from tests.page import Element, Page, read
from tests.pages.task_forms import errors, story, task, task_id
from tracker import clock
from tracker.resolutions.store import resolution_id
from tracker.tasks import service
from tracker.tasks.store import keys

SignIn = Callable[[FlaskClient, str], FlaskClient]
NOTE = "ประชุมคณะทำงานแล้ว"


@pytest.fixture
def liaison(client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    return sign_in(client, "liaison.mof")


@pytest.fixture
def open_task(app: Flask) -> int:
    """A task of the Ministry of Finance with a claim of 40 % and two pieces of evidence."""
    with app.app_context():
        id_ = world.task_id("O-1.3-T4", "mof")
        world.do("progress", id_, "liaison.mof", "2013-05-20", percent=40, note="เริ่มแล้ว")
        return id_


@pytest.fixture
def untouched(app: Flask) -> int:
    """A task of the Ministry of Finance that nobody has begun."""
    return task_id(app, "O-1.3-T3", "mof")


def my_work(client: FlaskClient, query: str = "") -> Page:
    return read(client.get(f"/my-work{query}"))


def line(page: Page, id_: int) -> Element:
    return page.one("li", id=f"task-{id_}")


def test_nothing_changed_is_one_press(app: Flask, liaison: FlaskClient, untouched: int) -> None:
    where = f"/tasks/{untouched}/confirm"
    answer = liaison.post(where, data=my_work(liaison).values(where))
    assert answer.location == "/my-work"
    assert story(app, untouched)[-1].kind == "nothing_changed"
    assert task(app, untouched).claimed == 0
    page = my_work(liaison)
    assert "รายงานแล้ววันนี้" in line(page, untouched).text
    assert page.all("form", action=where) == [], "not twice on one day"


def test_pressing_twice_records_once(app: Flask, liaison: FlaskClient, untouched: int) -> None:
    where = f"/tasks/{untouched}/confirm"
    fields = my_work(liaison).values(where)
    for _ in range(2):
        assert liaison.post(where, data=fields).location == "/my-work"
    assert len(story(app, untouched)) == 2


def test_all_of_them_lead_to_a_page_that_asks_first(app: Flask, liaison: FlaskClient, untouched: int) -> None:
    page = my_work(liaison)
    (where,) = [each for each in page.links if each.startswith("/tasks/bulk/confirm")]
    assert f"task={untouched}" in where
    shown = read(liaison.get(where))
    assert len(story(app, untouched)) == 1, "nothing is recorded by looking"
    liaison.post("/tasks/bulk/confirm", data=_all_rows(shown))
    assert story(app, untouched)[-1].kind == "nothing_changed"


def test_a_returned_task_is_to_be_answered_and_not_confirmed_with_the_others(
    app: Flask, client: FlaskClient, sign_in: SignIn
) -> None:
    returned = task_id(app, "O-1.3-T1", "mol")
    page = my_work(sign_in(client, "liaison.mol"))
    (where,) = [each for each in page.links if each.startswith("/tasks/bulk/confirm")]
    assert f"task={returned}&" not in f"{where}&"
    assert f"task={task_id(app, 'O-1.3-T3', 'mol')}&" in f"{where}&"


def _all_rows(page: Page) -> dict[str, object]:
    form = page.one("main").one("form", method="post")
    return {
        **page.values(form.get("action")),
        "row": [each["value"] for each in form.all("input", name="row")],
    }


def test_the_form_opens_in_its_line_filled_with_what_is_known(liaison: FlaskClient, open_task: int) -> None:
    (where,) = [each for each in my_work(liaison).links if each == f"/my-work?task={open_task}#task-{open_task}"]
    page = my_work(liaison, where.partition("/my-work")[2].partition("#")[0])
    values = page.values(f"/tasks/{open_task}/progress")
    assert (values["percent"], values["effective_on"], values["note"]) == ("40", "31/05/2556", "")
    assert [each["value"] for each in page.all("input", type="radio")] == ["40", "55", "70", "85", "100"]
    assert len(page.all("form", enctype="multipart/form-data")) == 1, "one form at a time"


def test_it_is_saved_and_leads_back_to_the_list(app: Flask, liaison: FlaskClient, open_task: int) -> None:
    where = f"/tasks/{open_task}/progress"
    fields = my_work(liaison, f"?task={open_task}").values(where) | {"percent": "70", "note": NOTE}
    assert liaison.post(where, data=fields).location == "/my-work"
    assert (task(app, open_task).claimed, task(app, open_task).last_note) == (70, NOTE)


def test_a_mistake_comes_back_with_every_word_and_still_leads_back(
    app: Flask, liaison: FlaskClient, open_task: int
) -> None:
    where = f"/tasks/{open_task}/progress"
    fields = my_work(liaison, f"?task={open_task}").values(where) | {"note": NOTE, "effective_on": "30/02/2556"}
    page = read(liaison.post(where, data=fields))
    assert (page.status, len(errors(page))) == (422, 1)
    again = page.values(where)
    assert (again["note"], again["back"]) == (NOTE, "my-work")
    assert liaison.post(where, data=again | {"effective_on": "30/05/2556"}).location == "/my-work"


@pytest.mark.parametrize("query", ["?task=0", "?task=x", "?task=" + "9" * 30, "?task=", "?task=%00"])
def test_no_form_opens_for_what_is_no_open_task(liaison: FlaskClient, query: str) -> None:
    assert my_work(liaison, query).all("form", enctype="multipart/form-data") == []


def test_no_form_opens_for_another_agencys_task_or_on_a_past_day(
    app: Flask, liaison: FlaskClient, open_task: int
) -> None:
    foreign = task_id(app, "O-1.3-T4", "mol")
    assert my_work(liaison, f"?task={foreign}").all("form", enctype="multipart/form-data") == []
    assert my_work(liaison, f"?task={open_task}&as_of=2013-05-29").one("main").all("form", method="post") == []


def test_a_draft_is_seen_in_the_line_and_fills_the_form(liaison: FlaskClient, open_task: int) -> None:
    fields = my_work(liaison, f"?task={open_task}").values(f"/tasks/{open_task}/progress") | {"note": NOTE}
    liaison.post(f"/tasks/{open_task}/progress/draft", data=fields)
    page = my_work(liaison)
    assert "มีร่างค้าง" in line(page, open_task).text
    assert "/drafts" in page.links
    assert my_work(liaison, f"?task={open_task}").values(f"/tasks/{open_task}/progress")["note"] == NOTE


def test_the_questions_do_not_grow_with_the_lines(
    app: Flask, client: FlaskClient, sign_in: SignIn, count_queries: Callable[..., object]
) -> None:
    counts = []
    for more in (0, 30):
        with app.app_context():
            _assign(more)
        sign_in(client, "liaison.mof").get("/my-work")
        with count_queries() as asked:  # type: ignore[attr-defined]
            client.get("/my-work")
        counts.append(len(asked))
    assert counts[0] == counts[1]


def _assign(more: int) -> None:
    """So many further tasks for the Ministry of Finance."""
    number = resolution_id(world.RESOLUTION) or 0
    plans = [each.plan for each in sorted(keys(number).values(), key=lambda each: each.position)]
    pattern = next(plan for plan in plans if (plan.code, plan.agency) == ("O-1.3-T3", "mof"))
    further = [replace(pattern, code=f"X-{each}") for each in range(more)]
    service.assign(number, [*plans, *further], actor_id=None, now=clock.now())


def test_the_time_left_runs_to_the_last_working_day_and_names_the_day_of_the_resolution(liaison: FlaskClient) -> None:
    said = my_work(liaison).one("main").text
    assert "เหลือ 20 วันทำการ ถึง 28 มิ.ย. 2556 (วันทำการสุดท้าย · มติกำหนดภายในวันที่ 30 มิ.ย. 2556 )" in said
