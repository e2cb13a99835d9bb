"""Is it remembered who was handed which paper of a report – once a day on its page, each time in the log, on both databases?"""

from __future__ import annotations

import logging
from datetime import datetime

import pytest
from flask import Flask
from sqlalchemy.exc import OperationalError

from tests import world
from tests.conftest import counting
from tracker.ledger.store import head
from tracker.reports import reader_store, store
from tracker.reports.handing import handed
from tracker.reports.reader_store import Form, Reading
from tracker.reports.report import Report


def report() -> Report:
    found = store.report(1)
    assert found is not None
    return found


def take(who: str, at: datetime, form: Form = Form.DRAFT, lang: str = "th") -> None:
    handed(report(), form, lang, world.actor(who), at)


def test_each_person_and_paper_is_noted_with_the_first_and_the_last_time(app: Flask) -> None:
    first, noon, later = world.at("2013-05-31", 9), world.at("2013-05-31", 12), world.at("2013-06-03", 10)
    executive, auditor = (world.actor(who).id or 0 for who in ("executive", "auditor"))
    before = head()
    take("executive", first)
    take("executive", noon, Form.DRAFT, "en")
    take("executive", later)
    take("auditor", noon, Form.FAIR)
    assert reader_store.readings(1) == [
        Reading(executive, Form.DRAFT, "th", first, later, 2),
        *sorted(
            (
                Reading(executive, Form.DRAFT, "en", noon, noon, 1),
                Reading(auditor, Form.FAIR, "th", noon, noon, 1),
            ),
            key=lambda each: each.person,
        ),
    ]
    assert head() == before


def test_a_second_time_on_one_day_stands_in_the_log_alone(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO, logger="tracker.reports.handing")
    take("executive", world.at("2013-05-31", 9))
    with counting(app) as asked:
        take("executive", world.at("2013-05-31", 15))
    assert [statement for statement in asked if not statement.lower().startswith("select")] == []
    assert caplog.text.count("is handed the draft paper in th") == 2


def test_a_note_that_cannot_be_written_does_not_stand_in_the_way(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def full(*_what: object) -> None:
        raise OperationalError("insert …", {}, Exception("database or disk is full"))

    monkeypatch.setattr(reader_store, "note", full)
    take("executive", world.at("2013-05-31", 9))
    assert "could not be noted" in caplog.text
    assert reader_store.readings(1) == []
