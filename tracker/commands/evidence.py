"""How does an operator look after files of evidence, and let expire what has expired?"""

from __future__ import annotations

import click

from tracker.commands.line import with_app


@click.group()
def files() -> None:
    """Files of evidence: check, sweep."""


@files.command("check")
@click.option("--hash", "contents", is_flag=True, help="Read every file and compare its SHA-256 as well.")
@with_app
def check_files(contents: bool) -> None:
    """List rows without files, files without rows, and files that are not what was given; exit 1 when there are any."""
    from tracker.evidence.check import check

    found = check(contents=contents)
    for line in found.faults:
        click.echo(line)
    click.echo(f"{found.rows} rows, {found.files} files, {found.aside} set aside, {len(found.faults)} faults.")
    if found.faults:
        raise click.exceptions.Exit(1)


@files.command("sweep")
@with_app
def sweep_files() -> None:
    """Remove uploads that no entry gave and no draft holds and what broke off, older than 24 hours; files without rows as old are
    set aside for 90 days, and come back when there is a row."""
    from tracker import clock
    from tracker.evidence.service import sweep

    done = sweep(clock.real_now())
    click.echo(f"{done.removed} files removed, {done.set_aside} set aside, {done.brought_back} brought back.")


@click.group()
def evidence() -> None:
    """Evidence: expire."""


@evidence.command("expire")
@with_app
def expire_evidence() -> None:
    """Let every piece whose last day has passed expire; what was verified with it goes back to the queue."""
    from tracker import clock
    from tracker.tasks.service import expire
    from tracker.writing_day import settle_day

    settle_day()
    click.echo(f"Evidence has expired; tasks concerned: {expire(clock.today(), clock.now())}.")
