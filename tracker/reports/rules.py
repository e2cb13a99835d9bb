"""Which facts about reports does the ledger keep, and which number does the next one get? Pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.lang import Bilingual, format_date
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind, to_fact
from tracker.ledger.refusal import RuleBroken


@kind
@dataclass(frozen=True, slots=True)
class ReportDrafted:
    """A coordinator, or the product by its cadence, drew up a report to the Cabinet from the snapshot with this SHA-256."""

    number: int
    as_of: date
    cut: int
    snapshot_sha256: str


@dataclass(frozen=True, slots=True)
class Report:
    """A drafted report; its snapshot is kept whole and never changes."""

    id: int
    resolution_id: int
    number: int
    as_of: date
    cut: int
    snapshot_sha256: str


def fold(events: Iterable[Event]) -> dict[int, Report]:
    """All reports after these events, by id; events of other streams are passed over."""
    found: dict[int, Report] = {}
    for event in events:
        topic, _, id_ = event.stream.partition(":")
        if topic == "report":
            fact = to_fact(event.kind, event.data)
            found[int(id_)] = Report(
                int(id_), event.resolution_id or 0, fact.number, fact.as_of, fact.cut, fact.snapshot_sha256
            )
    return found


def number_for(day: date, drafted: Iterable[Report]) -> int:
    """ครั้งที่ n of a report for a day: the number of the report already drafted for that day, else the one after those before it."""
    reports = list(drafted)
    same = [report.number for report in reports if report.as_of == day]
    return max(same) if same else 1 + max((report.number for report in reports if report.as_of < day), default=0)


def check_draft(day: date, decided_on: date, today: date, drafted: Iterable[Report]) -> None:
    """Refuse a day in the future, one before the resolution, and one before a report that was drafted already."""
    latest = max((report.as_of for report in drafted), default=None)
    if day > today:
        raise RuleBroken(
            "as_of", _sentence(day, "ยังมาไม่ถึง เลือกวันที่ไม่เกินวันนี้", "is in the future; choose a day up to today")
        )
    if day < decided_on:
        raise RuleBroken("as_of", _sentence(day, "อยู่ก่อนวันที่มีมติ", "is before the day of the resolution"))
    if latest is not None and day < latest:
        raise RuleBroken(
            "as_of", _sentence(day, "อยู่ก่อนรายงานฉบับล่าสุด รายงานต้องเรียงตามวัน", "is before the latest report; reports go forward in time")
        )  # fmt: skip


def _sentence(day: date, thai: str, english: str) -> Bilingual:
    return Bilingual(th=f"{format_date(day, 'th', 'long')} {thai}", en=f"{format_date(day, 'en', 'long')} {english}.")
