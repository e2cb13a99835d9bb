"""Is no message lost, and none repeated but by a kill, when senders are killed in the middle of their work?

`KILLS=50 MESSAGES=400 pytest -s tests/services/test_killed_senders.py` is the full measure (decision 16); the suite runs a small one.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from flask import Flask

from tests.services.mail_servers import Mailbox, serving
from tests.services.outbox_samples import lay, letter, plainly, set_server, states
from tracker import clock
from tracker.extensions import db
from tracker.reminders.delivery import send_due
from tracker.reminders.outbox import MessageState
from tracker.reminders.outbox_store import LEASE

KILLS, MESSAGES, SENDERS = int(os.environ.get("KILLS", "4")), int(os.environ.get("MESSAGES", "40")), 2
KILLED = KILLS + SENDERS
"""Those that run at the end are killed as well."""
PATIENCE = 120
ROOT = Path(__file__).resolve().parents[2]


class Sender:
    """A process that sends; killed, another takes its place."""

    def __init__(self, environment: dict[str, str]) -> None:
        self.environment = environment
        self.process = self._started()

    def kill(self) -> None:
        """End it as a power cut would, and start another."""
        self.process.send_signal(signal.SIGKILL)
        self.process.wait(PATIENCE)
        self.process = self._started()

    def _started(self) -> subprocess.Popen[bytes]:
        command = [sys.executable, "-m", "tests.services.one_sender"]
        return subprocess.Popen(command, cwd=ROOT, env=self.environment)


@contextmanager
def senders(database_url: str, instance: Path, port: int) -> Iterator[list[Sender]]:
    """Processes that send by the server on this port."""
    own = {name: value for name, value in os.environ.items() if not name.startswith("TRACKER_")}
    environment = own | {
        "TRACKER_INSTANCE": str(instance), "TRACKER_DATABASE_URL": database_url, "TRACKER_SMTP_URL": plainly(port),
        "TRACKER_MAIL_FROM": "ระบบติดตามมติคณะรัฐมนตรี <tracker@tracker.example>",
        "TRACKER_SECRET_KEY": "a secret of the tests, long enough 0123456789",
    }  # fmt: skip
    running = [Sender(environment) for _ in range(SENDERS)]
    try:
        yield running
    finally:
        for each in running:
            each.process.kill()
            each.process.wait(PATIENCE)


def wait_for(mailbox: Mailbox, count: int) -> None:
    """Wait until so many mails have come."""
    until = time.monotonic() + PATIENCE
    while len(mailbox.got) < count:
        assert time.monotonic() < until, len(mailbox.got)
        time.sleep(0.002)


def test_killed_senders_lose_nothing_and_repeat_at_most_once_a_kill(
    app: Flask, database_url: str, tmp_path: Path
) -> None:
    now, chance = clock.real_now(), random.Random(2556)
    lay([letter(n) for n in range(MESSAGES)], now)
    db.session.remove()
    mailbox = Mailbox(pause=0.01)  # long enough for a kill between the mail and its acknowledgement
    with serving(mailbox) as port:
        with senders(database_url, tmp_path / "instance", port) as running:
            for kill in range(KILLS):
                wait_for(mailbox, MESSAGES * (kill + 1) // (KILLS + 2))
                time.sleep(chance.random() * 0.02)
                running[kill % SENDERS].kill()
            wait_for(mailbox, MESSAGES - KILLS)
        set_server(app, plainly(port))
        left = states()
        later = clock.real_now() + LEASE
        while send_due(later):
            pass
    _judge(mailbox, left)


def _judge(mailbox: Mailbox, left: dict[MessageState, int]) -> None:
    arrived = Counter(mailbox.ids)
    repeats = sum(arrived.values()) - len(arrived)
    print(
        f"{MESSAGES} messages, {KILLED} kills: {MESSAGES - len(arrived)} lost, {repeats} repeated; before the last turn {left}"
    )
    assert states() == {MessageState.SENT: MESSAGES}
    assert len(arrived) == MESSAGES
    assert repeats <= KILLED
    same = {
        id_: {content for content in mailbox.got if id_.encode() in content}
        for id_, number in arrived.items()
        if number > 1
    }
    assert all(len(contents) == 1 for contents in same.values())
