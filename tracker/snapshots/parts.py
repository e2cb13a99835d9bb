"""Of which parts is a snapshot made? Frozen records of plain values, nothing computed here.

Words that people read are Bilingual, states are codes, days are dates, money is whole satang, percentages are whole numbers.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from tracker.lang import Bilingual
from tracker.snapshots.codes import ChoiceOption, Force, Health, MoneyKind, Sharing, Status


@dataclass(frozen=True, slots=True)
class Progress:
    """Weighted means over tasks that are not waived, in whole per cent, with their denominators: how many tasks, and their weight."""

    claimed: int
    verified: int
    planned: int
    tasks: int
    weight: int

    def __post_init__(self) -> None:
        for name in ("claimed", "verified", "planned"):
            if not 0 <= getattr(self, name) <= 100:
                raise ValueError(f"{name} must be 0 to 100, not {getattr(self, name)}")
        if self.tasks < 0 or self.weight < 0:
            raise ValueError("tasks and weight count upwards from 0")


@dataclass(frozen=True, slots=True)
class Party:
    """An agency as the report names it; everything else refers to it by code."""

    code: str
    abbr: Bilingual
    name: Bilingual


@dataclass(frozen=True, slots=True)
class Letter:
    """An official letter; `number` with Arabic digits ("นร 0506/10726")."""

    number: str
    dated: date
    sender: Bilingual
    urgency: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Resolution:
    """The decision reported on. `deadline_words` is the source's own wording; `last_working_day` may fall before the deadline."""

    code: str
    title: Bilingual
    decided_on: date
    proposer: Bilingual
    confirmed_by: Letter
    deadline: date
    deadline_words: Bilingual
    last_working_day: date
    days_left: int
    working_days_left: int
    letters: tuple[Letter, ...]


@dataclass(frozen=True, slots=True)
class Cover:
    """The words of the letter that are not figures. `number_prefix` with Arabic digits ("ทก 0100.4/"); `duty` follows "ให้/to"."""

    sender: Bilingual
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
class Corrected:
    """The issued report that this one corrects: ครั้งที่ n, the whole number of its letter (Arabic digits) and that one's date."""

    report: int
    letter_no: str
    dated: date


@dataclass(frozen=True, slots=True)
class Cut:
    """How much of the ledger the report looked at: the last entry, its hash and its time."""

    seq: int
    head: str
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Totals:
    """All tasks of the resolution: those that count (`tasks`, `weight`), split by health; `waiting` are submitted and not yet verified
    (they also count as on track, or late when returned); `waived` stand outside."""

    tasks: int
    weight: int
    verified: int
    waiting: int
    on_track: int
    at_risk: int
    late: int
    waived: int


@dataclass(frozen=True, slots=True)
class Task:
    """One task of one agency. `note` is the agency's own words, kept as written; `evidence` holds addresses, and names of
    files with their fingerprints. `original_due` is set where the due date was moved, `asked_until` where more time is asked for, `held_by`
    where the task is blocked: who must act."""

    code: str
    title: Bilingual
    due: date
    status: Status
    claimed: int
    verified: int
    planned: int
    health: Health | None
    note: str = ""
    noted_on: date | None = None
    evidence_count: int = 0
    evidence: tuple[str, ...] = ()
    due_derived: bool = True
    original_due: date | None = None
    asked_until: date | None = None
    held_by: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """One agency's part of the annex: progress and health on the leading obligation (`leading`, `health`), and on all its own tasks."""

    agency: str
    website: str
    health: Health | None
    leading: Progress | None
    own: Progress
    tasks: tuple[Task, ...]
    own_health: Health | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A group of obligations, one column of the matrix."""

    code: str
    clause: str
    title: Bilingual


@dataclass(frozen=True, slots=True)
class Cell:
    """Verified tasks of all tasks, and the worst health among them."""

    verified: int
    tasks: int
    health: Health


@dataclass(frozen=True, slots=True)
class Row:
    """One agency's line of the matrix; a cell is None where the group does not bind the agency."""

    agency: str
    cells: tuple[Cell | None, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """A day and where it comes from; `derived` days were set by the system and never look like the Cabinet's own."""

    on: date | None
    derived: bool
    basis: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing that the source makes somebody do."""

    code: str
    clause: str
    title: Bilingual
    force: Force
    obligor: Bilingual
    deadline: Deadline
    progress: Progress | None
    health: Health | None


@dataclass(frozen=True, slots=True)
class Movement:
    """One movement of money. `fiscal_year` is B.E. (2556); `amount_satang` is None where the source gives no amount."""

    kind: MoneyKind
    agencies: tuple[str, ...]
    amount_satang: int | None
    fiscal_year: int
    sharing: Sharing
    purpose: Bilingual
    source: Bilingual
    on: date | None = None


@dataclass(frozen=True, slots=True)
class Choice:
    """What an agency without an allocation decided: change this year's plan, or ask for more next year."""

    agency: str
    option: ChoiceOption
    amount_satang: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Problem:
    """A task that is late or at risk, and who holds it now. Days count from the due day to the day of the report. `original_due` is set
    where the due date was moved, `held_by` where the task is blocked: who must act."""

    agency: str
    task: str
    title: Bilingual
    due: date
    health: Health
    days_late: int
    working_days_late: int
    claimed: int
    planned: int
    holder: Bilingual
    note: str = ""
    due_derived: bool = True
    original_due: date | None = None
    held_by: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """Something due in the next thirty days, by one or more agencies."""

    due: date
    task: str
    title: Bilingual
    agencies: tuple[str, ...]
    derived: bool = True
    original_due: date | None = None


@dataclass(frozen=True, slots=True)
class Reading:
    """A value that the source gives in two ways: which we take, what else it says, and why."""

    code: str
    label: Bilingual
    value: Bilingual
    variant: Bilingual
    reason: Bilingual


@dataclass(frozen=True, slots=True)
class Clause:
    """A paragraph of the resolution, in both numberings. `text.th` is word for word; `text.en` is an unofficial translation."""

    number: str
    letter_number: str
    text: Bilingual
    source: Bilingual


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the letter or the summary, and how it is computed."""

    code: str
    label: Bilingual
    value: int
    unit: Bilingual
    how: Bilingual
