"""A recording that is cut short: what is kept, and does pressing again record the rest and nothing twice? On both databases."""

from __future__ import annotations

from dataclasses import replace

import pytest
from flask import Flask

from tests import world
from tracker import clock
from tracker.extensions import db
from tracker.ledger.store import events, head, write_transaction
from tracker.resolutions.store import resolution_id
from tracker.tasks import service as tasks
from tracker.tasks.store import keys
from tracker.worksheets import service, store
from tracker.worksheets.layout import Line
from tracker.worksheets.service import PORTION
from tracker.worksheets.store import open_of

NOW = world.at("2013-05-31", 11)
MANY = PORTION + 20


@pytest.fixture
def token(app: Flask) -> str:
    """A workbook with a row for each of many tasks of the Ministry of Finance, uploaded."""
    number = resolution_id(world.RESOLUTION) or 0
    plans = [task.plan for task in sorted(keys(number).values(), key=lambda task: task.position)]
    pattern = next(plan for plan in plans if (plan.code, plan.agency) == ("O-1.3-T3", "mof"))
    more = [replace(pattern, code=f"X-{each}") for each in range(MANY)]
    tasks.assign(number, [*plans, *more], actor_id=None, now=NOW)
    lines = [
        Line(row, f"{task.id}:{task.version}", task.code, percent="70", note="ทำแล้ว")
        for row, task in enumerate((task for task in open_of("mof") if task.code.startswith("X-")), 2)
    ]
    with app.test_request_context(), write_transaction():
        store.keep(world.actor("liaison.mof").id or 0, "the token of this upload", "my-work.xlsx", lines, NOW)
    return "the token of this upload"


def apply(app: Flask, token: str) -> store.Worksheet:
    with app.test_request_context():
        return service.apply(token, world.actor("liaison.mof"), NOW)


def recorded() -> int:
    return sum(event.kind == "progress_logged" and event.data["note"] == "ทำแล้ว" for event in events())


def test_every_row_is_one_act_and_confirming_again_changes_nothing(app: Flask, token: str) -> None:
    assert set(apply(app, token).outcomes.values()) == {None}
    assert recorded() == MANY
    before = head()
    apply(app, token)
    assert head() == before
    assert {task.claimed for task in open_of("mof") if task.code.startswith("X-")} == {70}


def test_cut_short_it_keeps_whole_portions_and_goes_on_where_it_stopped(
    app: Flask, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, count = tasks.act, iter(range(10_000))

    def failing(*words: object, **more: object) -> object:
        if next(count) == PORTION + 5:
            raise OSError("the power is gone")
        return real(*words, **more)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(tasks, "act", failing)
        with pytest.raises(OSError):
            apply(app, token)
    db.session.rollback()
    assert recorded() == PORTION
    assert len(store.of(world.actor("liaison.mof").id or 0).outcomes) == PORTION  # type: ignore[union-attr]
    assert set(apply(app, token).outcomes.values()) == {None}
    assert recorded() == MANY


def test_a_row_that_went_stale_is_left_out_and_the_others_are_recorded(app: Flask, token: str) -> None:
    stale = next(task for task in open_of("mof") if task.code == "X-3")
    world.do("progress", stale.id, "liaison.mof", "2013-05-31", percent=90, note="ก่อน")
    outcomes = apply(app, token).outcomes
    assert [said is None for said in outcomes.values()].count(False) == 1
    assert recorded() == MANY - 1
    assert clock.today() == world.TODAY


def test_another_token_records_nothing(app: Flask, token: str) -> None:
    with pytest.raises(service.Replaced):
        apply(app, "another")
    assert recorded() == 0


@pytest.mark.parametrize("portions", [0, 1])
def test_a_newer_workbook_keeps_its_rows_when_the_older_one_is_being_recorded(
    app: Flask, token: str, monkeypatch: pytest.MonkeyPatch, portions: int
) -> None:
    """It arrives after the page was read, or between two portions: nothing of the older one is noted in it, and it can be recorded."""
    liaison, real, count = world.actor("liaison.mof"), service.write_transaction, iter(range(10_000))
    newer = [Line(2, "1:1", "O-1", percent="10", note="แถวของไฟล์ใหม่")]

    def interrupted() -> object:
        if next(count) == portions:
            with real():
                store.keep(liaison.id or 0, "the token of another", "newer.xlsx", newer, NOW)
        return real()

    with monkeypatch.context() as patch:
        patch.setattr(service, "write_transaction", interrupted)
        with pytest.raises(service.Replaced) as replaced:
            apply(app, token)
    kept = store.of(liaison.id or 0)
    assert kept is not None
    assert (kept.token, kept.outcomes, kept.applied_at) == ("the token of another", {}, None)
    assert replaced.value.recorded == recorded() == portions * PORTION


def test_two_windows_that_record_the_same_workbook_agree_on_what_is_recorded(
    app: Flask, token: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second one records everything after the first one asked what is left; to the first one every row looks stale then."""
    real, count = service.look_over, iter(range(10_000))

    def interrupted(*words: object) -> object:
        if next(count) == 0:
            apply(app, token)
        return real(*words)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(service, "look_over", interrupted)
        assert set(apply(app, token).outcomes.values()) == {None}
    assert recorded() == MANY
