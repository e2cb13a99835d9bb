"""Do errors of the database keep to themselves what was to be written? They are logged and shown on /jobs; rows hold tokens."""

from __future__ import annotations

import logging

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from tests.services.test_jobs import job, last, work
from tracker.extensions import db

SECRET = "jsons://user:a-secret-word@hooks.example/x"
"""An address such as people type into their settings."""


def twice() -> int:
    """Write one key twice."""
    for _ in range(2):
        db.session.execute(text("insert into heartbeat values (:a, :b, :b)"), {"a": SECRET, "b": "2013-05-31 00:00:00"})
    return 1


def nothing() -> int:
    """Leave out what must be there, beside a secret."""
    db.session.execute(text("insert into heartbeat (process) values (:a)"), {"a": SECRET})
    return 1


def no_table() -> int:
    """Ask a table that is not there."""
    db.session.execute(text("select :a from nowhere"), {"a": SECRET})
    return 1


@pytest.mark.parametrize("fail", [twice, nothing, no_table])
def test_neither_the_log_nor_the_page_of_jobs_tells_values(
    app: Flask, caplog: pytest.LogCaptureFixture, fail: object
) -> None:
    caplog.set_level(logging.DEBUG)
    failing = job(fail)  # type: ignore[arg-type]
    work(app, failing).do(failing)
    found = last()
    assert found is not None
    assert found.fault is not None
    assert "Error" in found.fault.en
    assert [words for words in (caplog.text, found.fault.en, found.fault.th) if "secret" in words] == []


def test_the_error_itself_is_still_told_apart(app: Flask) -> None:
    with pytest.raises(DBAPIError, match="heartbeat") as caught:
        twice()
    db.session.rollback()
    assert "secret" not in f"{caught.value} {caught.value.orig}"
