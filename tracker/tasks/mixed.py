"""What can be asked about the tasks of all resolutions on the day of a page? The one source of pages that mix resolutions."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tracker.resolutions.rules import Obligation
from tracker.resolutions.store import Listed
from tracker.tasks.health import Health, RollUp, Standing
from tracker.tasks.picture import Picture
from tracker.tasks.sent import ANY, Sent
from tracker.tasks.task import Task
from tracker.tasks.workflow import State

Holders = Collection[str] | None
"""Only tasks that name one of these posts or persons; None: all."""

LONGEST = 100
"""So many tasks a list over all resolutions shows at once."""


@dataclass(frozen=True)
class LateGroup:
    """The late tasks of one agency under one resolution, the longest overdue first, and out of how many."""

    resolution: Listed
    agency: str
    tasks: tuple[Standing, ...]
    of: int


class Mixed(Protocol):
    """The tasks of all resolutions on the day of the page. Lists are cut at `limit`; `after` is the last task of the list before."""

    day: date
    cut: int
    several: bool
    only: Picture | None
    """The one resolution that a past day is narrowed to, when there were more than a handful."""

    def open_of(
        self, agency: str, limit: int = LONGEST, after: Task | None = None, *, holders: Holders = None
    ) -> list[Standing]:  # fmt: skip
        """Open tasks that an agency carries out, worst first."""

    def in_state(self, agency: str, state: State, limit: int = LONGEST, *, holders: Holders = None) -> list[Standing]:
        """Tasks of an agency in a state, the latest changed first."""

    def served(self, agency: str, limit: int = LONGEST) -> list[Standing]:
        """Unfinished tasks that others carry out for an agency."""

    def sum_of(self, agency: str, *, holders: Holders = None) -> RollUp:
        """What an agency's own tasks add up to."""

    def waiting(self, limit: int = LONGEST, *, after: Task | None = None, sent: Sent = ANY) -> list[Standing]:
        """Submissions that wait, the longest waiting first."""

    def waiting_in_all(self, sent: Sent = ANY) -> int:
        """How many submissions wait; MOST_COUNTED + 1 stands for more than that."""

    def tasks(self, ids: Collection[int]) -> list[Standing]:
        """Those of the tasks with these ids that can be found."""

    def returned(self, limit: int = LONGEST) -> list[Standing]:
        """Tasks that were returned and not submitted again."""

    def open_by_holder(self, agency: str) -> Mapping[str | None, int]:
        """How many open tasks of an agency name each post or person, or nobody (None)."""

    def answered_by(self, holders: Collection[str], limit: int = LONGEST) -> list[Standing]:
        """Open tasks that name one of these posts or persons, worst first."""

    def returned_in_all(self) -> int:
        """How many tasks were returned and not submitted again; counted as `waiting_in_all` counts, like those below."""

    def asked(self, limit: int = LONGEST, *, not_of: str | None = None) -> list[Standing]:
        """Tasks with a request for more time that waits, the oldest request first, those of one agency left out."""

    def asked_in_all(self, *, not_of: str | None = None) -> int:
        """How many requests for more time wait, those of one agency left out."""

    def awaiting(self, agency: str, limit: int = LONGEST) -> list[Standing]:
        """Blocked tasks of others on which an agency must act, the longest blocked first."""

    def awaiting_in_all(self, agency: str) -> int:
        """On how many blocked tasks of others an agency must act."""

    def before(self, found: Collection[Standing]) -> dict[int, list[Standing]]:
        """The tasks that come before each of some tasks that were found here, by the id of the later one."""

    def at_risk(self, limit: int) -> list[Standing]:
        """Tasks at risk, the earliest due date first."""

    def late_groups(self, limit: int) -> list[LateGroup]:
        """Agencies with late tasks by resolution, most of them first."""

    def in_health(self) -> Mapping[Health, int]:
        """How many tasks are late and at risk."""

    def sums(self) -> list[tuple[Listed, RollUp]]:
        """What each resolution's tasks add up to, while they are a handful; nothing beyond."""

    def resolution_of(self, task_id: int) -> Listed:
        """The resolution of a task that was found here."""

    def obligation_of(self, each: Standing) -> Obligation:
        """The obligation of a task that was found here."""

    def deadlines(self, tasks: Iterable[Standing] | None = None) -> list[tuple[Listed, date]]:
        """The day that the headline obligation names (the last due date where it names none) of the resolutions of some tasks, or of
        all while they are a handful; the nearest first."""


def first_asked(each: Standing) -> tuple[float, int]:
    """The order of requests for more time: the oldest first."""
    return each.task.request.asked_at.timestamp() if each.task.request else 0.0, each.task.id


def held_by(standings: Iterable[Standing], agency: str) -> list[Standing]:
    """Blocked tasks of others that an agency must act on, the longest blocked first."""
    found = ((each.task.holdup, each) for each in standings if each.task.agency != agency)
    blocked = [(holdup.since, each.task.id, each) for holdup, each in found if holdup and holdup.who == agency]
    return [each for _since, _id, each in sorted(blocked, key=lambda one: one[:2])]
