"""What can an operator do from the command line? The `tracker` command: wrong words exit 2, a failed check exits 1."""

from __future__ import annotations

import json
import os
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tracker.commands.backup import backup, restore
from tracker.commands.compare import compare
from tracker.commands.evidence import evidence, files
from tracker.commands.jobs import jobs, scheduler
from tracker.commands.line import Day, OneLine, product, refuse_future, with_app
from tracker.commands.quality import quality
from tracker.commands.remind import remind
from tracker.commands.search import search
from tracker.commands.user import user
from tracker.lang import format_date

if TYPE_CHECKING:
    from tracker.resolutions.seed import Problem


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Keep what a Cabinet resolution ordered visible until it is done."""


@main.command()
def init() -> None:
    """Create or update the tables and enter the agencies."""
    from tracker.migrations import revision
    from tracker.seeding import load_agencies, migrate
    from tracker.writing_day import settle_day

    with product():
        if revision() is not None:
            settle_day()  # before anything changes: a wrong day is refused
        migrate()
        changed = load_agencies()
    click.echo(f"The database is ready ({changed} agencies entered or changed).")


@main.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@with_app
def load(files: tuple[Path, ...]) -> None:
    """Enter resolutions from FILES; a mistake is named by line and reason, and then nothing changes."""
    from tracker.ledger.store import write_transaction
    from tracker.resolutions.seed import SeedError
    from tracker.seeding import load as load_file
    from tracker.writing_day import settle_day

    settle_day()
    with write_transaction():
        for path in files:
            try:
                done = load_file(path)
            except SeedError as error:
                for problem in error.problems:
                    _point_at(path, problem)
                raise click.ClickException(f"{path} was not loaded; nothing has changed.") from error
            for warning in done.warnings:
                _point_at(path, warning)
            click.echo(f"{done.code}: {done.entries} entries and {done.tasks} tasks entered or changed.")


def _point_at(path: Path, problem: Problem) -> None:
    place = f"{path}:{problem.line}: {problem.path}" if problem.path else f"{path}:{problem.line}"
    click.echo(f"{place}: {problem.message.en} / {problem.message.th}", err=True)


@main.command()
@with_app
def demo() -> None:
    """Add the demonstration accounts and replay a believable history up to 31 May B.E. 2556."""
    from tracker.demonstration import replay
    from tracker.reports.service import draw_all

    click.echo(replay())
    draw_all()


@main.command()
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.option(
    "--port", default=lambda: os.environ.get("PORT") or 8000, type=click.IntRange(1, 65535), help="Port (default 8000, or PORT)."
)  # fmt: skip
@click.option(
    "--workers", default=None, type=click.IntRange(1, 32), help="Processes (default: 1 on SQLite, 2 on PostgreSQL)."
)
@click.option(
    "--scheduler/--no-scheduler", "scheduled", default=True, help="Also run the jobs of `tracker scheduler`, beside it."
)
def serve(host: str, port: int, workers: int | None, scheduled: bool) -> None:
    """Serve the web application."""
    from tracker.serving import CannotServe
    from tracker.serving import serve as run

    try:
        run(host, port, workers, scheduled)
    except CannotServe as error:
        raise click.ClickException(str(error)) from error


@main.command()
@click.option("--resolution", default=None, help="Code of the resolution (default: the newest).")
@click.option("--as-of", "as_of", default=None, type=Day(), help="As known on that day (default: today).")
@click.option("--format", "form", default="table", type=click.Choice(["table", "json"]), show_default=True)
@with_app
def status(resolution: str | None, as_of: date | None, form: str) -> None:
    """Where a resolution stands: each agency's claimed and verified percent with its denominator."""
    from tracker.dashboard.status import status_of, table

    refuse_future(as_of)
    found = status_of(resolution, as_of)
    if found is None:
        raise click.ClickException(f"There is no resolution {resolution or ''} in the register on that day.")
    click.echo(json.dumps(found, ensure_ascii=False, indent=2) if form == "json" else table(found))


@main.command()
@click.option("--resolution", required=True, help="Code of the resolution.")
@click.option("--as-of", "as_of", required=True, type=Day(), help="As known on that day.")
@click.option("--lang", default="th", type=click.Choice(["th", "en"]), show_default=True)
@click.option("--output", required=True, type=click.Path(path_type=Path, dir_okay=False), help="The PDF file to write.")
@with_app
def report(resolution: str, as_of: date, lang: str, output: Path) -> None:
    """Write the progress report to the Cabinet as PDF (letter and annex)."""
    from tracker.papers.pdf import FontMissing, RenderFailed
    from tracker.reports.service import draft_pdf

    refuse_future(as_of)
    try:
        content = draft_pdf(resolution, as_of, lang)
    except (RenderFailed, FontMissing) as error:
        raise click.ClickException(str(error)) from error
    if content is None:
        raise click.ClickException(
            f"There is no resolution {resolution} in the register on {format_date(as_of, 'en', 'long')}."
        )
    try:
        output.write_bytes(content)
    except OSError as error:
        raise click.ClickException(f"{output} cannot be written: {error.strerror}.") from error
    click.echo(f"{output}: {len(content):,} bytes")


@main.command()
@with_app
def verify() -> None:
    """Check the ledger's chain and that every current row equals its refolded history; names what does not hold."""
    from tracker.dashboard.checks import checked

    found = checked().found
    click.echo(found.summary)
    for line in found.problems:
        click.echo(line, err=True)
    if found.problems:
        raise click.exceptions.Exit(1)


for command in (evidence, files, scheduler, jobs):
    main.add_command(command)
main.add_command(search)
main.add_command(user)
main.add_command(quality)
main.add_command(remind)
main.add_command(backup)
main.add_command(restore)
main.add_command(compare)
