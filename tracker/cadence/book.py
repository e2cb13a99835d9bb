"""Which cadence does each recurring obligation have, now or as known at a past moment, and what follows from it?"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from itertools import chain, takewhile

from tracker.cadence import store
from tracker.cadence.facts import InForce, Source, in_force, stream
from tracker.cadence.settling import Terms
from tracker.cadence.store import Duty
from tracker.ledger.event import Event
from tracker.record import Misfit
from tracker.resolutions.events import stream as entry_stream
from tracker.resolutions.kinds import ObligationKind
from tracker.resolutions.rules import Obligation
from tracker.tasks.task import Task

log = logging.getLogger(__name__)

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
        return terms_of(self.duty.obligation, self.found)


def stated(duties: Iterable[Duty], cut: int | None = None) -> list[Stated]:
    """The cadences of these obligations, as they stand or as known at a cut of the ledger; one question."""
    every = list(duties)
    if not every:
        return []
    streams = [_streams(each.resolution, each.obligation.code) for each in every]
    told = store.told([name for both in streams for name in both], cut)
    return [_stated(each, *(told[name] for name in both)) for each, both in zip(every, streams, strict=True)]


def gone(recurring: Collection[Stated], since: datetime) -> list[Stated]:
    """The obligations that stopped recurring, or left the register, at `since` (aware) or later: each as it last did, without a cadence.
    Two questions; one when there is none."""
    known = {(each.duty.resolution, each.duty.obligation.code) for each in recurring}
    left = [each for each in store.rewritten(since) if each[1:] not in known]
    streams = [_streams(resolution, code) for _id, resolution, code in left]
    told = store.told(list(chain.from_iterable(streams)))
    found = (
        _gone(id_, resolution, told[written], told[said], since)
        for (id_, resolution, _code), (written, said) in zip(left, streams, strict=True)
    )
    return [each for each in found if each is not None]


def terms_of(obligation: Obligation, found: InForce) -> Terms:
    """What due dates and tasks follow from, with this cadence in force."""
    title = obligation.cadence.title if obligation.cadence and obligation.cadence.title else obligation.title
    return Terms(obligation.code, obligation.obligors, title, found.cadence, found.since or NEVER)


def before(written: Sequence[Event], said: Sequence[Event], seq: int) -> tuple[Obligation, InForce] | None:
    """A recurring obligation and its cadence as they stood before an event; None when there was none, or when its document is of a form
    that is not read any more: then a calendar lacks one cancellation, and everybody is served."""
    file, people = ([event for event in stream if event.seq < seq] for stream in (written, said))
    document = file[-1].data.get("document") if file else None
    if not document or document.get("kind") != ObligationKind.RECURRING.value:
        return None
    try:
        obligation = Obligation.from_json(document)
    except Misfit as fault:
        log.warning("an earlier text of %s cannot be read: %s", file[-1].stream, fault)
        return None
    return obligation, in_force(obligation.cadence, file, people)


def _gone(
    resolution_id: int, resolution: str, written: list[Event], said: list[Event], since: datetime
) -> Stated | None:  # fmt: skip
    for event in takewhile(lambda event: event.recorded_at >= since, reversed(written)):
        found = before(written, said, event.seq)
        if found is not None:
            nothing = InForce(None, Source.NONE, None)
            return Stated(Duty(resolution_id, resolution, found[0]), nothing, tuple(said), tuple(written))
    return None


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
