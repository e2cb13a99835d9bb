"""Which tasks stand behind a figure, what is a person's own work, and what waits for verification?"""

from __future__ import annotations

from datetime import date
from urllib.parse import parse_qs, urlsplit

import pytest

from tests import world
from tests.page import Page, read
from tests.pages.task_forms import task_id
from tracker import clock
from tracker.tasks.facts import Evidence
from tracker.tasks.health import Health
from tracker.tasks.picture import picture
from tracker.tasks.workflow import State


def shown(app):
    with app.app_context():
        found = picture(1, world.TODAY, past=False)
        assert found is not None
        return found


def listed(page: Page) -> int:
    """The number in the heading, which must be that of the rows when all stand on one page."""
    number = int(page.h1.split()[1] if page.one("html")["lang"] == "th" else page.h1.split()[0])
    rows = page.one("section", class_="flush").all("tr", class_="task")
    assert len(rows) == min(number, 50)
    return number


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "executive")


@pytest.mark.parametrize("health", list(Health))
def test_a_health_leads_to_as_many_tasks_as_its_figure_says(app, reader, health):
    assert listed(read(reader.get(f"/tasks?health={health}"))) == shown(app).total.counts.get(health, 0)


def test_a_cell_of_the_matrix_leads_to_its_tasks(app, reader):
    picture = shown(app)
    for agency in picture.register.resolution.matrix_agencies:
        for column in picture.register.matrix:
            page = read(reader.get("/tasks", query_string={"agency_row": agency, "column": column.code}))
            assert listed(page) == picture.cell(agency, column.code).tasks


@pytest.mark.parametrize(
    ("query", "meets"),
    [
        ("agency=ega", lambda each: each.task.agency == "ega"),
        ("obligation=O-1.3", lambda each: each.task.plan.obligation == "O-1.3"),
        ("obligation=O-1.2a", lambda each: each.task.plan.obligation in ("O-1.2a1", "O-1.2a2", "O-1.2a3")),
        ("state=submitted", lambda each: each.task.state is State.SUBMITTED),
        ("due=passed", lambda each: each.task.plan.due_on < world.TODAY),
        ("due=week&agency=mof", lambda each: each.task.agency == "mof" and 0 <= (each.task.plan.due_on - world.TODAY).days <= 7),
        ("q=baseline", lambda each: "baseline" in each.task.plan.title.th),
        ("q=o-1.3-t4", lambda each: each.task.code == "O-1.3-T4"),
        ("q=%25", lambda each: False),
        ("q=" + "x" * 5000, lambda each: False),
        ("q=%00%ED%A0%80", lambda each: False),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)  # fmt: skip
def test_each_filter_shows_exactly_its_tasks(app, reader, query, meets):
    expected = [each for each in shown(app).standings if meets(each) and not each.task.waived]
    assert listed(read(reader.get(f"/tasks?{query}"))) == len(expected)


def test_the_filter_is_said_in_words_with_its_denominator(reader):
    head = read(reader.get("/tasks?health=late&agency=mof")).one(class_="pagehead").text
    assert "ล่าช้า" in head
    assert "งานที่ กค ทำ" in head
    assert "จากทั้งมติ 154 งาน" in head
    english = read(reader.get("/tasks?health=late&agency=mof&lang=en")).one(class_="pagehead").text
    assert "done by MOF" in english
    assert "of 154 in the whole resolution" in english


@pytest.mark.parametrize(
    ("query", "called"),
    [
        ("health=bogus", "สถานะ"), ("agency=%00", "หน่วยงาน"), ("obligation=" + "9" * 30, "ภารกิจ"), ("due=never", "กำหนด"),
        ("state='--", "ขั้นตอน"), ("column=<b>", "ช่องของตาราง"),
    ],
)  # fmt: skip
def test_an_unknown_filter_is_left_out_and_named(reader, query, called):
    page = read(reader.get(f"/tasks?{query}"))
    assert listed(page) == 154
    assert page.one(class_="warn").text.endswith(f": {called}")


def test_the_denominator_is_the_same_on_the_page_and_in_the_export(app, reader):
    with app.app_context():
        world.do("waive", world.task_id("O-4b-T1", "mol"), "coordinator", "2013-05-30", note="ทดสอบ")
    for query, of in (("", 153), ("agency=mol", 153), ("state=waived", 154)):
        assert f"จากทั้งมติ {of} งาน" in read(reader.get(f"/tasks?{query}")).one(class_="pagehead").text
        rows = reader.get(f"/tasks.csv?{query}&lang=th").get_data().decode("utf-8-sig")
        assert f"จากทั้งหมด,{of}\r\n" in rows.replace('"', "")


@pytest.mark.parametrize(
    ("page_asked", "shown_page"), [("4", "4"), ("99", "4"), ("0", "1"), ("-1", "1"), ("x", "1"), ("9" * 30, "1")]
)
def test_pages_stay_within_the_list(reader, page_asked, shown_page):
    pager = read(reader.get(f"/tasks?page={page_asked}")).one("nav", class_="pager")
    assert f"หน้า {shown_page} จาก 4" in pager.text


def test_the_worst_stand_first(reader):
    rows = read(reader.get("/tasks")).all("tr", class_="task")
    assert all(row.all("span", class_="h-late") for row in rows)
    last = read(reader.get("/tasks?page=4")).all("tr", class_="task")[-1]
    assert last.all("span", class_="h-done")


def test_a_resolution_that_is_not_there_is_no_page(reader):
    assert reader.get("/tasks?resolution=none").status_code == 404
    assert reader.get("/tasks?resolution=2556-04-23-egov").status_code == 200
    assert reader.get("/tasks?as_of=2013-01-01").status_code == 404


def test_filters_stay_when_another_is_added(reader):
    page = read(reader.get("/tasks?agency_row=mof&column=1.3&as_of=2013-05-30"))
    hidden = {each["name"]: each["value"] for each in page.one("main").all("input", type="hidden")}
    assert hidden == {"agency_row": "mof", "column": "1.3", "as_of": "2013-05-30"}
    tab = next(link for link in page.links if "health=late" in link)
    assert parse_qs(urlsplit(tab).query) == {
        "agency_row": ["mof"],
        "column": ["1.3"],
        "as_of": ["2013-05-30"],
        "health": ["late"],
    }


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("path", ["/tasks", "/my-work", "/verification-queue"])
@pytest.mark.parametrize("who", ["coordinator", "liaison.mof", "liaison.bb", "executive", "auditor", "admin"])
def test_everybody_reads_every_list_in_either_language_and_on_a_past_day(client, sign_in, who, path, lang):
    sign_in(client, who)
    for day in ("", "&as_of=2013-05-21"):
        page = read(client.get(f"{path}?lang={lang}{day}"))
        assert page.one("html")["lang"] == lang
        assert not day or not page.one("main").all("form", method="post")


def test_a_liaisons_own_work_starts_with_the_most_urgent_task(app, client, sign_in):
    page = read(sign_in(client, "liaison.mol").get("/my-work"))
    first = page.one(id="first")
    own = [each for each in shown(app).of_agency("mol") if each.health is Health.LATE]
    most = min(own, key=lambda each: (each.task.plan.due_on, each.task.position))
    assert most.task.code in first.text
    assert (
        first.all("a", class_="btn-primary")[0]["href"]
        == f"/tasks/{most.task.id}/{'submit' if most.task.claimed == 100 else 'progress'}"
    )
    assert len(first.all("a", class_="btn-primary")) == 1


def test_news_are_what_others_did_in_the_last_seven_days(app, client, sign_in):
    sign_in(client, "liaison.mol")
    assert "หลักฐานยังเปิดไม่ได้" not in read(client.get("/my-work")).one(id="news").text
    week = read(client.get("/my-work?as_of=2013-05-29")).one(id="news").text
    assert "หลักฐานยังเปิดไม่ได้" in week
    assert "ส่งกลับแก้ไข" in week


def test_finished_work_is_folded_and_counted_against_all(client, sign_in):
    panel = read(sign_in(client, "liaison.mof").get("/my-work")).one(id="finished")
    assert "1 จาก 12 งานของ กค" in panel.text
    assert panel.one("details").all("a")


def test_a_coordinators_work_is_what_waits_and_what_is_late(app, client, sign_in):
    page = read(sign_in(client, "coordinator").get("/my-work"))
    waiting = page.one(id="waiting")
    assert f"/tasks/{task_id(app, 'O-1.3-T2', 'mof')}" in [link["href"] for link in waiting.all("a")]
    late = page.one(id="late")
    total = shown(app).total
    assert f"{total.counts[Health.LATE]} จาก {total.tasks} งาน" in late.text
    for link in late.all("a", class_="fw-bold"):
        assert listed(read(client.get(link["href"]))) > 0


def test_the_queue_names_claim_evidence_waiting_time_and_lateness(client, sign_in):
    row = read(sign_in(client, "coordinator").get("/verification-queue")).one("li", class_="grid-queue")
    for words in ("O-1.3-T2", "100%", "หลังครบกำหนด 10 พ.ค.", "1 รายการ", "รอ 3 วันทำการ", "มาตรฐานเว็บไซต์ภาครัฐ"):
        assert words in row.text


LATE, OVERDUE = "หลังครบกำหนด", "เกินเป้าหมาย"


@pytest.mark.parametrize("day", ["", "&as_of=2013-06-04"])
@pytest.mark.parametrize(("only", "words"), [("late", LATE), ("overdue", OVERDUE)])
def test_a_part_of_the_queue_holds_exactly_its_submissions(app, client, sign_in, only, words, day):
    proof = (Evidence("https://mof.example/1", "หน้าเว็บ"),)
    with app.app_context():
        for code in ("O-1.3-T3", "O-1.3-T4"):
            world.do("submit", world.task_id(code, "mof"), "liaison.mof", "2013-05-31", note="ส่ง", evidence=proof)
    clock.freeze(date(2013, 6, 5))
    sign_in(client, "coordinator")

    def rows(query: str) -> list[str]:
        page = read(client.get(f"/verification-queue?lang=th{query}{day}"))
        return [row.text for row in page.all("li", class_="grid-queue")]

    wanted = [row for row in rows("") if words in row]
    assert 0 < len(wanted) < len(rows(""))
    assert rows(f"&only={only}") == wanted
    parts = read(client.get(f"/verification-queue?lang=th&only={only}{day}")).one("ul", class_="tabs")
    assert [link.text for link in parts.all("a", aria_current="true")] == [
        f"{'ส่งหลังครบกำหนด' if only == 'late' else 'เกินเป้าหมาย'} {len(wanted)}"
    ]
    assert rows("&only=nonsense") == rows("")


def test_what_was_sent_back_stands_there_until_it_is_answered(client, sign_in):
    back = read(sign_in(client, "coordinator").get("/verification-queue")).one(id="sent-back")
    assert "รง" in back.text
    assert "หลักฐานยังเปิดไม่ได้" in back.text


@pytest.mark.parametrize("path", ["/tasks", "/tasks?health=late", "/my-work", "/verification-queue"])
@pytest.mark.parametrize("who", ["coordinator", "liaison.mof", "liaison.ega"])
def test_the_number_of_queries_is_fixed_however_long_the_list(client, sign_in, count_queries, path, who):
    sign_in(client, who)
    client.get(path)
    with count_queries() as asked:
        assert client.get(path).status_code == 200
    assert len(asked) <= 34, asked


def test_the_reason_of_a_return_stays_in_sight_while_the_agency_logs_progress(app, client, sign_in):
    returned = task_id(app, "O-1.3-T1", "mol")
    with app.app_context():
        world.do("progress", returned, "liaison.mol", "2013-05-30", percent=50, note="กำลังแก้ที่อยู่หลักฐาน")
        for code in ("O-4b-T1", "O-4b-T2"):
            world.do("waive", world.task_id(code, "mol"), "coordinator", "2013-05-30", note="ทดสอบ")
    first = read(sign_in(client, "liaison.mol").get("/my-work")).one(id="first")
    assert "O-1.3-T1" in first.text
    assert "หลักฐานยังเปิดไม่ได้" in first.one(class_="bad").text
    assert "กำลังแก้ที่อยู่หลักฐาน" not in first.text


def test_every_returned_task_says_why_and_what_is_due_this_week_stands_apart(app, client, sign_in):
    page = read(sign_in(client, "liaison.mol").get("/my-work?as_of=2013-05-29"))
    row = (
        page.one(id=f"task-{task_id(app, 'O-1.3-T1', 'mol')}")
        if "O-1.3-T1" not in page.one(id="first").text
        else page.one(id="first")
    )
    assert "หลักฐานยังเปิดไม่ได้" in row.one(class_="bad").text
    own = [each.task for each in shown(app).of_agency("mof") if each.health not in (Health.LATE, Health.DONE, None)]
    week = {task.code for task in own if task.state is not State.SUBMITTED and (task.due_on - world.TODAY).days <= 7}
    main = read(sign_in(client, "liaison.mof").get("/my-work")).one("main")
    soon = list(main.all(id="soon"))
    told = {
        code
        for code in week
        if any(f"{code} " in panel.text for panel in soon) or f"{code} " in main.one(id="first").text
    }
    assert told == week
    assert not any(f"{code} " in main.one(id="next").text for code in week)


def test_work_done_for_another_agency_says_for_which(client, sign_in):
    page = read(sign_in(client, "liaison.ega").get("/my-work")).one("main")
    assert "ทำให้ กค" in page.text
    assert len(page.one(id="next").one("details").all("li")) > 8
