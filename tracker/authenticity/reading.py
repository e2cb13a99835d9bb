"""What does an uploaded file say of itself? A PDF of a stranger is opened in a process of its own, with limits of time and memory."""

from __future__ import annotations

import hashlib
import json
import logging
import subprocess
import sys
import threading
from dataclasses import dataclass
from typing import IO

from tracker.authenticity.rules import NO_CLAIM, Claim
from tracker.papers.pdf import child_environment

log = logging.getLogger(__name__)

CHILD = "tracker.authenticity.reader"
SECONDS = 15
"""The whole time of the child; its share of a processor is bounded in it as well."""
PATIENCE = 10.0
"""Seconds for which an upload waits for the one before it."""
ONE_AT_A_TIME = threading.BoundedSemaphore(1)
"""Opening a hostile file takes a core and memory: one after the other in each process."""
PORTION = 64 * 1024
HEAD, TAIL = 1024, 2048


class Busy(Exception):
    """Others have files read at the moment."""


@dataclass(frozen=True, slots=True)
class Fingerprint:
    """Of an uploaded file: its SHA-256, how many bytes it has, and whether anything in it looks like a PDF."""

    sha256: str
    size: int
    like_pdf: bool


def fingerprint(file: IO[bytes]) -> Fingerprint:
    """Reads the file once, a portion at a time."""
    file.seek(0)
    digest, size, tail, like = hashlib.sha256(), 0, b"", False
    while portion := file.read(PORTION):
        digest.update(portion)
        like = like or (size == 0 and b"%PDF-" in portion[:HEAD])
        size += len(portion)
        tail = (tail + portion)[-TAIL:]
    return Fingerprint(digest.hexdigest(), size, like or b"startxref" in tail)


def claim_of(file: IO[bytes]) -> Claim:
    """What the file says of itself. Raises Busy; a file that cannot be read within the limits says nothing, but is a PDF."""
    if not ONE_AT_A_TIME.acquire(timeout=PATIENCE):
        raise Busy
    try:
        file.seek(0)
        command = [sys.executable, "-m", CHILD]
        done = subprocess.run(
            command, stdin=file.fileno(), capture_output=True, timeout=SECONDS, env=child_environment(), check=False
        )
    except subprocess.TimeoutExpired:
        log.warning("an uploaded PDF could not be read within %s seconds", SECONDS)
        return Claim(True)
    finally:
        ONE_AT_A_TIME.release()
    return _claim(done)


def _claim(done: subprocess.CompletedProcess[bytes]) -> Claim:
    try:
        said = json.loads(done.stdout)
    except ValueError:
        log.warning("an uploaded PDF could not be read within the limits (code %s)", done.returncode)
        return Claim(True)
    if not said["is_pdf"]:
        return NO_CLAIM
    return Claim(
        True, tuple(said.get("tokens", ())), said.get("sha256", ""), said.get("resolution", ""), said.get("number", 0)
    )
