"""What should this person do next? The liaison's own tasks by urgency, the coordinator's verifications by waiting time."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from flask import render_template

from tracker.access.guard import acting, allow
from tracker.access.policy import Actor, Permission, Role
from tracker.lang import Bilingual
from tracker.ledger.store import cut_on
from tracker.people.store import agencies
from tracker.resolutions.rules import Resolution
from tracker.tasks.answering import whose
from tracker.tasks.bulk_rules import MOST_TASKS
from tracker.tasks.facts import TaskReturned
from tracker.tasks.filters import WEEK, worst_first
from tracker.tasks.health import Health, Standing, roll_up
from tracker.tasks.held import asked_for, awaiting
from tracker.tasks.history import Entry, entries
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.mentions import mentions_of
from tracker.tasks.picture import Picture, calendar_for
from tracker.tasks.queue_page import waiting_for
from tracker.tasks.shown import Pictures, every_picture
from tracker.tasks.store import told_about
from tracker.tasks.task_page import offers, open_steps
from tracker.tasks.weekly import Weekly, drafts_of, opened_here, weekly
from tracker.tasks.workflow import OPEN, State, Step
from tracker.web.as_of import moment

NEWS = (
    "task_verified", "task_returned", "comment_added", "task_waived", "task_reinstated", "extension_approved", "extension_refused",
)  # fmt: skip
"""What others do to a liaison's task and the liaison should hear of."""
NEWS_DAYS = timedelta(days=7)
SHORT_LIST = 5


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
    resolution: Resolution
    tasks: list[TaskLine]
    of: int


@dataclass(frozen=True)
class TimeLeft:
    """The day that a resolution's headline obligation names, and the working days until then (negative: passed)."""

    resolution: Resolution
    deadline: date
    days_left: int


@allow(Permission.TASK_SEE)
def my_work() -> str:
    """The page for this person's role, over all resolutions; for those without tasks of their own a sentence and ways on."""
    actor, shown = acting(), every_picture()
    if actor.role is Role.LIAISON and actor.agency_code:
        return _for_liaison(actor, shown, actor.agency_code)
    if actor.role is Role.COORDINATOR:
        return _for_coordinator(actor, shown)
    return render_template("tasks/work_none.html")


def _for_liaison(actor: Actor, shown: Pictures, agency: str) -> str:
    asked, whole = whose(actor), [each for each in shown.standings if each.task.agency == agency]
    own = asked.narrow(whole)
    undone = worst_first(each for each in own if each.task.state in OPEN)
    begun = drafts_of(actor)
    todo = [_todo(each, line, actor, begun) for each, line in zip(undone, lines(undone, shown.named), strict=True)]
    late = sum(each.health is Health.LATE for each in undone)
    served = [each for each in shown.standings if each.task.plan.for_agency == agency and each.task.agency != agency]
    return render_template(
        "tasks/work_liaison.html", shown=shown, agency=agencies()[agency], total=roll_up(own),
        first=todo[0] if todo else None, late=todo[1:late], next=todo[max(late, 1) :],
        reason=_reason(undone[0], shown) if undone else "",
        time_left=_time_left([each for each in shown.every if each.agency(agency).tasks] or shown.every),
        waiting=lines((each for each in own if each.task.state is State.SUBMITTED), shown.named), news=_news(own, actor, shown),
        served=lines((each for each in served if each.health not in (None, Health.DONE)), shown.named),
        finished=lines((each for each in own if each.task.state is State.VERIFIED), shown.named),
        awaited=lines(awaiting(shown.standings, agency), shown.named),
        whose=asked, tabs=asked.tabs(whole), told=mentions_of(actor.id or 0),
        opened=opened_here([each.task for each in undone]), drafts=len(begun),
        same_ids=[each.line.id for each in todo if each.weekly.same][:MOST_TASKS],
    )  # fmt: skip


def _reason(each: Standing, shown: Pictures) -> str:
    """Why the task was returned; nothing when it was not, or was submitted again."""
    if each.task.state is not State.RETURNED:
        return ""
    told = entries(told_about([each.task.id], ("task_returned",), after=0, upto=shown.cut))
    return told[0].fact.reason if isinstance(told[0].fact, TaskReturned) else ""


def _todo(each: Standing, line: TaskLine, actor: Actor, begun: frozenset[str]) -> Todo:
    day = moment().day
    steps = [] if moment().is_past else offers(each.task, open_steps(each.task, actor))
    left = calendar_for(day).working_days_between(day, each.task.due_on)
    return Todo(line, left, each.task.due_on <= day + WEEK, steps, weekly(each.task, steps, begun))


def _news(own: Collection[Standing], actor: Actor, shown: Pictures) -> list[News]:
    """What others did to these tasks in the seven days up to the day of the page, newest first."""
    by_stream = {f"task:{each.task.id}": each for each in own}
    found = told_about([each.task.id for each in own], NEWS, after=cut_on(moment().day - NEWS_DAYS), upto=shown.cut)
    told = entries(event for event in found if event.actor_id != actor.id)
    named = lines((by_stream[entry.stream] for entry in told), shown.named)
    return [News(entry, line) for entry, line in zip(told, named, strict=True)]


def _for_coordinator(actor: Actor, shown: Pictures) -> str:
    waiting, risky, mine = waiting_for(actor, shown), shown.with_health(Health.AT_RISK), whose(actor)
    return render_template(
        "tasks/work_coordinator.html", shown=shown, total=roll_up(shown.standings), waiting=waiting[:SHORT_LIST],
        waiting_in_all=len(waiting), late=_late(shown), at_risk=lines(risky[:SHORT_LIST], shown.named),
        time_left=_time_left(shown.every), asked=asked_for(actor, shown),
        awaited=lines(awaiting(shown.standings, actor.agency_code or ""), shown.named), whose=mine, told=mentions_of(actor.id or 0),
        answered_for=lines(worst_first(mine.answered_for(shown.standings)), shown.named),
    )  # fmt: skip


def _late(shown: Pictures) -> list[LateAgency]:
    """Late tasks by resolution and agency, most of them first, each agency's longest overdue first."""
    found, known = shown.with_health(Health.LATE), agencies()
    grouped: dict[tuple[Resolution, str], list[TaskLine]] = {}
    wholes: dict[tuple[Resolution, str], int] = {}
    for each, line in zip(found, lines(found, shown.named), strict=True):
        key = (shown.of(each).register.resolution, each.task.agency)
        grouped.setdefault(key, []).append(line)
        wholes[key] = shown.of(each).agency(each.task.agency).tasks
    holders = [
        LateAgency(code, known[code].name, resolution, tasks, wholes[resolution, code])
        for (resolution, code), tasks in grouped.items()
    ]
    return sorted(holders, key=lambda holder: -len(holder.tasks))


def _time_left(pictures: Iterable[Picture]) -> list[TimeLeft]:
    """How long each resolution still has, the nearest deadline first; one without a day and without tasks is left out."""
    found = ((shown, _deadline(shown)) for shown in pictures)
    left = [
        TimeLeft(shown.register.resolution, last, shown.calendar.working_days_between(shown.day, last))
        for shown, last in found
        if last
    ]
    return sorted(left, key=lambda each: each.deadline)


def _deadline(shown: Picture) -> date | None:
    """The day that the headline obligation names; the last due date where it names none."""
    return shown.obligations[shown.register.resolution.headline].deadline or max(
        (each.task.due_on for each in shown.standings), default=None
    )
