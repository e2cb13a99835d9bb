"""What do the entries of people do to the calendar of working days, and what do the rules refuse?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.calendar.rules import (
    CalendarEntryWithdrawn,
    DayOffAdded,
    Entry,
    Fact,
    Says,
    WorkingDayDeclared,
    apply,
    calendar_of,
    check,
    fold,
    stream,
)
from tracker.calendar.year import wanted_year
from tracker.lang import Bilingual
from tracker.ledger.event import Draft, Event, Head, seal
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.refusal import RuleBroken

NAME = Bilingual(th="วันหยุดพิเศษ", en="Special day off")
OFF = DayOffAdded(NAME, "มติคณะรัฐมนตรี 7 พ.ค. 2556")
WORKING, WITHDRAWN = WorkingDayDeclared("เปิดทำการ"), CalendarEntryWithdrawn("บันทึกผิดวัน")
DAYS = st.dates(date(2013, 1, 1), date(2013, 12, 31))
FACTS = st.lists(st.tuples(DAYS, st.sampled_from([OFF, WORKING, WITHDRAWN])), max_size=30)


def lived(facts: list[tuple[date, Fact]]) -> tuple[list[Event], dict[date, Entry]]:
    """The events of those facts that the rules let through, and the entries that stand after them."""
    events: list[Event] = []
    entries: dict[date, Entry] = {}
    for day, fact in facts:
        before = entries.get(day)
        try:
            check(day, fact, before, calendar_of(entries))
        except RuleBroken:
            continue
        last = events[-1] if events else None
        head = Head(last.seq, last.hash, last.recorded_at) if last else Head()
        draft = Draft(stream(day), before.version if before else 0, kind_name(type(fact)), to_data(fact), day)
        events.append(seal(head, draft, 1, datetime(2013, 5, 1, tzinfo=UTC)))
        entries[day] = apply(events[-1], fact)
    return events, entries


@given(FACTS)
def test_the_fold_is_what_stands_and_every_entry_changes_its_day(facts: list[tuple[date, Fact]]) -> None:
    events, entries = lived(facts)
    assert fold(events) == entries
    calendar, package = calendar_of(entries), calendar_of({})
    for day, entry in entries.items():
        assert calendar.is_working(day) == {
            Says.OFF: False, Says.WORKING: True, Says.NOTHING: package.is_working(day)
        }[entry.says]  # fmt: skip


@given(FACTS, DAYS, DAYS)
def test_counting_agrees_with_walking_from_day_to_day(facts: list[tuple[date, Fact]], one: date, other: date) -> None:
    """However the calendar was put right: the count is the number of working days, and adding that many leads back."""
    calendar = calendar_of(lived(facts)[1])
    first, last = sorted((one, other))
    walked = sum(calendar.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    assert calendar.working_days_between(first, last) == walked
    assert calendar.working_days_between(last, first) == -walked
    if walked:
        assert calendar.add_working_days(first, walked) == calendar.last_working_day_on_or_before(last)


@given(FACTS)
def test_a_day_off_takes_exactly_one_working_day(facts: list[tuple[date, Fact]]) -> None:
    entries = lived(facts)[1]
    calendar, package = calendar_of(entries), calendar_of({})
    whole = (date(2012, 12, 31), date(2013, 12, 31))
    moved = sum({Says.OFF: -1, Says.WORKING: 1, Says.NOTHING: 0}[entry.says] for entry in entries.values())
    assert calendar.working_days_between(*whole) == package.working_days_between(*whole) + moved


@pytest.mark.parametrize(
    "day, fact, field, said",
    [
        (date(2013, 5, 11), OFF, "day", "weekend"),
        (date(2013, 5, 6), OFF, "day", "is a day off already"),
        (date(2013, 5, 7), DayOffAdded(Bilingual(th=" ", en="x"), "y"), "name_th", "in Thai"),
        (date(2013, 5, 7), DayOffAdded(Bilingual(th="x", en=""), "y"), "name_en", "in English"),
        (date(2013, 5, 7), DayOffAdded(NAME, "  "), "source", "source"),
        (date(1980, 5, 7), OFF, "day", "outside the calendar"),
        (date(2013, 5, 7), WORKING, "", "is a working day already"),
        (date(2013, 5, 5), WORKING, "", "weekend"),
        (date(2013, 5, 6), WorkingDayDeclared(" "), "reason", "reason"),
        (date(2013, 5, 7), WITHDRAWN, "", "Nothing is entered"),
    ],
)
def test_what_would_change_nothing_is_refused(day: date, fact: Fact, field: str, said: str) -> None:
    with pytest.raises(RuleBroken) as broken:
        check(day, fact, None, calendar_of({}))
    assert broken.value.field == field
    assert said in broken.value.message.en


def test_people_withdraw_rather_than_contradict() -> None:
    off, working = lived([(date(2013, 5, 7), OFF)])[1], lived([(date(2013, 5, 6), WORKING)])[1]
    with pytest.raises(RuleBroken, match="withdraw"):
        check(date(2013, 5, 7), WORKING, off[date(2013, 5, 7)], calendar_of(off))
    with pytest.raises(RuleBroken, match="withdraw"):
        check(date(2013, 5, 6), OFF, working[date(2013, 5, 6)], calendar_of(working))


@pytest.mark.parametrize(
    "typed, year",
    [("", 2013), ("2556", 2013), ("2013", 2013), ("2643", 2100), ("2644", None), ("1800", None), ("๒๕๕๖", None), ("25560", None)],
)  # fmt: skip
def test_which_year_an_address_means(typed: str, year: int | None) -> None:
    assert wanted_year(typed, date(2013, 5, 31)) == year
