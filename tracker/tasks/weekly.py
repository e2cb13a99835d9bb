"""The week's report on one open task in one line: nothing changed, or a small form that opens in its place.

`/my-work?task=17` opens the form of task 17; a link does it, so that it works without a script and the page stays small however
many tasks an agency has.
"""

from __future__ import annotations

import secrets
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from flask import request, url_for

from tracker import clock
from tracker.access.guard import acting
from tracker.access.policy import Actor
from tracker.drafts import store as drafts
from tracker.tasks.attached import attach
from tracker.tasks.task import Task
from tracker.tasks.unsent import Opened, opened, segments, starting
from tracker.tasks.workflow import STEP, Step
from tracker.web.as_of import moment

BACK = "my-work"
"""What a form says in its field `back`, so that it leads back to the list."""


@dataclass(frozen=True, slots=True)
class Weekly:
    """What one line offers: `same` holds the hidden fields of the button "nothing changed" (empty: not offered), `change` is where the
    form opens ("": not offered), `today`: the agency reported today, `drafted`: a report was begun and not sent."""

    same: dict[str, str]
    change: str
    today: bool
    drafted: bool


@dataclass(frozen=True)
class OpenedHere:
    """The form that stands open on the page: of which task, and what to press."""

    task: Task
    begun: Opened
    segments: list[int]


def weekly(task: Task, steps: Iterable[Step], begun: frozenset[str]) -> Weekly:
    """What the line of this task offers, given the steps that this person may do and where they have drafts."""
    names = {step.name for step in steps}
    today = task.reported_at is not None and clock.bangkok_day(task.reported_at) == clock.today()
    same = {"version": str(task.version), "act_key": secrets.token_urlsafe(16), "back": BACK}
    change = url_for("tasks.my_work", task=task.id, _anchor=f"task-{task.id}") if "progress" in names else ""
    drafted = url_for("tasks.progress", task_id=task.id) in begun
    return Weekly(same if "confirm" in names and not today else {}, change, today, drafted)


def drafts_of(actor: Actor) -> frozenset[str]:
    """Where this person has drafts."""
    return frozenset(draft.place for draft in drafts.every(actor.id or 0))


def opened_here(tasks: Iterable[Task]) -> OpenedHere | None:
    """The form of the task that the address names, when it is one of these and can be reported on now."""
    wanted = request.args.get("task", "")
    found = next((task for task in tasks if str(task.id) == wanted), None)
    if found is None or moment().is_past:
        return None
    step = STEP["progress"]
    begun = opened(step, found, **starting(step, found))
    attach(begun.form, found, acting())
    field: Any = begun.form.percent
    return OpenedHere(found, begun, segments(found.claimed, field.data or ""))
