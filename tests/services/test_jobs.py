"""Is a job run once by however many schedulers, as soon as somebody asks, and again when it broke off? And is every run kept?"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

import pytest
import time_machine
from flask import Flask

from tests import world
from tracker import clock, scheduler
from tracker.dashboard.checks import Checked
from tracker.dashboard.verification import Verification
from tracker.extensions import db
from tracker.jobs import service, store, table
from tracker.jobs.job import Job, every
from tracker.jobs.rules import BROKEN_OFF, Found, Outcome, Run, outcome
from tracker.jobs.table import JOBS
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken

WORDS = Bilingual(th="พบ", en="found")


def job(run: Callable[[], int] = lambda: 1, name: str = "x", **more: object) -> Job:
    """A job that runs every hour."""
    return Job(name, WORDS, WORDS, every(60), run, **more)  # type: ignore[arg-type]


def work(app: Flask, *jobs: Job, process: str = "here:1") -> scheduler.Work:
    """A scheduler that runs these and has said that it lives."""
    service.start(process, clock.real_now())
    return scheduler.Work(app, jobs or JOBS, process=process)


def last(name: str = "x") -> Run | None:
    """The last run of a job; nothing is left open that the scheduler would have to wait for."""
    found = store.last_runs([name]).get(name)
    db.session.remove()
    return found


def runs(name: str = "x") -> list[int | None]:
    """What every run of a job did, the oldest first."""
    query = db.select(store.JobRun.done).where(store.JobRun.job == name).order_by(store.JobRun.id)
    found = list(db.session.scalars(query))
    db.session.remove()
    return found


@pytest.fixture(autouse=True)
def at_eight(travel: time_machine.Traveller) -> None:
    """The real clock is in the test's hands."""


def test_a_run_is_a_row(app: Flask) -> None:
    work(app, job(lambda: 3)).do(job(lambda: 3))
    found = last()
    assert found is not None
    assert (found.job, found.process, found.done, found.fault, found.asked_by) == ("x", "here:1", 3, None, None)
    assert found.started_at == found.ended_at == clock.real_now()


def test_schedulers_after_each_other_do_what_one_does(app: Flask, travel: time_machine.Traveller) -> None:
    both = [work(app, job(), process=f"here:{number}") for number in (1, 2, 3)]
    for hours in range(3):
        for each in both:
            each.do(job())
        assert len(runs()) == hours + 1
        travel.shift(timedelta(hours=1))


def test_every_job_runs_once_after_three_days_off(app: Flask, travel: time_machine.Traveller) -> None:
    jobs = [job(name=f"{each.name}") for each in JOBS]
    for each in jobs:
        work(app, *jobs).do(each)
    travel.shift(timedelta(days=3))
    after = work(app, *jobs, process="here:2")
    for _look in range(2):
        due = service.waiting(tuple(jobs), "here:2", clock.real_now(), timedelta(0))
        db.session.remove()
        for each in due:
            after.do(each)
    assert [len(runs(each.name)) for each in jobs] == [2] * len(jobs)


def test_a_fault_is_kept_in_words_and_the_job_tried_again_later(app: Flask, travel: time_machine.Traveller) -> None:
    def fail() -> int:
        raise ValueError("broken\nin two lines")

    running = work(app)
    running.do(job(fail))
    found = last()
    assert found is not None
    assert found.done is None
    assert found.fault is not None
    assert "ValueError: broken in two lines" in found.fault.en
    running.do(job())
    assert runs() == [None]
    travel.shift(timedelta(minutes=11))
    running.do(job())
    assert runs() == [None, 1]


def test_what_a_person_must_look_at_is_no_failure(app: Flask, travel: time_machine.Traveller) -> None:
    def find() -> int:
        raise Found(7, WORDS)

    running = work(app)
    running.do(job(find))
    found = last()
    assert found is not None
    assert (found.done, found.fault) == (7, WORDS)
    travel.shift(timedelta(minutes=11))
    running.do(job(find))
    assert runs() == [7]


def test_a_refusal_keeps_its_own_words(app: Flask) -> None:
    def refuse() -> int:
        raise RuleBroken("field", WORDS)

    assert scheduler.result_of(job(refuse)).fault == WORDS


def test_a_run_whose_scheduler_was_killed_has_broken_off_and_is_done_again(
    app: Flask, travel: time_machine.Traveller
) -> None:
    service.start("killed:1", clock.real_now())
    assert service.begin(job(), "killed:1", clock.real_now(), timedelta(0))
    running = work(app)
    running.do(job())
    assert runs() == [None], "as long as it may live, nobody takes its place"
    travel.shift(timedelta(minutes=11))
    killed = last()
    assert outcome(killed, {"here:1"}) is Outcome.BROKEN_OFF
    service.beat("here:1", running.started_at, clock.real_now())
    running.do(job())
    assert runs() == [None, 1]
    query = db.select(store.JobRun.error).order_by(store.JobRun.id)
    assert [BROKEN_OFF.en in error for error in db.session.scalars(query)] == [True, False]


def test_a_process_of_the_same_name_does_not_keep_the_old_ones_run_open(app: Flask) -> None:
    """In a container the scheduler has the same number each time."""
    service.start("box:7", clock.real_now())
    service.begin(job(), "box:7", clock.real_now(), timedelta(0))
    service.start("box:7", clock.real_now())
    found = last()
    assert found is not None
    assert found.fault == BROKEN_OFF


def test_whoever_asks_twice_asks_once(app: Flask) -> None:
    running, admin = work(app), world.actor("admin").id
    db.session.remove()
    running.do(job())
    assert [service.ask(job(), admin), service.ask(job(), None)] == [True, False]
    for _ in range(3):
        running.do(job())
    assert runs() == [1, 1]
    found = last()
    assert found is not None
    assert found.asked_by == admin


def test_a_wish_made_while_it_runs_waits_for_the_end(app: Flask) -> None:
    def ask() -> int:
        service.ask(job(), None)
        assert service.begin(job(), "here:2", clock.real_now(), timedelta(0)) is None
        return 1

    running = work(app)
    running.do(job(ask))
    running.do(job(lambda: 2))
    assert runs() == [1, 2]


def test_what_is_switched_off_does_not_run(app: Flask) -> None:
    off = job(off=lambda: WORDS)
    work(app, off).do(off)
    assert runs() == []
    with pytest.raises(service.NoSuchJob):
        service.ask(off, None)


def test_the_first_run_of_all_waits_for_its_time(app: Flask) -> None:
    patient = job(patience=timedelta(minutes=30))
    running = work(app, patient)
    running.do(patient)
    assert runs() == []
    running.began = time.monotonic() - 1801
    running.do(patient)
    assert runs() == [1]


def test_a_result_is_noted_when_the_database_is_back(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: object) -> None:
        raise OSError("the database is away")

    running = work(app, job())
    with monkeypatch.context() as patch:
        patch.setattr(service, "end", away)
        with pytest.raises(OSError, match="away"):
            running.do(job())
    assert runs() == [None]
    running._note_results()
    assert runs() == [1]


def test_runs_are_kept_for_ninety_days(app: Flask, travel: time_machine.Traveller) -> None:
    work(app).do(job())
    travel.shift(timedelta(days=89))
    assert service.forget(clock.real_now()) == 1, "the scheduler of which nothing was heard"
    assert runs() == [1]
    travel.shift(timedelta(days=2))
    assert service.forget(clock.real_now()) == 1
    assert runs() == []


def test_a_scheduler_that_ends_in_good_order_leaves_nothing_behind(app: Flask) -> None:
    work(app)
    assert [beat.process for beat in store.beats()] == ["here:1"]
    service.leave("here:1")
    assert store.beats() == []


def test_verifying_counts_the_events_and_names_what_does_not_hold(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    assert table.verify() > 0
    wrong = Checked(clock.real_now(), Verification(9, "head", ("row 3", "row 4")))
    monkeypatch.setattr(table, "checked", lambda: wrong)
    with pytest.raises(Found, match="2 things do not agree") as found:
        table.verify()
    assert found.value.done == 9
    assert "row 3" in found.value.words.th


def test_the_jobs_have_names_of_their_own() -> None:
    assert len({each.name for each in JOBS}) == len(JOBS)
    assert max(len(each.name) for each in JOBS) <= 60
