"""What time is it? The one place that reads the clock.

A demonstration freezes the calendar with TRACKER_TODAY: the day stands still while the time of day goes on, so that acts of one
session keep their order.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
"""Thailand has kept UTC+7 without daylight saving since 1920, so a fixed offset is exact."""

_frozen: date | None = None


def freeze(day: date | None) -> None:
    """Hold the calendar at `day` (Bangkok); None lets it run again."""
    global _frozen
    _frozen = day


def frozen_day() -> date | None:
    """The day at which the calendar is held, or None."""
    return _frozen


def real_now() -> datetime:
    """This instant, aware, in UTC, whatever day is held: for sessions and their limits."""
    return datetime.now(UTC)


def now() -> datetime:
    """This instant, aware, in UTC, to the microsecond; on a frozen day the real time of day in Bangkok on that day."""
    instant = real_now()
    if _frozen is None:
        return instant
    return datetime.combine(_frozen, instant.astimezone(BANGKOK).time(), BANGKOK).astimezone(UTC)


def today() -> date:
    """The calendar day in Bangkok."""
    return now().astimezone(BANGKOK).date()


def end_of_day(day: date) -> datetime:
    """The first instant (UTC) after `day` in Bangkok; everything recorded before it was known on that day."""
    return datetime.combine(day, time.min, BANGKOK).astimezone(UTC) + timedelta(days=1)


def bangkok_day(instant: datetime) -> date:
    """The Bangkok calendar day of an aware instant."""
    return instant.astimezone(BANGKOK).date()
