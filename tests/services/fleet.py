"""How does a test run the whole product – a server with several workers, schedulers, senders – and kill any of it at any moment?"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import urllib.request
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

import psutil

from tests.services.processes import PATIENCE, free_port, wait

WORKERS, SCHEDULERS, SENDERS = 4, 3, 2
ROOT = Path(__file__).resolve().parents[2]
TRACKER = "tests.services.in_the_morning"
SENDER = "tests.services.one_sender"


class Fleet:
    """Everything that runs. Whoever is killed is started again: a worker by its server, the others here."""

    def __init__(self, environment: Mapping[str, str], instance: Path) -> None:
        port = free_port()
        own = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
        self.log, self.url = instance / "log", f"http://127.0.0.1:{port}"
        self.environment = own | dict(environment) | {"TRACKER_BASE_URL": self.url}
        self.server = self._started(TRACKER, "serve", "--no-scheduler", "--workers", str(WORKERS), "--port", str(port))
        self.schedulers = [self._started(TRACKER, "scheduler") for _ in range(SCHEDULERS)]
        self.senders = [self._started(SENDER) for _ in range(SENDERS)]
        self.killed: Counter[str] = Counter()

    def workers(self) -> list[psutil.Process]:
        """The processes that answer requests."""
        found = psutil.Process(self.server.pid).children()
        with suppress(psutil.NoSuchProcess):
            return [each for each in found if each.status() != psutil.STATUS_ZOMBIE]
        return []

    def kill(self, chance: random.Random) -> None:
        """End any one of all as a power cut would."""
        number = chance.randrange(WORKERS + SCHEDULERS + SENDERS)
        if number < WORKERS:
            self._kill_worker(chance)
        elif number < WORKERS + SCHEDULERS:
            self._kill(self.schedulers, number - WORKERS, "scheduler", TRACKER, "scheduler")
        else:
            self._kill(self.senders, number - WORKERS - SCHEDULERS, "sender", SENDER)

    def end(self) -> None:
        """End all at once, those that send in the middle of it."""
        for name, some in (("scheduler", self.schedulers), ("sender", self.senders)):
            for each in some:
                each.kill()
                self.killed[name] += 1
        self.server.terminate()
        for each in (self.server, *self.schedulers, *self.senders):
            each.wait(PATIENCE)

    def ready(self) -> bool:
        """Does the server answer?"""
        assert self.server.poll() is None, self.log.read_text(encoding="utf-8")
        with suppress(OSError), urllib.request.urlopen(f"{self.url}/healthz", timeout=PATIENCE):
            return True
        return False

    def _kill_worker(self, chance: random.Random) -> None:
        wait(lambda: bool(self.workers()))
        with suppress(psutil.NoSuchProcess):
            chance.choice(self.workers()).send_signal(signal.SIGKILL)
            self.killed["worker"] += 1

    def _kill(self, some: list[subprocess.Popen[bytes]], place: int, name: str, *words: str) -> None:
        some[place].kill()
        some[place].wait(PATIENCE)
        some[place] = self._started(*words)
        self.killed[name] += 1

    def _started(self, module: str, *words: str) -> subprocess.Popen[bytes]:
        with self.log.open("a") as log:
            command = [sys.executable, "-m", module, *words]
            return subprocess.Popen(command, cwd=ROOT, env=self.environment, stdout=log, stderr=log)


@contextmanager
def running(environment: Mapping[str, str], instance: Path) -> Iterator[Fleet]:
    """The whole product, once its server answers; at the end nothing of it runs any more."""
    fleet = Fleet(environment, instance)
    try:
        wait(fleet.ready)
        yield fleet
    finally:
        fleet.end()
