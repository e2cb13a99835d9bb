"""Is a snapshot one text, always the same, and read back without loss or guess?"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reports.sample import snapshot
from tracker.lang import Bilingual
from tracker.record import Misfit, canonical, parse
from tracker.snapshots.codes import Health
from tracker.snapshots.parts import Cell, Choice, Cut, Party, Progress, Row
from tracker.snapshots.snapshot import Snapshot


def test_a_snapshot_comes_back_from_its_json_the_same():
    before = snapshot()
    after = Snapshot.from_json(before.to_json())
    assert after == before
    assert after.sha256() == before.sha256()


def test_a_snapshot_from_before_dates_could_move_still_reads():
    """An older report names no original due date, no request and nobody who holds a task up."""
    document = json.loads(snapshot().to_json())
    later = {"original_due", "asked_until", "held_by"}
    rows = [
        *document["problems"],
        *document["steps"],
        *(task for part in document["sections"] for task in part["tasks"]),
    ]
    for row in rows:
        assert later & row.keys()
        for name in later & row.keys():
            del row[name]
    assert Snapshot.from_json(json.dumps(document)) == snapshot()


def test_the_hash_is_that_of_the_canonical_json():
    text = snapshot().to_json()
    assert snapshot().sha256() == hashlib.sha256(text.encode()).hexdigest()
    assert text == json.dumps(json.loads(text), sort_keys=True, ensure_ascii=False, separators=(",", ":"))


def test_one_figure_more_is_another_hash():
    before = snapshot()
    after = replace(before, leading=replace(before.leading, verified=before.leading.verified + 1))
    assert after.sha256() != before.sha256()


def test_no_fraction_is_anywhere_in_the_json():
    def walk(value: object) -> None:
        assert not isinstance(value, float)
        for item in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
            walk(item)

    walk(json.loads(snapshot().to_json()))


def test_days_are_iso_and_moments_utc():
    bangkok = timezone(timedelta(hours=7))
    cut = Cut(1, "0" * 64, datetime(2013, 5, 31, 16, 30, tzinfo=bangkok))
    assert json.loads(canonical(cut))["recorded_at"] == "2013-05-31T09:30:00Z"
    assert json.loads(snapshot().to_json())["as_of"] == "2013-05-31"
    assert parse(Cut, canonical(cut)).recorded_at == datetime(2013, 5, 31, 9, 30, tzinfo=UTC)


@given(
    st.builds(
        Progress,
        **{name: st.integers(0, 100) for name in ("claimed", "verified", "planned")},
        tasks=st.integers(0, 10**6),
        weight=st.integers(0, 10**9),
    )
)
def test_progress_round_trips(progress):
    assert parse(Progress, canonical(progress)) == progress


@given(st.text(), st.text())
def test_any_words_round_trip(th, en):
    party = Party("x", Bilingual(th, en), Bilingual(en, th))
    assert parse(Party, canonical(party)) == party


@pytest.mark.parametrize(
    "change, place",
    [
        (lambda data: data.pop("as_of"), "$.as_of: missing"),
        (lambda data: data.update(extra=1), "$.extra: unknown"),
        (lambda data: data.update(number="1"), "$.number: int expected, not str"),
        (lambda data: data.update(number=True), "$.number: int expected, not bool"),
        (lambda data: data.update(as_of="2013-02-30"), "$.as_of: "),
        (lambda data: data["leading"].update(verified=101), "$.leading: verified must be 0 to 100"),
        (lambda data: data["rows"][0].update(agency="nobody"), "$: the agency nobody is named"),
        (lambda data: data["rows"][0]["cells"].pop(), "$: the row of mof has 6 cells for 7 columns"),
        (lambda data: data["sections"][1].update(health="fine"), "$.sections[1].health: "),
        (lambda data: data.update(schema=99), "$: schema 99"),
    ],
)
def test_a_misfit_is_named_with_its_place(change, place):
    data = json.loads(snapshot().to_json())
    change(data)
    with pytest.raises(Misfit) as caught:
        Snapshot.from_json(json.dumps(data))
    assert str(caught.value).startswith(place)


@pytest.mark.parametrize("text", ["", "{", "[]", '{"claimed": 1.5}', "NaN", "null"])
def test_a_text_that_is_no_snapshot_is_refused(text):
    with pytest.raises(Misfit):
        Snapshot.from_json(text)


@dataclass(frozen=True)
class Odd:
    value: object


@pytest.mark.parametrize("value", [1.5, {1}, datetime(2013, 5, 31), b"x", object()])
def test_a_value_with_more_than_one_spelling_is_refused(value):
    with pytest.raises(Misfit, match=r"^\$\.value: "):
        canonical(Odd(value))


def test_a_row_must_fill_every_column():
    before = snapshot()
    with pytest.raises(ValueError, match="1 cells for 7 columns"):
        replace(before, rows=(Row("mof", (Cell(0, 1, Health.LATE),)),))


def test_every_agency_named_must_be_known():
    before = snapshot()
    with pytest.raises(ValueError, match="the agency oag is named"):
        replace(before, choices=(*before.choices, Choice("oag", before.choices[0].option)))
    with pytest.raises(KeyError):
        before.party("oag")


def test_the_day_is_a_day_and_not_a_moment():
    assert type(snapshot().as_of) is date
