"""Does a comparison hold every difference that the ledger holds, each in one place, and none more – whatever happened in between?"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.services.test_refold import HISTORIES, START, lived
from tracker.access.policy import Role
from tracker.comparison.rules import Changed, Comparison, Difference, compare
from tracker.lang import Bilingual
from tracker.ledger.event import Draft, Event, Head, canonical, seal
from tracker.ledger.kinds import kind_name, to_data
from tracker.people import rules as people
from tracker.people.rules import UserAdded, UserDisabled, UserEnabled
from tracker.record import plain
from tracker.resolutions import events as register
from tracker.resolutions.events import EntryRegistered, EntryRevised, EntryWithdrawn
from tracker.tasks.task import fold

Written = tuple[str, object]
TEXTS = st.sampled_from(["หนึ่ง", "สอง", "สาม"])
CODES = st.sampled_from(["A", "B"])
FOLDED = frozenset({"task", "register", "agency", "user"})
"""Objects that a slice folds by rules of its own; `slices` knows only these."""


@st.composite
def others(draw: st.DrawFn) -> list[Written]:
    """What may happen to entries of the register and to accounts, in an order that can be."""
    there: set[str] = set()
    open_: dict[str, bool] = {}
    written: list[Written] = []
    for _ in range(draw(st.integers(0, 12))):
        code = draw(CODES)
        if draw(st.booleans()):
            written.append((f"register:r/clauses/{code}", _entry(draw, code, there)))
        else:
            written.append((f"user:{ord(code)}", _account(code, open_)))
    return written


def _entry(draw: st.DrawFn, code: str, there: set[str]) -> object:
    document = {"code": code, "heading": {"th": draw(TEXTS), "en": "x"}, "note": draw(st.none() | TEXTS)}
    if code not in there:
        there.add(code)
        return EntryRegistered("clauses", code, draw(st.integers(0, 3)), document)
    if draw(st.booleans()):
        there.remove(code)
        return EntryWithdrawn("clauses", code)
    return EntryRevised("clauses", code, draw(st.integers(0, 3)), document)


def _account(code: str, open_: dict[str, bool]) -> object:
    email = f"{code}@demo.example"
    if code not in open_:
        open_[code] = True
        return UserAdded(email, Bilingual(th="ผู้ใช้", en="user"), Role.AUDITOR, None)
    open_[code] = not open_[code]
    return UserEnabled(email) if open_[code] else UserDisabled(email)


@st.composite
def ledgers(draw: st.DrawFn) -> list[Event]:
    """A whole ledger: tasks through the rules, entries and accounts among them, in one chain."""
    tasks = [(each.stream, None, each) for each in lived(draw(HISTORIES)).events]
    rest = [(stream, fact, None) for stream, fact in draw(others())]
    places = sorted((draw(st.integers(0, len(tasks))) for _ in rest), reverse=True)
    mixed: list[tuple[str, Any, Event | None]] = list(tasks)
    for place, each in zip(places, reversed(rest), strict=True):
        mixed.insert(place, each)
    return _chained(mixed)


def _chained(mixed: list[tuple[str, Any, Event | None]]) -> list[Event]:
    found: list[Event] = []
    versions: Counter[str] = Counter()
    for number, (stream, fact, event) in enumerate(mixed):
        kind, data = (
            (event.kind, event.data) if event else (kind_name(type(fact)), json.loads(canonical(to_data(fact))))
        )
        draft = Draft(stream, versions[stream], kind, data, event.effective_on if event else None)
        head = Head(found[-1].seq, found[-1].hash, found[-1].recorded_at) if found else Head()
        found.append(seal(head, draft, event.actor_id if event else 1, START + timedelta(hours=number)))
        versions[stream] += 1
    return found


@st.composite
def cut_ledgers(draw: st.DrawFn, cuts: int = 2) -> tuple[list[Event], list[int]]:
    """A ledger and some cuts of it in order."""
    events = draw(ledgers())
    return events, sorted(draw(st.integers(0, len(events))) for _ in range(cuts))


@given(cut_ledgers())
@settings(max_examples=150)
def test_every_event_in_between_stands_in_exactly_one_place_and_no_other(given_: tuple[list[Event], list[int]]) -> None:
    events, (since, upto) = given_
    found = compare(events, since, upto)
    assert [act.event for act in found.acts] == events[since:upto]
    assert len({each.stream for each in found.changed}) == len(found.changed)
    assert all(act.event.stream == each.stream for each in found.changed for act in each.acts)


@given(cut_ledgers())
@settings(max_examples=150)
def test_the_differences_are_those_of_the_folds_and_no_others(given_: tuple[list[Event], list[int]]) -> None:
    """Held against the folds of the slices themselves, not against the way the comparison walks the events."""
    events, (since, upto) = given_
    found = {each.stream: each for each in compare(events, since, upto).changed}
    before, after = slices(events[:since]), slices(events[:upto])
    for stream in before.keys() | after.keys():
        old, new = before.get(stream), after.get(stream)
        assert (old != new) == (stream in found and found[stream].net), stream
        if stream in found:
            assert (found[stream].before, found[stream].after) == (old, new)
            assert applied(old, found[stream]) == new


@given(cut_ledgers())
def test_every_difference_names_the_acts_that_made_it(given_: tuple[list[Event], list[int]]) -> None:
    events, (since, upto) = given_
    for each in compare(events, since, upto).changed:
        by_seq = {act.event.seq: act for act in each.acts}
        for difference in each.differences:
            assert difference.acts, (each.stream, difference)
            assert all(difference.field in by_seq[seq].fields for seq in difference.acts)


@given(cut_ledgers(1))
def test_a_day_compared_with_itself_is_empty(given_: tuple[list[Event], list[int]]) -> None:
    events, (cut,) = given_
    assert compare(events, cut, cut).changed == ()


@given(cut_ledgers(3))
def test_two_comparisons_in_a_row_explain_the_long_one(given_: tuple[list[Event], list[int]]) -> None:
    events, (a, b, c) = given_
    first, second, whole = compare(events, a, b), compare(events, b, c), compare(events, a, c)
    assert sorted(act.event.seq for act in (*first.acts, *second.acts)) == [act.event.seq for act in whole.acts]
    early, late = ({each.stream: each for each in found.changed} for found in (first, second))
    for each in whole.changed:
        parts = [found[each.stream] for found in (early, late) if each.stream in found]
        assert (parts[0].before, parts[-1].after) == (each.before, each.after)
        assert applied(each.before, *parts) == each.after


@given(cut_ledgers())
def test_swapping_the_days_gives_the_mirror(given_: tuple[list[Event], list[int]]) -> None:
    events, (since, upto) = given_
    straight, back = compare(events, since, upto), compare(events, upto, since)
    assert back == straight.mirror() or since == upto
    assert back.mirror() == straight or since == upto
    for one, other in zip(straight.changed, back.changed, strict=True):
        assert (one.came, one.gone) == (other.gone, other.came)
        assert [(each.old, each.new) for each in one.differences] == [
            (each.new, each.old) for each in other.differences
        ]


def slices(events: Iterable[Event], resolution: str = "r") -> dict[str, dict[str, Any]]:
    """Every task, entry, body and account by stream as its own slice folds it, flattened with plain steps."""
    every = list(events)
    directory = people.fold(every)
    found: dict[str, dict[str, Any]] = {f"task:{id_}": flat(plain(task)) for id_, task in fold(every).items()}
    for (noun, code), entry in register.fold(every).items():
        found[f"register:{resolution}/{noun}/{code}"] = flat({**entry.document, "position": entry.position})
    for code, (position, document) in directory.agencies.items():
        found[f"agency:{code}"] = flat({**document, "position": position})
    for id_, user in directory.users.items():
        found[f"user:{id_}"] = flat(plain(user))
    return found


def flat(fields_: dict[str, Any]) -> dict[str, Any]:
    """The fields by name, without the counters that every event moves."""
    found: dict[str, Any] = {}
    for name, value in fields_.items():
        if name in ("id", "version", "changed_at") or value is None or value == []:
            continue
        if isinstance(value, dict) and set(value) != {"th", "en"}:
            found |= {f"{name}.{key}": part for key, part in flat(value).items()}
        elif isinstance(value, list) and isinstance(value[0], dict) and "number" in value[0]:
            for part in value:
                rest = {key: said_ for key, said_ in part.items() if key != "number"}
                found |= {f"{name}.{part['number']}.{key}": said_ for key, said_ in flat(rest).items()}
        else:
            found[name] = value
    return found


def applied(state: Any, *changed: Changed) -> Any:
    """The state after the differences; an object that came or went takes the other state whole."""
    for each in changed:
        if each.before is None or each.after is None:
            state = each.after
            continue
        state = dict(state)
        for difference in each.differences:
            assert state.get(difference.field) == difference.old
            state[difference.field] = difference.new
        state = {name: value for name, value in state.items() if value is not None}
    return state


def test_a_kind_of_object_that_came_later_is_compared_as_well() -> None:
    """A stream without a fold of its own is the sum of what its facts said."""
    facts = [{"schema": 1, "number": 1, "as_of": "2013-05-30", "cut": 5, "snapshot_sha256": "a"}]
    head = Head()
    events = []
    for version, data in enumerate([*facts, {**facts[0], "number": 2}]):
        event = seal(head, Draft("report:1", version, "report_drafted", data), 1, datetime(2013, 5, 1, tzinfo=UTC))
        events.append(event)
        head = Head(event.seq, event.hash, event.recorded_at)
    (came,) = compare(events[:1], 0, 1).changed
    assert came.came
    assert came.after == {
        "number": 1,
        "as_of": "2013-05-30",
        "cut": 5,
        "snapshot_sha256": "a",
        "told": "report_drafted",
    }
    (changed,) = compare(events, 1, 2).changed
    assert changed.differences == (Difference("number", 1, 2, (2,)),)
    assert not replace(changed, after=changed.before).net


def test_an_empty_ledger_has_nothing_to_compare() -> None:
    assert compare([], 0, 0) == Comparison(0, 0, ())
