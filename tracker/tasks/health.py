"""Is a task where it should be, and what do many tasks add up to? Every formula of the product stands here, and only here.

The page /method explains these rules to people; `tracker status`, pages and reports all call them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Protocol

from tracker.lang import Bilingual
from tracker.tasks.task import Task
from tracker.tasks.workflow import State

AT_RISK_POINTS = 15
"""So many percentage points behind the plan put a task at risk (visual language of the product, chosen by its owners)."""


class Calendar(Protocol):
    """What the rules need to know of working days."""

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]."""


class Health(StrEnum):
    """How a task stands against its plan, worst first. Computed, never typed in."""

    LATE = "late"
    AT_RISK = "at_risk"
    ON_TRACK = "on_track"
    DONE = "done"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The word for people."""
        return HEALTH_TITLES[self]


HEALTH_TITLES = {
    Health.LATE: Bilingual(th="ล่าช้า", en="Late"),
    Health.AT_RISK: Bilingual(th="เสี่ยง", en="At risk"),
    Health.ON_TRACK: Bilingual(th="ตามแผน", en="On track"),
    Health.DONE: Bilingual(th="เสร็จแล้ว", en="Done"),
}
WORST_FIRST = tuple(Health)


def plan_percent(start_on: date, due_on: date, day: date, calendar: Calendar) -> int:
    """How far the plan says a task should be at the end of `day`: a straight line over working days, 0 to 100.

    plan = working days in (start, day] ÷ working days in (start, due]; 100 from the due date on. Rounded as percent_of says.
    """
    if day >= due_on:
        return 100
    if day <= start_on:
        return 0
    whole = calendar.working_days_between(start_on, due_on)
    gone = calendar.working_days_between(start_on, day)
    return percent_of(100 * gone, max(whole, 0))


def health(task: Task, day: date, calendar: Calendar) -> Health | None:
    """How the task stands on `day`; None when it was waived.

    done = verified · late = due date passed and not submitted (a returned task counts) · at risk = claim 15 points or more
    behind the plan · on track = the rest, also a submission that waits.
    """
    match task.state:
        case State.WAIVED:
            return None
        case State.VERIFIED:
            return Health.DONE
        case State.SUBMITTED:
            return Health.ON_TRACK
    if day > task.due_on:
        return Health.LATE
    behind = plan_percent(task.plan.start_on, task.due_on, day, calendar) - task.claimed
    return Health.AT_RISK if behind >= AT_RISK_POINTS else Health.ON_TRACK


@dataclass(frozen=True, slots=True)
class Standing:
    """One task on one day: the task, its health and its plan (percent)."""

    task: Task
    health: Health | None
    planned: int
    working_days_late: int


def standing(task: Task, day: date, calendar: Calendar) -> Standing:
    """The task's health, plan and lateness on `day`; lateness counts working days after the due date, 0 when not late."""
    found = health(task, day, calendar)
    late = calendar.working_days_between(task.due_on, day) if found is Health.LATE else 0
    return Standing(task, found, plan_percent(task.plan.start_on, task.due_on, day, calendar), late)


@dataclass(frozen=True, slots=True)
class RollUp:
    """What a group of tasks adds up to. Waived tasks are in neither numerator nor denominator.

    percent = Σ(weight × percent) ÷ Σ weight; the points and the weight are kept so that the figure proves itself.
    """

    tasks: int
    weight: int
    claimed_points: int
    verified_points: int
    planned_points: int
    counts: Mapping[Health, int]
    waiting: int
    waived: int

    @property
    def claimed(self) -> int:
        """Claimed percent, rounded as percent_of says; 0 for an empty group."""
        return percent_of(self.claimed_points, self.weight)

    @property
    def verified(self) -> int:
        """Verified percent, rounded as percent_of says; 0 for an empty group."""
        return percent_of(self.verified_points, self.weight)

    @property
    def planned(self) -> int:
        """Planned percent, rounded as percent_of says; 0 for an empty group."""
        return percent_of(self.planned_points, self.weight)

    @property
    def done(self) -> int:
        """How many tasks are verified."""
        return self.counts.get(Health.DONE, 0)

    @property
    def worst(self) -> Health | None:
        """The worst health in the group – a group takes its worst task's; None when it is empty."""
        return next((health for health in WORST_FIRST if self.counts.get(health)), None)


def roll_up(standings: Iterable[Standing]) -> RollUp:
    """Add up tasks of one day."""
    every = list(standings)
    counted = [each for each in every if each.health is not None]
    return RollUp(
        tasks=len(counted),
        weight=sum(each.task.plan.weight for each in counted),
        claimed_points=sum(each.task.plan.weight * each.task.claimed for each in counted),
        verified_points=sum(each.task.plan.weight * each.task.verified for each in counted),
        planned_points=sum(each.task.plan.weight * each.planned for each in counted),
        counts=dict(Counter(each.health for each in counted if each.health)),
        waiting=sum(each.task.state is State.SUBMITTED for each in counted),
        waived=len(every) - len(counted),
    )


def percent_of(points: int, weight: int) -> int:
    """points ÷ weight as a whole percentage: half up, but never 100 before everything is there, so that one open task of
    hundreds still shows. `points` counts hundredths of the weight; 0 when there is no weight."""
    if points < 100 * weight:
        return min((2 * points + weight) // (2 * weight), 99)
    return 100 if weight else 0
