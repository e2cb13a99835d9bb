"""Which cadence does each recurring obligation have, now or as known at a past moment, and what follows from it?"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from tracker.cadence import store
from tracker.cadence.facts import InForce, in_force, stream
from tracker.cadence.rules import Calendar
from tracker.cadence.settling import Planned, Terms, period_of, planned
from tracker.cadence.store import Duty
from tracker.ledger.event import Event
from tracker.resolutions.events import stream as entry_stream
from tracker.tasks.task import Task

NEVER = date.max
"""The day of a cadence that nobody ever laid down: nothing is due after it."""


@dataclass(frozen=True, slots=True)
class Stated:
    """A recurring obligation with its cadence. `version` counts what people said of it, `said` is that, in order; `written` are the events
    that wrote it into the register."""

    duty: Duty
    found: InForce
    said: tuple[Event, ...]
    written: tuple[Event, ...]

    @property
    def version(self) -> int:
        """How often people spoke of it."""
        return len(self.said)

    @property
    def terms(self) -> Terms:
        """What its due dates and tasks follow from."""
        return terms_of(self.duty, self.found)


def stated(duties: Iterable[Duty], cut: int | None = None) -> list[Stated]:
    """The cadences of these obligations, as they stand or as known at a cut of the ledger; one question."""
    every = list(duties)
    if not every:
        return []
    streams = [_streams(each.resolution, each.obligation.code) for each in every]
    told = store.told([name for both in streams for name in both], cut)
    return [_stated(each, *(told[name] for name in both)) for each, both in zip(every, streams, strict=True)]


def changes_of_the_gone(codes: Collection[str]) -> dict[str, int]:
    """How often anything was recorded of obligations that have tasks but do not recur any more, or left the register: as
    `InForce.changes` counted while they did, so that the number never falls. Two questions, none when there is no such obligation."""
    streams = (
        {code: _streams(resolution, code) for code, resolution in store.resolutions_of(codes).items()} if codes else {}
    )
    told = store.told([name for both in streams.values() for name in both]) if streams else {}
    return {code: sum(len(told[name]) for name in both) for code, both in streams.items()}


def terms_of(duty: Duty, found: InForce) -> Terms:
    """What due dates and tasks follow from, with this cadence in force."""
    obligation = duty.obligation
    title = obligation.cadence.title if obligation.cadence and obligation.cadence.title else obligation.title
    return Terms(obligation.code, obligation.obligors, title, found.cadence, found.since or NEVER)


def ahead(
    every: Collection[Stated], calendar: Calendar, today: date, until: date, since: datetime
) -> tuple[list[tuple[Stated, Planned]], list[tuple[Stated, Planned]]]:  # fmt: skip
    """The due dates in [today, until] of these cadences for which there is no task yet, and those that stood there by an earlier word
    which somebody took back at `since` or later (aware), unless they stand there again; one question."""
    told = [each for each in every if each.found.cadence is not None or _taken_back(each, since)]
    tasks = tasks_by_duty(told, period_of(today))
    stands: list[tuple[Stated, Planned]] = []
    given_up: dict[str, tuple[Stated, Planned]] = {}
    for each in told:
        own = tasks[each.duty.obligation.code]
        stands += [(each, one) for one in planned(each.terms, calendar, own, today, until)]
        for before in _taken_back(each, since):
            earlier = terms_of(each.duty, before)
            given_up |= {one.plan.key: (each, one) for one in planned(earlier, calendar, own, today, until)}
    again = {one.plan.key for _each, one in stands}
    return stands, [found for key, found in given_up.items() if key not in again]


def _taken_back(each: Stated, since: datetime) -> list[InForce]:
    """The cadences that people took back at `since` or later, the oldest first."""
    of_file, written = each.duty.obligation.cadence, each.written
    return [
        in_force(of_file, written, each.said[:place]) for place, event in enumerate(each.said) if event.recorded_at >= since
    ]  # fmt: skip


def tasks_by_duty(every: Sequence[Stated], oldest: str) -> dict[str, list[Task]]:
    """The tasks of these obligations by code, of a cadence those from the `oldest` period on; one question, none when there is no
    obligation."""
    found: dict[str, list[Task]] = {each.duty.obligation.code: [] for each in every}
    for _resolution, task in store.tasks_of(found, oldest) if found else ():
        if task.plan.obligation in found:
            found[task.plan.obligation].append(task)
    return found


def _streams(resolution: str, code: str) -> tuple[str, str]:
    return entry_stream(resolution, "obligations", code), stream(code)


def _stated(duty: Duty, written: list[Event], said: list[Event]) -> Stated:
    return Stated(duty, in_force(duty.obligation.cadence, written, said), tuple(said), tuple(written))
