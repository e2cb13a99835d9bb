"""Does the letter say, in whole sentences, exactly what the snapshot holds?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from tests.reports.empty import first_day, without_deadline
from tests.reports.sample import snapshot
from tracker.documents import letter, wording
from tracker.papers.voice import Voice
from tracker.snapshots.codes import ChoiceOption, Force, Health, MoneyKind, Sharing, Status
from tracker.tasks.health import HEALTH_TITLES
from tracker.tasks.step import STATE_TITLES, State


def with_health(*healths: Health):
    """The sample with these states for its eight agencies."""
    before = snapshot()
    sections = (replace(section, health=health) for section, health in zip(before.sections, healths, strict=True))
    return replace(before, sections=tuple(sections))


def with_days(days: int, working: int):
    """The sample with its day moved to so many days before the deadline; the days kept with it are never below zero."""
    before = snapshot()
    left = replace(before.resolution, days_left=max(days, 0), working_days_left=max(working, 0))
    return replace(before, resolution=left, as_of=left.deadline - timedelta(days=days))


def test_the_reason_names_the_resolution_and_the_duty():
    assert letter.reason(snapshot(), date(2013, 5, 31)).th == (
        "ตามหนังสือที่อ้างถึง สำนักเลขาธิการคณะรัฐมนตรีได้แจ้งมติคณะรัฐมนตรีเมื่อวันที่ 23 เมษายน 2556 "
        "ให้กระทรวงเทคโนโลยีสารสนเทศและการสื่อสารรายงานความก้าวหน้าการพัฒนามาตรฐานเว็บไซต์ภาครัฐของ 7 กระทรวง 1 หน่วยงาน "
        "ให้คณะรัฐมนตรีทราบเป็นระยะ ๆ ความละเอียดแจ้งแล้ว นั้น"
    )


def test_the_facts_give_the_three_truths_and_who_is_late():
    said = letter.facts(snapshot())
    assert "ตรวจรับแล้วร้อยละ 31 ตามที่หน่วยงานรายงานร้อยละ 63 จากแผนร้อยละ 83" in said.th
    assert "โดยหน่วยงานมีสถานะตามแผน 4 แห่ง เสี่ยง 1 แห่ง และล่าช้า 3 แห่ง ได้แก่ กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ " in said.th
    assert "31 per cent verified and 63 per cent as claimed by the agencies, against a plan of 83 per cent" in said.en
    assert "4 on track, 1 at risk and 3 late (Ministry of Social Development and Human Security, " in said.en


def test_only_states_that_occur_are_named():
    said = letter.facts(with_health(*[Health.ON_TRACK] * 8))
    assert "โดยหน่วยงานทั้ง 8 แห่งมีสถานะตามแผน ทั้งนี้" in said.th
    assert "ล่าช้า" not in said.th


def test_many_late_names_are_left_to_the_annex():
    said = letter.facts(with_health(*[Health.LATE] * 8))
    assert "หน่วยงานทั้ง 8 แห่งมีสถานะล่าช้า ตามรายชื่อในสิ่งที่ส่งมาด้วย" in said.th
    assert "All 8 agencies are late (named in the enclosure)." in said.en


@pytest.mark.parametrize(
    "days, working, th",
    [
        (30, 20, "เหลือเวลาอีก 30 วัน (20 วันทำการ) จะครบกำหนดวันที่ 30 มิถุนายน 2556"),
        (0, 0, "ครบกำหนดในวันที่รายงานนี้"),
        (-3, -2, "พ้นกำหนดวันที่ 30 มิถุนายน 2556 มาแล้ว 3 วัน"),
    ],
)
def test_the_time_left_is_said_before_on_and_after_the_deadline(days, working, th):
    assert letter.facts(with_days(days, working)).th.endswith(f"ทั้งนี้ {th}")


def test_one_day_is_one_day_in_english():
    assert letter.facts(with_days(1, 0)).en.endswith("The deadline, 30 June B.E. 2556, is 1 day (0 working days) away.")
    assert letter.facts(with_days(-1, 0)).en.endswith("The deadline, 30 June B.E. 2556, passed 1 day ago.")


def test_when_all_is_done_nothing_is_overdue():
    done = with_health(*[Health.DONE] * 8)
    done = replace(done, leading=replace(done.leading, verified=100, claimed=100), as_of=date(2013, 7, 15))
    said = letter.facts(done)
    assert said.th.endswith("โดยหน่วยงานทั้ง 8 แห่งมีสถานะเสร็จแล้ว ทั้งนี้ กำหนดแล้วเสร็จคือวันที่ 30 มิถุนายน 2556")
    assert said.en.endswith("All 8 agencies are done. The deadline is 30 June B.E. 2556.")


def test_before_anything_is_assigned_no_percentage_is_said():
    said = letter.facts(first_day())
    assert "ร้อยละ" not in said.th
    assert (
        "ณ วันที่ 24 เมษายน 2556 ยังไม่มีการมอบหมายงานแก่หน่วยงาน จึงยังไม่มีความก้าวหน้าที่จะรายงานเกี่ยวกับการพัฒนาเว็บไซต์ทั้ง 8 แห่ง ทั้งนี้ "
        in said.th
    )
    assert "no tasks had been assigned to the agencies" in said.en
    assert "per cent" not in said.en


def test_a_letter_older_than_the_confirmation_refers_to_the_resolution_alone():
    assert not letter.cites_confirmation(snapshot(), date(2013, 4, 24))
    assert letter.cites_confirmation(snapshot(), date(2013, 4, 25))
    said = letter.reason(snapshot(), date(2013, 4, 24))
    assert said.th.startswith("ตามมติที่อ้างถึง คณะรัฐมนตรีให้กระทรวงเทคโนโลยีสารสนเทศและการสื่อสารรายงานความก้าวหน้า")
    assert "letter" not in said.en


def test_the_deadline_is_said_in_the_words_of_the_source_with_its_last_working_day():
    assert letter.deadline(snapshot()).th == ("กำหนดแล้วเสร็จภายในเดือนมิถุนายน พ.ศ. 2556 วันทำการสุดท้ายคือวันที่ 28 มิถุนายน 2556")
    report = snapshot()
    working = replace(report, resolution=replace(report.resolution, last_working_day=report.resolution.deadline))
    assert letter.deadline(working).th == "กำหนดแล้วเสร็จภายในเดือนมิถุนายน พ.ศ. 2556"


def test_without_a_deadline_none_is_invented():
    report = without_deadline()
    assert letter.deadline(report).th == "มติมิได้กำหนดวันแล้วเสร็จ"
    assert letter.facts(report).th.endswith("ทั้งนี้ มติมิได้กำหนดวันแล้วเสร็จ")
    assert letter.facts(report).en.endswith("The resolution sets no date for completion.")


def test_the_words_are_those_of_the_pages():
    assert {code.value: words for code, words in wording.HEALTH.items()} == HEALTH_TITLES
    assert wording.STATUS[Status.ASSIGNED] == STATE_TITLES[State.NOT_STARTED]
    assert wording.STATUS[Status.WAIVED] == STATE_TITLES[State.WAIVED]


def test_the_money_counts_a_joint_sum_once_and_in_words():
    said = letter.money(snapshot())
    assert "แก่กระทรวงแรงงาน และกระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์ เป็นเงิน 2,000,000 บาท (สองล้านบาทถ้วน)" in said.th
    assert (
        "ส่วนที่เหลือ 6 แห่ง ปรับแผนการใช้จ่ายปี พ.ศ. 2556 จำนวน 4 แห่ง ขอรับการจัดสรรปี พ.ศ. 2557 จำนวน 1 แห่ง และยังไม่แจ้งทางเลือก จำนวน 1 แห่ง"
        in said.th
    )
    assert "2,000,000 baht (two million baht)" in said.en


def test_without_money_nothing_is_invented():
    said = letter.money(replace(snapshot(), money=(), choices=()))
    assert said.th == "สำหรับงบประมาณ ยังไม่มีการจัดสรรเป็นการเฉพาะ รายละเอียดปรากฏตามสิ่งที่ส่งมาด้วย"


@pytest.mark.parametrize(
    "table, codes",
    [
        (wording.HEALTH, Health),
        (wording.STATUS, Status),
        (wording.FORCE, Force),
        (wording.MONEY, MoneyKind),
        (wording.CHOICE, ChoiceOption),
        (wording.SHARING, set(Sharing) - {Sharing.SINGLE}),
    ],
)
def test_every_code_has_its_words_in_both_languages(table, codes):
    assert set(table) == set(codes)
    assert all(words.th.strip() and words.en.strip() for words in table.values())


def test_thai_numerals_in_the_thai_edition_only():
    thai, english = Voice("th"), Voice("en")
    assert thai.number(2000000) == "๒,๐๐๐,๐๐๐"
    assert english.number(2000000) == "2,000,000"
    assert thai.day(date(2013, 5, 31)) == "๓๑ พฤษภาคม ๒๕๕๖"
    assert english.day(date(2013, 5, 31)) == "31 May B.E. 2556"
    assert thai.baht(12_345_675) == "๑๒๓,๔๕๖.๗๕ บาท"


def test_codes_and_addresses_keep_their_digits():
    assert Voice("th").digits("งาน 12 งานใน O-1.3-T4 (D14) http://www.mof.go.th/2556") == (
        "งาน ๑๒ งานใน O-1.3-T4 (D14) http://www.mof.go.th/2556"
    )
    assert Voice("en").digits("นร ๐๗๑๐/๔๑๓") == "นร 0710/413"
