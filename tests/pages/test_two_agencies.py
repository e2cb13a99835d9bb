"""Do two liaisons of different agencies read the same about everybody's tasks, and nothing of each other's own things?"""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import select

from tests import world
from tests.page import Page, read
from tests.pages.evidence_files import with_file
from tests.pages.task_forms import form
from tests.pages.test_export import csv_rows, table
from tests.pages.test_listing import every_id
from tests.pages.test_safety_input import token
from tests.pages.worksheets import downloaded
from tracker.extensions import db
from tracker.tasks.store import TaskRow

BOTH = ("liaison.mof", "liaison.moe")
PROOF = "ใบตรวจรับระบบ"


def found(client: FlaskClient, words: str) -> Page:
    """What a search for these words says, without the frame around it."""
    return read(client.get(f"/search?q={quote(words, safe='')}")).one("main")


def own_tasks(app: Flask, who: str) -> set[int]:
    """The tasks of a liaison's agency."""
    with app.app_context():
        return set(db.session.scalars(select(TaskRow.id).where(TaskRow.agency == who.partition(".")[2])))


@pytest.mark.parametrize("words", ["สำรวจ", "เว็บไซต์", "O-1.3", "mof.go.th", "กค", "ผู้อำนวยการ", "ไม่มีคำนี้"])
def test_a_search_counts_and_shows_the_same(client, sign_in, words):
    one, other = (found(sign_in(client, who), words).text for who in BOTH)
    assert one == other


@pytest.mark.parametrize(
    "query", ["health=late&health=at_risk", "agency=mof", "agency=moe&sort=due", "state=submitted"]
)
def test_lists_and_exports_hold_the_same_rows(app, client, sign_in, query):
    told = []
    for who in BOTH:
        sign_in(client, who)
        told.append((every_id(client, query), read(client.get(f"/tasks?{query}")).h1, table(csv_rows(client, query))))
    assert told[0] == told[1]
    assert told[0][0]


def test_search_tells_of_another_agencys_evidence_what_the_task_page_tells(app, client, sign_in):
    with app.app_context():
        file = with_file(name=f"{PROOF}.pdf")
        task = world.task_id("O-1.3-T1", "mof")
    sign_in(client, "liaison.moe")
    page = read(client.get(f"/tasks/{task}")).one("main")
    hit = found(client, PROOF).one("section", id="found-evidence").one("li")
    assert PROOF in hit.text
    assert f"{PROOF}.pdf" in page.text
    assert file.sha256[:16] not in hit.text
    assert "ไม่พบ" in found(client, file.sha256).text
    for where in (page, hit):
        assert [link["href"] for link in where.all("a") if file.id in link["href"]] == []
    assert client.get(f"/evidence/{file.id}").status_code == 404


@pytest.mark.parametrize(("who", "other"), [BOTH, BOTH[::-1]])
def test_a_persons_own_pages_hold_nothing_of_the_other(app, client, sign_in, who, other):
    mine, theirs = own_tasks(app, who), own_tasks(app, other)
    sign_in(client, other)
    draft, words = min(theirs), f"ร่างของ {other}"
    with app.app_context():
        draft = world.task_id("O-1.3-T3", other.partition(".")[2])
    client.post(f"/tasks/{draft}/progress/draft", data=form(client, draft, "progress") | {"note": words})
    client.post("/views", data=token(client) | {"name": words, "query": "health=late"})
    assert f"/tasks/{draft}/" in read(client.get("/drafts")).source
    assert words in read(client.get("/views")).text
    sign_in(client, who)
    for address in ("/my-work", "/drafts", "/views"):
        page = read(client.get(address))
        linked = {int(id_) for link in page.links for id_ in re.findall(r"^/tasks/(\d+)", link)}
        assert not linked & theirs, address
        assert words not in page.text, address
        assert address != "/my-work" or linked & mine
    rows = downloaded(client).worksheets[0].max_row - 1
    assert 0 < rows <= len(mine)


def test_a_workbook_holds_the_tasks_of_its_own_agency_alone(app, client, sign_in):
    keys = [
        {row[0].value for row in downloaded(sign_in(client, who)).worksheets[0].iter_rows(min_row=2)} for who in BOTH
    ]
    assert all(keys)
    assert not keys[0] & keys[1]
