"""What is a verifier told to look at twice, and what does the agency read when its submission comes back?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.rules.task_samples import COORDINATOR, LIAISON, NOON, PLAN, TODAY, act, task
from tracker.ledger.refusal import RuleBroken
from tracker.tasks.facts import Evidence, TaskReturned
from tracker.tasks.reasons import REASONS, reason_text
from tracker.tasks.remarks import remarks
from tracker.tasks.rules import decide
from tracker.tasks.step import Reopened
from tracker.tasks.task import Piece, Task
from tracker.tasks.workflow import STEP, State


def waiting(**values: object) -> Task:
    """A submission on one piece of evidence that holds for good."""
    proof = Piece(1, Evidence("https://www.mfa.go.th/privacy"), NOON, LIAISON.id)
    return task(
        State.SUBMITTED, **{"claimed": 100, "sent_at": NOON, "waiting_since": NOON, "pieces": (proof,)} | values
    )


def said(found: Task, before: tuple[Task, ...] = ()) -> str:
    """All remarks in Thai."""
    return " ".join(each.th for each in remarks(found, before, TODAY))


def test_a_sound_submission_carries_no_remark_even_when_it_came_late():
    assert said(waiting()) == ""
    assert said(waiting(sent_at=NOON + timedelta(days=30))) == ""


def test_a_task_that_came_back_says_why():
    assert "หลักฐานหมดอายุ" in said(waiting(reopened=Reopened.EXPIRED))


def test_each_reader_is_told_in_one_language_and_the_person_s_own_words_stand_in_quotes():
    told = remarks(waiting(reopened=Reopened.REPLACED, reopened_words="ลิงก์เดิมเปิดไม่ได้"), (), TODAY)[0]
    assert told.th == "กลับเข้าสู่รายการรอตรวจรับ: มีการเปลี่ยนหลักฐาน “ลิงก์เดิมเปิดไม่ได้”"
    assert told.en == "Waiting for verification again: evidence was replaced “ลิงก์เดิมเปิดไม่ได้”"
    expired = remarks(waiting(reopened=Reopened.EXPIRED), (), TODAY)[0]
    assert not re.search("[ก-๙]", expired.en)
    assert not re.search("[A-Za-z]", expired.th)


def test_an_open_objection_is_told_first_with_its_words_of_which_long_ones_are_cut_between_words():
    told = remarks(waiting(objection="680,000 ไม่ตรงกับ\n650,000", reopened=Reopened.EXPIRED), (), TODAY)
    assert told[0].th == "หน่วยงานยังไม่ตอบความเห็น “680,000 ไม่ตรงกับ 650,000”"
    assert told[0].en == "The agency has not answered this comment: “680,000 ไม่ตรงกับ 650,000”"
    assert "หลักฐานหมดอายุ" in told[1].th
    long = said(waiting(objection="กรุณายืนยันยอด " * 30))
    assert long.endswith("ยืนยันยอด…”")
    assert len(long) < 200


def test_evidence_that_is_gone_or_ends_soon_is_named():
    assert "ไม่มีหลักฐาน" in said(waiting(pieces=()))
    soon = Piece(1, Evidence("https://a.go.th", expires_on=TODAY + timedelta(days=30)), NOON, 1)
    far = replace(soon, evidence=Evidence("https://a.go.th", expires_on=TODAY + timedelta(days=31)))
    assert "30 มิ.ย. 2556" in said(waiting(pieces=(soon,)))
    assert said(waiting(pieces=(far,))) == ""


@pytest.mark.parametrize(
    "state, told", [(State.VERIFIED, False), (State.WAIVED, False), (State.SUBMITTED, True), (State.NOT_STARTED, True)]
)
def test_what_comes_before_and_is_not_done_is_named(state, told):
    earlier = replace(task(state), plan=replace(PLAN, code="O-1.3-T3", due_on=date(2013, 5, 23)))
    assert ("O-1.3-T3" in said(waiting(), (earlier,))) is told


@pytest.mark.parametrize("code", REASONS)
def test_a_usual_reason_needs_no_words_and_keeps_those_that_are_added(code):
    fact = decide(waiting(), STEP["return"], act(note="", because=code), COORDINATOR, TODAY)
    assert fact == TaskReturned(REASONS[code].th, code)
    fact = decide(waiting(), STEP["return"], act(note="หน้า 3", because=code), COORDINATOR, TODAY)
    assert fact == TaskReturned(f"{REASONS[code].th} – หน้า 3", code)


def test_without_any_reason_nothing_is_returned():
    for because in ("", "no such reason"):
        with pytest.raises(RuleBroken) as caught:
            decide(waiting(), STEP["return"], act(note=" ", because=because), COORDINATOR, TODAY)
        assert caught.value.field == "note"
    assert reason_text("", "  เขียนเอง ") == "เขียนเอง"
