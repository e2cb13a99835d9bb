"""Which tasks of any resolution are in a state, belong to an agency, or are late today? Found by indexes, however many there are.

Today's health stands in the rows: an open task is late after `due_on`, at risk from `risk_on`. No question here goes through all
tasks for a page; the two that count many are kept until the ledger's next event.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import (
    BindParameter,
    ColumnElement,
    Select,
    bindparam,
    case,
    func,
    select,
    text,
    tuple_,
)

from tracker.calendar.store import calendar_for
from tracker.extensions import db
from tracker.ledger.cuts import KeptByCut
from tracker.ledger.store import last_seq
from tracker.tasks.health import Health, RollUp, plan_percent, roll_up
from tracker.tasks.outlook import risk_on
from tracker.tasks.store import OPEN_WORDS, TaskRow, select_tasks, tasks_found
from tracker.tasks.task import Task
from tracker.tasks.workflow import OPEN, State

Found = tuple[int, Task]
"""A task with its resolution's id."""

_T = TaskRow.__table__.c
_OPEN = text(OPEN_WORDS)
_DAY: BindParameter[date] = bindparam("day")
_LATE, _AT_RISK = _T.due_on < _DAY, (_T.risk_on <= _DAY) & (_T.due_on >= _DAY)
_RANK = case((_T.due_on < _DAY, 0), (_T.risk_on <= _DAY, 1), else_=2)
EMPTY = roll_up(())


@dataclass(frozen=True, slots=True)
class Group:
    """The late tasks of one agency under one resolution: how many, and the earliest due date among them."""

    resolution_id: int
    agency: str
    tasks: int
    since: date


def open_of(
    agency: str, day: date, limit: int, after: Task | None = None, holders: Collection[str] | None = None
) -> list[Found]:  # fmt: skip
    """Open tasks that an agency carries out: late before at risk before the rest, within each the earliest due date first."""
    order = (_RANK, _T.due_on, _T.position, _T.id)
    query = select_tasks().where(_OPEN, _T.agency == bindparam("agency")).order_by(*order).limit(bindparam("most"))
    values: dict[str, Any] = {"agency": agency, "day": day, "most": limit}
    if after is not None:
        place = (_rank(after, day), after.due_on, after.position, after.id)
        query = query.where(tuple_(*order) > tuple_(*place))
    return tasks_found(_naming(query, holders), values)


def in_state(agency: str, state: State, limit: int, holders: Collection[str] | None = None) -> list[Found]:
    """Tasks of an agency in a state, the latest changed first."""
    query = select_tasks().where(_T.agency == bindparam("agency"), _T.state == bindparam("state"))
    latest = query.order_by(_T.changed_at.desc(), _T.id).limit(bindparam("most"))
    return tasks_found(_naming(latest, holders), {"agency": agency, "state": state.value, "most": limit})


def served(agency: str, limit: int) -> list[Found]:
    """Unfinished tasks that others carry out for an agency, the earliest due date first."""
    unfinished = [state.value for state in (*OPEN, State.SUBMITTED)]
    query = select_tasks().where(
        _T.for_agency == bindparam("agency"), _T.agency != bindparam("agency"), _T.state.in_(sorted(unfinished))
    )
    return tasks_found(
        query.order_by(_T.due_on, _T.position, _T.id).limit(bindparam("most")), {"agency": agency, "most": limit}
    )


def at_risk(day: date, limit: int) -> list[Found]:
    """Tasks at risk, the earliest due date first."""
    return _open_where(_AT_RISK, (_T.due_on, _T.id), day, limit)


def late_of(groups: Collection[Group], day: date) -> list[Found]:
    """All late tasks of some groups, the longest overdue first."""
    pairs = {(group.resolution_id, group.agency) for group in groups}
    found = _open_where(_LATE & _T.resolution_id.in_({pair[0] for pair in pairs}), (_T.due_on, _T.id), day, None)
    return [(id_, task) for id_, task in found if (id_, task.agency) in pairs]


def _open_where(condition: ColumnElement[bool], order: Iterable[Any], day: date, limit: int | None) -> list[Found]:
    return tasks_found(select_tasks().where(_OPEN, condition).order_by(*order).limit(limit), {"day": day})


def _naming(query: Select[Any], holders: Collection[str] | None) -> Select[Any]:
    return query if holders is None else query.where(_T.responsible.in_(sorted(holders)))


def answered_by(holders: Collection[str], day: date, limit: int) -> list[Found]:
    """Open tasks that name one of these posts or persons: late before at risk before the rest, the earliest due date first."""
    query = _naming(select_tasks().where(_OPEN), holders).order_by(_RANK, _T.due_on, _T.position, _T.id)
    return tasks_found(query.limit(bindparam("most")), {"day": day, "most": limit})


def open_by_holder(agency: str) -> dict[str | None, int]:
    """How many open tasks of an agency name each post or person, or nobody."""
    query = select(_T.responsible, func.count()).where(_OPEN, _T.agency == agency)
    return {row[0]: row[1] for row in db.session.execute(query.group_by(_T.responsible))}


def resolutions_of(task_ids: Collection[int]) -> set[int]:
    """The ids of the resolutions that these tasks belong to."""
    return set(db.session.scalars(select(_T.resolution_id).where(_T.id.in_(sorted(task_ids))).distinct()))


def of_codes(pairs: Collection[tuple[int, str]]) -> list[Found]:
    """The tasks of some templates, each named by its resolution's id and its code."""
    ids, codes = {pair[0] for pair in pairs}, {pair[1] for pair in pairs}
    query = select_tasks().where(_T.resolution_id.in_(sorted(ids)), _T.code.in_(sorted(codes)))
    found = tasks_found(query.order_by(_T.position, _T.id))
    return [(id_, task) for id_, task in found if (id_, task.code) in pairs]


def of_ids(ids: Collection[int]) -> list[Found]:
    """The tasks with these ids."""
    return tasks_found(select_tasks().where(_T.id.in_(sorted(ids))))


def late_groups(day: date, limit: int) -> tuple[Group, ...]:
    """Agencies with late tasks by resolution, most of them first."""
    return _late_groups(last_seq(), day, limit)


@KeptByCut
def _late_groups(_cut: int, day: date, limit: int) -> tuple[Group, ...]:
    number = func.count()
    query = select(_T.resolution_id, _T.agency, number, func.min(_T.due_on)).where(_OPEN, _LATE)
    grouped = query.group_by(_T.resolution_id, _T.agency).order_by(number.desc(), func.min(_T.due_on), _T.agency)
    return tuple(Group(*row) for row in db.session.execute(grouped.limit(limit), {"day": day}))


def in_health(day: date) -> Mapping[Health, int]:
    """How many tasks of all resolutions are late and at risk."""
    return _in_health(last_seq(), day)


@KeptByCut
def _in_health(_cut: int, day: date) -> Mapping[Health, int]:
    late_ones, risky = (
        select(func.count()).select_from(TaskRow.__table__).where(_OPEN, condition).scalar_subquery()
        for condition in (_LATE, _AT_RISK)
    )
    found = db.session.execute(select(late_ones, risky), {"day": day}).one()
    return {Health.LATE: found[0], Health.AT_RISK: found[1]}


def of_pairs(pairs: Collection[tuple[int, str]]) -> dict[tuple[int, str], int]:
    """How many tasks these agencies have under these resolutions, those not pursued left out."""
    query = select(_T.resolution_id, _T.agency, func.count()).where(
        _T.resolution_id.in_({pair[0] for pair in pairs}), _T.state != State.WAIVED.value
    )
    rows = db.session.execute(query.group_by(_T.resolution_id, _T.agency))
    return {(id_, agency): number for id_, agency, number in rows if (id_, agency) in pairs}


def last_due(resolution_ids: Collection[int]) -> dict[int, date]:
    """The last due date of the tasks of each of these resolutions."""
    query = select(_T.resolution_id, func.max(_T.due_on)).where(_T.resolution_id.in_(list(resolution_ids)))
    return {row[0]: row[1] for row in db.session.execute(query.group_by(_T.resolution_id))}


def sums_of_resolutions(resolution_ids: Collection[int], day: date) -> dict[int, RollUp]:
    """What the tasks of each of these resolutions add up to on a day; one question."""
    return _sums(_T.resolution_id, _T.resolution_id.in_(list(resolution_ids)), day)


def sum_of_agency(agency: str, day: date, holders: Collection[str] | None = None) -> RollUp:
    """What an agency's own tasks of all resolutions add up to on a day."""
    own = _T.agency == agency if holders is None else (_T.agency == agency) & _T.responsible.in_(sorted(holders))
    return _sums(_T.agency, own, day).get(agency, EMPTY)


def _sums(by: Any, condition: ColumnElement[bool], day: date) -> dict[Any, RollUp]:
    """Sums by state and dates, which together tell plan and health of every task in the group."""
    risky = case((_AT_RISK, True), else_=False)
    columns = (by, _T.state, _T.start_on, _T.due_on, risky)
    totals = (
        func.count(), func.sum(_T.weight), func.sum(_T.weight * _T.claimed), func.sum(_T.weight * _T.verified)
    )  # fmt: skip
    rows = db.session.execute(select(*columns, *totals).where(condition).group_by(*columns), {"day": day})
    found: dict[Any, RollUp] = {}
    for key, *row in rows:
        found[key] = _added(found.get(key, EMPTY), row, day)
    return found


def _added(sum_: RollUp, row: list[Any], day: date) -> RollUp:
    """A sum with some equal tasks more."""
    state, start_on, due_on, risky, tasks, weight, claimed, verified = row
    if state == State.WAIVED.value:
        return replace(sum_, waived=sum_.waived + tasks)
    health = _health(State(state), due_on, risky=bool(risky), day=day)
    planned = weight * plan_percent(start_on, due_on, day, calendar_for(day))
    return RollUp(
        sum_.tasks + tasks, sum_.weight + weight, sum_.claimed_points + claimed, sum_.verified_points + verified,
        sum_.planned_points + planned, {**sum_.counts, health: sum_.counts.get(health, 0) + tasks},
        sum_.waiting + (tasks if state == State.SUBMITTED.value else 0), sum_.waived,
    )  # fmt: skip


def _health(state: State, due_on: date, *, risky: bool, day: date) -> Health:
    """What `health.health` says of a task whose risk is known."""
    if state is State.VERIFIED:
        return Health.DONE
    if state is State.SUBMITTED:
        return Health.ON_TRACK
    return Health.LATE if day > due_on else Health.AT_RISK if risky else Health.ON_TRACK


def _rank(task: Task, day: date) -> int:
    """What _RANK says of a task's row."""
    risk = risk_on(task, calendar_for(day))
    return 0 if task.due_on < day else 1 if risk is not None and risk <= day else 2
