"""How is a whole database copied while people work, and put back where there is none?

SQLite: its backup interface in one step – several steps begin anew whenever somebody writes, and never end under load; a plain copy of
the file misses what was just committed (both were measured). PostgreSQL: pg_dump at an exported snapshot, so that the counts in the
manifest are those of the copy.
"""

from __future__ import annotations

import glob
import os
import shutil
import sqlite3
import subprocess
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, create_engine, inspect, text
from sqlalchemy.engine import URL, make_url

from tracker.extensions import db

SQLITE_FILE, POSTGRES_FILE = "database.sqlite", "database.dump"
BESIDE = ("-wal", "-shm", "-journal")
"""What SQLite keeps beside its file; an old one would be played back into the copy that is put there."""


class CannotCopy(Exception):
    """The database cannot be copied or put back. Its text is one line for the operator."""


def copy(folder: Path, look: Callable[[Connection], None]) -> Path:
    """Copy the database of the current app into a folder; `look` is called with a connection that sees exactly what is copied."""
    if db.engine.dialect.name == "sqlite":
        target = folder / SQLITE_FILE
        _copy_sqlite(Path(db.engine.url.database or ""), target)
        with closing(sqlite3.connect(target)) as whole:
            _check_sqlite(whole)
        engine = create_engine(f"sqlite:///{target}")
        with engine.connect() as connection:
            look(connection)
        engine.dispose()
        return target
    target = folder / POSTGRES_FILE
    with db.engine.connect() as connection:
        connection = connection.execution_options(isolation_level="REPEATABLE READ")
        snapshot = connection.execute(text("select pg_export_snapshot()")).scalar()
        look(connection)
        _run("pg_dump", "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={target}")
    return target


def check_room(source: Path, settings_url: str) -> None:
    """Raise CannotCopy when a copy cannot become the database of this address: it is of the other kind, or there is one already."""
    url = make_url(settings_url)
    if url.get_backend_name() == "sqlite":
        if source.name != SQLITE_FILE:
            raise CannotCopy("The backup is of a PostgreSQL database; TRACKER_DATABASE_URL names a SQLite file.")
        _check_free(Path(url.database or ""))
        return
    if source.name != POSTGRES_FILE:
        raise CannotCopy("The backup is of a SQLite database; TRACKER_DATABASE_URL names a PostgreSQL database.")
    with db.engine.connect() as connection:
        if inspect(connection).get_table_names():
            raise CannotCopy(
                "The database holds tables already; a backup is only put into an empty one. Nothing was changed."
            )


def put_back(source: Path, settings_url: str) -> None:
    """Make the database of this address from a copy, whole or not at all. Raises CannotCopy as `check_room` does: nothing is ever
    overwritten."""
    check_room(source, settings_url)
    url = make_url(settings_url)
    if url.get_backend_name() == "sqlite":
        _put_back_sqlite(source, Path(url.database or ""))
        return
    _run(
        "pg_restore", "--no-owner", "--exit-on-error", "--single-transaction", f"--dbname={_address(url)}", str(source)
    )


def _copy_sqlite(source: Path, target: Path) -> None:
    if not source.is_file():
        raise CannotCopy(f"{source} is not there.")
    with closing(sqlite3.connect(source)) as live, closing(sqlite3.connect(target)) as whole:
        live.execute("pragma busy_timeout=10000")
        live.backup(whole, pages=-1)
        whole.execute("pragma journal_mode=delete")


def _check_sqlite(whole: sqlite3.Connection) -> None:
    found = whole.execute("pragma integrity_check").fetchone()[0]
    if found != "ok":
        raise CannotCopy(f"The copy of the database is not sound: {found}")


def _check_free(target: Path) -> None:
    if target.exists():
        raise CannotCopy(
            f"{target} is there already; a backup is only put where there is no database. Nothing was changed."
        )
    for left in (Path(f"{target}{end}") for end in BESIDE):
        if left.exists():
            raise CannotCopy(
                f"{left} is left from another database and would be played back into this one; move it away first. Nothing was changed."
            )


def _put_back_sqlite(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    beside = target.with_name(f".{target.name}.restored")
    try:
        shutil.copyfile(source, beside)
        beside.chmod(0o600)
        with closing(sqlite3.connect(beside)) as whole:
            _check_sqlite(whole)
        settle(beside)
        beside.rename(target)
        settle(target.parent)
    finally:
        beside.unlink(missing_ok=True)


def settle(path: Path) -> None:
    """Make sure that a file, or the names in a folder, are on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _run(program: str, *words: str) -> None:
    """One of PostgreSQL's programs; the password goes through the environment, never through the command line."""
    url = db.engine.url
    if program == "pg_dump":
        words = (*words, _address(url))
    environment = dict(os.environ) | ({"PGPASSWORD": str(url.password)} if url.password else {})
    done = subprocess.run(
        [_program(program), *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        raise CannotCopy(f"{program} failed: {' '.join(done.stderr.split())[-300:]}")


def _address(url: URL) -> str:
    """The database's address as PostgreSQL's programs take it, without the password."""
    return url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)


def _program(name: str) -> str:
    """The newest of PostgreSQL's programs: one that is older than the server refuses to copy it."""
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), key=lambda path: float(Path(path).parts[4]))
    path = found[-1] if found else shutil.which(name)
    if path is None:
        raise CannotCopy(f"PostgreSQL's program {name} is not installed (Debian package postgresql-client).")
    return path
