"""Which facts does a letter to an agency go through, and what may be said of it when? Pure.

A draft is discarded, or sent under a number; a letter that was sent is acknowledged once. What it says was frozen with the draft.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind, to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.letters import refusals

TOPIC = "letter"


@kind
@dataclass(frozen=True, slots=True)
class LetterDrafted:
    """A coordinator drew up a letter to an agency about some of its tasks. `snapshot` is all that it says (canonical JSON), `reply_by` the
    day until which an answer is asked for."""

    agency: str
    tasks: tuple[int, ...]
    as_of: date
    reply_by: date
    snapshot_sha256: str
    snapshot: str


@kind
@dataclass(frozen=True, slots=True)
class LetterDiscarded:
    """The draft will not be sent."""

    reason: str


@kind
@dataclass(frozen=True, slots=True)
class LetterSent:
    """The letter went out under this number (Arabic digits, "ทก 0100.4/123") and date, signed by somebody in a post; `to` is whom it
    addresses, `edition` the form that it was drawn in, `changed` the codes of its tasks that were no longer as it says, which whoever
    sent it had read."""

    letter_no: str
    dated: date
    signatory: str
    post: str
    to: Bilingual
    edition: str = ""
    changed: tuple[str, ...] = ()


@kind
@dataclass(frozen=True, slots=True)
class LetterAcknowledged:
    """The agency has the letter: the day on which it came in, the agency's own number for it or for its answer, and a note."""

    received_on: date
    reference: str
    note: str


Fact = LetterDrafted | LetterDiscarded | LetterSent | LetterAcknowledged


class State(StrEnum):
    """How far a letter is."""

    DRAFT = "draft"
    SENT = "sent"
    ACKNOWLEDGED = "acknowledged"
    DISCARDED = "discarded"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The word for people."""
        return STATE_TITLES[self]


STATE_TITLES = {
    State.DRAFT: Bilingual(th="ร่าง", en="Draft"),
    State.SENT: Bilingual(th="ส่งแล้ว รอตอบรับ", en="Sent, not acknowledged yet"),
    State.ACKNOWLEDGED: Bilingual(th="ตอบรับแล้ว", en="Acknowledged"),
    State.DISCARDED: Bilingual(th="ยกเลิกร่าง", en="Discarded"),
}


@dataclass(frozen=True, slots=True)
class Letter:
    """One letter as it stands. `drafted_at` is aware UTC; what was not said yet is None or empty. Its snapshot is kept beside it."""

    id: int
    resolution_id: int
    agency: str
    version: int
    tasks: tuple[int, ...]
    as_of: date
    reply_by: date
    snapshot_sha256: str
    drafted_at: datetime
    state: State = State.DRAFT
    number: str = ""
    dated: date | None = None
    signatory: str = ""
    post: str = ""
    received_on: date | None = None
    reference: str = ""
    note: str = ""
    reason: str = ""
    edition: str = ""

    @property
    def stream(self) -> str:
        """Its stream in the ledger."""
        return f"{TOPIC}:{self.id}"


def apply(letter: Letter | None, event: Event, fact: object) -> Letter:
    """The letter after an event about it; the first one draws it up."""
    if isinstance(fact, LetterDrafted):
        id_ = int(event.stream.partition(":")[2])
        return Letter(
            id_, event.resolution_id or 0, fact.agency, event.version, fact.tasks, fact.as_of, fact.reply_by, fact.snapshot_sha256,
            event.recorded_at,
        )  # fmt: skip
    if letter is None:
        raise TypeError(f"{event.stream} does not begin with a draft")
    at = replace(letter, version=event.version)
    match fact:
        case LetterDiscarded():
            return replace(at, state=State.DISCARDED, reason=fact.reason)
        case LetterSent():
            return replace(
                at, state=State.SENT, number=fact.letter_no, dated=fact.dated, signatory=fact.signatory, post=fact.post,
                edition=fact.edition,
            )  # fmt: skip
        case LetterAcknowledged():
            said = {"received_on": fact.received_on, "reference": fact.reference, "note": fact.note}
            return replace(at, state=State.ACKNOWLEDGED, **said)  # type: ignore[arg-type]
    raise TypeError(f"{fact!r} says nothing about a letter")


def fold(events: Iterable[Event]) -> dict[int, Letter]:
    """The letters after these events, by id; events of other streams are passed over."""
    found: dict[int, Letter] = {}
    for event in events:
        topic, _, id_ = event.stream.partition(":")
        if topic == TOPIC:
            found[int(id_)] = apply(found.get(int(id_)), event, to_fact(event.kind, event.data))
    return found


def check_draft(tasks: Collection[int], drafts: Iterable[Letter], *, own: bool) -> None:
    """Refuse a draft to the sender itself (`own`), about nothing, or beside one (`drafts`: those to this agency) that still waits."""
    if own:
        raise RuleBroken("", refusals.OWN)
    if any(each.state is State.DRAFT for each in drafts):
        raise RuleBroken("", refusals.DRAFT_WAITS)
    if not tasks:
        raise RuleBroken("", refusals.NOTHING_DUE)


def check_sent(letter: Letter, fact: LetterSent, today: date, others: Iterable[Letter]) -> None:
    """Refuse to send what is no draft, on a day that cannot be, under a number that another letter of the same year has, or after the day
    until which it asks for an answer."""
    if letter.state is not State.DRAFT:
        raise RuleBroken("", refusals.not_a_draft(letter.state.title))
    if not letter.as_of <= fact.dated <= today:
        raise RuleBroken("dated", refusals.sent_on(fact.dated, letter.as_of, today))
    if fact.dated > letter.reply_by:
        raise RuleBroken("dated", refusals.answer_was_due(letter.reply_by))
    same = (each for each in others if each.id != letter.id and each.number == fact.letter_no)
    if any(each.dated is not None and each.dated.year == fact.dated.year for each in same):
        raise RuleBroken("number", refusals.number_taken(fact.letter_no))


def check_discarded(letter: Letter) -> None:
    """Refuse to discard what is no draft any more."""
    if letter.state is not State.DRAFT:
        raise RuleBroken("", refusals.not_a_draft(letter.state.title))


def check_acknowledged(letter: Letter, fact: LetterAcknowledged, today: date) -> None:
    """Refuse an acknowledgement of what was not sent or was acknowledged before, and a day ahead of the letter's or in the future."""
    if letter.state is not State.SENT or letter.dated is None:
        raise RuleBroken("", refusals.not_on_its_way(letter.state.title))
    if not letter.dated <= fact.received_on <= today:
        raise RuleBroken("received_on", refusals.received_on(fact.received_on, letter.dated, today))
