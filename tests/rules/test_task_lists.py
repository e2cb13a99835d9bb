"""Does an address lead to a filter and a layout, and back to the same address? And does each column sort as people count?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from werkzeug.datastructures import MultiDict

from tracker.lang import Bilingual
from tracker.tasks.columns import AT_FIRST, COLUMN, COLUMNS, HEAD, Layout, _natural, read_layout
from tracker.tasks.conditions import LONGEST_WORDS, NAMES, Known, conditions, pairs, read
from tracker.tasks.filter_kinds import ME, NOBODY, Due, Mark, Proof
from tracker.tasks.filters import Filter
from tracker.tasks.health import Health
from tracker.tasks.workflow import State

WORD = Bilingual(th="คำ", en="word")
KNOWN = Known(
    agencies={"mof": WORD, "ega": WORD, "mol": WORD},
    obligations={"O-1.3": WORD, "O-2": WORD},
    columns={"1.3": WORD, "2": WORD},
    holders={"user:7": WORD, "post:3": WORD},
    mine=frozenset({"user:9", "post:4"}),
)
MEANS: dict[str, frozenset[str | None]] = {
    ME: KNOWN.mine, NOBODY: frozenset({None}), "user:7": frozenset({"user:7"}), "post:3": frozenset({"post:3"}),
}  # fmt: skip


def meant(asked: Filter) -> Filter:
    """The same filter with whom its words about the responsible mean."""
    return replace(asked, holders=frozenset().union(*(MEANS[each] for each in asked.responsible)))


def some(among: Iterable[Any]) -> st.SearchStrategy[tuple[Any, ...]]:
    """Some of these, in their own order."""
    every = list(among)
    return st.sets(st.sampled_from(every)).map(lambda chosen: tuple(each for each in every if each in chosen))


days = st.dates(date(1990, 1, 1), date(2100, 12, 31)) | st.none()
words = st.text(st.characters(codec="utf-8"), max_size=LONGEST_WORDS).map(str.strip)
filters = st.builds(
    Filter, health=some(Health), state=some(State), agency=some(KNOWN.agencies), agency_row=some(KNOWN.agencies),
    column=some(KNOWN.columns), obligation=some(KNOWN.obligations), due=some(Due), due_from=days, due_to=days,
    stale=st.integers(1, 999) | st.none(), evidence=st.sampled_from(Proof) | st.none(), mark=some(Mark),
    responsible=some([ME, NOBODY, "user:7", "post:3"]), q=words,
).map(meant)  # fmt: skip


@given(filters)
def test_a_filter_comes_back_from_its_own_address(asked: Filter) -> None:
    address = pairs(conditions(asked, KNOWN))
    assert read(MultiDict(address).getlist, KNOWN) == asked
    assert {name for name, _value in address} <= set(NAMES)


@given(filters)
def test_without_one_condition_the_others_stay(asked: Filter) -> None:
    every = conditions(asked, KNOWN)
    for left_out in every:
        rest = [each for each in every if each is not left_out]
        assert conditions(read(MultiDict(pairs(rest)).getlist, KNOWN), KNOWN) == rest


layouts = st.builds(
    Layout, columns=st.permutations([each for each in COLUMNS if each is not HEAD]).map(lambda order: (HEAD, *order[:5])),
    sort=st.sampled_from(COLUMNS), descending=st.booleans(),
)  # fmt: skip


@given(layouts | st.just(Layout()))
def test_a_layout_comes_back_from_its_own_address(layout: Layout) -> None:
    assert read_layout(MultiDict(layout.pairs()).getlist) == layout


@given(st.lists(st.tuples(st.sampled_from([*NAMES, "show", "sort", "order"]), st.text(max_size=30)), max_size=30))
def test_any_address_is_read_and_what_was_understood_is_said_the_same_way(given_pairs: list[tuple[str, str]]) -> None:
    values = MultiDict(given_pairs)
    asked, layout = read(values.getlist, KNOWN), read_layout(values.getlist)
    again = MultiDict([*pairs(conditions(asked, KNOWN)), *layout.pairs()])
    assert conditions(read(again.getlist, KNOWN), KNOWN) == conditions(asked, KNOWN)
    assert read_layout(again.getlist).pairs() == layout.pairs()


@pytest.mark.parametrize(
    ("name", "value", "understood"),
    [
        ("due_from", "31/05/2556", date(2013, 5, 31)), ("due_from", "๓๑/๐๕/๒๕๕๖", date(2013, 5, 31)),
        ("due_to", "2013-05-31", date(2013, 5, 31)),
        ("due_to", "30/02/2556", None), ("due_from", "x" * 5000, None), ("stale", "10", 10), ("stale", "๑๐", 10), ("stale", "0", None),
        ("stale", "-1", None), ("stale", "1000", None), ("stale", "9" * 30, None), ("stale", "1.5", None),
        ("evidence", "without", Proof.WITHOUT),
        ("evidence", "perhaps", None),
    ],
)  # fmt: skip
def test_a_single_value_is_understood_or_named(name: str, value: str, understood: object) -> None:
    asked = read(MultiDict([(name, value)]).getlist, KNOWN)
    assert getattr(asked, name) == understood
    assert asked.ignored == (() if understood is not None else (name,))


def test_unknown_columns_and_orders_are_named_and_left_out() -> None:
    layout = read_layout(MultiDict({"show": "code,bogus", "sort": "'--", "order": "up"}).getlist)
    assert layout == Layout((HEAD, COLUMN["code"]), None, False, ("show", "sort", "order"))
    assert read_layout(MultiDict({"show": "bogus"}).getlist).columns == AT_FIRST


def test_codes_are_counted_not_spelled() -> None:
    codes = ["O-1.3-T10", "O-1.3-T2", "O-10-T1", "O-2-T1", "O-1.2a-T1"]
    assert sorted(codes, key=_natural) == ["O-1.2a-T1", "O-1.3-T2", "O-1.3-T10", "O-2-T1", "O-10-T1"]
