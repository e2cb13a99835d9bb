"""What does the administrator see of the jobs, who may have one run, and what is said when no scheduler lives?"""

from __future__ import annotations

from datetime import timedelta

import pytest

from tests import world
from tests.page import read
from tracker import clock
from tracker.commands.jobs import jobs as command
from tracker.extensions import db
from tracker.jobs import page as jobs_page
from tracker.jobs import service, store
from tracker.jobs.table import JOB, JOBS
from tracker.lang import Bilingual

ADDRESS = "/jobs/verify/run"
WORDS = Bilingual(th="พบแถวที่ไม่ตรง", en="a row does not agree")


@pytest.fixture
def administrator(client, sign_in):
    return sign_in(client, "admin")


@pytest.fixture
def lives(app):
    """A scheduler of which there is a sign."""
    with app.app_context():
        service.start("here:1", clock.real_now())
        db.session.remove()


def ran(app, job, *, ended=True, ago=timedelta(seconds=10), **came):
    """A run of a job by that scheduler, that began so long ago."""
    begun = clock.real_now() - ago
    with app.app_context():
        with store.noting():
            run = store.begin(job, "here:1", begun, came.pop("asked_by", None))
            if ended:
                store.end(run, clock.real_now(), came.get("done"), came.get("fault"))
        db.session.remove()


def wished(app):
    with app.app_context():
        return set(store.wishes())


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize(("who", "buttons"), [("admin", True), ("auditor", False)])
def test_the_administrator_runs_the_auditor_sees(client, sign_in, lives, who, buttons, lang):
    page = read(sign_in(client, who).get(f"/jobs?lang={lang}"))
    assert len(page.one(id="jobs").all("tr")) == len(JOBS) + 1
    assert JOB["verify"].what.pick(lang) in page.one(id="verify").text
    assert bool(page.one("main").all("form", method="post")) is buttons
    assert "/jobs" in page.links


@pytest.mark.parametrize("who", ["coordinator", "liaison.mof", "executive", "auditor"])
def test_others_have_nothing_run(app, client, sign_in, who):
    sign_in(client, who)
    sent = {"csrf_token": read(client.get("/")).all("input", name="csrf_token")[0]["value"]}
    assert client.post(ADDRESS, data=sent).status_code == 403
    assert client.get("/jobs").status_code == (200 if who == "auditor" else 403)
    assert wished(app) == set()


def test_asking_twice_is_asking_once(app, administrator, lives):
    sent = read(administrator.get("/jobs")).values(ADDRESS)
    for said in ("จะเริ่มภายในไม่กี่วินาที", "มีผู้ขอไว้แล้ว"):
        assert administrator.post(ADDRESS, data=sent).status_code == 302
        assert said in read(administrator.get("/jobs")).text
    assert wished(app) == {"verify"}
    assert read(administrator.get("/jobs")).all("form", action=ADDRESS) == []


def test_a_job_that_does_not_exist_is_not_found(administrator):
    sent = read(administrator.get("/jobs")).values(ADDRESS)
    assert administrator.post("/jobs/nothing/run", data=sent).status_code == 404


def test_what_is_switched_off_says_why_and_cannot_be_run(app, administrator, lives):
    page = read(administrator.get("/jobs"))
    assert "TRACKER_BACKUP_DIR" in page.one(id="back-up").text
    assert page.one(id="back-up").all("form") == []
    assert administrator.post("/jobs/back-up/run", data=page.values(ADDRESS)).status_code == 302
    assert "ไม่ได้เปิดใช้" in read(administrator.get("/jobs")).text
    assert wished(app) == set()


@pytest.mark.parametrize(
    ("came", "said"),
    [
        ({"done": 1234}, ["สำเร็จ", "ดำเนินการ 1,234 รายการ", "ใช้เวลา 10 วินาที", "ตามรอบ"]),
        ({"done": 0}, ["สำเร็จ", "ไม่มีรายการที่ต้องดำเนินการ"]),
        ({"done": 3, "asked_by": 4}, ["ขอโดย"]),
        ({"done": 3, "fault": WORDS}, ["พบสิ่งที่ต้องตรวจ", WORDS.th, "ดำเนินการ 3 รายการ"]),
        ({"fault": WORDS}, ["ไม่สำเร็จ", WORDS.th]),
        ({"ended": False}, ["กำลังทำงาน"]),
    ],
)
def test_what_came_of_the_last_run(app, administrator, lives, came, said):
    ran(app, "verify", **came)
    row = read(administrator.get("/jobs")).one(id="verify").text
    assert [words for words in said if words not in row] == []


@pytest.mark.parametrize(
    ("job", "minutes", "hangs"),
    [("plan-reminders", 29, False), ("plan-reminders", 31, True), ("verify", 239, False), ("verify", 241, True)],
)
def test_a_run_that_does_not_come_to_its_end_is_to_be_looked_at(app, administrator, lives, job, minutes, hangs):
    ran(app, job, ended=False, ago=timedelta(minutes=minutes))
    page = read(administrator.get("/jobs"))
    assert ("นานผิดปกติ" in page.one(id=job).text) is hangs
    assert ("ควรตรวจสอบ 1 รายการ" in page.text) is hangs


def test_it_says_clearly_that_no_scheduler_runs(app, administrator):
    warning = "ไม่มีโปรแกรมตั้งเวลาทำงานอยู่"
    page = read(administrator.get("/jobs"))
    assert warning in page.text
    administrator.post(ADDRESS, data=page.values(ADDRESS))
    assert "บันทึกคำขอแล้ว แต่ขณะนี้ไม่มี" in read(administrator.get("/jobs")).text


def test_a_scheduler_that_fell_silent_is_named(app, travel, administrator, lives):
    with app.app_context():
        service.beat("here:1", clock.real_now(), clock.real_now() - timedelta(seconds=75))
        db.session.remove()
    page = read(administrator.get("/jobs"))
    assert "ไม่มีสัญญาณมา 75 วินาที" in page.text
    assert "here:1" in page.one(id="schedulers").text


def test_the_page_of_a_past_day_shows_the_present_and_has_no_form(administrator, lives):
    page = read(administrator.get("/jobs?as_of=2013-05-15"))
    assert "แสดงข้อมูลปัจจุบันเสมอ" in page.text
    assert page.one("main").all("form", method="post") == []


def test_it_asks_the_database_as_often_however_much_ran(app, administrator, lives, count_queries):
    administrator.get("/jobs")
    with count_queries() as few:
        administrator.get("/jobs")
    for job in JOBS:
        for _ in range(3):
            ran(app, job.name, done=1)
    with count_queries() as many:
        administrator.get("/jobs")
    assert len(many) == len(few)


def test_the_command_line_says_the_same(app, lives):
    ran(app, "verify", done=7)
    with app.app_context():
        said = "\n".join(jobs_page.lines(jobs_page.listing()))
    assert command.help
    assert "did 7" in said
    assert "every day at 01:00" in said
    assert "scheduler here:1: runs" in said
    assert world.TODAY.isoformat() not in said
