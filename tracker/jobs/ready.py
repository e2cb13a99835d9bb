"""Is everything beside the pages well – scheduler, jobs, messages, backups, vault, disk, reports? For whoever asks `/readyz`."""

from __future__ import annotations

import logging
import shutil
import threading
import time
from collections.abc import Callable
from datetime import timedelta

from flask import current_app

from tracker import clock
from tracker.evidence.service import vault
from tracker.jobs import store
from tracker.jobs.page import listing
from tracker.jobs.table import BACK_UP, no_folder
from tracker.papers import drawing
from tracker.reminders.outbox import MessageState
from tracker.web.health import Part

log = logging.getLogger(__name__)

UNSENT_TOO_LONG = timedelta(hours=1)
BACKUP_TOO_OLD = timedelta(hours=26)
FAILED_LATELY = timedelta(hours=26)
LEAST_FREE = 10
"""Per cent of the disk of the instance folder."""
BELIEVED, PATIENCE = 30.0, 2.0
"""Seconds for which an answer of the vault is believed, and for which one is waited for: anybody may ask, a store elsewhere takes its
time, and a page that says whether the product is ready must not itself hang."""


class Remembered:
    """What came of asking something slow, in this process: one thread asks at a time, and nobody waits long for it."""

    def __init__(self) -> None:
        self.lock, self.asked_at, self.last = threading.Lock(), float("-inf"), False

    def well(self, ask: Callable[[], None]) -> bool:
        """Did it answer lately? `ask` raises when it does not."""
        with self.lock:
            new = time.monotonic() - self.asked_at > BELIEVED
            if new:
                self.asked_at, self.last = time.monotonic(), False
        if new:
            asking = threading.Thread(target=self._asked, args=(ask,), daemon=True)
            asking.start()
            asking.join(PATIENCE)
        return self.last

    def _asked(self, ask: Callable[[], None]) -> None:
        try:
            ask()
        except Exception as error:
            log.error("the vault of evidence does not answer: %s", error)
        else:
            self.last = True


VAULT = Remembered()


def scheduler() -> Part:
    """Whether a scheduler lives, and which jobs did not do what they should."""
    page = listing()
    bad = [line.job.name for line in page.bad]
    answer: dict[str, object] = {"scheduler": "running" if page.living else "silent" if page.beats else "none"}
    if page.silent is not None:
        answer["scheduler_silent_seconds"] = page.silent
    if bad:
        answer["jobs_to_look_at"] = bad
    wrong = ([] if page.living else ["scheduler"]) + (["jobs"] if bad else [])
    return Part(answer, tuple(wrong))


def messages() -> Part:
    """Whether a message waits too long, was given up, or is held for a person's word: nobody gets the last two until somebody acts.

    Messages follow the calendar of the product, also where that is frozen.
    """
    oldest = store.oldest_unsent()
    waited = clock.now() - oldest if oldest else timedelta(0)
    stuck = store.messages_in(MessageState.FAILED, MessageState.HELD)
    late, failed, held = waited > UNSENT_TOO_LONG, stuck[MessageState.FAILED], stuck[MessageState.HELD]
    said = "failed" if failed else "late" if late else "held" if held else "ok"
    answer: dict[str, object] = {"messages": said}
    if oldest:
        answer["oldest_unsent_seconds"] = max(0, int(waited.total_seconds()))
    answer |= {f"messages_{state}": number for state, number in stuck.items() if number}
    return Part(answer, () if said == "ok" else ("messages",))


def backup() -> Part:
    """Whether the last good backup is fresh enough, where backups are made by the product."""
    if no_folder():
        return Part({"backup": "off"})
    last = store.last_good(BACK_UP)
    if last is None:
        return Part({"backup": "none"}, ("backup",))
    age = clock.real_now() - last
    answer = {
        "backup": "late" if age > BACKUP_TOO_OLD else "ok",
        "backup_age_seconds": max(0, int(age.total_seconds())),
    }
    return Part(answer, ("backup",) if age > BACKUP_TOO_OLD else ())


def evidence() -> Part:
    """Whether the vault answers."""
    well = VAULT.well(vault().answers)
    return Part({"evidence": "ok" if well else "no answer"}, () if well else ("evidence",))


def disk() -> Part:
    """Whether the disk of the instance folder has room."""
    found = shutil.disk_usage(current_app.config["SETTINGS"].instance)
    free = found.free * 100 // found.total
    return Part({"disk_free_percent": free}, ("disk",) if free < LEAST_FREE else ())


def pdf() -> Part:
    """Whether a report asked for lately could not be drawn."""
    failing = drawing.failures(clock.real_now() - FAILED_LATELY)
    return Part({"pdf": "failing" if failing else "ok"}, ("pdf",) if failing else ())


PARTS: tuple[Callable[[], Part], ...] = (scheduler, messages, backup, evidence, disk, pdf)
