"""Does the plan of a task that runs over years stay the same, from whichever year one looks at it?"""

from __future__ import annotations

from datetime import date

from tests.rules.task_samples import task
from tracker.tasks.health import plan_percent
from tracker.tasks.picture import calendar_for


def test_working_days_are_the_same_from_every_year() -> None:
    plan = task(start_on=date(2013, 5, 14), due_on=date(2021, 6, 30)).plan
    spans = {
        calendar_for(date(year, 5, 31)).working_days_between(plan.start_on, plan.due_on) for year in (2013, 2017, 2021)
    }
    assert len(spans) == 1
    middle = date(2017, 6, 1)
    assert (
        len({plan_percent(plan.start_on, plan.due_on, middle, calendar_for(date(year, 1, 1))) for year in (2013, 2020)})
        == 1
    )


def test_the_holidays_of_a_late_year_are_known_from_the_beginning() -> None:
    assert not calendar_for(date(2013, 5, 31)).is_working(date(2021, 4, 13)), "Songkran"
