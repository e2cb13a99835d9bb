"""How does a person do one step of a task? One page and one address for each row of the workflow."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, redirect, render_template, request, url_for

from tracker import clock
from tracker.access.guard import acting, allow, require_object
from tracker.access.policy import Permission, Role
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.tasks import service, store
from tracker.tasks.attached import MOST_AT_ONCE, attach
from tracker.tasks.changed import changed_meanwhile
from tracker.tasks.facts import AgencyNudged, ProgressLogged, TaskReturned, TaskSubmitted, TaskVerified
from tracker.tasks.forms import StepForm, offer, step_form
from tracker.tasks.health import Standing
from tracker.tasks.held import unfinished_before
from tracker.tasks.history import Entry, history, return_to_answer
from tracker.tasks.move_page import is_sure, move_of
from tracker.tasks.picture import Picture
from tracker.tasks.refusals import FILE_GONE, NUDGED_TODAY
from tracker.tasks.rules import nudged_on, why_not
from tracker.tasks.shown import shown_task
from tracker.tasks.task import Task
from tracker.tasks.unsent import Opened, opened, segments, starting
from tracker.tasks.weekly import BACK
from tracker.tasks.workflow import STEP, Step
from tracker.web.as_of import moment
from tracker.web.frame import link, tell

ON_THE_TASK_PAGE = frozenset({"verify"})
"""Steps whose form stands only on the task page; they have a page of their own only while something in it is wrong."""

LATEST_ENTRIES = 5
FROM_THE_QUEUE = frozenset({Permission.TASK_VERIFY, Permission.EXTENSION_DECIDE})
"""What is decided there: submissions, and requests for more time."""
WITH_ORDER = frozenset({"start", "progress", "submit", "verify"})
"""Steps before which it is said that another task should have been finished first; nobody is stopped."""


def step_view(step: Step) -> Callable[[int], Any]:
    """The view of one step: GET shows its form, POST does it."""

    @allow(step.permission)
    def view(task_id: int) -> Any:
        found = store.task(task_id)
        if found is None:
            abort(404)
        require_object(step.permission, found[1].agency)
        return _send(step, found[1]) if request.method == "POST" else _show(step, *shown_task(task_id))

    if "evidence" in step.asks:
        view.most_bytes = MOST_AT_ONCE  # type: ignore[attr-defined]
    view.__doc__ = f"{step.title.en}: its form, and the act."
    return view


def _show(step: Step, shown: Picture, standing: Standing) -> Any:
    task = standing.task
    if step.name in ON_THE_TASK_PAGE or moment().is_past:
        return redirect(link("tasks.page", task_id=task.id))
    refused = why_not(task, step) or (NUDGED_TODAY if step.name == "nudge" and nudged_on(task, clock.today()) else None)
    if refused is not None:
        tell(refused, "warn")
        return redirect(link("tasks.page", task_id=task.id))
    begun = opened(step, task, **starting(step, task))
    if begun.draft is None or _other_piece(begun.form):
        _asked_for(begun.form)
    attach(begun.form, task, acting())
    return _page(step, begun, shown, standing)


def _other_piece(form: StepForm) -> bool:
    """Does the address name another piece of evidence than the one about which a draft was begun?"""
    asked = request.args.get("number")
    return form.number is not None and asked is not None and asked != str(form.number.data)


def _asked_for(form: StepForm) -> None:
    """Put what the address names into a form that nobody has filled in: files given before, the piece to replace."""
    if form.file is not None:
        form.file.process_formdata(request.args.getlist("file"))
    if form.number is not None:
        form.number.data = request.args.get("number")


def _send(step: Step, task: Task) -> Any:
    form = offer(step_form(step)(), task)
    attach(form, task, acting())
    expected = form.expected_version(task.version)
    if form.validate_on_submit() and (form.until is None or is_sure(form, *shown_task(task.id))):
        try:
            service.act(task.id, step, form.act(), acting(), clock.now(), expected=expected, act_key=form.once())
        except RuleBroken as broken:
            form.refuse(broken.field, broken.message)
        except ChangedMeanwhile:
            return changed_meanwhile(step, form, task.id, expected)
        except service.NoSuchTask:
            abort(404)
        except AlreadyDone:
            return _done(step, form, task.id)
        else:
            return _done(step, form, task.id)
    return again(step, form, task.id)


def again(step: Step, form: StepForm, task_id: int) -> tuple[str, int]:
    """The page of a step whose form could not be taken, with what was typed and why; a file that is evidence by now is not in it."""
    if form.file is not None and form.evidence is not None and form.file.say_given():
        form.evidence.errors = tuple(each for each in form.evidence.errors if each != FILE_GONE)
    return _page(step, Opened(form), *shown_task(task_id)), 422


def _done(step: Step, form: StepForm, task_id: int) -> Any:
    """Say what was recorded, also which percentage and which year were understood, and go to the task."""
    tell(step.done, "good")
    percent = form.act().percent
    if percent is not None:
        tell(Bilingual(th=f"รายงานเองเป็น {percent}%", en=f"Claimed: {percent}%"), "")
    if form.understood is not None:
        tell(form.understood, "")
    if request.form.get("back") == BACK:
        return redirect(url_for("tasks.my_work"))
    if request.form.get("onward") == "queue":
        return redirect(url_for("tasks.next_review", after=task_id))
    return redirect(url_for("tasks.page", task_id=task_id))


def _above(step: Step) -> tuple[Bilingual, str] | None:
    """Where people come from to this step beside the task itself: verifiers from the queue, liaisons from their own work."""
    if step.permission in FROM_THE_QUEUE:
        return Bilingual(th="รอตรวจรับ", en="Waiting for verification"), link("tasks.queue")
    if acting().role is Role.LIAISON:
        return Bilingual(th="งานของฉัน", en="My work"), link("tasks.my_work")
    return None


def _verdict(task: Task, told: list[Entry]) -> Entry | None:
    """The verdict that stands, from the task's history."""
    verdicts = (entry for entry in told if isinstance(entry.fact, TaskVerified | TaskReturned))
    return next((entry for entry in verdicts if entry.at == task.verdict_at), None)


def _nudge(task: Task, told: list[Entry]) -> Entry | None:
    """The newest nudge, from the task's history, while nothing has moved the task since."""
    at = task.nudged_at
    if at is None or (task.moved_at is not None and task.moved_at > at):
        return None
    return next((entry for entry in told if isinstance(entry.fact, AgencyNudged) and entry.at == at), None)


def _page(step: Step, begun: Opened, shown: Picture, standing: Standing) -> str:
    task, told = standing.task, history(standing.task.id, shown.cut)
    entries = [entry for entry in told if isinstance(entry.fact, ProgressLogged | TaskSubmitted)]
    submit = STEP["submit"] if step.name == "progress" and task.state in STEP["submit"].from_states else None
    return render_template(
        "tasks/step.html", step=step, form=begun.form, begun=begun, standing=standing, task=task, plan=task.plan, submit=submit,
        entries=entries[:LATEST_ENTRIES], returned=return_to_answer(task, told),
        segments=segments(task.claimed, begun.form.percent.data or "") if begun.form.percent else (),
        move=move_of(begun.form, shown, standing, told) if begun.form.until is not None else None,
        before=unfinished_before(standing, shown) if step.name in WITH_ORDER else [], above=_above(step),
        verdict=_verdict(task, told) if step.name == "undo" else None, nudge=_nudge(task, told),
    )  # fmt: skip
