"""What does the register of one resolution hold?

A resolution with its source documents, clauses, readings, obligations, task templates, money and facts – all frozen,
all with a JSON form. Dates are C.E. `datetime.date`; money is integer satang; fiscal years are B.E. as people name them.
Thai quotations keep the words of the source; inline marks `[shown](D01)` carry the readings (see `marks`).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.lang import Bilingual
from tracker.record import Record
from tracker.resolutions.cadence import Cadence
from tracker.resolutions.kinds import (
    Confidence,
    DeadlineBasis,
    DocumentKind,
    FactKind,
    Force,
    MovementKind,
    ObligationKind,
    ReadingKind,
)

EACH = "each"
"""The owner of a task template that every agency of `agencies` carries out for itself."""


@dataclass(frozen=True, slots=True)
class Agency(Record):
    """A body of the state. `letter_code` heads its letters (กค), `head` is whom a letter to it addresses, `today` says what became of it
    since 2556."""

    code: str
    abbr: Bilingual
    name: Bilingual
    letter_code: str | None
    site: str
    site_confidence: Confidence
    site_note: Bilingual | None = None
    head: Bilingual | None = None
    today: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class ReportForm(Record):
    """The words of the progress report's letter that are not figures: who writes from where, to whom, about what. `duty` follows
    "ให้ … / to …"; `number_prefix` is the sender's letter code ("ทก ๐๑๐๐.๔/"); `position` signs, `owner` is the unit in charge."""

    number_prefix: str
    address: tuple[Bilingual, ...]
    addressee: Bilingual
    subject: Bilingual
    duty: Bilingual
    measured: Bilingual
    position: tuple[Bilingual, ...]
    owner: Bilingual
    phone: str
    fax: str
    urgency: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Resolution(Record):
    """One decision of the Cabinet. `text_source` is the document whose clauses are shown as the text;
    `headline` the obligation that the overview leads with; `matrix_agencies` the rows of its matrix, in order."""

    code: str
    title: Bilingual
    summary: Bilingual
    proposer: str
    coordinator: str
    reporter: str
    decided_on: date
    letter_no: str
    letter_on: date
    letter_urgency: Bilingual | None
    text_source: str
    headline: str
    matrix_agencies: tuple[str, ...]
    report: ReportForm
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Party(Record):
    """What an agency has to do with the resolution."""

    agency: str
    role: Bilingual


@dataclass(frozen=True, slots=True)
class Notified(Record):
    """One line of the list of those who were told."""

    post: Bilingual
    agency: str


@dataclass(frozen=True, slots=True)
class SourceDocument(Record):
    """A letter or page that belongs to the resolution. `no`, `signatory` and `text` are the document's own Thai words
    (`no` without "ที่"); a value with two readings keeps the other one in `no_variant` / `dated_variant`."""

    code: str
    kind: DocumentKind
    agency: str
    subject: Bilingual
    gist: Bilingual
    view: Bilingual
    no: str | None = None
    no_variant: str | None = None
    urgency: Bilingual | None = None
    dated: date | None = None
    dated_variant: date | None = None
    addressee: str | None = None
    signatory: str | None = None
    signatory_post: Bilingual | None = None
    readings: tuple[str, ...] = ()
    notified: tuple[Notified, ...] = ()
    url: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Clause(Record):
    """A numbered paragraph, word for word. `number` is its number in `document`; `letter_clause` and `proposal_clause`
    are the numbers of the same matter in the confirmation letter and in the proposal. `english` is our translation."""

    code: str
    number: str
    document: str
    heading: Bilingual
    text: str
    english: str
    letter_clause: str | None = None
    proposal_clause: str | None = None
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Reading(Record):
    """A passage that can be read in two ways: the value used, the variant, and why. `scanned` is what the scan has in
    place of a marked word (None: the same words, only the meaning is open). `targets` name what it bears on."""

    code: str
    kind: ReadingKind
    what: Bilingual
    value: Bilingual
    variant: Bilingual
    where: Bilingual
    reason: Bilingual
    confidence: Confidence
    scanned: str | None = None
    targets: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class MatrixColumn(Record):
    """A column of the overview's matrix."""

    code: str
    label: Bilingual
    title: Bilingual


@dataclass(frozen=True, slots=True)
class ObligationGroup(Record):
    """Obligations that people see as one, such as O-1.2a for O-1.2a1 to O-1.2a3."""

    code: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Obligation(Record):
    """One thing that one or more agencies must do. `deadline` is the resolution's (or the named document's) own day,
    never a derived one, `deadline_words` how the source says it; `in_resolution` tells the Cabinet's orders from what
    stands outside them. `cadence` is the rhythm that we gave to a recurring one."""

    code: str
    kind: ObligationKind
    force: Force
    title: Bilingual
    action: Bilingual
    obligors: tuple[str, ...]
    obligor_text: Bilingual
    in_resolution: bool
    deadline: date | None
    deadline_basis: DeadlineBasis
    quote: str
    quote_english: str
    quote_source: str
    quote_where: Bilingual
    clauses: tuple[str, ...] = ()
    group: str | None = None
    matrix_column: str | None = None
    deadline_note: Bilingual | None = None
    deadline_words: Bilingual | None = None
    beneficiary: Bilingual | None = None
    condition: Bilingual | None = None
    note: Bilingual | None = None
    readings: tuple[str, ...] = ()
    cadence: Cadence | None = None


@dataclass(frozen=True, slots=True)
class TaskTemplate(Record):
    """A dated, weighted step towards an obligation. `owner` is EACH (every agency of `agencies` for itself) or one
    agency, which may do it once, or once for each agency of `for_each`. Its dates are ours, not the Cabinet's: `derived`.
    Of the templates that share an `alternative_group` an agency chooses one; the others are waived. `money` names the movement
    of money that the step is about, where it is one."""

    code: str
    obligation: str
    owner: str
    title: Bilingual
    weight: int
    start_on: date
    due_on: date
    agencies: tuple[str, ...] = ()
    for_each: tuple[str, ...] = ()
    partners: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    alternative_group: str | None = None
    money: MovementKind | None = None
    derived: bool = True


@dataclass(frozen=True, slots=True)
class Fact(Record):
    """A figure or a date beside the resolution. `value` is the exact decimal as text, None when it was not assessed;
    `year` is C.E.; `from_on` and `until_on` bound a period."""

    code: str
    kind: FactKind
    label: Bilingual
    value: str | None
    source: Bilingual
    confidence: Confidence
    unit: Bilingual | None = None
    year: int | None = None
    as_of: date | None = None
    from_on: date | None = None
    until_on: date | None = None
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Movement(Record):
    """Money that the resolution itself states, in satang. `split_known` False: the sum belongs to `agencies` jointly."""

    code: str
    kind: MovementKind
    label: Bilingual
    amount_satang: int
    fiscal_year_be: int
    agencies: tuple[str, ...]
    split_known: bool
    source: str
    quote: str
    quote_english: str
    clause: str | None = None
    reading: str | None = None
    note: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Register(Record):
    """Everything about one resolution, in the order in which people read it."""

    resolution: Resolution
    parties: tuple[Party, ...]
    documents: tuple[SourceDocument, ...]
    clauses: tuple[Clause, ...]
    readings: tuple[Reading, ...]
    obligations: tuple[Obligation, ...]
    templates: tuple[TaskTemplate, ...]
    groups: tuple[ObligationGroup, ...] = ()
    matrix: tuple[MatrixColumn, ...] = ()
    movements: tuple[Movement, ...] = ()
    facts: tuple[Fact, ...] = ()

    def clauses_of(self, document: str) -> tuple[Clause, ...]:
        """The clauses in the numbering of one document."""
        return tuple(clause for clause in self.clauses if clause.document == document)

    def informed(self) -> frozenset[str]:
        """Agencies that the papers prove to have been told: addressees of the confirmation and those on its list."""
        letters = [doc for doc in self.documents if doc.kind in (DocumentKind.CONFIRMATION, DocumentKind.NOTICE_LIST)]
        listed = {line.agency for letter in letters for line in letter.notified}
        return frozenset(listed | {letter.addressee for letter in letters if letter.addressee})
