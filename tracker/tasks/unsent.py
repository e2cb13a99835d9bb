"""Did this person begin to fill in a step and not send it? Then its form opens with what they typed, and says what changed since."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import url_for
from werkzeug.datastructures import MultiDict

from tracker.access.guard import acting
from tracker.drafts import store
from tracker.drafts.rules import Draft
from tracker.ledger.store import last_seq
from tracker.tasks.forms import StepForm, offer, step_form
from tracker.tasks.history import Entry, history
from tracker.tasks.task import Task
from tracker.tasks.workflow import Step
from tracker.web.forms import ActForm

CARRIED = frozenset(field for field in vars(ActForm) if not field.startswith("_"))
"""Hidden fields: a form that is opened anew gets new ones."""


@dataclass(frozen=True)
class Opened:
    """A step's form as it opens: with the draft that fills it (None: empty), and what happened to the task since it was typed."""

    form: StepForm
    draft: Draft | None = None
    changes: Sequence[Entry] = ()


def place(step: Step, task_id: int) -> str:
    """Where the draft of a step's form is kept: the form's own path."""
    return url_for(f"tasks.{step.name}", task_id=task_id)


def opened(step: Step, task: Task, **starting: Any) -> Opened:
    """The form of a step for this person; `starting` are the values of a form without a draft."""
    draft = store.at(acting().id or 0, place(step, task.id))
    form = _filled(step, task, draft, starting)
    stale = draft is not None and draft.version is not None and draft.version < task.version
    seen = (draft.version if draft else None) or 0
    return Opened(form, draft, [each for each in history(task.id, last_seq()) if each.version > seen] if stale else [])


def opened_beside(begun: Opened, step: Step, task: Task) -> Opened:
    """The form of another step that is sent from the same form, and shares its draft."""
    return Opened(_filled(step, task, begun.draft, {}), begun.draft, begun.changes)


def _filled(step: Step, task: Task, draft: Draft | None, starting: dict[str, Any]) -> StepForm:
    kind = step_form(step)
    if draft is None:
        return offer(kind(formdata=None, version=task.version, **starting), task)
    typed = {name: values for name, values in draft.fields.items() if name not in CARRIED}
    return offer(kind(formdata=MultiDict(typed), version=task.version), task)


def starting(step: Step, task: Task) -> dict[str, Any]:
    """What stands in a step's form before anybody types: how far the agency said it was, so that only what is new has to be typed."""
    if "percent" not in step.asks or task.claimed_on is None:
        return {}
    return {"percent": str(task.claimed)}


def segments(claimed: int, chosen: str = "") -> list[int]:
    """Five percentages to press, from what was claimed last to 100 in steps of five, and the one that was pressed."""
    rest = 100 - claimed
    steps = {claimed, *(-(-(claimed * 4 + rest * quarter) // 20) * 5 for quarter in (1, 2, 3)), 100}
    pressed = chosen.isascii() and chosen.isdigit() and len(chosen) <= 3 and int(chosen) <= 100
    return sorted(steps | ({int(chosen)} if pressed else set()))
