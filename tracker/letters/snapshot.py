"""What exactly does one letter to an agency say? Pure and frozen: the letter is drawn from this and from nothing else.

Words that people read are Bilingual, days are dates, counts are working days. Numbers of letters stand in Arabic digits.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker import record
from tracker.lang import Bilingual
from tracker.snapshots.parts import Cut, Letter

MOST_LISTED = 300
"""So many tasks are listed one by one, on paper and on the page; the others are counted, and stand in the data. More could not be drawn."""
SCHEMA = 1
"""Raise it whenever a field changes, so that an old letter is read by the rules it was written under."""


@dataclass(frozen=True, slots=True)
class Sender:
    """Who writes from where: the agency that reports on the resolution, and the unit in charge. `position` signs, unless another does."""

    code: str
    name: Bilingual
    number_prefix: str
    address: tuple[Bilingual, ...]
    position: Bilingual
    owner: Bilingual
    phone: str
    fax: str
    urgency: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class Addressee:
    """The agency that is written to; `head` is who is addressed."""

    code: str
    abbr: Bilingual
    name: Bilingual
    head: Bilingual


@dataclass(frozen=True, slots=True)
class Matter:
    """The resolution that the letter is about, and the letter that confirmed it."""

    code: str
    title: Bilingual
    decided_on: date
    confirmed_by: Letter


@dataclass(frozen=True, slots=True)
class Duty:
    """An obligation that the tasks follow from: its words as the source has them, and where. `deadline_words`: the source's own, if any;
    `in_resolution`: the Cabinet ordered it, or another paper says it."""

    code: str
    title: Bilingual
    quote: Bilingual
    where: Bilingual
    in_resolution: bool
    deadline_words: Bilingual | None = None


@dataclass(frozen=True, slots=True)
class LateTask:
    """One task that the letter asks for: `days_late` working days after its due date, `days_still` without movement. `served` is for whom
    it is done, where that is another agency; `derived`: the due date is ours, not the source's; `anew`: the earlier letter that is
    referred to did not ask for it, or it has moved since."""

    id: int
    code: str
    title: Bilingual
    duty: str
    due: date
    derived: bool
    days_late: int
    days_still: int
    claimed: int
    served: Bilingual | None = None
    original_due: date | None = None
    reported_on: date | None = None
    anew: bool = False


def longest_of(tasks: Iterable[LateTask]) -> LateTask:
    """The task that is overdue the longest; of several the one that has stood still the longest."""
    return max(tasks, key=lambda each: (each.days_late, each.days_still))


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything that one letter says. `earlier` is the letter, if any, that asked the agency before for the task that is overdue the
    longest, which has not moved since."""

    sender: Sender
    addressee: Addressee
    matter: Matter
    duties: tuple[Duty, ...]
    tasks: tuple[LateTask, ...]
    as_of: date
    reply_by: date
    cut: Cut
    earlier: tuple[Letter, ...] = ()
    demonstration: bool = False
    schema: int = SCHEMA

    def __post_init__(self) -> None:
        if self.schema != SCHEMA:
            raise ValueError(f"schema {self.schema} is not the schema {SCHEMA} that this version reads")
        if not self.tasks:
            raise ValueError("a letter asks for at least one task")
        if unknown := sorted({task.duty for task in self.tasks} - {duty.code for duty in self.duties}):
            raise ValueError(f"the obligation {unknown[0]} is named but not among the duties")

    def duty(self, code: str) -> Duty:
        """The obligation with this code."""
        return next(each for each in self.duties if each.code == code)

    @property
    def listed(self) -> tuple[LateTask, ...]:
        """The tasks that are listed one by one: those that have stood still the longest, these first."""
        ordered = sorted(self.tasks, key=lambda each: (-each.days_still, -each.days_late))
        return tuple(ordered[:MOST_LISTED])

    @property
    def more(self) -> int:
        """How many tasks are not listed."""
        return len(self.tasks) - len(self.listed)

    @property
    def longest(self) -> LateTask:
        """The task that is overdue the longest."""
        return longest_of(self.tasks)

    def to_json(self) -> str:
        """The canonical JSON: equal snapshots, equal text."""
        return record.canonical(self)

    @classmethod
    def from_json(cls, text: str) -> Snapshot:
        """The snapshot that a canonical JSON spells; raises record.Misfit with the place of the first misfit."""
        return record.parse(cls, text)
