"""What happened, told to people: who did it, to which task, and what it changed from what?

`entries` prepares events; `templates/timeline/<kind>.html` draws one of them, on the history page and on the page of a task.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select

from tracker import clock
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import to_fact
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of
from tracker.people.store import agencies, names_of
from tracker.tasks.rules import Task, apply
from tracker.tasks.workflow import STEPS, Step
from tracker.web.frame import link

PRODUCT = Bilingual(th="ระบบ", en="The system")
"""Who acted when nobody was signed in: the operator's commands."""

STEP_OF_KIND: dict[str, Step] = {step.kind: step for step in STEPS}


@dataclass(frozen=True, slots=True)
class Subject:
    """The task that an event is about: its code, title, agency and page."""

    code: str
    title: Bilingual
    agency: Bilingual
    href: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One event for a timeline. `before` and `after` are the task (or the entry's fact) around it; `effective` is the day from
    which it holds, when that is another day than the one it was recorded on; `step` is its row of the workflow, if it has one."""

    seq: int
    kind: str
    fact: Any
    who: Bilingual
    at: datetime
    effective: date | None
    hash: str
    before: Any
    after: Any
    subject: Subject | None
    step: Step | None


def entries(shown: Sequence[Event]) -> list[Entry]:
    """The events as a timeline, in the order given; three queries however many there are."""
    around = _around(shown)
    names = names_of({event.actor_id for event in shown if event.actor_id is not None})
    abbreviations = {code: agency.abbr for code, agency in agencies().items()}
    return [_entry(event, *around[event.seq], names, abbreviations) for event in shown]


def _entry(
    event: Event, before: Any, after: Any, names: dict[int, Bilingual], abbreviations: dict[str, Bilingual]
) -> Entry:  # fmt: skip
    who = names.get(event.actor_id, PRODUCT) if event.actor_id is not None else PRODUCT
    other_day = event.effective_on if event.effective_on != clock.bangkok_day(event.recorded_at) else None
    subject = _subject(after, abbreviations) if isinstance(after, Task) else None
    return Entry(
        event.seq, event.kind, to_fact(event.kind, event.data), who, event.recorded_at, other_day, event.hash, before, after, subject,
        STEP_OF_KIND.get(event.kind),
    )  # fmt: skip


def _subject(task: Task, abbreviations: dict[str, Bilingual]) -> Subject:
    unknown = Bilingual(th=task.agency, en=task.agency)
    return Subject(task.code, task.plan.title, abbreviations.get(task.agency, unknown), link("tasks.page", task_id=task.id))


def _around(shown: Sequence[Event]) -> dict[int, tuple[Any, Any]]:
    """What stood before and after each event: its stream read from the start, for all streams at once."""
    states: dict[str, Any] = {}
    found: dict[int, tuple[Any, Any]] = {}
    for event in _streams({event.stream for event in shown}, max((event.seq for event in shown), default=0)):
        before = states.get(event.stream)
        fact = to_fact(event.kind, event.data)
        after = apply(before, event, fact) if event.stream.startswith("task:") else fact
        states[event.stream] = after
        found[event.seq] = (before, after)
    return found


def _streams(names: set[str], upto: int) -> Iterable[Event]:
    query = select(*EVENT_COLUMNS).where(LedgerEvent.stream.in_(names), LedgerEvent.seq <= upto).order_by(LedgerEvent.seq)
    return (event_of(row) for row in db.session.execute(query))
