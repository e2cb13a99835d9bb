"""How long do submissions wait for an answer, how often are they returned, and for which reason?"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import median_low

from sqlalchemy import select

from tracker import clock
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, cut_on, event_of
from tracker.tasks.reasons import REASONS
from tracker.workdays import WorkingCalendar

VERDICTS = ("task_verified", "task_returned")
WAITING_BEGINS = ("task_submitted", "verdict_withdrawn")
"""What puts a task among those that wait."""
DOUBTED = ("evidence_replaced", "evidence_expired")
"""What puts a verified task back among them, and leaves any other where it is."""
MOST = 500
"""So many of a month's verdicts are looked at, the newest."""


@dataclass(frozen=True, slots=True)
class Answer:
    """One verdict: after how many working days, whether it was a return, and the usual reason it named ("" for none)."""

    waited: int
    returned: bool
    because: str


@dataclass(frozen=True, slots=True)
class Answers:
    """The verdicts of a month: how many, the median of the working days waited, how many were returns, and their most frequent reason."""

    month: date
    number: int
    median: int
    returned: int
    reason: Bilingual | None

    @property
    def returned_percent(self) -> int:
        """Returns of all verdicts, rounded half up."""
        return (200 * self.returned + self.number) // (2 * self.number) if self.number else 0


def answers_of(month: date, found: Sequence[Answer]) -> Answers:
    """What the verdicts of a month add up to. Pure."""
    reasons = Counter(each.because for each in found if each.because in REASONS)
    most = reasons.most_common(1)
    return Answers(
        month.replace(day=1),
        len(found),
        median_low([each.waited for each in found]) if found else 0,
        sum(each.returned for each in found),
        REASONS[most[0][0]] if most else None,
    )


def answers_in_month(day: date, cut: int, calendar: WorkingCalendar) -> Answers:
    """The verdicts from the first of the month of `day` up to the cut; three queries."""
    first = day.replace(day=1)
    judged = _judged(cut_on(first - timedelta(days=1)), cut)
    begun = _begun({event.stream for event in judged}, cut)
    found = []
    for event in judged:
        since = max((seq for seq in begun.get(event.stream, {}) if seq < event.seq), default=None)
        if since is not None:
            sent, answered = (clock.bangkok_day(at) for at in (begun[event.stream][since], event.recorded_at))
            waited = calendar.working_days_between(sent, answered)
            found.append(Answer(waited, event.kind == "task_returned", str(event.data.get("because", ""))))
    return answers_of(first, found)


def _judged(after: int, cut: int) -> list[Event]:
    query = select(*EVENT_COLUMNS).where(
        LedgerEvent.kind.in_(VERDICTS), LedgerEvent.seq > after, LedgerEvent.seq <= cut
    )
    return [event_of(row) for row in db.session.execute(query.order_by(LedgerEvent.seq.desc()).limit(MOST))]


def begins(kinds: Iterable[str]) -> Iterator[bool]:
    """Of each of a task's events, by their kinds in order: does the task wait for a verdict from there? Pure."""
    verified = False
    for kind in kinds:
        yield kind in WAITING_BEGINS or (verified and kind in DOUBTED)
        verified = kind == "task_verified"


def _begun(streams: set[str], cut: int) -> dict[str, dict[int, datetime]]:
    query = select(LedgerEvent.stream, LedgerEvent.seq, LedgerEvent.recorded_at, LedgerEvent.kind).where(
        LedgerEvent.stream.in_(streams),
        LedgerEvent.kind.in_((*WAITING_BEGINS, *DOUBTED, *VERDICTS)),
        LedgerEvent.seq <= cut,
    )
    told: dict[str, list[tuple[int, datetime, str]]] = {}
    for stream, seq, at, kind in db.session.execute(query.order_by(LedgerEvent.seq)):
        told.setdefault(stream, []).append((seq, at, kind))
    return {
        stream: {seq: at for (seq, at, _kind), begun in zip(own, begins(each[2] for each in own), strict=True) if begun}
        for stream, own in told.items()
    }
