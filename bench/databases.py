"""On which databases do we measure? SQLite in a scratch folder, and a PostgreSQL of our own that keeps every commit on the disk."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

import psutil

from tests import postgres

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "dynamic_shared_memory_type": "posix"}
"""The tests' server forgets at a power cut; one that is measured must not, and shares memory as a server does by itself."""


@dataclass(frozen=True)
class Database:
    """One kind of database: its name, how to get a fresh one, and the server processes whose work counts beside ours."""

    name: str
    fresh: Callable[[str], str]
    beside: tuple[psutil.Process, ...] = ()


@contextmanager
def sqlite(scratch: Path) -> Iterator[Database]:
    """Files in the scratch folder."""
    yield Database("SQLite", lambda purpose: f"sqlite:///{scratch / purpose}.db")


@contextmanager
def postgresql(_scratch: Path) -> Iterator[Database]:
    """A server that is started for the run and gone afterwards."""
    with patch.dict(postgres.SPEED, DURABLE), postgres.running_cluster() as cluster:
        first_line = (cluster.folder / "data" / "postmaster.pid").read_text(encoding="ascii").splitlines()[0]
        yield Database(
            "PostgreSQL", lambda _purpose: cluster.url(cluster.create_database()), (psutil.Process(int(first_line)),)
        )


DATABASES = {"sqlite": sqlite, "postgresql": postgresql}
