"""Who is told of a task on a day, and who is not? The rules without database, on the real calendar of 2556."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.clock import BANGKOK
from tracker.reminders.rules import EVERY_KIND, Audience, Owed, People, Reminder, Rule, letter_due, plan, step_on
from tracker.workdays import thai_government_calendar

CALENDAR = thai_government_calendar()
RULE = Rule()
RULES = {EVERY_KIND: RULE}
DUE = date(2013, 6, 30)
"""A Sunday, as in the resolution."""
LIAISON, OTHER, OFFICER, COORDINATOR, OWN_COORDINATOR, EXECUTIVE, DEPUTY = range(1, 8)
PEOPLE = People(
    liaisons={"mof": (LIAISON, OTHER)},
    officers={"mof": (OFFICER,)},
    coordinators={COORDINATOR: "ega", OWN_COORDINATOR: "mof"},
    executives=(EXECUTIVE,),
    holders={"post:1": LIAISON, "user:2": OTHER},
)
TASK = Owed(task=7, kind="duty", agency="mof", due_on=DUE, responsible="post:1")


def told(day: date, task: Owed = TASK, people: People = PEOPLE, rule: Rule = RULE) -> list[Reminder]:
    return list(plan([task], people, {EVERY_KIND: rule}, CALENDAR, day))


def who(reminders: Iterable[Reminder]) -> set[int]:
    return {each.person for each in reminders}


def days(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def at(day: date, hour: int = 12) -> datetime:
    """An hour of a day in Bangkok."""
    return datetime.combine(day, time(hour), BANGKOK)


def working(n: int, due: date = DUE) -> date:
    """The n-th working day after a due date, or before it."""
    return CALENDAR.add_working_days(due, n)


@pytest.mark.parametrize(
    "day, step",
    [
        (date(2013, 6, 14), "before:10"), (date(2013, 6, 13), None), (date(2013, 6, 17), "before:10"), (date(2013, 6, 21), "before:5"),
        (date(2013, 6, 26), "before:2"), (date(2013, 6, 28), "before:0"), (date(2013, 7, 1), "after:1"), (date(2013, 7, 2), "after:1"),
        (date(2013, 7, 3), "after:3"), (date(2013, 7, 9), "after:3"), (date(2013, 7, 10), "after:8"), (date(2013, 7, 17), "after:13"),
    ],
)  # fmt: skip
def test_the_step_of_a_day_is_the_latest_that_has_come(day: date, step: str | None) -> None:
    found = step_on(DUE, day, RULE, CALENDAR)
    assert (found.name if found else None) == step


@pytest.mark.parametrize(
    "day",
    [date(2013, 5, 4), date(2013, 5, 5), date(2013, 5, 6), date(2013, 5, 13), date(2013, 5, 24), date(2013, 6, 1)],
)
def test_nobody_is_told_on_a_day_off(day: date) -> None:
    assert not CALENDAR.is_working(day)
    assert told(day, replace(TASK, due_on=date(2013, 4, 26))) == []


def test_whoever_answers_for_the_task_is_told_and_all_liaisons_where_nobody_does() -> None:
    day = working(-5)
    assert who(told(day)) == {LIAISON}
    assert who(told(day, replace(TASK, responsible="user:2"))) == {OTHER}
    assert who(told(day, replace(TASK, responsible="post:9"))) == {LIAISON, OTHER}, "a vacant post"
    assert who(told(day, replace(TASK, responsible=None))) == {LIAISON, OTHER}


def test_a_deputy_is_told_instead_and_knows_for_whom() -> None:
    away = replace(PEOPLE, deputies={LIAISON: (DEPUTY,)})
    assert [(each.person, each.in_place_of) for each in told(working(-5), people=away)] == [(DEPUTY, LIAISON)]
    both = replace(PEOPLE, deputies={LIAISON: (OTHER,)})
    assert [(each.person, each.in_place_of) for each in told(working(-5), replace(TASK, responsible=None), both)] == [
        (OTHER, LIAISON)
    ]


@pytest.mark.parametrize(
    "late, audience",
    [
        (1, {LIAISON}), (2, {LIAISON}), (3, {LIAISON, OFFICER}), (5, {LIAISON, OFFICER, COORDINATOR}),
        (9, {LIAISON, OFFICER, COORDINATOR}), (15, {LIAISON, OFFICER, COORDINATOR, EXECUTIVE}),
    ],
)  # fmt: skip
def test_the_further_behind_the_more_people_hear_of_it(late: int, audience: set[int]) -> None:
    """The coordinator of the same agency is never among them."""
    assert who(told(working(late))) == audience


def test_executives_have_one_list_a_week() -> None:
    """On Monday those that had stood still for ten days then; what comes to it on a Wednesday waits for the next Monday."""
    lists = [
        each
        for day in days(date(2013, 7, 1), date(2013, 7, 31))
        for each in told(day)
        if each.audience is Audience.EXECUTIVE
    ]
    assert [(each.step) for each in lists if each.step == "week:2013-W29"] != []
    assert {each.step for each in lists} == {"week:2013-W29", "week:2013-W30", "week:2013-W31"}
    assert len({each.key for each in lists}) == 3


def test_the_ladder_stands_still_while_more_time_is_asked_for() -> None:
    asked = replace(TASK, asked=True)
    assert told(working(8), asked) == []
    assert who(told(working(-2), asked)) == {LIAISON}, "before the due date the question may still be refused"


def test_the_ladder_begins_anew_when_something_moves() -> None:
    moved = replace(TASK, moved_at=at(working(7)))
    assert who(told(working(8), moved)) == {LIAISON}
    assert who(told(working(13), moved)) == {LIAISON, OFFICER, COORDINATOR}


def test_who_is_nudged_hears_of_it_once_whatever_the_step_and_not_after_something_moved() -> None:
    """Long before the first step, on the day of the nudge and on every later one it is the same reminder."""
    early = date(2013, 5, 31)
    nudged = replace(TASK, nudged_at=at(early))
    assert [(each.person, each.step) for each in told(early, nudged)] == [(LIAISON, "nudge:2013-05-31")]
    assert {each.key for day in days(early, date(2013, 6, 7)) for each in told(day, nudged)} == {"7:nudge:2013-05-31:1"}
    assert told(date(2013, 6, 4), replace(nudged, moved_at=at(date(2013, 6, 3)))) == []
    on_saturday = replace(TASK, nudged_at=at(date(2013, 6, 1)))
    assert told(date(2013, 6, 1), on_saturday) == []
    assert {each.step for each in told(date(2013, 6, 3), on_saturday)} == {"nudge:2013-06-01"}


def test_what_was_sent_back_is_told_at_once_to_whoever_answers_for_it() -> None:
    back = replace(TASK, returned_at=at(date(2013, 5, 30)), moved_at=at(date(2013, 5, 30)))
    assert [(each.person, each.step) for each in told(date(2013, 5, 31), back)] == [(LIAISON, "returned:2013-05-30")]
    assert told(date(2013, 6, 10), back) == [], "long ago"


def test_what_moved_later_on_the_same_day_answers_a_nudge_and_what_was_sent_back() -> None:
    """By the instant: who was asked in the morning and reported in the afternoon is not asked again; the other way round, they are."""
    day = date(2013, 5, 31)
    asked = replace(TASK, nudged_at=at(day, 9), returned_at=at(day, 9))
    assert {each.step for each in told(day, asked)} == {"nudge:2013-05-31", "returned:2013-05-31"}
    assert told(day, replace(asked, moved_at=at(day, 15))) == []
    assert len(told(day, replace(asked, moved_at=at(day, 8)))) == 2


def test_the_last_word_of_a_day_is_what_people_said_and_of_that_the_latest() -> None:
    day = working(3)
    sent_back = replace(TASK, nudged_at=at(day, 8), returned_at=at(day, 9), moved_at=at(day, 7))
    steps = [each.step.partition(":")[0] for each in told(day, sent_back) if each.person == LIAISON]
    assert steps == ["after", "nudge", "returned"]
    asked = replace(sent_back, nudged_at=at(day, 10))
    assert [each.step.partition(":")[0] for each in told(day, asked) if each.person == LIAISON][-1] == "nudge"


def test_a_nudge_stays_the_same_reminder_when_more_time_is_granted() -> None:
    nudged = replace(TASK, nudged_at=at(date(2013, 5, 31)))
    keys = {
        each.key for due in (DUE, date(2013, 7, 31)) for each in told(date(2013, 6, 3), replace(nudged, due_on=due))
    }
    assert len(keys) == 1


def test_who_is_liaison_and_officer_is_told_as_the_one_that_binds() -> None:
    both = replace(PEOPLE, officers={"mof": (LIAISON,)})
    assert [(each.person, each.audience) for each in told(working(3), people=both)] == [(LIAISON, Audience.AGENCY)]


def test_a_letter_is_due_after_fifteen_days_without_movement() -> None:
    assert not letter_due(TASK, RULES, CALENDAR, working(14))
    assert letter_due(TASK, RULES, CALENDAR, working(15))
    assert not letter_due(replace(TASK, asked=True), RULES, CALENDAR, working(20))
    assert not letter_due(replace(TASK, moved_at=at(working(10))), RULES, CALENDAR, working(20))
    assert not letter_due(replace(TASK, held_by="ega", held_at=at(working(1))), RULES, CALENDAR, working(20))
    assert letter_due(replace(TASK, held_by=TASK.agency, held_at=at(working(1))), RULES, CALENDAR, working(20))
    assert letter_due(replace(TASK, held_by=None, held_at=at(working(1))), RULES, CALENDAR, working(20))


def test_a_submission_is_told_to_coordinators_of_others_once_it_has_waited() -> None:
    waits = replace(TASK, waiting_since=date(2013, 5, 28))
    assert told(date(2013, 5, 30), waits) == []
    assert [(each.person, each.step, each.days) for each in told(date(2013, 5, 31), waits)] == [
        (COORDINATOR, "waiting:2013-05-28:3", 3)
    ]
    assert {each.step for each in told(date(2013, 6, 7), waits)} == {"waiting:2013-05-28:8"}


def test_who_holds_up_anothers_task_hears_of_it_at_once_and_then_by_the_steps_after_a_due_date() -> None:
    """Long before the due date, and beside whatever the blocked agency itself is told."""
    day = date(2013, 5, 20)
    people = replace(PEOPLE, liaisons={"mof": (LIAISON,), "mol": (OTHER,)})
    held = replace(TASK, due_on=date(2014, 3, 31), held_by="mol", held_at=at(day, 10))
    found = {
        each.step: (each.person, each.audience)
        for later in days(day, day + timedelta(days=21))
        for each in told(later, held, people)
    }
    assert found == {f"held:20130520T1000:{n}": (OTHER, Audience.HOLDUP) for n in (0, 3, 8, 13)}
    assert told(day, replace(held, waiting_since=day), people) == []
    assert told(day, replace(held, held_by="mof"), people) == told(day, replace(held, held_by=None), people) == []
    late = replace(held, due_on=date(2013, 5, 17))
    assert {each.audience for each in told(day, late, people)} == {Audience.HOLDUP, Audience.AGENCY}
    assert who(told(day, replace(held, held_by="ega"), people)) == {COORDINATOR}, "an agency without liaisons"


def test_a_kind_with_a_rule_of_its_own_goes_by_it() -> None:
    rules = {EVERY_KIND: RULE, "duty": replace(RULE, kind="duty", before=(20,))}
    assert [each.step for each in plan([TASK], PEOPLE, rules, CALENDAR, working(-15))] == ["before:20"]


def test_an_executive_rung_that_is_left_out_tells_no_executive() -> None:
    assert EXECUTIVE not in who(told(working(30), rule=replace(RULE, executive=None)))


@given(st.dates(date(2013, 1, 1), date(2014, 12, 31)), st.integers(1, 12))
def test_three_days_away_are_told_once(due: date, gap: int) -> None:
    """Planning every day and planning once in a while give a person the same latest reminder, and the gaps none in between."""
    task = replace(TASK, due_on=due)
    every = days(due - timedelta(days=20), due + timedelta(days=40))
    some = every[::gap]
    daily = {each.key for day in every for each in told(day, task) if each.audience is Audience.AGENCY}
    seldom = [each.key for day in some for each in told(day, task) if each.audience is Audience.AGENCY]
    assert set(seldom) <= daily
    for day in some:
        assert len([each for each in told(day, task) if each.person == LIAISON]) <= 1


@given(st.dates(date(2013, 1, 1), date(2015, 12, 31)), st.integers(-30, 60))
def test_a_step_never_comes_before_its_day(due: date, offset: int) -> None:
    day = due + timedelta(days=offset)
    if not CALENDAR.is_working(day):
        return
    found = step_on(due, day, RULE, CALENDAR)
    if found is not None:
        assert CALENDAR.working_days_between(due, day) >= found.passed or day <= due
        assert (found.passed > 0) == (day > due)


@given(st.dates(date(2013, 1, 1), date(2014, 12, 31)))
def test_each_step_of_the_ladder_is_given_once_to_a_person(due: date) -> None:
    task = replace(TASK, due_on=due)
    keys = [
        each.key
        for day in days(due - timedelta(days=20), due + timedelta(days=30))
        for each in told(day, task)
        if each.person == LIAISON
    ]
    steps = list(dict.fromkeys(keys))
    assert [key.split(":", 2)[2].rpartition(":")[0] for key in steps][:4] == [
        "before:10",
        "before:5",
        "before:2",
        "before:0",
    ]
