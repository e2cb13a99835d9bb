"""What does the product do by itself, and when? One table of jobs and the process that runs them.

Every job asks what should be so and is not yet, and mends it; so a job that runs twice, late, or in two schedulers at once changes
nothing more than one that runs in time, and a scheduler that was down catches up by running again.
"""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta

from flask import Flask

from tracker import clock
from tracker.drafts import service as drafts
from tracker.evidence import previews
from tracker.evidence import service as files
from tracker.extensions import db
from tracker.people import service as people
from tracker.reminders import delivery
from tracker.tasks import service as tasks

log = logging.getLogger(__name__)

ZONE = "Asia/Bangkok"
PREVIEWS_KEPT = timedelta(days=30)
SESSIONS_KEPT = timedelta(days=90)
"""As long as the Computer Crime Act wants traffic kept."""


@dataclass(frozen=True, slots=True)
class Job:
    """One thing that is done again and again: its name, every how many minutes, and the function that says how much it did."""

    name: str
    minutes: int
    run: Callable[[], int]


JOBS = (
    Job("messages that wait to be sent", 1, lambda: delivery.send_due(clock.now())),
    Job("evidence that has expired", 60, lambda: tasks.expire(clock.today(), clock.now())),
    Job("uploads that nobody sent", 60, lambda: sum(files.sweep(clock.real_now()))),
    Job("pictures drawn long ago", 24 * 60, lambda: previews.sweep(clock.real_now() - PREVIEWS_KEPT)),
    Job("drafts of long ago", 24 * 60, lambda: drafts.forget(clock.now())),
    Job("sessions of long ago", 24 * 60, lambda: people.forget_sessions(clock.real_now() - SESSIONS_KEPT)),
)


def do(app: Flask, job: Job) -> None:
    """One job, once; a fault is logged and keeps neither this one from its next turn nor the others from theirs."""
    with app.app_context():
        try:
            done = job.run()
        except Exception:
            log.exception("the job “%s” failed and will be tried again", job.name)
        else:
            if done:
                log.warning("%s: %s", job.name, done)
        finally:
            db.session.remove()


def run(app: Flask, *, parent: int | None = None) -> None:
    """Run every job now and then in its turn, until told to stop; with `parent` also until that process is gone."""
    from apscheduler.executors.pool import ThreadPoolExecutor
    from apscheduler.schedulers.blocking import BlockingScheduler

    db.session.remove()  # a read that was begun before would keep every writer waiting for ever
    defaults = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}
    scheduler = BlockingScheduler(timezone=ZONE, job_defaults=defaults, executors={"default": ThreadPoolExecutor(1)})
    for job in JOBS:
        scheduler.add_job(
            do, "interval", minutes=job.minutes, args=(app, job), id=job.name, name=job.name, next_run_time=clock.real_now()
        )  # fmt: skip
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: scheduler.shutdown(wait=False))
    if parent is not None:
        threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    scheduler.start()


GRACE = 10
"""Seconds that the scheduler has to finish the job in hand when the server stops."""


@contextmanager
def beside(settings: dict[str, str]) -> Iterator[None]:
    """A scheduler in a process of its own for as long as this one lives; `settings` are added to its environment."""
    words = (sys.executable, "-c", "from tracker.cli import main; main()", "scheduler", "--parent", str(os.getpid()))
    owner, child = os.getpid(), subprocess.Popen(words, env=os.environ | settings)
    try:
        yield
    finally:
        if os.getpid() == owner:  # a worker that was forked in between leaves by the same way
            child.terminate()
            try:
                child.wait(timeout=GRACE)
            except subprocess.TimeoutExpired:
                child.kill()
                child.wait()


def _end_with(parent: int) -> None:
    """Stop when the process that started us is gone, however it went: then we are somebody else's child."""
    while os.getppid() == parent:
        time.sleep(1)
    os.kill(os.getpid(), signal.SIGTERM)
