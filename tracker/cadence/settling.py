"""Which tasks should a cadence have made by a day, and which of those that are there may be moved or taken back? Pure.

Only what is free changes: a task that is due after today, of which its agency has said nothing, and for whose period no report to the
Cabinet was drawn up. What was taken back returns when its new day lies ahead, whatever its old one was. What the file
itself asks for on a due date serves it, so that nothing is made twice.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import islice, takewhile

from tracker.cadence.rules import Calendar, Occurrence, cabinet_day, occurrences
from tracker.cadence.words import period_words
from tracker.lang import BE_OFFSET, Bilingual
from tracker.resolutions.cadence import Cadence
from tracker.resolutions.expansion import TaskPlan
from tracker.tasks.step import State
from tracker.tasks.task import Task
from tracker.tasks.workflow import OPEN

WITHOUT_WEIGHT = 0
"""The tasks of a cadence have no end, so that a share of the whole would shrink for ever: they count in health and in no percentage."""
LOOK_AHEAD = timedelta(days=400)
"""No period is longer."""
LOOK_BACK = LOOK_AHEAD
"""So far back a machine that was off makes up for what it missed; an older due date changes nothing any more, so its task is not read."""


@dataclass(frozen=True, slots=True)
class Terms:
    """What is settled by: an obligation, who owes it, what its tasks are called, the cadence in force (None: there is none) and the
    Bangkok day on which that was laid down; what was due by then is none of its business."""

    obligation: str
    obligors: tuple[str, ...]
    title: Bilingual
    cadence: Cadence | None
    since: date


@dataclass(frozen=True, slots=True)
class Drawn:
    """A report to the Cabinet: the Bangkok day that it is as of, when it was drawn up (aware), and the tasks of which something was
    recorded after it at that very instant."""

    as_of: date
    at: datetime
    later: frozenset[int] = frozenset()


class Deed(Enum):
    """What becomes of a task."""

    MAKE = "make"
    MOVE = "move"
    GO = "go"
    STAY = "stay"


@dataclass(frozen=True, slots=True)
class Change:
    """What becomes of the task of one agency for one period: `task` as it stands (None: it is made), `plan` as it will be (None: it
    goes, or it stays as it is, and `why` says why)."""

    deed: Deed
    period: str
    task: Task | None
    plan: TaskPlan | None = None
    why: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Planned:
    """A due date of one agency that has no task yet. `version` is that of a task which was taken back and may return (0: none)."""

    agency: str
    plan: TaskPlan
    version: int


@dataclass(frozen=True, slots=True)
class Serving:
    """A task that serves a due date, and the first day on which the Cabinet can have it after the task's own day."""

    task: Task
    cabinet_on: date


@dataclass(frozen=True, slots=True)
class Next:
    """One due date to come: the period, the first day on which the Cabinet can have it, and the tasks that serve it (none yet: they
    are made when the period begins), each with a day of its own, which is a later one where more time was given."""

    occurrence: Occurrence
    cabinet_on: date
    served: tuple[Serving, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """The tasks that serve it."""
        return tuple(each.task for each in self.served)

    def days(self) -> dict[tuple[date, date, date], tuple[Task, ...]]:
        """The days on which it is due, each with the original day and the Cabinet's day after it, and the tasks whose it is; its own
        while there are none."""
        found: dict[tuple[date, date, date], tuple[Task, ...]] = {}
        for each in self.served:
            day = each.task.due_on, each.task.plan.due_on, each.cabinet_on
            found[day] = (*found.get(day, ()), each.task)
        return found or {(self.occurrence.due_on, self.occurrence.due_on, self.cabinet_on): ()}


BEGUN = Bilingual(th="หน่วยงานบันทึกการดำเนินงานไว้แล้ว", en="the agency has reported on it")
DROPPED = Bilingual(th="กำหนดให้ไม่ดำเนินการแล้ว", en="it was decided not to pursue it")
EXTENDED = Bilingual(th="มีการขอหรืออนุมัติขยายกำหนด", en="more time was asked for or given")
REPORTED = Bilingual(th="มีรายงานต่อคณะรัฐมนตรีของงวดนี้แล้ว", en="a report to the Cabinet was drawn up for its period")
PAST = Bilingual(th="ถึงวันครบกำหนดแล้ว", en="its due date has come")
SAME = Bilingual(th="ตรงกับรอบที่กำหนด", en="it agrees with the cadence")


def changes(
    terms: Terms, calendar: Calendar, tasks: Collection[Task], reported: Collection[Drawn], today: date
) -> Iterator[Change]:
    """What has to become of the tasks of an obligation, and what stays of those that are still to come.

    `tasks` are those of the obligation from the `oldest` period on that can change, `reported` the reports to the Cabinet that were
    drawn up. Done once, it asks for nothing more on the same day.
    """
    due_after = _due_after(terms, calendar, max(terms.since, today - LOOK_BACK), today + LOOK_AHEAD)
    begun = list(takewhile(lambda each: each.begins <= today, due_after))
    for agency in dict.fromkeys((*terms.obligors, *(task.agency for task in tasks if task.plan.period))):
        own = {task.plan.period: task for task in tasks if task.agency == agency and task.plan.period}
        due = {each.period: each for each in begun if agency in terms.obligors and not _by_file(each, agency, tasks)}
        for period in sorted(own.keys() | due.keys(), key=str):
            task = own.get(period)
            anew = plan_of(terms, due[period], agency) if period in due else None
            wanted = replace(anew, start_on=_start(due[period], task, today)) if anew else None
            change = _change(str(period), task, wanted, bound(task, reported, today, anew) if task else None)
            if change is not None:
                yield change


def oldest(today: date) -> str:
    """The oldest period whose task can still change on a day."""
    return period_of(today - LOOK_BACK)


def period_of(day: date) -> str:
    """The name of the period that is due in the month of a day."""
    return f"{day:%Y-%m}"


def planned(
    terms: Terms, calendar: Calendar, tasks: Collection[Task], reported: Collection[Drawn], today: date, until: date
) -> Iterator[Planned]:  # fmt: skip
    """The due dates in [today, until] for which there is no task yet, of each agency that owes them; not where one was taken back that
    may not return."""
    ahead = list(_due_after(terms, calendar, max(terms.since, today - timedelta(days=1)), until))
    for agency in terms.obligors:
        own = {task.plan.period: task for task in tasks if task.agency == agency and task.plan.period}
        for each in ahead:
            task = own.get(each.period)
            plan = plan_of(terms, each, agency)
            if _to_come(task, plan, reported, today) and not _by_file(each, agency, tasks):
                yield Planned(agency, plan, task.version if task else 0)


def _to_come(task: Task | None, plan: TaskPlan, reported: Collection[Drawn], today: date) -> bool:
    return task is None or (task.withdrawn and bound(task, reported, today, plan) is None)


def upcoming(terms: Terms, calendar: Calendar, tasks: Collection[Task], today: date, most: int) -> list[Next]:
    """The next due dates, today's among them, at most so many, and those whose tasks were given time until today or later; none that
    were due by the day on which the cadence was laid down."""
    every = _due_after(terms, calendar, max(terms.since, today - LOOK_BACK), today + LOOK_AHEAD * most)
    found = (_next(terms, calendar, tasks, each) for each in every)
    return list(islice((each for each in found if max(each.days())[0] >= today), most))


def _next(terms: Terms, calendar: Calendar, tasks: Collection[Task], each: Occurrence) -> Next:
    serving = (task for task in tasks if task.plan.period == each.period and not task.withdrawn)
    by_file = (task for agency in terms.obligors for task in _by_file(each, agency, tasks))
    served = tuple(Serving(task, cabinet_day(task.due_on, calendar)) for task in (*by_file, *serving))
    return Next(each, cabinet_day(each.due_on, calendar), served)


def afterwards(tasks: Iterable[Task], found: Iterable[Change]) -> list[Task]:
    """The tasks as they will stand after some changes; what is made only then is not among them."""
    changed = {each.task.id: each for each in found if each.task is not None and each.deed in (Deed.MOVE, Deed.GO)}
    after = ((task, changed.get(task.id)) for task in tasks)
    return [
        task if change is None else replace(task, plan=change.plan or task.plan, withdrawn=False)
        for task, change in after
        if change is None or change.plan is not None
    ]


def plan_of(terms: Terms, occurrence: Occurrence, agency: str, start_on: date | None = None) -> TaskPlan:
    """The task of an agency for a period; it starts with the period unless a later day is given."""
    year, month = occurrence.period.split("-")
    every = terms.cadence.every if terms.cadence else 1
    return TaskPlan(
        code=f"{terms.obligation}-R{int(year) + BE_OFFSET}-{month}",
        obligation=terms.obligation,
        agency=agency,
        for_agency=None,
        title=Bilingual(th="{title} {period}", en="{title}, {period}").format(
            title=terms.title, period=period_words(occurrence.period, every)
        ),
        weight=WITHOUT_WEIGHT,
        start_on=start_on or occurrence.begins,
        due_on=occurrence.due_on,
        derived=True,
        period=occurrence.period,
    )


def bound(task: Task, reported: Iterable[Drawn], today: date, anew: TaskPlan | None = None) -> Bilingual | None:
    """Why a task may not be moved or taken back; None when it is free. What was taken back and is wanted `anew` is judged by its new
    period: nobody owed anything for the old one, and a report that was drawn up then was none for this."""
    plan = task.plan
    if anew.due_on < today if task.withdrawn and anew is not None else plan.due_on <= today:
        return PAST
    if task.waived and not task.withdrawn:
        return DROPPED
    state = task.state_before_waiver if task.withdrawn else task.state
    if state is not State.NOT_STARTED or task.reported_at or task.pieces or task.block:
        return BEGUN
    if task.extension or task.extended_to:
        return EXTENDED
    found = (each.as_of for each in reported if _reports(each, task))
    if task.withdrawn and anew is not None:
        found = (day for day in found if anew.start_on <= day <= anew.due_on)
    return REPORTED if any(found) else None


def _reports(report: Drawn, task: Task) -> bool:
    """Was a report drawn up for the period of a task? One of the very day on which the task begins only if the task stood by then as it
    stands: before that it was for the period before, by another cadence maybe."""
    plan = task.plan
    stood = task.changed_at <= report.at and task.id not in report.later
    return plan.start_on < report.as_of <= plan.due_on or (plan.start_on == report.as_of and stood)


def by_file_alone(terms: Terms, calendar: Calendar, tasks: Collection[Task], today: date) -> list[Task]:
    """The tasks to come that the file itself asks for and that serve no period of the cadence: they stay whatever it says."""
    served = {
        task.id
        for each in _due_after(terms, calendar, today, today + LOOK_AHEAD)
        for agency in terms.obligors
        for task in _by_file(each, agency, tasks)
    }
    ahead = (task for task in tasks if task.plan.period is None and task.due_on > today and task.state in OPEN)
    return [task for task in ahead if task.id not in served]


def _start(occurrence: Occurrence, task: Task | None, today: date) -> date:
    """From when a period's task is planned: from the day on which it is made, when the period began before that – nobody could begin with
    what was not there. A task that is there keeps its day."""
    if task is not None and not task.withdrawn and occurrence.begins <= task.plan.start_on <= occurrence.due_on:
        return task.plan.start_on
    return max(occurrence.begins, min(today, occurrence.due_on))


def _due_after(terms: Terms, calendar: Calendar, after: date, until: date) -> Iterator[Occurrence]:
    """The periods due in (after, until]; none where there is no cadence."""
    return occurrences(terms.cadence, calendar, after, until) if terms.cadence else iter(())


def _by_file(occurrence: Occurrence, agency: str, tasks: Iterable[Task]) -> list[Task]:
    """The tasks by which the file itself asks for what is due then."""
    return [task for task in tasks if task.agency == agency and not task.withdrawn and asks_for(task, occurrence)]


def asks_for(task: Task, occurrence: Occurrence) -> bool:
    """Does the file ask for what is due then by this task, also when a day off came between the day named and the due date?"""
    last = max(occurrence.due_on, occurrence.named)
    return task.plan.period is None and occurrence.due_on <= task.plan.due_on <= last


def _change(period: str, task: Task | None, plan: TaskPlan | None, why: Bilingual | None) -> Change | None:
    if task is None:
        return Change(Deed.MAKE, period, None, plan) if plan else None
    if task.withdrawn and plan is None:
        return None
    if plan is not None and task.plan == plan and not task.withdrawn:
        return None if why is PAST else Change(Deed.STAY, period, task, why=why or SAME)
    if why is not None:
        return None if why is PAST or task.withdrawn else Change(Deed.STAY, period, task, why=why)
    return Change(Deed.MOVE, period, task, plan) if plan else Change(Deed.GO, period, task)
