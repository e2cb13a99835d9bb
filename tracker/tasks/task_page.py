"""What does one person see of one task on one day, and what may they do about it?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from flask import render_template

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Actor, Permission, covers
from tracker.people.store import Agency, agencies
from tracker.resolutions.marks import as_shown
from tracker.resolutions.rules import Clause, Obligation
from tracker.tasks.forms import StepForm, step_form
from tracker.tasks.health import Standing
from tracker.tasks.history import Entry, evidence_of, history, last_return
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.picture import Picture
from tracker.tasks.rules import Task, steps_for
from tracker.tasks.shown import shown_task
from tracker.tasks.workflow import STEP, State, Step
from tracker.web.as_of import moment


@dataclass(frozen=True)
class Source:
    """Why the task exists: the obligation, its words in the source, and the clauses they stand in."""

    obligation: Obligation
    quote: str
    clauses: tuple[Clause, ...]


@dataclass(frozen=True)
class Neighbours:
    """The tasks around this one: what must be done before it, and its siblings with their weights together."""

    before: list[TaskLine]
    siblings: list[TaskLine]
    weight: int


@allow(Permission.TASK_SEE)
def page(task_id: int) -> str:
    """The task as it stands, or stood on a past day."""
    shown, standing = shown_task(task_id)
    task, told = standing.task, history(task_id, shown.cut)
    steps = () if moment().is_past else open_steps(task, acting())
    return render_template(
        "tasks/page.html", standing=standing, task=task, plan=task.plan, agency=agencies()[task.agency], served=served_by(task),
        shown=shown, source=_source(shown, task), near=_neighbours(shown, standing), told=told, evidence=evidence_of(told), **_times(shown, task),
        steps=steps, main=main_step(task, steps), verdict=_form("verify", steps, task), comment=_form("comment", steps, task),
        returned=_return_to_answer(task, told), verifiable_by_others=_only_others_verify(task),
    )  # fmt: skip


def open_steps(task: Task, actor: Actor) -> tuple[Step, ...]:
    """The steps that both the workflow and the policy allow this person now."""
    return tuple(step for step in steps_for(task) if covers(actor, step.permission, task.agency))


def main_step(task: Task, steps: tuple[Step, ...]) -> Step | None:
    """The one act to put forward: submit what was returned or is claimed complete, otherwise log progress; None for verdicts."""
    ready = task.claimed == 100 and task.evidence > 0
    wanted = STEP["submit"] if ready else STEP["progress"]
    return wanted if wanted in steps else None


def served_by(task: Task) -> Agency | None:
    """The agency that the task is done for, when that is another one."""
    served = task.plan.for_agency
    return agencies()[served] if served and served != task.agency else None


def _form(name: str, steps: tuple[Step, ...], task: Task) -> StepForm | None:
    """A form that stands on the task page itself; its ids begin with its name, so that two of them can stand there."""
    if STEP[name] not in steps:
        return None
    form = step_form(STEP[name])(formdata=None, version=task.version)
    for field in form:
        field.id = f"{name}-{field.id}"
    return form


def _times(shown: Picture, task: Task) -> dict[str, int | None]:
    left = shown.calendar.working_days_between(shown.day, task.plan.due_on)
    waited = None
    if task.state is State.SUBMITTED and task.submitted_at is not None:
        waited = shown.calendar.working_days_between(clock.bangkok_day(task.submitted_at), shown.day)
    return {"days_left": left, "waited": waited}


def _source(shown: Picture, task: Task) -> Source:
    obligation = shown.obligations[task.plan.obligation]
    clauses = tuple(clause for clause in shown.register.clauses if clause.code in obligation.clauses)
    return Source(obligation, as_shown(obligation.quote), clauses)


def _neighbours(shown: Picture, standing: Standing) -> Neighbours:
    plan = standing.task.plan
    same = [
        each for each in shown.standings
        if (each.task.plan.obligation, each.task.plan.agency, each.task.plan.for_agency) == (plan.obligation, plan.agency, plan.for_agency)
    ]  # fmt: skip
    before = [each for code in plan.after for each in _predecessors(shown.standings, code, standing.task)]
    return Neighbours(lines(before), lines(same), sum(each.task.plan.weight for each in same if each.health is not None))


def _predecessors(every: Iterable[Standing], code: str, task: Task) -> list[Standing]:
    """The tasks of one template that come before: the one of the same agencies when there is one, else all of them."""
    found = [each for each in every if each.task.code == code]
    row = task.plan.for_agency or task.agency
    for key in (lambda plan: (plan.agency, plan.for_agency) == (task.agency, task.plan.for_agency), lambda plan: row in (plan.agency, plan.for_agency)):  # fmt: skip
        same = [each for each in found if key(each.task.plan)]
        if same:
            return same
    return found


def _return_to_answer(task: Task, told: list[Entry]) -> Entry | None:
    return last_return(told) if task.state is State.RETURNED else None


def _only_others_verify(task: Task) -> bool:
    """Is this a submission of the coordinator's own agency, so that somebody else must verify it?"""
    actor = acting()
    return task.state is State.SUBMITTED and actor.may(Permission.TASK_VERIFY) and not covers(actor, Permission.TASK_VERIFY, task.agency)
