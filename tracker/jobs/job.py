"""What is a job, and how often does it run? Its turns are APScheduler's triggers, in Bangkok time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from apscheduler.triggers.base import BaseTrigger
from apscheduler.triggers.cron import CronTrigger
from apscheduler.triggers.interval import IntervalTrigger

from tracker.clock import BANGKOK
from tracker.lang import Bilingual


@dataclass(frozen=True, slots=True)
class When:
    """How often: the trigger that says so, and its words."""

    trigger: BaseTrigger
    words: Bilingual

    def after(self, instant: datetime) -> datetime:
        """The first turn (aware UTC) after an instant at which the job ran."""
        turn: datetime = self.trigger.get_next_fire_time(instant, instant)
        return turn.astimezone(UTC)


def every(minutes: int) -> When:
    """So many minutes after the last run began."""
    hours = minutes // 60 if minutes % 60 == 0 else 0
    thai, english = (hours, "hour") if hours else (minutes, "minute")
    unit = "ชั่วโมง" if hours else "นาที"
    words = Bilingual(
        th=f"ทุก {thai} {unit}" if thai > 1 else f"ทุก{unit}",
        en=f"every {thai} {english}s" if thai > 1 else f"every {english}",
    )
    return When(IntervalTrigger(minutes=minutes, timezone=BANGKOK), words)


def daily(hour: int, minute: int = 0) -> When:
    """Every day at this time in Bangkok; as soon as possible when the machine was off then."""
    face = f"{hour:02}:{minute:02}"
    words = Bilingual(th=f"ทุกวัน เวลา {face} น.", en=f"every day at {face}")
    return When(CronTrigger(hour=hour, minute=minute, timezone=BANGKOK), words)


def never_off() -> None:
    """A job that every installation runs."""


@dataclass(frozen=True, slots=True)
class Job:
    """One thing that the product does by itself, again and again.

    `run` asks what should be so and is not yet, mends it, and says how much it did; run twice, late, or in two schedulers at once it
    changes nothing more. It raises `rules.Found` for what a person must look at, anything else when it failed. `what` says in one
    sentence what it does; `patience` keeps the first run of all away from a scheduler that has just started; `off` says why it does not
    run here; a run that lasts longer than `limit` is one that a person should look at.
    """

    name: str
    title: Bilingual
    what: Bilingual
    when: When
    run: Callable[[], int]
    patience: timedelta = timedelta(0)
    off: Callable[[], Bilingual | None] = never_off
    limit: timedelta = timedelta(minutes=30)
