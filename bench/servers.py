"""How is a server started for a measurement, and what do its processes take of processor and memory?"""

from __future__ import annotations

import http.client
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psutil

from bench.shapes import TODAY

ROOT = Path(__file__).resolve().parent.parent
PATIENCE = 60.0
REST, IDLE, MOST_REST = 0.5, 0.02, 180.0
"""Seconds between two looks at whether a server rests, of processor time in one of them that is still rest, and of waiting at the most."""
MIB = 1024 * 1024


@dataclass(frozen=True)
class Server:
    """A running server: its port, how long it took to its first page, and the processes whose work counts."""

    port: int
    seconds_to_first_page: float
    roots: tuple[psutil.Process, ...]

    def cpu(self) -> float:
        """Seconds of processor time (user and system) that its processes, dead children included, have taken so far."""
        return sum(_cpu(process) for root in self.roots for process in _family(root))

    def rest(self) -> None:
        """Wait until it works on nothing by itself: what its scheduler makes up for after a start is no page's work."""
        calm, until = 0, time.monotonic() + MOST_REST
        while calm < 2 and time.monotonic() < until:
            before = self.cpu()
            time.sleep(REST)
            calm = calm + 1 if self.cpu() - before <= IDLE else 0
        if calm < 2:
            print(f"(the server had not come to rest after {MOST_REST:.0f} s)\n", flush=True)

    def pss(self) -> float:
        """MiB of memory of the web server's own processes, shared pages divided among those who share them."""
        return sum(process.memory_full_info().pss for process in _family(self.roots[0])) / MIB


def environment(instance: Path, database_url: str) -> dict[str, str]:
    """The settings of the benchmark's servers and commands."""
    return {
        "PATH": "/usr/bin:/bin",
        "HOME": str(instance),
        "PYTHONPATH": str(ROOT),
        "TRACKER_INSTANCE": str(instance),
        "TRACKER_DATABASE_URL": database_url,
        "TRACKER_SECRET_KEY": "a secret of the benchmark, long enough 0123456789",
        "TRACKER_TODAY": TODAY.isoformat(),
    }


def module(*words: str) -> list[str]:
    """The command that runs one of the benchmark's modules."""
    return [sys.executable, "-m", *words]


def tracker(*words: str) -> list[str]:
    """The product's own command."""
    return [str(Path(sys.executable).with_name("tracker")), *words]


def run(command: list[str], settings: Mapping[str, str]) -> str:
    """Run a command to its end and return what it printed; CalledProcessError when it fails."""
    return subprocess.run(command, cwd=ROOT, env=dict(settings), check=True, stdout=subprocess.PIPE, text=True).stdout


def timed(command: list[str], settings: Mapping[str, str]) -> tuple[str, float, float]:
    """Run a command to its end: what it printed, its seconds, and the most memory it took (MiB); RuntimeError when it fails."""
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=dict(settings), stdout=subprocess.PIPE, text=True)
    assert process.stdout is not None
    with process.stdout as printed:
        words = printed.read()
    _pid, status, used = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"{command[-1]} ended with exit code {process.returncode}: {words[-500:]}")
    return words, time.monotonic() - begin, used.ru_maxrss / 1024


@contextmanager
def running(
    command: list[str], settings: Mapping[str, str], first_page: str, beside: tuple[psutil.Process, ...] = ()
) -> Iterator[Server]:
    """Keep a server running until the end of the block; `beside` are other processes whose work counts, the database's."""
    port = _free_port()
    begin = time.monotonic()
    process = subprocess.Popen(command, cwd=ROOT, env=dict(settings) | {"PORT": str(port)}, stdout=subprocess.DEVNULL)
    try:
        _wait_for(process, port, first_page)
        yield Server(port, time.monotonic() - begin, (psutil.Process(process.pid), *beside))
    finally:
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(15)
        if process.poll() is None:
            process.kill()
            process.wait()


def _wait_for(process: subprocess.Popen[Any], port: int, page: str) -> None:
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server ended with exit code {process.returncode} before its first page")
        with suppress(OSError, http.client.HTTPException):
            connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
            connection.request("GET", page)
            answer = connection.getresponse()
            answer.read()
            connection.close()
            if answer.status == 200:
                return
            raise RuntimeError(f"{page} answered {answer.status}")
        time.sleep(0.02)
    raise RuntimeError(f"no page within {PATIENCE:.0f} seconds")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _family(root: psutil.Process) -> list[psutil.Process]:
    with suppress(psutil.NoSuchProcess):
        return [root, *root.children(recursive=True)]
    return []


def _cpu(process: psutil.Process) -> float:
    with suppress(psutil.NoSuchProcess):
        times = process.cpu_times()
        return float(times.user + times.system + times.children_user + times.children_system)
    return 0.0
