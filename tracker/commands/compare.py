"""What does `tracker compare` say? What changed between two days, who did it and why."""

from __future__ import annotations

import json
from datetime import date

import click

from tracker.commands.line import Day, refuse_future, with_app


@click.command()
@click.option("--from", "first", required=True, type=Day(), help="From the end of that day.")
@click.option("--to", "last", required=True, type=Day(), help="To the end of that day.")
@click.option("--resolution", default=None, help="Code of the resolution (default: the newest).")
@click.option("--format", "form", default="table", type=click.Choice(["table", "json"]), show_default=True)
@with_app
def compare(first: date, last: date, resolution: str | None, form: str) -> None:
    """What changed between two days: each agency, each task, the register and the money, with the acts behind it."""
    from tracker.dashboard.compare_listing import compared_days, listing, table

    refuse_future(first)
    refuse_future(last)
    if first > last:
        click.echo("The second day comes before the first; the comparison runs from the earlier day.", err=True)
    found = compared_days(resolution, first, last)
    if found is None:
        raise click.ClickException(f"There is no resolution {resolution or ''} in the register on those days.")
    click.echo(json.dumps(listing(found), ensure_ascii=False, indent=2) if form == "json" else table(found))
