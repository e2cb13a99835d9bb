"""Do the jobs mend what is not as it should be, whoever runs them and however often? And does their process end with its parent?"""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import closing
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psutil
import pytest
from flask import Flask

from tests import file_samples as sample
from tests import world
from tests.services.command_line import Run
from tests.services.test_evidence_vault import given
from tracker import clock, scheduler
from tracker.evidence import service as files
from tracker.evidence import store as stored
from tracker.extensions import db
from tracker.ledger.event import breaks
from tracker.ledger.store import events, write_transaction
from tracker.people.store import SessionRow
from tracker.tasks import service, store
from tracker.tasks.facts import Evidence
from tracker.tasks.step import Reopened
from tracker.tasks.task import Task
from tracker.tasks.workflow import State

LAST_DAY = date(2013, 5, 31)
PATIENCE = 60


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
        for job in scheduler.JOBS:
            scheduler.do(app, job)
    assert task(certified).state is State.SUBMITTED
    assert stored.find(old.id) is None
    assert {each.id for each in files.vault().held()} == {world.FILE_ID, "a" * 32}
    assert db.session.get(SessionRow, "x" * 64) is None


def test_a_job_that_fails_is_logged_and_the_others_go_on(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    def fail() -> int:
        raise ValueError("broken")

    scheduler.do(app, scheduler.Job("a broken one", 1, fail))
    scheduler.do(app, scheduler.Job("a sound one", 1, lambda: 2))
    assert "“a broken one” failed" in caplog.text
    assert "a sound one: 2" in caplog.text


def test_the_jobs_have_names_of_their_own() -> None:
    assert len({job.name for job in scheduler.JOBS}) == len(scheduler.JOBS)


def test_evidence_expires_by_command(tracker: Run, filled: Path) -> None:
    done = tracker("evidence", "expire")
    assert (done.code, done.out) == (0, "Evidence of 0 tasks has expired.\n")


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


def process(database_url: str, instance: Path, *words: str) -> subprocess.Popen[bytes]:
    """The command `tracker` in a process of its own."""
    environment = os.environ | {
        "TRACKER_INSTANCE": str(instance), "TRACKER_DATABASE_URL": database_url, "TRACKER_BASE_URL": "",
        "TRACKER_TODAY": (LAST_DAY + timedelta(days=1)).isoformat(), "TRACKER_SECRET_KEY": "a secret of the tests, long enough 0123456789",
    }  # fmt: skip
    command = [str(Path(sys.executable).with_name("tracker")), *words]
    return subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def wait(until: Callable[[], bool]) -> None:
    """Wait until something is so."""
    end = time.monotonic() + PATIENCE
    while not until():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_two_schedulers_at_once_do_what_one_does(app: Flask, database_url: str, tmp_path: Path, certified: int) -> None:
    db.session.remove()
    running = [process(database_url, tmp_path / "instance", "scheduler") for _ in range(2)]
    try:
        wait(lambda: (db.session.rollback(), task(certified).state is State.SUBMITTED)[1])
        db.session.remove()
    finally:
        for each in running:
            each.send_signal(signal.SIGTERM)
    assert {each.wait(PATIENCE) for each in running} <= {
        0,
        -signal.SIGTERM,
    }  # the second: told so while it was starting
    assert [event.kind for event in events(stream=f"task:{certified}")].count("evidence_expired") == 1


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL])
def test_the_scheduler_beside_a_server_ends_with_it(tmp_path: Path, sqlite_world: Path, sign: signal.Signals) -> None:
    instance = tmp_path / "instance"
    instance.mkdir()
    (instance / "tracker.db").write_bytes(sqlite_world.read_bytes())
    server = process(f"sqlite:///{instance / 'tracker.db'}", instance, "serve", "--port", str(free_port()))
    parent = psutil.Process(server.pid)
    wait(lambda: len(schedulers(parent)) == 1)
    child = schedulers(parent)[0]
    server.send_signal(sign)
    server.wait(PATIENCE)
    wait(lambda: not child.is_running() or child.status() == psutil.STATUS_ZOMBIE)


def schedulers(parent: psutil.Process) -> list[psutil.Process]:
    """The schedulers among the children of a process."""
    return [each for each in parent.children() if "scheduler" in each.cmdline()]


def free_port() -> int:
    """A port that nobody listens on."""
    with closing(socket.socket()) as listener:
        listener.bind(("127.0.0.1", 0))
        return int(listener.getsockname()[1])
