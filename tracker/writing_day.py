"""On which day does a command write? Frozen and running clocks in one ledger would make its times worthless."""

from __future__ import annotations

import click

from tracker import clock
from tracker.config import ConfigurationError
from tracker.lang import format_date
from tracker.ledger.store import head
from tracker.people.store import demonstration_accounts


def settle_day() -> None:
    """Call it before a command writes: refuses a frozen day (ConfigurationError) that lies before the last recorded act.

    Without a frozen day a database that holds the demonstration takes its last day (Bangkok), and standard error says so. On the last day
    the time of day goes on from the last act.
    """
    last = head().recorded_at
    if last is None:
        return
    day = clock.bangkok_day(last)
    frozen = clock.frozen_day()
    if frozen is not None and frozen < day:
        raise ConfigurationError(
            f"TRACKER_TODAY is {format_date(frozen, 'en', 'long')}, but acts were recorded up to {format_date(day, 'en', 'long')}; "
            f"set TRACKER_TODAY={day.isoformat()} or later."
        )
    if frozen == day:
        clock.freeze(day, after=last)
    if frozen is None and demonstration_accounts(closed_too=True):
        clock.freeze(day, after=last)
        click.echo(
            f"tracker: this database holds the demonstration, so its calendar stands at {format_date(day, 'en', 'long')} "
            "(TRACKER_TODAY is not set).",
            err=True,
        )
