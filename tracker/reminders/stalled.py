"""Which agencies are to be written to on a day? Read from the tasks that stand still, the rules, and what letters have asked already."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from tracker import clock
from tracker.calendar.store import calendar_for
from tracker.reminders import store, writing
from tracker.reminders.gathered import owed_on
from tracker.reminders.rule_book import rules_on
from tracker.reminders.rules import EVERY_KIND, Owed, Rule
from tracker.reminders.writing import ToWrite
from tracker.resolutions.store import obligation_kinds


def to_write(day: date) -> list[ToWrite]:
    """Every agency that is to be written to on a day: today's from the current rows, of which only open tasks that are late enough
    are read; a past day's as it was known then."""
    past = day < clock.today()
    known = rules_on(day)
    patience = [rule.letter for rule in known.values() if rule.letter is not None]
    if not patience:
        return []
    if past:
        return grouped(owed_on(day, known), known, day)
    # A task due on a Sunday has been late as long as one due on the Friday before it.
    until = calendar_for(day).add_working_days(day, 1 - min(patience)) - timedelta(days=1)
    return grouped(store.late(until, obligation_kinds() if set(known) != {EVERY_KIND} else {}), known, day)


def grouped(owed: Iterable[Owed], known: Mapping[str, Rule], day: date) -> list[ToWrite]:
    """The agencies that are to be written to about these tasks."""
    calendar, written = calendar_for(day), writing.written_on(day)
    due = writing.due(owed, written, known, calendar, day)
    resolutions = store.resolutions_of({each.task for each, _still in due})
    return writing.to_write(due, resolutions, written, known, calendar, day)


def for_others(found: Iterable[ToWrite]) -> list[ToWrite]:
    """The same without letters that an agency would write to itself."""
    every = list(found)
    writers = store.writers() if every else {}
    return [each for each in every if each.agency != writers.get(each.resolution)]
