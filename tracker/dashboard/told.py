"""What happened, for a page that reads the whole ledger: which task each event was about, and what it changed from what?

The words of one event are drawn by `templates/timeline/<kind>.html`, here and on the page of a task.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import to_fact
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of
from tracker.tasks.history import Entry, entries
from tracker.tasks.lines import names_of_agencies, who_does
from tracker.tasks.task import Task, apply
from tracker.web.frame import link


@dataclass(frozen=True, slots=True)
class Subject:
    """The task that an event is about: its code, who does it (and for whom), and its page."""

    code: str
    who: Bilingual
    href: str


@dataclass(frozen=True, slots=True)
class Around:
    """What stood before and after an event (a task, or the fact about the same entry before it), and its task, if it has one."""

    before: Any
    after: Any
    subject: Subject | None


@dataclass(frozen=True, slots=True)
class Told:
    """One event with what stood around it."""

    entry: Entry
    around: Around


def told(shown: Sequence[Event]) -> list[Told]:
    """The events in the order given; a fixed number of queries however many there are."""
    names = names_of_agencies()
    states = _states(shown)
    return [Told(entry, _around(*states[entry.seq], names)) for entry in entries(shown)]


def _around(before: Any, after: Any, names: dict[str, Bilingual]) -> Around:
    if not isinstance(after, Task):
        return Around(before, after, None)
    return Around(before, after, Subject(after.code, who_does(after.plan, names), link("tasks.page", task_id=after.id)))


def _states(shown: Sequence[Event]) -> dict[int, tuple[Any, Any]]:
    """What stood before and after each event: the streams of all of them read from their start, at once."""
    states: dict[str, Any] = {}
    found: dict[int, tuple[Any, Any]] = {}
    for event in _streams({event.stream for event in shown}, max((event.seq for event in shown), default=0)):
        before, fact = states.get(event.stream), to_fact(event.kind, event.data)
        states[event.stream] = apply(before, event, fact) if event.stream.startswith("task:") else fact
        found[event.seq] = (before, states[event.stream])
    return found


def _streams(names: set[str], upto: int) -> Iterable[Event]:
    query = (
        select(*EVENT_COLUMNS).where(LedgerEvent.stream.in_(names), LedgerEvent.seq <= upto).order_by(LedgerEvent.seq)
    )
    return (event_of(row) for row in db.session.execute(query))
