"""How does a command speak with its operator? Days as words, errors in one line, and the application around it."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import click

from tracker.config import ConfigurationError
from tracker.lang import DateNotUnderstood, format_date, parse_date


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
            code = say(error.format_message(), error.exit_code)
        except click.Abort:
            code = say("stopped", 1)
        except ConfigurationError as error:
            code = say(str(error), 2)
        except BrokenPipeError:  # the reader, such as `head`, had enough
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
            code = 1
        sys.exit(code if isinstance(code, int) else 0)


def say(line: str, code: int) -> int:
    """Write one line to standard error and give the exit code back."""
    click.echo("tracker: " + " ".join(line.split()), err=True)
    return code


@contextmanager
def product() -> Iterator[None]:
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

        with product():
            check()
            return function(*args, **kwargs)

    return inside


def refuse_future(day: date | None) -> None:
    """A day that has not come yet is a wrong word."""
    from tracker import clock

    if day is not None and day > clock.today():
        raise click.UsageError(f"{format_date(day, 'en', 'long')} is in the future; give a day up to today.")
