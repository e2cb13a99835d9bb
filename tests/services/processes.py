"""How does a test start the product's commands in processes of their own, and wait for what they do?"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import date
from pathlib import Path

PATIENCE = 60


def process(database_url: str, instance: Path, day: date, *words: str) -> subprocess.Popen[bytes]:
    """The command `tracker` in a process of its own, on this day."""
    environment = os.environ | {
        "TRACKER_INSTANCE": str(instance), "TRACKER_DATABASE_URL": database_url, "TRACKER_BASE_URL": "",
        "TRACKER_TODAY": day.isoformat(), "TRACKER_SECRET_KEY": "a secret of the tests, long enough 0123456789",
    }  # fmt: skip
    command = [str(Path(sys.executable).with_name("tracker")), *words]
    with (instance / "log").open("a") as log:
        return subprocess.Popen(command, env=environment, stdout=log, stderr=log)


def wait(until: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end
        time.sleep(0.05)


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
