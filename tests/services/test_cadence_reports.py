"""Is the periodic report drawn up once its data are cut, from the same data whenever the machine is on – on both databases?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text

from tests import world
from tests.services.cadences import SET, latest, mine, on, say, sound
from tracker import clock
from tracker.cadence import drafting, store
from tracker.cadence.book import stated
from tracker.cadence.facts import CadenceRestored
from tracker.extensions import db
from tracker.jobs import table
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import head
from tracker.reports import service as reports
from tracker.reports import store as report_rows
from tracker.resolutions import store as registers
from tracker.snapshots.snapshot import Snapshot
from tracker.tasks import service as tasks
from tracker.tasks.rules import Act
from tracker.tasks.workflow import STEP


def test_the_report_is_drawn_up_once_the_cut_day_is_over(app: Flask) -> None:
    clock.freeze(date(2013, 6, 21))
    assert drafting.draft_due(date(2013, 6, 21), on(date(2013, 6, 21))) == (0, [])
    clock.freeze(date(2013, 6, 22))
    assert drafting.draft_due(date(2013, 6, 22), on(date(2013, 6, 22))) == (1, [])
    assert latest() == [(2, date(2013, 6, 21)), (1, date(2013, 5, 30))]
    assert drafting.draft_due(date(2013, 6, 24), on(date(2013, 6, 24))) == (0, [])
    id_ = registers.resolution_id(world.RESOLUTION)
    newest = report_rows.reports(id_ or 0)[0]
    assert report_rows.by_the_system([1, newest.id]) == {newest.id}
    assert sound()


def test_a_machine_that_was_off_draws_up_the_same_report(app: Flask) -> None:
    task = world.task_id("O-1.3-T3", "mof")
    clock.freeze(date(2013, 6, 25))
    tasks.act(
        task,
        STEP["start"],
        Act(note="เริ่ม", effective_on=date(2013, 6, 25)),
        world.actor("liaison.mof"),
        on(date(2013, 6, 25)),
    )
    drafting.draft_due(date(2013, 6, 28), on(date(2013, 6, 28)))
    id_ = registers.resolution_id(world.RESOLUTION) or 0
    newest = report_rows.reports(id_)[0]
    assert newest.as_of == date(2013, 6, 21)
    text = report_rows.snapshot_text(newest.id)
    assert text is not None
    assert Snapshot.from_json(text).cut.seq < head().seq - 1


@pytest.mark.parametrize(
    ("day", "cut"), [(date(2013, 7, 5), date(2013, 6, 21)), (date(2013, 10, 15), date(2013, 9, 23))]
)
def test_a_machine_that_was_off_over_the_due_date_draws_up_the_last_report_late(
    app: Flask, day: date, cut: date
) -> None:
    clock.freeze(day)
    assert drafting.draft_due(day, on(day)) == (1, [])
    assert latest()[0] == (2, cut)
    assert drafting.draft_due(day, on(day)) == (0, [])


def test_a_new_cadence_has_its_report_though_its_period_reaches_back_over_the_last_one(app: Flask) -> None:
    id_ = registers.resolution_id(world.RESOLUTION) or 0
    reports.draft(id_, world.TODAY, world.actor("coordinator"), on(world.TODAY))
    say(SET, world.TODAY)
    day = date(2013, 6, 10)
    clock.freeze(day)
    assert drafting.draft_due(day, on(day)) == (1, [])
    assert latest()[0][1] == date(2013, 6, 7)


def test_a_cadence_may_be_set_and_given_back_on_a_day_whose_report_bears_a_later_hour(app: Flask) -> None:
    id_ = registers.resolution_id(world.RESOLUTION) or 0
    reports.draft(id_, world.TODAY, world.actor("coordinator"), on(world.TODAY, 16))
    every_third = replace(SET, every=3, first_on=date(2013, 7, 15))
    say(every_third, world.TODAY)  # at 10: the ledger records it at the instant of the report
    (task,) = mine()
    assert (task.due_on, task.changed_at) == (date(2013, 7, 15), on(world.TODAY, 16))
    say(CadenceRestored("O-3", "กลับไปใช้รอบเดิม"), world.TODAY, expected=1)
    assert [each.withdrawn for each in mine()] == [True]
    assert sound()


def test_no_report_is_drawn_up_where_a_person_did(app: Flask) -> None:
    before = latest()
    assert drafting.draft_due(world.TODAY, on(world.TODAY)) == (0, [])
    assert latest() == before


def test_no_report_is_drawn_up_for_a_cut_before_the_cadence(app: Flask) -> None:
    day = date(2013, 6, 25)
    say(SET.__class__("O-3", 1, date(2013, 5, 31), None, None, 5, "ตั้งใหม่"), day)
    assert drafting.draft_due(day, on(day)) == (0, [])


def test_a_refusal_is_said_and_no_crash(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_what: object, **_more: object) -> None:
        raise RuleBroken("as_of", drafting.ITSELF.name)

    monkeypatch.setattr(reports, "draft", refuse)
    clock.freeze(date(2013, 6, 24))
    with pytest.raises(table.Found, match=f"{world.RESOLUTION}: The system"):
        table.JOB["draft-report"].run()
    assert table.JOB["recurring-due-dates"].run() == 0


def test_an_error_that_nobody_foresaw_keeps_no_other_resolution_from_its_report(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    day, before = date(2013, 6, 24), latest()
    found = [each for each in stated(store.duties()) if each.duty.obligation.code == "O-3"]
    broken = [replace(each, duty=replace(each.duty, resolution_id=99, resolution="R-99")) for each in found]
    monkeypatch.setattr(drafting, "_reporting", lambda: [*broken, *found])
    asked = store.report_days

    def stumble(ids: list[int]) -> dict[int, list[date]]:
        if ids == [99]:
            db.session.execute(text("select nothing from nowhere"))
        return asked(ids)

    monkeypatch.setattr(store, "report_days", stumble)
    clock.freeze(day)
    done, refused = drafting.draft_due(day, on(day))
    assert (done, len(latest())) == (1, len(before) + 1)
    assert [each.th.split(":")[0] for each in refused] == ["R-99"]
    assert "มิได้คาดไว้" in refused[0].th
    assert "the periodic report of R-99" in caplog.text
    assert "nowhere" in caplog.text
