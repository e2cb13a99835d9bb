"""Which submissions wait for a coordinator, and for how long?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from flask import render_template

from tracker.access.guard import acting, allow
from tracker.access.policy import Actor, Permission, covers
from tracker.resolutions.marks import as_shown
from tracker.resolutions.rules import Obligation
from tracker.tasks.health import Standing
from tracker.tasks.held import asked_for, codes_before
from tracker.tasks.history import Entry, entries
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.picture import calendar_for
from tracker.tasks.shown import Pictures, every_picture
from tracker.tasks.store import told_about
from tracker.tasks.task_page import submitted_on
from tracker.tasks.workflow import State
from tracker.web.as_of import moment

ANSWER_WITHIN = 3
"""Working days in which a submission should be answered (the product owners' goal)."""


@dataclass(frozen=True)
class Waiting:
    """One submission: its line, when it was sent, how many working days it has waited, and whether this person verifies it."""

    line: TaskLine
    sent_on: date
    waited: int
    mine: bool
    obligation: Obligation
    quote: str
    before: str = ""
    """The codes of tasks that should have been finished first."""
    reopened: str = ""
    """Why it waits again, when its verification did not last."""

    @property
    def sent_late(self) -> bool:
        """Was it sent after its due date?"""
        return self.sent_on > self.line.due

    @property
    def overdue(self) -> bool:
        """Has it waited longer than the goal?"""
        return self.waited > ANSWER_WITHIN


@dataclass(frozen=True)
class SentBack:
    """A task that the agency has to answer: its line, and why and when it was returned."""

    line: TaskLine
    reason: str
    at: datetime


@allow(Permission.TASK_SEE)
def queue() -> str:
    """All submissions that wait under any resolution, the longest first, requests for more time, and what was sent back."""
    shown = every_picture()
    return render_template(
        "tasks/queue.html", waiting=waiting_for(acting(), shown, others=True), goal=ANSWER_WITHIN,
        asked=asked_for(acting(), shown, others=True), sent_back=_sent_back(shown),
    )  # fmt: skip


def waiting_for(actor: Actor, shown: Pictures, *, others: bool = False) -> list[Waiting]:
    """Submissions that wait, the oldest first: those this person may verify, with `others` all of them."""
    found = [each for each in shown.standings if each.task.state is State.SUBMITTED]
    found.sort(key=lambda each: (each.task.submitted_at, each.task.position))
    before = codes_before(shown, found)
    drawn = zip(found, lines(found, shown.named), strict=True)
    listed = [_waiting(each, line, actor, shown, before.get(each.task.id, "")) for each, line in drawn]
    return [each for each in listed if others or each.mine]


def _waiting(each: Standing, line: TaskLine, actor: Actor, shown: Pictures, before: str) -> Waiting:
    sent = submitted_on(each.task)
    assert sent is not None
    duty = shown.of(each).obligations[each.task.plan.obligation]
    waited = calendar_for(moment().day).working_days_between(sent, moment().day)
    mine = covers(actor, Permission.TASK_VERIFY, each.task.agency)
    return Waiting(line, sent, waited, mine, duty, as_shown(duty.quote), before, each.task.reopened)


def _sent_back(shown: Pictures) -> list[SentBack]:
    """What was returned and not yet answered, the latest first."""
    found = {f"task:{each.task.id}": each for each in shown.standings if each.task.state is State.RETURNED}
    told = entries(told_about([each.task.id for each in found.values()], ("task_returned",), after=0, upto=shown.cut))
    newest: dict[str, Entry] = {}
    for entry in told:
        newest.setdefault(entry.stream, entry)
    named = lines((found[stream] for stream in newest), shown.named)
    return [SentBack(line, entry.fact.reason, entry.at) for line, entry in zip(named, newest.values(), strict=True)]  # type: ignore[attr-defined]
