"""How does an operator run the jobs, see how they fare, and ask for one now?"""

from __future__ import annotations

import click

from tracker.commands.line import with_app


@click.command()
@with_app
def scheduler() -> None:
    """Run the jobs that the product does by itself; any number of schedulers does no more than one."""
    from flask import current_app

    from tracker.extensions import db
    from tracker.scheduler import run
    from tracker.writing_day import settle_day

    settle_day()
    db.session.remove()  # a read that was begun before would keep every writer waiting for ever
    run(current_app._get_current_object())  # type: ignore[attr-defined]


@click.command()
@click.option("--run", "name", default=None, help="Ask for this job to be run now.")
@with_app
def jobs(name: str | None) -> None:
    """What the product does by itself: when each job ran last and what came of it; exit 1 while one has failed or no scheduler runs."""
    from tracker.jobs.page import lines, listing
    from tracker.jobs.service import NoSuchJob, ask
    from tracker.jobs.table import JOB

    if name is not None:
        try:
            ask(JOB[name], None)
        except KeyError as error:
            raise click.UsageError(f"There is no job {name}; the jobs are {', '.join(JOB)}.") from error
        except NoSuchJob as error:
            raise click.ClickException(f"{name} is switched off here.") from error
    page = listing()
    for line in lines(page):
        click.echo(line)
    if page.bad or not page.living:
        raise click.exceptions.Exit(1)
