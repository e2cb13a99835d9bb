"""Are people's words kept, checked and drawn, and does an approval hold against them? On both databases."""

from __future__ import annotations

from datetime import date

import pytest
from flask import Flask

from tests import world
from tracker.dashboard.verification import verification
from tracker.documents.composition import ruled
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.reports import cycle, history, service, store
from tracker.reports.report import Report, State

FILES = {"th": b"%PDF-1.7 th", "en": b"%PDF-1.7 en"}
WORDS = Bilingual("ขอให้คณะรัฐมนตรีเร่งรัดหน่วยงาน", "The Cabinet is asked to urge the agencies on.")


def worded(place: str = "requests", words: Bilingual = WORDS, expected: int = 1, act_key: str | None = None) -> Report:
    """Report no. 1 with words of the coordinator."""
    now = world.at("2013-05-31", 18)
    return cycle.word(1, place, words, world.actor("coordinator"), now, expected=expected, act_key=act_key)


def test_words_are_kept_with_their_author_and_time(app: Flask) -> None:
    report = worded()
    own = report.worded("requests")
    assert own is not None
    assert (own.words, own.by, own.at) == (WORDS, world.actor("coordinator").id, world.at("2013-05-31", 18))
    assert world.actor("coordinator").id in report.authors
    assert store.report(1) == report == history.report_at(1, 10**6)
    assert verification().problems == ()
    store.rebuild()
    assert store.report(1) == report


def test_other_words_are_another_file_and_the_rules_again_the_first(app: Flask) -> None:
    before = store.report(1)
    assert before is not None
    first, report = service.name_of(before), worded()
    other = worded(words=Bilingual("ขอ", "Please"), expected=2)
    assert len({first, service.name_of(report), service.name_of(other)}) == 3
    assert "เร่งรัดหน่วยงาน" in str(service.drawn(report, "th").wording)
    back = worded(words=Bilingual("", ""), expected=3)
    assert (service.name_of(back), back.wording) == (first, ())


def test_the_rules_own_words_typed_again_are_the_rules(app: Flask) -> None:
    worded("highlights", Bilingual("ดี", "Good"))
    report = store.report(1)
    assert report is not None
    own = ruled(service.snapshot_of(report), service.letter_date(report))["highlights"]
    assert worded("highlights", own, expected=2).wording == ()
    with pytest.raises(RuleBroken, match="nothing to save"):
        worded("highlights", own, expected=3)


@pytest.mark.parametrize(("th", "en", "field"), [("ร้อยละ ๙๙", "good", "th"), ("ดี", "99.5 per cent", "en")])
def test_a_figure_that_the_snapshot_does_not_hold_is_refused(app: Flask, th: str, en: str, field: str) -> None:
    with pytest.raises(RuleBroken, match="does not hold") as refused:
        worded("highlights", Bilingual(th, en))
    assert refused.value.field == field
    assert (store.report(1) or worded()).version == 1


def test_the_letters_own_number_may_stand_in_its_words(app: Flask) -> None:
    cycle.arrange(1, "8899", date(2013, 5, 31), "", world.actor("coordinator"), world.at("2013-05-31", 17), expected=1)
    assert worded(words=Bilingual("ตามหนังสือที่ ทก 0100.4/8899", "As in no. 0100.4/8899"), expected=2).wording


def test_the_same_form_twice_is_one_act_and_an_older_one_is_refused(app: Flask) -> None:
    worded(act_key="one-form-only")
    with pytest.raises(AlreadyDone):
        worded(act_key="one-form-only")
    with pytest.raises(ChangedMeanwhile):
        worded("steps")


def test_an_approved_report_is_recalled_first_and_who_worded_it_cannot_approve_it(app: Flask) -> None:
    coordinator, executive, at = world.actor("coordinator"), world.actor("executive"), world.at("2013-05-31", 19)
    submitted = cycle.submit(1, FILES, coordinator, at, expected=1)
    assert submitted.submission is not None
    done = cycle.approve(1, submitted.submission.sha256("th") or "", executive, at, expected=submitted.version)
    with pytest.raises(RuleBroken, match="is not possible"):
        worded(expected=done.version)
    back = cycle.recall(1, "แก้ข้อความ", coordinator, at, expected=done.version)
    own = cycle.word(1, "requests", WORDS, executive, at, expected=back.version)
    again = cycle.submit(1, FILES, coordinator, at, expected=own.version)
    with pytest.raises(RuleBroken, match="cannot approve it"):
        cycle.approve(1, submitted.submission.sha256("th") or "", executive, at, expected=again.version)
    assert (again.state, again.wording) == (State.IN_REVIEW, own.wording)
