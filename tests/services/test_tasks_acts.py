"""Two people, a double click and a failure in the middle: what does the service keep? On both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable

import pytest
from flask import Flask

from tests import world
from tracker.extensions import db
from tracker.ledger.kinds import to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, events, last_seq
from tracker.tasks import service, store
from tracker.tasks.facts import Evidence
from tracker.tasks.rules import Act
from tracker.tasks.task import Task
from tracker.tasks.workflow import STEP, State

PROOF = (Evidence("https://www.mof.go.th/e-service", "หน้าเว็บ"),)
NOW = world.at("2013-05-31", 11)


@pytest.fixture
def begun(app: Flask) -> Task:
    """A task of the Ministry of Finance as it stands before anybody acts."""
    return current(world.task_id("O-1.3-T3", "mof"))


def current(id_: int) -> Task:
    found = store.task(id_)
    assert found is not None
    return found[1]


def log(id_: int, percent: int, **more: object) -> Task:
    what = Act(note=f"ทำไปแล้ว {percent}", percent=percent, effective_on=world.TODAY, evidence=PROOF)
    return service.act(id_, STEP["progress"], what, world.actor("liaison.mof"), NOW, **more)  # type: ignore[arg-type]


def together(app: Flask, *acts: Callable[[], object]) -> list[object]:
    """Run acts in threads that start at the same moment; each answer is a task or the exception that came."""
    gate, answers = threading.Barrier(len(acts)), [None] * len(acts)

    def run(place: int, one: Callable[[], object]) -> None:
        with app.app_context():
            gate.wait()
            try:
                answers[place] = one()
            except Exception as error:
                answers[place] = error
            finally:
                db.session.remove()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return answers


def test_of_people_acting_at_once_on_one_version_exactly_one_succeeds(app, begun):
    db.session.rollback()
    answers = together(
        app, *(lambda percent=percent: log(begun.id, percent, expected=begun.version) for percent in (10, 20, 30, 40))
    )
    done = [each for each in answers if isinstance(each, Task)]
    assert len(done) == 1
    assert sum(isinstance(each, ChangedMeanwhile) for each in answers) == 3, answers
    after = current(begun.id)
    assert (after.claimed, after.version) == (done[0].claimed, begun.version + 1)


def test_the_same_form_sent_many_times_at_once_acts_once(app, begun):
    db.session.rollback()
    answers = together(
        app, *(lambda: log(begun.id, 60, expected=begun.version, act_key="one-form-one-act") for _ in range(4))
    )
    assert sum(isinstance(each, Task) for each in answers) == 1, answers
    assert sum(isinstance(each, AlreadyDone) for each in answers) == 3, answers
    assert current(begun.id).version == begun.version + 1


def test_people_acting_at_once_on_different_tasks_all_succeed(app):
    ids = [world.task_id(f"O-1.3-T{number}", "mof") for number in (3, 4, 5)]
    db.session.rollback()
    answers = together(app, *(lambda id_=id_: log(id_, 60) for id_ in ids))
    assert [each.claimed if isinstance(each, Task) else each for each in answers] == [60, 60, 60]


def test_a_failure_after_the_record_leaves_nothing_of_the_act(app, begun, monkeypatch):
    before = last_seq()

    def broken(*_: object) -> None:
        raise OSError("the disk is full")

    monkeypatch.setattr(store, "save", broken)
    with pytest.raises(OSError, match="disk"):
        log(begun.id, 60)
    monkeypatch.undo()
    assert last_seq() == before
    assert current(begun.id) == begun


def test_a_refused_act_leaves_no_trace(app, begun):
    before = last_seq()
    for step, what, broken in (
        ("progress", Act(note="x", percent=101, effective_on=world.TODAY), RuleBroken),
        ("verify", Act(), RuleBroken),
        ("submit", Act(note="เสร็จ", effective_on=world.TODAY), RuleBroken),
    ):
        with pytest.raises(broken):
            service.act(begun.id, STEP[step], what, world.actor("liaison.mof"), NOW)
    with pytest.raises(service.NoSuchTask):
        service.act(10**8, STEP["start"], Act(effective_on=world.TODAY), world.actor("liaison.mof"), NOW)
    assert last_seq() == before


def test_an_act_is_kept_word_for_word_with_its_day_and_its_evidence(app, begun):
    note = "บรรทัดแรก\nบรรทัดที่สอง 🙂 <b>“คำ”</b>"
    service.act(
        begun.id, STEP["submit"], Act(note=note, effective_on=world.ENTERED, evidence=PROOF), world.actor("liaison.mof"), NOW
    )  # fmt: skip
    told = list(events(stream=f"task:{begun.id}"))[-1]
    assert told.data["note"] == note
    assert to_fact(told.kind, told.data).evidence == PROOF
    assert (told.effective_on, told.recorded_at) == (world.ENTERED, NOW)
    after = current(begun.id)
    assert (after.state, after.claimed_on, after.last_note, after.evidence) == (State.SUBMITTED, world.ENTERED, note, 1)


def test_news_of_tasks_are_found_by_kind_between_two_cuts(app):
    returned, verified = world.task_id("O-1.3-T1", "mol"), world.task_id("O-1.3-T1", "mof")
    kinds = ("task_verified", "task_returned")
    found = store.told_about([returned, verified], kinds, after=0, upto=last_seq())
    assert [event.kind for event in found] == ["task_returned", "task_verified"]
    assert store.told_about([returned, verified], kinds, after=found[0].seq, upto=last_seq()) == []
    assert store.told_about([], kinds, after=0, upto=last_seq()) == []
    assert [event.seq for event in store.told_about([verified], kinds, after=0, upto=found[0].seq)] == [found[1].seq]


def test_a_form_that_comes_again_with_other_words_is_stale_and_not_taken_for_done(app, begun):
    log(begun.id, 60, expected=begun.version, act_key="the-same-token")
    with pytest.raises(AlreadyDone):
        log(begun.id, 60, expected=begun.version, act_key="the-same-token")
    with pytest.raises(ChangedMeanwhile):
        log(begun.id, 80, expected=begun.version, act_key="the-same-token")
    assert current(begun.id).claimed == 60
