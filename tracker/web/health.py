"""Is the process alive, is the product ready to serve, and is there anything that somebody should look at?

Three answers, because three kinds ask. `/healthz`: does the process answer? `/readyz`: may pages be asked of it? – 503 only when they
cannot be served, which is when the database is away: a scheduler that has fallen silent makes no page worse, and taking the server out
of service for it would. `/readyz?strict=1`, for whoever wakes a person: 503 as well when anything stands under "warnings".
"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from tracker.access.guard import allow
from tracker.access.policy import Permission
from tracker.extensions import db, sqlite_journal

pages = Blueprint("health", __name__)
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Part:
    """What one part of the product says of itself, and the names of what somebody should look at."""

    answer: Mapping[str, object]
    warnings: tuple[str, ...] = ()


PARTS: list[Callable[[], Part]] = []
"""The parts that are asked; each slice above enters its own. None may take long: anybody may ask."""


@pages.get("/healthz")
@allow(Permission.PUBLIC)
def process() -> dict[str, str]:
    """The process answers."""
    return {"status": "ok"}


@pages.get("/readyz")
@allow(Permission.PUBLIC)
def ready() -> Any:
    """The database answers, and every part says how it is; names the journal mode that its version allows."""
    try:
        db.session.execute(text("select 1 from ledger_event limit 1"))
        parts = [_said(ask) for ask in PARTS]
    except SQLAlchemyError:
        return {"status": "unavailable", "database": "no answer"}, 503
    warnings = [warning for part in parts for warning in part.warnings]
    answer: dict[str, object] = {"status": "warning" if warnings else "ok", "database": db.engine.dialect.name}
    if db.engine.dialect.name == "sqlite":
        answer |= {"sqlite": sqlite3.sqlite_version, "journal": sqlite_journal(sqlite3.sqlite_version_info[:3])}
    for part in parts:
        answer |= part.answer
    if warnings:
        answer["warnings"] = warnings
    return answer, 503 if warnings and request.args.get("strict") else 200


def _said(ask: Callable[[], Part]) -> Part:
    """What a part says; one that cannot even say it is a warning of its own."""
    try:
        return ask()
    except SQLAlchemyError:
        raise
    except Exception:
        log.exception("%s cannot say how it is", ask.__name__)
        return Part({}, (ask.__name__,))
