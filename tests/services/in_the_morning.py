"""The command `tracker` in a process in which it is morning: messages go out in office hours, tests run at any hour."""

from __future__ import annotations

import os
import sys
from datetime import UTC, datetime, timedelta

from tracker import clock

SHIFT = "TESTS_SHIFT"
"""The variable that says by how many seconds the clock of such a process is put on; all of a test have the same."""
HOUR = 9


def shift() -> timedelta:
    """How far it is from now to nine in the morning in Bangkok."""
    now = datetime.now(clock.BANGKOK)
    return now.replace(hour=HOUR, minute=0, second=0, microsecond=0) - now


def put_on(by: timedelta) -> None:
    """Let the product's clock go by so much."""
    clock.real_now = lambda: datetime.now(UTC) + by


def main() -> None:
    """The command, with this process's words."""
    from tracker.cli import main

    put_on(timedelta(seconds=float(os.environ[SHIFT])))
    main.main(sys.argv[1:], prog_name="tracker")


if __name__ == "__main__":
    main()
