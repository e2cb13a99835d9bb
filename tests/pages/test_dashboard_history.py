"""Is every event told, newest first, can a reader narrow it down, and does the auditor see whether the record holds?"""

from __future__ import annotations

import pytest
from sqlalchemy import text

from tests import world
from tests.page import read
from tracker.access.policy import Role
from tracker.dashboard.history import KIND_TITLES, ROWS
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.kinds import KINDS
from tracker.ledger.store import events, head
from tracker.people import service as people


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "auditor")


def rows(page) -> list[int]:
    """The sequence numbers on the page, in its order."""
    found = page.all("ol", class_="timeline")
    return (
        [
            int(entry.text.rsplit("ลำดับ", 1)[1].replace(",", ""))
            for entry in found[0].children
            if not isinstance(entry, str)
        ]
        if found
        else []
    )


def test_the_newest_come_first_and_older_pages_follow_without_gap(app, reader):
    with app.app_context():
        newest = head().seq
    first = read(reader.get("/history"))
    assert rows(first) == list(range(newest, newest - ROWS, -1))
    older = first.one("a", rel="next")["href"]
    assert rows(read(reader.get(older)))[0] == newest - ROWS


def test_the_last_page_ends_with_the_first_event(reader):
    page = read(reader.get("/history?before=5"))
    assert rows(page) == [4, 3, 2, 1]
    assert not page.all("a", rel="next")


def test_the_head_of_the_chain_stands_on_the_page(app, reader):
    with app.app_context():
        found = head()
    assert found.hash in read(reader.get("/history")).text


def test_who_when_and_what_from_what_are_told(app, reader):
    with app.app_context():
        task = world.task_id("O-1.3-T1", "mof")
    page = read(reader.get(f"/history?task={task}"))
    told = [entry.text for entry in page.one("ol", class_="timeline").children if not isinstance(entry, str)]
    assert len(told) == 5
    assert told[0].startswith("ตรวจรับแล้ว กค O-1.3-T1")
    assert "รอตรวจรับ → เป็น ตรวจรับแล้ว" in told[0]
    assert "รายงานเอง จาก 0 → เป็น 40 %" in told[2]
    assert "สำรวจเว็บไซต์แล้ว 2 จาก 5" in told[2]
    assert "ผู้ประสานงานประจำหน่วยงาน (mof) · 10 พ.ค. 2556 10:00 น." in told[2]


@pytest.mark.parametrize(
    ("query", "meets"),
    [
        ("agency=mol", lambda event, mol: event.stream in mol),
        ("kind=task_returned", lambda event, _mol: event.kind == "task_returned"),
        ("agency=mol&kind=task_submitted", lambda event, mol: event.stream in mol and event.kind == "task_submitted"),
    ],
)
def test_a_filter_leaves_exactly_what_it_names(app, reader, query, meets):
    with app.app_context():
        ids = db.session.execute(text("select id from task where agency = 'mol'")).scalars()
        mol = {f"task:{id_}" for id_ in ids} | {"agency:mol"}
        wanted = [event.seq for event in events() if meets(event, mol)]
    assert rows(read(reader.get(f"/history?{query}"))) == wanted[::-1][:ROWS]


def test_a_person_is_a_filter(app, reader):
    with app.app_context():
        coordinator = world.actor("coordinator").id
        wanted = [event.seq for event in events() if event.actor_id == coordinator]
    assert rows(read(reader.get(f"/history?person={coordinator}"))) == wanted[::-1]


CALLED = {
    "agency": "หน่วยงาน", "kind": "เหตุการณ์", "person": "ผู้ดำเนินการ", "task": "รหัสงาน", "before": "ลำดับที่", "from": "ตั้งแต่วันที่",
    "to": "ถึงวันที่", "object": "รายการ", "obligation": "ภารกิจ", "resolution": "มติ",
}  # fmt: skip
"""What people call the words of an address."""


@pytest.mark.parametrize(
    "query",
    [
        "agency=nobody",
        "kind=__class__",
        "person=0",
        "person=99999999999999",
        "task=abc",
        "task=-1",
        "task=O-1.3-T3%00",
        "task=O-1.3-T99",
        "before=%00",
        "before=1e3",
        "task=%E0%B9%91",
    ],
)
def test_a_filter_that_makes_no_sense_is_left_out_and_named(reader, query):
    page = read(reader.get(f"/history?{query}"))
    assert page.status == 200
    assert page.one("div", class_="warn").text.endswith(f": {CALLED[query.split('=')[0]]}")


def test_a_past_day_shows_only_what_was_recorded_by_then(app, reader):
    page = read(reader.get("/history?as_of=2013-05-20"))
    with app.app_context():
        last = max(event.seq for event in events() if event.recorded_at < world.at("2013-05-21", 0))
    assert rows(page)[0] == last
    assert f"ลำดับ {last}" in page.text


def test_every_kind_of_event_has_a_name_for_the_filter(app):
    assert set(KIND_TITLES) == set(KINDS)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_event_of_the_world_is_drawn_in_both_languages(app, reader, lang):
    before, seen = None, 0
    while True:
        address = f"/history?lang={lang}" + (f"&before={before}" if before else "")
        page = read(reader.get(address))
        seen += len([entry for entry in page.one("ol", class_="timeline").children if not isinstance(entry, str)])
        more = page.all("a", rel="next")
        if not more:
            break
        before = more[0]["href"].split("before=")[1].split("&")[0]
    with app.app_context():
        assert seen == head().seq


def test_markup_in_a_note_is_shown_as_text(app, reader):
    with app.app_context():
        task = world.task_id("O-1.3-T1", "mol")
        world.do("progress", task, "liaison.mol", "2013-05-31", percent=50, note="<script>alert(1)</script>")
        db.session.remove()
    assert "<script>alert(1)</script>" in read(reader.get("/history")).one("ol", class_="timeline").text


@pytest.mark.parametrize("path", ["/", "/agencies/mof", "/?as_of=2013-05-20", "/agencies/mol?as_of=2013-05-23"])
def test_each_line_of_the_week_leads_to_exactly_as_many_events(reader, path):
    page = read(reader.get(path))
    section = page.one("section", aria_labelledby="changed")
    found = [(link["href"], line) for line in section.all("li") for link in line.all("a") if "kind=" in link["href"]]
    assert found
    for href, line in found:
        number = int(line.all("span", class_="num")[0].text.replace(",", ""))
        assert len(rows(read(reader.get(href)))) == min(number, ROWS), href


@pytest.mark.parametrize(
    ("query", "meets"),
    [
        ("from=20/05/2556&to=22/05/2556", lambda event: world.at("2013-05-20", 0) <= event.recorded_at < world.at("2013-05-23", 0)),
        ("from=2013-05-28", lambda event: event.recorded_at >= world.at("2013-05-28", 0)),
        ("to=24/04/2556", lambda event: event.recorded_at < world.at("2013-04-25", 0)),
        ("object=report:1", lambda event: event.stream == "report:1"),
        (f"object=register:{world.RESOLUTION}/obligations/O-1.3", lambda event: event.stream.endswith("/obligations/O-1.3")),
        ("object=task:999999", lambda event: False),
        (f"resolution={world.RESOLUTION}", lambda event: event.resolution_id is not None),
        (f"resolution={world.RESOLUTION}&kind=register", lambda event: event.stream.startswith("register:")),
    ],
)  # fmt: skip
def test_days_objects_and_resolutions_are_filters(app, reader, query, meets):
    with app.app_context():
        wanted = [event.seq for event in events() if meets(event)]
    assert rows(read(reader.get(f"/history?{query}"))) == wanted[::-1][:ROWS]


def test_an_obligation_is_a_filter_with_its_tasks_and_its_entry(app, reader):
    with app.app_context():
        ids = db.session.execute(text("select id from task where obligation = 'O-1.3'")).scalars()
        streams = {f"task:{id_}" for id_ in ids} | {f"register:{world.RESOLUTION}/obligations/O-1.3"}
        wanted = [event.seq for event in events() if event.stream in streams]
    assert rows(read(reader.get("/history?obligation=O-1.3"))) == wanted[::-1][:ROWS]


def test_a_task_is_found_by_its_code_of_every_agency(app, reader):
    with app.app_context():
        ids = db.session.execute(text("select id from task where code = 'O-1.3-T3'")).scalars()
        streams = {f"task:{id_}" for id_ in ids}
        wanted = [event.seq for event in events() if event.stream in streams]
    assert len(streams) > 1
    page = read(reader.get("/history?task=O-1.3-T3"))
    assert rows(page) == wanted[::-1][:ROWS]
    assert page.one(id="task")["value"] == "O-1.3-T3"


@pytest.mark.parametrize(
    "query", ["from=30/02/2556", "to=x", "object=<script>", "object=a:%00", "obligation=O-99", "resolution=none"]
)
def test_odd_days_and_objects_are_left_out_and_named(reader, query):
    page = read(reader.get(f"/history?{query}"))
    assert page.status == 200
    assert page.one("div", class_="warn").text.endswith(f": {CALLED[query.split('=')[0]]}")


def test_the_choice_of_persons_on_a_past_day_holds_only_accounts_of_that_day(app, reader):
    with app.app_context():
        late = people.add_user(
            "late@demo.example",
            Bilingual(th="เพิ่งเปิดบัญชี", en="Opened late"),
            Role.AUDITOR,
            "oag",
            world.PASSWORD,
            demonstration=True,
        )
        assert late
    now, then = read(reader.get("/history")), read(reader.get("/history?as_of=2013-05-20"))
    assert "เพิ่งเปิดบัญชี" in now.one("select", id="person").text
    assert "เพิ่งเปิดบัญชี" not in then.one("select", id="person").text


def test_the_number_of_queries_does_not_grow_with_the_filters(reader, count_queries):
    found = []
    for address in ("/history", "/history?obligation=O-1.3", "/history?agency=mof&kind=task_assigned"):
        reader.get("/history?before=3")
        with count_queries() as asked:
            assert reader.get(address).status_code == 200
        found.append(len(asked))
    assert max(found) <= min(found) + 4, (
        "the object of a filter, and the posts where one is on the page, are asked for once"
    )
