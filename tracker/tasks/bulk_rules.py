"""Which steps may be done to many tasks at once, and which of the chosen tasks can take one? Pure."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from tracker.access.policy import Actor, Scope, covers, scope
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.tasks.remarks import remarks
from tracker.tasks.rules import Act, decide
from tracker.tasks.task import Task
from tracker.tasks.workflow import STEP, Step

BULK = tuple(STEP[name] for name in ("confirm", "verify", "waive", "responsible", "comment"))
"""Steps whose words are the same for each task. A step with evidence or a percentage of its own belongs to one task."""
MOST_TASKS = 200
ROW = re.compile("([1-9][0-9]{0,8}):([1-9][0-9]{0,8})")
"""A task and the version of it that the person saw."""

LOOK_FIRST = Bilingual(th="ต้องตรวจทีละงาน: {remark}", en="It has to be looked at by itself: {remark}.")
"""Several submissions are accepted at once only where nothing is odd."""
UNKNOWN = Bilingual(th="ไม่มีงานนี้ในระบบ", en="There is no such task.")
FOREIGN = Bilingual(
    th="เป็นงานของหน่วยงานอื่น ท่านบันทึกแทนไม่ได้", en="It is another agency's task; you cannot record anything on it."
)
OWN = Bilingual(
    th="เป็นงานของหน่วยงานท่านเอง ต้องให้ผู้ประสานงานกลางของหน่วยงานอื่นทำ",
    en="It is your own agency's task; a coordinator of another agency has to do this.",
)
ONE_AGENCY = Bilingual(
    th="กำหนดผู้รับผิดชอบได้ครั้งละหนึ่งหน่วยงาน", en="Responsible persons are named for one agency at a time."
)


@dataclass(frozen=True, slots=True)
class Chosen:
    """One chosen task: its id, its state (None: there is none) and why the step cannot be done to it (None: it can)."""

    id: int
    task: Task | None
    refused: Bilingual | None


def ids_of(values: Iterable[str]) -> list[int]:
    """The tasks that an address names, each once, at most MOST_TASKS; what is no number is passed over."""
    sound = (int(value) for value in values if value.isascii() and value.isdigit() and len(value) < 10 and int(value))
    return list(dict.fromkeys(sound))[:MOST_TASKS]


def rows_of(values: Iterable[str]) -> dict[int, int]:
    """The tasks of a sent form with the versions that the person saw; what is no such pair is passed over."""
    found = (ROW.fullmatch(value) for value in values)
    return dict(list({int(row[1]): int(row[2]) for row in found if row}.items())[:MOST_TASKS])


def chosen(id_: int, task: Task | None, step: Step, actor: Actor, today: date, before: Collection[Task] = ()) -> Chosen:
    """Can this person do the step to this task now? What they have yet to type does not matter here. `before`: see `kept_apart`."""
    if task is None:
        return Chosen(id_, task, UNKNOWN)
    refused = not_covered(task, step, actor) or _why_not(task, step, actor, today)
    return Chosen(id_, task, refused or kept_apart(task, before, step, today))


def kept_apart(task: Task, before: Iterable[Task], step: Step, today: date) -> Bilingual | None:
    """What keeps this task from being accepted together with others; None when nothing does, or another step is meant. `before` are the
    tasks that had to be done before it."""
    odd = remarks(task, before, today) if step is STEP["verify"] else ()
    return LOOK_FIRST.format(remark=odd[0]) if odd else None


def not_covered(task: Task, step: Step, actor: Actor) -> Bilingual | None:
    """Why the step on this agency's task is not this person's to do; None when it is."""
    if covers(actor, step.permission, task.agency):
        return None
    return OWN if scope(actor.role, step.permission) is Scope.OTHERS else FOREIGN


def _why_not(task: Task, step: Step, actor: Actor, today: date) -> Bilingual | None:
    try:
        decide(task, step, Act(note="…"), actor, today)
    except RuleBroken as broken:
        return broken.message if not broken.field else None
    return None


def of_one_agency(rows: Iterable[Chosen]) -> list[Chosen]:
    """The same rows; those of another agency than the first sound one are refused, since one person cannot answer for both."""
    listed = list(rows)
    first = next((row.task.agency for row in listed if row.task and not row.refused), None)
    return [
        Chosen(row.id, row.task, ONE_AGENCY) if row.task and not row.refused and row.task.agency != first else row
        for row in listed
    ]


def key_of(act_key: str | None, task_id: int) -> str | None:
    """The token of one row, so that a form that comes twice acts once on each of its tasks."""
    return hashlib.sha256(f"{act_key}:{task_id}".encode()).hexdigest()[:43] if act_key else None
