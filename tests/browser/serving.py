"""Where does a browser test find the product? On a free port, served by the real command over the demonstration of 31 May B.E. 2556."""

from __future__ import annotations

import os
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests import world

ROOT = Path(__file__).resolve().parents[2]
TRACKER = str(Path(sys.executable).with_name("tracker"))
PATIENCE = 30
"""Seconds that a start may take on a busy machine."""


SECRET = "a secret of the tests, long enough 0123456789"


@dataclass(frozen=True)
class Server:
    """A product that serves: its address and its instance folder."""

    url: str
    instance: Path

    def task(self, what: str, agency: str = "") -> int:
        """The id of the first task with this code (of this agency), in this state of the workflow, with a request for more time that
        waits (asked), or with a later due date (extended)."""
        moved = "CASE WHEN extension IS NOT NULL THEN 'asked' WHEN extended_to IS NOT NULL THEN 'extended' END"
        query = f"SELECT min(id) FROM task WHERE ? IN (code, state, {moved}) AND ? IN (agency, '')"
        with closing(sqlite3.connect(f"file:{self.instance / 'tracker.db'}?mode=ro", uri=True)) as database:
            (found,) = database.execute(query, (what, agency)).fetchone()
        assert found, f"no task of the demonstration is {what} {agency}"
        return int(found)


@contextmanager
def demonstration(instance: Path) -> Iterator[Server]:
    """Make the demonstration in this folder with the operator's own commands, and serve it until the end."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")} | {
        "TRACKER_INSTANCE": str(instance),
        "TRACKER_TODAY": world.TODAY.isoformat(),
        "TRACKER_DEMO_PASSWORD": world.PASSWORD,
        "TRACKER_SECRET_KEY": SECRET,
    }
    instance.mkdir(parents=True, exist_ok=True)
    for words in (["init"], ["load", f"seeds/{world.RESOLUTION}.yaml"], ["demo"]):
        made = subprocess.run([TRACKER, *words], cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
        assert made.returncode == 0, f"tracker {words[0]}: {made.stderr}"
    with _served(instance, environment) as url:
        yield Server(url, instance)


@contextmanager
def _served(instance: Path, environment: dict[str, str]) -> Iterator[str]:
    port = _free_port()
    with (instance / "server.log").open("w") as log:
        process = subprocess.Popen(
            [TRACKER, "serve", "--port", str(port)], cwd=ROOT, env=environment, stdout=log, stderr=log
        )
        try:
            url = f"http://127.0.0.1:{port}"
            _wait_for(process, f"{url}/healthz", instance / "server.log")
            yield url
            ended = process.poll()
            assert ended is None, f"the server ended by itself with {ended}: {(instance / 'server.log').read_text()}"
        finally:
            process.terminate()
            process.wait(timeout=PATIENCE)


def _free_port() -> int:
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])


def _wait_for(process: subprocess.Popen[bytes], url: str, log: Path) -> None:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        assert process.poll() is None, f"the server stopped: {log.read_text()}"
        try:
            with urllib.request.urlopen(url, timeout=5):
                return
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
    raise AssertionError(f"the server does not answer: {log.read_text()}")
