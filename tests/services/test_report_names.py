"""Does a report keep the name that the ledger gave it, however long ago it was drawn up? On both databases."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask import Flask

from tests import world
from tracker.clock import bangkok_day
from tracker.ledger.store import write_transaction
from tracker.record import canonical
from tracker.reports import service, store
from tracker.reports.report import Report
from tracker.snapshots.snapshot import fingerprint

LATER = {
    "tasks": ("original_due", "asked_until", "held_by"),
    "problems": ("original_due", "held_by"),
    "steps": ("original_due",),
}
"""What tasks, problems and steps of a snapshot did not have when the first reports were drawn up (commit 8547fd7)."""
NOW = world.at("2013-05-31", 17)


def first_form(text: str) -> str:
    """The text of a snapshot as the first version of the product would have written it."""
    said = json.loads(text)
    del said["changes"]
    for name, rows in (("problems", said["problems"]), ("steps", said["steps"])):
        _leave_out(rows, LATER[name])
    for section in said["sections"]:
        _leave_out(section["tasks"], LATER["tasks"])
    return canonical(said)


def _leave_out(rows: list[dict[str, Any]], names: tuple[str, ...]) -> None:
    for row in rows:
        for name in names:
            del row[name]


def kept(text: str) -> Report:
    """A report with this text, as it would lie in a database that has been in use for long."""
    first = store.every()[1][0]
    with write_transaction():
        report = Report(store.next_id(), first.resolution_id, 7, bangkok_day(NOW), first.cut, fingerprint(text))
        store.add(report, text, NOW)
    return report


@pytest.mark.parametrize("older", [True, False])
@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_report_drawn_anew_carries_the_text_and_the_hash_that_were_kept(app: Flask, lang: str, older: bool) -> None:
    text = store.snapshot_text(1) or ""
    assert json.loads(text)["problems"]
    report = kept(first_form(text) if older else text)
    given: dict[str, Any] = {}

    def renderer(html: str, **more: Any) -> bytes:
        given.update(more, html=html)
        return b"%PDF-1.7"

    service.drawn(report, lang).pdf(renderer)
    assert fingerprint(given["attachment"].decode()) == report.snapshot_sha256
    assert f"<code>{report.snapshot_sha256}</code>" in given["html"]
