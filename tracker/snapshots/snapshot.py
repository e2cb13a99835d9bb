"""What exactly does one report to the Cabinet say? Pure and frozen: the report is drawn from this and from nothing else.

`sha256()` of the canonical JSON names a report; the same JSON travels inside the PDF.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from datetime import date

from tracker import record
from tracker.snapshots.changed import ChangedTask, Changes, MovedAgency
from tracker.snapshots.curve import CurvePoint
from tracker.snapshots.parts import (
    Choice,
    Clause,
    Column,
    Corrected,
    Cover,
    Cut,
    Figure,
    Movement,
    Obligation,
    Party,
    Problem,
    Progress,
    Reading,
    Resolution,
    Row,
    Section,
    Step,
    Totals,
)

SCHEMA = 1
"""Raise it whenever a field changes, so that an old report is read by the rules it was written under."""


def fingerprint(text: str) -> str:
    """The name that a report has by its JSON: SHA-256 of the text in UTF-8, hexadecimal."""
    return hashlib.sha256(text.encode()).hexdigest()


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Everything one report shows. `leading` is the progress of the obligation that carries the deadline, over all its agencies."""

    resolution: Resolution
    number: int
    as_of: date
    cut: Cut
    cover: Cover
    parties: tuple[Party, ...]
    totals: Totals
    leading: Progress
    leading_code: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    sections: tuple[Section, ...]
    obligations: tuple[Obligation, ...]
    money: tuple[Movement, ...]
    choices: tuple[Choice, ...]
    problems: tuple[Problem, ...]
    steps: tuple[Step, ...]
    readings: tuple[Reading, ...]
    clauses: tuple[Clause, ...]
    figures: tuple[Figure, ...]
    demonstration: bool = False
    changes: Changes | None = None
    corrects: Corrected | None = None
    curve: tuple[CurvePoint, ...] = ()
    schema: int = SCHEMA

    def __post_init__(self) -> None:
        if self.schema != SCHEMA:
            raise ValueError(f"schema {self.schema} is not the schema {SCHEMA} that this version reads")
        for row in self.rows:
            if len(row.cells) != len(self.columns):
                raise ValueError(f"the row of {row.agency} has {len(row.cells)} cells for {len(self.columns)} columns")
        if unknown := sorted(set(self._named()) - {party.code for party in self.parties}):
            raise ValueError(f"the agency {unknown[0]} is named but not among the parties")

    def _named(self) -> list[str]:
        single: list[Row | Section | Choice | Problem | MovedAgency | ChangedTask] = [
            *self.rows, *self.sections, *self.choices, *self.problems, *(self.changes.agencies if self.changes else ()),
            *(self.changes.tasks if self.changes else ()),
        ]  # fmt: skip
        several: list[Movement | Step] = [*self.money, *self.steps]
        return [item.agency for item in single] + [code for item in several for code in item.agencies]

    def party(self, code: str) -> Party:
        """The agency with this code; KeyError when the report does not know it."""
        for party in self.parties:
            if party.code == code:
                return party
        raise KeyError(code)

    def section(self, code: str) -> Section | None:
        """The agency's part of the annex, if it has one."""
        return next((section for section in self.sections if section.agency == code), None)

    def to_json(self) -> str:
        """The canonical JSON: equal snapshots, equal text. A snapshot read from a text without a later field spells another text than
        that one: a kept report goes by its kept text."""
        return record.canonical(self)

    def sha256(self) -> str:
        """The name of a report that is drawn up now: the fingerprint of its canonical JSON."""
        return fingerprint(self.to_json())

    @classmethod
    def from_json(cls, text: str) -> Snapshot:
        """The snapshot that a canonical JSON spells; raises record.Misfit with the place of the first misfit."""
        return record.parse(cls, text)
