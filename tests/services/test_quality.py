"""Is a judgement about the data kept like any other act, on both databases, and known only from the day it was made?"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests import world
from tests.services.command_line import Run
from tracker import clock
from tracker.dashboard.verification import verification
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, events
from tracker.people import service as people
from tracker.quality import service
from tracker.quality.gathered import Gathered, gather
from tracker.quality.seen import Finding, Limits
from tracker.resolutions import store as registers
from tracker.tasks.picture import picture


def gathered(on: date = world.TODAY, *, past: bool = False) -> Gathered:
    """All findings on a day."""
    resolution = registers.resolution_id(world.RESOLUTION)
    assert resolution is not None
    shown = picture(resolution, on, past=past)
    assert shown is not None
    return gather(shown, Limits())


def untold(found: Gathered) -> Finding:
    """The finding that Finance was ordered but not notified."""
    finding = found.find("untold", f"notified-{world.RESOLUTION}.mof")
    assert finding is not None
    return finding


def judge(reason: str, on: str = "2013-05-31", *, accept: bool = True, **more: object) -> None:
    """The coordinator judges it."""
    found = gathered()
    service.judge(found, untold(found), reason, world.actor("coordinator"), world.at(on), accept=accept, **more)  # type: ignore[arg-type]


def test_what_the_world_of_the_tests_holds(app: Flask) -> None:
    checks = {finding.check for finding in gathered().open}
    assert {"untold", "readings", "deadline", "silent", "unassigned"} <= checks
    assert "unproven" not in checks


def test_a_claim_that_fell_is_found_until_it_is_back(app: Flask) -> None:
    id_ = world.task_id("O-1.3-T3", "mof")
    for percent, fallen in ((60, False), (30, True), (60, False)):
        world.do("progress", id_, "liaison.mof", "2013-05-31", percent=percent, note="รายงาน")
        assert (gathered().find("fallen", f"task-{id_}") is not None) == fallen


def test_an_acceptance_is_recorded_and_can_be_taken_back(app: Flask) -> None:
    clock.freeze(date(2013, 6, 3))
    before = len(gathered().open)
    judge("สลค. แจ้งทางโทรสารแล้ว", "2013-06-03")
    found = gathered()
    word = found.accepted(untold(found))
    assert word is not None
    assert (word.reason, word.actor_id) == ("สลค. แจ้งทางโทรสารแล้ว", world.actor("coordinator").id)
    assert len(found.open) == before - 1
    assert untold(gathered(world.TODAY, past=True)) in gathered(world.TODAY, past=True).open
    judge("ยังไม่พบหนังสือ", "2013-06-03", accept=False)
    assert untold(gathered()) in gathered().open
    assert verification().problems == ()


def test_a_past_day_knows_the_accounts_of_that_day(app: Flask) -> None:
    """Also outside a page, as `tracker quality --as-of` asks."""
    name = f"agency-{world.RESOLUTION}.mol"
    people.set_enabled("liaison.mol@demo.example", enabled=False)
    assert gathered().find("liaison", name) is not None
    assert gathered(date(2013, 5, 30), past=True).find("liaison", name) is None


def test_what_is_refused_leaves_no_trace(app: Flask) -> None:
    judge("แจ้งแล้ว", act_key="the-key-of-a-form", expected=0)
    with pytest.raises(AlreadyDone):
        judge("แจ้งแล้ว", act_key="the-key-of-a-form", expected=0)
    with pytest.raises(ChangedMeanwhile):
        judge("อย่างอื่น", act_key="the-key-of-a-form")
    with pytest.raises(ChangedMeanwhile):
        judge("แจ้งแล้ว", accept=False, expected=0)
    with pytest.raises(RuleBroken):
        judge("แจ้งแล้ว")
    assert len(list(events(stream=f"quality:untold/notified-{world.RESOLUTION}.mof"))) == 1


def test_the_command_lists_and_exits_1(tracker: Run, filled: Path) -> None:
    done = tracker("quality")
    assert done.code == 1
    assert "Ordered but not notified (untold): 2" in done.out
    found = json.loads(tracker("quality", "--format", "json", "--stale", "250", "--as-of", "31/05/2556").out)
    assert found["open"] == len(found["findings"]) == sum(check["found"] for check in found["checks"])
    assert found["stale_after_working_days"] == 250


def test_the_command_refuses_wrong_words(tracker: Run, filled: Path) -> None:
    assert tracker("quality", "--stale", "0").code == 2
    assert tracker("quality", "--as-of", "2030-01-01").code == 2
    assert "no resolution nothing" in tracker("quality", "--resolution", "nothing").err
