"""How does a person come to be told? Plan what a day asks for, lay each person's message into the outbox, keep what people want.

Each function asks what should be so and is not yet, and mends it: called twice, late, or by two processes at once it changes nothing more
than called once in time.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import date, datetime

from tracker.calendar.store import calendar_for
from tracker.ledger.store import end_reading, last_seq, write_transaction
from tracker.reminders import ending_store, preference_store, store
from tracker.reminders.gathered import owed_on, people_on
from tracker.reminders.rule_book import hours, rules_on
from tracker.reminders.rules import Reminder, plan
from tracker.reminders.wants import Mode, Preference, check


def wanted(day: date) -> list[Reminder]:
    """Everybody who should have been told of something by the end of a day, whether they were or not; a past day's as tasks, rules, posts
    and delegations were known then."""
    known = rules_on(day)
    return list(plan(owed_on(day, known), people_on(day), known, calendar_for(day), day))


def remind(day: date, now: datetime) -> int:
    """Plan what a day asks for, close what no longer asks for anything and open again what the job closed and is asked for anew; how many
    reminders are new."""
    every = wanted(day)
    new = list(store.missing(every))
    end_reading()
    added = 0
    for some in new:
        with write_transaction():
            added += store.add(some, day, now)
    _open_again(every)
    _close(now)
    return added


def _open_again(every: Collection[Reminder]) -> None:
    repeated = ending_store.happened_again(every)
    end_reading()
    if repeated:
        with write_transaction():
            ending_store.tell_anew(repeated)
    closed = ending_store.closed_but_asked(every)
    end_reading()
    for some in store.chunks(closed):
        with write_transaction():
            ending_store.reopen(some)


def _close(now: datetime) -> None:
    ended = ending_store.over()
    end_reading()
    for some in store.chunks(ended):
        with write_transaction():
            ending_store.close(some, now)


_planned: dict[str, tuple[date, int]] = {}
"""Up to which event of the ledger this process has planned which day, by the database."""


def remind_if_changed(day: date, now: datetime, database: str) -> int:
    """`remind`, unless nothing was recorded since this process did it for the same day: it reads every open task."""
    standing = day, last_seq()
    if _planned.get(database) == standing:
        return 0
    added = remind(day, now)
    _planned[database] = standing
    return added


def done(ids: Collection[int], person: int, now: datetime) -> None:
    """A person is done with some of their reminders: they leave the inbox, the tasks stay as they are."""
    with write_transaction():
        store.mark(ids, person, now, done=True)


def put_back(ids: Collection[int], person: int) -> int:
    """A person wants some of their reminders in the inbox again; how many still ask for something and are there now."""
    with write_transaction():
        return ending_store.put_back(ids, person)


def read(ids: Collection[int], person: int, now: datetime) -> None:
    """A person has seen some of their reminders."""
    with write_transaction():
        store.mark(ids, person, now, done=False)


def prefer(person: int, preference: Preference, now: datetime) -> None:
    """From now on a person wants to be told so. Raises RuleBroken when it could never reach them, or only while people rest."""
    check(preference, hours())
    with write_transaction():
        preference_store.keep(person, preference, now)


def stop(person: int, now: datetime) -> None:
    """From now on a person is sent nothing that can be refused; whatever else they chose stays."""
    with write_transaction():
        preference_store.keep(person, replace(preference_store.preference(person), mode=Mode.OFF), now)
