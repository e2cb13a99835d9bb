"""How is one object of a comparison told: what it is, what became of it, field by field, and which acts made it so?"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from tracker.comparison import store
from tracker.comparison.fields import label
from tracker.comparison.figures import Turned
from tracker.comparison.rules import Act, Changed, State
from tracker.comparison.states import TOLD
from tracker.comparison.values import NOTHING, PEOPLE, Names, said
from tracker.dashboard.history import KIND_TITLES
from tracker.lang import Bilingual
from tracker.people.holders import titles
from tracker.people.store import names_of
from tracker.tasks.health import Health, Standing
from tracker.tasks.history import acted, actors
from tracker.tasks.workflow import State as Step

FIRST = (
    "state",
    "claimed",
    "verified",
    "evidence",
    "plan.due_on",
    "extended_to",
    "plan.title",
    "plan.weight",
    "block.reason",
)
"""What people ask about a task before anything else, in this order."""
TITLED = ("plan.title", "title", "name", "heading", "subject", "what", "label", "role", "email")
"""Where an object keeps the words by which people know it."""


@dataclass(frozen=True, slots=True)
class Item:
    """One object to be told, before it is read: its stream, its group, and its task on both days."""

    stream: str
    group: str
    before: Standing | None = None
    after: Standing | None = None
    turned: Turned | None = None

    @property
    def standing(self) -> Standing | None:
        """The task as it stands on the later day, else as it stood."""
        return self.after or self.before


@dataclass(frozen=True, slots=True)
class Line:
    """One field: its name, what it was, what it is, and how many acts touched it."""

    field: str
    name: Bilingual
    old: Bilingual
    new: Bilingual
    acts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class ActLine:
    """One act: what, who (and in whose place), when recorded (aware UTC), from which day it holds, why, and the names of the fields
    it changed."""

    seq: int
    kind: str
    title: Bilingual
    who: Bilingual
    at: datetime
    effective_on: date | None
    why: str
    fields: tuple[Bilingual, ...]
    hash: str


@dataclass(frozen=True, slots=True)
class Row:
    """One object in full: of a task the agency that does it and, when that is another one, the one `served`.
    `verdict` says in a few words what became of it; a row without acts changed by time alone."""

    item: Item
    code: str
    title: Bilingual
    agency: str | None
    served: str | None
    verdict: Bilingual
    health: tuple[Health | None, Health | None] | None
    lines: tuple[Line, ...]
    acts: tuple[ActLine, ...]

    @property
    def first(self) -> tuple[Line, ...]:
        """The lines that stand in sight: of a task what people ask first, of anything else all."""
        if self.item.group not in ("tasks", "time"):
            return self.lines
        return tuple(line for name in FIRST for line in self.lines if line.field == name)

    @property
    def more(self) -> tuple[Line, ...]:
        """The other lines."""
        return tuple(line for line in self.lines if line not in self.first)


def rows(items: Sequence[Item], since: int, upto: int, bodies: Mapping[str, Bilingual]) -> Iterator[Row]:
    """The rows of these items in their order, read portion by portion: two queries for each."""
    for start in range(0, len(items), store.PORTION):
        portion = items[start : start + store.PORTION]
        found = store.changed([each.stream for each in portion if each.group != "time"], since, upto)
        names = Names(bodies, names_of(_people(found.values())), titles(_holders(found.values())))
        yield from (_row(each, found.get(each.stream), names) for each in portion)


def _row(item: Item, changed: Changed | None, names: Names) -> Row:
    state = (changed.after or changed.before or {}) if changed else {}
    noun = item.stream.split("/")[1] if item.stream.startswith("register:") else ""
    plan = item.standing.task.plan if item.standing else None
    return Row(
        item=item,
        code=plan.code if plan else _code(item.stream, state),
        title=plan.title if plan else _title(state, names),
        agency=plan.agency if plan else state.get("plan.agency") or state.get("agency"),
        served=plan.for_agency if plan and plan.for_agency != plan.agency else None,
        verdict=_verdict(changed),
        health=_health(item),
        lines=tuple(_lines(changed, names, noun)) if changed else (),
        acts=tuple(_act(act, names) for act in changed.acts) if changed else (),
    )


def _code(stream: str, state: State) -> str:
    """What people quote: the code of the object, else the last part of its stream."""
    known = state.get("plan.code") or state.get("code") or state.get("email")
    return str(known or re.split("[/:]", stream)[-1])


def _title(state: State, names: Names) -> Bilingual:
    last = KIND_TITLES.get(state.get(TOLD, ""), NOTHING)  # a delegation has no name of its own
    return next((said(name, state[name], names) for name in TITLED if state.get(name)), last)


def _health(item: Item) -> tuple[Health | None, Health | None] | None:
    """Both healths, when they are not the same."""
    if item.before is None or item.after is None or item.before.health is item.after.health:
        return None
    return item.before.health, item.after.health


def _lines(changed: Changed, names: Names, noun: str) -> Iterator[Line]:
    for each in changed.differences:
        old, new = (_said(each.field, value, names, noun) for value in (each.old, each.new))
        yield Line(each.field, label(each.field), old, new, each.acts)


def _said(field: str, value: Any, names: Names, noun: str) -> Bilingual:
    """The value in words; the kind of a fact by the word that readers choose it with."""
    if field == TOLD and value in KIND_TITLES:
        return KIND_TITLES[value]
    return said(field, value, names, noun)


def _act(act: Act, names: Names) -> ActLine:
    event = act.event
    title = KIND_TITLES.get(event.kind, Bilingual(th=event.kind, en=event.kind.replace("_", " ")))
    return ActLine(
        event.seq, event.kind, title, acted(event, names.people), event.recorded_at, event.effective_on, act.why,
        tuple(map(label, act.fields[:12])), event.hash,
    )  # fmt: skip


def _holders(found: Iterable[Changed]) -> set[str]:
    """The keys of everybody who was or is responsible."""
    states = (state for each in found for state in (each.before, each.after) if state)
    return {state["responsible"] for state in states if state.get("responsible")}


def _people(found: Iterable[Changed]) -> set[int]:
    """Every account that is named: as an actor, as the one in whose place, or in a field."""
    every = list(found)
    acting = {id_ for each in every for act in each.acts for id_ in actors(act.event)}
    values = {
        value
        for each in every
        for state in (each.before or {}, each.after or {})
        for name, value in state.items()
        if name.rpartition(".")[2] in PEOPLE and isinstance(value, int)
    }
    return acting | values


def _verdict(changed: Changed | None) -> Bilingual:
    """What became of the object, in a few words."""
    if changed is None:
        return Bilingual(th="เปลี่ยนเพราะเวลาผ่านไป ไม่มีผู้ใดบันทึก", en="changed by time alone; nobody recorded anything")
    if changed.came:
        return Bilingual(th="เพิ่มใหม่", en="new")
    if changed.gone:
        return Bilingual(th="ถอนออก", en="withdrawn")
    if not changed.net:
        return _came_to_nothing(changed)
    return _of_task(changed)


def _came_to_nothing(changed: Changed) -> Bilingual:
    if changed.before is None:
        return Bilingual(th="เพิ่มแล้วถอนออกในช่วงเดียวกัน", en="came and was withdrawn again")
    if any(act.fields for act in changed.acts):
        return Bilingual(th="เปลี่ยนแล้วกลับมาเท่าเดิม", en="changed and changed back")
    return Bilingual(th="มีบันทึก แต่สถานะเท่าเดิม", en="something was recorded; it stands as before")


def _of_task(changed: Changed) -> Bilingual:
    step = changed.difference("state")
    if step is None:
        return Bilingual(th="เปลี่ยน", en="changed")
    if step.new == Step.WAIVED:
        by_register = (changed.after or {}).get("withdrawn")
        if by_register and (changed.after or {}).get("plan.period"):
            return Bilingual(th="ถอนเพราะรอบไม่มีงวดนี้แล้ว", en="withdrawn: the cadence has no such period")
        if by_register:
            return Bilingual(th="ทะเบียนมติถอนงานนี้", en="withdrawn by the register")
        return Bilingual(th="ไม่ดำเนินการแล้ว", en="no longer pursued")
    if step.old == Step.WAIVED:
        return Bilingual(th="นำกลับมาดำเนินการ", en="taken up again")
    return Bilingual(th="เปลี่ยน", en="changed")
