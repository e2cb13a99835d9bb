"""What does `tracker remind` do? It tells who is reminded of what on a day, and why; without --dry-run it plans today's."""

from __future__ import annotations

import json
from datetime import date, timedelta

import click

from tracker.commands.line import Day, with_app

MOST_DAYS = timedelta(days=366)


@click.command()
@click.option("--on", "day", default=None, type=Day(), help="The day (default: today).")
@click.option(
    "--until", default=None, type=Day(), help="With --dry-run: every day from --on to this one, as known then."
)
@click.option("--dry-run", is_flag=True, help="Tell only, write nothing; any day.")
@click.option("--format", "form", default="table", type=click.Choice(["table", "json"]), show_default=True)
@with_app
def remind(day: date | None, until: date | None, dry_run: bool, form: str) -> None:
    """Who is told of what on a day, and why."""
    from tracker import clock
    from tracker.reminders.listing import listing, replay, replay_table, table
    from tracker.reminders.service import remind as plan
    from tracker.writing_day import settle_day

    if not dry_run:
        settle_day()
    day = day or clock.today()
    if not dry_run and day != clock.today():
        raise click.BadParameter("only today can be planned; add --dry-run to look at another day.", param_hint="--on")
    if until is not None:
        if not dry_run:
            raise click.BadParameter("days can only be looked at together with --dry-run.", param_hint="--until")
        if not day <= until <= day + MOST_DAYS:
            raise click.BadParameter(f"a day from --on up to {MOST_DAYS.days} days later.", param_hint="--until")
        told = replay(day, until)
        click.echo(json.dumps(told, ensure_ascii=False, indent=2) if form == "json" else replay_table(told))
        return
    found = listing(day)
    if not dry_run:
        plan(day, clock.now())
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if form == "json" else table(found))
