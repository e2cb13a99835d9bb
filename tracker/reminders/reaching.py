"""Whom would a changed rule reach? Asked before it is recorded: the next working day is planned by it, and nothing is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from flask import current_app

from tracker.calendar.store import calendar_for
from tracker.reminders import holding, rule_book, store
from tracker.reminders.gathered import owed_on, people_on
from tracker.reminders.rule_facts import Fact, after, check
from tracker.reminders.rules import Rule, plan


@dataclass(frozen=True, slots=True)
class Reach:
    """How many people would be told of how much on a day, by the changed rule and by the rules as they stand; `most` messages go out
    without a person's word."""

    day: date
    people: int
    reminders: int
    people_now: int
    reminders_now: int
    most: int

    @property
    def held(self) -> bool:
        """Would the messages wait for a person's word?"""
        return holding.too_many(0, self.people, self.most)


def reach(fact: Fact, today: date) -> Reach:
    """What would follow on the working day after `today` from what a coordinator says of a rule, with the tasks and people of now. Raises
    RuleBroken when it cannot be recorded as it is."""
    known = rule_book.rules()
    check(fact, known)
    day = calendar_for(today).add_working_days(today, 1)
    people, reminders = _told(after(known, fact), day)
    people_now, reminders_now = _told(known, day)
    most: int = current_app.config["SETTINGS"].most_messages
    return Reach(day, people, reminders, people_now, reminders_now, most)


def _told(rules: Mapping[str, Rule], day: date) -> tuple[int, int]:
    """How many people, and of how much, would be told anew."""
    planned = plan(owed_on(day, rules), people_on(day), rules, calendar_for(day), day)
    new = {each.key: each.person for some in store.missing(planned) for each in some}
    return len(set(new.values())), len(new)
