"""What do the rows of tasks hold, so that it can be compared with the ledger?"""

from __future__ import annotations

from typing import Any

from sqlalchemy import String, cast, select

from tracker.extensions import db
from tracker.ledger.store import LedgerEvent
from tracker.resolutions.store import ResolutionRow
from tracker.tasks.store import TaskRow

_T = TaskRow.__table__.c


def rows(resolution_id: int) -> dict[int, dict[str, Any]]:
    """The rows of a resolution's tasks as they are, by id, for comparison with `row_of`."""
    query = select(TaskRow.__table__).where(_T.resolution_id == resolution_id)
    return {row["id"]: dict(row) for row in db.session.execute(query).mappings()}


def orphans() -> list[int]:
    """Ids of the rows whose resolution is not known."""
    known = select(ResolutionRow.id)
    return list(db.session.scalars(select(_T.id).where(_T.resolution_id.not_in(known)).order_by(_T.id)))


def mislabelled() -> list[int]:
    """Events of tasks that do not stand beside the agency of their task; at most a thousand."""
    of_task = LedgerEvent.stream == "task:" + cast(_T.id, String)
    query = select(LedgerEvent.seq).join(TaskRow, of_task).where(LedgerEvent.agency.is_distinct_from(_T.agency))
    return list(db.session.scalars(query.order_by(LedgerEvent.seq).limit(1000)))
