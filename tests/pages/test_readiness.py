"""What does `/readyz` say to whoever watches the product, and when does it take a server out of service?"""

from __future__ import annotations

import os
import threading
from collections import namedtuple
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy.exc import OperationalError

from tracker import clock
from tracker.evidence.vault import Folder
from tracker.extensions import db
from tracker.jobs import ready, service, store
from tracker.lang import Bilingual
from tracker.ledger.store import write_transaction
from tracker.reminders import outbox

WORDS = Bilingual(th="พบ", en="found")
Usage = namedtuple("Usage", "total used free")


@pytest.fixture(autouse=True)
def well(app, monkeypatch):
    """A scheduler lives, the disk has room, and the vault was not asked yet."""
    monkeypatch.setattr(ready.shutil, "disk_usage", lambda _path: Usage(100, 50, 50))
    monkeypatch.setattr(ready, "VAULT", ready.Remembered())
    with app.app_context():
        service.start("here:1", clock.real_now())
        db.session.remove()


def asked(client, query=""):
    """The status and the answer."""
    answer = client.get(f"/readyz{query}")
    return answer.status_code, answer.get_json()


def test_all_is_well(client):
    status, said = asked(client, "?strict=1")
    assert status == 200
    assert {
        "status": "ok",
        "scheduler": "running",
        "messages": "ok",
        "backup": "off",
        "evidence": "ok",
    }.items() <= said.items()
    assert said["disk_free_percent"] == 50
    assert "warnings" not in said


def test_a_database_that_is_away_takes_the_server_out_of_service(client, monkeypatch):
    def away():
        raise OperationalError("select", {}, Exception("away"))

    monkeypatch.setattr(store, "beats", away)
    assert asked(client) == (503, {"status": "unavailable", "database": "no answer"})


def none_lives(app):
    service.leave("here:1")


def falls_silent(app):
    service.beat("here:1", clock.real_now(), clock.real_now() - timedelta(seconds=500))


def a_job_fails(app):
    with store.noting():
        store.end(store.begin("verify", "here:1", clock.real_now(), None), clock.real_now(), None, WORDS)


def a_job_hangs(app):
    with store.noting():
        store.begin("plan-reminders", "here:1", clock.real_now() - timedelta(minutes=31), None)


def a_message_waits(app):
    letter = outbox.Letter("k", 1, outbox.Purpose.TEST, clock.today(), "email", "a@b.th", "x", "x", "x")
    with write_transaction():
        outbox.put(letter, "<x@y>", clock.now() - timedelta(hours=2))


def laid(**other):
    """A message in the outbox; its id."""
    letter = outbox.Letter("k", 1, outbox.Purpose.TEST, clock.today(), "email", "a@b.th", "x", "x", "x")
    with write_transaction():
        return outbox.put(letter, "<x@y>", clock.now(), **other)


def a_message_is_given_up(app):
    id_ = laid()
    with write_transaction():
        given_up = {"state": outbox.MessageState.FAILED.value, "next_at": None}
        db.session.execute(db.update(outbox.MessageRow).where(outbox.MessageRow.id == id_).values(given_up))


def a_message_is_held(app):
    laid(held=True)


@pytest.mark.parametrize(
    ("happens", "part", "said"),
    [
        (none_lives, "scheduler", {"scheduler": "none"}),
        (falls_silent, "scheduler", {"scheduler": "silent", "scheduler_silent_seconds": 500}),
        (a_job_fails, "jobs", {"scheduler": "running", "jobs_to_look_at": ["verify"]}),
        (a_job_hangs, "jobs", {"scheduler": "running", "jobs_to_look_at": ["plan-reminders"]}),
        (a_message_waits, "messages", {"messages": "late", "oldest_unsent_seconds": 7200}),
        (a_message_is_given_up, "messages", {"messages": "failed", "messages_failed": 1}),
        (a_message_is_held, "messages", {"messages": "held", "messages_held": 1}),
    ],
)
def test_what_somebody_should_look_at_leaves_the_server_in_service(app, client, travel, happens, part, said):
    with app.app_context():
        service.beat("here:1", clock.real_now(), clock.real_now())
        happens(app)
        db.session.remove()
    status, answer = asked(client)
    assert (status, answer["status"], answer["warnings"]) == (200, "warning", [part])
    assert said.items() <= answer.items()
    assert asked(client, "?strict=1")[0] == 503


def test_a_message_that_waits_for_less_than_an_hour_is_no_warning(app, client):
    letter = outbox.Letter("k", 1, outbox.Purpose.TEST, clock.today(), "email", "a@b.th", "x", "x", "x")
    with app.app_context():
        with write_transaction():
            outbox.put(letter, "<x@y>", clock.now() - timedelta(minutes=59))
        db.session.remove()
    assert asked(client)[1]["messages"] == "ok"


@pytest.mark.parametrize(("hours", "said"), [(None, "none"), (25, "ok"), (27, "late")])
def test_the_last_good_backup(app, client, monkeypatch, hours, said):
    monkeypatch.setattr(ready, "no_folder", lambda: None)
    with app.app_context():
        if hours is not None:
            at = clock.real_now() - timedelta(hours=hours)
            with store.noting():
                store.end(store.begin("back-up", "here:1", at, None), at, 3, None)
                store.end(store.begin("back-up", "here:1", clock.real_now(), None), clock.real_now(), None, WORDS)
        db.session.remove()
    answer = asked(client)[1]
    assert answer["backup"] == said
    assert ("backup" in answer.get("warnings", ())) is (said != "ok")


def test_a_vault_that_does_not_answer_is_asked_once_in_a_while(client, monkeypatch):
    times = []

    def away(_self):
        times.append(1)
        raise ConnectionError("no answer")

    monkeypatch.setattr(Folder, "answers", away)
    for _ in range(3):
        status, answer = asked(client)
        assert (status, answer["evidence"], answer["warnings"]) == (200, "no answer", ["evidence"])
    assert len(times) == 1


def test_a_part_that_cannot_say_how_it_is_is_a_warning(client, monkeypatch):
    def gone(_path):
        raise FileNotFoundError("the folder is gone")

    monkeypatch.setattr(ready.shutil, "disk_usage", gone)
    status, answer = asked(client)
    assert (status, answer["warnings"]) == (200, ["disk"])


def test_a_vault_that_takes_its_time_holds_nobody_up(monkeypatch):
    go_on = threading.Event()
    monkeypatch.setattr(ready, "PATIENCE", 0.01)
    vault = ready.Remembered()
    assert vault.well(lambda: go_on.wait(60) and None) is False
    go_on.set()


def test_a_disk_that_is_nearly_full(client, monkeypatch):
    monkeypatch.setattr(ready.shutil, "disk_usage", lambda _path: Usage(100, 91, 9))
    answer = asked(client)[1]
    assert (answer["disk_free_percent"], answer["warnings"]) == (9, ["disk"])


@pytest.mark.parametrize(("hours", "said"), [(1, "failing"), (30, "ok")])
def test_a_report_that_cannot_be_drawn(app, client, hours, said):
    mark = Path(app.instance_path) / "reports" / "x.failed"
    mark.parent.mkdir(exist_ok=True)
    mark.touch()
    at = (clock.real_now() - timedelta(hours=hours)).timestamp()
    os.utime(mark, (at, at))
    answer = asked(client)[1]
    mark.unlink()
    assert answer["pdf"] == said
    assert ("pdf" in answer.get("warnings", ())) is (said == "failing")
