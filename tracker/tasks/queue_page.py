"""Which submissions wait for a coordinator, and for how long?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from flask import render_template, request

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Actor, Permission, covers
from tracker.calendar.store import calendar_for
from tracker.lang import Bilingual
from tracker.resolutions.marks import as_shown
from tracker.resolutions.rules import Obligation
from tracker.tasks.everywhere import everywhere, named
from tracker.tasks.health import Standing
from tracker.tasks.held import asked_for
from tracker.tasks.history import Entry, entries
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.mixed import Mixed
from tracker.tasks.remarks import remarks
from tracker.tasks.sent import ANY, Sent
from tracker.tasks.store import task, told_about
from tracker.tasks.task import Task
from tracker.tasks.task_page import sent_on, waiting_on
from tracker.tasks.verdicts import answers_in_month
from tracker.tasks.verdicts_given import verdicts_given
from tracker.web.as_of import moment

ANSWER_WITHIN = 3
"""Working days in which a submission should be answered (the product owners' goal)."""

PAGE = 50


@dataclass(frozen=True)
class Waiting:
    """One submission: its line, when it was sent, how many working days it has waited, and whether this person verifies it."""

    line: TaskLine
    sent_on: date
    waited: int
    mine: bool
    obligation: Obligation
    quote: str
    remarks: tuple[Bilingual, ...] = ()
    """What should be looked at twice: each of them keeps it from being accepted together with others."""

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


@dataclass(frozen=True)
class Queue:
    """How many submissions wait (see reach.MOST_COUNTED), how many of them longer than the goal and how many were sent after their due
    date; `only` is which of them the list shows ("": all), `next` the task behind which its next part begins (None: this is the last)."""

    total: int
    overdue: int
    late: int
    only: str
    next: int | None


@allow(Permission.TASK_SEE)
def queue() -> str:
    """The submissions that wait under any resolution, the longest first, requests for more time, and what was sent back."""
    shown, parts = everywhere(), {"overdue": Sent(before=_goal_missed_before()), "late": Sent(late=True)}
    only = part if (part := request.args.get("only", "")) in parts else ""
    found = shown.waiting(PAGE + 1, after=_behind(), sent=parts.get(only, ANY))
    waiting, after = _listed(found[:PAGE], acting(), shown), found[PAGE - 1].task.id if len(found) > PAGE else None
    counts = {part: shown.waiting_in_all(sent) for part, sent in parts.items()}
    asked, asked_in_all = asked_for(acting(), shown, others=True)
    whole = Queue(shown.waiting_in_all(), **counts, only=only, next=after)
    return render_template(
        "tasks/queue.html", shown=shown, waiting=waiting, whole=whole, goal=ANSWER_WITHIN,
        asked=asked, asked_in_all=asked_in_all,
        sent_back=_sent_back(shown), sent_back_in_all=shown.returned_in_all(), given=verdicts_given(acting(), shown.cut),
        answers=answers_in_month(moment().day, shown.cut, calendar_for(moment().day)),
    )  # fmt: skip


def waiting_for(actor: Actor, shown: Mixed, limit: int) -> list[Waiting]:
    """The submissions that this person may verify, at most so many, the oldest first."""
    return _listed(shown.waiting(limit, sent=Sent(not_of=actor.agency_code)), actor, shown)


def _behind() -> Task | None:
    """The task that `?after=` names: the last one of the part before."""
    text = request.args.get("after", "")
    found = task(int(text)) if text.isascii() and text.isdigit() and len(text) < 10 else None
    return found[1] if found else None


def _goal_missed_before() -> datetime:
    """What has waited since before this instant has waited longer than the goal."""
    today, between = moment().day, calendar_for(moment().day).working_days_between
    day = today
    while between(day, today) <= ANSWER_WITHIN:
        day -= timedelta(days=1)
    return clock.end_of_day(day)


def _listed(found: list[Standing], actor: Actor, shown: Mixed) -> list[Waiting]:
    before, drawn = shown.before(found), lines(found, named(shown, found))
    return [
        _waiting(each, line, actor, shown, [earlier.task for earlier in before[each.task.id]])
        for each, line in zip(found, drawn, strict=True)
    ]


def _waiting(each: Standing, line: TaskLine, actor: Actor, shown: Mixed, before: list[Task]) -> Waiting:
    sent, since = sent_on(each.task), waiting_on(each.task)
    assert sent is not None
    assert since is not None
    duty = shown.obligation_of(each)
    waited = calendar_for(moment().day).working_days_between(since, moment().day)
    mine = covers(actor, Permission.TASK_VERIFY, each.task.agency)
    return Waiting(line, sent, waited, mine, duty, as_shown(duty.quote), remarks(each.task, before, moment().day))


def _sent_back(shown: Mixed) -> list[SentBack]:
    """What was returned and not yet answered, the latest first."""
    standings = {f"task:{each.task.id}": each for each in shown.returned()}
    told = entries(told_about([each.task.id for each in standings.values()], ("task_returned",), upto=shown.cut))
    newest: dict[str, Entry] = {}
    for entry in told:
        newest.setdefault(entry.stream, entry)
    found = [standings[stream] for stream in newest]
    named_lines = lines(found, named(shown, found))
    return [
        SentBack(line, entry.fact.reason, entry.at)  # type: ignore[attr-defined]
        for line, entry in zip(named_lines, newest.values(), strict=True)
    ]
