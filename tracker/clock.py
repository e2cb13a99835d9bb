"""What time is it? The one place that reads the clock.

A demonstration freezes the calendar with TRACKER_TODAY: the day stands still while the time of day goes on, from the last recorded act
where the real time of day is earlier, so that acts of one session keep their order and one moment has one time.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta, timezone

BANGKOK = timezone(timedelta(hours=7), "Asia/Bangkok")
"""Thailand has kept UTC+7 without daylight saving since 1920, so a fixed offset is exact."""

_frozen: date | None = None
_ahead: timedelta | None = None
"""How far before the real instant that lies which the held calendar takes for its beginning; None: it has no beginning of its own."""


def freeze(day: date | None, after: datetime | None = None) -> None:
    """Hold the calendar at `day` (Bangkok); None lets it run again. `after` (aware, of that day): no time of day is earlier than that and
    what has passed since this call."""
    global _frozen, _ahead
    _frozen, _ahead = day, None if after is None else real_now() - after


def frozen_day() -> date | None:
    """The day at which the calendar is held, or None."""
    return _frozen


def real_now() -> datetime:
    """This instant, aware, in UTC, whatever day is held: for sessions and their limits."""
    return datetime.now(UTC)


def now() -> datetime:
    """This instant, aware, in UTC, to the microsecond; on a frozen day the real time of day in Bangkok or what goes on from the last act,
    whichever is later."""
    instant = real_now()
    if _frozen is None:
        return instant
    here = datetime.combine(_frozen, instant.astimezone(BANGKOK).time(), BANGKOK).astimezone(UTC)
    if _ahead is None:
        return here
    return max(here, min(instant - _ahead, end_of_day(_frozen) - timedelta(microseconds=1)))


def today() -> date:
    """The calendar day in Bangkok."""
    return now().astimezone(BANGKOK).date()


def end_of_day(day: date) -> datetime:
    """The first instant (UTC) after `day` in Bangkok; everything recorded before it was known on that day."""
    return datetime.combine(day, time.min, BANGKOK).astimezone(UTC) + timedelta(days=1)


def bangkok_day(instant: datetime) -> date:
    """The Bangkok calendar day of an aware instant."""
    return instant.astimezone(BANGKOK).date()
