"""Do records survive JSON, and do marks show and scan what they should?"""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lang import Bilingual
from tracker.record import canonical
from tracker.resolutions.expansion import TaskPlan, expand
from tracker.resolutions.kinds import Confidence, Force, Kind, ReadingKind
from tracker.resolutions.marks import as_scanned, as_shown, codes, segments
from tracker.resolutions.rules import Reading, TaskTemplate

SAME = Bilingual(th="ก", en="a")


def reading(code: str, scanned: str | None) -> Reading:
    return Reading(code, ReadingKind.SCAN, SAME, SAME, SAME, SAME, SAME, Confidence.HIGH, scanned)


def template(**changes) -> TaskTemplate:
    values = {
        "code": "X-1-T1", "obligation": "X-1", "owner": "ega", "title": SAME, "weight": 5,
        "start_on": date(2013, 5, 1), "due_on": date(2013, 5, 2),
    }  # fmt: skip
    return TaskTemplate(**values | changes)


def test_marks_cut_the_text_into_words_and_notes():
    text = "ให้ [สรอ.](D01) ทำ"
    assert segments(text) == (("ให้ ", None), ("สรอ.", "D01"), (" ทำ", None))
    assert as_shown(text) == "ให้ สรอ. ทำ"
    assert codes(text) == ("D01",)


def test_scanned_text_has_the_words_of_the_scan():
    readings = [reading("D01", "สโร."), reading("D32", None), reading("D27", "ทัวถึง")]
    assert as_scanned("[สรอ.](D01) [เป็นเงิน](D32) [ทั่วถึง|ทัดถึง](D27)", readings) == "สโร. เป็นเงิน ทัดถึง"


def test_a_mark_without_its_reading_is_an_error():
    with pytest.raises(KeyError):
        as_scanned("[สรอ.](D01)", [])


@given(st.text(alphabet=st.characters(exclude_characters="[]"), max_size=80))
def test_text_without_marks_stays_as_it_is(text):
    assert as_shown(text) == text == as_scanned(text, [])
    assert "".join(piece for piece, _ in segments(text)) == text


@given(st.text(max_size=200))
def test_segments_always_make_up_the_shown_text(text):
    assert "".join(piece for piece, _ in segments(text)) == as_shown(text)


@pytest.mark.parametrize(
    "changes, pairs",
    [
        ({"owner": "each", "agencies": ("mof", "mol")}, [("mof", "mof"), ("mol", "mol")]),
        ({"for_each": ("mof", "mol")}, [("ega", "mof"), ("ega", "mol")]),
        ({}, [("ega", None)]),
    ],
)
def test_a_template_becomes_one_task_for_each_who_does_it_or_is_served(changes, pairs):
    plans = expand([template(**changes)])
    assert [(plan.agency, plan.for_agency) for plan in plans] == pairs
    assert all(TaskPlan.from_json(plan.to_json()) == plan for plan in plans)


def test_equal_records_have_one_text():
    assert canonical(template()) == canonical(TaskTemplate.from_json(template().to_json()))
    assert canonical(template()) != canonical(template(weight=6))


def test_an_older_document_without_an_optional_field_is_read():
    data = template().to_json()
    del data["partners"]
    assert TaskTemplate.from_json(data) == template()


@pytest.mark.parametrize(
    "change", [{"weight": "5"}, {"weight": True}, {"start_on": "31/05/2556"}, {"surprise": 1}, {"title": {"th": "ก"}}]
)
def test_a_document_of_another_shape_is_refused(change):
    with pytest.raises(ValueError):
        TaskTemplate.from_json(template().to_json() | change)


def test_a_document_without_a_needed_field_is_refused():
    data = template().to_json()
    del data["weight"]
    with pytest.raises(ValueError, match="weight"):
        TaskTemplate.from_json(data)


def test_every_kind_has_a_name_in_both_languages():
    words = [word for kind in Kind.__subclasses__() for word in kind]
    assert Force.GAP in words
    assert all(word.label.th and word.label.en for word in words)
