"""What should this person do next? The liaison's own tasks by urgency, the coordinator's verifications by waiting time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice
from typing import Any

from flask import render_template

from tracker.access.guard import acting, allow
from tracker.access.policy import Actor, Permission, Role
from tracker.calendar.store import calendar_for
from tracker.lang import Bilingual
from tracker.ledger.store import cut_on
from tracker.people.store import agencies
from tracker.resolutions.store import Listed
from tracker.tasks.answering import whose
from tracker.tasks.bulk_rules import MOST_TASKS
from tracker.tasks.everywhere import everywhere, named
from tracker.tasks.facts import TaskReturned
from tracker.tasks.filters import WEEK
from tracker.tasks.health import WORST_FIRST, Health, RollUp, Standing
from tracker.tasks.held import asked_for
from tracker.tasks.history import Entry, entries
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.mentions import mentions_of
from tracker.tasks.mixed import Mixed
from tracker.tasks.queue_page import waiting_for
from tracker.tasks.sent import Sent
from tracker.tasks.store import told_about, told_of
from tracker.tasks.task_page import offers, open_steps
from tracker.tasks.weekly import Weekly, drafts_of, opened_here, weekly
from tracker.tasks.workflow import State, Step
from tracker.web.as_of import moment

NEWS = (
    "task_verified", "task_returned", "comment_added", "agency_nudged",
    "task_waived", "task_reinstated", "extension_approved", "extension_refused", "verdict_withdrawn", "evidence_expired",
)  # fmt: skip
"""What others do to a liaison's task and the liaison should hear of."""
NEWS_DAYS = timedelta(days=7)
MOST_NEWS = 8
SHORT_LIST = 5
MOST_GROUPS = 20
"""So many agencies with late tasks are named; the others are behind the count."""


@dataclass(frozen=True)
class Todo:
    """One open task of the agency: its line, working days until it is due, and what can be done now (first: the main act)."""

    line: TaskLine
    days_left: int
    soon: bool
    steps: list[Step]
    weekly: Weekly


@dataclass(frozen=True)
class News:
    """Something that somebody else did to one of the agency's tasks."""

    entry: Entry
    line: TaskLine


@dataclass(frozen=True)
class LateAgency:
    """An agency with late tasks of one resolution: which, out of how many."""

    code: str
    name: Bilingual
    resolution: Listed
    tasks: list[TaskLine]
    of: int


@dataclass(frozen=True)
class TimeLeft:
    """The day that a resolution's headline obligation names, the last working day up to it, and the working days until then (negative:
    passed)."""

    resolution: Listed
    deadline: date
    last_working_day: date
    days_left: int


@allow(Permission.TASK_SEE)
def my_work() -> str:
    """The page for this person's role, over all resolutions; for those without tasks of their own a sentence and ways on."""
    actor, shown = acting(), everywhere()
    if actor.role is Role.LIAISON and actor.agency_code:
        return _for_liaison(actor, shown, actor.agency_code)
    if actor.role is Role.COORDINATOR:
        return _for_coordinator(actor, shown)
    return render_template("tasks/work_none.html")


def _for_liaison(actor: Actor, shown: Mixed, agency: str) -> str:
    asked, begun = whose(actor), drafts_of(actor)
    undone, total = shown.open_of(agency, holders=asked.keys), shown.sum_of(agency, holders=asked.keys)
    todo = [_todo(each, line, actor, begun) for each, line in zip(undone, _lines(undone, shown), strict=True)]
    late = sum(each.health is Health.LATE for each in undone)
    others = todo[max(late, 1) :]
    sent, verified = (shown.in_state(agency, state, holders=asked.keys) for state in (State.SUBMITTED, State.VERIFIED))
    return render_template(
        "tasks/work_liaison.html", shown=shown, agency=agencies()[agency], total=total, first=todo[0] if todo else None,
        late=todo[1:late], soon=[each for each in others if each.soon], next=[each for each in others if not each.soon],
        more=_open_in_all(total) - len(undone), reasons=_reasons(undone, shown), time_left=_time_left(shown, undone or [*sent, *verified]),
        waiting=_lines(sent, shown), waiting_in_all=total.waiting, news=_news(agency, actor, shown),
        served=_lines(shown.served(agency), shown), finished=_lines(verified, shown),
        **_awaited(agency, shown),
        whose=asked, tabs=asked.tabs(shown.open_by_holder(agency)), told=mentions_of(actor.id or 0),
        opened=opened_here([each.task for each in undone]), drafts=len(begun),
        same_ids=_confirmable(todo),
    )  # fmt: skip


def _awaited(agency: str, shown: Mixed) -> dict[str, Any]:
    """The blocked tasks of others on which an agency must act, and how many there are in all."""
    return {"awaited": _lines(shown.awaiting(agency), shown), "awaited_in_all": shown.awaiting_in_all(agency)}


def _lines(standings: list[Standing], shown: Mixed) -> list[TaskLine]:
    return lines(standings, named(shown, standings))


def _open_in_all(total: RollUp) -> int:
    """How many tasks are neither verified nor waiting for it."""
    return total.tasks - total.waiting - total.done


def _reasons(undone: list[Standing], shown: Mixed) -> dict[int, str]:
    """Why each of the tasks that wait for another submission was returned the last time, by the task's id."""
    returned = [each.task.id for each in undone if each.task.state is State.RETURNED]
    told = entries(told_about(returned, ("task_returned",), upto=shown.cut)) if returned else []
    return {entry.task_id: entry.fact.reason for entry in reversed(told) if isinstance(entry.fact, TaskReturned)}


def _confirmable(todo: list[Todo]) -> list[int]:
    """The tasks that may be confirmed together as unchanged; one that was returned is to be answered and is not among them."""
    return [each.line.id for each in todo if each.weekly.same and each.line.state is not State.RETURNED][:MOST_TASKS]


def _todo(each: Standing, line: TaskLine, actor: Actor, begun: frozenset[str]) -> Todo:
    day = moment().day
    steps = [] if moment().is_past else offers(each.task, open_steps(each.task, actor))
    left = calendar_for(day).working_days_between(day, each.task.due_on)
    return Todo(line, left, each.task.due_on <= day + WEEK, steps, weekly(each.task, steps, begun))


def _news(agency: str, actor: Actor, shown: Mixed) -> list[News]:
    """What others did to the agency's tasks in the seven days up to the day of the page, newest first."""
    since = cut_on(moment().day - NEWS_DAYS)
    told = entries(told_of(agency, NEWS, after=since, upto=shown.cut, not_by=actor.id, limit=MOST_NEWS))
    found = {f"task:{each.task.id}": each for each in shown.tasks({entry.task_id for entry in told})}
    told = [entry for entry in told if entry.stream in found]
    return [
        News(entry, line)
        for entry, line in zip(told, _lines([found[entry.stream] for entry in told], shown), strict=True)
    ]


def _for_coordinator(actor: Actor, shown: Mixed) -> str:
    health, mine, (asked, asked_in_all) = shown.in_health(), whose(actor), asked_for(actor, shown)
    return render_template(
        "tasks/work_coordinator.html", shown=shown, worst=next((each for each in WORST_FIRST if health.get(each)), Health.ON_TRACK),
        waiting=waiting_for(actor, shown, SHORT_LIST), waiting_for_me=shown.waiting_in_all(Sent(not_of=actor.agency_code)),
        waiting_in_all=shown.waiting_in_all(), late=_late(shown), at_risk=_lines(shown.at_risk(SHORT_LIST), shown), health_counts=health,
        sums=shown.sums(), time_left=_time_left(shown, None),
        asked=asked, asked_in_all=asked_in_all, **_awaited(actor.agency_code or "", shown),
        whose=mine, told=mentions_of(actor.id or 0), answered_for=_lines(shown.answered_by(mine.every), shown),
    )  # fmt: skip


def _late(shown: Mixed) -> list[LateAgency]:
    """Late tasks by resolution and agency, most of them first, each agency's longest overdue first."""
    known, groups = agencies(), shown.late_groups(MOST_GROUPS)
    told = iter(_lines([each for group in groups for each in group.tasks], shown))
    return [
        LateAgency(
            group.agency, known[group.agency].name, group.resolution, list(islice(told, len(group.tasks))), group.of
        )
        for group in groups
    ]


def _time_left(shown: Mixed, tasks: list[Standing] | None) -> list[TimeLeft]:
    """How long the resolutions of some tasks (None: all) still have, the nearest deadline first; none while they are too many."""
    between, last = calendar_for(shown.day).working_days_between, calendar_for(shown.day).last_working_day_on_or_before
    return [TimeLeft(resolution, day, last(day), between(shown.day, day)) for resolution, day in shown.deadlines(tasks)]
