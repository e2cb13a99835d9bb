"""What holds on every page that only shows: both languages, a fixed number of questions, no forms on a past day, no failure on nonsense."""

from __future__ import annotations

import pytest

from tests import world
from tests.page import read
from tracker.extensions import db
from tracker.resolutions.store import resolutions
from tracker.tasks import store
from tracker.tasks.workflow import State
from tracker.web import kept

PAGES = (
    "/", "/resolutions", f"/resolutions/{world.RESOLUTION}", "/obligations/O-1.3", "/obligations/O-1.2a", "/agencies/mof", "/agencies/ega",
    "/agencies/bb", "/history", "/budget",
)  # fmt: skip
STATEMENTS = 14
"""More questions than this no page asks when it is drawn anew."""
NONSENSE = (
    "as_of=",
    "as_of=%00",
    "as_of=31/02/2556",
    "as_of=9999-12-31",
    "as_of=0001-01-01",
    "as_of=2556-05-31",
    "as_of=%ED%A0%80",
    "lang=xx",
    "lang=%00",
    "resolution=%00",
    "resolution=none",
    "health=%F0%9F%98%80",
    "before=" + "9" * 400,
    "page=-1",
    "q=" + "ก" * 900,
    "as_of=2013-05-10&as_of=x",
)


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "coordinator")


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("path", [*PAGES, "/history/verification", "/method", "/accessibility"])
def test_a_page_is_sound_in_both_languages(reader, path, lang):
    page = read(reader.get(f"{path}?lang={lang}"))
    assert (page.status, page.one("html")["lang"]) == (200, lang)


@pytest.mark.parametrize("path", ["/method", "/accessibility"])
def test_what_explains_the_product_is_for_everybody(client, path):
    assert read(client.get(path)).status == 200


@pytest.mark.parametrize("path", [*PAGES, "/history/verification"])
def test_everything_else_asks_to_sign_in_first(client, path):
    answer = client.get(path)
    assert answer.status_code == 302
    assert answer.location.startswith("/login")


@pytest.mark.parametrize("path", PAGES)
def test_a_past_day_says_so_and_has_nothing_to_send(reader, path):
    page = read(reader.get(f"{path}?as_of=2013-05-22"))
    assert "ดูอย่างเดียว" in page.one("aside").text
    assert {form["action"].split("?")[0] for form in page.all("form") if form.get("method") == "post"} == {"/logout"}


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize("query", NONSENSE)
def test_nonsense_in_the_address_is_a_page_never_a_failure(reader, path, query):
    page = read(reader.get(f"{path}?{query}"))
    assert page.status in (200, 400, 404)


def log_progress_everywhere(app) -> int:
    """Twice as many events of work as before, and more; how many."""
    with app.app_context():
        every = store.tasks_of(resolutions()[0].id)
        ready = [each for each in every if each.state is State.NOT_STARTED and each.agency != "ega"][:60]
        for each in ready:
            world.do("start", each.id, f"liaison.{each.agency}", "2013-05-30", note="เริ่มแล้ว")
            world.do("progress", each.id, f"liaison.{each.agency}", "2013-05-31", percent=30, note="ทำไปแล้วบางส่วน")
        db.session.remove()
    return len(ready)


def asked(count_queries, reader, path: str) -> int:
    """How often a page asks the database when it is drawn anew, its past pictures being known."""
    reader.get(path)
    kept.forget()
    with count_queries() as found:
        assert reader.get(path).status_code == 200
    return len(found)


def test_twice_the_data_asks_no_more_questions(app, reader, count_queries):
    before = {path: asked(count_queries, reader, path) for path in PAGES}
    assert log_progress_everywhere(app) == 60
    after = {path: asked(count_queries, reader, path) for path in PAGES}
    assert {path: number for path, number in after.items() if number > before[path]} == {}
    assert max(after.values()) <= STATEMENTS, after


def test_a_page_that_was_drawn_before_is_not_drawn_again_until_something_happens(app, reader, count_queries):
    first = reader.get("/").get_data(as_text=True)
    with count_queries() as found:
        reader.get("/")
    assert len(found) <= 4, found
    log_progress_everywhere(app)
    assert first != reader.get("/").get_data(as_text=True)


def test_what_was_drawn_for_one_reader_is_not_shown_to_another_role_or_language(client, sign_in):
    sign_in(client, "auditor")
    assert "/history/verification" in read(client.get("/history")).links
    sign_in(client, "executive")
    page = read(client.get("/history"))
    assert "/history/verification" not in page.links
    assert (
        read(client.get("/?lang=en")).one("h2", class_="verdict").text
        != read(client.get("/?lang=th")).one("h2", class_="verdict").text
    )


def test_the_money_is_counted_once_and_both_readings_stand_there(reader):
    page = read(reader.get("/budget"))
    assert "2,000,000 บาท" in page.one("section", aria_labelledby="total").text
    assert "= 4,000,000 บาท" in page.one("section", aria_labelledby="movement-M-1").one("div", class_="warn").text
    assert page.one("section", aria_labelledby="choices").one("h2").text == "ยังไม่เลือกทาง 6 จาก 6 แห่ง"


def test_an_agency_that_gave_up_one_way_has_chosen_the_other(app, reader):
    with app.app_context():
        world.do("waive", world.task_id("O-4c-T3", "mof"), "coordinator", "2013-05-31", note="เลือกปรับแผนปี 2556")
        db.session.remove()
    choices = read(reader.get("/budget")).one("section", aria_labelledby="choices")
    assert choices.one("h2").text == "ยังไม่เลือกทาง 5 จาก 6 แห่ง"
    mof = next(row for row in choices.all("tr") if row.text.startswith("กค"))
    assert "O-4c-T2" in mof.all("td")[0].text
    assert "O-4c-T3" in mof.all("td")[2].text
