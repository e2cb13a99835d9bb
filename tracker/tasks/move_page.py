"""What does the form that moves a due date show beside its fields, and when does it ask whether the person is sure?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.lang import Bilingual
from tracker.people.store import names_of
from tracker.tasks.facts import ExtensionRefused, ExtensionRequested
from tracker.tasks.forms import StepForm
from tracker.tasks.health import Standing
from tracker.tasks.history import SOMEBODY, Entry
from tracker.tasks.moving import Bound, bound_of, cautions
from tracker.tasks.picture import Picture

NOT_SURE = Bilingual(
    th="กรุณาอ่านข้อควรทราบแล้วทำเครื่องหมายยืนยัน หรือเลือกวันอื่น",
    en="Read what there is to know and tick that you are sure, or choose another day.",
)


@dataclass(frozen=True)
class Move:
    """Beside the form: the obligation's own day, working days left until the present due date and until the new one (None: not known
    yet), what to know of the new one, who asked, and the answers that earlier requests got."""

    bound: Bound | None
    left: int
    then: int | None
    cautions: tuple[Bilingual, ...]
    asked_by: Bilingual | None
    refused: tuple[Entry, ...]
    asked_before: int


def move_of(form: StepForm, shown: Picture, standing: Standing, told: Iterable[Entry] = ()) -> Move:
    """What to show beside a form that moves the due date of a task; `told` is its history."""
    task, between, every = standing.task, shown.calendar.working_days_between, list(told)
    bound = bound_of(shown.obligations[task.plan.obligation], shown.calendar)
    until = _until(form, task.extension.until if task.extension else None)
    asked_by = task.extension.asked_by if task.extension else None
    return Move(
        bound=bound,
        left=between(shown.day, task.due_on),
        then=between(shown.day, until) if until else None,
        cautions=cautions(until, bound, shown.calendar) if until and until > task.due_on else (),
        asked_by=names_of({asked_by}).get(asked_by, SOMEBODY) if asked_by is not None else None,
        refused=tuple(entry for entry in every if isinstance(entry.fact, ExtensionRefused)),
        asked_before=sum(isinstance(entry.fact, ExtensionRequested) for entry in every) - (task.extension is not None),
    )


def is_sure(form: StepForm, shown: Picture, standing: Standing) -> bool:
    """May the form be sent: is there nothing to know about the new day, or does the person know it? Otherwise the form says so."""
    if form.until is None or form.sure is None or form.sure.data:
        return True
    if not move_of(form, shown, standing).cautions:
        return True
    form.refuse("sure", NOT_SURE)
    return False


def _until(form: StepForm, asked: date | None) -> date | None:
    """The day in the form; while nothing was typed, the one that was asked for."""
    if form.until is not None and form.until.day is not None:
        return form.until.day
    return None if form.until is not None and form.until.raw_data else asked
