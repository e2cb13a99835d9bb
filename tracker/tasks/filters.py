"""Which tasks does a list hold? What they have in common, as values; pure: standings in, yes or no out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.clock import bangkok_day
from tracker.resolutions.rules import Obligation
from tracker.tasks.filter_kinds import Due, Mark, Proof
from tracker.tasks.health import WORST_FIRST, Calendar, Health, Standing
from tracker.tasks.task import Task
from tracker.tasks.workflow import OPEN, State

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True)
class Seen:
    """From where a list is looked at: the day, its working days, and the obligations of the register."""

    day: date
    calendar: Calendar
    obligations: Mapping[str, Obligation]


@dataclass(frozen=True, slots=True)
class Filter:
    """What the tasks have in common. Several values of one kind: any of them; several kinds: all of them.

    `agency` carries a task out; `agency_row` owns the matrix row it counts in; `stale` is a number of working days without a report;
    `responsible` is as an address says it, `holders` what that means: any of these posts and persons (None: nobody was named).
    `ignored` names what an address asked for that nobody knows.
    """

    health: tuple[Health, ...] = ()
    state: tuple[State, ...] = ()
    agency: tuple[str, ...] = ()
    agency_row: tuple[str, ...] = ()
    column: tuple[str, ...] = ()
    obligation: tuple[str, ...] = ()
    due: tuple[Due, ...] = ()
    due_from: date | None = None
    due_to: date | None = None
    stale: int | None = None
    evidence: Proof | None = None
    mark: tuple[Mark, ...] = ()
    responsible: tuple[str, ...] = ()
    holders: frozenset[str | None] = frozenset()
    q: str = ""
    ignored: tuple[str, ...] = ()

    def without_health(self) -> Filter:
        """The same tasks in any health."""
        return replace(self, health=())

    def meets(self, each: Standing, seen: Seen) -> bool:
        """Is this one of the tasks? Tasks that are not being pursued are there only when asked for by their state."""
        plan, duty = each.task.plan, seen.obligations[each.task.plan.obligation]
        return (
            (each.task.state in self.state if self.state else not each.task.waived)
            and (not self.health or each.health in self.health)
            and (not self.agency or plan.agency in self.agency)
            and (not self.agency_row or plan.for_agency in self.agency_row)
            and (not self.column or duty.matrix_column in self.column)
            and (not self.obligation or duty.code in self.obligation or duty.group in self.obligation)
            and self._dates(each.task, seen)
            and (self.evidence is None or (each.task.evidence > 0) is (self.evidence is Proof.WITH))
            and (not self.mark or any(mark.is_on(each.task) for mark in self.mark))
            and (not self.responsible or each.task.responsible in self.holders)
            and self.q.casefold() in f"{plan.code} {plan.title.th} {plan.title.en}".casefold()
        )

    def _dates(self, task: Task, seen: Seen) -> bool:
        due = task.due_on
        return (
            (not self.due or any(_is_due(task, kind, seen.day) for kind in self.due))
            and (self.due_from is None or self.due_from <= due)
            and (self.due_to is None or due <= self.due_to)
            and (self.stale is None or silent_for(task, seen) >= self.stale)
        )


def _is_due(task: Task, kind: Due, day: date) -> bool:
    due = task.due_on
    return due < day if kind is Due.PASSED else day <= due <= day + WEEK and task.state in OPEN


def silent_for(task: Task, seen: Seen) -> int:
    """How many working days the agency has said nothing about a task on which it still has to act; -1 when it has not to.

    Counted from its last report, and before the first one from the day on which work was to begin.
    """
    if task.state not in OPEN:
        return -1
    return max(seen.calendar.working_days_between(reported_on(task) or task.plan.start_on, seen.day), 0)


def reported_on(task: Task) -> date | None:
    """The day of the agency's last report; None before the first one."""
    return bangkok_day(task.reported_at) if task.reported_at else None


def worst_first(standings: Iterable[Standing]) -> list[Standing]:
    """Late before at risk before on track before done, within each the earliest due date first; not pursued last."""
    order = {health: place for place, health in enumerate(WORST_FIRST)}
    return sorted(
        standings,
        key=lambda each: (order[each.health] if each.health else len(order), each.task.due_on, each.task.position, each.task.id),
    )  # fmt: skip
