"""Which agencies are to be written to, about which tasks and since when? Pure.

A letter is about all tasks of an agency under one resolution that are late and have stood still so long (`rules.letter_due`). What a
draft names already waits for that draft; what a letter has asked for is asked for again only once it has stood still as long anew.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from tracker.reminders.rules import EVERY_KIND, Calendar, Owed, Rule, letter_due, still_for


class Counting(Calendar, Protocol):
    """A calendar that can also count on."""

    def add_working_days(self, day: date, n: int) -> date:
        """The n-th working day after (or before) a day."""


@dataclass(frozen=True, slots=True)
class Written:
    """What letters have asked of a task: the date of the last one that was sent, and whether a draft names it."""

    sent_on: date | None = None
    drafted: bool = False


@dataclass(frozen=True, slots=True)
class ToWrite:
    """One agency that is to be written to about one resolution: its tasks, the longest still first, each with its working days without
    movement; the one that reached the rule last, the working day on which it did (`since`), and the first day on which one of them had
    (`first`)."""

    resolution: int
    agency: str
    tasks: tuple[tuple[Owed, int], ...]
    last: Owed
    since: date
    first: date


def to_say(
    found: Iterable[ToWrite], last: date | None, rules: Mapping[str, Rule], calendar: Counting, day: date
) -> bool:  # fmt: skip
    """Is somebody to hear of these agencies on a day though nothing else is to be said, the last message to them being of the day `last`?
    Of each once since it is to be written to, and again every `every` working days of its rule (0: not again)."""
    return any(last is None or last < _step(each, rules, calendar, day) for each in found)


def _step(found: ToWrite, rules: Mapping[str, Rule], calendar: Counting, day: date) -> date:
    """The latest day on which coordinators were to be told of an agency."""
    every, passed = _rule(found.last, rules).every, calendar.working_days_between(found.since, day)
    return calendar.add_working_days(found.since, passed - passed % every if every else 0)


WRITTEN: list[Callable[[date], Mapping[int, Written]]] = []
"""What has been asked of which task by the end of a day? The slice that keeps the letters enters the question."""


def written_on(day: date) -> dict[int, Written]:
    """What letters have asked of which task by the end of a day."""
    found: dict[int, Written] = {}
    for asked in WRITTEN:
        found |= asked(day)
    return found


def due(
    owed: Iterable[Owed], written: Mapping[int, Written], rules: Mapping[str, Rule], calendar: Counting, day: date
) -> list[tuple[Owed, int]]:  # fmt: skip
    """The tasks for which a letter is due on a day, each with its working days without movement."""
    found = []
    for each in owed:
        before = written.get(each.task, Written())
        if before.drafted or not letter_due(each, rules, calendar, day):
            continue
        if before.sent_on is not None and calendar.working_days_between(before.sent_on, day) < _patience(each, rules):
            continue
        found.append((each, still_for(each, day, calendar)))
    return found


def to_write(
    tasks: Iterable[tuple[Owed, int]], resolutions: Mapping[int, int], written: Mapping[int, Written],
    rules: Mapping[str, Rule], calendar: Counting, day: date,
) -> list[ToWrite]:  # fmt: skip
    """The same tasks by resolution (`resolutions`: of each task) and agency, what has waited longest first."""
    groups: dict[tuple[int, str], list[tuple[Owed, int]]] = {}
    for each, still in tasks:
        if each.task in resolutions:
            groups.setdefault((resolutions[each.task], each.agency), []).append((each, still))
    found = []
    for (resolution, agency), group in groups.items():
        reached = {each: _reached(each, still, written, rules, calendar, day) for each, still in group}
        last = max(reached, key=lambda each: (reached[each], -each.task))
        ordered = tuple(sorted(group, key=lambda one: (-one[1], one[0].due_on, one[0].task)))
        found.append(ToWrite(resolution, agency, ordered, last, reached[last], min(reached.values())))
    return sorted(found, key=lambda one: (-one.tasks[0][1], one.resolution, one.agency))


def _reached(
    each: Owed, still: int, written: Mapping[int, Written], rules: Mapping[str, Rule], calendar: Counting, day: date
) -> date:  # fmt: skip
    """The working day on which the task reached the rule: as many days back as it has stood still longer than that."""
    before = written.get(each.task, Written()).sent_on
    waited = still if before is None else min(still, calendar.working_days_between(before, day))
    start = day if calendar.is_working(day) else calendar.add_working_days(day, -1)
    return calendar.add_working_days(start, _patience(each, rules) - waited)


def _patience(each: Owed, rules: Mapping[str, Rule]) -> int:
    return _rule(each, rules).letter or 0


def _rule(each: Owed, rules: Mapping[str, Rule]) -> Rule:
    return rules.get(each.kind) or rules[EVERY_KIND]
