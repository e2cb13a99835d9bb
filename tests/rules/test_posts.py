"""Who holds a post on which day, and what may be done with a post?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.access.policy import Role
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind_name, to_data, to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.people.posts import (
    Post,
    PostCharged,
    PostClosed,
    PostHeld,
    PostOpened,
    PostRenamed,
    PostVacated,
    Term,
    apply,
    check_charging,
    check_day,
    check_holder,
    check_lifting,
    check_open,
    check_title,
    check_vacating,
    eligible,
    fold,
)
from tracker.people.rules import User

TODAY = date(2013, 5, 31)
TITLE = Bilingual(th="ผู้อำนวยการศูนย์", en="Director of the centre")


def event(number: int, fact: object, on: date | None = None, stream: str = "post:3") -> Event:
    """A fact as the ledger keeps it, recorded on 1 May."""
    at = datetime(2013, 5, 1, 3, tzinfo=UTC)
    return Event(number, stream, number, kind_name(type(fact)), to_data(fact), 1, at, on, None, "", "")


def post(*terms: Term, closed: bool = False) -> Post:
    """A post of the Ministry of Finance."""
    return Post(3, "mof", TITLE, 1, terms, closed)


def liaison(agency: str = "mof", *, enabled: bool = True, role: Role = Role.LIAISON) -> User:
    """An account."""
    return User("x@demo.example", Bilingual(th="ก", en="a"), role, agency, True, enabled)


def test_a_post_goes_from_hand_to_hand_on_its_days() -> None:
    found = fold(
        [
            event(1, PostOpened("mof", TITLE)),
            event(2, PostHeld(7), date(2013, 5, 1)),
            event(3, PostHeld(8), date(2013, 6, 10)),
            event(4, PostVacated(), date(2013, 7, 1)),
        ]
    )[3]
    days = {day: found.holder_on(date(2013, *day)) for day in ((4, 30), (5, 1), (6, 9), (6, 10), (6, 30), (7, 1))}
    assert days == {(4, 30): None, (5, 1): 7, (6, 9): 7, (6, 10): 8, (6, 30): 8, (7, 1): None}
    assert found.next_after(TODAY) == Term(8, date(2013, 6, 10))


def test_what_was_planned_gives_way_to_what_is_recorded_for_an_earlier_day() -> None:
    before = post(Term(7, date(2013, 5, 1)), Term(8, date(2013, 7, 1)))
    after = apply(before, event(2, PostHeld(9), date(2013, 6, 10)), PostHeld(9))
    assert after.terms == (Term(7, date(2013, 5, 1)), Term(9, date(2013, 6, 10)))


def test_a_change_without_a_day_holds_from_the_bangkok_day_it_was_recorded() -> None:
    late = datetime(2013, 5, 1, 18, tzinfo=UTC)
    told = Event(2, "post:3", 2, "post_held", {}, 1, late, None, None, "", "")
    assert apply(post(), told, PostHeld(7)).terms == (Term(7, date(2013, 5, 2)),)


def test_a_closed_post_is_held_by_nobody_and_stays_as_it_is() -> None:
    closed = apply(post(Term(7, date(2013, 5, 1))), event(2, PostClosed()), PostClosed())
    assert closed.holder_on(TODAY) is None
    with pytest.raises(RuleBroken, match="closed"):
        check_open(closed)


OPEN = frozenset({7})


def test_an_agency_does_not_lift_its_own_officers_charge_unless_somebody_else_has_one() -> None:
    charged = replace(post(Term(7, TODAY)), officer=True)
    empty = replace(charged, id=8, terms=())
    other = replace(charged, id=9)
    for posts in (
        [charged],
        [charged, empty],
        [charged, replace(other, agency="mol")],
        [charged, replace(other, officer=False)],
    ):
        with pytest.raises(RuleBroken, match="first charge another post"):
            check_lifting(charged, Role.LIAISON, posts, OPEN, TODAY)
        for role in (Role.COORDINATOR, Role.ADMINISTRATOR):
            check_lifting(charged, role, posts, OPEN, TODAY)
    check_lifting(charged, Role.LIAISON, [charged, other], OPEN, TODAY)
    with pytest.raises(RuleBroken, match="first charge another post"):
        check_lifting(charged, Role.LIAISON, [charged, other], frozenset(), TODAY)
    check_lifting(replace(charged, officer=False), Role.LIAISON, [], OPEN, TODAY)


def test_a_post_is_charged_with_its_agency_until_that_is_taken_back_or_the_post_is_closed() -> None:
    charged = apply(post(Term(7, TODAY)), event(2, PostCharged(True)), PostCharged(True))
    assert (charged.officer, charged.terms) == (True, (Term(7, TODAY),))
    assert not apply(charged, event(3, PostCharged(False)), PostCharged(False)).officer
    assert not apply(charged, event(3, PostClosed()), PostClosed()).officer


@pytest.mark.parametrize("officer", [True, False])
def test_what_is_said_of_a_post_already_is_not_said_again(officer: bool) -> None:
    standing = apply(post(), event(2, PostCharged(officer)), PostCharged(officer))
    check_charging(standing, not officer)
    with pytest.raises(RuleBroken):
        check_charging(standing, officer)


def test_a_new_title_changes_nothing_else() -> None:
    new = Bilingual(th="หัวหน้ากลุ่ม", en="Head of group")
    assert apply(post(Term(7, TODAY)), event(2, PostRenamed(new)), PostRenamed(new)).terms == (Term(7, TODAY),)


def test_a_stream_begins_with_its_opening() -> None:
    with pytest.raises(TypeError, match="begins with"):
        apply(None, event(1, PostHeld(7)), PostHeld(7))


@pytest.mark.parametrize(
    ("title", "field"),
    [(Bilingual(th=" ", en="x"), "title_th"), (Bilingual(th="ก", en=""), "title_en"),
     (Bilingual(th="ผู้อำนวยการศูนย์ ", en="x"), "title_th"), (Bilingual(th="ก", en="director OF the centre"), "title_en")],
)  # fmt: skip
def test_a_title_is_there_in_both_languages_and_is_the_agency_s_only_one(title: Bilingual, field: str) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_title(title, "mof", [post()])
    assert refused.value.field == field


def test_a_title_may_be_kept_taken_from_a_closed_post_or_shared_with_another_agency() -> None:
    check_title(TITLE, "mof", [post()], own=3)
    check_title(TITLE, "mof", [post(closed=True)])
    check_title(TITLE, "mol", [post()])


@pytest.mark.parametrize("day", [date(2013, 4, 30), date(2014, 6, 2)])
def test_a_change_of_hands_lies_neither_before_the_present_term_nor_years_ahead(day: date) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_day(post(Term(7, date(2013, 5, 1))), day, TODAY)
    assert refused.value.field == "since"


@pytest.mark.parametrize("day", [date(2013, 5, 1), TODAY, date(2014, 6, 1)])
def test_a_change_of_hands_may_lie_anywhere_else(day: date) -> None:
    check_day(post(Term(7, date(2013, 5, 1))), day, TODAY)


@pytest.mark.parametrize(
    "user",
    [
        None,
        liaison("mol"),
        liaison(enabled=False),
        *(liaison(role=role) for role in (Role.AUDITOR, Role.ADMINISTRATOR, Role.EXECUTIVE)),
    ],
)
def test_only_an_open_account_of_the_agency_with_work_of_its_own_holds_a_post(user: User | None) -> None:
    with pytest.raises(RuleBroken) as refused:
        check_holder(user, "mof")
    assert refused.value.field == "holder"
    assert user is None or eligible({1: user}, "mof") == {}


def test_a_liaison_and_a_coordinator_of_the_agency_may_hold_it() -> None:
    for role in (Role.LIAISON, Role.COORDINATOR):
        check_holder(liaison(role=role), "mof")
        assert eligible({1: liaison(role=role)}, "mof")


def test_what_is_vacant_cannot_be_vacated() -> None:
    check_vacating(post(Term(7, date(2013, 5, 1))), TODAY)
    with pytest.raises(RuleBroken, match="as it is"):
        check_vacating(post(Term(7, date(2013, 5, 1)), Term(None, date(2013, 5, 20))), TODAY)


CHANGES = st.lists(st.tuples(st.sampled_from([7, 8, None]), st.integers(0, 60)), max_size=8)


@given(CHANGES)
def test_terms_stay_in_order_and_the_last_word_about_a_day_counts(changes: list[tuple[int | None, int]]) -> None:
    """Whatever is recorded in whatever order: who holds the post on a day is what was said last for that day or before it."""
    start, state = date(2013, 5, 1), post()
    said: dict[date, int | None] = {}
    for number, (user, days) in enumerate(changes, 2):
        since = start + timedelta(days=days)
        fact = PostVacated() if user is None else PostHeld(user)
        told = event(number, fact, since)
        state = apply(state, told, to_fact(told.kind, told.data))
        said = {day: holder for day, holder in said.items() if day < since} | {since: user}
    assert [term.since for term in state.terms] == sorted({term.since for term in state.terms})
    for days in range(62):
        day = start + timedelta(days=days)
        last = max((since for since in said if since <= day), default=None)
        assert state.holder_on(day) == (said[last] if last else None)
