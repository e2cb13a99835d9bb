"""What does a report say of the time since the report before it? Plain frozen values, a part of the snapshot.

The names and words are those of the day of the report; everything between two cuts of the ledger is counted, and the tasks and entries
that were there before and are no longer what they were are named one by one.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from tracker.lang import Bilingual
from tracker.snapshots.codes import Health, Status
from tracker.snapshots.parts import Progress, Totals


@dataclass(frozen=True, slots=True)
class ChangedTask:
    """A task that is not as it was: both states, how many acts made it so, and the last one: what, by whom, when, why."""

    agency: str
    code: str
    title: Bilingual
    status_before: Status
    status: Status
    claimed_before: int
    claimed: int
    health_before: Health | None
    health: Health | None
    due_before: date
    due: date
    acts: int
    act: Bilingual | None = None
    who: Bilingual | None = None
    on: date | None = None
    why: str = ""


@dataclass(frozen=True, slots=True)
class ChangedEntry:
    """An entry of the register that came, went, or reads otherwise; `fields` names what changed in it."""

    noun: Bilingual
    code: str
    title: Bilingual
    result: Bilingual
    fields: tuple[Bilingual, ...] = ()


@dataclass(frozen=True, slots=True)
class MovedAgency:
    """One agency's own tasks on both days; None where it had none."""

    agency: str
    before: Progress | None
    after: Progress | None
    health_before: Health | None
    health: Health | None


@dataclass(frozen=True, slots=True)
class Changes:
    """From the end of `since` to the day of the report.

    `report` is the number of the report before, None when this is the first: then it runs from the day of the resolution. `known`
    False: the system did not know the resolution on that day, so everything is new and only what was stopped is named one by one.
    `acts` counts everything that was recorded, `comments` among it; `others` are tasks on which something was recorded while step,
    percent, due day and health stayed; `by_time` those whose health changed without anybody's act.
    """

    since: date
    report: int | None
    known: bool
    cut: int
    head: str
    totals: Totals
    leading: Progress
    agencies: tuple[MovedAgency, ...]
    tasks: tuple[ChangedTask, ...]
    entries: tuple[ChangedEntry, ...]
    money_before_satang: int
    money_satang: int
    acts: int
    comments: int
    others: int
    worse: int
    better: int
    by_time: int
