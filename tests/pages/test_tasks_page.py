"""What does one person see of one task on one day?"""

from __future__ import annotations

import pytest

from tests import world
from tests.page import read
from tests.pages.task_forms import send, story, task, task_id
from tracker.extensions import db
from tracker.ledger.event import Draft
from tracker.ledger.store import append, stream_version, write_transaction
from tracker.tasks import service, task_page
from tracker.tasks.facts import Evidence

EVERYBODY = ["coordinator", "liaison.mof", "liaison.moe", "executive", "auditor", "admin"]


@pytest.fixture
def waiting(app):
    return task_id(app, "O-1.3-T2", "mof")


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("who", EVERYBODY)
def test_everybody_sees_a_task_in_either_language(client, sign_in, waiting, who, lang):
    page = read(sign_in(client, who).get(f"/tasks/{waiting}?lang={lang}"))
    assert page.one("html")["lang"] == lang
    assert "O-1.3-T2" in page.title
    assert "2556" in page.one("main").text
    acts = [form for form in page.one("main").all("form") if not form["action"].startswith("/watching/")]
    assert {"coordinator": 2, "liaison.mof": 1}.get(who, 0) == len(acts)


def test_the_three_figures_and_their_meaning(client, sign_in, waiting):
    panel = read(sign_in(client, "executive").get(f"/tasks/{waiting}")).one(id="standing").text
    for words in ("รายงานเอง 100 %", "ตรวจรับแล้ว 0 %", "แผน ณ วันนี้ 100 %", "โดย กค", "รอมา 3 วันทำการ"):
        assert words in panel, panel


def test_a_derived_due_date_never_looks_like_the_cabinets(client, sign_in, waiting):
    plan = read(sign_in(client, "executive").get(f"/tasks/{waiting}")).one(id="plan").text
    assert "10 พ.ค. 2556 (กำหนดโดยระบบ มิได้อยู่ในมติ)" in plan
    assert "30 มิ.ย. 2556 วันอาทิตย์" in plan
    assert "15 จาก 100" in plan


def test_what_came_before_and_beside_is_there_with_its_state(app, client, sign_in):
    last = task_id(app, "O-1.3-T3", "mof")
    page = read(sign_in(client, "executive").get(f"/tasks/{last}"))
    assert "O-1.3-T2" in page.one(id="plan").text
    assert "รอตรวจรับ" in page.one(id="plan").text
    assert [row.one(class_="grow").text[:8] for row in page.one(id="siblings").all("li")] == [
        f"O-1.3-T{n}" for n in range(1, 6)
    ]


def test_evidence_shows_its_whole_address_who_gave_it_and_the_fingerprint_of_its_entry(app, client, sign_in, waiting):
    panel = read(sign_in(client, "executive").get(f"/tasks/{waiting}")).one(id="evidence")
    link = panel.one("ul").one("a")
    assert link["href"] == link.text == "https://www.mof.go.th/e-service"
    assert set(link["rel"].split()) == {"noopener", "noreferrer", "nofollow"}
    assert story(app, waiting)[-1].hash[:16] in panel.text


def test_an_address_that_slipped_into_the_ledger_never_becomes_a_link(app, client, sign_in, waiting):
    """Whatever wrote it: only http and https with a real host are links."""
    with app.app_context():
        with write_transaction():
            stream = f"task:{waiting}"
            data = {
                "schema": 1,
                "percent": 10,
                "note": "x",
                "evidence": [{"address": "javascript:alert(1)", "label": "กดที่นี่"}],
            }
            append(
                Draft(stream, stream_version(stream), "progress_logged", data, None, 1),
                actor_id=None,
                now=world.at("2013-05-31"),
            )
        db.session.remove()
    world.forget()
    page = read(sign_in(client, "executive").get(f"/tasks/{waiting}"))
    assert "javascript:alert(1)" in page.one(id="evidence").text
    assert not [link for link in page.links if link.startswith("javascript")]


def test_a_past_day_shows_the_task_as_it_was_known_and_no_forms(client, sign_in, waiting):
    page = read(sign_in(client, "coordinator").get(f"/tasks/{waiting}?as_of=20/05/2556"))
    panel = page.one(id="standing").text
    assert "รายงานเอง 60 %" in panel
    assert "แผน ณ วันนั้น" in panel
    assert "ส่งตรวจรับ" not in page.one(id="log").text
    assert not page.one("main").all("form")
    before = client.get(f"/tasks/{waiting}?as_of=2013-04-01")
    assert before.status_code == 404
    assert "ยังไม่มีข้อมูลนี้" in read(before).one("main").text


@pytest.mark.parametrize(
    "path", ["/tasks/0", "/tasks/-1", "/tasks/999999999", "/tasks/" + "9" * 30, "/tasks/1e1", "/tasks/%00", "/tasks/๑"]
)
def test_a_number_that_is_no_task_is_no_page(client, sign_in, path):
    assert sign_in(client, "coordinator").get(path).status_code == 404


def test_the_database_is_asked_as_often_for_a_long_history_as_for_a_short_one(
    app, client, sign_in, waiting, count_queries
):
    sign_in(client, "coordinator")
    client.get(f"/tasks/{waiting}")
    with count_queries() as short:
        client.get(f"/tasks/{waiting}")
    for number in range(5):
        send(client, waiting, "comment", note=f"ความเห็นที่ {number}")
    client.get(f"/tasks/{waiting}")
    with count_queries() as long:
        client.get(f"/tasks/{waiting}")
    assert len(long) == len(short) <= 16, short


def test_the_agency_is_offered_what_comes_next(app, client, sign_in):
    sign_in(client, "liaison.mof")
    fresh = task_id(app, "O-1.3-T3", "mof")
    assert offered(client, fresh) == [
        "บันทึกความก้าวหน้า", "เริ่มงาน", "เหมือนเดิม", "ส่งตรวจรับ",
        "เพิ่มหลักฐาน", "ขอขยายกำหนด", "แจ้งว่าติดขัด", "กำหนดผู้รับผิดชอบ",
    ]  # fmt: skip
    verified = task_id(app, "O-1.3-T1", "mof")
    assert offered(client, verified) == ["เพิ่มหลักฐาน", "เปลี่ยนหลักฐาน", "กำหนดผู้รับผิดชอบ"]


def offered(client, id_):
    return [link.text for link in read(client.get(f"/tasks/{id_}")).one(id="standing").all("a", class_="btn")]


def test_done_for_another_agency_says_for_whom(app, client, sign_in):
    page = read(sign_in(client, "executive").get(f"/tasks/{task_id(app, 'O-2b-T2', 'ega', 'mof')}"))
    assert "กระทรวงการคลัง" in page.one(class_="pagehead").text
    assert page.one(id="siblings").all("li")


def test_a_withdrawn_task_says_that_it_counts_nowhere(app, client, sign_in):
    one = task_id(app, "O-4c-T2", "mof")
    with app.app_context():
        world.do("waive", one, "coordinator", "2013-05-30", note="เลือกใช้งบปี 2557")
        db.session.remove()
    page = read(sign_in(client, "executive").get(f"/tasks/{one}"))
    assert "ไม่นับในร้อยละใด ๆ" in page.one(id="standing").text
    assert task(app, one).waived
    assert service.clock.today() == world.TODAY


def test_what_is_kept_for_a_role_says_nothing_about_the_persons_own_agency(app, client, sign_in, monkeypatch):
    own = task_id(app, "O-4a-T2", "mict")
    with app.app_context():
        proof = (Evidence("https://www.mict.go.th/plan"),)
        world.do("submit", own, "liaison.mict", "2013-05-29", note="เสร็จแล้ว", evidence=proof)
        db.session.remove()
    drawn = []
    monkeypatch.setattr(task_page, "kept", lambda _template, model, **_also: drawn.append(model()) or "")
    sign_in(client, "coordinator").get(f"/tasks/{own}?as_of=2556-05-30")
    assert [model["verifiable_by_others"] for model in drawn] == [False]
