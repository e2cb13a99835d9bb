"""How does a run of a job begin and end, how is one asked for, and how does a scheduler say that it lives? One function for each."""

from __future__ import annotations

import os
import socket
from datetime import datetime, timedelta

from tracker import clock
from tracker.jobs import store
from tracker.jobs.job import Job
from tracker.jobs.rules import BROKEN_OFF, Outcome, alive, due, outcome
from tracker.lang import Bilingual

RUNS_KEPT = timedelta(days=90)
BEATS_KEPT = timedelta(days=1)


class NoSuchJob(Exception):
    """There is no job of this name, or it is switched off here."""


def own_process() -> str:
    """The name of this process: "host:pid"."""
    pid = f":{os.getpid()}"
    return socket.gethostname()[: 120 - len(pid)] + pid


def start(process: str, now: datetime) -> None:
    """A scheduler starts. What an earlier process of the same name left open has broken off: it cannot be running."""
    with store.noting():
        for run in store.open_runs_of(process):
            store.end(run, now, None, BROKEN_OFF)
        store.beat(process, now, now)


def beat(process: str, started_at: datetime, now: datetime) -> None:
    """A scheduler lives."""
    with store.noting():
        store.beat(process, started_at, now)


def leave(process: str) -> None:
    """A scheduler ends in good order."""
    with store.noting():
        store.leave(process)


def waiting(jobs: tuple[Job, ...], process: str, now: datetime, up: timedelta) -> list[Job]:
    """The jobs that are to be run now: asked for, or due; not those that run. `up` is how long this scheduler runs; three queries."""
    living = alive(store.beats(), now) | {process}
    wishes, last = store.wishes(), store.last_runs([job.name for job in jobs])
    return [
        job
        for job in jobs
        if job.off() is None
        and outcome(last.get(job.name), living) is not Outcome.RUNNING
        and (job.name in wishes or due(last.get(job.name), living, job.when.after, now, first=up >= job.patience))
    ]


def begin(job: Job, process: str, now: datetime, up: timedelta) -> int | None:
    """Begin a run and give its id; None when another scheduler was faster, or it is not wanted any more."""
    with store.noting():
        if not waiting((job,), process, now, up):
            return None
        last, wish = store.last_runs([job.name]).get(job.name), store.take_wish(job.name)
        if last is not None and last.ended_at is None:
            store.end(last.id, now, None, BROKEN_OFF)
        return store.begin(job.name, process, now, wish.asked_by if wish else None)


def end(run: int, now: datetime, done: int | None, fault: Bilingual | None) -> None:
    """A run has ended: how much it did (None: it failed), and what was wrong."""
    with store.noting():
        store.end(run, now, done, fault)


def ask(job: Job, asked_by: int | None) -> bool:
    """Ask for a run now; False when it was asked for already. Raises NoSuchJob for one that is switched off."""
    if job.off() is not None:
        raise NoSuchJob(job.name)
    with store.noting():
        return store.wish(job.name, clock.real_now(), asked_by)


def forget(now: datetime) -> int:
    """Remove the runs of long ago, and schedulers that were not heard of for a day; how many."""
    with store.noting():
        return store.forget_runs(now - RUNS_KEPT) + store.forget_beats(now - BEATS_KEPT)
