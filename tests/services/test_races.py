"""Of many who act on one thing at the same moment, does exactly one win, and do the others learn of it?"""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from flask import Flask

from tests import world
from tracker.access.policy import Role
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.letters import service as letters
from tracker.letters import store as letter_store
from tracker.people import service as people
from tracker.reminders import stalled
from tracker.seeding import load, seeds
from tracker.tasks import service, store
from tracker.tasks.rules import Act
from tracker.tasks.workflow import STEP

pytestmark = pytest.mark.disk

MANY = 8


def at_once(app: Flask, work: Callable[[], object]) -> Counter[str]:
    """Do the work in many threads that start together; how each ended ("done" or the name of the refusal)."""
    db.session.remove()
    start = threading.Barrier(MANY)

    def one() -> str:
        with app.app_context():
            start.wait()
            try:
                work()
            except (RuleBroken, ChangedMeanwhile, AlreadyDone) as refusal:
                return type(refusal).__name__
            return "done"

    with ThreadPoolExecutor(MANY) as pool:
        return Counter(done.result() for done in [pool.submit(one) for _ in range(MANY)])


def test_one_of_many_verdicts_counts(app: Flask) -> None:
    """The same page open in many rooms: one verifies, the others are told that it changed meanwhile."""
    id_, coordinator = world.task_id("O-1.3-T2", "mof"), world.actor("coordinator")
    found = store.task(id_)
    assert found is not None
    seen = found[1].version
    ends = at_once(
        app, lambda: service.act(id_, STEP["verify"], Act(), coordinator, world.at("2013-05-31"), expected=seen)
    )
    assert ends == {"done": 1, "ChangedMeanwhile": MANY - 1}
    found = store.task(id_)
    assert found is not None
    assert (found[1].version, found[1].verified) == (seen + 1, 100)


def test_a_form_that_was_sent_many_times_acts_once(app: Flask) -> None:
    id_, liaison = world.task_id("O-1.3-T3", "mof"), world.actor("liaison.mof")
    act = Act("เริ่มแล้ว", 10, world.TODAY)
    now = world.at("2013-05-31")
    ends = at_once(
        app, lambda: service.act(id_, STEP["progress"], act, liaison, now, expected=1, act_key="one-form-one-act")
    )
    assert ends == {"done": 1, "AlreadyDone": MANY - 1}
    found = store.task(id_)
    assert found is not None
    assert (found[1].version, found[1].claimed) == (2, 10)


def test_one_address_gets_one_account(app: Flask) -> None:
    name = Bilingual(th="ผู้ตรวจสอบ", en="Auditor")
    ends = at_once(app, lambda: people.add_user("new@oag.go.th", name, Role.AUDITOR, None, "long enough a password"))
    assert ends == {"done": 1, "RuleBroken": MANY - 1}


def test_one_number_goes_to_one_of_many_letters(app: Flask) -> None:
    """Eight letters are sent at once under one number, however it is typed; one has it, seven are told that it is taken."""
    day, coordinator = world.at("2013-05-31", 17), world.actor("coordinator")
    agencies = sorted(each.agency for each in stalled.for_others(stalled.to_write(world.TODAY)))[:MANY]
    drafts = [letters.draw_up(1, agency, coordinator, day).id for agency in agencies]
    typed = dict(zip(drafts, ["12", "012", "๑๒", "๐๑๒"] * 2, strict=True))

    def send_the_next() -> None:
        id_ = drafts.pop()
        letters.send(id_, typed[id_], world.TODAY, "นายสมชาย ใจดี", "ปลัดกระทรวง", coordinator, day, expected=1)

    assert at_once(app, send_the_next) == {"done": 1, "RuleBroken": MANY - 1}
    assert len(letter_store.of_number("ทก 0100.4/12")) == 1
    assert verification().problems == ()


def test_a_file_loaded_many_times_at_once_changes_nothing(app: Flask) -> None:
    before = store.next_id()
    assert at_once(app, lambda: load(seeds() / f"{world.RESOLUTION}.yaml")) == {"done": MANY}
    assert store.next_id() == before
    assert verification().problems == ()
