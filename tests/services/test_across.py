"""Does the database find the same tasks as the rules do, in the same order, portion by portion, on both databases?"""

from __future__ import annotations

from datetime import date
from itertools import pairwise, product

import pytest
from flask import Flask
from werkzeug.datastructures import MultiDict

from tests import world
from tracker.lang import Bilingual
from tracker.tasks import across
from tracker.tasks.columns import COLUMN, Layout
from tracker.tasks.conditions import Known, read
from tracker.tasks.filters import Seen
from tracker.tasks.health import Health
from tracker.tasks.picture import Picture, picture

WORD = Bilingual(th="คำ", en="word")


@pytest.fixture
def shown(app: Flask) -> Picture:
    """The one resolution of the world, with something out of the ordinary in it."""
    first, second = world.task_id("O-1.3-T3", "mof"), world.task_id("O-1.3-T4", "mof")
    world.do("block", first, "liaison.mof", "2013-05-30", note="รอผลประกวดราคา", who_words="กรมบัญชีกลาง")
    world.do(
        "extend", first, "liaison.mof", "2013-05-30", note='"replaced_by":null,"expired":false', until=date(2013, 6, 28)
    )
    world.do("extend", second, "liaison.mof", "2013-05-30", note="รอผลประกวดราคา", until=date(2013, 6, 28))
    world.do("approve", second, "coordinator", "2013-05-30", until=date(2013, 6, 21))
    world.do("responsible", second, "liaison.mof", "2013-05-30", holder=f"user:{world.actor('liaison.mof').id}")
    found = picture(1, world.TODAY, past=False)
    assert found is not None
    return found


def known(shown: Picture) -> Known:
    agencies = {each.task.agency: WORD for each in shown.standings}
    named = {each.task.responsible for each in shown.standings if each.task.responsible}
    return Known(agencies, dict.fromkeys(shown.obligations, WORD), {}, dict.fromkeys(named, WORD), frozenset(named))


def every(asked: across.Asked, most: int = 7) -> list[int]:
    """All tasks, read in portions."""
    found: list[int] = []
    while portion := across.portion(asked, most, found[-1] if found else None):
        found += [task.id for _resolution, task in portion]
    return found


QUERIES = (
    "", "health=late", "health=at_risk", "health=on_track&health=done", "state=waived", "state=submitted&state=returned",
    "agency=mof&agency=ega", "agency_row=mof", "obligation=O-1.3", "due=passed", "due=week", "due=passed&due=week",
    "due_from=2013-06-01&due_to=2013-06-15", "stale=1",
    "stale=10", "stale=27", "evidence=with", "evidence=without", "mark=blocked", "mark=extension_pending", "mark=extended", "mark=reopened",
    "mark=blocked&mark=extended", "responsible=me", "responsible=none&agency=mof", "q=baseline", "q=O-1.3-t", "q=%",
    "q=_",
    "q=\\", "q=\x00", "q=\ud800", "q=ประเมิน", "health=late&state=waived", "q=zzz",
)  # fmt: skip


@pytest.mark.parametrize("query", QUERIES, ids=ascii)
def test_the_database_finds_what_the_rules_find(shown: Picture, query: str) -> None:
    values = MultiDict(pair.split("=", 1) for pair in query.split("&") if pair)
    asked = read(values.getlist, known(shown))
    assert asked.ignored == ()
    seen = Seen(shown.day, shown.calendar, shown.obligations)
    wanted = {each.task.id for each in shown.standings if asked.meets(each, seen)}
    found = every(across.Asked(asked, Layout(), shown.day, shown.calendar))
    assert len(found) == len(set(found))
    assert set(found) == wanted


@pytest.mark.parametrize(("name", "descending"), list(product(across.ORDERS, [False, True])))
def test_each_order_is_kept_over_all_portions(shown: Picture, name: str, descending: bool) -> None:
    asked = read(
        MultiDict({"state": ["not_started", "in_progress", "submitted", "returned", "verified", "waived"]}).getlist,
        known(shown),
    )
    layout = Layout(sort=COLUMN[name], descending=descending)
    found = every(across.Asked(asked, layout, shown.day, shown.calendar), 11)
    assert len(found) == len(shown.standings)
    standings = {each.task.id: each for each in shown.standings}
    keys = [
        standings[id_].task.code if name in ("code", "obligation") else COLUMN[name].key(standings[id_])
        for id_ in found
    ]
    if name in (
        "code",
        "obligation",
        "title",
        "agency",
    ):  # letters are ordered as the database does; equal ones stand together
        assert sum(one != other for one, other in pairwise(keys)) == len(set(keys)) - 1 or name == "obligation"
        return
    valued = [key for key in keys if key is not None]
    assert valued == sorted(valued, reverse=descending)
    assert keys[: len(valued)] == valued


def test_worst_first_is_what_stands_without_a_wish(shown: Picture) -> None:
    asked = read(MultiDict().getlist, known(shown))
    found = every(across.Asked(asked, Layout(), shown.day, shown.calendar))
    healths = {each.task.id: each.health for each in shown.standings}
    places = [list(Health).index(health) for id_ in found if (health := healths[id_])]
    assert places == sorted(places)


def test_the_counts_are_those_of_the_picture(shown: Picture) -> None:
    asked = across.Asked(read(MultiDict().getlist, known(shown)), Layout(), shown.day, shown.calendar)
    assert dict(across.counted(asked)) == dict(shown.total.counts)
    assert across.pursued() == shown.total.tasks


def test_a_task_that_is_gone_from_the_list_ends_it_quietly(shown: Picture) -> None:
    asked = across.Asked(read(MultiDict().getlist, known(shown)), Layout(), shown.day, shown.calendar)
    assert across.portion(asked, 5, 999_999) == []


def test_codes_are_known_only_when_a_task_has_them(shown: Picture) -> None:
    assert across.known_obligations(["O-1.3", "nonsense", "\x00", "\ud800"]) == ["O-1.3"]
