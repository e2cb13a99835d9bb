"""Does every row have its whole file, and is every acknowledged entry there, when the server is killed in the middle of uploads?

`KILLS=60 pytest -s tests/services/test_killed_uploads.py` kills sixty times and prints what it found.
"""

from __future__ import annotations

import hashlib
import http.client
import json
import os
import random
import re
import signal
import threading
import time
import urllib.parse
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import psutil
import pytest
from flask import Flask

from tests import file_samples as sample
from tests import world
from tests.conftest import enter
from tests.services.test_killed import AGENCIES, PATIENCE, Writer, served, wait_for_more
from tracker.evidence import check, service
from tracker.evidence.vault import INCOMING, Folder
from tracker.extensions import db
from tracker.ledger.event import breaks
from tracker.ledger.store import events

pytestmark = pytest.mark.disk

KILLS = int(os.environ.get("KILLS", "4"))
SEED = 2556
SIZES = (2_000, 60_000, 700_000, 3_000_000)


class Uploader(Writer):
    """A liaison who uploads a file and logs progress with it, again and again, and notes what was acknowledged."""

    def __init__(self, url: str, cookie: str, task: int) -> None:
        super().__init__(url, cookie, task)
        self.chance = random.Random(task)
        self.given: dict[str, str] = {}

    def comment(self, words: str) -> None:
        """Send a file, then the form that gives it; the words count when both were acknowledged."""
        page = self.ask(f"{self.address}/progress", None).decode()
        given = {name: hidden(page, name) for name in ("csrf_token", "version", "act_key")}
        content = (
            sample.pdf()[:-6] + b"%" + self.chance.randbytes(self.chance.choice(SIZES)).hex().encode() + b"\n%%EOF\n"
        )
        file = self.upload(given["csrf_token"], content)
        typed = {"percent": "50", "note": words, "effective_on": "31/05/2556", "file": file, "evidence": ""}
        self.ask(f"{self.address}/progress", urllib.parse.urlencode(given | typed).encode())
        self.given[words] = hashlib.sha256(content).hexdigest()
        self.acknowledged.append(words)

    def upload(self, token: str, content: bytes) -> str:
        """The id of a file that the server has taken."""
        edge = b"--b\r\nContent-Disposition: form-data; name="
        first = edge + b'"csrf_token"\r\n\r\n' + token.encode() + b"\r\n"
        body = first + edge + b'"files"; filename="a.pdf"\r\n\r\n' + content + b"\r\n--b--\r\n"
        headers = {"Accept": "application/json", "Content-Type": "multipart/form-data; boundary=b"}
        answer = json.loads(self.ask(f"{self.address}/files", body, headers))
        found = re.search(r'value="([0-9a-f]{32})"', answer["row"])
        assert found is not None
        return found[1]

    def run(self) -> None:
        """Go on until told to stop; whatever was cut short is begun anew."""
        number = 0
        while not self.stop.is_set():
            number += 1
            try:
                self.comment(f"ไฟล์ {self.task}-{number}")
            except (OSError, ValueError, http.client.HTTPException):
                time.sleep(0.02)


def test_no_row_without_its_file_and_nothing_acknowledged_is_lost(
    app: Flask, database: str, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    people = [(world.task_id("O-1.3-T3", agency), f"liaison.{agency}") for agency in AGENCIES]
    db.session.remove()
    with ThreadPoolExecutor(
        1
    ) as outside:  # of the context of this test, in which one person's request would stay for the next
        cookies = [outside.submit(cookie_of, app, who).result() for _task, who in people]
    chance, started = random.Random(SEED), time.monotonic()
    with served(database_url, tmp_path / "instance") as (url, process):
        uploaders = [Uploader(url, cookie, task) for (task, _who), cookie in zip(people, cookies, strict=True)]
        for each in uploaders:
            each.start()
        wait_for_more(uploaders)
        for _ in range(KILLS):
            wait_for_one_more(uploaders)
            time.sleep(chance.uniform(0, 1))
            while not killed(process):
                time.sleep(0.02)
        wait_for_more(uploaders)
        stop(uploaders)
    given = {words: sha256 for each in uploaders for words, sha256 in each.given.items()}
    logged = [event.data for event in events() if event.kind == "progress_logged" and event.data["evidence"]]
    recorded = {data["note"]: data["evidence"][0]["sha256"] for data in logged}
    assert {words: recorded.get(words) for words in given} == given
    found = check.check(contents=True)
    orphans = [line for line in found.faults if line.startswith("file without a row")]
    assert [line for line in found.faults if line not in orphans] == []
    assert list(breaks(events())) == []
    assert {status for each in uploaders for status in each.answers} <= {200}
    vault = service.vault()
    assert isinstance(vault, Folder)
    half = len(list((vault.root / INCOMING).iterdir()))
    with capsys.disabled():
        print(
            f"\n{database}: {KILLS} kills in {time.monotonic() - started:.0f} s, {len(given)} entries acknowledged, all there; "
            f"{found.rows} rows, each with its whole file; {len(orphans)} files without a row and {half} half ones to sweep; chain whole."
        )  # fmt: skip


def wait_for_one_more(uploaders: list[Uploader]) -> None:
    """Wait until anybody has had one more entry acknowledged: then the others are in the middle of something."""
    before, until = sum(len(each.acknowledged) for each in uploaders), time.monotonic() + PATIENCE
    while sum(len(each.acknowledged) for each in uploaders) == before:
        assert time.monotonic() < until
        time.sleep(0.01)


def killed(process: psutil.Process) -> int:
    """Kill what serves; how many processes that were."""
    hit = 0
    for child in process.children():
        with suppress(psutil.NoSuchProcess):
            if child.status() != psutil.STATUS_ZOMBIE:
                child.send_signal(signal.SIGKILL)
                hit += 1
    return hit


def cookie_of(app: Flask, who: str) -> str:
    """The cookie of a signed-in person."""
    browser = enter(app.test_client(), who)
    browser.get("/accessibility")
    cookie = browser.get_cookie("tracker")
    assert cookie is not None
    return cookie.value


def stop(uploaders: list[Uploader]) -> None:
    """Let everybody finish what they are at."""
    for each in uploaders:
        each.stop.set()
    for each in uploaders:
        each.join(PATIENCE)
    assert threading.active_count() < 10


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'name="{name}"[^>]*value="([^"]*)"', page)
    assert found is not None
    return found[1]
