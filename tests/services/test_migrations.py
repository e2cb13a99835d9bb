"""Do the numbered migrations make the tables that the code expects, and can they be taken back?"""

from __future__ import annotations

from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from flask import Flask
from sqlalchemy import inspect, text

from tests import world
from tests.services.command_line import Run
from tracker import migrations, seeding
from tracker.clock import now
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.ledger.event import Draft
from tracker.ledger.store import append, head, write_transaction
from tracker.search import service as search


def columns() -> set[tuple[str, str]]:
    """Every column that stands in the database, with its table."""
    found = inspect(db.engine)
    return {(table, column["name"]) for table in found.get_table_names() for column in found.get_columns(table)}


def tables() -> set[str]:
    """The tables that stand in the database."""
    return set(inspect(db.engine).get_table_names())


def not_of_search_alone(_object: object, name: str | None, *_rest: object) -> bool:
    """What finds letters is the databases' own: a table of trigrams here, indexes over numbers there; no model describes them."""
    return not (name or "").startswith(("search_text", "search_letters"))


def test_the_migrated_tables_are_those_of_the_code(blank_app: Flask) -> None:
    migrations.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": not_of_search_alone}
        )
        assert compare_metadata(context, db.metadata) == []


def test_each_step_goes_down_and_up_again(blank_app: Flask) -> None:
    migrations.upgrade()
    full = before = columns()
    for number in range(int(migrations.HEAD) - 1, 0, -1):
        migrations.downgrade(f"{number:04}")
        assert columns() != before
        before = columns()
    migrations.downgrade("base")
    assert tables() == {"alembic_version"}
    migrations.upgrade()
    assert columns() == full


def test_going_up_twice_changes_nothing(app: Flask) -> None:
    before = head()
    db.session.remove()
    migrations.upgrade()
    assert head() == before
    migrations.check()


def test_the_guard_comes_back_with_the_tables(blank_app: Flask) -> None:
    migrations.upgrade()
    migrations.downgrade("base")
    migrations.upgrade()
    with write_transaction():
        append(Draft("test:1", 0, "comment_added", {"text": "x"}), actor_id=None, now=now())
    with pytest.raises(Exception, match="only be appended"):
        db.session.execute(text("delete from ledger_event"))
    db.session.rollback()


def test_a_database_without_tables_says_what_to_run(blank_app: Flask) -> None:
    with pytest.raises(migrations.WrongSchema, match="tracker init"):
        migrations.check()


def test_a_database_of_another_version_says_what_to_run(blank_app: Flask) -> None:
    migrations.upgrade("0001")
    with pytest.raises(migrations.WrongSchema, match=f"needs {migrations.HEAD}; run: tracker init"):
        migrations.check()
    migrations.upgrade()
    migrations.check()


def test_a_failed_migration_leaves_the_old_tables(blank_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    from alembic import op

    migrations.upgrade("0001")
    before = tables()
    real = op.create_index

    def fail(*args: object, **options: object) -> None:
        raise RuntimeError("the machine stopped")

    monkeypatch.setattr(op, "create_index", fail)
    with pytest.raises(RuntimeError):
        migrations.upgrade()
    monkeypatch.setattr(op, "create_index", real)
    assert tables() == before
    migrations.upgrade()
    migrations.check()


def test_tables_of_the_version_before_are_filled_from_the_ledger(app: Flask) -> None:
    """Evidence, verdicts and reports that were recorded before the task table had room for them."""
    db.session.remove()
    migrations.downgrade("0003")
    migrations.upgrade()
    assert verification().problems != ()
    assert seeding.rebuild() > 100
    assert verification().problems == ()


def test_new_tables_are_saved_filled_or_not_at_all(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    db.session.remove()
    migrations.downgrade("0009")

    def stop() -> int:
        raise RuntimeError("the machine stopped")

    with monkeypatch.context() as patch:
        patch.setattr(search, "rebuild", stop)
        with pytest.raises(RuntimeError):
            seeding.migrate()
    assert migrations.revision() == "0009"
    with pytest.raises(migrations.WrongSchema, match="tracker init"):
        migrations.check()
    seeding.migrate()
    migrations.check()
    assert verification().problems == ()


def test_a_wrong_day_is_refused_before_anything_changes(tracker: Run, filled: Path) -> None:
    with world.application("", filled.parent).app_context():
        migrations.downgrade("0009")
        refused = tracker("init", TRACKER_TODAY="2001-01-01")
        assert (refused.code, refused.err.count("\n")) == (2, 1)
        assert migrations.revision() == "0009"
        db.session.remove()
        db.engine.dispose()
    assert tracker("init").code == 0
    assert tracker("verify").code == 0
