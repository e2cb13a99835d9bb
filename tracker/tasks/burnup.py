"""How did plan, claim and verification grow week by week? Past weeks are pictures of past cuts, which never change."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import select

from tracker import clock
from tracker.extensions import db
from tracker.ledger.store import LedgerEvent
from tracker.tasks.health import Standing, plan_percent
from tracker.tasks.picture import Picture, picture_at
from tracker.workdays import WorkingCalendar

MOST_POINTS = 12
"""More dots than this cannot be told apart in the chart; longer times take wider steps."""


@dataclass(frozen=True, slots=True)
class Point:
    """One dot: percentages of the headline obligation at the end of a day, as known on that day. For days to come, and for those
    before the resolution was entered, claim and verification are None and the plan is that of the tasks of the page's day."""

    day: date
    plan: int
    claimed: int | None
    verified: int | None


def burnup(shown: Picture, last: date | None, cuts: dict[date, int]) -> tuple[Point, ...]:
    """The dots from the first start to the `last` working day (None: the last due date); `cuts` holds the cut of every past day among
    them (see `cuts_on`)."""
    headline = shown.of_obligation(shown.register.resolution.headline)
    counted = [each for each in headline if each.health is not None]
    return tuple(_point(shown, counted, day, cuts) for day in days(shown, last)) if counted else ()


def days(shown: Picture, last: date | None) -> list[date]:
    """The days of the chart: whole weeks counted back from the last one, the first start, and the day of the page."""
    tasks = [each.task for each in shown.of_obligation(shown.register.resolution.headline) if each.health is not None]
    if not tasks:
        return []
    first = min(task.plan.start_on for task in tasks)
    end = max(last or max(task.due_on for task in tasks), first)
    step = 7 * max(1, -(-(end - first).days // (7 * MOST_POINTS)))
    found = {end - timedelta(days=back) for back in range(0, (end - first).days + 1, step)}
    return sorted(found | {first} | ({shown.day} if first <= shown.day <= end else set()))


def cuts_on(resolution_id: int, asked: Sequence[date]) -> dict[date, int]:
    """The last event of the resolution recorded up to the end of each day, in one query; 0 when there is none."""
    if not asked:
        return {}
    columns = [
        select(LedgerEvent.seq)
        .where(LedgerEvent.resolution_id == resolution_id, LedgerEvent.recorded_at < clock.end_of_day(day))
        .order_by(LedgerEvent.recorded_at.desc(), LedgerEvent.seq.desc())
        .limit(1)
        .scalar_subquery()
        .label(f"cut_{number}")
        for number, day in enumerate(asked)
    ]
    return dict(zip(asked, (cut or 0 for cut in db.session.execute(select(*columns)).one()), strict=True))


def _point(shown: Picture, counted: list[Standing], day: date, cuts: dict[date, int]) -> Point:
    then = shown if day == shown.day else picture_at(shown.resolution_id, cuts[day], day) if cuts.get(day) else None
    if then is None:
        return Point(day, _planned(counted, day, shown.calendar), None, None)
    return Point(day, then.headline.planned, then.headline.claimed, then.headline.verified)


def _planned(counted: list[Standing], day: date, calendar: WorkingCalendar) -> int:
    """The plan of a group on a day that has no picture: the same weighted mean, rounded half up."""
    weight = sum(each.task.plan.weight for each in counted)
    points = sum(
        each.task.plan.weight * plan_percent(each.task.plan.start_on, each.task.due_on, day, calendar)
        for each in counted
    )
    return (2 * points + weight) // (2 * weight) if weight else 0
