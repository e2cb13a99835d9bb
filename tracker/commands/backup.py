"""How does an operator keep a copy of everything, and make a working product from it?"""

from __future__ import annotations

from pathlib import Path

import click

from tracker.commands.line import product, with_app


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@with_app
def backup(folder: Path) -> None:
    """Copy the database and all evidence into FOLDER, which must not exist yet; people may go on working meanwhile."""
    from tracker.backups.databases import CannotCopy
    from tracker.backups.service import back_up
    from tracker.evidence.service import Damaged

    try:
        done = back_up(folder)
    except CannotCopy as error:
        raise click.ClickException(str(error)) from error
    except Damaged as error:
        raise click.ClickException(
            f"Evidence {error} is damaged; run: tracker files check --hash. No backup was made."
        ) from error
    click.echo(
        f"{folder}: {done.events} events, head {done.head}, {done.tasks} tasks, {len(done.files)} files of evidence."
    )


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
def restore(folder: Path) -> None:
    """Make this installation from the backup in FOLDER, where there is no database yet, and check that nothing is missing."""
    from tracker.backups.databases import CannotCopy
    from tracker.backups.manifest import NotABackup
    from tracker.backups.service import differences
    from tracker.backups.service import restore as put_back
    from tracker.migrations import check

    with product():
        try:
            done = put_back(folder)
        except (CannotCopy, NotABackup) as error:
            raise click.ClickException(str(error)) from error
        check()
        wrong = list(differences(done))
    for line in wrong:
        click.echo(line, err=True)
    if wrong:
        raise click.exceptions.Exit(1)
    click.echo(
        f"Restored: {done.events} events, head {done.head}, {done.tasks} tasks, {len(done.files)} files; all of it holds."
    )
