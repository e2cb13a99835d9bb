"""Two people acted on one task at once: what does the second one see, so that nothing typed is lost?"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, url_for
from wtforms import SelectFieldBase

from tracker.lang import Bilingual
from tracker.ledger.store import last_seq
from tracker.tasks import store
from tracker.tasks.files_field import FilesField
from tracker.tasks.forms import StepForm
from tracker.tasks.history import history
from tracker.tasks.workflow import Step
from tracker.web.forms import new_act_key

CARRIED = frozenset({"version", "act_key", "csrf_token"})
"""Fields that nobody typed."""


@dataclass(frozen=True, slots=True)
class Typed:
    """One field with what was typed in it, and how a person reads that where it is another text ("": not at all)."""

    name: str
    label: Bilingual
    value: str
    shown: Any = None


def changed_meanwhile(step: Step, form: StepForm, task_id: int, expected: int) -> tuple[str, int]:
    """The page with what was typed, what happened since version `expected`, and a way to send it again; 409."""
    found = store.task(task_id)
    assert found is not None
    task = found[1]
    given = form.file.leave_out_given() if form.file is not None else []
    told = history(task_id, last_seq())
    changes = [entry for entry in told if entry.version > expected]
    page = render_template(
        "errors/changed_meanwhile.html",
        what=Bilingual(th=f"{task.code} {task.plan.title.th}", en=f"{task.code} {task.plan.title.en}"),
        href=url_for("tasks.page", task_id=task_id),
        changes=changes,
        typed=_typed(form),
        given=[(file.name, next((entry for entry in told if entry.seq == file.attached_seq), None)) for file in given],
        action=url_for(f"tasks.{step.name}", task_id=task_id) if task.state in step.from_states else None,
        version=task.version,
        fields={"act_key": new_act_key()},  # the one it came with may be that of an entry
    )
    return page, 409


def _typed(form: StepForm) -> list[Typed]:
    typed: list[Typed] = []
    for field in form:
        if isinstance(field, FilesField):
            typed += [Typed(name, field.label.text, value, shown) for name, value, shown in field.carried()]
        elif isinstance(field.data, list):
            typed += [Typed(field.name, field.label.text, str(value), _words(field, value)) for value in field.data]
        elif field.data is True:
            typed.append(Typed(field.name, field.label.text, "y"))
        elif field.name not in CARRIED and (field.data or "").strip():
            typed.append(Typed(field.name, field.label.text, field.data, _words(field, field.data)))
    return typed


def _words(field: Any, value: str) -> Any:
    """What a person reads where it is another text: of a list the words of the choice."""
    if not isinstance(field, SelectFieldBase):
        return None
    return next((row[1] for row in field.iter_choices() if str(row[0]) == str(value)), None)
