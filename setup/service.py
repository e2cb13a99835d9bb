"""How does `make run` bring the demonstration up: a free port, a database with its history, then the server?"""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from setup.python import VENV
from setup.step import ROOT, SetupError, Stamp, fingerprint, say

TRACKER = VENV / "bin" / "tracker"
SEED = "seeds/2556-04-23-egov.yaml"
DEMONSTRATION_DAY = "2013-05-31"
HOST = "127.0.0.1"


def free_port(environment: Mapping[str, str]) -> int:
    """The port to serve on, from PORT or 8000; raises SetupError when it is no port or somebody listens there."""
    given = environment.get("PORT") or "8000"
    if not (given.isascii() and given.isdecimal() and 0 < int(given) < 65536):
        raise SetupError(f"PORT is {given!r}, which is not a port number from 1 to 65535.")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, int(given)))
        except OSError as error:
            raise SetupError(
                f"Port {given} on {HOST} cannot be used ({error.strerror}); choose another: make run PORT=8001"
            ) from error
    return int(given)


def prepare_database(environment: Mapping[str, str]) -> None:
    """Create the database, load the resolution, replay the demonstration; skipped when this was done for
    the same seeds and schema on the SQLite database of the instance.
    """
    instance = Path(environment.get("TRACKER_INSTANCE") or ROOT / "instance")
    done = Stamp(instance / "prepared", _database_key())
    elsewhere = bool(environment.get("TRACKER_DATABASE_URL"))
    if not elsewhere and (instance / "tracker.db").exists() and done.fresh():
        return
    _tracker(environment, "init")
    say("Loading the resolution and replaying the demonstration's history")
    _tracker(environment, "load", SEED)
    _tracker(environment, "demo")
    if not elsewhere:
        done.set()


def serve(port: int, environment: Mapping[str, str]) -> None:
    """Become the server."""
    sys.stderr.flush()
    os.chdir(ROOT)
    os.execve(TRACKER, [str(TRACKER), "serve", "--port", str(port)], dict(environment))


def demonstration(environment: Mapping[str, str]) -> dict[str, str]:
    """The environment of the demonstration: frozen at its day unless TRACKER_TODAY says otherwise."""
    return {**environment, "TRACKER_TODAY": environment.get("TRACKER_TODAY") or DEMONSTRATION_DAY}


def _tracker(environment: Mapping[str, str], *arguments: str) -> None:
    """Run a command of the product quietly; when it fails it has said why, and its exit status becomes ours."""
    command = [str(TRACKER), *arguments]
    status = subprocess.run(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL, check=False).returncode
    if status != 0:
        sys.exit(status)


def _database_key() -> str:
    """Changes with the seeds and with the numbered migrations."""
    migrations = ROOT / "tracker" / "migrations"
    return fingerprint([*sorted((ROOT / "seeds").glob("*.yaml")), *sorted(migrations.rglob("*.py"))])
