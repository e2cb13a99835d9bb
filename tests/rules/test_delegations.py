"""Who may act for whom and when – and who counts as one person where two have to act?"""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.access.policy import Role
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.refusal import RuleBroken
from tracker.people.delegations import (
    MOST_DAYS,
    Delegation,
    DelegationEnded,
    DelegationGiven,
    decide,
    end,
    fold,
    one_person,
)
from tracker.people.rules import User

TODAY = date(2013, 5, 31)
DAY = timedelta(days=1)


def account(agency: str | None = "mof", role: Role = Role.LIAISON, *, enabled: bool = True) -> User:
    """An account."""
    return User("x@demo.example", Bilingual(th="ก", en="a"), role, agency, True, enabled)


def given_(giver: int, taker: int, first: int, last: int, *, ended: int | None = None, id_: int = 1) -> Delegation:
    """A delegation whose days are counted from today."""
    ended_on = None if ended is None else TODAY + ended * DAY
    return Delegation(id_, giver, taker, TODAY + first * DAY, TODAY + last * DAY, "", 1, ended_on)


def wanted(giver: int = 1, taker: int = 2, first: int = 0, last: int = 6) -> DelegationGiven:
    """What somebody asks for."""
    return DelegationGiven(giver, taker, TODAY + first * DAY, TODAY + last * DAY)


def refusal(asked: DelegationGiven, giver: User | None, taker: User | None, *standing: Delegation) -> str:
    """The field at which it is refused."""
    with pytest.raises(RuleBroken) as refused:
        decide(asked, giver, taker, standing, TODAY)
    return refused.value.field


def test_a_delegation_within_the_rules_becomes_a_fact() -> None:
    assert decide(wanted(), account(), account(), [], TODAY) == wanted()
    assert decide(wanted(last=MOST_DAYS - 1), account(), account(), [], TODAY)
    assert decide(wanted(first=300, last=310), account(), account(), [], TODAY)


@pytest.mark.parametrize(
    ("asked", "giver", "taker", "field"),
    [
        (wanted(1, 1), account(), account(), "taker"),
        (wanted(), account(), None, "taker"),
        (wanted(), account(), account("mol"), "taker"),
        (wanted(), account(), account(role=Role.COORDINATOR), "taker"),
        (wanted(), account(), account(enabled=False), "taker"),
        (wanted(), account(enabled=False), account(), ""),
        (wanted(), account(role=Role.AUDITOR), account(role=Role.AUDITOR), ""),
        (wanted(), account(None), account(None), ""),
        (wanted(first=-1), account(), account(), "first"),
        (wanted(first=400, last=401), account(), account(), "first"),
        (wanted(first=3, last=2), account(), account(), "last"),
        (wanted(last=MOST_DAYS), account(), account(), "last"),
    ],
)
def test_what_is_refused_and_where(asked: DelegationGiven, giver: User, taker: User | None, field: str) -> None:
    assert refusal(asked, giver, taker) == field


def test_the_same_pair_cannot_overlap_but_may_follow_and_may_turn_round_later() -> None:
    both = account(), account()
    assert refusal(wanted(), *both, given_(1, 2, 6, 9)) == "first"
    assert decide(wanted(), *both, [given_(1, 2, 7, 9)], TODAY)
    assert decide(wanted(), *both, [given_(2, 1, 7, 9)], TODAY)
    assert decide(wanted(), *both, [given_(1, 2, -9, 9, ended=0)], TODAY)


def test_what_was_delegated_is_not_passed_on() -> None:
    both = account(), account()
    assert refusal(wanted(), *both, given_(3, 1, 0, 3)) == "first"
    assert refusal(wanted(), *both, given_(2, 3, 5, 9)) == "taker"
    assert decide(wanted(), *both, [given_(3, 1, 7, 9), given_(2, 3, -9, -1)], TODAY)


def test_two_may_act_for_one_and_one_for_two() -> None:
    both = account(), account()
    assert decide(wanted(), *both, [given_(1, 3, 0, 3), given_(4, 2, 0, 3)], TODAY)


def test_both_days_count() -> None:
    one = given_(1, 2, 0, 2)
    assert [one.holds_on(TODAY + days * DAY) for days in (-1, 0, 2, 3)] == [False, True, True, False]


def test_ended_early_it_holds_no_more_the_same_day_yet_counts_for_four_eyes_that_day() -> None:
    one = given_(1, 2, -3, 5, ended=0)
    assert (one.holds_on(TODAY), one.held_on(TODAY), one.held_on(TODAY + DAY), one.is_over(TODAY)) == (
        False,
        True,
        False,
        True,
    )
    with pytest.raises(RuleBroken, match="over already"):
        end(one, TODAY)
    assert end(given_(1, 2, -3, 5), TODAY) == DelegationEnded(1, 2)


def test_the_story_folds() -> None:
    facts = (DelegationGiven(1, 2, TODAY, TODAY + DAY, "ลา"), DelegationEnded(1, 2))
    at = datetime(2013, 5, 30, 18, tzinfo=UTC)
    told = [
        Event(number, "delegation:4", number, kind_name(type(fact)), to_data(fact), 1, at, None, None, "", "")
        for number, fact in enumerate(facts, 1)
    ]
    assert fold(told) == {4: Delegation(4, 1, 2, TODAY, TODAY + DAY, "ลา", 2, TODAY)}


def test_one_person_are_the_giver_the_taker_and_who_else_acts_for_the_giver() -> None:
    standing = [given_(1, 2, 0, 3), given_(1, 3, 0, 3), given_(5, 6, 0, 3), given_(1, 7, -9, -1)]
    assert one_person(standing, 2, [TODAY]) == {1, 3}
    assert one_person(standing, 1, [TODAY]) == {2, 3}
    assert one_person(standing, 7, [TODAY]) == frozenset()
    assert one_person(standing, 7, [TODAY, TODAY - 2 * DAY]) == {1, 2, 3}


PEOPLE = st.integers(1, 4)
ASKED = st.lists(st.tuples(PEOPLE, PEOPLE, st.integers(-2, 40), st.integers(-2, 60), st.booleans()), max_size=12)


def lived(asked: list[tuple[int, int, int, int, bool]]) -> list[Delegation]:
    """Every delegation that the rules let through; some are ended at once."""
    standing: list[Delegation] = []
    for giver, taker, first, last, ended in asked:
        try:
            decide(wanted(giver, taker, first, last), account(), account(), standing, TODAY)
        except RuleBroken:
            continue
        standing.append(given_(giver, taker, first, last, ended=0 if ended else None, id_=len(standing) + 1))
    return standing


@given(ASKED)
def test_on_no_day_is_there_a_chain_a_double_or_anybody_acting_for_themselves(
    asked: list[tuple[int, int, int, int, bool]],
) -> None:
    standing = lived(asked)
    for days in range(-3, 62):
        holding = [each for each in standing if each.holds_on(TODAY + days * DAY)]
        pairs = [(each.giver, each.taker) for each in holding]
        assert len(pairs) == len(set(pairs))
        assert not {each.giver for each in holding} & {each.taker for each in holding}
    assert all(each.giver != each.taker for each in standing)
    assert all(0 <= (each.last - each.first).days < MOST_DAYS for each in standing)


@given(ASKED, PEOPLE, st.integers(0, 40))
def test_being_one_person_goes_both_ways_and_never_includes_oneself(
    asked: list[tuple[int, int, int, int, bool]], who: int, days: int
) -> None:
    standing, day = lived(asked), [TODAY + days * DAY]
    with_me = one_person(standing, who, day)
    assert who not in with_me
    assert all(who in one_person(standing, other, day) for other in with_me)
