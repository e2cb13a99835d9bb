"""Which third-party parts are shared by all slices? Unbound here; `create_app` binds them."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from flask_login import LoginManager
from flask_sqlalchemy import SQLAlchemy
from flask_wtf.csrf import CSRFProtect
from sqlalchemy import Engine, event
from sqlalchemy.orm import DeclarativeBase

WAL_RESET_FIX = (3, 51, 3)
"""First SQLite without the WAL-reset corruption (https://sqlite.org/wal.html#walresetbug)."""


class Base(DeclarativeBase):
    """Base of the current-state tables."""


db = SQLAlchemy(model_class=Base, session_options={"autoflush": False})
login_manager = LoginManager()
csrf = CSRFProtect()


def compact_json(value: Any) -> str:
    """JSON as stored: no spaces, Thai kept readable, keys as given."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def sqlite_journal(version: tuple[int, int, int]) -> str:
    """The journal mode for a SQLite of this version: WAL only where its reset bug is mended, else DELETE."""
    return "wal" if version >= WAL_RESET_FIX else "delete"


def engine_options(url: str) -> dict[str, Any]:
    """Options for create_engine, by database; JSON columns keep Thai readable on both, and no error tells the values of a statement."""
    options: dict[str, Any] = {
        "json_serializer": compact_json, "pool_pre_ping": not url.startswith("sqlite"), "hide_parameters": True,
    }  # fmt: skip
    if url.startswith("sqlite"):
        options["connect_args"] = {"check_same_thread": False}
    return options


@event.listens_for(Engine, "handle_error")
def _without_values(context: Any) -> None:
    """Leave of a database's error its first line: the ones below it (DETAIL) hold the row that was not taken, and errors are logged and
    shown on /jobs. Rows hold messages, and addresses with tokens in them."""
    for error in (context.original_exception, context.sqlalchemy_exception):
        if error is not None:
            error.args = tuple(each.partition("\n")[0] if isinstance(each, str) else each for each in error.args)


def own_sqlite_transactions(engine: Engine) -> None:
    """Let SQLAlchemy own BEGIN, with IMMEDIATE for writes, and every commit on the disk before it is acknowledged.

    Python's own transaction mode loses updates under load without an error, and a deferred BEGIN fails at once when it turns into a
    write; both were measured. Does nothing for other databases.
    """
    if engine.dialect.name != "sqlite":
        return
    journal = sqlite_journal(sqlite3.sqlite_version_info[:3])

    @event.listens_for(engine, "connect")
    def prepare(connection: Any, _record: Any) -> None:
        connection.isolation_level = None
        for pragma in (
            "foreign_keys=on", "busy_timeout=10000", f"journal_mode={journal}", "synchronous=full", "recursive_triggers=on",
        ):  # fmt: skip
            connection.execute(f"pragma {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        mode = connection.get_execution_options().get("sqlite_begin", "DEFERRED")
        connection.exec_driver_sql(f"BEGIN {mode}")
