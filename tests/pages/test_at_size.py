"""Does every page ask the database the same number of questions, however many resolutions, tasks and events there are?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from bench.fill import email, fill
from bench.register import register
from bench.shapes import SIZES, TODAY
from tests import world
from tests.conftest import counting, enter
from tests.page import read
from tracker import clock
from tracker.extensions import db
from tracker.people import service as people
from tracker.tasks.shown import HANDFUL

FIRST = register(SIZES["tiny"], 1)
CODE, HEADLINE, AGENCY = FIRST.resolution.code, FIRST.resolution.headline, FIRST.resolution.matrix_agencies[0]
PAST = "as_of=2013-05-15"
PAGES = {
    "executive": (
        "/", "/resolutions", f"/resolutions/{CODE}", f"/obligations/{HEADLINE}", f"/agencies/{AGENCY}", "/tasks", "/tasks/1", "/budget",
        "/reports", "/history", f"/history?agency={AGENCY}", "/history?kind=task_submitted", f"/history?obligation={HEADLINE}",
        "/history?kind=register", "/calendar", "/quality", f"/?{PAST}", f"/agencies/{AGENCY}?{PAST}", f"/tasks/1?{PAST}", f"/tasks?{PAST}",
        f"/obligations/{HEADLINE}?{PAST}", f"/history?{PAST}",
    ),
    "coordinator": ("/my-work", "/verification-queue", "/tasks/1"),
    f"liaison.{AGENCY}": ("/my-work", "/tasks/1", "/tasks/1/progress"),
}  # fmt: skip


def filled(name: str, folder: Path) -> Flask:
    """The product on a database of this size."""
    world.forget()
    app = world.application("", folder)
    with app.app_context():
        strong, people.HASHER = people.HASHER, world.QUICK
        fill(SIZES[name])
        people.HASHER = strong
        clock.freeze(TODAY)
        db.session.remove()
    return app


@pytest.fixture(scope="module")
def app_of_one(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """One resolution."""
    return filled("tiny", tmp_path_factory.mktemp("tiny"))


@pytest.fixture(scope="module")
def app_of_several(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """Forty."""
    return filled("several", tmp_path_factory.mktemp("several"))


@pytest.fixture(scope="module")
def counted(app_of_one: Flask, app_of_several: Flask) -> dict[str, dict[tuple[str, str], int]]:
    """How often each page asks, by size: drawn anew, its agencies and past pictures being known."""
    found: dict[str, dict[tuple[str, str], int]] = {}
    for name, app in (("tiny", app_of_one), ("several", app_of_several)):
        world.forget()
        found[name] = {(who, path): questions(app, who, path) for who, paths in PAGES.items() for path in paths}
        world.let_go(app)
        world.forget()
    return found


def questions(app: Flask, who: str, path: str) -> int:
    """How often a page asks when it is drawn anew."""
    world.kept.forget()
    with app.test_client() as client:
        enter(client, email(who))
        client.get(path).close()
        world.kept.forget()
        with counting(app) as asked:
            answer = client.get(path)
        assert answer.status_code == 200, path
        answer.close()
    return len(asked)


MIXED = ("/my-work", "/verification-queue")
"""Pages over all resolutions: a few questions are left out while there is nothing to ask about, or only a handful to name."""


@pytest.mark.parametrize(("who", "path"), [(who, path) for who, paths in PAGES.items() for path in paths])
def test_a_page_asks_no_more_with_forty_resolutions_than_with_one(counted, who: str, path: str) -> None:
    assert counted["several"][who, path] <= counted["tiny"][who, path] + 4 * (path in MIXED)


@pytest.mark.parametrize("path", ["/", "/tasks/1"])
def test_overview_and_task_ask_exactly_as_often(counted, path: str) -> None:
    assert counted["several"]["executive", path] == counted["tiny"]["executive", path]


def test_there_are_more_resolutions_than_are_offered_by_name() -> None:
    assert SIZES["several"].resolutions > HANDFUL


def test_another_resolution_is_chosen_from_a_list_that_can_be_searched(app_of_several: Flask) -> None:
    with app_of_several.test_client() as client:
        enter(client, email("executive"))
        budget = read(client.get("/budget"))
        way = next(link for link in budget.links if link.startswith("/resolutions?to="))
        page = read(client.get(way))
        assert [link for link in page.links if link.startswith("/budget?resolution=")]
        assert page.one("a", rel="next")
        found = read(client.get(f"{way}&q=bench-0033"))
        assert [link for link in found.links if link.startswith("/budget?")] == [
            "/budget?resolution=2556-04-23-bench-0033"
        ]
