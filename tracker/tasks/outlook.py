"""From which day is a task at risk if nothing more is claimed? Kept with its state, so that a list finds such tasks by an index."""

from __future__ import annotations

from bisect import bisect_left
from datetime import date

from tracker.tasks.health import AT_RISK_POINTS, Calendar, plan_percent
from tracker.tasks.task import Task


def risk_on(task: Task, calendar: Calendar) -> date | None:
    """The first day on which the claim lies so far behind the plan that an open task is at risk; None when it never does.

    From the day after its due date an open task is late, whatever stands here.
    """
    start, due, asked = task.plan.start_on, task.due_on, task.claimed + AT_RISK_POINTS
    if asked > 100:
        return None
    days = range(start.toordinal(), due.toordinal() + 1)
    place = bisect_left(days, asked, key=lambda day: plan_percent(start, due, date.fromordinal(day), calendar))
    return date.fromordinal(days[place]) if place < len(days) else due
