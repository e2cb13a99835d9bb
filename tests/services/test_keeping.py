"""Is what was sent forgotten when it was kept long enough, and nothing that somebody still has to decide? On both databases."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask, current_app
from sqlalchemy import select, update

from tests import world
from tests.services.outbox_samples import NOON, found, lay, letter
from tests.services.telling import at, go_to, rows
from tests.services.test_outbox import Carrier, fails
from tracker import clock
from tracker.extensions import db
from tracker.jobs import table
from tracker.jobs.rules import Found
from tracker.ledger.store import write_transaction
from tracker.reminders import delivery, eml_files, keeping, outbox_store, service, store
from tracker.reminders.delivery import deliver
from tracker.reminders.faults import Fault, Refused
from tracker.reminders.keeping import REMINDERS_KEPT, TEXTS_KEPT
from tracker.reminders.outbox import Channel, MessageState

SECOND = timedelta(seconds=1)


def files() -> list[Path]:
    return sorted((current_app.config["SETTINGS"].instance / "outbox").glob("*"))


def test_a_text_is_kept_for_a_year_and_that_it_was_sent_for_good(app: Flask) -> None:
    (id_,) = lay([letter(1)])
    assert delivery.send_due(NOON) == 1
    whole = found(id_)
    assert len(files()) == 1
    assert keeping.forget(NOON + TEXTS_KEPT) == 1  # the world's own message, of the day before
    assert (found(id_), len(files())) == (whole, 1)
    assert keeping.forget(NOON + TEXTS_KEPT + SECOND) == 1
    left = found(id_)
    assert (left.plain, left.html, left.unsubscribe, files()) == ("", "", "", [])
    kept = ("id", "person", "purpose", "day", "address", "message_id", "subject", "state", "sent_at", "channel")
    assert [getattr(left, name) for name in kept] == [getattr(whole, name) for name in kept]
    assert keeping.forget(NOON + TEXTS_KEPT + SECOND) == 0


def test_what_waits_for_a_persons_word_is_kept_whole(app: Flask) -> None:
    failed, sent = lay([letter(1), letter(2)])
    (held,) = lay([letter(3)], held=True)
    deliver(NOON, Carrier(fails([failed], Refused(Fault.REFUSED, "550"))))
    (waiting,) = lay([letter(4)])
    keeping.forget(NOON + 2 * TEXTS_KEPT)
    assert [bool(found(each).plain) for each in (failed, sent, held, waiting)] == [True, False, True, True]
    outbox_store.discard(None, "admin@demo.example")
    keeping.forget(NOON + 2 * TEXTS_KEPT)
    assert (found(held).plain, found(held).state, found(held).claimed_by) == (
        "",
        MessageState.DISCARDED,
        "admin@demo.example",
    )


def test_of_a_service_only_its_name_stays(app: Flask) -> None:
    (id_,) = lay([letter(1, channel=Channel.APPRISE, address="line://a-secret-token/u-person")])
    message = outbox_store.claim(NOON, "the tests")
    assert message is not None
    outbox_store.sent(message, Channel.APPRISE, NOON)
    keeping.forget(NOON + 2 * TEXTS_KEPT)
    assert found(id_).address == "line://"


def test_a_file_that_cannot_be_removed_is_said_and_keeps_nothing_else(
    app: Flask, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(keeping, "CHUNK", 1)
    stuck, free = lay([letter(1), letter(2)])
    assert delivery.send_due(NOON) == 2
    file = current_app.config["SETTINGS"].instance / "outbox" / eml_files.file_name(found(stuck))
    file.unlink()
    file.mkdir()
    for already in (2, 0):
        with pytest.raises(keeping.NotRemoved, match=rf"{file.name}: ") as said:
            keeping.forget(NOON + TEXTS_KEPT + SECOND)
        assert (said.value.done, said.value.left) == (already, 1)
    assert [bool(found(each).plain) for each in (stuck, free)] == [True, False]
    monkeypatch.setattr(clock, "now", lambda: NOON + TEXTS_KEPT + SECOND)
    with pytest.raises(Found, match=file.name):
        table.forget_messages()
    file.rmdir()
    assert keeping.forget(NOON + TEXTS_KEPT + SECOND) == 1


def test_many_go_by_the_few(app: Flask) -> None:
    lay([letter(n) for n in range(2 * keeping.CHUNK + 3)])
    deliver(NOON, Carrier())
    assert keeping.forget(NOON + 2 * TEXTS_KEPT) == 2 * keeping.CHUNK + 4


def closed(when: datetime) -> None:
    """Every reminder was closed then."""
    with write_transaction():
        db.session.execute(update(store.ReminderRow).values(done_at=when))
    db.session.expire_all()


def test_a_closed_reminder_is_kept_for_two_years_and_no_open_one_goes(app: Flask) -> None:
    day = date(2013, 6, 3)
    go_to(day)
    service.remind(day, at(day))
    task = world.task_id("O-1.3-T2", "mof")
    world.do("verify", task, "coordinator", "2013-06-03")
    service.remind(day, at(day, 10))
    number, over = len(rows()), [each.id for each in rows() if each.task == task]
    ended = max(each.done_at for each in rows() if each.done_at is not None)
    assert keeping.forget_reminders(ended) == 0
    assert keeping.forget(ended + REMINDERS_KEPT + SECOND) >= len(over) > 0
    left = {each.id for each in rows()}
    assert not left & set(over)
    assert len(left) < number
    assert all(each.done_at is None for each in rows())


def test_nobody_is_told_anew_of_what_they_were_done_with(app: Flask) -> None:
    """A reminder that a person has put away, of a task that is open still, is what keeps it from being planned again."""
    day = date(2013, 6, 3)
    go_to(day)
    service.remind(day, at(day))
    closed(at(day))
    keeping.forget_reminders(at(day) + SECOND)
    latest = set(db.session.scalars(select(store.ReminderRow.key)))
    assert {each.key for each in service.wanted(day)} <= latest
    assert service.remind(day, at(day, 11)) == 0
