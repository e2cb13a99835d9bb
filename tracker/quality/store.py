"""What does the ledger know that the tasks' own state does not: first claims, days of assignment, and what was accepted?"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import bindparam, select

from tracker.clock import bangkok_day
from tracker.extensions import db
from tracker.ledger.cuts import KeptByCut
from tracker.ledger.kinds import kind_name
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of
from tracker.quality.rules import FindingAccepted, FindingReopened, Judgement, fold
from tracker.quality.seen import Past
from tracker.tasks.facts import ProgressLogged, TaskAssigned, TaskReturned, TaskSubmitted

_C = LedgerEvent.__table__.c
JUDGING = (kind_name(FindingAccepted), kind_name(FindingReopened))
ASSIGNED, LOGGED, SUBMITTED, RETURNED = (
    kind_name(each) for each in (TaskAssigned, ProgressLogged, TaskSubmitted, TaskReturned)
)
_UPTO = (_C.resolution_id == bindparam("resolution_id"), _C.seq <= bindparam("cut"))
_CLAIMS = (
    select(_C.stream, _C.kind, _C.recorded_at)
    .add_columns(_C.data)
    .where(*_UPTO, _C.kind.in_((ASSIGNED, LOGGED, SUBMITTED, RETURNED)))
    .order_by(_C.seq)
)
_JUDGED = select(*EVENT_COLUMNS).where(*_UPTO, _C.kind.in_(JUDGING)).order_by(_C.seq)


@dataclass(frozen=True, slots=True)
class Told:
    """What the history of one resolution says, up to a cut."""

    past: Mapping[int, Past]
    judged: Mapping[str, Judgement]


@KeptByCut
def told_at(resolution_id: int, cut: int) -> Told:
    """The history of a resolution up to a cut; two questions, and the answer is kept, since a cut never changes."""
    asked = {"resolution_id": resolution_id, "cut": cut}
    past: dict[int, Past] = {}
    for stream, kind, at, data in db.session.execute(_CLAIMS, asked):
        id_ = int(stream.partition(":")[2])
        before = past.get(id_) or Past(bangkok_day(at))
        past[id_] = Past(before.assigned_on, _highest(before.highest, kind, data))
    return Told(past, fold(event_of(row) for row in db.session.execute(_JUDGED, asked)))


def _highest(before: int, kind: str, data: str) -> int:
    """The highest claim so far; a return takes back what was claimed."""
    if kind == LOGGED:
        return max(before, int(json.loads(data)["percent"]))
    return 100 if kind == SUBMITTED else 0 if kind == RETURNED else before
