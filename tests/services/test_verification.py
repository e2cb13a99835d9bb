"""Does `tracker verify` name the very row that somebody altered by hand?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask

from tests import world
from tracker.dashboard.verification import verification
from tracker.extensions import db

Alter = Callable[[str], None]


GUARDED = ("ledger_event", "report", "report_paper")
"""Tables whose rows the database itself keeps as they are."""


@pytest.fixture
def alter(app: Flask, database: str) -> Alter:
    """Run a statement as somebody who first takes the guards away."""

    def run(statement: str) -> None:
        guards = [
            f"drop trigger if exists {table}_no_{act}"
            if database == "sqlite"
            else f"alter table {table} disable trigger user"
            for table in GUARDED
            for act in ("update", "delete", "replace")
        ]
        for each in [*guards, statement]:
            db.session.connection().exec_driver_sql(each)
        db.session.commit()
        world.forget()

    return run


def test_the_whole_record_holds(app: Flask) -> None:
    found = verification()
    assert found.problems == ()
    assert found.summary.startswith("The ledger holds.")
    assert len(found.head) == 64


@pytest.mark.parametrize(
    "statement, named",
    [
        ("update ledger_event set actor_id = 77 where seq = 120", "ledger row 120"),
        ("update ledger_event set data = '{\"schema\":1}' where seq = 30", "ledger row 30"),
        ("update ledger_event set recorded_at = '2013-04-25 00:00:00' where seq = 200", "ledger row 200"),
        ("delete from ledger_event where seq = 200", "ledger row 201"),
        ("update ledger_event set data = '{broken' where seq = 150", "ledger row 150: its content cannot be read"),
        ("update ledger_event set data = '[]' where seq = 150", "ledger row 150"),
        (
            "update ledger_event set data = '{broken' where seq = (select max(seq) from ledger_event)",
            "its content cannot be read",
        ),
    ],
)
def test_a_row_of_the_ledger_altered_by_hand(alter: Alter, statement: str, named: str) -> None:
    alter(statement)
    problems = verification().problems
    assert any(problem.startswith("ledger row ") and f"{named}:" in f"{problem}:" for problem in problems), problems
    assert sum("its content" in problem for problem in problems) <= 1


@pytest.mark.parametrize("column", ["recorded_at", "effective_on"])
@pytest.mark.parametrize("row", ["200", "(select max(seq) from ledger_event)"])
@pytest.mark.parametrize("database", ["sqlite"])  # PostgreSQL keeps such a word out of the column
def test_a_time_that_is_none_is_named_and_hides_no_other_row(alter: Alter, column: str, row: str) -> None:
    alter(f"update ledger_event set {column} = 'garbage' where seq = {row}")
    db.session.connection().exec_driver_sql("update ledger_event set actor_id = 77 where seq = 201")
    db.session.commit()
    problems = verification().problems
    assert sum(problem.endswith(": its content cannot be read") for problem in problems) == 1
    assert "ledger row 201: its content does not match its hash" in problems


def test_a_resolution_without_its_row_is_missed(alter: Alter) -> None:
    for table in ("letter_task", "letter", "report", "stored_file", "task", "register_entry"):
        alter(f"delete from {table}")
    alter("delete from resolution")
    assert any(problem.startswith("resolution 1: the ledger holds") for problem in verification().problems)


@pytest.mark.parametrize(
    "statement, named",
    [
        ("update task set claimed = claimed + 1 where id = 20", "task 20:"),
        ("update task set state = 'verified', verified = 100 where id = 21", "task 21:"),
        ("delete from task where id = 22", "task 22:"),
        ("update task set due_on = '2013-12-31' where id = 23", "task 23:"),
        ("update resolution set decided_on = '2013-04-22'", "resolution 2556-04-23-egov:"),
        ("update register_entry set position = 99 where noun = 'obligations' and code = 'O-1.3'", "obligations/O-1.3"),
        (
            "delete from register_entry where noun = 'clauses' and code = (select min(code) from register_entry where noun = 'clauses')",
            "clauses/",
        ),
        (
            "update user_account set role = 'administrator' where email = 'liaison.mof@demo.example'",
            "liaison.mof@demo.example",
        ),
        (
            "update user_account set enabled = (1 = 1), name_en = 'X' where email = 'auditor@demo.example'",
            "auditor@demo.example",
        ),
        ("update agency set position = 50 where code = 'mol'", "agency mol"),
        ("update report set as_of = '2013-05-29' where id = 1", "report 1:"),
        ("update report set snapshot = replace(snapshot, '2013', '2014') where id = 1", "report 1: its snapshot"),
        ("delete from report where id = 1", "report 1:"),
    ],
)
def test_a_current_row_altered_by_hand(alter: Alter, statement: str, named: str) -> None:
    alter(statement)
    problems = verification().problems
    assert len(problems) == 1, problems
    assert named in problems[0]


def test_an_event_of_an_unknown_kind_is_named_and_not_a_fault(alter: Alter) -> None:
    alter(
        "update ledger_event set kind = 'no_such_kind' where seq = (select max(seq) from ledger_event where kind = 'task_verified')"
    )
    problems = verification().problems
    assert any("no_such_kind" in problem for problem in problems)
    assert any(problem.startswith("ledger row ") for problem in problems)
