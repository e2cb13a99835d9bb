"""Do the processes hold: any number of schedulers, one beside a server that ends with it, one that is killed and comes again?"""

from __future__ import annotations

import os
import shutil
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import psutil
import pytest
from flask import Flask

from tests import world
from tests.services.processes import PATIENCE, free_port, process, wait
from tracker import keeper
from tracker.extensions import db
from tracker.jobs import store as jobs
from tracker.jobs.table import JOBS
from tracker.ledger.store import events
from tracker.tasks import store
from tracker.tasks.facts import Evidence
from tracker.tasks.workflow import State

pytestmark = pytest.mark.disk

DAY_AFTER = date(2013, 6, 1)
HALF_HOURS = [datetime(2013, 6, 1, tzinfo=UTC) + timedelta(minutes=30 * number) for number in range(48)]
AT_ONCE = [job.name for job in JOBS if not job.patience and job.name != "back-up"]
SELDOM = [
    job.name
    for job in JOBS
    if job.name in AT_ONCE and all(job.when.after(at) - at >= timedelta(hours=1) for at in HALF_HOURS)
]
"""Jobs that cannot come to their next turn while a test lasts, whatever the time of day."""


def living() -> list[int]:
    """The processes of which there is a sign of life, by their numbers; nothing is left open that they would have to wait for."""
    found = [int(beat.process.rpartition(":")[2]) for beat in jobs.beats()]
    db.session.remove()
    return found


def ended() -> set[str]:
    """The jobs that ran to their end."""
    found = {name for name, run in jobs.last_runs(AT_ONCE).items() if run.done is not None}
    db.session.remove()
    return found


def runs() -> list[str]:
    """The job of every run of those that run seldom."""
    return sorted(job for job in db.session.scalars(db.select(jobs.JobRun.job)) if job in SELDOM)


def test_three_schedulers_at_once_do_what_one_does(app: Flask, database_url: str, tmp_path: Path) -> None:
    id_ = world.task_id("O-1.3-T1", "mof")
    certificate = Evidence("https://www.mof.go.th/certificate", "ใบรับรอง", expires_on=world.TODAY)
    world.do("attach", id_, "liaison.mof", "2013-05-31", evidence=(certificate,))
    db.session.remove()
    running = [process(database_url, tmp_path / "instance", DAY_AFTER, "scheduler") for _ in range(3)]
    try:
        wait(lambda: len(living()) == 3)
        wait(lambda: ended() == set(AT_ONCE))
    finally:
        for each in running:
            each.send_signal(signal.SIGTERM)
    assert {each.wait(PATIENCE) for each in running} == {0}
    assert runs() == sorted(SELDOM) != []
    assert living() == []
    found = store.task(id_)
    assert found is not None
    assert found[1].state is State.SUBMITTED
    assert [event.kind for event in events(stream=f"task:{id_}")].count("evidence_expired") == 1


@pytest.fixture
def folder(tmp_path: Path, sqlite_world: Path) -> Path:
    """An instance with a database of its own."""
    instance = tmp_path / "instance"
    instance.mkdir(exist_ok=True)
    shutil.copyfile(sqlite_world, instance / "tracker.db")
    return instance


@contextmanager
def served(folder: Path) -> Iterator[psutil.Process]:
    """A server with its scheduler."""
    server = process(f"sqlite:///{folder / 'tracker.db'}", folder, DAY_AFTER, "serve", "--port", str(free_port()))
    try:
        wait(lambda: len(living()) == 1)
        yield psutil.Process(server.pid)
    finally:
        server.kill()
        server.wait(PATIENCE)


@pytest.fixture
def seen(folder: Path) -> Iterator[Flask]:
    """The product on the server's database, to look into it."""
    app = world.application(f"sqlite:///{folder / 'tracker.db'}", folder)
    with app.app_context():
        yield app
    world.let_go(app)


def gone(number: int) -> bool:
    """Does this process not run any more?"""
    return not psutil.pid_exists(number) or psutil.Process(number).status() == psutil.STATUS_ZOMBIE


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGKILL, signal.SIGINT])
def test_the_scheduler_beside_a_server_ends_with_it(folder: Path, seen: Flask, sign: signal.Signals) -> None:
    with served(folder) as server:
        family = [each.pid for each in server.children(recursive=True)]
        assert living()[0] in family
        server.send_signal(sign)
        wait(lambda: all(gone(each) for each in family))


def test_a_scheduler_that_is_killed_comes_again(folder: Path, seen: Flask) -> None:
    with served(folder):
        first = living()[0]
        os.kill(first, signal.SIGKILL)
        wait(lambda: any(number != first for number in living()))
        assert "it is started again" in (folder / "log").read_text(encoding="utf-8")


def test_the_scheduler_holds_nothing_of_the_server(folder: Path, seen: Flask) -> None:
    """Neither its port, which would be taken for the next server, nor a connection to its database of before the fork."""
    with served(folder) as server:
        found = psutil.Process(living()[0])
        assert found.ppid() != server.pid
        assert [each for each in (found, found.parent()) if each and each.net_connections()] == []


def test_the_scheduler_outlives_a_terminal_as_the_server_does(folder: Path, seen: Flask) -> None:
    with served(folder):
        first = living()[0]
        for each in (psutil.Process(first), psutil.Process(first).parent()):
            assert each is not None
            each.send_signal(signal.SIGHUP)
        time.sleep(0.5)
        assert not gone(first)


@pytest.mark.parametrize(
    ("lived", "pauses"), [(0.0, [1, 2, 4, 8, 16, 32, 60, 60]), (keeper.STEADY, [1, 1, 1])], ids=["dies", "lives"]
)
def test_one_that_dies_again_and_again_is_started_ever_more_seldom(
    monkeypatch: pytest.MonkeyPatch, lived: float, pauses: list[float]
) -> None:
    kept, rested, now = keeper.Keeper(Flask("x"), os.getppid()), [], [0.0]

    def rest(seconds: float) -> None:
        rested.append(seconds)
        kept.stopping = len(rested) == len(pauses)

    def died(_pid: int) -> int:
        now[0] += lived
        return int(signal.SIGKILL)

    monkeypatch.setattr(keeper, "forked", lambda _work: 1)
    monkeypatch.setattr(keeper, "ended", died)
    monkeypatch.setattr(keeper.time, "monotonic", lambda: now[0])
    monkeypatch.setattr(keeper.signal, "signal", lambda *_: None)
    monkeypatch.setattr(kept, "_rest", rest)
    kept.go()
    assert rested == pauses


def test_a_process_with_threads_is_not_forked() -> None:
    go_on = threading.Event()
    other = threading.Thread(target=go_on.wait)
    other.start()
    try:
        with pytest.raises(RuntimeError, match="threads"):
            keeper.forked(lambda: None)
    finally:
        go_on.set()
        other.join()
