"""Does the annex say what changed since the report before, and is a report from before it could still drawn?"""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from tests.house.sources import ROOT
from tests.reports.sample import snapshot
from tracker.documents.change_words import change_sentences
from tracker.documents.document import document
from tracker.record import Misfit
from tracker.snapshots.snapshot import Snapshot


def drawn(found: Snapshot, lang: str = "th") -> str:
    return document(found, lang, templates=ROOT / "templates")


def test_an_older_report_is_read_and_keeps_its_ten_parts():
    old = replace(snapshot(), changes=None)
    without = {name: value for name, value in json.loads(old.to_json()).items() if name != "changes"}
    assert Snapshot.from_json(json.dumps(without)) == old
    assert "สิ่งที่เปลี่ยนแปลง" not in drawn(old)
    assert 'id="part-10"' in drawn(old)
    assert 'id="part-11"' not in drawn(old)


def test_a_snapshot_with_changes_comes_back_the_same():
    assert Snapshot.from_json(snapshot().to_json()) == snapshot()


def test_an_agency_that_only_the_changes_name_must_be_known():
    found = snapshot()
    assert found.changes is not None
    odd = replace(found.changes.agencies[0], agency="nobody")
    with pytest.raises((ValueError, Misfit), match="nobody"):
        replace(found, changes=replace(found.changes, agencies=(odd,)))


def test_the_sentences_count_from_the_report_before():
    said = " ".join(sentence.en for sentence in change_sentences(snapshot()))
    assert "Changes are counted from report no. 1, data as of 17 May B.E. 2556." in said
    assert "Tasks that stand worse: 11; better: 50, 1 of them by time alone with nothing recorded." in said
    assert "166 acts were recorded, 8 of them comments." in said
    assert "went from 2,000,000 baht to 2,000,000.05 baht." in said


def test_the_sentences_of_a_first_report_count_from_the_resolution():
    found = snapshot()
    assert found.changes is not None
    first = replace(found, changes=replace(found.changes, report=None, known=False))
    said = [sentence.th for sentence in change_sentences(first)]
    assert said[0].startswith("รายงานนี้เป็นฉบับแรก จึงนับการเปลี่ยนแปลงจากวันที่คณะรัฐมนตรีมีมติ")
    assert not any("ถดถอย" in sentence for sentence in said)


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("th", ("๑๐. สิ่งที่เปลี่ยนแปลง", "ถอนออก", "เลยกำหนด &lt;3 วัน&gt;", "มีบันทึกในงานอีก ๔ งาน", "๒๓ พ.ค. ๒๕๕๖ เป็น ๗ มิ.ย. ๒๕๕๖")),
        ("en", ("10. What has changed", "withdrawn", "Tasks that changed: 3 tasks", "Amount, Note", "23 May 2556 to 7 Jun 2556")),
    ],
)  # fmt: skip
def test_tasks_entries_and_reasons_stand_in_the_annex(lang: str, words: tuple[str, ...]):
    text = drawn(snapshot(), lang)
    assert [each for each in words if each not in text] == []
    assert "→" not in text, "the report's typeface has no arrow"


def test_nothing_changed_is_said_in_a_sentence():
    found = snapshot()
    assert found.changes is not None
    quiet = replace(found, changes=replace(found.changes, tasks=(), entries=(), others=0))
    assert "ไม่มีงานที่ขั้นตอน ร้อยละ กำหนด หรือสถานะเปลี่ยน" in drawn(quiet)
