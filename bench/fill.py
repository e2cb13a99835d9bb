"""How does a database come to hold a shape? Through bulk inserts that leave the ledger as if each act had gone through its service.

Every act is decided, sealed and applied by the product's own rules in memory; only the writing is done by the thousand.
`python -m bench.fill small` fills the database that the TRACKER_* variables name.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from datetime import datetime, time
from itertools import islice
from typing import Any

from sqlalchemy import insert, text

from bench import register as registers
from bench.history import Deed, deeds
from bench.shapes import ENTERED, SIZES, Size
from tracker import clock, create_app, migrations
from tracker.access.policy import Actor, Role
from tracker.clock import BANGKOK
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.event import Draft, Event, canonical, seal
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, head, write_transaction
from tracker.people import service as people
from tracker.resolutions.events import Entry, EntryRegistered, changes, entries_of, stream
from tracker.resolutions.expansion import TaskPlan, expand
from tracker.resolutions.rules import Register
from tracker.resolutions.store import EntryRow, ResolutionRow
from tracker.search import service as search
from tracker.tasks.facts import TaskAssigned
from tracker.tasks.rules import decide
from tracker.tasks.store import TaskRow, row_of
from tracker.tasks.task import Task, apply
from tracker.tasks.workflow import STEP

PASSWORD = "a password of the benchmark"
CHUNK = 2_000
START = datetime.combine(ENTERED, time(9), BANGKOK)


def fill(size: Size) -> None:
    """Make the tables and fill them; to be called inside the application's context, on an empty database."""
    migrations.upgrade()
    clock.freeze(ENTERED)
    for position, agency in enumerate(registers.agencies(size)):
        people.register_agency(agency.code, position, agency.to_json(), now=START)
    coordinator, liaisons = _accounts(size)
    with write_transaction():
        chain = Chain()
        known = _registers(size, chain)
        _act(size, chain, known, coordinator, liaisons)
        chain.flush()
        rows = (row_of(resolution_id, task) for resolution_id, task in known)
        _insert(TaskRow, rows)
    search.rebuild()
    with db.engine.connect() as connection:
        connection.execute(text("analyze"))
        connection.commit()


def email(role: str) -> str:
    """The address of the benchmark's account with this name, e.g. `executive` or `liaison.mof`."""
    return f"{role}@bench.example"


class Chain:
    """The ledger's end, with events that are not written yet."""

    def __init__(self) -> None:
        self.head = head()
        self.rows: list[dict[str, Any]] = []

    def record(self, draft: Draft, actor_id: int | None, now: datetime) -> Event:
        """Seal the next event and keep it for the next bulk insert."""
        event = seal(self.head, draft, actor_id, now)
        self.head = type(self.head)(event.seq, event.hash, event.recorded_at)
        row = {column.name: getattr(event, column.name) for column in EVENT_COLUMNS}
        self.rows.append(row | {"data": canonical(event.data), "agency": draft.agency})
        if len(self.rows) >= CHUNK:
            self.flush()
        return event

    def flush(self) -> None:
        """Write what is kept."""
        _insert(LedgerEvent, self.rows)
        self.rows = []


def _accounts(size: Size) -> tuple[Actor, dict[str, Actor]]:
    name = Bilingual(th="ผู้ใช้ของการวัดสมรรถนะ", en="Somebody who measures")
    coordinator = _account("coordinator", Role.COORDINATOR, "ega", name)
    _account("executive", Role.EXECUTIVE, "mict", name)
    liaisons = {code: _account(f"liaison.{code}", Role.LIAISON, code, name) for code in registers.rows(size, 1)}
    return coordinator, liaisons


def _account(who: str, role: Role, agency: str, name: Bilingual) -> Actor:
    return Actor(people.add_user(email(who), name, role, agency, PASSWORD), email(who), name, role, agency)


def _registers(size: Size, chain: Chain) -> list[tuple[int, Task]]:
    """Enter every resolution and give out its tasks; returns each task with its resolution's id, in order of their ids."""
    known: list[tuple[int, Task]] = []
    for number in range(1, size.resolutions + 1):
        register = registers.register(size, number)
        _enter(number, register, chain)
        for position, plan in enumerate(expand(register.templates)):
            known.append((number, _assigned(number, len(known) + 1, plan, position, chain)))
    return known


def _enter(resolution_id: int, register: Register, chain: Chain) -> None:
    resolution, entries = register.resolution, entries_of(register)
    code = resolution.code
    listed = {"id": resolution_id, "code": code, "decided_on": resolution.decided_on, "since": chain.head.seq + 1}
    _insert(ResolutionRow, [listed | {"title_th": resolution.title.th, "title_en": resolution.title.en}])
    for fact in changes({}, entries):
        assert isinstance(fact, EntryRegistered)
        name = stream(code, fact.noun, fact.code)
        chain.record(Draft(name, 0, kind_name(type(fact)), to_data(fact), resolution_id=resolution_id), None, START)
    _insert(EntryRow, (_entry_row(resolution_id, noun, code, entry) for (noun, code), entry in entries.items()))


def _entry_row(resolution_id: int, noun: str, code: str, entry: Entry) -> dict[str, Any]:
    return {
        "resolution_id": resolution_id, "noun": noun, "code": code, "position": entry.position, "document": dict(entry.document)
    }  # fmt: skip


def _assigned(resolution_id: int, task_id: int, plan: TaskPlan, position: int, chain: Chain) -> Task:
    fact = TaskAssigned(plan, position)
    draft = Draft(
        f"task:{task_id}", 0, kind_name(TaskAssigned), to_data(fact), resolution_id=resolution_id, agency=plan.agency
    )
    return apply(None, chain.record(draft, None, START), fact)


def _act(
    size: Size, chain: Chain, known: list[tuple[int, Task]], coordinator: Actor, liaisons: dict[str, Actor]
) -> None:
    """Do every deed; the tasks in `known` are replaced by what they become."""
    for deed in deeds(size):
        resolution_id, task = known[deed.task]
        actor = coordinator if deed.step == "verify" else liaisons.get(task.agency, next(iter(liaisons.values())))
        known[deed.task] = resolution_id, _done(resolution_id, task, deed, actor, chain)


def _done(resolution_id: int, task: Task, deed: Deed, actor: Actor, chain: Chain) -> Task:
    act = deed.act()
    fact = decide(task, STEP[deed.step], act, actor, clock.bangkok_day(deed.at))
    draft = Draft(
        f"task:{task.id}",
        task.version,
        kind_name(type(fact)),
        to_data(fact),
        act.effective_on,
        resolution_id,
        task.agency,
    )
    return apply(task, chain.record(draft, actor.id, deed.at), fact)


def _insert(table: Any, rows: Iterable[dict[str, Any]]) -> None:
    remaining: Iterator[dict[str, Any]] = iter(rows)
    while chunk := list(islice(remaining, CHUNK)):
        db.session.execute(insert(table.__table__), chunk)


if __name__ == "__main__":
    with create_app().app_context():
        fill(SIZES[sys.argv[1]])
