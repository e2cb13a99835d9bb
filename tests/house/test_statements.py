"""Who speaks to the database? Only stores change it, only named modules read it elsewhere, and raw SQL is a short list with reasons.

A statement about a table sees the objects of every agency. It may stand only where somebody has looked at it: in a store, or in a
module that is listed here with what it reads.
"""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from tests.house.sources import CODE, name, tree

PRODUCT = [path for path in CODE if name(path).startswith("tracker/") and "migrations/versions" not in name(path)]

RAW = {
    "tracker/ledger/store.py": "the advisory lock that puts writers in one line",
    "tracker/web/health.py": "does the database answer at all?",
    "tracker/migrations/__init__.py": "the number of the migration, before there are tables",
    "tracker/backups/databases.py": "one snapshot for the copy and its counts",
    "tracker/search/store.py": "the full-text table of SQLite, which SQLAlchemy has no words for",
    "tracker/search/matching.py": "full-text matching of either database; what people type goes in as parameters",
    "tracker/tasks/reach.py": "the words of partial indexes, which a question has to repeat to be answered from them; nothing typed",
    "tracker/tasks/waits.py": "the same words; nothing typed",
    "tracker/extensions.py": "how a transaction begins on SQLite",
}
"""Modules that may say SQL in words, and for what."""

READERS = {
    "tracker/tasks/burnup.py": "cuts of the ledger by day",
    "tracker/dashboard/changes.py": "events of a week, by kind",
    "tracker/dashboard/history.py": "the ledger, page by page",
    "tracker/dashboard/obligation.py": "which resolution an obligation belongs to",
    "tracker/dashboard/told.py": "the streams of the events on a page",
    "tracker/web/counts.py": "the counts of what waits for a reader, which slices put into words, in one question",
    "tracker/people/invented.py": "the first demonstration account",
    "tracker/watching/changes.py": "events on what a person watches",
    "tracker/backups/service.py": "counts every table",
    "tracker/ledger/stored.py": "the ledger row by row, as it is stored",
    "tracker/tasks/across.py": "the list over all resolutions",
    "tracker/tasks/audit.py": "the task rows, to be compared with their history",
    "tracker/tasks/prompts.py": "the newest words with which a coordinator asked for a task or sent it back",
    "tracker/tasks/reach.py": "tasks of any resolution by state, agency and date",
    "tracker/tasks/waits.py": "tasks of any resolution that wait for somebody, listed and counted",
    "tracker/tasks/verdicts.py": "the verdicts of a month and what they answered",
    "tracker/tasks/verdicts_given.py": "a person's own latest verdicts",
}
"""Modules outside the stores that may read tables, and what they read: things that everybody may see, or the whole database."""

READING = {"select", "union", "union_all", "table", "column"}
CHANGING = {"insert", "update", "delete"}
WORDS = {"text", "literal_column", "TextClause"}
BACK_DOORS = {
    "exec_driver_sql",
    "from_statement",
    "merge",
    "query",
    "bulk_save_objects",
    "bulk_insert_mappings",
    "bulk_update_mappings",
}
"""Ways into the database that no import shows: they are called on a session, a connection or a model."""


def said(module: ast.Module) -> set[str]:
    """How a module speaks to the database: what it imports from SQLAlchemy for it, and the back doors it goes through."""
    imported = {
        alias.name
        for node in ast.walk(module)
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "sqlalchemy"
        for alias in node.names
    }
    whole = {
        "text"
        for node in ast.walk(module)
        if isinstance(node, ast.Import) and any(alias.name.split(".")[0] == "sqlalchemy" for alias in node.names)
    }
    called = {
        node.func.attr
        for node in ast.walk(module)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in BACK_DOORS
    }
    on_rows = {
        node.attr
        for node in ast.walk(module)
        if isinstance(node, ast.Attribute)
        and node.attr == "query"
        and isinstance(node.value, ast.Name)
        and node.value.id.endswith("Row")
    }
    return (imported & (READING | CHANGING | WORDS)) | whole | called | on_rows


def is_store(path: Path) -> bool:
    """Stores are called so; what they may see is their slice's tables."""
    return path.stem == "store" or path.stem.endswith("_store")


def fault(path: str, store: bool, found: set[str]) -> set[str]:
    """What a module says that it may not say."""
    wrong = found & (WORDS | BACK_DOORS) if path not in RAW else set()
    wrong |= found & CHANGING if not store and path not in RAW else set()
    return wrong | (found & READING if not store and path not in READERS else set())


@pytest.mark.parametrize("path", PRODUCT, ids=name)
def test_only_stores_and_named_readers_speak_to_the_database(path: Path) -> None:
    assert fault(name(path), is_store(path), said(tree(path))) == set()


def test_the_lists_hold_nothing_that_is_not_so() -> None:
    """An entry whose module has gone or is silent would let a new one in unseen."""
    spoken = {name(path): said(tree(path)) for path in PRODUCT}
    assert [path for path in RAW if not spoken.get(path, set()) & (WORDS | BACK_DOORS)] == []
    assert [path for path in READERS if not spoken.get(path, set()) & READING] == []


@pytest.mark.parametrize(
    ("source", "wrong"),
    [
        ("from sqlalchemy import text", {"text"}),
        ("import sqlalchemy as sa", {"text"}),
        ("from sqlalchemy import select", {"select"}),
        ("from sqlalchemy.sql import delete", {"delete"}),
        ("db.session.query(TaskRow)", {"query"}),
        ("TaskRow.query.all()", {"query"}),
        ("session.merge(row)", {"merge"}),
        ("connection.exec_driver_sql('drop table task')", {"exec_driver_sql"}),
        ("from sqlalchemy import update\nsession.execute(update(TaskRow), [{'id': 1}])", {"update"}),
        ("from sqlalchemy.exc import OperationalError", set()),
    ],
)
def test_each_way_round_is_seen(source: str, wrong: set[str]) -> None:
    assert fault("tracker/tasks/somewhere.py", False, said(ast.parse(source))) == wrong
