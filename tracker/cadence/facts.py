"""What can a coordinator say about a cadence, and which cadence is in force after everything that was said? Pure.

The file gives an obligation its cadence; what a coordinator says takes its place, until it is taken back.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from tracker.clock import bangkok_day
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind, to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.resolutions.cadence import Cadence, faults

TOPIC = "cadence"


@kind
@dataclass(frozen=True, slots=True)
class CadenceSet:
    """From now on the obligation falls due in this rhythm, as in Cadence."""

    obligation: str
    every: int
    first_on: date
    day: int | None
    until: date | None
    cut_before: int
    reason: str


@kind
@dataclass(frozen=True, slots=True)
class CadenceEnded:
    """The obligation makes no due dates of its own any more."""

    obligation: str
    reason: str


@kind
@dataclass(frozen=True, slots=True)
class CadenceRestored:
    """The obligation falls due again as the file says."""

    obligation: str
    reason: str


Fact = CadenceSet | CadenceEnded | CadenceRestored


class Source(Enum):
    """Who laid down the cadence in force: the file, a coordinator, a coordinator who ended it, or nobody."""

    FILE = "file"
    PEOPLE = "people"
    ENDED = "ended"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class InForce:
    """The cadence in force (None: there is none), and who laid it down on which Bangkok day (None: nobody ever did)."""

    cadence: Cadence | None
    source: Source
    since: date | None


def stream(obligation: str) -> str:
    """The stream of the ledger in which people's word on a cadence stands."""
    return f"{TOPIC}:{obligation}"


def in_force(of_file: Cadence | None, written: Iterable[Event], said: Iterable[Event]) -> InForce:
    """The cadence that follows from the file's, the events that wrote the obligation into the register, and what people said.

    Its title is always the file's. Whoever spoke last is who laid it down, also when the words were the same as before.
    """
    by_file = found = _by_file(of_file, list(written))
    for event in said:
        fact = to_fact(event.kind, event.data)
        day = bangkok_day(event.recorded_at)
        match fact:
            case CadenceSet():
                found = InForce(cadence_of(fact), Source.PEOPLE, day)
            case CadenceEnded():
                found = InForce(None, Source.ENDED, day)
            case CadenceRestored():
                source = Source.FILE if of_file else Source.NONE
                found = InForce(of_file, source, max(day, by_file.since or day))
    return found


def cadence_of(fact: CadenceSet) -> Cadence:
    """The cadence that was set."""
    return Cadence(fact.every, fact.first_on, fact.day, fact.until, fact.cut_before)


def check(fact: Fact, of_file: Cadence | None, known: InForce) -> None:
    """Refuse a cadence that makes no sense, one that changes nothing, and to take back or to end what is not there."""
    if isinstance(fact, CadenceSet):
        for name, words in faults(fact.every, fact.first_on, fact.day, fact.until, fact.cut_before):
            raise RuleBroken(name, words)
        if known.source is Source.PEOPLE and known.cadence == cadence_of(fact):
            raise RuleBroken("", SAME)
    elif isinstance(fact, CadenceEnded):
        if known.cadence is None:
            raise RuleBroken("what", NOTHING_TO_END)
    elif of_file is None or known.source is Source.FILE:
        raise RuleBroken("what", NOTHING_TO_RESTORE)


SAME = Bilingual(th="รอบนี้ใช้อยู่แล้ว", en="This cadence holds already.")
NOTHING_TO_END = Bilingual(th="ภารกิจนี้ไม่มีรอบให้สิ้นสุด", en="This obligation has no cadence that could end.")
NOTHING_TO_RESTORE = Bilingual(
    th="ไม่มีรอบในแฟ้มข้อมูลมติให้กลับไปใช้ หรือใช้อยู่แล้ว",
    en="The file has no cadence to go back to, or it holds already.",
)


def _by_file(of_file: Cadence | None, written: list[Event]) -> InForce:
    """What the register says, since the event from which on it has said so. Another title alone is no other cadence."""
    since: Event | None = None
    before: object = None
    for event in written:
        said = _rhythm((event.data.get("document") or {}).get("cadence"))
        if said != before:
            since, before = event, said
    day = bangkok_day(since.recorded_at) if since else None
    return InForce(of_file, Source.FILE if of_file else Source.NONE, day)


def _rhythm(said: dict[str, object] | None) -> dict[str, object] | None:
    """What an entry says of a cadence, without what its tasks are called."""
    return {name: value for name, value in said.items() if name != "title"} if said is not None else None
