"""What holds tasks up: who must act on a blocked one, which requests for more time wait, and what comes before them unfinished?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.access.policy import Actor, Permission, covers
from tracker.calendar.store import calendar_for
from tracker.clock import bangkok_day
from tracker.resolutions.rules import Obligation
from tracker.tasks.everywhere import named
from tracker.tasks.health import Standing
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.mixed import LONGEST, Mixed
from tracker.tasks.moving import OF_THE_CABINET
from tracker.tasks.order import by_code, predecessors
from tracker.tasks.picture import Picture
from tracker.tasks.workflow import State
from tracker.web.as_of import moment

MOST = LONGEST
"""So many requests are listed; how many there are is said beside."""


@dataclass(frozen=True)
class Asked:
    """A request for more time: the task's line, the day it asks for and why, since when it waits (working days), whether this person
    answers it, and whether it goes beyond the Cabinet's own day."""

    line: TaskLine
    until: date
    reason: str
    asked_on: date
    waited: int
    mine: bool
    beyond: bool


def asked_for(actor: Actor, shown: Mixed, *, others: bool = False) -> tuple[list[Asked], int]:
    """Requests that wait, the oldest first, and how many there are in all: those of other agencies than this person's, which alone they
    may answer, with `others` all of them."""
    not_of = None if others else actor.agency_code
    found = shown.asked(MOST, not_of=not_of)
    drawn = zip(found, lines(found, named(shown, found)), strict=True)
    every = [_asked(each, line, actor, shown.obligation_of(each)) for each, line in drawn]
    return every, shown.asked_in_all(not_of=not_of)


def unfinished_before(each: Standing, shown: Picture) -> list[TaskLine]:
    """What should have been submitted before the task, and was not; waived tasks need no waiting for."""
    done = (State.SUBMITTED, State.VERIFIED, State.WAIVED)
    before = predecessors(by_code(shown.standings), each.task) if each.task.plan.after else []
    return lines([one for one in before if one.task.state not in done])


def _asked(each: Standing, line: TaskLine, actor: Actor, duty: Obligation) -> Asked:
    request, today = each.task.request, moment().day
    assert request is not None
    asked_on = bangkok_day(request.asked_at)
    mine = covers(actor, Permission.EXTENSION_DECIDE, each.task.agency) and request.asked_by != actor.id
    own_day = duty.deadline if duty.in_resolution and duty.deadline_basis in OF_THE_CABINET else None
    return Asked(
        line, request.until, request.reason, asked_on, calendar_for(today).working_days_between(asked_on, today), mine,
        own_day is not None and request.until > own_day,
    )  # fmt: skip
