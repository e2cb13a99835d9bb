"""Does the time of day on a held calendar follow on what was recorded, and never leave the day?"""

from __future__ import annotations

import itertools
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker import clock
from tracker.clock import BANGKOK

DAY = date(2013, 5, 31)
LAST = datetime(2013, 5, 31, 16, 20, tzinfo=BANGKOK)


@pytest.fixture(autouse=True)
def running() -> Iterator[None]:
    before = clock.frozen_day()
    yield
    clock.freeze(before)


def held(monkeypatch: pytest.MonkeyPatch, begun: datetime, *later: datetime) -> list[datetime]:
    """What the clock says at these real instants, when the day was held at `begun` with LAST as the last act."""
    instants = iter((begun, *later))
    monkeypatch.setattr(clock, "real_now", lambda: next(instants))
    clock.freeze(DAY, after=LAST)
    return [clock.now().astimezone(BANGKOK) for _ in later]


def at(hour: int, minute: int = 0) -> datetime:
    """A real instant of a later day, by its time of day in Bangkok."""
    return datetime(2026, 11, 27, hour, minute, tzinfo=BANGKOK).astimezone(UTC)


def test_in_the_morning_time_goes_on_from_the_last_act(monkeypatch: pytest.MonkeyPatch) -> None:
    assert held(monkeypatch, at(7, 20), at(7, 20), at(7, 38)) == [LAST, LAST + timedelta(minutes=18)]


def test_in_the_evening_the_real_time_of_day_is_later_and_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    (shown,) = held(monkeypatch, at(18), at(19))
    assert (shown.date(), shown.hour) == (DAY, 19)


def test_a_day_that_is_held_never_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    (shown,) = held(monkeypatch, at(0, 10), at(9, 30))
    assert shown == datetime(2013, 5, 31, 23, 59, 59, 999999, tzinfo=BANGKOK)


def test_without_a_last_act_the_real_time_of_day_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "real_now", lambda: at(7, 20))
    clock.freeze(DAY)
    assert clock.now() == datetime(2013, 5, 31, 7, 20, tzinfo=BANGKOK)


@given(st.integers(0, 1439), st.lists(st.integers(0, 600), min_size=1, max_size=5))
def test_time_stays_on_its_day_after_the_last_act_and_goes_one_way_until_midnight(begun: int, steps: list[int]) -> None:
    real, seen = at(begun // 60, begun % 60), []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(clock, "real_now", lambda: real)
        clock.freeze(DAY, after=LAST)
        for minutes in steps:
            real += timedelta(minutes=minutes)
            seen.append((real.astimezone(BANGKOK).date(), clock.now()))
    assert all(now >= LAST and clock.bangkok_day(now) == DAY for _real, now in seen)
    assert all(early <= late for (day, early), (same, late) in itertools.pairwise(seen) if day == same)
