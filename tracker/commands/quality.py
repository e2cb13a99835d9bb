"""What does `tracker quality` say? The findings about the data of one resolution; exit 1 while one of them is open."""

from __future__ import annotations

import json
from datetime import date

import click

from tracker.commands.line import Day, refuse_future, with_app

DAYS = click.IntRange(1, 250)


@click.command()
@click.option("--resolution", default=None, help="Code of the resolution (default: the newest).")
@click.option("--as-of", "as_of", default=None, type=Day(), help="As known on that day (default: today).")
@click.option("--stale", default=10, type=DAYS, show_default=True, help="Working days after which silence is too long.")
@click.option("--wait", default=3, type=DAYS, show_default=True, help="Working days in which an answer is due.")
@click.option("--format", "form", default="table", type=click.Choice(["table", "json"]), show_default=True)
@with_app
def quality(resolution: str | None, as_of: date | None, stale: int, wait: int, form: str) -> None:
    """What in the data is probably wrong and not accepted by a coordinator; exit 1 while there is anything."""
    from tracker.quality.listing import quality_of, table
    from tracker.quality.seen import Limits

    refuse_future(as_of)
    found = quality_of(resolution, as_of, Limits(stale, wait))
    if found is None:
        raise click.ClickException(f"There is no resolution {resolution or ''} in the register on that day.")
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if form == "json" else table(found))
    if found["open"]:
        raise click.exceptions.Exit(1)
