"""Which verdicts did this person give last, and which of them can still be taken back?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select

from tracker.access.policy import Actor
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of
from tracker.tasks import store
from tracker.tasks.history import TITLES
from tracker.tasks.rules import why_not
from tracker.tasks.task import Task
from tracker.tasks.verdicts import VERDICTS
from tracker.tasks.workflow import STEP

SHORT = 5


@dataclass(frozen=True, slots=True)
class Given:
    """One verdict: on which task, what, when (aware UTC), and whether it still stands and can be withdrawn."""

    task: Task
    title: Bilingual
    at: datetime
    stands: bool


def verdicts_given(actor: Actor, cut: int) -> list[Given]:
    """The newest verdicts of a person up to a cut, the latest first; two queries."""
    query = select(*EVENT_COLUMNS).where(
        LedgerEvent.actor_id == actor.id, LedgerEvent.kind.in_(VERDICTS), LedgerEvent.seq <= cut
    )
    found = [event_of(row) for row in db.session.execute(query.order_by(LedgerEvent.seq.desc()).limit(SHORT))]
    tasks = store.several({int(event.stream.partition(":")[2]) for event in found})
    return [
        Given(
            task, TITLES[event.kind], event.recorded_at, task.verdict_at == event.recorded_at and why_not(task, STEP["undo"]) is None
        )
        for event in found
        if (task := tasks.get(int(event.stream.partition(":")[2])))
    ]  # fmt: skip
