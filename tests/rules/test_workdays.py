"""Does the calendar know when Thai government offices work, and does it count such days without a gap?"""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lang import Bilingual
from tracker.workdays import WorkingCalendar, thai_government_calendar

OFFICES = thai_government_calendar()
LETTER_DAY = date(2013, 4, 23)
ANY_DAY = st.dates(min_value=date(1857, 1, 1), max_value=date(2256, 12, 31))
KNOWN_DAY = st.dates(min_value=date(2010, 1, 1), max_value=date(2020, 12, 31))
AGENCY_DAY = Bilingual("วันสถาปนาหน่วยงาน", "Foundation Day")


def working_days_one_by_one(after: date, until: date) -> int:
    return sum(OFFICES.is_working(after + timedelta(days=n)) for n in range(1, (until - after).days + 1))


def test_the_window_of_the_resolution_has_45_working_days() -> None:
    assert OFFICES.working_days_between(LETTER_DAY, date(2013, 6, 28)) == 45
    assert OFFICES.working_days_between(LETTER_DAY, date(2013, 6, 30)) == 45


def test_the_due_day_of_june_2556_is_a_sunday_and_the_last_working_day_is_the_28th() -> None:
    assert date(2013, 6, 30).weekday() == 6
    assert OFFICES.last_working_day_on_or_before(date(2013, 6, 30)) == date(2013, 6, 28)
    assert OFFICES.last_working_day_on_or_before(date(2013, 6, 28)) == date(2013, 6, 28)


@pytest.mark.parametrize(
    ("day", "thai", "english"),
    [
        (date(2013, 5, 6), "ชดเชยวันฉัตรมงคล", "Coronation Day (in lieu)"),
        (date(2013, 5, 13), "วันพืชมงคล", "Royal Ploughing Ceremony"),
        (date(2013, 5, 24), "วันวิสาขบูชา", "Visakha Bucha"),
    ],
)
def test_the_three_holidays_in_the_window(day: date, thai: str, english: str) -> None:
    assert not OFFICES.is_working(day)
    assert OFFICES.holiday_name(day) == Bilingual(thai, english)


def test_they_are_the_only_weekday_holidays_in_the_window() -> None:
    window = [LETTER_DAY + timedelta(days=n) for n in range(1, 69)]
    assert [day.isoformat() for day in window if day.weekday() < 5 and OFFICES.holiday_name(day)] == [
        "2013-05-06", "2013-05-13", "2013-05-24",
    ]  # fmt: skip


@pytest.mark.parametrize("day", [date(2013, 5, 1), date(2022, 5, 2), date(2027, 5, 3)])
def test_offices_work_on_labour_day_and_on_the_day_in_lieu_of_it(day: date) -> None:
    assert OFFICES.is_working(day)
    assert OFFICES.holiday_name(day) is None


def test_childrens_day_is_no_holiday() -> None:
    assert OFFICES.holiday_name(date(2013, 1, 12)) is None


def test_a_holiday_on_a_weekend_keeps_its_name_and_an_ordinary_day_has_none() -> None:
    assert OFFICES.holiday_name(date(2013, 5, 5)) == Bilingual("วันฉัตรมงคล", "Coronation Day")
    assert OFFICES.holiday_name(date(2013, 5, 31)) is None


def test_a_day_of_several_names_reads_as_a_list() -> None:
    name = OFFICES.holiday_name(date(2013, 12, 5))
    assert name is not None
    assert "; " not in name.th + name.en
    assert "National Day and National Father's Day" in name.en


@given(a=ANY_DAY, b=ANY_DAY, c=ANY_DAY)
def test_counts_add_up_over_any_day_between(a: date, b: date, c: date) -> None:
    assert OFFICES.working_days_between(a, b) + OFFICES.working_days_between(b, c) == OFFICES.working_days_between(a, c)
    assert OFFICES.working_days_between(b, a) == -OFFICES.working_days_between(a, b)


@given(ANY_DAY)
def test_one_step_counts_exactly_the_day_it_ends_on(day: date) -> None:
    assert OFFICES.working_days_between(day - timedelta(days=1), day) == OFFICES.is_working(day)


@given(after=KNOWN_DAY, span=st.integers(0, 500))
def test_the_count_equals_counting_one_by_one(after: date, span: int) -> None:
    until = after + timedelta(days=span)
    assert OFFICES.working_days_between(after, until) == working_days_one_by_one(after, until)


@given(day=ANY_DAY, n=st.integers(1, 2000))
def test_going_forward_lands_on_the_nth_working_day(day: date, n: int) -> None:
    reached = OFFICES.add_working_days(day, n)
    assert OFFICES.is_working(reached)
    assert OFFICES.working_days_between(day, reached) == n


@given(day=ANY_DAY, n=st.integers(1, 2000))
def test_going_back_lands_on_the_nth_working_day_before(day: date, n: int) -> None:
    reached = OFFICES.add_working_days(day, -n)
    yesterday = day - timedelta(days=1)
    assert OFFICES.is_working(reached)
    assert OFFICES.working_days_between(reached - timedelta(days=1), yesterday) == n


def test_no_step_stays_even_on_a_holiday() -> None:
    assert OFFICES.add_working_days(date(2013, 5, 24), 0) == date(2013, 5, 24)
    assert OFFICES.add_working_days(date(2013, 5, 24), 1) == date(2013, 5, 27)
    assert OFFICES.add_working_days(date(2013, 5, 24), -1) == date(2013, 5, 23)


@pytest.mark.parametrize("n", [10**7, -(10**7)])
def test_a_step_out_of_time_is_refused(n: int) -> None:
    with pytest.raises(ValueError, match="is not a date"):
        OFFICES.add_working_days(LETTER_DAY, n)


@pytest.mark.parametrize(
    "day", [date.min, date(1857, 1, 1), date(1989, 12, 31), date(2101, 1, 3), date(2256, 12, 31), date.max]
)
def test_a_day_beyond_the_known_years_still_gets_an_answer(day: date) -> None:
    assert not OFFICES.covers(day)
    assert OFFICES.is_working(day) == (day.weekday() < 5)
    assert OFFICES.holiday_name(day) is None
    assert isinstance(OFFICES.working_days_between(LETTER_DAY, day), int)


def test_the_operator_adds_and_takes_back_days() -> None:
    changed = thai_government_calendar(2013, 2013, added={date(2013, 6, 10): AGENCY_DAY}, removed=[date(2013, 5, 13)])
    assert changed.holiday_name(date(2013, 6, 10)) == AGENCY_DAY
    assert changed.is_working(date(2013, 5, 13))
    assert changed.working_days_between(LETTER_DAY, date(2013, 6, 28)) == 45
    assert OFFICES.is_working(date(2013, 6, 10))


def test_the_same_calendar_is_built_once() -> None:
    assert thai_government_calendar(2012, 2014) is thai_government_calendar(2012, 2014)
    assert thai_government_calendar() is OFFICES


def test_a_calendar_cannot_be_changed_through_what_it_was_made_from() -> None:
    mine = {date(2013, 6, 10): AGENCY_DAY}
    calendar = WorkingCalendar(2013, 2013, mine)
    mine.clear()
    assert not calendar.is_working(date(2013, 6, 10))
    with pytest.raises(TypeError):
        calendar.holidays[date(2013, 6, 11)] = AGENCY_DAY  # type: ignore[index]


def test_a_calendar_that_makes_no_sense_is_refused() -> None:
    with pytest.raises(ValueError, match="before it starts"):
        thai_government_calendar(2014, 2013)
    with pytest.raises(ValueError, match="lies outside"):
        thai_government_calendar(2013, 2013, added={date(2014, 1, 2): AGENCY_DAY})
