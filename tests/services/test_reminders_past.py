"""Is a past day's question answered with what was known then: rules, posts, and who acts for whom? On both databases."""

from __future__ import annotations

from datetime import date

from flask import Flask

from tests import world
from tests.services.telling import FRIDAY, at, go_to, person
from tracker.people import delegation_service, post_service
from tracker.reminders import rule_book, service
from tracker.reminders.gathered import people_on
from tracker.reminders.listing import listing, replay, replay_table, table
from tracker.reminders.rule_facts import ReminderRuleSet
from tracker.reminders.rules import EVERY_KIND

MONDAY = date(2013, 6, 3)


def test_a_rule_that_came_later_tells_nobody_on_a_day_before(app: Flask) -> None:
    before = service.wanted(FRIDAY)
    go_to(MONDAY)
    said = ReminderRuleSet(EVERY_KIND, (60, 30, 20), (1,), 1, 1, 1, 1, 1, 1, "ทดลอง")
    rule_book.say(said, world.actor("coordinator"), at(MONDAY), expected=0)
    assert service.wanted(FRIDAY) == before
    assert {each.step for each in service.wanted(MONDAY)} != {each.step for each in before}


def test_posts_and_deputies_are_those_of_the_day(app: Flask) -> None:
    then = people_on(FRIDAY)
    go_to(MONDAY)
    post_service.charge_post(1, True, world.actor("liaison.mof"), at(MONDAY), expected=2)
    delegation_service.end_delegation(1, world.actor("liaison.mof"), at(MONDAY))
    assert people_on(FRIDAY) == then
    assert people_on(MONDAY).officers == {"mof": (person("liaison.mof"),)}
    assert then.deputies == {person("liaison.mof"): (person(world.DEPUTY),)}
    assert people_on(MONDAY).deputies == {}


def test_the_answer_says_whose_accounts_could_be_told(app: Flask) -> None:
    go_to(MONDAY)
    assert listing(FRIDAY)["accounts_of"] == replay(FRIDAY, MONDAY)["accounts_of"] == "2013-06-03"
    said = "accounts as they are today"
    assert said in table(listing(FRIDAY))
    assert said in replay_table(replay(FRIDAY, MONDAY))
    assert said not in table(listing(MONDAY))
