"""Does the history alone give the current state, whatever happened – now and at every moment before?"""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta

from flask import Flask
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tests import world
from tracker.access.policy import Actor, Role
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.event import Draft, Event, Head, canonical, seal
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import events, last_seq
from tracker.resolutions.expansion import TaskPlan
from tracker.tasks import service, store
from tracker.tasks.facts import Evidence, TaskAssigned, TaskRevised
from tracker.tasks.rules import Act, decide
from tracker.tasks.task import Task, apply, fold
from tracker.tasks.workflow import STEPS, Step

START = datetime(2013, 4, 24, 3, tzinfo=UTC)
LIAISON = Actor(7, "liaison.mof@demo.example", Bilingual(th="ผู้ประสานงาน", en="Liaison"), Role.LIAISON, "mof")
COORDINATOR = Actor(
    1, "coordinator@demo.example", Bilingual(th="ผู้ประสานงานกลาง", en="Coordinator"), Role.COORDINATOR, "mict"
)

WORDS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=30)
PROOFS = st.lists(st.builds(Evidence, WORDS, WORDS), max_size=3).map(tuple)
ACTS = st.builds(
    Act,
    note=WORDS,
    percent=st.integers(0, 100),
    effective_on=st.dates(date(2013, 4, 24), date(2013, 5, 1)),
    evidence=PROOFS,
)
MOVES = st.tuples(
    st.integers(1, 3), st.sampled_from(STEPS), ACTS, st.sampled_from([LIAISON, COORDINATOR]), st.integers(0, 72)
)
HISTORIES = st.lists(MOVES, max_size=40)


def plan(number: int, title: str = "งาน") -> TaskPlan:
    """A plan of a task; its number sets it apart."""
    return TaskPlan(
        f"O-1.3-T{number}",
        "O-1.3",
        "mof",
        "mof",
        Bilingual(th=title, en="task"),
        10 * number,
        date(2013, 4, 24),
        date(2013, 6, 30),
        True,
    )


class Memory:
    """A ledger in memory with the states that its acts led to, and every state that ever was."""

    def __init__(self) -> None:
        self.events: list[Event] = []
        self.tasks: dict[int, Task] = {}
        self.past: list[dict[int, Task]] = [{}]

    def record(
        self, id_: int, fact: object, actor: Actor | None, now: datetime, effective_on: date | None = None
    ) -> None:
        """Append a fact as the service does, through the JSON that the database keeps."""
        last = self.events[-1] if self.events else None
        head = Head(last.seq, last.hash, last.recorded_at) if last else Head()
        task = self.tasks.get(id_)
        kept = json.loads(canonical(to_data(fact)))
        draft = Draft(f"task:{id_}", task.version if task else 0, kind_name(type(fact)), kept, effective_on, 1)
        event = seal(head, draft, actor.id if actor else None, now)
        self.events.append(event)
        self.tasks = {**self.tasks, id_: apply(task, event, fact)}
        self.past.append(self.tasks)

    def move(self, id_: int, step: Step, act: Act, actor: Actor, now: datetime) -> None:
        """Do what the rules allow; what they refuse leaves no trace."""
        try:
            fact = decide(self.tasks[id_], step, act, actor, date(2013, 5, 31))
        except RuleBroken:
            return
        self.record(id_, fact, actor, now, act.effective_on)


def lived(history: list[tuple[int, Step, Act, Actor, int]]) -> Memory:
    """What three tasks went through in this history; the second one's plan is revised half way."""
    memory = Memory()
    for id_ in (1, 2, 3):
        memory.record(id_, TaskAssigned(plan(id_), id_), None, START)
    for turn, (id_, step, act, actor, hours) in enumerate(history):
        if turn == len(history) // 2:
            memory.record(2, TaskRevised(plan(5, "งานที่แก้ชื่อ"), 9), None, START)
        memory.move(id_, step, act, actor, START + timedelta(hours=hours))
    return memory


@given(HISTORIES)
@settings(max_examples=200)
def test_the_fold_of_a_random_history_is_the_current_state(history: list[tuple[int, Step, Act, Actor, int]]) -> None:
    memory = lived(history)
    assert fold(memory.events) == memory.tasks


@given(HISTORIES, st.data())
def test_the_fold_up_to_any_cut_is_the_state_of_that_moment(
    history: list[tuple[int, Step, Act, Actor, int]], data: st.DataObject
) -> None:
    memory = lived(history)
    cut = data.draw(st.integers(0, len(memory.events)))
    assert fold(memory.events[:cut]) == memory.past[cut]


@given(HISTORIES)
def test_what_holds_of_every_task_at_every_moment(history: list[tuple[int, Step, Act, Actor, int]]) -> None:
    """Percentages stay in range; verified is all or nothing and never before a submission; versions count the acts."""
    memory = lived(history)
    for cut, tasks in enumerate(memory.past):
        for task in tasks.values():
            assert 0 <= task.claimed <= 100
            assert task.verified in (0, 100)
            assert task.verified == 0 or (task.claimed == 100 and task.sent_at is not None)
            assert task.version == sum(event.stream == f"task:{task.id}" for event in memory.events[:cut])


@given(HISTORIES)
@settings(max_examples=4, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_through_the_services_too(app: Flask, history: list[tuple[int, Step, Act, Actor, int]]) -> None:
    """Each example goes on where the one before stopped: the property holds for any history."""
    world.forget()
    ids = [world.task_id(f"O-1.3-T{number}", "mof") for number in (3, 4, 5)]
    people = {Role.LIAISON: world.actor("liaison.mof"), Role.COORDINATOR: world.actor("coordinator")}
    resolution_id = store.resolution_of_task(ids[0])
    assert resolution_id is not None
    seen: dict[int, tuple[Task, ...]] = {}
    for number, step, act, who, hours in history[:15]:
        try:
            service.act(ids[number - 1], step, act, people[who.role], world.at("2013-05-31") + timedelta(hours=hours))
        except RuleBroken:
            continue
        seen[last_seq(resolution_id)] = store.tasks_of(resolution_id)
        db.session.rollback()
    assert verification().problems == ()
    world.forget()
    for cut, tasks in seen.items():
        assert store.tasks_at(resolution_id, cut) == tasks
        assert fold(events(resolution_id=resolution_id, upto=cut)) == {task.id: task for task in tasks}
