"""With two resolutions in the register: is everybody's work of both on one page, and can each be reported on?"""

from __future__ import annotations

import pytest

from tests import world
from tests.page import read
from tests.pages.test_dashboard_several import OLDER, two, world_of_two  # noqa: F401
from tracker.extensions import db
from tracker.tasks.facts import Evidence
from tracker.tasks.health import Health
from tracker.tasks.picture import picture

NEWEST, OLDEST = 1, 2


@pytest.fixture
def waiting(app, two):  # noqa: F811
    """A task of the older resolution waits for verification, another was returned."""
    proof = (Evidence("https://www.mof.go.th/", "หน้าเว็บ"),)
    with app.app_context():
        id_ = world.task_id("P-1.3-T1", "mof")
        world.do("submit", id_, "liaison.mof", "2013-05-31", note="เสร็จแล้ว", evidence=proof)
        sent_back = world.task_id("P-1.3-T1", "mol")
        world.do("start", sent_back, "liaison.mol", "2013-05-30", note="เริ่มแล้ว")
        world.do("submit", sent_back, "liaison.mol", "2013-05-30", note="เสร็จแล้ว", evidence=proof)
        world.do("return", sent_back, "coordinator", "2013-05-31", note="ขาดหลักฐานหน้าแรก")
        db.session.remove()
    return id_


def shown(app, resolution_id):
    """The picture of one of them today."""
    with app.app_context():
        found = picture(resolution_id, world.TODAY, past=False)
        assert found is not None
        return found


def test_the_queue_holds_what_waits_under_any_resolution_as_the_menu_counts(app, client, sign_in, waiting):
    every = sum(shown(app, id_).total.waiting for id_ in (NEWEST, OLDEST))
    page = read(sign_in(client, "coordinator").get("/verification-queue"))
    rows = page.all("li", class_="grid-queue")
    assert len(rows) == every
    assert {str(every)} == {
        count.text.split()[0] for nav in page.all("nav", class_="mainnav") for count in nav.all("span", class_="count")
    }
    assert sum(f"มติ 6 มี.ค. 2555 {OLDER}" in row.text for row in rows) == shown(app, OLDEST).total.waiting
    back = page.one(id="sent-back").text
    assert "ขาดหลักฐานหน้าแรก" in back
    assert OLDER in back


def test_a_coordinators_work_counts_both(app, client, sign_in, waiting):
    sign_in(client, "coordinator")
    page = read(client.get("/my-work"))
    assert f"/tasks/{waiting}" in [link["href"] for link in page.one(id="waiting").all("a")]
    late = page.one(id="late")
    for id_ in (NEWEST, OLDEST):
        total, code = shown(app, id_).total, shown(app, id_).register.resolution.code
        ways = late.one("a", href=f"/tasks?health=late&resolution={code}")
        assert ways.text == f"{total.counts[Health.LATE]} จาก {total.tasks} งาน {code}"
    for link in late.all("a", class_="fw-bold"):
        assert read(client.get(link["href"])).all("tr", class_="task")
    assert "resolution of 6 Mar" in read(client.get("/my-work?lang=en")).one(id="late").text


@pytest.mark.parametrize("agency", ["mol", "ega"])
def test_all_late_tasks_of_a_liaison_stand_under_a_late_heading(app, client, sign_in, waiting, agency):
    own = [each for id_ in (NEWEST, OLDEST) for each in shown(app, id_).of_agency(agency) if each.health is Health.LATE]
    assert len(own) > 1
    page = read(sign_in(client, f"liaison.{agency}").get("/my-work"))
    assert "เลยกำหนดแล้ว" in page.one(id="first-h").text
    assert "เลยกำหนดแล้ว" in page.one(id="late-h").text
    under = [link["href"] for part in ("first", "late") for link in page.one(id=part).all("a")]
    assert all(f"/tasks/{each.task.id}" in under for each in own)
    assert not page.one(id="next").all("span", class_="h-late")
    assert OLDER in page.one("main").text


def test_with_one_resolution_no_task_names_it(client, sign_in):
    for who, path in (("coordinator", "/verification-queue"), ("coordinator", "/my-work"), ("liaison.mol", "/my-work")):
        assert world.RESOLUTION not in read(sign_in(client, who).get(path)).one("main").text


@pytest.mark.parametrize("path", ["/my-work", "/verification-queue"])
def test_a_second_resolution_asks_a_fixed_number_of_questions_more(client, sign_in, count_queries, two, path):  # noqa: F811
    sign_in(client, "coordinator")
    client.get(path)
    with count_queries() as asked:
        client.get(path)
    assert len(asked) <= 34, asked


def test_the_older_resolution_is_reported_on_from_its_own_page(app, client, sign_in, no_drawing, two):  # noqa: F811
    sign_in(client, "coordinator")
    address = f"/reports?resolution={OLDER}"
    form = read(client.get(address)).values(address)
    drawn = client.post(address, data=form, follow_redirects=True)
    page = read(drawn)
    assert "ครั้งที่ 1" in page.h1
    assert address in page.links
    assert drawn.request.path in read(client.get(address)).links
    assert drawn.request.path not in read(client.get("/reports")).links


def test_the_duty_to_report_is_the_registers_own(client, sign_in, two):  # noqa: F811
    page = read(sign_in(client, "executive").get(f"/reports?resolution={OLDER}"))
    assert page.one("a", href="/obligations/P-3").text == "สรุปมติ ข้อ ๓; หนังสือยืนยันมติ ข้อ ๑"
    assert "“รายงานความก้าวหน้า … ให้คณะรัฐมนตรีทราบเป็นระยะ ๆ”" in page.one(class_="pagehead").text


def test_an_agency_without_tasks_is_told_under_which_resolution(client, sign_in, two):  # noqa: F811
    sign_in(client, "executive")
    assert "ไม่มีงานที่ต้องทำเองตามมติเรื่อง “" in read(client.get("/agencies/oag")).one(class_="pagehead").text
    assert "under the resolution “" in read(client.get("/agencies/oag?lang=en")).one(class_="pagehead").text


def test_the_number_of_a_post_s_open_tasks_leads_to_just_these(app, client, sign_in, two):  # noqa: F811
    """One of each resolution is open; what is verified names the post as well and is not among them."""
    with app.app_context():
        verified, newer, older = (world.task_id(code, "mof") for code in ("O-1.3-T1", "O-1.3-T3", "P-1.3-T1"))
        for id_ in (verified, newer, older):
            what = world.Act(holder="post:1")
            world.service.act(id_, world.STEP["responsible"], what, world.actor("coordinator"), world.at("2013-05-31"))
        db.session.remove()
    sign_in(client, "coordinator")
    for address in ("/agencies/mof/people", "/posts/1"):
        page = read(client.get(address))
        way = next(link for link in page.all("a") if "responsible=post" in link.get("href"))
        assert "2" in way.text
        listed = read(client.get(way["href"]))
        assert len(listed.all("tr", class_="task")) == 2, address
        assert {f"/tasks/{newer}", f"/tasks/{older}"} <= set(listed.links)
