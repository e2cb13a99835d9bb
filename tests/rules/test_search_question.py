"""What is asked for, in which order is it shown, and what of an event can be found?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from tracker.ledger.event import Event
from tracker.search.passages import OF_ONE_EVENT, Kind, Passage, passages, place_of
from tracker.search.question import LONGEST, MOST_WORDS, after, rank, read


def test_words_are_parted_at_spaces_and_folded() -> None:
    asked = read("  ครั้งที่ ๒   Website\u200b ครั้งที่ ")
    assert asked.words == ("ครั้งที่", "2", "website")
    assert asked.typed == "ครั้งที่ ๒ Website\u200b ครั้งที่"
    assert not asked.shortened


@pytest.mark.parametrize("typed", ["", "   ", "\x00", "\ud800", "\u200b", "\n\t"])
def test_nothing_is_asked_for(typed: str) -> None:
    assert read(typed).words == ()


@pytest.mark.parametrize(
    "typed", ['"', "*", "NEAR(a b)", "a OR b", "-a", "%", "_", "\\", "'", "a:b", "{x}", "(", "^a", ":w0"]
)
def test_signs_stand_for_themselves(typed: str) -> None:
    assert " ".join(read(typed).words) == typed.casefold()


def test_a_megabyte_is_cut_and_said_so() -> None:
    asked = read("ก" * 1_000_000)
    assert len(asked.typed) == LONGEST
    assert asked.shortened
    many = read(" ".join(f"คำ{number}" for number in range(20)))
    assert len(many.words) == MOST_WORDS
    assert many.shortened


@pytest.mark.parametrize("typed, short", [("กค", True), ("ก ข", True), ("กค ประชุม", False), ("cio", False)])
def test_short_words_alone_are_known_as_such(typed: str, short: bool) -> None:
    assert read(typed).short is short


def test_code_before_title_before_text_and_then_by_age() -> None:
    rows = [(5, "", 0), (4, "o-1.3-t1", 1), (3, "", 1), (2, "o-1.3", 2), (1, "", 0)]
    old = sorted(rank(*row, "o-1.3", newest_first=False) for row in rows)
    new = sorted(rank(*row, "o-1.3", newest_first=True) for row in rows)
    assert [each.id for each in old] == [2, 4, 3, 1, 5]
    assert [each.id for each in new] == [2, 4, 3, 5, 1]


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_page_goes_on_behind_the_last_even_when_it_is_gone(newest_first: bool) -> None:
    ranks = sorted(rank(id_, "", id_ % 2, "x", newest_first=newest_first) for id_ in range(1, 30))
    for at, each in enumerate(ranks):
        assert after(ranks, each.key, newest_first=newest_first) == ranks[at + 1 :]
        without = [one for one in ranks if one is not each]
        assert after(without, each.key, newest_first=newest_first) == ranks[at + 1 :]


@pytest.mark.parametrize("key", ["", ".", "x", "1", "1.x", "-1.2", "๑.๒", "1." + "9" * 40, "\x00", "1.2.3"])
def test_an_odd_place_is_the_beginning(key: str) -> None:
    ranks = [rank(1, "", 0, "x", newest_first=False)]
    assert after(ranks, key, newest_first=False) == ranks


def event(stream: str, kind: str, **data: Any) -> Event:
    """An event of the ledger with this data."""
    return Event(7, stream, 1, kind, {"schema": 1} | data, None, datetime(2013, 5, 1, tzinfo=UTC), None, 1, "", "")


def test_what_somebody_said_and_gave_is_found_and_stays() -> None:
    proof = [{"address": "https://a.go.th", "label": "หน้าแรก"}, {"address": "", "name": "แผน.pdf", "file": "ab"}]
    told = event("task:3", "progress_logged", percent=10, note="ประชุมแล้ว", evidence=proof)
    found = passages(told)
    assert [(each.kind, each.task) for each in found] == [(Kind.WORDS, 3), (Kind.EVIDENCE, 3), (Kind.EVIDENCE, 3)]
    assert found[2].folded == "\nแผน.pdf"
    assert place_of(told) is None


@pytest.mark.parametrize("name", ["note", "reason", "text", "who_words"])
def test_words_of_any_kind_of_event_are_found(name: str) -> None:
    (found,) = passages(event("task:3", "something_new", **{name: "รอผู้ขาย"}))
    assert found.body == ("รอผู้ขาย",)


def test_silence_is_not_found() -> None:
    assert passages(event("task:3", "task_verified", note=" ")) == []
    assert passages(event("task:3", "evidence_expired", numbers=[1])) == []
    assert passages(event("test:3", "anything", note="x")) == []


def test_one_piece_in_the_place_of_another() -> None:
    given = {"address": "https://b.go.th", "label": ""}
    found = passages(event("task:3", "evidence_replaced", number=1, evidence=given, reason="เปลี่ยนลิงก์"))
    assert [each.kind for each in found] == [Kind.WORDS, Kind.EVIDENCE]


def test_an_entry_takes_the_place_of_the_one_before_and_withdrawal_leaves_none() -> None:
    clause = {
        "code": "1.3",
        "heading": {"th": "เว็บไซต์", "en": "Websites"},
        "text": "ให้ [ทั่วถึง|ทัดถึง](D27)",
        "english": "All",
    }
    told = event("register:r/clauses/1.3", "entry_registered", noun="clauses", code="1.3", position=0, document=clause)
    (found,) = passages(told)
    assert (found.kind, found.code, found.place) == (Kind.TEXT, "1.3", told.stream)
    assert found.folded == "1.3\nเว็บไซต์\nwebsites\nให้ ทั่วถึง\nall"
    assert found.leads == len(found.folded)
    gone = event("register:r/clauses/1.3", "entry_withdrawn", noun="clauses", code="1.3")
    assert (passages(gone), place_of(gone)) == ([], told.stream)


def test_an_account_is_found_by_its_post_and_never_by_its_address() -> None:
    name = {"th": "ผู้ประสานงาน กค", "en": "Liaison, MOF"}
    (found,) = passages(
        event("user:4", "user_added", email="somchai@mof.go.th", name=name, role="liaison", agency="mof")
    )
    assert "somchai" not in found.folded
    assert "liaison, mof" in found.folded


def test_a_post_is_found_by_its_last_name_until_it_is_closed() -> None:
    opened = event(
        "post:4", "post_opened", agency="mof", title={"th": "ผู้อำนวยการกองแผนงาน", "en": "Director of planning"}
    )
    renamed = event("post:4", "post_renamed", title={"th": "ผู้อำนวยการกองยุทธศาสตร์", "en": "Director of strategy"})
    assert passages(opened)[0].place == passages(renamed)[0].place == place_of(renamed) == "post:4"
    assert place_of(event("post:4", "post_closed")) == "post:4"
    assert passages(event("post:4", "post_held", user=3)) == []


@pytest.mark.parametrize("kind", ["finding_accepted", "finding_reopened"])
def test_why_a_finding_was_judged_is_found_and_stays(kind: str) -> None:
    told = event("quality:untold/notified-r.mof", kind, reason="แจ้งทางโทรสารแล้ว", stamp="2013")
    assert passages(told) == [Passage(Kind.WORDS, (), ("แจ้งทางโทรสารแล้ว",))]
    assert place_of(told) is None


def test_the_note_of_a_delegation_is_for_those_whom_it_concerns() -> None:
    assert passages(event("delegation:1", "delegation_given", giver=2, taker=3, note="ลาป่วย")) == []


def test_a_report_is_found_by_number_and_day() -> None:
    (found,) = passages(event("report:1", "report_drafted", number=2, as_of="2013-05-30", cut=5, snapshot_sha256="x"))
    assert "ครั้งที่ 2" in found.folded
    assert "30 พฤษภาคม" in found.folded
    assert "30 may b.e. 2556" in found.folded


def test_a_day_of_the_calendar_is_found_by_its_date_until_it_is_taken_out() -> None:
    added = event(
        "calendar:2013-05-27", "day_off_added", name={"th": "วันหยุดพิเศษ", "en": "Special day off"}, source="นร ๐๕๐๕/ว ๑"
    )
    (found,) = passages(added)
    assert found.folded == "27 พฤษภาคม 2556 วันหยุดพิเศษ\n27 may b.e. 2556 special day off\nนร 0505/ว 1"
    out = event("calendar:2013-05-27", "calendar_entry_withdrawn", reason="ยกเลิก")
    assert (passages(out), place_of(out)) == ([], place_of(added))


def test_no_event_brings_more_than_its_numbers_hold() -> None:
    proof = [{"address": f"https://{number}.go.th"} for number in range(500)]
    assert len(passages(event("task:3", "task_submitted", note="", evidence=proof))) == OF_ONE_EVENT
