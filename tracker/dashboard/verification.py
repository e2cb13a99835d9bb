"""Can the record be trusted? Checks the chain, and that every current row equals its refolded history."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from tracker.extensions import db
from tracker.ledger.event import breaks
from tracker.ledger.kinds import UnknownKind
from tracker.ledger.store import events, head
from tracker.people import rules as people
from tracker.people.store import directory
from tracker.reports import rules as reports
from tracker.reports.store import every
from tracker.resolutions import events as register
from tracker.resolutions import store as registers
from tracker.tasks import rules, store

MOST_PROBLEMS = 100


@dataclass(frozen=True, slots=True)
class Verification:
    """What was checked (one English line) and what does not hold (one line each, naming the row)."""

    events: int
    head: str
    problems: tuple[str, ...]

    @property
    def summary(self) -> str:
        """One line: how much was checked, and the head hash that can be compared with a printed one."""
        state = "holds" if not self.problems else f"does not hold: {len(self.problems)} problem(s)"
        return f"The ledger {state}. {self.events} events, head {self.head}"


def verification() -> Verification:
    """Check everything. Reads the whole ledger, so it is a command and a page of its own, never part of another."""
    last = head()
    problems = [f"ledger row {found.seq}: {found.reason}" for found in breaks(events())]
    try:
        problems += _people_differences()
        problems += _register_differences()
        problems += _task_differences()
        problems += _report_differences()
    except (UnknownKind, TypeError, ValueError, KeyError) as error:
        problems.append(f"the history cannot be refolded: {error}")
    db.session.rollback()
    return Verification(last.seq, last.hash, tuple(problems[:MOST_PROBLEMS]))


def _people_differences() -> Iterator[str]:
    folded, current = people.fold(events()), directory()
    for code in sorted(folded.agencies.keys() | current.agencies.keys()):
        if folded.agencies.get(code) != current.agencies.get(code):
            yield f"agency {code}: the current row differs from its history"
    for id_ in sorted(folded.users.keys() | current.users.keys()):
        told, found = folded.users.get(id_), current.users.get(id_)
        if told != found:
            who = " or ".join(dict.fromkeys(user.email for user in (told, found) if user))
            yield f"account {id_} ({who}): the current row differs from its history"


def _register_differences() -> Iterator[str]:
    for listed in registers.resolutions():
        folded, current = register.fold(events(resolution_id=listed.id)), registers.entries(listed.id)
        told = register.register_of(folded)
        if told is None or (told.resolution.code, told.resolution.decided_on) != (listed.code, listed.decided_on):
            yield f"resolution {listed.code}: the current row differs from its history"
        for key in folded.keys() | current.keys():
            if folded.get(key) != current.get(key):
                yield f"register entry {listed.code}/{'/'.join(key)}: the current row differs from its history"


def _task_differences() -> Iterator[str]:
    folded: dict[int, dict[str, Any]] = {}
    for listed in registers.resolutions():
        tasks = rules.fold(events(resolution_id=listed.id))
        folded |= {id_: store.row_of(listed.id, task) for id_, task in tasks.items()}
    current = store.rows()
    for id_ in sorted(folded.keys() | current.keys()):
        if folded.get(id_) != current.get(id_):
            yield f"task {id_}: the current row differs from its history"


def _report_differences() -> Iterator[str]:
    folded, current = reports.fold(events()), every()
    for id_ in sorted(folded.keys() | current.keys()):
        row, sha256 = current.get(id_, (None, None))
        if folded.get(id_) != row:
            yield f"report {id_}: the current row differs from its history"
        elif row and sha256 != row.snapshot_sha256:
            yield f"report {id_}: its snapshot does not match its hash"
