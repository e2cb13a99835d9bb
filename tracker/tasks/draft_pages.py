"""How is a half-filled form of a step kept on the server, and deleted? A script does the first while one types, a button without it."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, jsonify, redirect, request, url_for

from tracker import clock
from tracker.access.guard import acting, allow, require_object
from tracker.drafts import service
from tracker.drafts.ended import CALLING, FILLING, SENDING
from tracker.lang import Bilingual, format_time
from tracker.ledger.refusal import RuleBroken
from tracker.tasks import store
from tracker.tasks.attached import MOST_AT_ONCE, attach
from tracker.tasks.draft_names import called, names_of_files
from tracker.tasks.forms import offer, step_form
from tracker.tasks.step_pages import again
from tracker.tasks.task import Task
from tracker.tasks.unsent import place
from tracker.tasks.workflow import STEPS, Step
from tracker.web.frame import pick, tell
from tracker.web.safety import wants_json
from tracker.web.typed import FORMS, SAID_AS, everything_sent

DISCARDED = Bilingual(th="ลบร่างแล้ว", en="The draft is deleted.")
RECORDED = Bilingual(th="รายการนี้บันทึกไปแล้ว", en="This was recorded already.")
TOGETHER = (frozenset({"progress", "submit"}), frozenset({"verify", "return"}))
"""Steps that are sent from one and the same form: what is recorded as one is no draft of the other any more."""


def keep_view(step: Step) -> Callable[[int], Any]:
    """The view that keeps what was typed into a step's form."""

    @allow(step.permission)
    def view(task_id: int) -> Any:
        task = _require(step, task_id)
        try:
            draft = service.keep(acting().id or 0, place(step, task_id), _with_files(step, task), clock.now())
        except RuleBroken as broken:
            return _too_much(step, task, broken.message)
        except service.Recorded:
            return _answer(step, task_id, RECORDED)
        at = draft.updated_at
        said = Bilingual(th=f"บันทึกร่างแล้ว {format_time(at, 'th')}", en=f"Draft kept at {format_time(at, 'en')}")
        return _answer(step, task_id, said)

    if "evidence" in step.asks:
        view.most_bytes = MOST_AT_ONCE  # type: ignore[attr-defined]
    view.__doc__ = f"{step.title.en}: keep what was typed so far."
    return view


def discard_view(step: Step) -> Callable[[int], Any]:
    """The view that deletes a step's draft."""

    @allow(step.permission)
    def view(task_id: int) -> Any:
        _require(step, task_id)
        service.discard(acting().id or 0, place(step, task_id))
        return _answer(step, task_id, DISCARDED)

    view.__doc__ = f"{step.title.en}: delete the draft."
    return view


def enter_forms() -> None:
    """Tell what keeps drafts which forms open with theirs, in which words, and what is settled when one is sent."""
    CALLING.append(called)
    SAID_AS["file"] = names_of_files
    for step in STEPS:
        FORMS[f"tasks.{step.name}"] = FORMS[f"tasks.{step.name}_draft"] = step_form(step)
        FILLING[f"tasks.{step.name}"] = FILLING[f"tasks.{step.name}_draft"] = _place_of(step)
        SENDING[f"tasks.{step.name}"] = _settled_by(step)


def _place_of(step: Step) -> Callable[[], str]:
    return lambda: place(step, (request.view_args or {})["task_id"])


def _settled_by(step: Step) -> Callable[[], list[str]]:
    names = next((together for together in TOGETHER if step.name in together), {step.name})
    steps = [each for each in STEPS if each.name in names]
    return lambda: [place(each, (request.view_args or {})["task_id"]) for each in steps]


def _require(step: Step, task_id: int) -> Task:
    found = store.task(task_id)
    if found is None:
        abort(404)
    require_object(step.permission, found[1].agency)
    return found[1]


def _with_files(step: Step, task: Task) -> dict[str, list[str]]:
    """What was typed, and the files that came with it: they are kept as files and stand in the draft by their ids."""
    form = offer(step_form(step)(), task)
    attach(form, task, acting())
    files = {"file": [row.file.id for row in form.file.rows]} if form.file is not None and form.file.rows else {}
    return everything_sent() | files


def _too_much(step: Step, task: Task, why: Bilingual) -> Any:
    if wants_json():
        return jsonify(said=pick(why)), 413
    form = offer(step_form(step)(), task)
    form.refuse("", why)
    return again(step, form, task.id)


def _answer(step: Step, task_id: int, said: Bilingual) -> Any:
    if wants_json():
        return jsonify(said=pick(said))
    tell(said, "good")
    from_queue = request.form.get("onward") == "queue"
    return redirect(url_for("tasks.review", task_id=task_id) if from_queue else place(step, task_id))
