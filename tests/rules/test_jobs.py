"""When is a job due, whatever the clock does, and what became of its last run?"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from tracker.jobs.job import When, daily, every
from tracker.jobs.rules import SILENT_AFTER, TRY_AGAIN, Beat, Outcome, Run, alive, due, next_turn, outcome, said
from tracker.lang import Bilingual

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)
"""08:00 in Bangkok."""
HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)
LIVING = frozenset({"here:1"})
WORDS = Bilingual(th="พบ", en="found")


def ran(
    ago: timedelta,
    *,
    took: timedelta | None = MINUTE,
    done: int | None = 0,
    fault: Bilingual | None = None,
    process: str = "here:1",
) -> Run:
    """A run that began so long before NOW."""
    begun = NOW - ago
    return Run(1, "x", begun, begun + took if took is not None else None, process, done, fault, None)


def is_due(last: Run | None, when: When, *, first: bool = True) -> bool:
    """Is it due at NOW?"""
    return due(last, LIVING, when.after, NOW, first=first)


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (ran(HOUR), True),
        (ran(59 * MINUTE), False),
        (ran(timedelta(0)), False),
        (ran(72 * HOUR), True),
        (ran(2 * HOUR, took=None), False),
        (ran(TRY_AGAIN, took=None, process="gone:9"), True),
        (ran(TRY_AGAIN - MINUTE, took=None, process="gone:9"), False),
        (ran(TRY_AGAIN + MINUTE, done=None, fault=WORDS), True),
        (ran(TRY_AGAIN, done=None, fault=WORDS), False),
        (ran(30 * MINUTE, fault=WORDS), False),
    ],
    ids=[
        "its hour is over", "not yet", "just now", "off for three days", "runs", "broke off", "broke off just now", "failed",
        "failed just now", "found something",
    ],
)  # fmt: skip
def test_every_hour(last: Run, expected: bool) -> None:
    assert is_due(last, every(60)) is expected


@pytest.mark.parametrize("first", [True, False])
def test_one_that_never_ran_begins_when_it_may(first: bool) -> None:
    assert is_due(None, every(60), first=first) is first


@pytest.mark.parametrize("when", [every(1), every(60), daily(1)])
def test_a_run_in_the_future_was_begun_by_a_clock_that_went_back_since(when: When) -> None:
    """A machine that thought it was 2030, or one hour later, must not sleep until then."""
    for ahead in (HOUR, timedelta(days=1500)):
        assert is_due(ran(-ahead), when)
    assert not is_due(ran(-MINUTE), when), "two machines' clocks differ by less"


def test_a_run_that_goes_on_is_left_alone_though_the_clock_went_back() -> None:
    assert not is_due(ran(-HOUR, took=None), every(1))


@pytest.mark.parametrize(
    ("last", "expected"),
    [(ran(6 * HOUR), False), (ran(7 * HOUR + MINUTE), True), (ran(31 * HOUR), True), (ran(72 * HOUR), True)],
    ids=["at two this morning", "just before one", "at one yesterday", "off for three days"],
)
def test_every_night_at_one_in_bangkok(last: Run, expected: bool) -> None:
    assert is_due(last, daily(1)) is expected


def test_the_turn_is_bangkoks_hour_wherever_the_machine_is() -> None:
    assert daily(1).after(NOW) == datetime(2026, 3, 2, 18, tzinfo=UTC)
    assert daily(8, 30).after(NOW) == datetime(2026, 3, 2, 1, 30, tzinfo=UTC)


def test_one_that_failed_comes_sooner_but_never_later_than_its_turn() -> None:
    failed = ran(MINUTE, done=None, fault=WORDS)
    assert next_turn(failed, LIVING, daily(1).after) == NOW + TRY_AGAIN
    assert next_turn(failed, LIVING, every(1).after) == NOW


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, Outcome.NEVER),
        (ran(HOUR), Outcome.DONE),
        (ran(HOUR, took=None), Outcome.RUNNING),
        (ran(HOUR, took=None, process="gone:9"), Outcome.BROKEN_OFF),
        (ran(HOUR, done=None, fault=WORDS), Outcome.FAILED),
        (ran(HOUR, fault=WORDS), Outcome.FOUND),
    ],
)
def test_what_became_of_it(last: Run | None, expected: Outcome) -> None:
    assert outcome(last, LIVING) is expected
    assert expected.bad is (expected in (Outcome.BROKEN_OFF, Outcome.FAILED, Outcome.FOUND))


@pytest.mark.parametrize(
    ("last", "expected"),
    [
        (None, Outcome.NEVER),
        (ran(HOUR, took=None), Outcome.RUNNING),
        (ran(HOUR + MINUTE, took=None), Outcome.TOO_LONG),
        (ran(HOUR + MINUTE, took=None, process="gone:9"), Outcome.BROKEN_OFF),
        (ran(9 * HOUR, took=2 * HOUR), Outcome.DONE),
        (ran(-HOUR, took=None), Outcome.RUNNING),
    ],
)
def test_one_that_lasts_longer_than_its_limit_is_said_but_nobody_takes_its_place(
    last: Run | None, expected: Outcome
) -> None:
    assert said(last, LIVING, NOW, HOUR) is expected
    assert expected.running is (expected in (Outcome.RUNNING, Outcome.TOO_LONG))
    if expected.running:
        assert expected.bad is (expected is Outcome.TOO_LONG)
        assert not is_due(last, every(1))


def test_who_lives() -> None:
    signs = {
        "new": timedelta(0), "old": SILENT_AFTER, "gone": SILENT_AFTER + MINUTE, "clock ahead": -MINUTE / 2,
        "of a clock that went back": -HOUR,
    }  # fmt: skip
    beats = [Beat(name, NOW - 9 * HOUR, NOW - ago) for name, ago in signs.items()]
    assert alive(beats, NOW) == {"new", "old", "clock ahead"}


@pytest.mark.parametrize(
    ("when", "thai", "english"),
    [
        (every(1), "ทุกนาที", "every minute"),
        (every(5), "ทุก 5 นาที", "every 5 minutes"),
        (every(60), "ทุกชั่วโมง", "every hour"),
        (every(120), "ทุก 2 ชั่วโมง", "every 2 hours"),
        (daily(1), "ทุกวัน เวลา 01:00 น.", "every day at 01:00"),
    ],
)
def test_how_often_in_words(when: When, thai: str, english: str) -> None:
    assert when.words == Bilingual(th=thai, en=english)
