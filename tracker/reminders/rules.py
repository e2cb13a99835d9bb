"""Who is told of which task today, and why? Pure: what is owed, the rules, the calendar and a day in; reminders out.

A reminder names a task, its due date, a step and a person, and is given once. A step is one row of a ladder of working days around the due
date: 10, 5, 2, 0 before it, 1 and 3 after it, then every 5. The step of a day is the latest that has come, so whoever was away for
three days – a person or the machine – is told once how things stand now, not three times how they stood.

The further a task falls behind without anything moving, the more people hear of it: its agency, the agency's officer, the
coordinators, the executives once a week, and then an official letter is due.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum
from typing import Protocol

from tracker.lang import Bilingual

EVERY_KIND = "*"
"""The rule of all kinds of obligations that have none of their own."""
FURTHEST = 60
"""No step lies further than so many working days from a due date."""
MOST_STEPS = 10
RECENT = 5
"""For so many working days somebody is still told that a coordinator asked, or sent a task back."""


class Calendar(Protocol):
    """What the rules need to know of working days."""

    def is_working(self, day: date) -> bool:
        """Do offices work on that day?"""

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]."""


class Audience(StrEnum):
    """As whom somebody is told, from the foot of the ladder upwards."""

    AGENCY = "agency"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    EXECUTIVE = "executive"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The word for people."""
        return AUDIENCE_TITLES[self]


AUDIENCE_TITLES: Mapping[Audience, Bilingual] = {
    Audience.AGENCY: Bilingual(th="ผู้รับผิดชอบงานของหน่วยงาน", en="Whoever answers for the task in the agency"),
    Audience.OFFICER: Bilingual(th="เจ้าหน้าที่ผู้รับผิดชอบของหน่วยงาน", en="The agency's responsible officer"),
    Audience.COORDINATOR: Bilingual(th="ผู้ประสานงานกลาง", en="Coordinators"),
    Audience.EXECUTIVE: Bilingual(th="ผู้บริหาร (รายการประจำสัปดาห์)", en="Executives (weekly list)"),
}


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

    def rung(self, audience: Audience) -> int | None:
        """After how many days without movement these people hear of a late task."""
        match audience:
            case Audience.AGENCY:
                return 0
            case Audience.OFFICER:
                return self.officer
            case Audience.COORDINATOR:
                return self.coordinator
        return self.executive


@dataclass(frozen=True, slots=True)
class Owed:
    """One task that somebody has to do something about. `responsible` is a post or person as the task names it, `moved_on` the last
    day (Bangkok) on which something was reported or decided, `asked` that more time was asked for and nobody has answered, `waiting_since`
    the day of a submission that waits for a verdict (None: the task is open), `nudged_on` the day on which a coordinator last asked
    to get on with it, and `returned_on` the day on which it was sent back and has not been sent again."""

    task: int
    kind: str
    agency: str
    due_on: date
    responsible: str | None = None
    moved_on: date | None = None
    asked: bool = False
    waiting_since: date | None = None
    nudged_on: date | None = None
    returned_on: date | None = None


@dataclass(frozen=True)
class People:
    """Who can be told, by account: an agency's liaisons, its officers, coordinators (with their agency) and executives; `holders` says who
    holds a post today, `deputies` who acts for whom."""

    liaisons: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    officers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    coordinators: Mapping[int, str | None] = field(default_factory=dict)
    executives: tuple[int, ...] = ()
    holders: Mapping[str, int] = field(default_factory=dict)
    deputies: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


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


@dataclass(frozen=True, slots=True)
class Reminder:
    """One person is told of one task. `days` are working days after the due date (negative before it; of a submission, since it was sent),
    `still` those without movement, `in_place_of` the account for which the person acts."""

    person: int
    task: int
    agency: str
    due_on: date
    step: str
    audience: Audience
    days: int
    still: int
    kind: str
    responsible: str | None = None
    in_place_of: int | None = None

    @property
    def key(self) -> str:
        """What makes it the same reminder, however often and by whomever it is planned."""
        due = "" if self.step.startswith(("nudge:", "returned:")) else f"{self.due_on}:"
        return f"{self.task}:{due}{self.step}:{self.person}"


def plan(
    owed: Iterable[Owed], people: People, rules: Mapping[str, Rule], calendar: Calendar, day: date
) -> Iterator[Reminder]:  # fmt: skip
    """Everything that somebody should have been told by the end of `day`; nothing on a day off. `rules` hold EVERY_KIND at least."""
    if not calendar.is_working(day):
        return
    week = _week(day, calendar)
    for each in owed:
        rule = rules.get(each.kind) or rules[EVERY_KIND]
        if each.waiting_since:
            yield from _submitted(each, people, rule, calendar, day)
        else:
            yield from _spoken_to(each, people, calendar, day)
            yield from _open(each, people, rule, calendar, day, week)


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
    since = max(each.due_on, each.moved_on) if each.moved_on else each.due_on
    return calendar.working_days_between(since, day)


def letter_due(each: Owed, rules: Mapping[str, Rule], calendar: Calendar, day: date) -> bool:
    """Has a late task stood still so long that the agency is to be written to? Not while a request for more time waits."""
    rule = rules.get(each.kind) or rules[EVERY_KIND]
    if each.waiting_since or each.asked or day <= each.due_on or rule.letter is None:
        return False
    return still_for(each, day, calendar) >= rule.letter


def _week(day: date, calendar: Calendar) -> Week:
    year, week, weekday = day.isocalendar()
    days = (day - timedelta(days=back) for back in reversed(range(weekday)))
    return Week(f"week:{year}-W{week:02}", next(each for each in days if calendar.is_working(each)))


def _spoken_to(each: Owed, people: People, calendar: Calendar, day: date) -> Iterator[Reminder]:
    """Whoever answers for it is told that a coordinator asked, or sent it back, unless something moved since or it is long ago."""
    for name, since in (("returned", each.returned_on), ("nudge", each.nudged_on)):
        if since is None or calendar.working_days_between(since, day) > RECENT:
            continue
        if each.moved_on is not None and each.moved_on > since:
            continue
        passed = calendar.working_days_between(each.due_on, day)
        for person, giver in _told(each, Audience.AGENCY, people):
            yield Reminder(
                person, each.task, each.agency, each.due_on, f"{name}:{since}", Audience.AGENCY, passed, 0, each.kind,
                each.responsible, giver,
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
    for audience in Audience if late else (Audience.AGENCY,):
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
    return people.executives
