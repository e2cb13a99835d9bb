"""Does the plan of a task that runs over years stay the same, from whichever year one looks at it?"""

from __future__ import annotations

from datetime import date

from tests.rules.task_samples import task
from tracker.calendar.rules import calendar_of
from tracker.tasks.health import plan_percent


def test_one_calendar_holds_all_years() -> None:
    plan = task(start_on=date(2013, 5, 14), due_on=date(2021, 6, 30)).plan
    assert plan_percent(plan.start_on, plan.due_on, date(2017, 6, 1), calendar_of({})) == 50


def test_the_holidays_of_a_late_year_are_known_from_the_beginning() -> None:
    assert not calendar_of({}).is_working(date(2021, 4, 13)), "Songkran"
