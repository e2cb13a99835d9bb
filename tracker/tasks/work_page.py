"""What should this person do next? The liaison's own tasks by urgency, the coordinator's verifications by waiting time."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from flask import render_template

from tracker.access.guard import acting, allow
from tracker.access.policy import Actor, Permission, Role
from tracker.lang import Bilingual
from tracker.ledger.store import cut_on
from tracker.people.store import agencies
from tracker.tasks.filters import WEEK, worst_first
from tracker.tasks.health import Health, Standing, roll_up
from tracker.tasks.history import Entry, entries
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.picture import Picture
from tracker.tasks.queue_page import waiting_for
from tracker.tasks.rules import TaskReturned
from tracker.tasks.shown import shown_picture
from tracker.tasks.store import told_about
from tracker.tasks.task_page import offers, open_steps
from tracker.tasks.workflow import OPEN, State, Step
from tracker.web.as_of import moment

NEWS = ("task_verified", "task_returned", "comment_added", "task_waived", "task_reinstated")
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


@dataclass(frozen=True)
class News:
    """Something that somebody else did to one of the agency's tasks."""

    entry: Entry
    line: TaskLine


@dataclass(frozen=True)
class LateAgency:
    """An agency with late tasks: which, out of how many."""

    code: str
    name: Bilingual
    tasks: list[TaskLine]
    of: int


@allow(Permission.TASK_SEE)
def my_work() -> str:
    """The page for this person's role; for those without tasks of their own a sentence and ways on."""
    actor, shown = acting(), shown_picture()
    if actor.role is Role.LIAISON and actor.agency_code:
        return _for_liaison(actor, shown, actor.agency_code)
    if actor.role is Role.COORDINATOR:
        return _for_coordinator(actor, shown)
    return render_template("tasks/work_none.html", shown=shown)


def _for_liaison(actor: Actor, shown: Picture, agency: str) -> str:
    own = shown.of_agency(agency)
    undone = worst_first(each for each in own if each.task.state in OPEN)
    todo = [_todo(each, line, actor, shown) for each, line in zip(undone, lines(undone), strict=True)]
    served = [each for each in shown.standings if each.task.plan.for_agency == agency and each.task.agency != agency]
    return render_template(
        "tasks/work_liaison.html", shown=shown, agency=agencies()[agency], total=roll_up(own), todo=todo,
        reason=_reason(undone[0], shown) if undone else "",
        days_left=shown.calendar.working_days_between(shown.day, _deadline(shown)), deadline=_deadline(shown),
        waiting=lines(each for each in own if each.task.state is State.SUBMITTED), news=_news(own, actor, shown),
        served=lines(each for each in served if each.health not in (None, Health.DONE)),
        finished=lines(each for each in own if each.task.state is State.VERIFIED),
    )  # fmt: skip


def _reason(each: Standing, shown: Picture) -> str:
    """Why the task was returned; nothing when it was not, or was submitted again."""
    if each.task.state is not State.RETURNED:
        return ""
    told = entries(told_about([each.task.id], ("task_returned",), after=0, upto=shown.cut))
    return told[0].fact.reason if isinstance(told[0].fact, TaskReturned) else ""


def _todo(each: Standing, line: TaskLine, actor: Actor, shown: Picture) -> Todo:
    steps = [] if moment().is_past else offers(each.task, open_steps(each.task, actor))
    left = shown.calendar.working_days_between(shown.day, each.task.plan.due_on)
    return Todo(line, left, each.task.plan.due_on <= shown.day + WEEK, steps)


def _news(own: tuple[Standing, ...], actor: Actor, shown: Picture) -> list[News]:
    """What others did to these tasks in the seven days up to the day of the page, newest first."""
    by_stream = {f"task:{each.task.id}": each for each in own}
    found = told_about(
        [each.task.id for each in own], NEWS, after=cut_on(shown.day - NEWS_DAYS, shown.resolution_id), upto=shown.cut
    )
    told = entries(event for event in found if event.actor_id != actor.id)
    named = lines(by_stream[entry.stream] for entry in told)
    return [News(entry, line) for entry, line in zip(told, named, strict=True)]


def _for_coordinator(actor: Actor, shown: Picture) -> str:
    waiting = waiting_for(actor, shown)
    return render_template(
        "tasks/work_coordinator.html", shown=shown, waiting=waiting[:SHORT_LIST], waiting_in_all=len(waiting), late=_late(shown),
        at_risk=lines(shown.with_health(Health.AT_RISK)[:SHORT_LIST]), at_risk_in_all=shown.total.counts.get(Health.AT_RISK, 0),
        days_left=shown.calendar.working_days_between(shown.day, _deadline(shown)), deadline=_deadline(shown),
    )  # fmt: skip


def _late(shown: Picture) -> list[LateAgency]:
    """Late tasks by agency, the agency with most of them first, each agency's longest overdue first."""
    found, known = shown.with_health(Health.LATE), agencies()
    named = list(zip(found, lines(found), strict=True))
    holders = [
        LateAgency(
            code, known[code].name, [line for each, line in named if each.task.agency == code], shown.agency(code).tasks
        )
        for code in dict.fromkeys(each.task.agency for each in found)
    ]
    return sorted(holders, key=lambda holder: -len(holder.tasks))


def _deadline(shown: Picture) -> date:
    """The day that the headline obligation names; the last due date where it names none."""
    return shown.obligations[shown.register.resolution.headline].deadline or max(
        each.task.plan.due_on for each in shown.standings
    )
