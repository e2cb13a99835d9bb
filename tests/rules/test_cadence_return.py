"""Does a period that was taken back return as the task that it was, and are old ones left alone, also when days pass between changes?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from tests.rules.test_cadence import CADENCES, DAYS, FILE, MONTHLY, NOON, TERMS, TODAY, settled
from tracker.cadence.settling import Deed, Drawn, afterwards, changes, oldest, planned, upcoming
from tracker.resolutions.cadence import Cadence
from tracker.tasks.task import Task

ON = st.integers(0, 20).map(lambda days: timedelta(days=days))
"""How many days today moves on between two changes."""
ON_A_DAY = st.builds(Cadence, every=st.just(1), first_on=st.just(date(2013, 5, 31)), day=st.none() | st.integers(1, 31))


def test_a_period_whose_old_day_has_passed_comes_back_for_its_new_one() -> None:
    own = settled(replace(TERMS, cadence=replace(MONTHLY, day=15)))
    gone = settled(replace(TERMS, cadence=None, since=TODAY), own)
    restored, later = replace(TERMS, since=date(2013, 7, 20)), date(2013, 7, 20)
    (found,) = changes(restored, DAYS, gone, (), later)
    assert (found.deed, found.plan and found.plan.due_on) == (Deed.MOVE, date(2013, 7, 31))
    back = settled(restored, gone, later)
    assert [task.id for task in back] == [task.id for task in own]
    assert [each.plan.period for each in planned(restored, DAYS, back, (), later, date(2013, 9, 1))] == ["2013-08"]


def test_a_period_comes_back_on_its_new_day_too_and_not_once_that_has_passed() -> None:
    own = settled(replace(TERMS, cadence=replace(MONTHLY, day=15)))
    gone = settled(replace(TERMS, cadence=None, since=TODAY), own)
    restored = replace(TERMS, since=date(2013, 7, 20))
    for day, deeds in ((date(2013, 7, 31), [Deed.MOVE]), (date(2013, 8, 1), [])):
        assert [each.deed for each in changes(restored, DAYS, gone, (), day) if each.period == "2013-07"] == deeds


def test_what_may_not_return_because_its_report_was_drawn_up_is_not_promised() -> None:
    own = settled(replace(TERMS, cadence=replace(MONTHLY, day=15)))
    gone = settled(replace(TERMS, cadence=None, since=TODAY), own)
    drawn = (Drawn(date(2013, 7, 10), datetime(2013, 7, 10, 9, tzinfo=UTC)),)
    restored, later = replace(TERMS, since=date(2013, 7, 20)), date(2013, 7, 20)
    assert [each for each in changes(restored, DAYS, gone, drawn, later) if each.period == "2013-07"] == []
    assert [each.plan.period for each in planned(restored, DAYS, gone, drawn, later, date(2013, 9, 1))] == ["2013-08"]


def test_a_report_of_the_day_on_which_a_task_begins_is_its_own_only_if_the_task_stood_before() -> None:
    own = settled(TERMS, today=date(2013, 7, 1))
    (task,) = (task for task in own if task.plan.period)
    begun, ended = task.plan.start_on, replace(TERMS, cadence=None, since=TODAY)
    before, after = Drawn(begun, NOON - timedelta(seconds=1)), Drawn(begun, NOON + timedelta(seconds=1))
    at_once, put_back = Drawn(begun, NOON), Drawn(begun, NOON, frozenset({task.id}))
    for report, deed in ((before, Deed.GO), (put_back, Deed.GO), (at_once, Deed.STAY), (after, Deed.STAY)):
        assert [each.deed for each in changes(ended, DAYS, own, (report,), TODAY)] == [deed]


def test_the_next_due_dates_are_those_of_the_tasks_where_more_time_was_given() -> None:
    until = date(2013, 7, 12)
    given_time = [replace(task, extended_to=until) if task.code == "O-3-T4" else task for task in FILE]
    for today in (date(2013, 6, 20), date(2013, 7, 5)):
        june, july = upcoming(TERMS, DAYS, given_time, today, 2)
        assert june.days() == {(until, date(2013, 6, 28), date(2013, 7, 16)): (given_time[1],)}
        assert july.days() == {(date(2013, 7, 31), date(2013, 7, 31), date(2013, 8, 6)): ()}
    assert upcoming(TERMS, DAYS, given_time, date(2013, 7, 13), 1)[0].occurrence.period == "2013-07"


def test_what_a_change_takes_back_serves_nothing_afterwards_and_what_it_moves_serves_its_new_day() -> None:
    own = settled(replace(TERMS, cadence=replace(MONTHLY, day=15)))
    for cadence, due in ((None, []), (MONTHLY, [date(2013, 7, 31)])):
        terms = replace(TERMS, cadence=cadence)
        after = afterwards(own, changes(terms, DAYS, own, (), TODAY))
        assert [task.due_on for task in after if task.plan.period and task.due_on > TODAY] == due
        assert [each.tasks for each in upcoming(terms, DAYS, after, TODAY, 1)] == [tuple(after[-1:])][: len(due)]


@given(ON_A_DAY, st.none() | ON_A_DAY, ON_A_DAY | CADENCES, st.dates(TODAY, date(2014, 12, 31)), ON, ON)
@example(replace(MONTHLY, day=15), None, MONTHLY, TODAY, timedelta(days=10), timedelta(days=5))
def test_what_is_promised_and_has_begun_is_a_task_however_far_apart_the_changes_are(
    first: Cadence, second: Cadence | None, last: Cadence, today: date, then: timedelta, later: timedelta
) -> None:
    own = settled(replace(TERMS, cadence=first), today=today)
    own = settled(replace(TERMS, cadence=second, since=today), own, today)
    terms = replace(TERMS, cadence=last, since=today + then)
    for day in (terms.since, terms.since + later):
        own = settled(terms, own, day)
        promised = planned(terms, DAYS, own, (), day, day + timedelta(days=400))
        assert not [each for each in promised if each.plan.start_on <= day]
        assert all(each.deed is Deed.STAY for each in changes(terms, DAYS, own, (), day))


@given(ON_A_DAY | CADENCES, st.none() | ON_A_DAY | CADENCES, st.dates(date(2014, 6, 1), date(2016, 12, 31)))
def test_what_is_older_than_can_change_need_not_be_read(first: Cadence, then: Cadence | None, today: date) -> None:
    own: tuple[Task, ...] = FILE
    for back in (800, 400, 20):
        day = today - timedelta(days=back)
        own = settled(replace(TERMS, cadence=first), own, day)
    read = [task for task in own if task.plan.period is None or task.plan.period >= oldest(today)]
    for terms in (
        replace(TERMS, cadence=first),
        replace(TERMS, cadence=then),
        replace(TERMS, cadence=then, since=today),
    ):
        assert list(changes(terms, DAYS, read, (), today)) == list(changes(terms, DAYS, own, (), today))
