"""Do the jobs mend what is not as it should be, whoever runs them and however often, and whatever the clock does meanwhile?"""

from __future__ import annotations

import io
import threading
import time
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
import time_machine
from flask import Flask

from tests import file_samples as sample
from tests import world
from tests.services.command_line import Run
from tests.services.processes import PATIENCE, wait
from tests.services.test_evidence_vault import given
from tracker import clock, scheduler
from tracker.evidence import service as files
from tracker.evidence import store as stored
from tracker.extensions import db
from tracker.jobs import service as job_service
from tracker.jobs import store as jobs
from tracker.jobs.job import Job, every
from tracker.jobs.table import JOBS
from tracker.lang import Bilingual
from tracker.ledger.event import breaks
from tracker.ledger.store import events, write_transaction
from tracker.people.store import SessionRow
from tracker.tasks import service, store
from tracker.tasks.facts import Evidence
from tracker.tasks.step import Reopened
from tracker.tasks.task import Task
from tracker.tasks.workflow import State

LAST_DAY = date(2013, 5, 31)
WORDS = Bilingual(th="งาน", en="job")


def task(id_: int) -> Task:
    """The task as it stands."""
    found = store.task(id_)
    assert found is not None
    return found[1]


@pytest.fixture
def certified(app: Flask) -> int:
    """A verified task with an address whose last day is today, and one without a last day."""
    id_ = world.task_id("O-1.3-T1", "mof")
    certificate = Evidence("https://www.mof.go.th/certificate", "ใบรับรอง", expires_on=LAST_DAY)
    world.do("attach", id_, "liaison.mof", "2013-05-31", evidence=(certificate,))
    assert task(id_).state is State.VERIFIED
    return id_


def test_evidence_holds_on_its_last_day_and_not_after(certified: int) -> None:
    assert service.expire(LAST_DAY, clock.now()) == 0
    clock.freeze(LAST_DAY + timedelta(days=1))
    assert service.expire(clock.today(), clock.now()) == 1
    now = task(certified)
    assert (now.state, now.verified, now.reopened) == (State.SUBMITTED, 0, Reopened.EXPIRED)
    assert [piece.expired for piece in now.pieces] == [False, False, True]


def test_expiring_again_changes_nothing(certified: int) -> None:
    clock.freeze(LAST_DAY + timedelta(days=1))
    assert [service.expire(clock.today(), clock.now()) for _ in range(3)] == [1, 0, 0]
    assert [event.kind for event in events(stream=f"task:{certified}")].count("evidence_expired") == 1
    assert list(breaks(events())) == []


def test_a_waived_task_is_left_alone_and_a_replaced_piece_as_well(app: Flask) -> None:
    waived, replaced = world.task_id("O-1.3-T3", "mof"), world.task_id("O-1.3-T3", "mol")
    old = (Evidence("https://x.go.th/old", expires_on=LAST_DAY),)
    for id_, who in ((waived, "liaison.mof"), (replaced, "liaison.mol")):
        world.do("progress", id_, who, "2013-05-31", percent=50, note="x", evidence=old)
    world.do("waive", waived, "coordinator", "2013-05-31", note="ไม่ทำแล้ว")
    world.do(
        "replace",
        replaced,
        "liaison.mol",
        "2013-05-31",
        number=1,
        note="ต่ออายุ",
        evidence=(Evidence("https://x.go.th/new"),),
    )
    clock.freeze(LAST_DAY + timedelta(days=30))
    assert service.expire(clock.today(), clock.now()) == 0


@pytest.mark.parametrize("times", [1, 3])
def test_every_job_mends_what_is_wrong_however_often_it_runs(app: Flask, certified: int, times: int) -> None:
    old = given(now=datetime(2013, 5, 1, tzinfo=UTC))
    files.vault().keep("a" * 32, io.BytesIO(sample.pdf()))
    with write_transaction():
        db.session.add(SessionRow(token_hash="x" * 64, user_id=1, started_at=datetime(2013, 1, 1, tzinfo=UTC)))
    clock.freeze(LAST_DAY + timedelta(days=1))
    for _ in range(times):
        for job in JOBS:
            if job.off() is None:
                assert scheduler.result_of(job).fault is None
    assert task(certified).state is State.SUBMITTED
    assert stored.find(old.id) is None
    assert {each.id for each in files.vault().held()} == {world.FILE_ID, "a" * 32}
    assert db.session.get(SessionRow, "x" * 64) is None


def test_evidence_expires_by_command(tracker: Run, filled: Path) -> None:
    done = tracker("evidence", "expire")
    assert (done.code, done.out) == (0, "Evidence has expired; tasks concerned: 0.\n")


def test_files_are_checked_and_swept_by_command(tracker: Run, filled: Path) -> None:
    checked = tracker("files", "check")
    assert checked.code == 1
    assert f"row without a file: {world.FILE_ID}" in checked.out
    folder = filled.parent / "evidence" / world.FILE_ID[:2]
    folder.mkdir(parents=True)
    (folder / world.FILE_ID).write_bytes(sample.pdf())
    assert tracker("files", "check", "--hash").out == "1 rows, 1 files, 0 set aside, 0 faults.\n"
    (folder / world.FILE_ID).write_bytes(sample.pdf().replace(b"hello", b"jello"))
    assert tracker("files", "check").code == 0
    altered = tracker("files", "check", "--hash")
    assert (altered.code, altered.out.startswith("wrong content")) == (1, True)
    assert tracker("files", "sweep").out == "0 files removed, 0 set aside, 0 brought back.\n"


def minutely(app: Flask, ran: list[float]) -> scheduler.Work:
    """A scheduler whose one job runs every minute and notes when it did (seconds that only go forward)."""
    job = Job("x", WORDS, WORDS, every(1), lambda: ran.append(time.monotonic()) or 1)
    return scheduler.Work(app, (job,), process="here:1")


@pytest.mark.parametrize(
    "jump", [timedelta(hours=1), timedelta(seconds=-30), timedelta(hours=-1), timedelta(days=-900)]
)
def test_a_clock_that_jumps_costs_no_run(app: Flask, monkeypatch: pytest.MonkeyPatch, jump: timedelta) -> None:
    """The clock of the whole process, APScheduler's too. After the jump a minute goes by at most, as after any run."""
    monkeypatch.setattr(scheduler, "LOOK", 0.02)
    monkeypatch.setattr(scheduler, "BEAT", 0.05)
    db.session.remove()
    ran: list[float] = []
    work = minutely(app, ran)
    with time_machine.travel(datetime(2026, 3, 2, 1, tzinfo=UTC), tick=True) as traveller:
        running = threading.Thread(target=work.go)
        running.start()
        try:
            wait(lambda: len(ran) == 1)
            traveller.shift(jump)
            if jump == timedelta(seconds=-30):
                traveller.shift(timedelta(seconds=90))
            wait(lambda: len(ran) == 2)
            traveller.shift(timedelta(seconds=61))
            wait(lambda: len(ran) == 3)
        finally:
            work.stop.set()
            running.join(PATIENCE)
    assert not running.is_alive()
    assert len(ran) == 3


def test_a_database_that_is_away_is_said_once_and_costs_no_more_than_that_while(
    app: Flask, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(scheduler, "LOOK", 0.02)
    db.session.remove()
    ran: list[float] = []
    work, away = minutely(app, ran), 5
    whole = job_service.waiting

    def waiting(*given: object) -> object:
        nonlocal away
        away -= 1
        if away > 0 and len(given[0]) == len(work.jobs):  # type: ignore[arg-type]
            raise OSError("the database is away")
        return whole(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(job_service, "waiting", waiting)
    running = threading.Thread(target=work.go)
    running.start()
    try:
        wait(lambda: len(ran) == 1)
    finally:
        work.stop.set()
        running.join(PATIENCE)
    assert caplog.text.count("could not look at what is due") == 1


def test_a_job_in_hand_is_finished_before_the_scheduler_ends(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scheduler, "LOOK", 0.02)
    db.session.remove()
    begun, go_on = threading.Event(), threading.Event()

    def long() -> int:
        begun.set()
        assert go_on.wait(PATIENCE)
        return 5

    work = scheduler.Work(app, (Job("x", WORDS, WORDS, every(1), long),), process="here:1")
    running = threading.Thread(target=work.go)
    running.start()
    assert begun.wait(PATIENCE)
    work.stop.set()
    go_on.set()
    running.join(PATIENCE)
    assert jobs.last_runs(["x"])["x"].done == 5
    assert jobs.beats() == []
