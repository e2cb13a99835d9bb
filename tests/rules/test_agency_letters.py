"""What may be said of a letter to an agency, and when? Pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind_name, to_data, to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.letters import rules
from tracker.letters.rules import (
    Fact,
    Letter,
    LetterAcknowledged,
    LetterDiscarded,
    LetterDrafted,
    LetterSent,
    State,
)
from tracker.papers.letter_number import full_number

PREFIX = "ทก ๐๑๐๐.๔/"
DAY, TODAY = date(2013, 5, 31), date(2013, 6, 4)
DRAFT = Letter(1, 1, "mof", 1, (7,), DAY, date(2013, 6, 11), "0" * 64, datetime(2013, 5, 31, tzinfo=UTC))
SENT = LetterSent("ทก 0100.4/12", date(2013, 6, 3), "นายสมชาย ใจดี", "ปลัดกระทรวง", Bilingual("ปลัด", "Secretary"))
ON_ITS_WAY = replace(DRAFT, state=State.SENT, number=SENT.letter_no, dated=SENT.dated)
CAME_IN = LetterAcknowledged(date(2013, 6, 4), "รับที่ 5", "")


def event(fact: Fact, version: int) -> Event:
    at = datetime(2013, 5, 31, tzinfo=UTC)
    return Event(version, "letter:1", version, kind_name(type(fact)), to_data(fact), 1, at, None, 1, "", "")


@pytest.mark.parametrize(
    "typed, whole",
    [
        ("12", "ทก 0100.4/12"), ("๑๒", "ทก 0100.4/12"), ("ทก ๐๑๐๐.๔/๑๒", "ทก 0100.4/12"), ("ที่ ทก  0100.4/ 12", "ทก 0100.4/12"),
        ("ว 12", "ทก 0100.4/ว 12"), ("ว12", "ทก 0100.4/ว 12"), ("ว ๐๑๒", "ทก 0100.4/ว 12"), ("012", "ทก 0100.4/12"),
        ("00000000012", "ทก 0100.4/12"),
    ],
)  # fmt: skip
def test_a_number_is_understood_with_and_without_the_senders_code(typed: str, whole: str) -> None:
    assert full_number(PREFIX, typed) == whole


@pytest.mark.parametrize("typed", ["", "0", "๐๐", "ว 0", "ว", "นร 0506/1", "12/2556", "-1", "1" * 8, "สิบสอง"])
def test_what_is_no_number_is_refused_beside_its_field(typed: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        full_number(PREFIX, typed)
    assert refused.value.field == "number"


def test_what_was_recorded_before_a_letter_named_changed_tasks_still_reads() -> None:
    data = {name: value for name, value in to_data(SENT).items() if name != "changed"}
    assert to_fact(kind_name(LetterSent), data) == SENT


def test_a_history_adds_up_to_the_letter() -> None:
    drafted = LetterDrafted("mof", (7,), DAY, DRAFT.reply_by, DRAFT.snapshot_sha256, "{}")
    found = rules.fold([event(drafted, 1), event(SENT, 2), event(CAME_IN, 3)])[1]
    assert (found.state, found.version, found.number, found.received_on) == (
        State.ACKNOWLEDGED,
        3,
        SENT.letter_no,
        CAME_IN.received_on,
    )
    assert rules.fold([event(drafted, 1), event(LetterDiscarded("ไม่จำเป็น"), 2)])[1].reason == "ไม่จำเป็น"


@pytest.mark.parametrize(
    "letter, fact, field, words",
    [
        (ON_ITS_WAY, SENT, "", "ไม่ใช่ร่างแล้ว"),
        (DRAFT, replace(SENT, dated=date(2013, 5, 30)), "dated", "อยู่ก่อนวันที่จัดทำร่าง"),
        (DRAFT, replace(SENT, dated=date(2013, 6, 5)), "dated", "ยังมาไม่ถึง"),
        (replace(DRAFT, reply_by=date(2013, 6, 2)), SENT, "dated", "กรุณายกเลิกร่างนี้แล้วจัดทำใหม่"),
    ],
)
def test_a_letter_is_not_sent_out_of_order(letter: Letter, fact: LetterSent, field: str, words: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.check_sent(letter, fact, TODAY, [])
    assert refused.value.field == field
    assert words in refused.value.message.th


def test_a_number_belongs_to_one_letter_of_a_year() -> None:
    other = replace(ON_ITS_WAY, id=2)
    with pytest.raises(RuleBroken, match="another letter of the same year"):
        rules.check_sent(DRAFT, SENT, TODAY, [other])
    rules.check_sent(DRAFT, SENT, TODAY, [replace(other, dated=date(2012, 6, 3))])


@pytest.mark.parametrize(
    "letter, day, words",
    [
        (DRAFT, date(2013, 6, 4), "ที่ส่งแล้ว"), (replace(ON_ITS_WAY, state=State.ACKNOWLEDGED), date(2013, 6, 4), "ที่ส่งแล้ว"),
        (ON_ITS_WAY, date(2013, 6, 2), "อยู่ก่อนวันที่ลงในหนังสือ"), (ON_ITS_WAY, date(2013, 6, 5), "ยังมาไม่ถึง"),
    ],
)  # fmt: skip
def test_only_a_letter_on_its_way_comes_in(letter: Letter, day: date, words: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        rules.check_acknowledged(letter, replace(CAME_IN, received_on=day), TODAY)
    assert words in refused.value.message.th


def test_a_draft_needs_a_reason_to_be() -> None:
    rules.check_draft([7], [replace(DRAFT, state=State.DISCARDED), ON_ITS_WAY], own=False)
    for tasks, before, own in (([], [], False), ([7], [DRAFT], False), ([7], [], True)):
        with pytest.raises(RuleBroken):
            rules.check_draft(tasks, before, own=own)
