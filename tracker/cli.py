"""What can an operator do from the command line? The `tracker` command: wrong words exit 2, a failed check exits 1."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tracker.config import ConfigurationError
from tracker.lang import DateNotUnderstood, format_date, parse_date

if TYPE_CHECKING:
    from tracker.resolutions.seed import Problem


class Day(click.ParamType):
    """A DATE: ISO (2013-05-31) or B.E. (31/05/2556, ๓๑/๐๕/๒๕๕๖)."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        """The day, or one line that says what is wrong with it; says so when the year was of the other era."""
        try:
            parsed = parse_date(value)
        except DateNotUnderstood as error:
            self.fail(error.message.en, param, ctx)
        if not parsed.expected:
            click.echo(parsed.understood().en, err=True)
        return parsed.day


class OneLine(click.Group):
    """A command group whose errors are one clear line on standard error."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run, and turn what an operator can mend into one line and an exit code."""
        kwargs["standalone_mode"] = False
        try:
            code = super().main(*args, **kwargs)
        except click.exceptions.Exit as done:
            code = done.exit_code
        except click.ClickException as error:
            code = _say(error.format_message(), error.exit_code)
        except click.Abort:
            code = _say("stopped", 1)
        except ConfigurationError as error:
            code = _say(str(error), 2)
        except BrokenPipeError:  # the reader, such as `head`, had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 1
        sys.exit(code if isinstance(code, int) else 0)


def _say(line: str, code: int) -> int:
    click.echo("tracker: " + " ".join(line.split()), err=True)
    return code


@click.group(cls=OneLine, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Keep what a Cabinet resolution ordered visible until it is done."""


@contextmanager
def _product() -> Iterator[None]:
    """The application's context; a refusal, or what is wrong with the database, becomes one line."""
    from sqlalchemy.exc import DatabaseError, OperationalError

    from tracker import create_app
    from tracker.extensions import db
    from tracker.ledger.refusal import RuleBroken
    from tracker.migrations import WrongSchema

    with create_app().app_context():
        try:
            yield
        except WrongSchema as error:
            raise click.ClickException(str(error)) from error
        except RuleBroken as broken:
            raise click.ClickException(broken.message.en) from broken
        except DatabaseError as error:
            if (
                isinstance(error, OperationalError) or type(error) is DatabaseError
            ):  # not there, locked, or no database at all
                raise click.ClickException(f"The database does not answer: {error.orig}") from error
            raise
        finally:
            db.session.remove()
            db.engine.dispose()


def with_app(function: Callable[..., Any]) -> Callable[..., Any]:
    """Run a command inside the application; refuse a database without the newest tables."""
    from functools import wraps

    @wraps(function)
    def inside(*args: Any, **kwargs: Any) -> Any:
        from tracker.migrations import check

        with _product():
            check()
            return function(*args, **kwargs)

    return inside


@main.command()
def init() -> None:
    """Create or update the tables and enter the agencies."""
    from tracker.migrations import upgrade
    from tracker.seeding import load_agencies
    from tracker.writing_day import settle_day

    with _product():
        upgrade()
        settle_day()
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


def _refuse_future(day: date | None) -> None:
    from tracker import clock

    if day is not None and day > clock.today():
        raise click.UsageError(f"{format_date(day, 'en', 'long')} is in the future; give a day up to today.")


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
def serve(host: str, port: int, workers: int | None) -> None:
    """Serve the web application."""
    from tracker.serving import CannotServe
    from tracker.serving import serve as run

    try:
        run(host, port, workers)
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

    _refuse_future(as_of)
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
    from tracker.reports.pdf import FontMissing, RenderFailed
    from tracker.reports.service import draft_pdf

    _refuse_future(as_of)
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
    from tracker.dashboard.verification import verification

    found = verification()
    click.echo(found.summary)
    for line in found.problems:
        click.echo(line, err=True)
    if found.problems:
        raise click.exceptions.Exit(1)


@main.group()
def user() -> None:
    """Accounts: add, list, disable."""


@user.command("add")
@click.argument("email")
@click.option(
    "--role", required=True, type=click.Choice(["coordinator", "liaison", "executive", "auditor", "administrator"])
)
@click.option("--agency", default=None, help="Code of the agency, e.g. mof.")
@click.option("--name-th", required=True, help="Post in Thai.")
@click.option("--name-en", required=True, help="Post in English.")
@click.password_option(help="First password (asked for when not given).")
@with_app
def add_user(email: str, role: str, agency: str | None, name_th: str, name_en: str, password: str) -> None:
    """Give a person an account."""
    from tracker.access.policy import Role
    from tracker.lang import Bilingual
    from tracker.people.service import add_user as add
    from tracker.writing_day import settle_day

    settle_day()
    add(email, Bilingual(th=name_th, en=name_en), Role(role), agency, password)
    click.echo(f"{email.strip().lower()} has an account.")


@user.command("list")
@with_app
def list_users() -> None:
    """All accounts with role, agency and whether they are open."""
    from tracker.people.store import users

    for _id, each in users():
        state = "open" if each.enabled else "disabled"
        click.echo(f"{each.email}\t{each.role.value}\t{each.agency or '-'}\t{state}")


@user.command("disable")
@click.argument("email")
@with_app
def disable_user(email: str) -> None:
    """Close an account; its sessions end at once."""
    from tracker.people.service import set_enabled
    from tracker.writing_day import settle_day

    settle_day()
    set_enabled(email, enabled=False)
    click.echo(f"{email.strip().lower()} is disabled.")
