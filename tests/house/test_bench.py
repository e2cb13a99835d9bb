"""Does the benchmark still run? Its data is a sound ledger, and its table has every row that was promised – no figure is judged here."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from bench.databases import sqlite
from bench.fill import fill
from bench.goals import PageRow
from bench.history import deeds
from bench.load import Load
from bench.measure import Effort, measure, placed
from bench.register import register
from bench.servers import module, run
from bench.shapes import OBLIGATIONS, SIZES, TODAY
from bench.table import beside, report
from bench.turns import in_turn
from tests import world
from tracker import clock
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.ledger.store import LedgerEvent
from tracker.resolutions.expansion import expand
from tracker.tasks.store import tasks_of

TINY = SIZES["tiny"]

ROWS = (
    "floor: bare Flask page", "floor: Flask page, 3 queries, 40 rows", "overview", "obligation with", "an agency's tasks",
    "a task with its history", "the same for its liaison, with forms", "overview of a past day, first look at each",
    "overview of a past day, again", "log progress (POST)", "overview, each time after a change",
    "form, POST and page after it, 16 people at once", "errors of 16 people who log progress", "CSV of one resolution",
    "search", "search's p95", "XLSX of one resolution", "tracker verify",
    "filling the database", "memory after load, PSS, two workers", "cold start to first page", "second `make run`",
    "planning one day's reminders", "planning the same day again", "memory of planning, at most",
    "report, letter and annex", "Excel: download of the open tasks", "Excel: upload and look over", "Excel: record",
)  # fmt: skip


@pytest.fixture
def filled(tmp_path: Path) -> Iterator[Flask]:
    app = world.application("", tmp_path)
    with app.app_context():
        fill(TINY)
        clock.freeze(TODAY)
        yield app
    world.let_go(app)
    world.forget()


def test_bulk_inserts_leave_a_ledger_that_holds(filled: Flask) -> None:
    """The chain is whole, and every current row is what its events add up to."""
    assert verification().problems == ()


def test_the_data_has_the_shape_that_was_asked_for(filled: Flask) -> None:
    kinds = select(LedgerEvent.kind, func.count()).group_by(LedgerEvent.kind)
    counted = {row.kind: row[1] for row in db.session.execute(kinds)}
    assert counted["progress_logged"] == TINY.entries
    assert counted["task_assigned"] == len(tasks_of(1)) == TINY.tasks
    assert len(register(TINY, 1).obligations) == OBLIGATIONS


@pytest.mark.parametrize("name, tasks, entries", [("small", 60, 400), ("large", 100_000, 666_667)])
def test_the_sizes_are_those_that_other_products_were_measured_with(name: str, tasks: int, entries: int) -> None:
    assert (SIZES[name].tasks, SIZES[name].entries) == (tasks, entries)
    assert len(expand(register(SIZES[name], 1).templates)) == SIZES[name].tasks_of_one


def test_every_resolution_of_a_large_register_has_codes_of_its_own() -> None:
    first, second = (register(SIZES["large"], number) for number in (1, 2))
    assert not {each.code for each in first.obligations} & {each.code for each in second.obligations}
    assert not {each.code for each in first.templates} & {each.code for each in second.templates}
    assert not set(first.resolution.matrix_agencies) & set(second.resolution.matrix_agencies)


def test_a_history_logs_exactly_as_often_as_its_size_says() -> None:
    small = deeds(SIZES["small"])
    assert sum(deed.step == "progress" for deed in small) == SIZES["small"].entries
    assert small == sorted(small)


def test_the_table_has_every_row_and_no_page_fails(tmp_path: Path) -> None:
    """All but the report, which other tests draw."""
    with sqlite(tmp_path) as database:
        settings = placed(TINY, database, tmp_path)
        found = measure(TINY, database, settings, tmp_path, Effort(one=1, many=16, warm=8, starts=1, drawings=0))
    printed = report(found)
    for row in ROWS:
        assert f"| {row}" in printed
    assert [row.errors for row in (*found.floors, *found.pages) if row.errors] == []
    assert "The ledger holds" in printed


def test_two_sizes_are_asked_in_turn_and_no_page_fails(tmp_path: Path) -> None:
    with sqlite(tmp_path) as database:
        products = [(size, placed(size, database, tmp_path)) for size in (TINY, SIZES["small"])]
        for size, settings in products:
            run(module("bench.fill", size.name), settings)
        one, other = in_turn(products, database, workers=1, count=10)
    assert [row.key for row in one] == [row.key for row in other]
    assert {"overview", "an agency's tasks", "a task", "search", "log progress (POST)"} <= {row.key for row in one}
    assert [row.errors for row in (*one, *other) if row.errors] == []
    assert {len(row.one.seconds) for row in (*one, *other)} == {10}
    for row in one:
        assert f"| {row.key} |" in beside("SQLite", one, other)


def test_the_large_size_is_judged_beside_the_small_one() -> None:
    small = [page("overview", 2.0), page("obligation with 40 tasks", 2.0), page("a task with its history", 4.0)]
    large = [page("overview", 2.4), page("obligation with 32 tasks", 8.0), page("a task with its history", 7.0)]
    rows = [line.split(" | ") for line in beside("SQLite", small, large).splitlines()[4:]]
    assert [(row[0], row[3], row[4]) for row in rows] == [
        ("| overview", "1.20", "met"), ("| obligation", "4.00", ""), ("| a task", "1.75", "missed"),
    ]  # fmt: skip


def test_what_was_done_in_several_goes_is_counted_together() -> None:
    whole = Load(seconds=[0.001, 0.002], errors=["?"], cpu_ms=3.0)
    whole.add(Load(seconds=[0.004], cpu_ms=7.0))
    whole.add(Load())
    assert (whole.seconds, whole.errors, whole.cpu_ms) == ([0.001, 0.002, 0.004], ["?"], 4.0)


def page(title: str, cpu_ms: float) -> PageRow:
    return PageRow(title, Load(seconds=[0.002], cpu_ms=cpu_ms), None)
