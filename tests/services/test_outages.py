"""Is it known since when the mail server takes nothing, and what it said? On both databases."""

from __future__ import annotations

from datetime import datetime

import pytest
from flask import Flask

from tests.services.outbox_samples import MINUTE, NOON, found, lay, letter, plainly, set_server, states
from tests.services.test_outbox import Carrier, fails
from tracker.jobs import store as jobs
from tracker.reminders import outbox_store
from tracker.reminders.delivery import deliver
from tracker.reminders.faults import Away, Fault, NotNow, Refused, Silent, Unsent, reason
from tracker.reminders.outage_store import Outage, outage
from tracker.reminders.outbox import MessageState
from tracker.reminders.outbox_store import RETRY

AWAY = Away(Fault.AWAY, "[Errno 111] Connection refused")


@pytest.fixture
def post(app: Flask) -> Carrier:
    """A way to a server that takes nothing."""
    set_server(app, plainly(2525))
    return Carrier(lambda _message: AWAY)


def tried(since: datetime, at: datetime, why: Unsent = AWAY) -> Outage:
    return Outage("127.0.0.1:2525", since, at, str(why))


def test_an_outage_begins_once_and_ends_with_the_next_mail_that_goes(post: Carrier) -> None:
    lay([letter(n) for n in range(3)])
    deliver(NOON, post)
    assert outage("mail") == tried(NOON, NOON)
    deliver(NOON + RETRY, post)
    assert outage("mail") == tried(NOON, NOON + RETRY)
    post.fault = lambda _message: None
    assert deliver(NOON + 2 * RETRY, post) == 3
    assert outage("mail") is None


def test_a_server_that_says_nothing_counts_from_the_third_silence(post: Carrier) -> None:
    why = Silent(Fault.SLOW, "timed out")
    post.fault = lambda _message: why
    lay([letter(n) for n in range(2)])
    deliver(NOON, post)
    assert outage("mail") is None
    lay([letter(n) for n in range(2, 5)])
    deliver(NOON + RETRY + MINUTE, post)
    assert outage("mail") == tried(NOON + RETRY + MINUTE, NOON + RETRY + MINUTE, why)


@pytest.mark.parametrize(
    "answer", [Refused(Fault.REFUSED, "550 no such user"), NotNow(Fault.NOT_NOW, "451 later")], ids=["never", "later"]
)
def test_a_server_that_says_no_to_one_is_there(post: Carrier, answer: Exception) -> None:
    lay([letter(1)])
    deliver(NOON, post)
    post.fault = lambda _message: answer
    deliver(NOON + RETRY, post)
    assert outage("mail") is None


def test_what_cannot_even_be_handed_over_ends_nothing(post: Carrier) -> None:
    """An address that is none was never shown to the server."""
    first, second = lay([letter(1), letter(2)])
    deliver(NOON, post)
    post.fault = fails([first], Refused(Fault.ADDRESS))
    assert outbox_store.discard([second], "the tests") == 0  # one that waits is not discarded
    post.fault = lambda _message: Refused(Fault.ADDRESS)
    deliver(NOON + RETRY, post)
    assert outage("mail") == tried(NOON, NOON)


def test_another_server_has_a_record_of_its_own(app: Flask, post: Carrier) -> None:
    lay([letter(1)])
    deliver(NOON, post)
    set_server(app, plainly(2526))
    assert outage("mail") is None
    deliver(NOON + RETRY, post)
    assert outage("mail") == Outage("127.0.0.1:2526", NOON + RETRY, NOON + RETRY, str(AWAY))


def test_whoever_says_now_waits_for_no_turn(post: Carrier) -> None:
    ids = lay([letter(n) for n in range(3)])
    held = lay([letter(9)], held=True)
    deliver(NOON, post)
    post.fault = lambda _message: None
    assert deliver(NOON + MINUTE, post) == 0
    assert outbox_store.try_now(NOON + MINUTE) == 3
    assert [found(id_).attempts for id_ in ids] == [1, 1, 1]
    assert deliver(NOON + MINUTE, post) == 3
    assert states() == {MessageState.SENT: 3, MessageState.HELD: len(held)}
    assert jobs.wishes() == {}


@pytest.mark.parametrize(
    ("detail", "words"),
    [
        ("[Errno 111] Connection refused", "takes no connection"),
        ("[Errno -2] Name or service not known", "No machine of this name"),
        ("[Errno -3] Temporary failure in name resolution", "No machine of this name"),
        ("[Errno 113] No route to host", "does not reach"),
        ("timed out", "firewall"),
        ("Connection unexpectedly closed", "closed the connection"),
        ("self-signed certificate", "issued"),
        ("certificate has expired", "renew"),
        ("Hostname mismatch, certificate is not valid for 'mail.example'.", "another name"),
        ("[SSL: WRONG_VERSION_NUMBER] wrong version number (_ssl.c:1006)", "smtp://"),
    ],
)
def test_the_words_of_a_machine_have_a_meaning(detail: str, words: str) -> None:
    found = reason(f"away: {detail}")
    assert found is not None
    assert found.meaning is not None
    assert words in found.meaning.en


@pytest.mark.parametrize(
    "detail",
    [
        "550 5.7.1 not your address",
        "550 5.7.1 SPF identifier mismatch",
        "(421, b'4.3.2 timed out, the certificate has expired')",
    ],
)
def test_a_servers_own_words_are_left_as_they_are(detail: str) -> None:
    found = reason(f"sender: {detail}")
    assert found is not None
    assert (found.meaning, found.detail) == (None, detail)
