"""Is money that several agencies hold jointly counted once, and is a choice what the agencies made of it?"""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.task_samples import task
from tracker.budget.overview import verdict
from tracker.budget.rules import Way, budget_of, choices, counted, if_each_satang
from tracker.lang import Bilingual
from tracker.resolutions.kinds import MovementKind
from tracker.resolutions.rules import Movement
from tracker.tasks.health import Standing, standing
from tracker.tasks.workflow import State
from tracker.workdays import thai_government_calendar

CALENDAR = thai_government_calendar(2012, 2016)
DAY = date(2013, 5, 31)
TWO_MILLION = 2_000_000_00


def movement(amount: int, *agencies: str, split_known: bool = False) -> Movement:
    """Money for these agencies, in satang."""
    words = Bilingual(th="งบ", en="money")
    return Movement(
        "M-1",
        MovementKind.ALLOCATION,
        words,
        amount,
        2556,
        agencies,
        split_known,
        "bb-letter",
        "เป็นเงิน",
        "in the sum of",
    )


def option(agency: str, code: str, state: State = State.NOT_STARTED, group: str | None = "O-4c-way") -> Standing:
    """A task that is one of two ways."""
    found = task(state)
    return standing(
        replace(found, plan=replace(found.plan, code=code, agency=agency, alternative_group=group)), DAY, CALENDAR
    )


def test_a_joint_sum_is_counted_once_and_never_halved():
    stated = [movement(TWO_MILLION, "mol", "msdhs")]
    assert budget_of(stated).total_satang == TWO_MILLION
    assert budget_of(stated, "mol").total_satang == budget_of(stated, "msdhs").total_satang == TWO_MILLION
    assert budget_of(stated).joint_satang == TWO_MILLION
    assert budget_of(stated, "mof").movements == ()


def test_the_other_reading_is_the_sum_for_each_and_stays_beside():
    assert if_each_satang(movement(TWO_MILLION, "mol", "msdhs")) == 2 * TWO_MILLION


def test_money_whose_owner_is_known_is_not_joint():
    found = budget_of([movement(100, "mol"), movement(300, "mol", "msdhs", split_known=True)])
    assert (found.total_satang, found.joint_satang) == (400, 0)


@given(
    st.lists(st.tuples(st.integers(0, 10**12), st.sets(st.sampled_from("abc"), min_size=1), st.booleans()), max_size=8)
)
def test_the_total_is_exact_and_counts_each_movement_once(given_movements):
    stated = [movement(amount, *sorted(agencies), split_known=known) for amount, agencies, known in given_movements]
    found = budget_of(stated)
    assert found.total_satang == sum(amount for amount, _agencies, _known in given_movements)
    assert 0 <= found.joint_satang <= found.total_satang


@pytest.mark.parametrize(
    ("first", "second", "way"),
    [
        (State.NOT_STARTED, State.NOT_STARTED, Way.OPEN),
        (State.IN_PROGRESS, State.WAIVED, Way.CHOSEN),
        (State.WAIVED, State.VERIFIED, Way.CHOSEN),
        (State.WAIVED, State.WAIVED, Way.NONE),
    ],
)
def test_a_way_is_chosen_when_exactly_one_is_still_pursued(first, second, way):
    (found,) = choices([option("mof", "O-4c-T2", first), option("mof", "O-4c-T3", second)])
    assert found.way is way
    assert len(found.pursued) + len(found.given_up) == 2


def test_choices_are_each_agencys_own_and_other_tasks_are_none():
    found = choices(
        [option("mof", "T2"), option("moe", "T2"), option("moe", "T3", State.WAIVED), option("mfa", "T1", group=None)]
    )
    assert [(each.agency, each.way) for each in found] == [("mof", Way.CHOSEN), ("moe", Way.CHOSEN)]


def test_the_verdict_counts_those_who_have_not_chosen():
    every = [each for agency in ("mof", "moe", "mfa") for each in (option(agency, "T2"), option(agency, "T3"))]
    assert verdict(counted(choices(every))).th == "ยังไม่เลือกทาง 3 จาก 3 แห่ง"
    assert (
        verdict(counted(choices([option("mof", "T2"), option("mof", "T3", State.WAIVED)]))).en
        == "All 1 agencies have chosen their way"
    )
    assert verdict(counted(())).th == "มตินี้ไม่มีทางเลือกเรื่องเงิน"
