"""Is the process alive, and is the product ready to serve?"""

from __future__ import annotations

import sqlite3
from typing import Any

from flask import Blueprint
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from tracker.access.guard import allow
from tracker.access.policy import Permission
from tracker.extensions import db, sqlite_journal

pages = Blueprint("health", __name__)


@pages.get("/healthz")
@allow(Permission.PUBLIC)
def process() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@pages.get("/readyz")
@allow(Permission.PUBLIC)
def ready() -> Any:
    """The database answers; names the journal mode that its version allows."""
    try:
        db.session.execute(text("select 1 from ledger_event limit 1"))
    except SQLAlchemyError:
        return {"status": "unavailable", "database": "no answer"}, 503
    answer = {"status": "ok", "database": db.engine.dialect.name}
    if db.engine.dialect.name == "sqlite":
        answer |= {"sqlite": sqlite3.sqlite_version, "journal": sqlite_journal(sqlite3.sqlite_version_info[:3])}
    return answer
