"""Are the figures of this database invented? The accounts in the ledger say so, never a setting."""

from __future__ import annotations

from sqlalchemy import String, cast, func, literal, select

from tracker.extensions import db
from tracker.ledger.store import LedgerEvent
from tracker.people.store import UserRow

_FIRST_DEMONSTRATION = select(LedgerEvent.seq).where(
    LedgerEvent.version == 1,
    LedgerEvent.stream
    == select(literal("user:") + cast(func.min(UserRow.id), String)).where(UserRow.demonstration).scalar_subquery(),
)


def holds_demonstration(cut: int | None = None) -> bool:
    """Was a demonstration account made up to this cut of the ledger (None: ever)? Then figures are invented, whatever the clock says."""
    place = str(db.engine.url)
    first = _first_demonstration.get(place) or db.session.scalar(_FIRST_DEMONSTRATION)
    if first is None:
        return False
    _first_demonstration[place] = first
    return cut is None or first <= cut


_first_demonstration: dict[str, int] = {}
"""By database: the sequence number of the first demonstration account; the ledger only grows, so it stays."""
