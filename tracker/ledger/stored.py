"""What does the database hold of the ledger, row by row, also where somebody altered it?"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import String, bindparam, select, type_coerce

from tracker.extensions import db
from tracker.ledger.event import Event, Unreadable
from tracker.ledger.store import EVENT_COLUMNS, PORTION, LedgerEvent, event_of

_C = LedgerEvent.__table__.c
_AS_STORED = [
    type_coerce(c, String).label(c.name) if c.name in ("recorded_at", "effective_on") else c for c in EVENT_COLUMNS
]
_STORED_PORTION = select(*_AS_STORED).where(_C.seq > bindparam("after")).order_by(_C.seq).limit(PORTION)


def stored_rows() -> Iterator[Event | Unreadable]:
    """Every row in order of seq, read one by one from what the database holds, so that an altered one hides no other."""
    after = 0
    while rows := db.session.execute(_STORED_PORTION, {"after": after}).all():
        yield from map(_stored, rows)
        after = rows[-1].seq


def _stored(row: Any) -> Event | Unreadable:
    values = row._mapping
    recorded, effective = values["recorded_at"], values["effective_on"]
    try:
        if isinstance(recorded, str):
            recorded = datetime.fromisoformat(recorded).replace(tzinfo=UTC)
        if isinstance(effective, str):
            effective = date.fromisoformat(effective)
        return event_of(tuple({**values, "recorded_at": recorded, "effective_on": effective}.values()))
    except (TypeError, ValueError, RecursionError):
        return Unreadable(row.seq, row.prev_hash, row.hash)
