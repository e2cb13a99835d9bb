"""Does the working list sort, filter and name itself so that every link leads to exactly what it says?"""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import world
from tests.page import Page, read
from tracker.tasks.columns import COLUMN, COLUMNS, Layout
from tracker.tasks.filters import Seen, silent_for
from tracker.tasks.health import Health
from tracker.tasks.picture import picture
from tracker.tasks.workflow import State


def shown(app):
    with app.app_context():
        found = picture(1, world.TODAY, past=False)
        assert found is not None
        return found


def ids(page: Page) -> list[int]:
    """The tasks of the table in its order."""
    return [int(row.all("a")[0]["href"].partition("?")[0].rpartition("/")[2]) for row in page.all("tr", class_="task")]


def every_id(reader, query: str) -> list[int]:
    """The tasks of all pages of a list."""
    found, number = [], 1
    while True:
        page = read(reader.get(f"/tasks?{query}&page={number}"))
        found += ids(page)
        if not page.all("a", rel="next"):
            return found
        number += 1


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "executive")


@pytest.mark.parametrize("descending", [False, True])
@pytest.mark.parametrize("column", COLUMNS, ids=lambda column: column.name)
def test_each_column_sorts_all_pages(app, reader, column, descending):
    order = "desc" if descending else "asc"
    found = every_id(reader, f"show={column.name}&sort={column.name}&order={order}")
    every = [each for each in shown(app).standings if not each.task.waived]
    assert found == [each.task.id for each in Layout(sort=column, descending=descending).sorted(every)]
    keys = {each.task.id: column.key(each) for each in every}
    valued = [keys[id_] for id_ in found if keys[id_] is not None]
    assert valued == sorted(valued, reverse=descending)
    assert all(keys[id_] is None for id_ in found[len(valued) :])


def test_a_head_says_how_the_list_is_sorted_and_turns_it_round(reader):
    page = read(reader.get("/tasks?health=late&sort=due&order=asc&page=1"))
    heads = page.one("thead").all("th")
    assert [head.get("aria-sort") for head in heads if head.get("aria-sort")] == ["ascending"]
    due = next(head for head in heads if head.get("aria-sort")).one("a")
    assert parse_qs(urlsplit(due["href"]).query) == {"health": ["late"], "sort": ["due"], "order": ["desc"]}
    again = read(reader.get(due["href"]))
    assert [head.get("aria-sort") for head in again.one("thead").all("th") if head.get("aria-sort")] == ["descending"]


def test_several_values_of_one_kind_are_any_of_them(app, reader):
    query = "health=late&health=at_risk&agency=mof&agency=mol"
    wanted = {
        each.task.id
        for each in shown(app).standings
        if each.health in (Health.LATE, Health.AT_RISK) and each.task.agency in ("mof", "mol")
    }
    assert wanted
    assert set(every_id(reader, query)) == wanted


@pytest.mark.parametrize(
    ("query", "meets"),
    [
        ("due_from=01/06/2556&due_to=2013-06-15", lambda each, _: "2013-06-01" <= each.task.plan.due_on.isoformat() <= "2013-06-15"),
        ("stale=10", lambda each, seen: silent_for(each.task, seen) >= 10),
        ("evidence=with", lambda each, _: each.task.evidence > 0),
        ("evidence=without&state=submitted", lambda each, _: each.task.state is State.SUBMITTED and not each.task.evidence),
        ("state=waived&state=returned", lambda each, _: each.task.state in (State.WAIVED, State.RETURNED)),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)  # fmt: skip
def test_the_newer_filters_show_exactly_their_tasks(app, reader, query, meets):
    now = shown(app)
    seen = Seen(now.day, now.calendar, now.obligations)
    wanted = {
        each.task.id for each in now.standings if meets(each, seen) and ("waived" in query or not each.task.waived)
    }
    assert set(every_id(reader, query)) == wanted


def test_every_condition_is_a_chip_that_a_link_removes(reader):
    address = "/tasks?health=late&health=done&agency=mof&due_to=30/06/2556&sort=due&order=desc&q=O&page=2"
    page = read(reader.get(address))
    chips = page.one("ul", class_="tags").all("a")
    assert len(chips) == 5
    for chip, gone in zip(chips, ["health=late", "health=done", "agency=mof", "due_to=", "q=O"], strict=True):
        assert gone not in chip["href"]
        assert "page=" not in chip["href"]
        assert "sort=due" in chip["href"]
        assert len(read(reader.get(chip["href"])).one("ul", class_="tags").all("a")) == 4


def test_the_chosen_columns_stand_in_the_address_and_the_title_always(reader):
    page = read(reader.get("/tasks?show=weight,waiting,bogus"))
    assert [head.text for head in page.one("thead").all("th")] == ["งาน", "น้ำหนัก", "รอตรวจ"]
    assert page.one("div", class_="warn").text.endswith(": คอลัมน์")
    assert "show=weight" in page.one("nav", class_="pager").all("a")[0]["href"]


def test_on_a_phone_each_cell_names_its_column(reader):
    row = read(reader.get("/tasks?lang=en&show=" + ",".join(COLUMN))).all("tr", class_="task")[0]
    assert [cell["data-l"] for cell in row.all("td")] == [each.title.en for each in COLUMNS if each.name != "title"]


def test_the_language_switch_and_the_day_keep_every_value(reader):
    page = read(reader.get("/tasks?health=late&health=at_risk"))
    switch = next(link for link in page.links if "lang=en" in link)
    assert parse_qs(urlsplit(switch).query)["health"] == ["late", "at_risk"]


HOSTILE = [
    "<script>alert(1)</script>",
    "'; DROP TABLE task; --",
    "\x00",
    "%ED%A0%80",
    "9" * 400,
    "=cmd|' /C calc'!A0",
    "\u202e",
]


@pytest.mark.parametrize("value", HOSTILE, ids=range(len(HOSTILE)))
@pytest.mark.parametrize(
    "name", ["health", "agency", "due", "due_from", "due_to", "stale", "evidence", "show", "sort", "order", "q"]
)
def test_a_hostile_value_is_text_or_left_out(reader, name, value):
    page = read(reader.get("/tasks", query_string={name: [value, value, "x"]}))
    assert page.status == 200
    assert "<script>alert" not in page.source


def test_five_hundred_values_are_no_fault(reader):
    assert reader.get("/tasks?" + "&".join(f"health=late&agency=a{n}&show=c{n}" for n in range(200))).status_code == 200


@pytest.fixture
def marked(app):
    """Two tasks with everything out of the ordinary: one blocked and asking for more time, one extended and named to a person."""
    with app.app_context():
        first, second = world.task_id("O-1.3-T3", "mof"), world.task_id("O-1.3-T4", "mof")
        world.do("block", first, "liaison.mof", "2013-05-30", note="รอผลประกวดราคา", who_words="กรมบัญชีกลาง")
        world.do("extend", first, "liaison.mof", "2013-05-30", note="รอผลประกวดราคา", until=date(2013, 6, 28))
        world.do("extend", second, "liaison.mof", "2013-05-30", note="รอผลประกวดราคา", until=date(2013, 6, 28))
        world.do("approve", second, "coordinator", "2013-05-30", until=date(2013, 6, 21))
        named = world.actor("liaison.mof").id
        world.do("responsible", second, "liaison.mof", "2013-05-30", holder=f"user:{named}")
        return first, second


def test_what_is_out_of_the_ordinary_is_found(client, sign_in, marked):
    first, second = marked
    sign_in(client, "liaison.mof")
    assert every_id(client, "mark=blocked") == every_id(client, "mark=extension_pending") == [first]
    assert every_id(client, "mark=extended") == [second]
    assert sorted(every_id(client, "mark=blocked&mark=extended")) == sorted(marked)
    assert every_id(client, "due_from=21/06/2556&due_to=21/06/2556&agency=mof") == [second]


def test_the_original_due_date_stands_beside_the_present_one(client, sign_in, marked):
    row = read(sign_in(client, "executive").get("/tasks?mark=extended&show=due,responsible")).one("tr", class_="task")
    assert "21 มิ.ย. 2556" in row.text
    assert "เดิม 7 มิ.ย. 2556" in row.text
    assert "ผู้ประสานงานประจำหน่วยงาน (mof)" in row.text


def test_mine_is_another_list_for_each_reader(client, sign_in, marked):
    assert every_id(sign_in(client, "liaison.mof"), "responsible=me") == [marked[1]]
    assert every_id(sign_in(client, "liaison.mol"), "responsible=me") == []
    assert marked[1] not in every_id(client, "responsible=none&agency=mof")
