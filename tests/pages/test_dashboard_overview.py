"""Does the overview say what the picture holds, lead from each figure to its proof, and stay as it was on a past day?"""

from __future__ import annotations

from datetime import date

import pytest

from tests import world
from tests.page import read
from tracker import clock
from tracker.dashboard.deadline import deadline_of
from tracker.dashboard.overview import due_so_far
from tracker.tasks.burnup import burnup, cuts_on, days
from tracker.tasks.health import Health
from tracker.tasks.picture import picture


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "executive")


@pytest.fixture
def shown(app):
    with app.app_context():
        found = picture(1, world.TODAY, past=False)
        assert found is not None
        return found


def closed(words: str) -> str:
    """Words without gaps: an element that keeps words together begins a new one in the text of a page."""
    return words.replace(" ", "")


def truths(page) -> dict[str, str]:
    """The large figures by their texture."""
    return {
        truth.one("dt")["class"]: truth.one("dd").all("", class_="big")[0].text.replace(" ", "")
        for truth in page.all("div", class_="truth")
    }


def test_the_truths_are_those_of_the_picture(reader, shown):
    top = shown.headline
    assert truths(read(reader.get("/"))) == {
        "t-claimed": f"{top.claimed}%",
        "t-verified": f"{top.verified}%",
        "t-plan": f"{top.planned}%",
    }


def test_the_denominator_stands_beside_the_percentage(reader, shown):
    assert closed(f"ของ {shown.headline.tasks} งานข้อ 1.3 ถ่วงน้ำหนัก") in closed(read(reader.get("/")).text)


def test_each_health_leads_to_its_tasks(reader, shown):
    page = read(reader.get("/"))
    for health in Health:
        number = shown.total.counts.get(health, 0)
        links = page.all("a", class_="proof", href=f"/tasks?health={health.value}")
        assert [link.text for link in links] == ([str(number)] if number else [])


def test_each_cell_of_the_matrix_shows_its_roll_up_and_leads_to_its_tasks(reader, shown):
    page = read(reader.get("/"))
    for agency in shown.register.resolution.matrix_agencies:
        for column in shown.register.matrix:
            total = shown.cell(agency, column.code)
            cells = page.all("a", class_="cell", href=f"/tasks?agency_row={agency}&column={column.code}")
            assert [cell.one("span", class_="num").text for cell in cells] == (
                [f"{total.done}/{total.tasks}"] if total.tasks else []
            )


def test_time_left_counts_to_the_last_working_day_and_names_the_stated_one(reader):
    said = read(reader.get("/")).text
    assert "เหลือ 20 วันทำการ" in said
    assert "30 มิ.ย. 2556 อีก 30 วัน ตรงกับวันอาทิตย์" in said


def test_what_to_push_names_who_holds_it_and_since_when(reader, shown):
    page = read(reader.get("/"))
    first = shown.with_health(Health.LATE)[0]
    row = page.one("section", aria_labelledby="push").one("ul").all("li")[0]
    assert first.task.code in row.text
    assert f"เกินกำหนด {first.working_days_late} วันทำการ" in row.text
    assert "ผู้รับผิดชอบ: ผู้ประสานงานประจำหน่วยงาน" in row.text


def test_the_week_is_told_by_kind_with_who_and_when(reader):
    changed = read(reader.get("/")).one("section", aria_labelledby="changed").text
    assert "ส่งตรวจรับ 1 ครั้ง กค O-1.3-T2" in changed
    assert "28 พ.ค. 10:00 น." in changed


def test_due_so_far_counts_as_the_list_behind_it(reader, shown):
    total = due_so_far(shown)
    page = read(reader.get("/"))
    assert page.one("a", href="/tasks?due=passed").text == str(total.tasks)
    assert page.one("a", href="/tasks?due=passed&health=done").text == str(total.done)


def test_a_past_day_shows_what_was_known_then_and_nothing_to_change(reader, app):
    page = read(reader.get("/?as_of=2013-05-10"))
    assert "ภาพ ณ วันศุกร์ที่ 10 พฤษภาคม 2556" in page.one("aside").text
    with app.app_context():
        then = picture(1, date(2013, 5, 10), past=True)
    assert then is not None
    assert truths(page)["t-verified"] == f"{then.headline.verified}%" == "0%"
    assert [form["action"] for form in page.all("form") if form.get("method") == "post"] == [
        "/logout?as_of=2013-05-10"
    ] * 2


def test_links_of_a_past_day_stay_on_it(reader):
    page = read(reader.get("/?as_of=2013-05-10"))
    inside = [link["href"] for link in page.one("main").all("a") if link["href"].startswith("/")]
    weeks = [link["href"] for link in page.all("table", class_="edge")[0].all("a")]
    assert inside
    assert all("as_of=2013-05-10" in href for href in inside if href not in weeks)


def test_before_the_resolution_was_known_the_page_says_so(reader):
    page = read(reader.get("/?as_of=2013-04-01"))
    assert page.status == 404
    assert "ในวันที่เลือกยังไม่มีข้อมูลนี้ในระบบ" in page.text


def test_after_the_deadline_the_page_says_by_how_much(reader):
    clock.freeze(date(2013, 7, 3))
    said = read(reader.get("/")).text
    assert "เลยกำหนดแล้ว 3 วัน" in said
    assert closed("แห่งเลยกำหนดแล้วยังไม่เสร็จ") in closed(said)


def test_english_is_complete(reader):
    page = read(reader.get("/?lang=en"))
    assert page.one("html")["lang"] == "en"
    assert page.one("h2", class_="verdict").text.startswith("Website to standard: ")
    assert "20 working days left" in page.text


def test_what_is_waived_today_changes_the_plan_of_no_past_week(app):
    with app.app_context():
        before = drawn_today()
        for agency in ("mof", "msdhs", "mol", "moph", "moe"):
            world.do("waive", world.task_id("O-1.3-T5", agency), "coordinator", "2013-05-31", note="ทดสอบ")
        after = drawn_today()
        past = {point.day: point.plan for point in after if point.day < world.TODAY}
        assert past == {point.day: point.plan for point in before if point.day < world.TODAY}
        for point in after:
            then = picture(1, point.day, past=True) if world.ENTERED <= point.day < world.TODAY else None
            assert then is None or point.plan == then.headline.planned
        assert [point.plan for point in after if point.claimed is None] != [
            point.plan for point in before if point.claimed is None
        ]


def drawn_today():
    """The dots of the chart today, each with its day."""
    found = picture(1, world.TODAY, past=False)
    assert found is not None
    deadline = deadline_of(found.obligations["O-1.3"], found.day, found.calendar)
    last = deadline.last_working_day if deadline else None
    return burnup(found, last, cuts_on(1, [day for day in days(found, last) if day < found.day]))


def test_on_a_day_without_a_gap_none_is_named(app, reader):
    assert "ต่ำกว่าแผนร้อยละ 0" not in read(reader.get("/?as_of=2013-04-25")).one("main").text


def test_only_a_form_that_was_sent_leaves_words_on_the_page_before(client, sign_in):
    sign_in(client, "coordinator")
    for lang, words in (("th", "สิ่งที่พิมพ์ไว้"), ("en", "What you typed")):
        assert words not in read(client.get(f"/?as_of=nonsense&lang={lang}")).text
        assert words in read(client.post(f"/reports?as_of=2013-05-01&lang={lang}")).text
