"""What did a person say at a place of a report, instead of the rule?"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.lang import Bilingual
from tracker.record import Record


@dataclass(frozen=True, slots=True)
class Worded(Record):
    """Words of a person at a place of the report (a name of `places.WORDED`), by which account and when (aware UTC)."""

    place: str
    words: Bilingual
    by: int | None
    at: datetime
