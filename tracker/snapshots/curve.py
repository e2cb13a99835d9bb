"""How far had the leading obligation come, week by week? Points of a curve, frozen like everything that a report says."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class CurvePoint:
    """How far the obligation that carries the deadline was at the end of a day, as known then, in whole percent; on days to come, and
    before the resolution was entered, nothing is claimed or verified yet and the plan is today's."""

    day: date
    plan: int
    claimed: int | None = None
    verified: int | None = None
