"""What was recorded of a page of tasks up to the cut of a report? One question for all of them."""

from __future__ import annotations

from collections.abc import Collection

from sqlalchemy import select

from tracker.extensions import db
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind_name
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of
from tracker.tasks.facts import ProgressLogged, TaskReturned, TaskSubmitted, TaskVerified, TaskWaived

CLAIMS = frozenset(map(kind_name, (ProgressLogged, TaskSubmitted)))
VERDICTS = frozenset(map(kind_name, (TaskVerified, TaskReturned, TaskWaived)))

_C = LedgerEvent.__table__.c


def proofs_of(tasks: Collection[int], cut: int) -> list[Event]:
    """Claims and verdicts on these tasks up to a cut, in their order."""
    streams = [f"task:{id_}" for id_ in tasks]
    query = select(*EVENT_COLUMNS).where(_C.stream.in_(streams), _C.kind.in_(sorted(CLAIMS | VERDICTS)), _C.seq <= cut)
    return [event_of(row) for row in db.session.execute(query.order_by(_C.seq))]
