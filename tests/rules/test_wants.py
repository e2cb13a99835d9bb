"""When may something be sent to a person: on their days, from their hour on, and never while people rest? Without database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time

import pytest

from tracker.clock import BANGKOK
from tracker.ledger.refusal import RuleBroken
from tracker.reminders.rule_facts import ReminderRuleSet, after
from tracker.reminders.rule_facts import check as check_rule
from tracker.reminders.rules import EVERY_KIND, Rule
from tracker.reminders.wants import Hours, Preference, UnknownPreference, hour_has_come, read
from tracker.reminders.wants import check as check_wants

FRIDAY = date(2013, 5, 31)
OFFICE = Hours(9, 15)
SAID = ReminderRuleSet(EVERY_KIND, (10,), (1, 3), 5, 3, 5, 10, 15, 3, "x")


def at(hour: int, minute: int = 0) -> datetime:
    return datetime.combine(FRIDAY, time(hour, minute), BANGKOK)


@pytest.mark.parametrize(
    "wanted, first, last",
    [(10, at(10), at(15, 59)), (7, at(9), at(15, 59)), (17, at(15), at(15, 59)), (15, at(15), at(15, 59))],
)
def test_an_hour_chosen_before_the_rules_forbade_it_counts_as_the_nearest(
    wanted: int, first: datetime, last: datetime
) -> None:
    preference = Preference(hour=wanted)
    came = [
        at(hour, minute)
        for hour in range(24)
        for minute in (0, 59)
        if hour_has_come(preference, at(hour, minute), OFFICE)
    ]
    assert (came[0], came[-1]) == (first, last)


def test_an_hour_outside_is_refused_with_the_span() -> None:
    check_wants(Preference(hour=9), OFFICE)
    for hour in (8, 16):
        with pytest.raises(RuleBroken, match="09:00–15:59"):
            check_wants(Preference(hour=hour), OFFICE)


def test_whatever_hour_is_kept_can_be_read_unless_it_is_none() -> None:
    assert read("th", "digest", "mon", 3, "").hour == 3
    with pytest.raises(UnknownPreference):
        read("th", "digest", "mon", 24, "")


@pytest.mark.parametrize("name", ["officer", "coordinator", "executive", "letter", "waiting"])
def test_a_figure_of_no_days_means_nothing(name: str) -> None:
    with pytest.raises(RuleBroken, match="from 1 to 60"):
        check_rule(replace(SAID, **{name: 0}), {EVERY_KIND: Rule()})


def test_hours_belong_to_the_general_rule_and_run_forwards() -> None:
    known = {EVERY_KIND: Rule()}
    check_rule(replace(SAID, first_hour=0, last_hour=23), known)
    with pytest.raises(RuleBroken, match="cannot lie before"):
        check_rule(replace(SAID, first_hour=10, last_hour=9), known)
    with pytest.raises(RuleBroken, match="general rule only"):
        check_rule(replace(SAID, kind="duty", first_hour=9), known)
    assert after(known, replace(SAID, first_hour=9))[EVERY_KIND].first_hour == 9
