"""Which due dates that have no task yet stand in calendars, which stood there until lately, and which task delivers a periodic report?

What stood is told from the ledger: what held before each word that the file or people said, be it of the cadence, of its obligation or
of the tasks by which the file itself asks for what is due, and before each report to the Cabinet.
"""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta

from tracker.cadence import store
from tracker.cadence.book import NEVER, Stated, before, tasks_by_duty, terms_of
from tracker.cadence.rules import Calendar, occurrences
from tracker.cadence.settling import Drawn, Planned, Terms, asks_for, period_of, planned
from tracker.clock import bangkok_day
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind_name
from tracker.tasks import facts
from tracker.tasks.store import told_about
from tracker.tasks.task import Task, fold

BEGINNING = datetime.min.replace(tzinfo=UTC)
LONGEST_MONTH = timedelta(days=31)
"""No due date is further from the day that its cadence names."""
THE_END = sys.maxsize
"""A number that no event has yet."""
LAYING = [kind_name(each) for each in (facts.TaskAssigned, facts.TaskRevised, facts.TaskWaived, facts.TaskReinstated)]
"""What a file does to the tasks that it asks for."""


@dataclass(frozen=True, slots=True)
class Held:
    """What due dates followed from up to a Bangkok day: an obligation's terms, its tasks and the reports that were drawn up."""

    last: date
    terms: Terms
    tasks: tuple[Task, ...]
    reported: tuple[Drawn, ...] = ()


@dataclass(frozen=True, slots=True)
class Ahead:
    """What is ahead of recurring obligations (`every`, by code): the due dates for which there is no task yet, those that stood there until
    lately, and what held before each word that was lately said of an obligation."""

    every: dict[str, Stated]
    calendar: Calendar
    stands: list[tuple[Stated, Planned]]
    given_up: list[tuple[Stated, Planned]]
    stood: dict[str, list[Held]]

    def delivers(self, task: Task) -> tuple[bool, bool]:
        """Is a task of the file one that delivers a periodic report, and did it deliver one only by what stood before a lately said word?
        What prepares a report delivers none."""
        each = self.every.get(task.plan.obligation)
        if each is None:
            return False, False
        does = not task.waived and _delivers(each, each.terms, self.calendar, task)
        held = ((then.terms, one) for then in self.stood[each.terms.obligation] for one in then.tasks)
        did = (
            _delivers(each, terms, self.calendar, one) for terms, one in held if one.id == task.id and not one.waived
        )
        return does, not does and any(did)


def ahead(every: Collection[Stated], calendar: Calendar, today: date, until: date, since: datetime) -> Ahead:
    """The due dates in [today, until] of these obligations for which there is no task yet, and those that stood there by an earlier word of
    the file or of people which was taken back at `since` (aware) or later, unless they stand there again: the cadence became another one,
    the obligation recurs no more, a task of a new file serves what is due, or a report was drawn up for what might have returned.

    One question, one more where a file laid tasks anew, and one where tasks were taken back.
    """
    tasks = tasks_by_duty(list(every), period_of(today))
    laid = _laid((task for own in tasks.values() for task in own), since)
    back = {each.duty.resolution_id for each in every if any(task.withdrawn for task in tasks[each.terms.obligation])}
    reports = store.report_days(back) if back else {}
    stands: list[tuple[Stated, Planned]] = []
    given_up: dict[str, tuple[Stated, Planned]] = {}
    stood: dict[str, list[Held]] = {}
    for each in every:
        code = each.terms.obligation
        now = Held(today, each.terms, tuple(tasks[code]), tuple(reports.get(each.duty.resolution_id, ())))
        stood[code] = _stood(each, now, laid, since)
        stands += [(each, one) for one in _planned(now, calendar, today, until - today)]
        for then in stood[code]:
            given_up |= {one.plan.key: (each, one) for one in _planned(then, calendar, today, until - today)}
    again = {one.plan.key for _each, one in stands}
    ended = [found for key, found in given_up.items() if key not in again]
    return Ahead({each.terms.obligation: each for each in every}, calendar, stands, ended, stood)


def _delivers(each: Stated, terms: Terms, calendar: Calendar, task: Task) -> bool:
    """By the word that held on its day: what was due when a cadence was laid down is none of that one's business."""
    due_on = task.plan.due_on
    if terms.since < due_on or terms.since == NEVER:
        return _serves(terms, calendar, task)
    earlier = (then.terms for then in _stood(each, Held(NEVER, each.terms, ()), {}, BEGINNING))
    return _serves(([held for held in earlier if held.since < due_on] or [terms])[-1], calendar, task)


def _planned(held: Held, calendar: Calendar, today: date, reach: timedelta) -> Iterator[Planned]:
    """The due dates from today on for which there was no task, and that a calendar of so wide a reach showed while this held."""
    return planned(held.terms, calendar, held.tasks, held.reported, today, held.last + reach)


def _serves(terms: Terms, calendar: Calendar, task: Task) -> bool:
    due_on = task.plan.due_on
    if terms.cadence is None or task.agency not in terms.obligors:
        return False
    return any(asks_for(task, one) for one in occurrences(terms.cadence, calendar, due_on - LONGEST_MONTH, due_on))


def _laid(tasks: Iterable[Task], since: datetime) -> dict[int, list[Event]]:
    """How the tasks of which something was recorded at `since` or later, and for which the file asks, were laid, by task, each in order;
    those alone that were laid then. One question, none when there is no such task."""
    lately = [task.id for task in tasks if task.plan.period is None and task.changed_at >= since]
    found: dict[int, list[Event]] = defaultdict(list)
    for event in reversed(told_about(lately, LAYING) if lately else []):
        found[int(event.stream.partition(":")[2])].append(event)
    return {id_: events for id_, events in found.items() if events[-1].recorded_at >= since}


def _stood(each: Stated, now: Held, laid: Mapping[int, Sequence[Event]], since: datetime) -> list[Held]:
    """What held before each word and each report at `since` or later, the oldest first; what changed nothing is passed over.

    A file lays tasks in one act with what it says of their obligation, so that what stood before that act counts, and nothing between.
    """
    words = (*each.written, *each.said)
    own = [event for task in now.tasks for event in laid.get(task.id, ())]
    every = sorted((*words, *own), key=lambda event: event.seq)
    first = _beginnings(every, {event.seq for event in each.said})
    later = {(event.seq, event.recorded_at) for event in words if event.recorded_at >= since}
    later |= {(first[event.seq], event.recorded_at) for event in own if event.recorded_at >= since}
    for report in now.reported:
        if report.at >= since:
            later.add((next((event.seq for event in every if event.recorded_at >= report.at), THE_END), report.at))
    held = (
        Held(
            bangkok_day(at),
            terms_of(*found),
            _as_of(now.tasks, laid, seq),
            tuple(report for report in now.reported if report.at < at),
        )
        for seq, at in sorted(later)
        if (found := before(each.written, each.said, seq)) is not None
    )
    return list(dict.fromkeys(held))


def _beginnings(every: Sequence[Event], people: Collection[int]) -> dict[int, int]:
    """Where the act began in which each of these events was recorded, by its number. A clock that was put back gives several acts one
    instant: a new one begins after a word of people, and where one stream speaks again."""
    found: dict[int, int] = {}
    at: datetime | None = None
    begun, streams = 0, set[str]()
    for event in every:
        if event.recorded_at != at or event.stream in streams:
            at, begun, streams = event.recorded_at, event.seq, set()
        found[event.seq] = begun
        streams.add(event.stream)
        if event.seq in people:
            at = None
    return found


def _as_of(tasks: Sequence[Task], laid: Mapping[int, Sequence[Event]], seq: int) -> tuple[Task, ...]:
    """The tasks with the plans that they had before an event, pursued or not; without those that were laid only then or later."""
    known = fold(event for task in tasks for event in laid.get(task.id, ()) if event.seq < seq)
    then = ((task, known.get(task.id)) for task in tasks)
    return tuple(
        replace(task, plan=past.plan, state=past.state, withdrawn=past.withdrawn) if past is not None else task
        for task, past in then
        if past is not None or task.id not in laid
    )
