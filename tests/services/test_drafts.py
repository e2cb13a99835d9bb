"""Is a draft kept as it was typed, on both databases, and does the ledger know nothing of it?"""

from __future__ import annotations

import pytest
from flask import Flask

from tests import world
from tracker.drafts import service, store
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import head, write_transaction
from tracker.people.store import holder_of_ended, start_session

PLACE = "/tasks/48/progress"
NOW = world.at("2013-05-31", 11)
TYPED = {"note": ["ประชุมแล้ว “ครั้งที่ ๓”\nรอลงนาม 🙂"], "percent": ["70"], "version": ["4"], "mentions": ["1", "2"]}


@pytest.fixture
def liaison(app: Flask) -> int:
    return world.actor("liaison.mof").id or 0


def test_what_was_typed_comes_back_as_it_was_and_the_ledger_stays(app: Flask, liaison: int) -> None:
    before = head()
    service.keep(liaison, PLACE, TYPED | {"password": ["x"], "csrf_token": ["y"]}, NOW)
    found = store.at(liaison, PLACE)
    assert found is not None
    assert (found.fields, found.version, found.updated_at) == (TYPED, 4, NOW)
    assert head() == before


def test_a_later_draft_takes_the_place_of_the_earlier(app: Flask, liaison: int) -> None:
    service.keep(liaison, PLACE, TYPED, NOW)
    service.keep(liaison, PLACE, TYPED | {"note": ["อีกแบบ"]}, NOW)
    assert [draft.fields["note"] for draft in store.every(liaison)] == [["อีกแบบ"]]


def test_a_draft_is_one_persons(app: Flask, liaison: int) -> None:
    other = world.actor("liaison.mol").id or 0
    kept = service.keep(liaison, PLACE, TYPED, NOW)
    service.discard(other, PLACE)
    assert store.at(other, PLACE) is None
    assert store.one(other, kept.id) is None
    assert store.one(liaison, kept.id) == kept


def test_unkeepable_characters_are_left_out_and_too_much_is_refused(app: Flask, liaison: int) -> None:
    kept = service.keep(liaison, PLACE, {"note": ["ก\x00ข\ud800\x1bค"], "\x00": ["x"]}, NOW)
    assert kept.fields == {"note": ["กขค"], "": ["x"]}
    with pytest.raises(RuleBroken):
        service.keep(liaison, PLACE, {"note": ["ก" * 100_001]}, NOW)
    with pytest.raises(RuleBroken):
        service.keep(liaison, "/tasks/" + "9" * 300, TYPED, NOW)


def test_only_a_session_that_ran_out_names_its_person(app: Flask, liaison: int) -> None:
    from datetime import timedelta

    from tracker.people.store import end_sessions

    with write_transaction():
        start_session("mine", liaison, NOW)
    assert holder_of_ended("mine", not_before=NOW - timedelta(days=1)) == liaison
    assert holder_of_ended("mine", not_before=NOW + timedelta(seconds=1)) is None
    assert holder_of_ended("other", not_before=NOW - timedelta(days=1)) is None
    with write_transaction():
        end_sessions(NOW, token="mine")
    assert holder_of_ended("mine", not_before=NOW - timedelta(days=1)) is None
