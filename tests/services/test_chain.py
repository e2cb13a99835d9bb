"""Does the chain name what was tampered with? For random chains and random tampering, without a database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tracker.ledger.event import GENESIS, Draft, Event, Head, breaks, canonical, event_hash, seal

START = datetime(2013, 4, 24, 3, tzinfo=UTC)
WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
DATA = st.dictionaries(
    st.sampled_from(["note", "percent", "reason"]), st.one_of(WORDS, st.integers(0, 100), st.none()), max_size=3
)
DRAFTS = st.builds(
    Draft, st.sampled_from(["task:1", "task:2", "user:1"]), st.integers(0, 9), st.just("comment_added"), DATA,
    st.none() | st.dates(date(2013, 4, 1), date(2013, 6, 30)), st.none() | st.integers(1, 3),
)  # fmt: skip
CHAINS = st.lists(DRAFTS, min_size=3, max_size=12).map(lambda drafts: chained(drafts))


def chained(drafts: list[Draft]) -> list[Event]:
    """Events of these drafts, each sealed onto the one before."""
    head, events = Head(), []
    for number, draft in enumerate(drafts):
        event = seal(head, draft, actor_id=number % 3 or None, now=START + timedelta(minutes=number))
        events.append(event)
        head = Head(event.seq, event.hash, event.recorded_at)
    return events


def named(events: list[Event]) -> list[int]:
    """The rows at which the chain does not hold."""
    return [found.seq for found in breaks(events)]


@given(CHAINS)
def test_an_untouched_chain_holds(events: list[Event]) -> None:
    assert named(events) == []
    assert events[0].prev_hash == GENESIS
    assert [event.seq for event in events] == list(range(1, len(events) + 1))


ALTERATIONS = {
    "stream": lambda event: replace(event, stream=event.stream + "0"),
    "version": lambda event: replace(event, version=event.version + 1),
    "kind": lambda event: replace(event, kind="task_verified"),
    "data": lambda event: replace(event, data={**event.data, "percent": 101}),
    "actor": lambda event: replace(event, actor_id=99),
    "recorded": lambda event: replace(event, recorded_at=event.recorded_at + timedelta(microseconds=1)),
    "effective": lambda event: replace(event, effective_on=date(2012, 1, 1)),
    "resolution": lambda event: replace(event, resolution_id=99),
}


@given(CHAINS, st.data(), st.sampled_from(sorted(ALTERATIONS)))
def test_an_altered_row_is_named_and_only_that(events: list[Event], data: st.DataObject, what: str) -> None:
    at = data.draw(st.integers(0, len(events) - 1))
    events[at] = ALTERATIONS[what](events[at])
    assert named(events) == [at + 1]


@given(CHAINS, st.data(), st.sampled_from(sorted(ALTERATIONS)))
def test_a_row_altered_with_its_hash_is_named_by_the_next(events: list[Event], data: st.DataObject, what: str) -> None:
    at = data.draw(st.integers(0, len(events) - 2))
    altered = ALTERATIONS[what](events[at])
    events[at] = replace(altered, hash=event_hash(altered))
    assert named(events) == [at + 2]


@given(CHAINS, st.data())
def test_a_removed_row_is_named_by_the_next(events: list[Event], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(events) - 2))
    del events[at]
    assert named(events) == [at + 2]


@given(CHAINS, st.data(), DRAFTS)
def test_an_inserted_row_is_named(events: list[Event], data: st.DataObject, draft: Draft) -> None:
    at = data.draw(st.integers(1, len(events) - 1))
    before = events[at - 1]
    forged = seal(Head(before.seq, before.hash, before.recorded_at), draft, actor_id=None, now=before.recorded_at)
    events.insert(at, forged)
    assert at + 1 in named(events)


@given(CHAINS, st.data())
def test_two_exchanged_rows_are_named(events: list[Event], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(events) - 2))
    first, second = events[at], events[at + 1]
    events[at], events[at + 1] = replace(second, seq=first.seq), replace(first, seq=second.seq)
    assert {at + 1, at + 2} <= set(named(events))


@given(DATA)
def test_equal_data_gives_equal_text(data: dict[str, object]) -> None:
    assert canonical(data) == canonical(dict(reversed(data.items())))
