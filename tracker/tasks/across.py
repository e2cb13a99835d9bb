"""Which tasks of all resolutions meet a filter, and in which order? The filter and the order of a list, said to the database.

The same words as `filters.Filter.meets` and `columns`; a test holds both to find the same tasks. A list is read in portions: the next
one begins behind the last task of the one before, so that no portion costs more than another.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, String, Text, and_, case, cast, false, func, or_, select, true

from tracker import clock
from tracker.extensions import db
from tracker.tasks.columns import Layout
from tracker.tasks.filter_kinds import Due, Mark, Proof
from tracker.tasks.filters import WEEK, Filter
from tracker.tasks.health import Calendar, Health
from tracker.tasks.store import TaskRow, select_tasks, tasks_found
from tracker.tasks.task import Task
from tracker.tasks.workflow import OPEN, State
from tracker.web.forms import UNREADABLE

_T = TaskRow.__table__.c
_OPEN = _T.state.in_(sorted(OPEN))
STANDS = '"replaced_by":null,"expired":false'
"""How a piece of evidence that stands is written; inside a text every quotation mark has a stroke before it."""

Condition = ColumnElement[bool]


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of all resolutions: the filter and the order, seen on a day."""

    filter: Filter
    layout: Layout
    day: date
    calendar: Calendar


@dataclass(frozen=True, slots=True)
class Key:
    """One thing that tasks are ordered by; those without a value go last either way."""

    value: ColumnElement[Any]
    descending: bool = False


def portion(asked: Asked, most: int, after: int | None = None) -> list[tuple[int, Task]]:
    """The next tasks behind the one with this id (None: the first ones), each with its resolution's id; two questions at most."""
    keys = order(asked)
    query = select_tasks().where(*conditions(asked.filter, asked.day, asked.calendar))
    if after is not None:
        place = db.session.execute(select(*(key.value for key in keys)).where(_T.id == after)).one_or_none()
        if place is None:
            return []
        query = query.where(_behind(keys, tuple(place)))
    return tasks_found(query.order_by(*_ordering(keys)).limit(most))


def counted(asked: Asked) -> Mapping[Health | None, int]:
    """How many tasks meet the filter, by health (None: not being pursued); one question."""
    health = health_of(asked.day)
    query = select(health, func.count()).where(*conditions(asked.filter, asked.day, asked.calendar)).group_by(health)
    return {Health(word) if word else None: number for word, number in db.session.execute(query)}


def pursued() -> int:
    """How many tasks of all resolutions are being pursued."""
    return db.session.scalar(select(func.count()).where(_T.state != State.WAIVED.value)) or 0


def health_of(day: date) -> ColumnElement[str]:
    """The health of a row on a day, in the words of Health; "" for a task that is not being pursued."""
    return case(
        (_T.state == State.WAIVED.value, ""),
        (_T.state == State.VERIFIED.value, Health.DONE.value),
        (_T.state == State.SUBMITTED.value, Health.ON_TRACK.value),
        (_T.due_on < day, Health.LATE.value),
        (_T.risk_on <= day, Health.AT_RISK.value),
        else_=Health.ON_TRACK.value,
    )


def conditions(asked: Filter, day: date, calendar: Calendar) -> list[Condition]:
    """What a row must meet. Columns of the matrix and groups of obligations belong to one resolution and are not asked for here."""
    found = [_T.state.in_([each.value for each in asked.state]) if asked.state else _T.state != State.WAIVED.value]
    for column, values in (
        (_T.agency, asked.agency),
        (_T.for_agency, asked.agency_row),
        (_T.obligation, asked.obligation),
    ):
        if values:
            found.append(column.in_(values))
    if asked.health:
        found.append(health_of(day).in_([each.value for each in asked.health]))
    if asked.mark:
        found.append(or_(*(_marked(each) for each in asked.mark)))
    if asked.responsible:
        found.append(_answering(asked.holders))
    if asked.evidence:
        stands = cast(_T.pieces, Text).contains(STANDS, autoescape=True)
        found.append(stands if asked.evidence is Proof.WITH else ~stands)
    return [*found, *_dates(asked, day, calendar), *([_words(asked.q)] if asked.q else [])]


def _dates(asked: Filter, day: date, calendar: Calendar) -> Iterable[Condition]:
    if asked.due:
        ways = {Due.PASSED: _T.due_on < day, Due.WEEK: _T.due_on.between(day, day + WEEK) & _OPEN}
        yield or_(*(ways[each] for each in asked.due))
    if asked.due_from:
        yield _T.due_on >= asked.due_from
    if asked.due_to:
        yield _T.due_on <= asked.due_to
    if asked.stale is not None:
        last = _last_day(asked.stale, day, calendar)
        silent = or_(_T.reported_at < clock.end_of_day(last), _T.reported_at.is_(None) & (_T.start_on <= last))
        yield _OPEN & silent


def _last_day(working_days: int, day: date, calendar: Calendar) -> date:
    """The last day after which so many working days have gone by on `day`."""
    low, high = date(1, 1, 1).toordinal(), day.toordinal()
    while low < high:
        middle = (low + high + 1) // 2
        enough = calendar.working_days_between(date.fromordinal(middle), day) >= working_days
        low, high = (middle, high) if enough else (low, middle - 1)
    return date.fromordinal(low)


def _marked(mark: Mark) -> Condition:
    match mark:
        case Mark.BLOCKED:
            return _T.held_since.is_not(None)
        case Mark.ASKS:
            return _T.asked_at.is_not(None)
        case Mark.EXTENDED:
            return _T.extended_to.is_not(None) & (cast(_T.extended_to, String) > _T.plan["due_on"].as_string())
        case Mark.REOPENED:
            return _T.reopened != ""


def _answering(holders: frozenset[str | None]) -> Condition:
    named = _T.responsible.in_(sorted(each for each in holders if each is not None))
    return or_(named, _T.responsible.is_(None)) if None in holders else named


def _words(text: str) -> Condition:
    if UNREADABLE.search(text):
        return false()
    titles = (_T.code, _T.plan[("title", "th")].as_string(), _T.plan[("title", "en")].as_string())
    return or_(*(func.lower(title).contains(text.casefold(), autoescape=True) for title in titles))


def _rank(words: Sequence[str], value: ColumnElement[str]) -> ColumnElement[int]:
    return case({word: place for place, word in enumerate(words)}, value=value, else_=len(words))


ORDERS: Mapping[str, Callable[[date], list[ColumnElement[Any]]]] = {
    "code": lambda _day: [_T.code],
    "title": lambda _day: [_T.plan[("title", "th")].as_string()],
    "agency": lambda _day: [_T.agency, _T.for_agency],
    "obligation": lambda _day: [_T.obligation],
    "state": lambda _day: [_rank([each.value for each in State], _T.state)],
    "health": lambda day: [case((health_of(day) == "", None), else_=_rank([each.value for each in Health], health_of(day)))],
    "due": lambda _day: [_T.due_on],
    "claimed": lambda _day: [_T.claimed],
    "verified": lambda _day: [_T.verified],
    "weight": lambda _day: [_T.weight],
    "reported": lambda _day: [_T.reported_at],
    "waiting": lambda _day: [case((_T.state == State.SUBMITTED.value, _T.waiting_since), else_=None)],
    "responsible": lambda _day: [_T.responsible],
}  # fmt: skip
"""The columns by which all resolutions can be sorted: those whose value stands in the row."""


def order(asked: Asked) -> list[Key]:
    """By what the tasks are ordered: the chosen column, else the worst first; equal ones by due date and number."""
    layout = asked.layout
    if layout.sort is not None and layout.sort.name in ORDERS:
        chosen = [Key(each, layout.descending) for each in ORDERS[layout.sort.name](asked.day)]
    else:
        chosen = [Key(_rank([each.value for each in Health], health_of(asked.day)))]
    return [*chosen, Key(_T.due_on), Key(_T.id)]


def _ordering(keys: Iterable[Key]) -> list[ColumnElement[Any]]:
    return [
        each for key in keys for each in (key.value.is_(None), key.value.desc() if key.descending else key.value.asc())
    ]


def _behind(keys: Sequence[Key], place: Sequence[Any]) -> Condition:
    """Behind a place: equal in the first keys, and further in the next one."""
    ways: list[Condition] = []
    equal: Condition = true()
    for key, value in zip(keys, place, strict=True):
        if value is not None:
            further = key.value < value if key.descending else key.value > value
            ways.append(and_(equal, or_(further, key.value.is_(None))))
        equal = and_(equal, key.value.is_(None) if value is None else key.value == value)
    return or_(*ways)


def known_obligations(codes: Sequence[str]) -> list[str]:
    """Those of these codes that some task belongs to."""
    sound = [code for code in codes if not UNREADABLE.search(code)][:100]
    if not sound:
        return []
    return list(
        db.session.scalars(select(_T.obligation).where(_T.obligation.in_(sound)).distinct().order_by(_T.obligation))
    )
