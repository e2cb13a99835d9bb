"""What did we promise ourselves, and is it met? A goal is a limit; a row is met, or missed by how much, in words."""

from __future__ import annotations

from dataclasses import dataclass, field

from bench.load import Load

FLOOR_TIMES = 2.5
"""A page may cost so many times the Flask page with three queries and forty rows of the same run."""
POSTING_TIMES = 1.5
"""Logging progress may cost so many times Kanboard's."""
SIZE_TIMES = 1.5
"""Overview, agency, task and logging progress may cost so many times their small figure when there are 100,000 tasks."""
SEARCH_MS = 200
"""Search over 100,000 tasks answers within so many milliseconds (p95)."""
PAST_TIMES = 3.0
"""A page of a past day may cost so many times today's."""
FLOOR = f"of {FLOOR_TIMES} × floor page"
PEER = "of Kanboard's, as measured there"
EVEN = "of Kanboard's, cores evened out"
PAST = f"of {PAST_TIMES:.0f} × today's page"
COLUMNS = (FLOOR, PEER, EVEN, PAST)
"""The heads of the columns that hold a page's goals."""
HELLO_THERE = 0.81
"""CPU ms of the bare Flask page (gunicorn, threads) on the machine where Kanboard was measured."""


@dataclass(frozen=True, slots=True)
class Goal:
    """A limit for a figure, in the figure's unit; `words` are also the head of its column in the table of pages."""

    words: str
    limit: float

    def verdict(self, figure: float) -> str:
        """The ratio to the limit and whether it is met: `0.62 met`, `1.25 missed`; a dash when too little was done to tell."""
        if not self.limit:
            return "–"
        ratio = figure / self.limit
        return f"{ratio:.2f} {'met' if ratio <= 1 else 'missed'}"


@dataclass(frozen=True)
class PageRow:
    """One kind of request: what it cost with one person and with several, and its goals (empty for a floor)."""

    title: str
    one: Load
    many: Load | None
    goals: tuple[Goal, ...] = ()

    @property
    def errors(self) -> list[str]:
        """What went wrong, with one person or with several."""
        return self.one.errors + (self.many.errors if self.many else [])

    @property
    def key(self) -> str:
        """What the row is called at every size: its title without the numbers of one size."""
        return self.title.partition(" with ")[0]


@dataclass(frozen=True)
class FigureRow:
    """One figure that is not a page's cost, in its unit; None is printed as a dash."""

    title: str
    figure: float | None
    unit: str
    goal: Goal | None = None
    note: str = ""


@dataclass
class Findings:
    """Everything that one database gave."""

    database: str
    floors: list[PageRow] = field(default_factory=list)
    pages: list[PageRow] = field(default_factory=list)
    figures: list[FigureRow] = field(default_factory=list)
    ledger: str = ""

    @property
    def hello(self) -> float:
        """CPU ms of the bare Flask page."""
        return self.floors[0].one.cpu_ms

    @property
    def floor(self) -> float:
        """CPU ms of the Flask page with three queries and forty rows."""
        return self.floors[1].one.cpu_ms


def page_goals(findings: Findings, kanboard: float | None, times: float = 1.0) -> tuple[Goal, ...]:
    """The goals of a page: the floor of this run, Kanboard's figure as measured, and the same evened out by the bare page."""
    goals = [Goal(FLOOR, FLOOR_TIMES * findings.floor)] if times == 1.0 else []
    if kanboard is not None:
        limit = times * kanboard
        goals += [Goal(PEER, limit), Goal(EVEN, limit * findings.hello / HELLO_THERE)]
    return tuple(goals)


def past_goal(today: float) -> tuple[Goal, ...]:
    """The goal of a past day's page, from the cost of today's."""
    return (Goal(PAST, PAST_TIMES * today),)
