"""When is a finding no longer one? A coordinator accepts it with a reason; it comes back when what it rests on changes. Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind, to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.quality.seen import Finding

TOPIC = "quality"


@kind
@dataclass(frozen=True, slots=True)
class FindingAccepted:
    """Somebody looked at it and judged that it is right as it is; `stamp` are the values it rested on then."""

    stamp: str
    reason: str


@kind
@dataclass(frozen=True, slots=True)
class FindingReopened:
    """It is to be looked at again."""

    reason: str


Fact = FindingAccepted | FindingReopened


@dataclass(frozen=True, slots=True)
class Judgement:
    """The last word on one finding: accepted or opened again, why, by whom (account) and when (UTC)."""

    version: int
    accepted: bool
    stamp: str
    reason: str
    actor_id: int | None
    at: datetime


NO_REASON = Bilingual(
    th="กรุณาระบุเหตุผล ทุกคนจะเห็นข้อความนี้ในประวัติ", en="Give the reason; everybody will see it in the history."
)
ACCEPTED_ALREADY = Bilingual(th="ข้อนี้ยอมรับไว้แล้ว", en="This was accepted already.")
NOT_ACCEPTED = Bilingual(th="ข้อนี้ยังไม่ได้ยอมรับ หรือเปลี่ยนไปแล้ว", en="This is not accepted, or has changed since.")


def fold(events: Iterable[Event]) -> dict[str, Judgement]:
    """The last word on each finding after these events, by stream; other streams are passed over."""
    found: dict[str, Judgement] = {}
    for event in events:
        if event.stream.startswith(f"{TOPIC}:"):
            fact = to_fact(event.kind, event.data)
            stamp = fact.stamp if isinstance(fact, FindingAccepted) else ""
            found[event.stream] = Judgement(
                event.version, isinstance(fact, FindingAccepted), stamp, fact.reason, event.actor_id, event.recorded_at
            )
    return found


def accepted(finding: Finding, judged: Mapping[str, Judgement]) -> Judgement | None:
    """The acceptance that covers this finding; None when there is none, or what it rests on has changed since."""
    word = judged.get(stream(finding))
    return word if word is not None and word.accepted and word.stamp == finding.stamp else None


def decide(finding: Finding, reason: str, before: Judgement | None, *, accept: bool) -> Fact:
    """Accept the finding, or open it again. RuleBroken when that changes nothing or no reason is given.

    `before` is the acceptance that covers it.
    """
    if accept == (before is not None):
        raise RuleBroken("", ACCEPTED_ALREADY if accept else NOT_ACCEPTED)
    if not reason.strip():
        raise RuleBroken("reason", NO_REASON)
    return fact_of(finding.stamp, reason, accept=accept)


def fact_of(stamp: str, reason: str, *, accept: bool) -> Fact:
    """What is said about a finding that rests on these values, whether or not the rules allow it."""
    return FindingAccepted(stamp, reason) if accept else FindingReopened(reason)


def stream(finding: Finding) -> str:
    """The ledger stream of what is said about a finding."""
    return f"{TOPIC}:{finding.check}/{finding.object}"
