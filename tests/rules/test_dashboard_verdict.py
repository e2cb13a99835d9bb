"""Which sentence do figures get, and how is a deadline named?"""

from __future__ import annotations

from datetime import date

import pytest

from tests.rules.task_samples import task
from tracker.dashboard.deadline import by_when, deadline_of, deadline_words
from tracker.dashboard.faults import fault
from tracker.dashboard.verdict import against_plan, agency_verdict, behind_plan, headline_verdict
from tracker.lang import Bilingual
from tracker.resolutions.kinds import DeadlineBasis, Force, ObligationKind
from tracker.resolutions.rules import Obligation
from tracker.tasks.health import RollUp, roll_up, standing
from tracker.tasks.workflow import State
from tracker.workdays import thai_government_calendar

CALENDAR = thai_government_calendar(2012, 2016)
TITLE = Bilingual(th="เว็บไซต์ตามมาตรฐาน", en="Website to standard")
DAY, JUNE = date(2013, 5, 31), date(2013, 6, 30)
WORDS = Bilingual(th="ก", en="a")


def group(state: State, claimed: int = 0, day: date = DAY) -> RollUp:
    """An agency with one task in this state."""
    return roll_up(
        [standing(task(state, claimed=claimed, verified=100 if state is State.VERIFIED else 0), day, CALENDAR)]
    )


DONE, SAFE, RISKY, NOTHING = (
    group(State.VERIFIED, 100),
    group(State.IN_PROGRESS, 90),
    group(State.NOT_STARTED),
    roll_up([]),
)
LATE = group(State.RETURNED, 80, date(2013, 6, 10))


@pytest.mark.parametrize(
    ("groups", "deadline", "day", "thai"),
    [
        ([LATE, RISKY, SAFE, DONE], JUNE, DAY, "เว็บไซต์ตามมาตรฐาน 2 จาก 4 แห่งอาจไม่ทันมิถุนายน"),
        ([RISKY, SAFE], date(2013, 6, 15), DAY, "เว็บไซต์ตามมาตรฐาน 1 จาก 2 แห่งอาจไม่ทันวันที่ 15 มิถุนายน 2556"),
        ([RISKY, SAFE], date(2014, 9, 30), DAY, "เว็บไซต์ตามมาตรฐาน 1 จาก 2 แห่งอาจไม่ทันกันยายน 2557"),
        ([RISKY, SAFE], None, DAY, "เว็บไซต์ตามมาตรฐาน 1 จาก 2 แห่งช้ากว่าแผน"),
        ([SAFE, DONE], JUNE, DAY, "เว็บไซต์ตามมาตรฐาน ทั้ง 2 แห่งเป็นไปตามแผน"),
        ([DONE, DONE], JUNE, DAY, "เว็บไซต์ตามมาตรฐาน เสร็จครบ 2 แห่ง"),
        ([SAFE, DONE], JUNE, date(2013, 7, 1), "เว็บไซต์ตามมาตรฐาน 1 จาก 2 แห่งเลยกำหนดแล้วยังไม่เสร็จ"),
        ([DONE, NOTHING], JUNE, date(2013, 7, 1), "เว็บไซต์ตามมาตรฐาน เสร็จครบ 1 แห่ง"),
        ([NOTHING], JUNE, DAY, "เว็บไซต์ตามมาตรฐาน ยังไม่มีงานที่มอบหมาย"),
    ],
)
def test_the_verdict_says_what_an_executive_would(groups, deadline, day, thai):
    said = headline_verdict(TITLE, groups, deadline, day)
    assert said.th == thai
    assert said.en.startswith("Website to standard: ")


def test_on_the_last_day_the_deadline_has_not_passed():
    assert "เลยกำหนด" not in headline_verdict(TITLE, [SAFE], JUNE, JUNE).th


@pytest.mark.parametrize(
    ("own", "late_by", "thai", "english"),
    [
        (LATE, 8, "1 งานล่าช้า นานที่สุด 8 วันทำการ", "1 task is late, by up to 8 working days"),
        (RISKY, 0, "ยังไม่มีงานล่าช้า แต่ 1 งานเสี่ยง", "Nothing is late, but 1 task is at risk"),
        (SAFE, 0, "ทุกงานเป็นไปตามแผน", "Every task is on track"),
        (DONE, 0, "เสร็จครบทั้ง 1 งาน", "All 1 tasks are done"),
        (
            NOTHING,
            0,
            "ไม่มีงานที่ต้องทำเองตามมติเรื่อง “เว็บไซต์ตามมาตรฐาน”",
            "This agency has no task of its own under the resolution “Website to standard”",
        ),
    ],
)
def test_an_agency_is_told_by_its_worst(own, late_by, thai, english):
    assert agency_verdict(own, late_by, TITLE) == Bilingual(th=thai, en=english)


def test_points_behind_the_plan_are_of_claim_and_of_verification():
    assert behind_plan(group(State.IN_PROGRESS, 30)) == (71 - 30, 71)


@pytest.mark.parametrize(
    ("claimed", "thai", "english"),
    [
        (30, "รายงานเองต่ำกว่าแผนร้อยละ 41", "claimed 41 points behind the plan"),
        (70, "รายงานเองต่ำกว่าแผนร้อยละ 1", "claimed 1 point behind the plan"),
        (71, "รายงานเองเป็นไปตามแผน", "claimed as planned"),
        (90, "รายงานเองสูงกว่าแผนร้อยละ 19", "claimed 19 points ahead of the plan"),
    ],
)
def test_a_gap_is_named_only_where_there_is_one(claimed, thai, english):
    said, verified = against_plan(group(State.IN_PROGRESS, claimed))
    assert said == Bilingual(th=thai, en=english)
    assert verified == Bilingual(th="ตรวจรับแล้วต่ำกว่าแผนร้อยละ 71", en="verified 71 points behind the plan")


def obligation(deadline: date | None, basis: DeadlineBasis) -> Obligation:
    """An obligation with this deadline."""
    return Obligation(
        code="O-1", kind=ObligationKind.DUTY, force=Force.ORDER, title=TITLE, action=WORDS, obligors=("mof",), obligor_text=WORDS,
        in_resolution=True, deadline=deadline, deadline_basis=basis, quote="ก", quote_english="a", quote_source="x", quote_where=WORDS,
    )  # fmt: skip


def test_the_last_day_of_june_2556_is_a_sunday_so_the_last_working_day_is_the_28th():
    found = deadline_of(obligation(JUNE, DeadlineBasis.STATED), DAY, CALENDAR)
    assert found is not None
    assert (found.last_working_day, found.days_left, found.working_days_left) == (date(2013, 6, 28), 30, 20)
    assert (found.weekday.th, found.passed, found.within_month) == ("วันอาทิตย์", False, True)


def test_without_a_date_there_is_no_deadline_to_count_to():
    assert deadline_of(obligation(None, DeadlineBasis.NONE), DAY, CALENDAR) is None
    assert deadline_words(obligation(None, DeadlineBasis.NONE)).th == "มติมิได้กำหนดวัน"


def test_only_a_date_of_the_text_itself_is_by_the_resolution():
    assert deadline_words(obligation(JUNE, DeadlineBasis.STATED)).th == "ภายใน มิ.ย. 2556 ตามมติ"
    for basis in DeadlineBasis:
        if basis is not DeadlineBasis.STATED:
            assert "ตามมติ" not in deadline_words(obligation(JUNE, basis)).th
            assert "by the resolution" not in deadline_words(obligation(JUNE, basis)).en


def test_a_deadline_is_named_as_people_name_it():
    assert by_when(JUNE, DAY).th == "มิถุนายน"
    assert by_when(date(2013, 6, 29), DAY).en == "29 June B.E. 2556"


@pytest.mark.parametrize(
    ("line", "place", "reason"),
    [
        ("ledger row 5: its content does not match its hash", "บันทึกลำดับที่ 5", "เนื้อความไม่ตรงกับแฮช คือถูกแก้ไขภายหลัง"),
        ("ledger row 7: row 6 is missing before it", "บันทึกลำดับที่ 7", "ลำดับที่ 6 ซึ่งอยู่ก่อนหน้าหายไป"),
        ("task 12: the current row differs from its history", "งานเลขที่ 12", "สถานะปัจจุบันไม่ตรงกับประวัติ"),
        ("the history cannot be refolded: x", "ประวัติอ่านไม่ได้", "the history cannot be refolded: x"),
    ],
)
def test_what_verification_finds_is_told_in_thai(line, place, reason):
    assert (fault(line).place.th, fault(line).reason.th) == (place, reason)
