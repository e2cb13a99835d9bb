"""Are days, times and fiscal years written as Thai officials write them, in both languages?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lang import (
    LANGS,
    DateStyle,
    be_year,
    fiscal_quarter,
    fiscal_year_be,
    format_date,
    format_instant,
    format_time,
    parse_date,
)

DEMONSTRATION_DAY = date(2013, 5, 31)
EVERY_DAY = [date(1900, 1, 1) + timedelta(days=n) for n in range((date(2200, 1, 1) - date(1900, 1, 1)).days)]


@pytest.mark.parametrize(
    ("style", "thai", "english"),
    [
        ("full", "วันศุกร์ที่ 31 พฤษภาคม 2556", "Friday 31 May B.E. 2556"),
        ("long", "31 พฤษภาคม 2556", "31 May B.E. 2556"),
        ("short", "31 พ.ค. 2556", "31 May 2556"),
        ("day", "31 พ.ค.", "31 May"),
        ("numeric", "31/05/2556", "31/05/2556"),
        ("month", "พฤษภาคม 2556", "May B.E. 2556"),
    ],
)
def test_the_day_of_the_demonstration_in_every_style(style: DateStyle, thai: str, english: str) -> None:
    assert format_date(DEMONSTRATION_DAY, "th", style) == thai
    assert format_date(DEMONSTRATION_DAY, "en", style) == english


def test_single_digits_are_padded_only_in_the_numeric_style() -> None:
    assert format_date(date(2013, 4, 5), "th", "short") == "5 เม.ย. 2556"
    assert format_date(date(2013, 4, 5), "en", "numeric") == "05/04/2556"


def test_a_style_that_does_not_exist_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        format_date(DEMONSTRATION_DAY, "th", "loud")  # type: ignore[arg-type]


@pytest.mark.parametrize("style", ["full", "long", "short", "numeric"])
@pytest.mark.parametrize("lang", LANGS)
def test_every_day_of_three_centuries_reads_back_as_it_is_written(lang: str, style: DateStyle) -> None:
    for day in EVERY_DAY:
        parsed = parse_date(format_date(day, lang, style))
        assert (parsed.day, parsed.era, parsed.expected) == (day, "be", True)


def test_every_iso_day_of_three_centuries_reads_back() -> None:
    for day in EVERY_DAY:
        parsed = parse_date(day.isoformat())
        assert (parsed.day, parsed.era, parsed.expected) == (day, "ce", True)


def test_time_is_told_in_bangkok_and_may_fall_on_the_next_day() -> None:
    assert format_time(datetime(2013, 5, 31, 9, 42, tzinfo=UTC), "th") == "16:42 น."
    assert format_time(datetime(2013, 5, 31, 9, 42, tzinfo=UTC), "en") == "16:42"
    late = datetime(2013, 5, 31, 17, 5, tzinfo=UTC)
    assert format_instant(late, "th") == "1 มิ.ย. 2556 เวลา 00:05 น."
    assert format_instant(late, "en", "long") == "1 June B.E. 2556, 00:05"


def test_a_time_without_a_zone_is_refused() -> None:
    with pytest.raises(ValueError, match="zone"):
        format_time(datetime(2013, 5, 31, 9, 42), "th")


@pytest.mark.parametrize(
    ("day", "year", "quarter"),
    [
        (date(2012, 9, 30), 2555, 4),
        (date(2012, 10, 1), 2556, 1),
        (date(2012, 12, 31), 2556, 1),
        (date(2013, 1, 1), 2556, 2),
        (date(2013, 3, 31), 2556, 2),
        (date(2013, 4, 23), 2556, 3),
        (date(2013, 6, 30), 2556, 3),
        (date(2013, 7, 1), 2556, 4),
        (date(2013, 9, 30), 2556, 4),
        (date(2013, 10, 1), 2557, 1),
    ],
)
def test_fiscal_year_and_quarter(day: date, year: int, quarter: int) -> None:
    assert (fiscal_year_be(day), fiscal_quarter(day)) == (year, quarter)


@given(st.dates(max_value=date(9000, 1, 1)))
def test_a_fiscal_year_is_four_quarters_in_order(day: date) -> None:
    tomorrow = day + timedelta(days=1)
    step = (fiscal_year_be(tomorrow) * 4 + fiscal_quarter(tomorrow)) - (fiscal_year_be(day) * 4 + fiscal_quarter(day))
    assert step == (tomorrow.day == 1 and tomorrow.month in (1, 4, 7, 10))
    assert fiscal_year_be(day) in (be_year(day), be_year(day) + 1)
