"""Do the data inside a report's PDF keep to the form that is published, in the form of today and in that of the first reports?"""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import jsonschema
import pytest

from tests.reports.empty import first_day, nothing_at_all, without_deadline
from tests.reports.pdfs import ROOT
from tests.reports.sample import snapshot
from tests.services.test_report_names import first_form
from tracker.record import Misfit
from tracker.snapshots import schema
from tracker.snapshots.snapshot import Snapshot

PUBLISHED = json.loads((ROOT / schema.FILE).read_text(encoding="utf-8"))


def problems(said: Any) -> list[str]:
    """What does not keep to the published form."""
    checker = jsonschema.Draft202012Validator(PUBLISHED, format_checker=jsonschema.FormatChecker())
    return [f"{each.json_path}: {each.message[:200]}" for each in checker.iter_errors(said)]


def test_what_is_published_is_what_is_written():
    told = "the snapshot has changed: run `python -m tracker.snapshots.schema` and look at what it changes"
    assert (ROOT / schema.FILE).read_text(encoding="utf-8") == schema.text(), told
    jsonschema.Draft202012Validator.check_schema(PUBLISHED)


@pytest.mark.parametrize("report", [snapshot, first_day, nothing_at_all, without_deadline])
def test_every_report_keeps_to_it(report):
    assert problems(json.loads(report().to_json())) == []


def test_a_report_without_the_later_fields_keeps_to_it():
    said = json.loads(first_form(snapshot().to_json()))
    for name in ("demonstration", "corrects"):
        said.pop(name, None)
    assert problems(said) == []
    Snapshot.from_json(json.dumps(said))


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("number",), "1"), (("number",), 1.5), (("as_of",), "31/05/2556"), (("schema",), 2), (("cut", "seq"), None), (("other",), 1),
        (("resolution", "title"), "เรื่อง"), (("sections", 0, "tasks", 0, "status"), "lost"),
    ],
)  # fmt: skip
def test_what_is_no_report_does_not_keep_to_it_and_is_not_read(place, value):
    said = json.loads(snapshot().to_json())
    at = said
    for step in place[:-1]:
        at = at[step]
    at[place[-1]] = value
    assert problems(said)
    with pytest.raises((Misfit, ValueError)):
        Snapshot.from_json(json.dumps(said))


def test_whatever_is_required_is_required_by_the_reader_too():
    said = json.loads(snapshot().to_json())
    for name in PUBLISHED["required"]:
        with pytest.raises(Misfit):
            Snapshot.from_json(json.dumps({key: value for key, value in said.items() if key != name}))
    assert date.fromisoformat(said["as_of"])
