"""Does a report say what changed since the one before it, from the ledger alone and the same whenever it is drawn?"""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests import world
from tracker import clock
from tracker.lang import Bilingual
from tracker.ledger.store import cut_on, last_seq
from tracker.reports import service
from tracker.resolutions import store as registers
from tracker.snapshots.codes import Health, Status
from tracker.snapshots.snapshot import Snapshot
from tracker.tasks.burnup import burnup, cuts_on, days
from tracker.tasks.picture import picture

LATER = date(2013, 6, 3)


def snapshot_on(day: date) -> Snapshot:
    resolution_id = registers.resolution_id(world.RESOLUTION)
    assert resolution_id is not None
    cut = last_seq(resolution_id) if day == world.TODAY else cut_on(day, resolution_id)
    found = service.gathered(resolution_id, cut, day, 1)
    assert found is not None
    return found


def test_the_first_report_counts_from_the_day_of_the_resolution(app: Flask) -> None:
    changes = snapshot_on(date(2013, 5, 30)).changes
    assert changes is not None
    assert (changes.since, changes.report, changes.known) == (date(2013, 4, 23), None, False)
    assert (changes.totals.tasks, changes.tasks, changes.entries) == (0, (), ())


def test_a_later_report_counts_from_the_one_before(app: Flask) -> None:
    world.do("progress", world.task_id("O-1.3-T3", "mof"), "liaison.mof", "2013-05-31", percent=35, note="ร่างแผนแล้ว")
    world.do("waive", world.task_id("O-1.3-T5", "mol"), "coordinator", "2013-05-31", note="รวมกับงานอื่น")
    world.do("comment", world.task_id("O-1.3-T4", "moe"), "coordinator", "2013-05-31", note="กรุณาเร่งรัด")
    changes = snapshot_on(world.TODAY).changes
    assert changes is not None
    assert (changes.since, changes.report, changes.known) == (date(2013, 5, 30), 1, True)
    logged, waived = (next(each for each in changes.tasks if each.agency == agency) for agency in ("mof", "mol"))
    assert (logged.status_before, logged.status) == (Status.ASSIGNED, Status.IN_PROGRESS)
    assert (logged.claimed_before, logged.claimed, logged.acts, logged.why) == (0, 35, 1, "ร่างแผนแล้ว")
    assert (waived.status, waived.why, waived.on) == (Status.WAIVED, "รวมกับงานอื่น", world.TODAY)
    assert (changes.acts, changes.comments, changes.others) == (3, 1, 1)
    assert changes.money_before_satang == changes.money_satang == 200_000_000


@pytest.mark.parametrize(("code", "health"), [("O-1.3-T1", Health.LATE), ("O-1.3-T5", Health.AT_RISK)])
def test_a_task_taken_up_again_became_neither_worse_nor_better(app: Flask, code: str, health: Health) -> None:
    task, resolution_id = world.task_id(code, "moe"), registers.resolution_id(world.RESOLUTION)
    assert resolution_id is not None
    world.do("waive", task, "coordinator", "2013-05-31", note="รวมกับงานอื่น")
    service.draft(resolution_id, world.TODAY, world.actor("coordinator"), world.at("2013-05-31", 17))
    clock.freeze(LATER)
    rest = snapshot_on(LATER).changes
    world.do("reinstate", task, "coordinator", LATER.isoformat(), note="ต้องทำแยก")
    again = snapshot_on(LATER).changes
    assert rest is not None
    assert again is not None
    assert [(each.health_before, each.health) for each in again.tasks] == [(None, health)]
    assert (again.worse, again.better) == (rest.worse, rest.better)


def test_who_acted_for_somebody_else_is_told_with_both_names(app: Flask) -> None:
    task, deputy, liaison = world.task_id("O-1.3-T3", "mof"), world.actor(world.DEPUTY), world.actor("liaison.mof")
    world.do("responsible", task, "coordinator", "2013-05-31", holder=f"user:{liaison.id}")
    world.do("start", task, world.DEPUTY, "2013-05-31", note="เริ่มแล้ว")
    changes = snapshot_on(world.TODAY).changes
    assert changes is not None
    (told,) = changes.tasks
    assert told.who == Bilingual(
        f"{deputy.name.th} แทน {liaison.name.th}", f"{deputy.name.en} in place of {liaison.name.en}"
    )


def test_a_long_reason_is_cut_with_a_mark(app: Flask) -> None:
    world.do("waive", world.task_id("O-1.3-T5", "mol"), "coordinator", "2013-05-31", note="ก" * 1000)
    changes = snapshot_on(world.TODAY).changes
    assert changes is not None
    assert changes.tasks[0].why == "ก" * 159 + "…"


def test_the_curve_is_that_of_the_overview_and_knows_nothing_after_the_report(app: Flask) -> None:
    shown = picture(1, world.TODAY, past=False)
    assert shown is not None
    report, last = snapshot_on(world.TODAY), date(2013, 6, 28)
    past = cuts_on(1, [day for day in days(shown, last) if day < world.TODAY])
    assert [(each.day, each.plan, each.claimed, each.verified) for each in report.curve] == [
        (each.day, each.plan, each.claimed, each.verified) for each in burnup(shown, last, past)
    ]
    (today,) = (each for each in report.curve if each.day == report.as_of)
    assert (today.plan, today.claimed, today.verified) == (
        report.leading.planned, report.leading.claimed, report.leading.verified,
    )  # fmt: skip
    assert all(each.claimed is None for each in report.curve if each.day > report.as_of)


def test_a_report_of_a_past_day_looks_back_to_the_same_day_whenever_it_is_drawn(app: Flask) -> None:
    before = snapshot_on(date(2013, 5, 30))
    resolution_id = registers.resolution_id(world.RESOLUTION)
    assert resolution_id is not None
    service.draft(resolution_id, world.TODAY, world.actor("coordinator"), world.at("2013-05-31", 17))
    assert snapshot_on(date(2013, 5, 30)) == before
    kept, sha256 = service.store.every()[1]
    again = service.gathered(resolution_id, kept.cut, kept.as_of, kept.number)
    assert again is not None
    assert again.sha256() == sha256
