"""Where does a test get a PostgreSQL that is its own and gone afterwards?

A cluster in a temporary folder, reached through a Unix socket only, so it meets no server of the machine. PostgreSQL
refuses to run as root; started by root it runs as the account `postgres`, or `nobody` where that is missing.
"""

from __future__ import annotations

import glob
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import count
from pathlib import Path

import psycopg
import pytest

from tests.memory import memory

OWNER = "tests"
SPEED = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "listen_addresses": "",
    "shared_buffers": "64MB",
    "max_connections": "60",
    "dynamic_shared_memory_type": "mmap",  # in its own folder: a server that is stopped at once leaves the other kind behind
}
"""Nothing of a test's database has to outlive a power cut."""


@dataclass(frozen=True)
class Cluster:
    """A running server; `folder` holds its socket."""

    folder: Path
    numbers: Iterator[int] = field(default_factory=lambda: count(1))

    def url(self, database: str) -> str:
        """The address of a database for TRACKER_DATABASE_URL, psycopg and the PostgreSQL programs alike."""
        return f"postgresql:///{database}?host={self.folder}&user={OWNER}"

    def create_database(self, template: str = "template0") -> str:
        """Make a new database, as a copy of a template that nobody is connected to, and give its name."""
        name = f"tracker_{next(self.numbers)}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            # Copying the files takes half as long as writing their content to the log, which is what newer servers do unless told.
            strategy = "STRATEGY FILE_COPY" if connection.info.server_version >= 150000 else ""
            connection.execute(f"CREATE DATABASE {name} TEMPLATE {template} {strategy}")
        return name

    def drop_database(self, name: str) -> None:
        """Remove a database, whoever is still connected to it."""
        self._command(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")

    def _command(self, statement: str) -> None:
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(statement)


@contextmanager
def running_cluster(parent: Path | None = None) -> Iterator[Cluster]:
    """Start a server whose data lies in this folder (default: where temporary files lie) and stop it at the end; raises RuntimeError
    with the server's log when it does not start."""
    folder = Path(tempfile.mkdtemp(prefix="tracker-postgres-", dir=parent))
    data, log = folder / "data", folder / "log"
    control = [*_account(folder), _binary("pg_ctl"), "--pgdata", str(data), "--silent"]
    try:
        initdb = [_binary("initdb"), "--pgdata", str(data), "--username", OWNER, "--auth", "trust"]
        _run([*_account(folder), *initdb, "--encoding", "UTF8", "--no-locale", "--no-sync"], log)
        settings = " ".join(f"-c {name}='{value}'" for name, value in SPEED.items())
        options = f"-c unix_socket_directories='{folder}' {settings}"
        _run([*control, "--wait", "--log", str(log), "--options", options, "start"], log)
        try:
            yield Cluster(folder)
        finally:
            _run([*control, "--mode", "immediate", "stop"], log)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def postgres() -> Iterator[Cluster]:
    """One server for the whole run of the tests."""
    with running_cluster(memory()) as cluster:
        yield cluster


def _account(folder: Path) -> list[str]:
    """The words that let another account run a command, and own the folder, when we are root; none otherwise."""
    if os.geteuid() != 0:
        return []
    known = {entry.pw_name for entry in pwd.getpwall()}
    account = "postgres" if "postgres" in known else "nobody"
    shutil.chown(folder, account)
    folder.chmod(0o755)
    return ["runuser", "-u", account, "--"]


def _binary(name: str) -> str:
    """The newest server's program: Debian keeps them off the search path."""
    found = sorted(glob.glob(f"/usr/lib/postgresql/*/bin/{name}"), key=lambda path: float(Path(path).parts[4]))
    path = found[-1] if found else shutil.which(name)
    if path is None:
        raise RuntimeError(f"PostgreSQL's {name} is not installed; `make test` installs it.")
    return path


def _run(command: list[str], log: Path) -> None:
    """Run a program of the server from a folder that every account may enter."""
    done = subprocess.run(command, cwd=log.parent, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                          stderr=subprocess.PIPE, text=True, check=False)  # fmt: skip
    if done.returncode != 0:
        said = log.read_text(encoding="utf-8") if log.exists() else ""
        raise RuntimeError(f"{Path(command[-1]).name} failed: {done.stderr}{said}")
