"""When is a job due, and what became of its last run? Decided by the rows of runs alone, so that every scheduler comes to the same answer.

No clock is trusted further than it has to be: a run or a sign of life that stands in the future means that the clock went back.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from tracker.lang import Bilingual

SILENT_AFTER = timedelta(seconds=60)
"""A scheduler gives a sign of life every ten seconds; after so long without one it counts as gone."""
TRY_AGAIN = timedelta(minutes=10)
"""So long after a run that failed or broke off a job is tried again, if its turn does not come sooner."""
CLOCKS_DIFFER = timedelta(minutes=2)
"""A run that began so far in the future was begun by a clock that has been put back since; less is two machines' clocks."""

BROKEN_OFF = Bilingual(
    th="โปรแกรมตั้งเวลาหยุดทำงานก่อนที่รายการนี้จะเสร็จ ระบบจะทำใหม่ให้เอง",
    en="The scheduler ended before this was finished; it will be done again.",
)


class Found(Exception):
    """A job did its work and found something that a person must look at; it is not tried again before its turn.

    `done` is how much it looked at, `words` what it found.
    """

    def __init__(self, done: int, words: Bilingual) -> None:
        super().__init__(words.en)
        self.done, self.words = done, words


class Outcome(StrEnum):
    """What became of a job's last run."""

    NEVER = "never"
    RUNNING = "running"
    DONE = "done"
    FOUND = "found"
    FAILED = "failed"
    BROKEN_OFF = "broken off"
    TOO_LONG = "too long"

    @property
    def bad(self) -> bool:
        """Should a person look at it?"""
        return self in (Outcome.FOUND, Outcome.FAILED, Outcome.BROKEN_OFF, Outcome.TOO_LONG)

    @property
    def running(self) -> bool:
        """Is it at work now?"""
        return self in (Outcome.RUNNING, Outcome.TOO_LONG)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a job: when it began and ended (aware UTC, the machine's own time), which process ran it ("host:pid"), how much it did
    (None: it did not get to the end), what was wrong, and the id of the person who asked for it (None: it was its turn)."""

    id: int
    job: str
    started_at: datetime
    ended_at: datetime | None
    process: str
    done: int | None
    fault: Bilingual | None
    asked_by: int | None


@dataclass(frozen=True, slots=True)
class Beat:
    """A scheduler's sign of life: its process ("host:pid"), since when it runs, and the last sign (aware UTC)."""

    process: str
    started_at: datetime
    at: datetime

    def silent(self, now: datetime) -> timedelta:
        """How long nothing was heard of it; a sign from the future tells as little as an old one."""
        return abs(now - self.at)


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody asked for a job to be run now: when (aware UTC), and the id of who (None: the operator, from the command line)."""

    asked_at: datetime
    asked_by: int | None


def alive(beats: Iterable[Beat], now: datetime) -> frozenset[str]:
    """The processes of the schedulers that run."""
    return frozenset(beat.process for beat in beats if beat.silent(now) <= SILENT_AFTER)


def outcome(last: Run | None, living: Collection[str]) -> Outcome:
    """What became of the last run of a job."""
    if last is None:
        return Outcome.NEVER
    if last.ended_at is None:
        return Outcome.RUNNING if last.process in living else Outcome.BROKEN_OFF
    if last.done is None:
        return Outcome.FAILED
    return Outcome.FOUND if last.fault else Outcome.DONE


def said(last: Run | None, living: Collection[str], now: datetime, limit: timedelta) -> Outcome:
    """The same for people: one that runs for longer than its limit may hang. It goes on all the same, and nobody takes its place."""
    found = outcome(last, living)
    hangs = last is not None and found is Outcome.RUNNING and now - last.started_at > limit
    return Outcome.TOO_LONG if hangs else found


def next_turn(last: Run, living: Collection[str], after: Callable[[datetime], datetime]) -> datetime:
    """When a job that ran before is to run again: at its next turn, or sooner when it failed. `after` gives the turn after an instant."""
    turn = after(last.started_at)
    if outcome(last, living) in (Outcome.FAILED, Outcome.BROKEN_OFF):
        return min(turn, (last.ended_at or last.started_at) + TRY_AGAIN)
    return turn


def due(
    last: Run | None, living: Collection[str], after: Callable[[datetime], datetime], now: datetime, *, first: bool
) -> bool:
    """Is it time to run the job? `first` says whether one that never ran may begin; one that runs is never due."""
    if last is None:
        return first
    if outcome(last, living) is Outcome.RUNNING:
        return False
    return last.started_at > now + CLOCKS_DIFFER or next_turn(last, living, after) <= now
