"""Does an agency's page add up to the picture, say what to do next, and what the papers say of it?"""

from __future__ import annotations

import pytest

from tests import world
from tests.page import read
from tracker.tasks.picture import picture

EVERY = (*world.LIAISONS,)


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "liaison.mof")


@pytest.fixture
def shown(app):
    with app.app_context():
        found = picture(1, world.TODAY, past=False)
        assert found is not None
        return found


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("code", EVERY)
def test_every_agency_has_a_page_in_both_languages(reader, shown, code, lang):
    page = read(reader.get(f"/agencies/{code}?lang={lang}"))
    assert page.one("html")["lang"] == lang
    own = shown.agency(code)
    if own.tasks:
        assert page.one("a", class_="proof", href=f"/tasks?agency={code}").text == str(own.tasks)
    assert {row.all("a")[0]["href"] for row in page.all("li", class_="grid-task")} == {
        f"/tasks/{each.task.id}" for each in shown.standings if code in (each.task.agency, each.task.plan.for_agency)
    }


def test_the_headline_is_the_agencys_own_part(reader, shown):
    top = shown.agency_headline("mof")
    figures = [big.text.replace(" ", "") for big in read(reader.get("/agencies/mof")).all("", class_="big")]
    assert figures == [f"{top.claimed}%", f"{top.verified}%", f"{top.planned}%"]


def test_the_next_act_is_the_open_task_that_is_due_first(reader, shown):
    waiting = [each for each in shown.of_agency("mol") if each.task.state in ("not_started", "in_progress", "returned")]
    first = min(waiting, key=lambda each: (each.task.plan.due_on, each.task.position))
    note = read(reader.get("/agencies/mol")).one("section", aria_labelledby="headline").one("div", class_="note")
    assert f"{first.task.code} · ครบกำหนด" in note.text


@pytest.mark.parametrize(("code", "told"), [("mof", False), ("moe", False), ("mol", True), ("opm", True)])
def test_who_was_not_told_is_named(reader, code, told):
    facts = read(reader.get(f"/agencies/{code}")).one("section", aria_labelledby="agency-facts").text
    assert ("ไม่อยู่ในบัญชีผู้ได้รับแจ้ง" in facts) is not told


def test_its_opinion_leads_to_the_paper(reader):
    letters = read(reader.get("/agencies/msdhs")).one("section", aria_labelledby="letters")
    assert letters.one("a")["href"] == f"/resolutions/{world.RESOLUTION}#document-msdhs-letter"


def test_a_share_of_a_joint_sum_is_never_shown_as_its_own(reader):
    money = read(reader.get("/agencies/mol")).one("section", aria_labelledby="agency-money").text
    assert "มีส่วนในวงเงินรวม 2,000,000 บาท ไม่ทราบส่วนแบ่ง" in money
    assert not read(reader.get("/agencies/moph")).all("section", aria_labelledby="agency-money")


def test_its_week_tells_only_its_own(reader):
    assert "O-1.3-T2" in read(reader.get("/agencies/mof")).one("section", aria_labelledby="changed").text
    assert "O-1.3-T2" not in read(reader.get("/agencies/mol")).one("section", aria_labelledby="changed").text


@pytest.mark.parametrize("code", ["nobody", "MOF", "%00", "%ED%A0%80", "mof%20"])
def test_an_unknown_agency_is_not_found(reader, code):
    assert read(reader.get(f"/agencies/{code}")).status == 404
