"""How does one agency stand: its headline, its tasks by obligation, what others do for it, and what the papers say of it?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from flask import abort

from tracker.budget.rules import Budget, budget_of
from tracker.dashboard.changes import DAYS, Group, changes
from tracker.dashboard.deadline import deadline_words
from tracker.dashboard.overview import clause_number
from tracker.dashboard.verdict import agency_verdict
from tracker.lang import Bilingual
from tracker.people.store import Agency, agencies, liaisons
from tracker.resolutions.rules import Obligation, SourceDocument
from tracker.tasks.burnup import cuts_on
from tracker.tasks.health import WORST_FIRST, RollUp, Standing, roll_up
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.mixed import held_by
from tracker.tasks.picture import Picture, picture_at
from tracker.tasks.shown import shown_picture
from tracker.tasks.workflow import OPEN


@dataclass(frozen=True, slots=True)
class Work:
    """The agency's tasks of one obligation: those still open, and those that are finished or not being pursued."""

    obligation: Obligation
    clause: str
    deadline: Bilingual
    total: RollUp
    open: tuple[TaskLine, ...]
    finished: tuple[TaskLine, ...]


@dataclass(frozen=True)
class Page:
    """Everything on the page of one agency."""

    shown: Picture
    agency: Agency
    role: Bilingual | None
    own: RollUp
    verdict: Bilingual
    headline: RollUp
    clause: str
    headline_deadline: Bilingual
    next: TaskLine | None
    works: tuple[Work, ...]
    served: tuple[TaskLine, ...]
    served_total: RollUp
    holder: Bilingual | None
    bound: bool
    informed: bool
    papers: tuple[SourceDocument, ...]
    money: Budget
    before: Picture | None
    changed: tuple[Group, ...]
    awaited: tuple[TaskLine, ...]
    """Blocked tasks of others on which this agency must act."""

    @property
    def week_ago(self) -> date:
        """The day with which the last seven days are compared."""
        return self.shown.day - timedelta(days=DAYS)

    @property
    def headline_before(self) -> RollUp | None:
        """The agency's part in the headline obligation a week ago."""
        return self.before.agency_headline(self.agency.code) if self.before else None


def agency(code: str) -> Page:
    """The page of one agency under the resolution of the page; 404 when there is no such agency."""
    known = agencies()
    if code not in known:
        abort(404)
    shown = shown_picture()
    own = shown.of_agency(code)
    headline = shown.obligations[shown.register.resolution.headline]
    week_ago = shown.day - timedelta(days=DAYS)
    cut = cuts_on(shown.resolution_id, [week_ago])[week_ago]
    served = [each for each in shown.standings if each.task.plan.for_agency == code != each.task.agency]
    held_up = held_by(shown.standings, code)
    drawn = {line.id: line for line in lines([*own, *served, *held_up])}
    return Page(
        shown=shown,
        agency=known[code],
        role=next((party.role for party in shown.register.parties if party.agency == code), None),
        own=shown.agency(code),
        verdict=agency_verdict(
            shown.agency(code),
            max((each.working_days_late for each in own), default=0),
            shown.register.resolution.title,
        ),
        headline=shown.agency_headline(code),
        clause=clause_number(shown, headline),
        headline_deadline=deadline_words(headline),
        next=_next(own, drawn),
        works=_works(shown, own, drawn),
        served=_drawn(served, drawn),
        served_total=roll_up(served),
        holder=liaisons().get(code),
        bound=any(code in each.obligors and each.in_resolution for each in shown.register.obligations),
        informed=code in shown.register.informed(),
        papers=tuple(document for document in shown.register.documents if document.agency == code),
        money=budget_of(shown.register.movements, code),
        before=picture_at(shown.resolution_id, cut, week_ago) if cut else None,
        changed=changes(shown, cut, own, known, own=code),
        awaited=_drawn(held_up, drawn),
    )


def _drawn(found: Iterable[Standing], drawn: Mapping[int, TaskLine]) -> tuple[TaskLine, ...]:
    """The lines of these tasks; all lines of the page are prepared at once, because each call asks the database."""
    return tuple(drawn[each.task.id] for each in found)


def _next(own: Iterable[Standing], drawn: Mapping[int, TaskLine]) -> TaskLine | None:
    """The one thing to do next: of the open tasks the one that was or will be due first."""
    waiting = [each for each in own if each.task.state in OPEN]
    waiting.sort(key=lambda each: (each.task.due_on, each.task.position))
    return drawn[waiting[0].task.id] if waiting else None


def _works(shown: Picture, own: Iterable[Standing], drawn: Mapping[int, TaskLine]) -> tuple[Work, ...]:
    """By obligation: the headline first, then the one with the worst task, then in the register's order."""
    by_code: dict[str, list[Standing]] = {}
    for each in own:
        by_code.setdefault(each.task.plan.obligation, []).append(each)
    works = [_work(shown, shown.obligations[code], found, drawn) for code, found in by_code.items()]
    headline = shown.register.resolution.headline
    return tuple(sorted(works, key=lambda work: (work.obligation.code != headline, _badness(work.total))))


def _work(shown: Picture, obligation: Obligation, found: list[Standing], drawn: Mapping[int, TaskLine]) -> Work:
    still = [each for each in found if each.health is not None and each.health != "done"]
    finished = [each for each in found if each not in still]
    return Work(
        obligation,
        clause_number(shown, obligation) if obligation.in_resolution else "",
        deadline_words(obligation),
        roll_up(found),
        _drawn(still, drawn),
        _drawn(finished, drawn),
    )


def _badness(total: RollUp) -> int:
    return WORST_FIRST.index(total.worst) if total.worst else len(WORST_FIRST)
