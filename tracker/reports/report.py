"""How far is a report to the Cabinet, after everything that was recorded of it? Pure: a fold of its events."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from tracker.documents.classes import Secrecy, Speed
from tracker.documents.places import PLACES
from tracker.documents.words import Worded
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import to_fact
from tracker.record import Record
from tracker.reports import facts
from tracker.reports.facts import Paper, Remark


class State(StrEnum):
    """How far a report is."""

    DRAFT = "draft"
    IN_REVIEW = "in_review"
    RETURNED = "returned"
    APPROVED = "approved"
    ISSUED = "issued"
    ACKNOWLEDGED = "acknowledged"
    DISCARDED = "discarded"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The word for people."""
        return STATE_TITLES[self]


STATE_TITLES = {
    State.DRAFT: Bilingual(th="ร่าง", en="Draft"),
    State.IN_REVIEW: Bilingual(th="เสนออนุมัติ", en="Before the approver"),
    State.RETURNED: Bilingual(th="ส่งกลับแก้ไข", en="Returned"),
    State.APPROVED: Bilingual(th="อนุมัติแล้ว รอออกหนังสือ", en="Approved, to be issued"),
    State.ISSUED: Bilingual(th="ออกหนังสือแล้ว รอตอบรับ", en="Issued, not acknowledged yet"),
    State.ACKNOWLEDGED: Bilingual(th="สลค. รับแล้ว", en="Acknowledged by the Secretariat"),
    State.DISCARDED: Bilingual(th="ยกเลิกร่าง", en="Discarded"),
}
FROZEN = frozenset({State.ISSUED, State.ACKNOWLEDGED})
"""What was issued never changes."""


@dataclass(frozen=True, slots=True)
class Submission(Record):
    """What was laid before the approver: the PDFs, the form they were drawn in, by which account and when (aware UTC). `version` is that
    of the event, which tells one submission of a report from another."""

    papers: tuple[Paper, ...]
    edition: str
    by: int | None
    at: datetime
    version: int

    def sha256(self, lang: str) -> str | None:
        """The SHA-256 of the PDF in a language; None when there is none."""
        return next((paper.sha256 for paper in self.papers if paper.lang == lang), None)


@dataclass(frozen=True, slots=True)
class Decision(Record):
    """What an executive decided, by which account and when (aware UTC): approval of the PDF with this SHA-256, or a return with remarks."""

    by: int | None
    at: datetime
    sha256: str = ""
    remarks: tuple[Remark, ...] = ()


@dataclass(frozen=True, slots=True)
class Report(Record):
    """One report as it stands; its snapshot is kept whole beside it and never changes.

    `authors` are the accounts that drew it up, changed or submitted it; `letter_no` (Arabic digits), `dated` and `signatory` are what
    the letter carries, empty where it was left open, `speed` and `secrecy` its classes; `token` and `address` are where it can be
    verified; `wording` holds the places where people's words stand instead of the rule's, in the order of the paper; `lapsed` says that
    an approval was lost by a later change. What was not said is None or empty.
    """

    id: int
    resolution_id: int
    number: int
    as_of: date
    cut: int
    snapshot_sha256: str
    version: int = 1
    state: State = State.DRAFT
    authors: tuple[int, ...] = ()
    corrects: int | None = None
    letter_no: str = ""
    dated: date | None = None
    signatory: str = ""
    submission: Submission | None = None
    decision: Decision | None = None
    lapsed: bool = False
    issued_at: datetime | None = None
    received_on: date | None = None
    reference: str = ""
    note: str = ""
    reason: str = ""
    token: str = ""
    address: str = ""
    wording: tuple[Worded, ...] = ()
    speed: Speed = Speed.REGISTERED
    secrecy: Secrecy = Secrecy.NONE

    @property
    def stream(self) -> str:
        """Its stream in the ledger."""
        return f"{facts.TOPIC}:{self.id}"

    def worded(self, place: str) -> Worded | None:
        """People's words at a place; None where the rule's stand."""
        return next((each for each in self.wording if each.place == place), None)

    @property
    def frozen(self) -> bool:
        """Was it issued?"""
        return self.state in FROZEN


def apply(report: Report | None, event: Event, fact: object) -> Report:
    """The report after an event about it; the first one draws it up."""
    author = () if event.actor_id is None else (event.actor_id,)
    if isinstance(fact, facts.ReportDrafted):
        id_ = int(event.stream.partition(":")[2])
        return Report(
            id_, event.resolution_id or 0, fact.number, fact.as_of, fact.cut, fact.snapshot_sha256, event.version, authors=author,
            corrects=fact.corrects, token=fact.token, address=fact.address,
        )  # fmt: skip
    if report is None:
        raise TypeError(f"{event.stream} does not begin with a draft")
    at = replace(report, version=event.version)
    written = replace(at, authors=tuple(dict.fromkeys((*report.authors, *author))))
    match fact:
        case facts.ReportArranged():
            opened = _opened(written)
            return replace(
                opened, letter_no=fact.letter_no, dated=fact.dated, signatory=fact.signatory, speed=fact.speed, secrecy=fact.secrecy
            )  # fmt: skip
        case facts.ReportWorded():
            return replace(_opened(written), wording=_worded(report, event, fact))
        case facts.ReportSubmitted():
            handed = Submission(fact.papers, fact.edition, event.actor_id, event.recorded_at, event.version)
            return replace(written, state=State.IN_REVIEW, submission=handed, decision=None, lapsed=False)
        case facts.ReportRecalled():
            return replace(_opened(written), reason=fact.reason)
        case facts.ReportReturned():
            said = Decision(event.actor_id, event.recorded_at, remarks=fact.remarks)
            return replace(at, state=State.RETURNED, decision=said)
        case facts.ReportApproved():
            return replace(at, state=State.APPROVED, decision=Decision(event.actor_id, event.recorded_at, fact.sha256))
    return _gone_out(at, event, fact)


def _gone_out(report: Report, event: Event, fact: object) -> Report:
    match fact:
        case facts.ReportIssued():
            return replace(
                report, state=State.ISSUED, letter_no=fact.letter_no, dated=fact.dated, issued_at=event.recorded_at
            )
        case facts.ReportAcknowledged():
            said = {"received_on": fact.received_on, "reference": fact.reference, "note": fact.note}
            return replace(report, state=State.ACKNOWLEDGED, **said)  # type: ignore[arg-type]
        case facts.ReportDiscarded():
            return replace(report, state=State.DISCARDED, reason=fact.reason)
    raise TypeError(f"{fact!r} says nothing about a report")


def _worded(report: Report, event: Event, fact: facts.ReportWorded) -> tuple[Worded, ...]:
    others = [each for each in report.wording if each.place != fact.place]
    own = (
        [Worded(fact.place, Bilingual(fact.th, fact.en), event.actor_id, event.recorded_at)]
        if fact.th or fact.en
        else []
    )
    return tuple(sorted((*others, *own), key=lambda each: (*PLACES, each.place).index(each.place)))


def _opened(report: Report) -> Report:
    """The report as a draft again: what was approved is approved no more. Remarks of a return stay until it is laid before somebody."""
    approved = report.state is State.APPROVED
    decision = None if approved else report.decision
    return replace(report, state=State.DRAFT, decision=decision, lapsed=report.lapsed or approved, reason="")


def fold(events: Iterable[Event]) -> dict[int, Report]:
    """All reports after these events, by id; events of other streams are passed over."""
    found: dict[int, Report] = {}
    for event in events:
        topic, _, id_ = event.stream.partition(":")
        if topic == facts.TOPIC:
            found[int(id_)] = apply(found.get(int(id_)), event, to_fact(event.kind, event.data))
    return found
