"""What would each row of a workbook do, and why can some not be taken? The same forms and rules judge it as on the task's own page."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from werkzeug.datastructures import MultiDict

from tracker.access.policy import Actor, Permission, covers
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.tasks.forms import StepForm, step_form, today_typed
from tracker.tasks.rules import Act, decide
from tracker.tasks.task import Task
from tracker.tasks.workflow import STEP, Step
from tracker.worksheets import refusals
from tracker.worksheets.layout import CHOICES, KEY, Line

NOTHING = Act()


@dataclass(frozen=True, slots=True)
class Judged:
    """A row with its task (None: not this person's), the step it would do (None: nothing, or nothing sound), and what is wrong with it."""

    line: Line
    task: Task | None = None
    step: Step | None = None
    act: Act = NOTHING
    wrong: tuple[Bilingual, ...] = ()

    @property
    def certain(self) -> bool:
        """Do its key and its code name one task of this person?"""
        return self.task is not None and self.task.code == self.line.code

    @property
    def sound(self) -> bool:
        """Will this row be recorded?"""
        return self.step is not None and not self.wrong

    @property
    def falls_by(self) -> int:
        """By how many points its percentage lies below what was claimed before; 0 when it does not."""
        if self.task is None or self.act.percent is None or not self.sound:
            return 0
        return max(0, self.task.claimed - self.act.percent)


def judged(lines: Iterable[Line], tasks: Mapping[int, Task], actor: Actor, today: date) -> Iterator[Judged]:
    """Every row of the workbook in its order, each judged by itself and beside the rows above it."""
    first: dict[int, int] = {}
    for line in lines:
        task = tasks.get(line.task_id or 0)
        if task is not None and not covers(actor, Permission.TASK_REPORT, task.agency):
            task = None
        yield _judged(line, task, actor, today, first)


def _judged(line: Line, task: Task | None, actor: Actor, today: date, first: dict[int, int]) -> Judged:
    if not line.filled:
        return Judged(line, task)
    misplaced = _misplaced(line, task, first)
    if misplaced is not None or task is None:
        return Judged(line, task, wrong=(misplaced or refusals.NO_TASK,))
    first[task.id] = line.number
    if line.formulas:
        return Judged(line, task, wrong=(refusals.formulas(line.formulas),))
    return _filled(line, task, actor, today)


def _misplaced(line: Line, task: Task | None, first: Mapping[int, int]) -> Bilingual | None:
    """Why the row does not stand for a task of this person; None when it does."""
    if not KEY.fullmatch(line.key):
        return refusals.NO_KEY
    if task is None:
        return refusals.NO_TASK
    if line.code != task.code:
        return refusals.MOVED
    return refusals.twice(first[task.id]) if task.id in first else None


def _filled(line: Line, task: Task, actor: Actor, today: date) -> Judged:
    choice = CHOICES.get(" ".join(line.change.split()).casefold()) if line.change.strip() else "changed"
    if choice is None:
        return Judged(line, task, wrong=(refusals.NO_CHOICE,))
    if choice == "same" and (line.day or line.evidence or line.percent not in ("", str(task.claimed))):
        return Judged(line, task, wrong=(refusals.SAME_BUT,))
    step = STEP["confirm" if choice == "same" else "progress"]
    form = _form(step, line)
    wrong = [] if form.validate() else _errors(form)
    if not wrong and line.version != task.version:
        wrong = [refusals.CHANGED_SINCE]
    act = form.act() if not wrong else NOTHING
    try:
        if not wrong:
            decide(task, step, act, actor, today)
    except RuleBroken as broken:
        wrong = [broken.message]
    return Judged(line, task, step, act, tuple(wrong))


def _form(step: Step, line: Line) -> StepForm:
    """The form of the web page, filled in with the row."""
    typed = {
        "note": line.note,
        "evidence": line.evidence,
        "effective_on": line.day or today_typed(),
        "percent_other": line.percent,
    }
    return step_form(step)(formdata=MultiDict(typed), meta={"csrf": False})


def _errors(form: StepForm) -> list[Bilingual]:
    found = [*form.form_errors, *(each for field in form for each in field.errors)]
    return list(dict.fromkeys(each for each in found if isinstance(each, Bilingual)))
