"""What does an executive see first? The verdict, the time left, the truths, what to push today, and who stands where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.dashboard.changes import DAYS, Group, changes
from tracker.dashboard.deadline import Deadline, deadline_of
from tracker.dashboard.grid import Column, Row, columns, rows
from tracker.dashboard.verdict import against_plan, headline_verdict
from tracker.lang import Bilingual
from tracker.people.store import agencies, liaisons
from tracker.resolutions.rules import Obligation
from tracker.tasks.burnup import Point, burnup, cuts_on, days
from tracker.tasks.health import Health, RollUp, roll_up
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.picture import Picture, picture_at
from tracker.tasks.workflow import OPEN

PUSHED = 5
"""So many tasks fit on the first screen of what to push today."""


@dataclass(frozen=True, slots=True)
class Pushed:
    """One task to push today, and the post that holds it (None: no liaison has an account yet)."""

    task: TaskLine
    agency: str
    holder: Bilingual | None


@dataclass(frozen=True)
class Overview:
    """Everything on the page, drawn from one picture; every figure is one of its roll-ups."""

    shown: Picture
    headline: Obligation
    clause: str
    verdict: Bilingual
    against_plan: tuple[Bilingual, Bilingual]
    agencies_by_health: Mapping[Health, int]
    deadline: Deadline | None
    points: tuple[Point, ...]
    pushed: tuple[Pushed, ...]
    outside: int
    blocked: int
    due: RollUp
    due_soon: int
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    before: Picture | None
    changed: tuple[Group, ...]

    @property
    def week_ago(self) -> date:
        """The day with which the last seven days are compared."""
        return self.shown.day - timedelta(days=DAYS)


def overview(shown: Picture) -> Overview:
    """The overview of one resolution on the day of its picture; a fixed number of queries."""
    known = agencies()
    headline = shown.obligations[shown.register.resolution.headline]
    deadline = deadline_of(headline, shown.day, shown.calendar)
    week_ago, last = shown.day - timedelta(days=DAYS), deadline.last_working_day if deadline else None
    cuts = cuts_on(shown.resolution_id, sorted({day for day in days(shown, last) if day < shown.day} | {week_ago}))
    groups = [shown.agency_headline(code) for code in shown.register.resolution.matrix_agencies]
    return Overview(
        shown=shown,
        headline=headline,
        clause=clause_number(shown, headline),
        verdict=headline_verdict(headline.title, groups, headline.deadline, shown.day),
        against_plan=against_plan(shown.headline),
        agencies_by_health={health: sum(group.worst is health for group in groups) for health in Health},
        deadline=deadline,
        points=burnup(shown, last, cuts),
        pushed=_pushed(shown),
        blocked=sum(each.task.block is not None for each in shown.standings if not each.task.waived),
        outside=sum(shown.obligation(each.code).tasks for each in shown.register.obligations if not each.in_resolution),
        due=due_so_far(shown),
        due_soon=due_soon(shown),
        columns=columns(shown),
        rows=rows(shown, known),
        before=picture_at(shown.resolution_id, cuts[week_ago], week_ago) if cuts[week_ago] else None,
        changed=changes(shown, cuts[week_ago], shown.standings, known),
    )


def clause_number(shown: Picture, obligation: Obligation) -> str:
    """The number of the obligation's clause in the text that is shown ("1.3"); its code when it stands in none."""
    text = {clause.code: clause.number for clause in shown.register.clauses_of(shown.register.resolution.text_source)}
    return next((text[code] for code in obligation.clauses if code in text), obligation.code)


def due_so_far(shown: Picture) -> RollUp:
    """What the tasks add up to whose due date has passed."""
    return roll_up(each for each in shown.standings if each.task.due_on < shown.day)


def due_soon(shown: Picture) -> int:
    """How many open tasks fall due from the day of the picture to a week later, as the list of tasks counts them."""
    return sum(
        shown.day <= each.task.due_on <= shown.day + timedelta(days=DAYS) and each.task.state in OPEN for each in shown.standings
    )  # fmt: skip


def _pushed(shown: Picture) -> tuple[Pushed, ...]:
    """The late tasks, longest overdue first, then those at risk, farthest behind their plan first."""
    risky = sorted(shown.with_health(Health.AT_RISK), key=lambda each: each.task.claimed - each.planned)
    found = (*shown.with_health(Health.LATE), *risky)[:PUSHED]
    posts = liaisons()
    return tuple(
        Pushed(line, each.task.agency, posts.get(each.task.agency)) for line, each in zip(lines(found), found, strict=True)
    )  # fmt: skip
