"""Who is told of which task today, and why? Pure: what is owed, the rules, the calendar and a day in; reminders out.

A reminder names a task, its due date, a step and a person, and is given once. A step is one row of a ladder of working days around the due
date: 10, 5, 2, 0 before it, 1 and 3 after it, then every 5. The step of a day is the latest that has come, so whoever was away for
three days – a person or the machine – is told once how things stand now, not three times how they stood.

The further a task falls behind without anything moving, the more people hear of it: its agency, the agency's officer, the
coordinators, the executives once a week, and then an official letter is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from tracker.clock import BANGKOK, bangkok_day
from tracker.reminders.owing import LADDER
from tracker.reminders.owing import Audience as Audience
from tracker.reminders.owing import Calendar as Calendar
from tracker.reminders.owing import Owed as Owed
from tracker.reminders.owing import People as People
from tracker.reminders.owing import Reminder as Reminder

EVERY_KIND = "*"
"""The rule of all kinds of obligations that have none of their own."""
FURTHEST = 60
"""No step lies further than so many working days from a due date."""
MOST_STEPS = 10
FIRST_HOUR, LAST_HOUR = 7, 17
"""Of the product's own rule."""
RECENT = 5
"""For so many working days somebody is still told that a coordinator asked, or sent a task back."""


@dataclass(frozen=True, slots=True)
class Rule:
    """When people hear of tasks of one kind of obligation; all figures are working days.

    `before` and `after` are the steps around the due date, `every` the distance of those that follow the last one (0: none follow).
    A rung is climbed once a late task has not moved for so many days (None: never).
    """

    kind: str = EVERY_KIND
    before: tuple[int, ...] = (10, 5, 2, 0)
    after: tuple[int, ...] = (1, 3)
    every: int = 5
    officer: int | None = 3
    coordinator: int | None = 5
    executive: int | None = 10
    letter: int | None = 15
    waiting: int | None = 3
    """Coordinators hear of a submission that has waited for so many days, and then every `every`."""
    first_hour: int = FIRST_HOUR
    last_hour: int = LAST_HOUR
    """Between which hours (Bangkok) messages are laid out, both included; only the general rule's count: a message holds every kind."""

    def rung(self, audience: Audience) -> int | None:
        """After how many days without movement these people hear of a late task."""
        match audience:
            case Audience.AGENCY | Audience.HOLDUP:
                return 0
            case Audience.OFFICER:
                return self.officer
            case Audience.COORDINATOR:
                return self.coordinator
        return self.executive


@dataclass(frozen=True, slots=True)
class Step:
    """Where a task stands on the ladder of days: `before:5`, `after:8`, `waiting:3` or, for a weekly list, `week:2013-W23`."""

    name: str
    passed: int
    """The step's own working days after the due date, negative before it."""


@dataclass(frozen=True, slots=True)
class Week:
    """The week of a day: what a weekly list is called, and its first working day, on which it is drawn up."""

    name: str
    first: date


def plan(
    owed: Iterable[Owed], people: People, rules: Mapping[str, Rule], calendar: Calendar, day: date
) -> Iterator[Reminder]:  # fmt: skip
    """Everything that somebody should have been told by the end of `day`; nothing on a day off. `rules` hold EVERY_KIND at least.
    Of one task what people said comes last, in the order in which they said it: of a day's reminders the last one stands."""
    if not calendar.is_working(day):
        return
    week = _week(day, calendar)
    for each in owed:
        rule = rules.get(each.kind) or rules[EVERY_KIND]
        if each.waiting_since:
            yield from _submitted(each, people, rule, calendar, day)
        else:
            yield from _holding_up(each, people, rule, calendar, day)
            yield from _open(each, people, rule, calendar, day, week)
            yield from _spoken_to(each, people, calendar, day)


def step_on(due_on: date, day: date, rule: Rule, calendar: Calendar) -> Step | None:
    """The latest step of a task that has come by the end of a working day; None before the first and between the due date and the
    first after it."""
    passed = calendar.working_days_between(due_on, day)
    if day <= due_on:
        come = [days for days in rule.before if days >= -passed]
        return Step(f"before:{min(come)}", -min(come)) if come else None
    found = _last(passed, rule.after, rule.every)
    return None if found is None else Step(f"after:{found}", found)


def still_for(each: Owed, day: date, calendar: Calendar) -> int:
    """For how many working days a late task has been neither done nor moved: since its due date, or since it moved after that."""
    since = max(each.due_on, bangkok_day(each.moved_at)) if each.moved_at else each.due_on
    return calendar.working_days_between(since, day)


def letter_due(each: Owed, rules: Mapping[str, Rule], calendar: Calendar, day: date) -> bool:
    """Has a late task stood still so long that the agency is to be written to? Not while a request for more time waits, nor about what
    another agency holds up."""
    rule = rules.get(each.kind) or rules[EVERY_KIND]
    held_elsewhere = each.held_by is not None and each.held_by != each.agency
    if each.waiting_since or each.asked or held_elsewhere or day <= each.due_on or rule.letter is None:
        return False
    return still_for(each, day, calendar) >= rule.letter


def _week(day: date, calendar: Calendar) -> Week:
    year, week, weekday = day.isocalendar()
    days = (day - timedelta(days=back) for back in reversed(range(weekday)))
    return Week(f"week:{year}-W{week:02}", next(each for each in days if calendar.is_working(each)))


def _spoken_to(each: Owed, people: People, calendar: Calendar, day: date) -> Iterator[Reminder]:
    """Whoever answers for it is told that a coordinator asked, or sent it back, unless something moved since or it is long ago."""
    said = [(at, name) for at, name in ((each.returned_at, "returned"), (each.nudged_at, "nudge")) if at is not None]
    for at, name in sorted(said):
        if each.moved_at is not None and each.moved_at > at:
            continue
        since = bangkok_day(at)
        if calendar.working_days_between(since, day) > RECENT:
            continue
        passed = calendar.working_days_between(each.due_on, day)
        for person, giver in _told(each, Audience.AGENCY, people):
            yield Reminder(
                person, each.task, each.agency, each.due_on, f"{name}:{since}", Audience.AGENCY, passed, 0, each.kind,
                each.responsible, giver, at,
            )  # fmt: skip


def _holding_up(
    each: Owed, people: People, rule: Rule, calendar: Calendar, day: date
) -> Iterator[Reminder]:  # fmt: skip
    """The agency that has to clear what holds another's task up hears of it at once, at the last step after a due date, and so on."""
    if each.held_by in (None, each.agency) or each.held_at is None:
        return
    passed = calendar.working_days_between(bangkok_day(each.held_at), day)
    if (found := _last(passed, {0, max(rule.after, default=0)}, rule.every)) is None:
        return
    name = (
        f"held:{each.held_at.astimezone(BANGKOK):%Y%m%dT%H%M}:{found}"  # blocked anew on the same day, it is told anew
    )
    for person, giver in _told(each, Audience.HOLDUP, people):
        yield Reminder(
            person, each.task, each.agency, each.due_on, name, Audience.HOLDUP, passed, passed, each.kind, each.responsible, giver,
            each.held_at,
        )  # fmt: skip


def _open(
    each: Owed, people: People, rule: Rule, calendar: Calendar, day: date, week: Week
) -> Iterator[Reminder]:  # fmt: skip
    step = step_on(each.due_on, day, rule, calendar)
    late = day > each.due_on
    if step is None or (late and each.asked):
        return
    passed = calendar.working_days_between(each.due_on, day)
    still = still_for(each, day, calendar) if late else 0
    told: set[int] = set()
    for audience in LADDER if late else (Audience.AGENCY,):
        rung, weekly = rule.rung(audience), audience is Audience.EXECUTIVE
        if rung is None or (still_for(each, week.first, calendar) if weekly else still) < rung:
            continue
        name = week.name if weekly else step.name
        for person, giver in _told(each, audience, people):
            if person in told:  # as somebody further down the ladder, which binds more
                continue
            told.add(person)
            yield Reminder(
                person, each.task, each.agency, each.due_on, name, audience, passed, still, each.kind, each.responsible, giver
            )  # fmt: skip


def _submitted(
    each: Owed, people: People, rule: Rule, calendar: Calendar, day: date
) -> Iterator[Reminder]:  # fmt: skip
    assert each.waiting_since is not None
    if rule.waiting is None:
        return
    waited = calendar.working_days_between(each.waiting_since, day)
    found = _last(waited, (rule.waiting,), rule.every)
    if found is None:
        return
    for person, giver in _told(each, Audience.COORDINATOR, people):
        yield Reminder(
            person, each.task, each.agency, each.due_on, f"waiting:{each.waiting_since}:{found}", Audience.COORDINATOR,
            waited, waited, each.kind, each.responsible, giver,
        )  # fmt: skip


def _last(passed: int, steps: Iterable[int], every: int) -> int | None:
    """The last of some rising steps and those that follow them at a distance that has been reached; None before the first."""
    rising = sorted(steps)
    if not rising or passed < rising[0]:
        return None
    if every and passed >= rising[-1]:
        return rising[-1] + (passed - rising[-1]) // every * every
    return max(days for days in rising if days <= passed)


def _told(each: Owed, audience: Audience, people: People) -> Iterator[tuple[int, int | None]]:
    """Whom this audience means for this task: each person once, and for whom, where they act in somebody's place."""
    told: dict[int, int | None] = {}
    for person in _meant(each, audience, people):
        deputies = people.deputies.get(person, ())
        for deputy in deputies:
            told.setdefault(deputy, person)
        if not deputies:
            told.setdefault(person, None)
    yield from told.items()


def _meant(each: Owed, audience: Audience, people: People) -> Iterable[int]:
    match audience:
        case Audience.AGENCY:
            holder = people.holders.get(each.responsible or "")
            return (holder,) if holder is not None else people.liaisons.get(each.agency, ())
        case Audience.OFFICER:
            return people.officers.get(each.agency, ())
        case Audience.COORDINATOR:
            return [id_ for id_, own in people.coordinators.items() if own != each.agency]
        case Audience.HOLDUP:
            own_people = [id_ for id_, own in people.coordinators.items() if own == each.held_by]
            return people.liaisons.get(each.held_by or "", own_people)
    return people.executives
