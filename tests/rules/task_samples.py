"""Tasks, people and acts for the tests of the task rules: plain values, no database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tracker.access.policy import Actor, Role
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.resolutions.expansion import TaskPlan
from tracker.tasks.facts import Evidence
from tracker.tasks.rules import Act
from tracker.tasks.task import Block, Extension, Piece, Task
from tracker.tasks.workflow import State, Step, When

TODAY = date(2013, 5, 31)
NOON = datetime(2013, 5, 31, 5, tzinfo=UTC)
LIAISON = Actor(1, "liaison.mfa@demo.example", Bilingual("ผู้ประสานงาน กต", "Liaison, MFA"), Role.LIAISON, "mfa")
COORDINATOR = Actor(2, "coordinator@demo.example", Bilingual("ผู้ประสานงานกลาง", "Coordinator"), Role.COORDINATOR, "ega")
PROOF = (Evidence("https://www.mfa.go.th/privacy", "นโยบาย"),)
PLAN = TaskPlan(
    code="O-1.3-T4", obligation="O-1.3", agency="mfa", for_agency="mfa", title=Bilingual("แก้ครบข้อหลัก", "Meet all core items"),
    weight=25, start_on=date(2013, 5, 14), due_on=date(2013, 6, 7), derived=True,
)  # fmt: skip


def task(state: State = State.NOT_STARTED, **values: Any) -> Task:
    """A task of the Ministry of Foreign Affairs in this state."""
    plan = replace(PLAN, **{name: values.pop(name) for name in ("weight", "start_on", "due_on") if name in values})
    return Task(61, plan, 0, 1, NOON, state=state, **values)


def ready(state: State, step: Step) -> Task:
    """A task in this state of which also holds what the step's row names."""
    return task(
        state,
        pieces=(Piece(1, PROOF[0], NOON, LIAISON.id),),
        extension=Extension(date(2013, 6, 14), "ขาดผู้ดูแล", NOON, LIAISON.id) if step.when is When.REQUEST else None,
        block=Block("รอข้อมูล", NOON) if step.when is When.BLOCKED else None,
        verdict_at=NOON,
    )


def act(**values: Any) -> Act:
    """An act with everything that any step needs, unless told otherwise."""
    sound = {
        "note": "ประกาศครบ 3 ฉบับ",
        "percent": 80,
        "effective_on": TODAY,
        "evidence": PROOF,
        "number": 1,
        "until": date(2013, 6, 14),
        "who": "bb",
    }
    return Act(**sound | values)


def event(version: int, kind: str = "", actor: Actor = LIAISON, effective_on: date | None = None) -> Event:
    """The envelope of a fact."""
    return Event(version, "task:61", version, kind, {}, actor.id, NOON, effective_on, 1, "", "")
