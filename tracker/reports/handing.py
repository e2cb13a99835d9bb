"""How is it remembered that a paper of a report was handed to somebody? In the log each time, for the report's page once a day."""

from __future__ import annotations

import logging
from datetime import datetime

from sqlalchemy.exc import OperationalError

from tracker.access.policy import Actor
from tracker.clock import bangkok_day
from tracker.ledger.store import end_reading, write_transaction
from tracker.reports import reader_store
from tracker.reports.reader_store import Form
from tracker.reports.report import Report

log = logging.getLogger(__name__)


def handed(report: Report, form: Form, lang: str, actor: Actor, now: datetime) -> None:
    """Remember that somebody is handed a paper at `now` (aware). It is no act: the paper is handed out all the same when a full disk or a
    busy database does not take the note."""
    log.info("report %s: user %s is handed the %s paper in %s", report.id, actor.id, form, lang)
    if actor.id is None:
        return
    try:
        before = reader_store.last(report.id, actor.id, form, lang)
        if before is not None and bangkok_day(before) >= bangkok_day(now):
            return
        with write_transaction():
            reader_store.note(report.id, actor.id, form, lang, now)
    except OperationalError as error:
        end_reading()
        log.warning(
            "report %s: that user %s was handed a paper could not be noted: %s", report.id, actor.id, error.orig
        )
