"""Is the officer who answers for an agency as a whole known, today and on a past day – on both databases?"""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests import world
from tracker import clock
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, write_transaction
from tracker.people import post_service, post_store
from tracker.people import service as people
from tracker.people.post_store import PostRow

NOW = world.at("2013-05-31", 11)


def test_a_post_is_charged_with_its_agency_and_that_is_taken_back(app: Flask) -> None:
    actor = world.actor("liaison.mof")
    assert post_service.charge_post(1, True, actor, NOW, expected=2, act_key="a-form-to-charge").officer
    assert post_store.posts()[1].officer
    with pytest.raises(AlreadyDone):
        post_service.charge_post(1, True, actor, NOW, expected=2, act_key="a-form-to-charge")
    with pytest.raises(ChangedMeanwhile):
        post_service.charge_post(1, False, actor, NOW, expected=3, act_key="a-form-to-charge")
    with pytest.raises(ChangedMeanwhile):
        post_service.charge_post(1, False, actor, NOW, expected=2)
    with pytest.raises(RuleBroken, match="already"):
        post_service.charge_post(1, True, actor, NOW, expected=3)
    assert verification().problems == ()
    with pytest.raises(RuleBroken, match="first charge another post"):
        post_service.charge_post(1, False, actor, NOW, expected=3)
    with pytest.raises(RuleBroken, match="first charge another post"):
        post_service.close_post(1, actor, NOW, expected=3)
    assert not post_service.charge_post(1, False, world.actor("coordinator"), NOW, expected=3).officer
    post_service.close_post(1, actor, NOW, expected=4)
    with pytest.raises(RuleBroken, match="closed"):
        post_service.charge_post(1, True, actor, NOW, expected=5)
    assert verification().problems == ()


def test_an_agency_changes_its_officer_by_charging_the_next_one_first(app: Flask) -> None:
    actor = world.actor("liaison.mof")
    post_service.charge_post(1, True, actor, NOW, expected=2)
    title = Bilingual(th="ผู้ช่วยผู้บริหารเทคโนโลยีสารสนเทศระดับสูง", en="Assistant CIO")
    other = post_service.open_post("mof", title, actor, NOW, holder=world.actor(world.DEPUTY).id)
    post_service.charge_post(other.id, True, actor, NOW, expected=2)
    assert not post_service.charge_post(1, False, actor, NOW, expected=3).officer
    with pytest.raises(RuleBroken, match="first charge another post"):
        post_service.charge_post(other.id, False, actor, NOW, expected=3)


def test_an_agency_is_headed_while_an_open_account_holds_the_charged_post(app: Flask) -> None:
    assert post_store.headed(world.TODAY) == frozenset()
    post_service.charge_post(1, True, world.actor("liaison.mof"), NOW, expected=2)
    assert post_store.headed(world.TODAY) == {"mof"}
    people.set_enabled("liaison.mof@demo.example", enabled=False)
    assert post_store.headed(world.TODAY) == frozenset()
    clock.freeze(date(2013, 6, 3))
    assert post_store.headed(date(2013, 5, 30)) == frozenset(), "as known then"


def test_the_rows_of_posts_are_written_anew_with_what_they_are_charged_with(app: Flask) -> None:
    post_service.charge_post(1, True, world.actor("liaison.mof"), NOW, expected=2)
    with write_transaction():
        db.session.execute(PostRow.__table__.update().values(officer=False))
    assert verification().problems == ("post 1: the current row differs from its history",)
    with write_transaction():
        post_store.rebuild()
    assert post_store.posts()[1].officer
    assert verification().problems == ()


@pytest.mark.parametrize(("day", "officer"), [("2013-06-01", False), ("2013-06-02", True)])
def test_a_past_day_knows_who_was_the_officer_then(app: Flask, day: str, officer: bool) -> None:
    post_service.charge_post(1, True, world.actor("liaison.mof"), world.at("2013-06-02"), expected=2)
    clock.freeze(date(2013, 6, 3))
    with app.test_request_context(f"/?as_of={day}"):
        assert post_store.posts_shown()[1].officer is officer
