"""Is the list over all resolutions the same list as that of one, read in portions with a fixed number of questions?"""

from __future__ import annotations

import csv
import io

import pytest

from tests import world
from tests.page import read
from tests.pages.test_listing import every_id, ids, shown
from tracker.extensions import db
from tracker.tasks import saved_service


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "executive")


def every(reader, query: str) -> list[int]:
    """The tasks of all portions."""
    found, address = [], f"/tasks?resolution=all&{query}"
    while address:
        page = read(reader.get(address))
        found += ids(page)
        address = next((link["href"] for link in page.all("a", rel="next")), None)
    return found


@pytest.mark.parametrize(
    "query",
    ["", "health=late&health=at_risk", "agency=ega&evidence=without", "state=waived", "q=zzz", "obligation=O-1.3"],
)
def test_all_portions_hold_the_tasks_of_the_pages(reader, query):
    assert sorted(every(reader, query)) == sorted(every_id(reader, query))


@pytest.mark.parametrize("column", ["due", "claimed", "weight", "reported", "waiting"])
@pytest.mark.parametrize("order", ["asc", "desc"])
def test_a_column_sorts_over_all_portions(app, reader, column, order):
    from tracker.tasks.columns import COLUMN

    standings = {each.task.id: each for each in shown(app).standings}
    keys = [COLUMN[column].key(standings[id_]) for id_ in every(reader, f"sort={column}&order={order}")]
    valued = [key for key in keys if key is not None]
    assert valued == sorted(valued, reverse=order == "desc") == keys[: len(valued)]


def test_the_counts_stand_in_the_tabs_and_in_the_heading(app, reader):
    page = read(reader.get("/tasks?resolution=all&agency=mof"))
    assert page.h1 == f"งาน {sum(not each.task.waived for each in shown(app).of_agency('mof'))} งาน"
    late = next(link for link in page.all("a") if "health=late" in link.get("href"))
    assert int(late.text.split()[-1]) == len(every(reader, "agency=mof&health=late"))


def test_columns_that_no_row_holds_cannot_be_sorted_by(reader):
    heads = read(reader.get("/tasks?resolution=all&show=plan,due")).one("thead").all("th")
    assert [bool(head.all("a")) for head in heads] == [True, False, True]


def test_the_file_names_the_resolution_of_each_task(reader):
    rows = list(csv.reader(io.StringIO(reader.get("/tasks.csv?resolution=all&health=late").data.decode("utf-8-sig"))))
    head, *tasks = rows[rows.index([]) + 1 :]
    assert head[0] == "มติ"
    assert {task[0] for task in tasks} == {"2556-04-23-egov"}
    assert len(tasks) == len(every(reader, "health=late"))


def test_a_past_day_shows_one_resolution_and_says_so(reader):
    page = read(reader.get("/tasks?resolution=all&health=late&as_of=2013-05-20"))
    alone = read(reader.get("/tasks?health=late&as_of=2013-05-20"))
    assert (page.status, "ครั้งละหนึ่งมติ" in page.one("main").text) == (200, True)
    assert (page.h1, "ครั้งละหนึ่งมติ" in alone.one("main").text) == (alone.h1, False)
    assert reader.get("/tasks.csv?resolution=all&as_of=2013-05-20").status_code == 200


def test_a_first_view_over_all_resolutions_opens_on_a_past_day(app, reader):
    with app.app_context():
        who = world.actor("executive")
        found = saved_service.save("ทุกมติ", "resolution=all", who, world.at("2013-05-31"))
        saved_service.change(found.id, who, world.at("2013-05-31"), name="ทุกมติ", first=True)
        db.session.remove()
    for address in ("/tasks?as_of=2013-05-20", f"/views/{found.id}?as_of=2013-05-20"):
        answer = reader.get(address)
        assert answer.status_code == 302
        assert reader.get(answer.location).status_code == 200, answer.location


@pytest.mark.parametrize("value", ["x", "-1", "0", "9" * 30, "999999", "%00", "<script>alert(1)</script>"])
def test_a_hostile_place_is_the_beginning_or_the_end(reader, value):
    page = read(
        reader.get(
            "/tasks", query_string={"resolution": "all", "after": value, "obligation": value, "responsible": value}
        )
    )
    assert (page.status, "<script>alert" in page.source) == (200, False)


def test_the_number_of_questions_does_not_grow(client, sign_in, count_queries):
    sign_in(client, "coordinator").get("/tasks?resolution=all")
    counted = []
    for query in ("q=zzz", "health=late", "", "sort=due&order=desc"):
        with count_queries() as asked:
            client.get(f"/tasks?resolution=all&{query}")
        counted.append(len(asked))
    assert max(counted) <= 14, counted
