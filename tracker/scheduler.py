"""Who runs the jobs? One process that looks at the rows of runs again and again, and has APScheduler run what is due.

Every job asks what should be so and is not yet, and mends it; whether it is due stands in the database, and a run begins with a row.
So any number of schedulers does what one does, and one that was down catches up. The look goes by a clock that only ever goes forward
(`Event.wait`): a clock that is put back or on, under which a trigger would sleep on, costs a job nothing (docs/decisions/0015).
"""

from __future__ import annotations

import logging
import os
import signal
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from apscheduler.events import EVENT_SCHEDULER_STARTED
from apscheduler.executors.pool import ThreadPoolExecutor
from apscheduler.schedulers.blocking import BlockingScheduler
from flask import Flask

from tracker import clock
from tracker.extensions import db
from tracker.jobs import service
from tracker.jobs.job import Job
from tracker.jobs.rules import Found
from tracker.jobs.table import JOBS
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken

log = logging.getLogger(__name__)
logging.getLogger("apscheduler").setLevel(
    logging.ERROR
)  # whether a job may begin is decided by its row, not by its triggers

LOOK, BEAT = 3.0, 10.0
"""Seconds between two looks at what is due, and between two signs of life."""
AT_ONCE = 4
"""So many jobs run side by side: none that is long keeps the others waiting."""
DEFAULTS = {"misfire_grace_time": None, "coalesce": True, "max_instances": 1}


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a run, and when (aware UTC)."""

    at: datetime
    done: int | None
    fault: Bilingual | None


def result_of(job: Job) -> Result:
    """Run a job, whatever happens in it."""
    try:
        return Result(done=job.run(), fault=None, at=clock.real_now())
    except Found as found:
        log.error("the job %s found something: %s", job.name, found)
        return Result(done=found.done, fault=found.words, at=clock.real_now())
    except Exception as error:
        log.exception("the job %s failed and will be tried again", job.name)
        return Result(done=None, fault=words_of(error), at=clock.real_now())


def words_of(error: Exception) -> Bilingual:
    """A fault in words; what a machine says stays as it says it."""
    if isinstance(error, RuleBroken):
        return error.message
    said = " ".join(str(error).split())[:1000]
    words = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return Bilingual(
        th=f"ทำไม่สำเร็จ ระบบจะลองใหม่ ข้อความจากเซิร์ฟเวอร์: {words}", en=f"It failed and will be tried again. {words}"
    )


@dataclass
class Work:
    """A scheduler at work in this process. `stop` ends it from any thread; what came of a run waits in `results` until it is noted."""

    app: Flask
    jobs: Sequence[Job] = JOBS
    parent: int | None = None
    stop: threading.Event = field(default_factory=threading.Event)
    results: dict[int, Result] = field(default_factory=dict)
    process: str = field(default_factory=service.own_process)
    started_at: datetime = field(default_factory=clock.real_now)
    began: float = field(default_factory=time.monotonic)
    beaten: float = 0.0
    well: bool = True

    def go(self) -> None:
        """Run what is due until told to stop; a job in hand is finished first."""
        scheduler = BlockingScheduler(
            timezone=clock.BANGKOK, job_defaults=DEFAULTS, executors={"default": ThreadPoolExecutor(AT_ONCE)}
        )
        for job in self.jobs:
            scheduler.add_job(self.do, job.when.trigger, args=(job,), id=job.name, name=job.name)
        watch = threading.Thread(target=self._watch, args=(scheduler,), name="look")
        scheduler.add_listener(lambda _event: watch.start(), EVENT_SCHEDULER_STARTED)
        scheduler.start()
        watch.join()

    def do(self, job: Job) -> None:
        """One job, once, if it is due or asked for and nobody else is at it."""
        if self.stop.is_set():
            return
        with self.app.app_context():
            try:
                run = service.begin(job, self.process, clock.real_now(), self._up())
                db.session.remove()
                if run is not None:
                    self.results[run] = result_of(job)
                    db.session.remove()
                    self._note_results()
            finally:
                db.session.remove()

    def _watch(self, scheduler: BlockingScheduler) -> None:
        try:
            self._safely(lambda: service.start(self.process, self.started_at))
            while not self.stop.is_set() and not self._orphaned():
                self._safely(lambda: self._look(scheduler))
                self.stop.wait(LOOK)
        finally:
            scheduler.shutdown(wait=True)
            self._safely(self._note_results)
            self._safely(lambda: service.leave(self.process))

    def _look(self, scheduler: BlockingScheduler) -> None:
        """Give a sign of life, and let what is due begin now."""
        self._note_results()
        if time.monotonic() - self.beaten >= BEAT:
            service.beat(self.process, self.started_at, clock.real_now())
            self.beaten = time.monotonic()
        for job in service.waiting(tuple(self.jobs), self.process, clock.real_now(), self._up()):
            scheduler.modify_job(job.name, next_run_time=datetime.now(clock.BANGKOK))

    def _note_results(self) -> None:
        for run, result in list(self.results.items()):
            service.end(run, result.at, result.done, result.fault)
            self.results.pop(run, None)

    def _safely(self, act: Callable[[], object]) -> None:
        """A database that is away for a while costs no more than that while; it is said once."""
        with self.app.app_context():
            try:
                act()
                self.well = True
            except Exception:
                if self.well:
                    log.exception("the scheduler could not look at what is due; it goes on trying")
                self.well = False
            finally:
                db.session.remove()

    def _up(self) -> timedelta:
        return timedelta(seconds=time.monotonic() - self.began)

    def _orphaned(self) -> bool:
        """Is the process that started us gone, however it went? Then we are somebody else's child."""
        return self.parent is not None and os.getppid() != self.parent


def run(app: Flask, *, parent: int | None = None) -> None:
    """Run every job in its turn until told to stop by a signal; with `parent` also until that process is gone."""
    work = Work(app, parent=parent)
    for sign in (signal.SIGTERM, signal.SIGINT):
        signal.signal(sign, lambda *_: work.stop.set())
    work.go()
