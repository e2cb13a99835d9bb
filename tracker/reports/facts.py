"""Which facts about a report to the Cabinet does the ledger keep? From the draft to the receipt of the Secretariat of the Cabinet."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.documents.classes import Secrecy, Speed
from tracker.ledger.kinds import kind

TOPIC = "report"


@dataclass(frozen=True, slots=True)
class Paper:
    """One PDF as it was laid before the approver: its language, the SHA-256 of its bytes (hexadecimal) and how many there are."""

    lang: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Remark:
    """What has to be mended, and where in the report (a name of `places.PLACES`)."""

    place: str
    words: str


@kind
@dataclass(frozen=True, slots=True)
class ReportDrafted:
    """A coordinator, or the product by its cadence, drew up a report to the Cabinet from the snapshot with this SHA-256. `corrects` is
    the id of the issued report that it corrects; `token` names it to whoever verifies it, under the whole `address` that its
    paper prints (both empty for reports from before there were such addresses)."""

    number: int
    as_of: date
    cut: int
    snapshot_sha256: str
    corrects: int | None = None
    token: str = ""
    address: str = ""


@kind
@dataclass(frozen=True, slots=True)
class ReportArranged:
    """A coordinator said what the letter carries beside its figures: its whole number (Arabic digits, "ทก 0100.4/123"; empty: left open for
    the registry), its date (None: left open), the name of whoever signs (empty: left open), and its classes of speed and secrecy."""

    letter_no: str
    dated: date | None
    signatory: str
    speed: Speed = Speed.REGISTERED
    secrecy: Secrecy = Secrecy.NONE


@kind
@dataclass(frozen=True, slots=True)
class ReportWorded:
    """A coordinator put words of their own at a place of the report (a name of `places.WORDED`), in both languages; both empty: the
    rule's words stand there again."""

    place: str
    th: str
    en: str


@kind
@dataclass(frozen=True, slots=True)
class ReportSubmitted:
    """A coordinator laid the report before the executives: exactly these PDFs, drawn in the form `edition`."""

    papers: tuple[Paper, ...]
    edition: str


@kind
@dataclass(frozen=True, slots=True)
class ReportRecalled:
    """A coordinator took the report back before it was issued, to change it; an approval lapses."""

    reason: str


@kind
@dataclass(frozen=True, slots=True)
class ReportReturned:
    """An executive sent the report back to be mended."""

    remarks: tuple[Remark, ...]


@kind
@dataclass(frozen=True, slots=True)
class ReportApproved:
    """An executive approved the Thai PDF with this SHA-256, and nothing else."""

    sha256: str


@kind
@dataclass(frozen=True, slots=True)
class ReportIssued:
    """The approved report went out under this whole number (Arabic digits) and date; it never changes again."""

    letter_no: str
    dated: date


@kind
@dataclass(frozen=True, slots=True)
class ReportAcknowledged:
    """The Secretariat of the Cabinet has the report: the day on which it came in, its own number for it, and a note."""

    received_on: date
    reference: str
    note: str


@kind
@dataclass(frozen=True, slots=True)
class ReportDiscarded:
    """The draft will not be laid before anybody."""

    reason: str


Fact = (
    ReportDrafted
    | ReportArranged
    | ReportWorded
    | ReportSubmitted
    | ReportRecalled
    | ReportReturned
    | ReportApproved
    | ReportIssued
    | ReportAcknowledged
    | ReportDiscarded
)
