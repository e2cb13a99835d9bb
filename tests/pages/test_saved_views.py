"""Can a person keep lists under names of their own, share them, and be sure that nobody else sees the rest?"""

from __future__ import annotations

import logging
from urllib.parse import parse_qsl

import pytest
from flask import Flask
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st

from tests import world
from tests.page import Page, read
from tests.pages.test_safety_input import token
from tracker.ledger.store import head
from tracker.tasks import saved_service, saved_store
from tracker.tasks.saved_rules import KEPT, LONGEST_NAME, MOST_VIEWS, SHARED_TITLES, kept_query, query_of

PERSONS = ("liaison.mof", "liaison.mol", "coordinator", "executive", "auditor", "admin")


@pytest.fixture
def mof(client: FlaskClient, sign_in) -> FlaskClient:
    sign_in(client, "liaison.mof").get("/accessibility").close()
    return client


def keep(client: FlaskClient, name: str, query: str = "health=late"):
    return client.post("/views", data=token(client) | {"name": name, "query": query})


def ids(app: Flask, who: str) -> list[int]:
    with app.app_context():
        return sorted(each.id for each in saved_store.views_of(world.actor(who).id or 0))


def names(page: Page, panel: str) -> list[str]:
    return [link.text for link in page.one(id=panel).all("a", class_="fw-bold")]


def test_a_list_is_kept_opened_renamed_and_deleted(app, mof):
    answer = keep(mof, "  งานล่าช้าของเรา ", "agency=mof&health=late&page=2&lang=en&sort=due&order=desc&evil=1")
    (id_,) = ids(app, "liaison.mof")
    assert answer.location == f"/tasks?health=late&agency=mof&sort=due&order=desc&view={id_}"
    page = read(mof.get(answer.location))
    assert page.one("nav", aria_label="มุมมองที่เก็บไว้").one("a", aria_current="true").text == "งานล่าช้าของเรา"
    assert mof.get(f"/views/{id_}").location == answer.location
    assert mof.post(f"/views/{id_}/edit", data=token(mof) | {"name": "ของเรา", "first": "y"}).location == "/views"
    assert names(read(mof.get("/views")), "own") == ["ของเรา"]
    assert mof.post(f"/views/{id_}/delete", data=token(mof)).location == f"/views/{id_}/edit"
    assert mof.post(f"/views/{id_}/delete", data=token(mof) | {"sure": "yes"}).location == "/views"
    assert ids(app, "liaison.mof") == []
    assert mof.get(f"/views/{id_}").status_code == 404


def test_what_is_kept_is_what_the_page_shows(app, mof):
    page = read(mof.get("/tasks?agency=mof&health=at_risk&health=late&show=due,code&sort=due&order=asc"))
    form = page.values("/views")
    assert form["query"] == "health=late&health=at_risk&agency=mof&sort=due&order=asc&show=title%2Cdue%2Ccode"
    opened = mof.post("/views", data=form | {"name": "x"}).location
    again = read(mof.get(opened))
    assert [head.text for head in again.one("thead").all("th")] == [head.text for head in page.one("thead").all("th")]
    assert [row.text for row in again.all("tr", class_="task")] == [row.text for row in page.all("tr", class_="task")]


def test_changed_filters_can_be_given_to_the_open_view(app, mof):
    keep(mof, "ของเรา", "agency=mof")
    (id_,) = ids(app, "liaison.mof")
    page = read(mof.get(f"/tasks?agency=mof&health=done&view={id_}"))
    values = page.values(f"/views/{id_}/filters")
    assert mof.post(f"/views/{id_}/filters", data=values).location == f"/tasks?health=done&agency=mof&view={id_}"
    with app.app_context():
        found = saved_store.view(id_)
        assert found is not None
        assert (found.name, found.query) == ("ของเรา", "health=done&agency=mof")


def test_the_first_view_opens_where_nothing_else_is_asked_for(app, mof):
    keep(mof, "หนึ่ง", "agency=mof")
    keep(mof, "สอง", "health=late")
    one, two = ids(app, "liaison.mof")
    for id_ in (two, one):
        mof.post(f"/views/{id_}/edit", data=token(mof) | {"name": f"มุมมอง {id_}", "first": "y"})
    assert mof.get("/tasks").location == f"/tasks?agency=mof&view={one}"
    assert mof.get("/tasks?as_of=2013-05-20").location == f"/tasks?as_of=2013-05-20&agency=mof&view={one}"
    assert mof.get("/tasks?health=done").status_code == 200
    assert "/tasks?view=none" in read(mof.get(f"/tasks?agency=mof&view={one}")).links
    assert mof.get("/tasks?view=none").status_code == 200
    with app.app_context():
        assert [each.id for each in saved_store.views_of(world.actor("liaison.mof").id or 0) if each.first] == [one]


@pytest.mark.parametrize("shared", SHARED_TITLES)
def test_who_sees_a_view_of_a_coordinator(app, client, sign_in, caplog, shared):
    with app.app_context():
        actor = world.actor("coordinator")
        view = saved_service.save("เฉพาะกิจ", "state=submitted", actor, world.at("2013-05-31"))
        saved_service.share(view.id, shared, actor, world.at("2013-05-31"))
        roles = {who: world.actor(who).role.value for who in PERSONS}
    for who in PERSONS:
        caplog.clear()
        sign_in(client, who)
        own = who == "coordinator"
        may = own or shared in ("everybody", roles[who])
        answer = client.get(f"/views/{view.id}")
        assert answer.status_code == (302 if may else 404), who
        page = read(client.get("/views"))
        assert ("เฉพาะกิจ" in names(page, "shared")) is (may and not own)
        assert ("เฉพาะกิจ" in names(page, "own")) is own
        if may and not own:
            assert "แบ่งปันโดย ผู้ประสานงานกลาง (mict)" in page.one(id="shared").text
        refused = [
            record
            for record in caplog.records
            if record.levelname == "WARNING" and f"/views/{view.id}" in record.getMessage()
        ]
        assert bool(refused) is not may
        for path in ("edit", "filters", "share", "delete"):
            data = token(client) | {"name": "ของผม", "query": "q=x", "shared": "everybody", "sure": "yes"}
            if not own:
                assert client.post(f"/views/{view.id}/{path}", data=data).status_code == (
                    403 if path == "share" else 404
                )
    with app.app_context():
        assert saved_store.view(view.id) is not None


def test_only_a_coordinator_shares(client, mof, app):
    keep(mof, "ของเรา")
    (id_,) = ids(app, "liaison.mof")
    assert not read(mof.get(f"/views/{id_}/edit")).all(id="share-panel")
    assert mof.post(f"/views/{id_}/share", data=token(mof) | {"shared": "everybody"}).status_code == 403


@pytest.mark.parametrize(
    "name",
    [
        "<script>alert(1)</script>",
        "'; DROP TABLE task_view; --",
        "=1+1",
        "ก" * LONGEST_NAME,
        '"><b>',
        "ชื่อ / ? # & %00",
        "Ｆｕｌｌ",
    ],
)
def test_a_hostile_name_is_text(app, mof, name):
    assert keep(mof, name).status_code == 302
    for path in ("/views", "/tasks", f"/views/{ids(app, 'liaison.mof')[0]}/edit"):
        page = read(mof.get(path))
        assert name in page.one("main").text
        assert "<script>alert" not in page.source


@pytest.mark.parametrize("name", ["", "   ", "\u200b", "ก" * (LONGEST_NAME + 1), "a\x00b", "\u202e", b"\xed\xa0\x80"])
def test_a_name_that_is_none_is_refused_and_kept_in_the_form(app, mof, name):
    page = read(keep(mof, name, "health=late"))
    assert page.status == 422
    assert page.one(id="name-error").text
    assert page.values("/views")["query"] == "health=late"
    assert ids(app, "liaison.mof") == []


def test_names_are_unique_for_each_person_whatever_their_case(app, mof, sign_in):
    assert keep(mof, "Late ones").status_code == 302
    assert keep(mof, "Late ones").status_code == 302
    assert len(ids(app, "liaison.mof")) == 1
    page = read(keep(mof, "LATE  ONES", "q=x"))
    assert (page.status, "มีมุมมองชื่อนี้แล้ว" in page.one(id="name-error").text) == (422, True)
    keep(mof, "Others")
    second = ids(app, "liaison.mof")[1]
    assert mof.post(f"/views/{second}/edit", data=token(mof) | {"name": "late ones"}).status_code == 422
    sign_in(mof, "liaison.mol").get("/accessibility").close()
    assert keep(mof, "Late ones").status_code == 302


def test_there_is_an_end_to_views_and_to_filters(app, mof):
    with app.app_context():
        actor = world.actor("liaison.mof")
        for number in range(MOST_VIEWS):
            saved_service.save(f"มุมมอง {number}", "q=x", actor, world.at("2013-05-31"))
    page = read(keep(mof, "อีกหนึ่ง"))
    assert (page.status, str(MOST_VIEWS) in page.one(class_="errors").text) == (422, True)
    assert mof.post(
        f"/views/{ids(app, 'liaison.mof')[0]}/filters",
        data=token(mof) | {"query": "&".join(f"agency=a{n:05}" for n in range(900))},
    )
    assert mof.get("/tasks").status_code == 200


def test_nothing_of_it_enters_the_ledger_and_all_of_it_the_log(app, mof, caplog):
    caplog.set_level(logging.INFO, "tracker.tasks.saved_service")
    with app.app_context():
        before = head()
    keep(mof, "ของเรา")
    mof.post(f"/views/{ids(app, 'liaison.mof')[0]}/delete", data=token(mof) | {"sure": "yes"})
    with app.app_context():
        assert head() == before
    said = [record.getMessage() for record in caplog.records if record.name == "tracker.tasks.saved_service"]
    assert [line.rpartition(": ")[2] for line in said] == ["saved", "deleted"]


@given(st.lists(st.tuples(st.sampled_from([*KEPT, "page", "as_of", "view", "x"]), st.text(max_size=20)), max_size=20))
def test_a_kept_query_says_the_same_however_often_it_is_kept(given_pairs):
    kept = kept_query(given_pairs)
    assert query_of(kept) == kept
    assert {name for name, _value in parse_qsl(kept)} <= set(KEPT)
