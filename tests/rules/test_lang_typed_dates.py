"""Is a typed date understood in every way officials type it, and is everything else refused in a whole sentence?"""

from __future__ import annotations

from calendar import isleap
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lang import Bilingual, DateNotUnderstood, parse_date

DAY = date(2013, 5, 31)


def refusal(text: str) -> Bilingual:
    with pytest.raises(DateNotUnderstood) as caught:
        parse_date(text)
    return caught.value.message


@pytest.mark.parametrize(
    "text",
    [
        "31/05/2556", "31-5-2556", "31.5.2556", "31 / 5 / 2556", "  31/05/2556\t", "๓๑/๐๕/๒๕๕๖", "31/05/๒๕๕๖",
        "31 พ.ค. 2556", "31พ.ค.2556", "31 พค 2556", "31 พค. 2556", "31 พ. ค. 2556", "๓๑ พฤษภาคม ๒๕๕๖",
        "31 พฤษภาคม พ.ศ. 2556", "31 พฤษภาคม พ.ศ.2556", "วันที่ 31 พฤษภาคม 2556", "วันศุกร์ที่ ๓๑ พฤษภาคม พ.ศ. ๒๕๕๖",
        "31\u00a0พฤษภาคม\u00a02556", "31\u200bพฤษภาคม\u200b2556",
        "31 May 2556", "31 may 2556", "31-MAY-2556", "31 May B.E. 2556", "31 May 2556 BE", "May 31, 2556",
        "Friday 31 May B.E. 2556", "Fri, 31 May 2556", "Friday, May 31, 2556",
    ],
)  # fmt: skip
def test_the_usual_ways_of_writing_the_buddhist_era(text: str) -> None:
    parsed = parse_date(text)
    assert (parsed.day, parsed.era, parsed.expected) == (DAY, "be", True)


@pytest.mark.parametrize(
    "text",
    [
        "2013-05-31",
        "2013-5-31",
        "2013/05/31",
        "๒๐๑๓-๐๕-๓๑",
        "31 พฤษภาคม ค.ศ. 2013",
        "31 May C.E. 2013",
        "31 May 2013 AD",
    ],
)
def test_the_usual_ways_of_writing_the_common_era(text: str) -> None:
    parsed = parse_date(text)
    assert (parsed.day, parsed.era, parsed.expected) == (DAY, "ce", True)


@pytest.mark.parametrize("text", ["31/05/2013", "31.5.2013", "31 พ.ค. 2013", "31 May 2013"])
def test_a_common_era_year_where_the_buddhist_era_is_usual_is_taken_and_said(text: str) -> None:
    parsed = parse_date(text)
    assert (parsed.day, parsed.era, parsed.expected) == (DAY, "ce", False)
    assert parsed.understood() == Bilingual(
        "เข้าใจว่าเป็น ค.ศ. 2013 ตรงกับ พ.ศ. 2556", "Understood as C.E. 2013, which is B.E. 2556."
    )


def test_a_buddhist_era_year_in_an_iso_date_is_taken_and_said() -> None:
    parsed = parse_date("2556-05-31")
    assert (parsed.day, parsed.era, parsed.expected) == (DAY, "be", False)
    assert parsed.understood() == Bilingual(
        "เข้าใจว่าเป็น พ.ศ. 2556 ตรงกับ ค.ศ. 2013", "Understood as B.E. 2556, which is C.E. 2013."
    )


@pytest.mark.parametrize(
    ("text", "thai", "english"),
    [
        ("30/02/2556", "เดือนกุมภาพันธ์ พ.ศ. 2556 มีเพียง 28 วัน", "February B.E. 2556 has only 28 days."),
        ("30 ก.พ. 2555", "เดือนกุมภาพันธ์ พ.ศ. 2555 มีเพียง 29 วัน", "February B.E. 2555 has only 29 days."),
        (
            "29/02/2013",
            "เดือนกุมภาพันธ์ ค.ศ. 2013 (พ.ศ. 2556) มีเพียง 28 วัน",
            "February C.E. 2013 (B.E. 2556) has only 28 days.",
        ),
        ("31 เมษายน 2556", "เดือนเมษายน พ.ศ. 2556 มีเพียง 30 วัน", "April B.E. 2556 has only 30 days."),
        (
            "วันพุธที่ 31 พฤษภาคม 2556",
            "31 พฤษภาคม 2556 ตรงกับวันศุกร์ โปรดตรวจสอบวันที่อีกครั้ง",
            "31 May B.E. 2556 is a Friday; check the date again.",
        ),
        ("0/5/2556", "วันที่ต้องเริ่มจาก 1", "The day of the month starts at 1."),
    ],
)  # fmt: skip
def test_a_day_that_does_not_exist_is_explained(text: str, thai: str, english: str) -> None:
    assert refusal(text) == Bilingual(thai, english)


@pytest.mark.parametrize("text", ["31/05/56", "31-5-13", "56-05-31", "31 พ.ค. 56", "31 May 13", "1/1/256"])
def test_a_short_year_is_refused_because_it_could_mean_several(text: str) -> None:
    assert "สี่หลัก" in refusal(text).th
    assert "four digits" in refusal(text).en


@pytest.mark.parametrize(
    "text",
    [
        "31/05/2399", "31/05/2800", "31/05/1899", "31/05/2200", "9999-12-31", "0001-01-01",
        "31 พ.ค. พ.ศ. 2013", "31 May C.E. 2556", "31/05/999999999999999999999999999999",
    ],
)  # fmt: skip
def test_a_year_outside_both_eras_is_told_which_years_are_accepted(text: str) -> None:
    message = refusal(text)
    assert message.th == "ปีต้องเป็น พ.ศ. 2400 ถึง 2799 หรือ ค.ศ. 1900 ถึง 2199"
    assert message.en == "The year must be B.E. 2400 to 2799 or C.E. 1900 to 2199."


@pytest.mark.parametrize("text", ["05/31/2556", "31/13/2556", "31/0/2556", "2013-13-01"])
def test_a_month_beyond_december_is_told_the_order(text: str) -> None:
    assert "day/month/year" in refusal(text).en


@pytest.mark.parametrize(
    "text",
    [
        "พรุ่งนี้", "31", "31/05", "31 พ.ค.", "พฤษภาคม 2556", "31 05 2556", "31/05-2556", "31//05//2556", "31 ศุกร์ 2556",
        "31 พ.ค. 2556 ก", "ก 31 พ.ค. 2556", "2013-05-31T00:00", "20130531", "31/05/-2556", "-31/05/2556", "+31/05/2556",
        "1e3/05/2556", "31/05/2556/1", "123 พ.ค. 2556", "31\x00/05/2556", "\x00", "\ud83d", "31/05/2556\udcff",
        "٣١/٠٥/٢٥٥٦", "³¹/05/2556", "9" * 30, "9" * 1_000_000, " " * 1_000_000, "31/05/2556" * 100_000, "ก" * 1_000_000,
        "1" + " " * 70 + "1 พ.ค. 2556", "<script>alert(1)</script>", "'; drop table task; --", "{0.__class__}", "%s",
    ],
    ids=lambda text: ascii(text[:20]),
)  # fmt: skip
def test_hostile_or_senseless_text_gets_one_short_sentence(text: str) -> None:
    message = refusal(text)
    assert "31/05/2556" in message.th
    assert message.en.endswith(".")
    assert max(len(message.th), len(message.en)) < 150


@pytest.mark.parametrize("text", ["", "   ", "\t\n", "\u200b", "\ufeff"])
def test_an_empty_field_asks_for_a_date(text: str) -> None:
    assert refusal(text).en == "Give a date, for example 31/05/2556."


@given(st.one_of(st.text(), st.text(alphabet="0123456789๐๑๒๓/-. พคศมB.E\x00\ud800", max_size=40)))
def test_any_text_is_a_date_or_a_sentence(text: str) -> None:
    message = None
    try:
        day = parse_date(text).day
    except DateNotUnderstood as error:
        message = error.message
    assert (message.th and message.en.endswith(".")) if message else 1857 <= day.year < 2257


@given(st.integers(1900, 2199))
def test_leap_years_follow_the_common_era(year: int) -> None:
    if isleap(year):
        assert parse_date(f"29/2/{year + 543}").day == date(year, 2, 29)
    else:
        assert "28" in refusal(f"29/2/{year + 543}").th
