"""When is an agency to be written to, about which tasks and since when? The rules without database, on the real calendar of 2556."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date

from tracker.reminders.rules import EVERY_KIND, Owed, Rule
from tracker.reminders.writing import ToWrite, Written, due, to_say, to_write
from tracker.workdays import thai_government_calendar

CALENDAR = thai_government_calendar()
RULES = {EVERY_KIND: Rule()}
DUE = date(2013, 5, 3)
FIRST = Owed(task=7, kind="duty", agency="mof", due_on=DUE)
SECOND = replace(FIRST, task=8, due_on=date(2013, 5, 7))
ELSEWHERE = replace(FIRST, task=9, agency="mol")
RESOLUTIONS = {7: 1, 8: 1, 9: 1}


def working(n: int, after: date = DUE) -> date:
    return CALENDAR.add_working_days(after, n)


def asked(day: date, *tasks: Owed, written: Mapping[int, Written] | None = None) -> list[ToWrite]:
    before = written or {}
    return to_write(due(tasks, before, RULES, CALENDAR, day), RESOLUTIONS, before, RULES, CALENDAR, day)


def test_one_letter_asks_for_all_tasks_of_an_agency_the_longest_still_first() -> None:
    both = working(15, SECOND.due_on)
    assert asked(working(14), FIRST) == []
    (letter,) = asked(both, SECOND, FIRST)
    assert (letter.resolution, letter.agency, letter.since, letter.last) == (1, "mof", both, SECOND)
    assert [task.task for task, _still in letter.tasks] == [7, 8]
    assert {each.agency for each in asked(both, FIRST, SECOND, ELSEWHERE)} == {"mof", "mol"}


def test_a_task_whose_resolution_is_not_known_is_in_no_letter() -> None:
    assert asked(working(15), replace(FIRST, task=99)) == []


def test_what_a_draft_names_waits_for_that_draft() -> None:
    assert asked(working(20), FIRST, written={7: Written(drafted=True)}) == []


def test_a_letter_gives_the_agency_as_long_again() -> None:
    written = {7: Written(sent_on=working(16))}
    assert asked(working(30), FIRST, written=written) == []
    (again,) = asked(working(31), FIRST, written=written)
    assert again.since == working(31)
    assert again.tasks[0][1] == 31


def test_no_letter_is_due_where_the_rule_knows_none() -> None:
    assert due([FIRST], {}, {EVERY_KIND: replace(Rule(), letter=None)}, CALENDAR, working(40)) == []


def test_the_days_are_those_on_which_the_first_and_the_last_task_reached_the_rule() -> None:
    first, later, both = working(15), working(16), working(15, SECOND.due_on)
    assert [each.since for each in asked(later, FIRST)] == [first]
    assert [each.since for each in asked(working(20), FIRST)] == [first]
    assert [(each.first, each.since, each.last.task) for each in asked(both, FIRST, SECOND)] == [(first, both, 8)]


def said(day: date, last: date | None, every: int = 5) -> bool:
    rules = {EVERY_KIND: replace(Rule(), every=every)}
    return to_say(asked(day, FIRST), last, rules, CALENDAR, day)


def test_coordinators_hear_of_an_agency_once_and_then_every_so_many_days() -> None:
    since = working(15)
    assert not said(working(14), None)
    assert [said(working(15 + n), working(14)) for n in range(3)] == [True] * 3
    assert [said(working(15 + n), since) for n in range(7)] == [n >= 5 for n in range(7)]
    assert [said(working(15 + n), working(21)) for n in range(6, 12)] == [n >= 10 for n in range(6, 12)]
    assert said(working(30), None, every=0)
    assert not any(said(working(15 + n), since, every=0) for n in range(15))


def test_nobody_hears_of_no_agency() -> None:
    assert not to_say([], None, RULES, CALENDAR, working(20))
