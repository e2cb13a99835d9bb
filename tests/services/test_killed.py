"""Is every act that was acknowledged still there when a process is killed in the middle of work?"""

from __future__ import annotations

import http.client
import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

import psutil
import pytest
from flask import Flask

from tests import world
from tests.conftest import enter
from tracker.extensions import db
from tracker.ledger.event import breaks
from tracker.ledger.store import events

pytestmark = pytest.mark.disk

PEOPLE, KILLS, PATIENCE = 6, 3, 30
AGENCIES = ("mof", "msdhs", "mol", "moph", "moe", "mfa")


class Writer(threading.Thread):
    """One person who comments on one task again and again and notes what was acknowledged."""

    def __init__(self, url: str, cookie: str, task: int) -> None:
        super().__init__(daemon=True)
        self.address, self.cookie, self.task = f"{url}/tasks/{task}", cookie, task
        self.acknowledged: list[str] = []
        self.answers: set[int] = set()
        self.stop = threading.Event()

    def run(self) -> None:
        """Comment until told to stop; a connection that breaks, in the middle of an answer too, is tried again with a new comment."""
        number = 0
        while not self.stop.is_set():
            number += 1
            try:
                self.comment(f"ความเห็น {self.task}-{number}")
            except (OSError, http.client.HTTPException):
                time.sleep(0.05)

    def comment(self, words: str) -> None:
        """Read the page, send its form, and note the words when the answer says that they were recorded."""
        page = self.ask(self.address, None).decode()
        form = {name: _value(page, name) for name in ("csrf_token", "version")}
        data = urllib.parse.urlencode(form | {"note": words}).encode()
        self.ask(f"{self.address}/comment", data)
        self.acknowledged.append(words)

    def ask(self, address: str, data: bytes | None, headers: Mapping[str, str] | None = None) -> bytes:
        """An answer's body; an answer that is an error is noted."""
        request = urllib.request.Request(
            address, data, headers={"Cookie": f"tracker={self.cookie}"} | dict(headers or {})
        )
        try:
            with urllib.request.urlopen(request, timeout=PATIENCE) as answer:
                self.answers.add(answer.status)
                return bytes(answer.read())
        except urllib.error.HTTPError as error:
            self.answers.add(error.code)
            error.close()
            raise OSError(error.code) from None


def test_nothing_acknowledged_is_lost(app: Flask, database_url: str, tmp_path: Path) -> None:
    tasks = [world.task_id("O-1.3-T3", agency) for agency in AGENCIES]
    db.session.remove()
    browser = enter(app.test_client(), "coordinator")
    browser.get("/tasks")
    cookie = browser.get_cookie("tracker")
    assert cookie is not None
    db.session.remove()
    with served(database_url, tmp_path / "instance") as (url, process):
        writers = [Writer(url, cookie.value, task) for task in tasks[:PEOPLE]]
        for writer in writers:
            writer.start()
        for _ in range(KILLS):
            wait_for_more(writers)
            for child in process.children():
                child.send_signal(signal.SIGKILL)
        wait_for_more(writers)
        for writer in writers:
            writer.stop.set()
        for writer in writers:
            writer.join(PATIENCE)
    recorded = [str(event.data["text"]) for event in events() if event.kind == "comment_added"]
    for writer in writers:
        assert writer.answers == {200}
        assert len(writer.acknowledged) > KILLS
        assert set(writer.acknowledged) <= set(recorded)
    assert len(recorded) == len(set(recorded))
    assert list(breaks(events())) == []


def wait_for_more(writers: Sequence[Writer]) -> None:
    """Wait until every person has had one more comment acknowledged."""
    wanted = {writer: len(writer.acknowledged) + 1 for writer in writers}
    until = time.monotonic() + PATIENCE
    while any(len(writer.acknowledged) < count for writer, count in wanted.items()):
        assert time.monotonic() < until, [sorted(writer.answers) for writer in writers]
        time.sleep(0.02)


@contextmanager
def served(database_url: str, instance: Path) -> Iterator[tuple[str, psutil.Process]]:
    """The product served from this database: its address and its first process."""
    settings = world.settings_for(database_url, instance)
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        port = listener.getsockname()[1]
    environment = os.environ | {
        "TRACKER_INSTANCE": str(instance), "TRACKER_DATABASE_URL": database_url, "TRACKER_SECRET_KEY": settings.secret_key or "",
        "TRACKER_TODAY": world.TODAY.isoformat(), "TRACKER_BASE_URL": "",
    }  # fmt: skip
    command = [str(Path(sys.executable).with_name("tracker")), "serve", "--no-scheduler", "--port", str(port)]
    with (instance / "log").open("w") as log:
        process = subprocess.Popen(command, env=environment, stdout=log, stderr=log)
        try:
            url = f"http://127.0.0.1:{port}"
            until = time.monotonic() + PATIENCE
            while not _answers(f"{url}/readyz"):
                assert process.poll() is None, (instance / "log").read_text(encoding="utf-8")
                assert time.monotonic() < until, (instance / "log").read_text(encoding="utf-8")
                time.sleep(0.1)
            yield url, psutil.Process(process.pid)
        finally:
            process.terminate()
            process.wait(PATIENCE)


def _answers(address: str) -> bool:
    try:
        with urllib.request.urlopen(address, timeout=PATIENCE):
            return True
    except OSError:
        return False


def _value(page: str, name: str) -> str:
    """The value of the first hidden field with this name in the form of the comment."""
    form = page[page.index('/comment"') :]
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', form)
    assert found is not None
    return found.group(1)
