"""Does mail reach a real server, and does every way in which a server can fail leave the message safe and the reason in sight?"""

from __future__ import annotations

import ssl
from collections.abc import Iterator
from datetime import timedelta
from email import message_from_bytes
from email.header import decode_header, make_header
from pathlib import Path

import pytest
from flask import Flask

from tests.services.mail_servers import Mailbox, certificate, free_port, mute, serving
from tests.services.outbox_samples import (
    HTML,
    MINUTE,
    NOON,
    PLAIN,
    SUBJECT,
    UNSUBSCRIBE,
    found,
    lay,
    letter,
    plainly,
    set_server,
    states,
)
from tracker.reminders.delivery import send_due
from tracker.reminders.faults import Fault
from tracker.reminders.outbox import Channel, MessageState
from tracker.reminders.outbox_store import ATTEMPTS, RETRY


@pytest.fixture
def mailbox(app: Flask) -> Iterator[Mailbox]:
    """A server on this machine by which the product sends."""
    mailbox = Mailbox()
    with serving(mailbox) as port:
        set_server(app, plainly(port))
        yield mailbox


def why(id_: int) -> tuple[MessageState, int, str]:
    """What became of a message, its attempts and the fault."""
    one = found(id_)
    return one.state, one.attempts, one.last_error.partition(":")[0]


def test_a_mail_arrives_whole(mailbox: Mailbox) -> None:
    lay([letter()])
    assert send_due(NOON) == 1
    (mail,) = mailbox.mails
    assert mail["Subject"] == SUBJECT
    assert (
        str(make_header(decode_header(message_from_bytes(mailbox.got[0])["From"])))
        == "ระบบติดตามมติคณะรัฐมนตรี <tracker@tracker.example>"
    )
    assert (mail["To"], mailbox.recipients) == ("reader1@mof.go.th", ["reader1@mof.go.th"])
    assert mail["Date"].datetime == NOON
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["List-Unsubscribe"] == f"<{UNSUBSCRIBE}>"
    assert mail["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    plain, html = mail.get_body(("plain",)), mail.get_body(("html",))
    assert plain is not None
    assert html is not None
    assert plain.get_content().replace("\r\n", "\n") == PLAIN
    assert html.get_content().strip() == HTML
    assert max(len(line) for line in mailbox.got[0].splitlines()) < 998
    assert all(byte < 128 for byte in mailbox.got[0])


def test_many_go_over_one_connection(mailbox: Mailbox) -> None:
    ids = lay([letter(n) for n in range(20)])
    assert send_due(NOON) == 20
    assert mailbox.ids == [found(id_).message_id for id_ in ids]


def test_one_address_that_the_server_refuses_is_given_up_and_the_others_go(mailbox: Mailbox) -> None:
    mailbox.refused = {"reader1@mof.go.th": "550 5.1.1 no such user", "reader2@mof.go.th": "451 4.7.1 greylisted"}
    ids = lay([letter(n) for n in range(1, 5)])
    assert send_due(NOON) == 2
    assert why(ids[0]) == (MessageState.FAILED, 1, Fault.REFUSED)
    assert "5.1.1 no such user" in found(ids[0]).last_error
    assert why(ids[1]) == (MessageState.PENDING, 1, Fault.NOT_NOW)
    mailbox.refused = {}
    assert send_due(NOON + RETRY) == 1


@pytest.mark.parametrize(
    "address",
    [
        "a@mof.go.th, thief@evil.example",
        "a@mof.go.th\r\nBcc: thief@evil.example",
        "a@mof.go.th\n",
        "",
        "nobody",
        "a@b@c.th",
        "กขค@mof.go.th",
    ],
)
def test_an_address_that_is_none_or_several_is_given_up(mailbox: Mailbox, address: str) -> None:
    bad, good = lay([letter(1, address=address), letter(2)])
    assert send_due(NOON) == 1
    assert why(bad) == (MessageState.FAILED, 1, Fault.ADDRESS)
    assert mailbox.recipients == [found(good).address]


def test_a_subject_with_a_line_break_is_no_second_header(mailbox: Mailbox) -> None:
    bad, _good = lay([letter(1, subject="งาน\r\nBcc: thief@evil.example"), letter(2)])
    assert send_due(NOON) == 1
    assert why(bad) == (MessageState.FAILED, 1, Fault.CONTENT)


def test_what_the_server_says_of_the_mail_itself_counts(mailbox: Mailbox) -> None:
    mailbox.answer = "554 5.7.1 looks like spam"
    (id_,) = lay([letter()])
    assert send_due(NOON) == 0
    assert why(id_) == (MessageState.FAILED, 1, Fault.CONTENT)


def test_a_sender_that_the_server_does_not_want_waits_for_all(mailbox: Mailbox) -> None:
    mailbox.strict = True
    ids = lay([letter(n) for n in range(3)])
    assert send_due(NOON) == 0
    assert {why(id_) for id_ in ids} == {(MessageState.PENDING, 1, Fault.SENDER)}


def test_ten_minutes_without_a_server_lose_nothing(app: Flask) -> None:
    port, mailbox = free_port(), Mailbox()
    set_server(app, plainly(port))
    ids = lay([letter(n) for n in range(10)])
    for minute in range(11):
        assert send_due(NOON + MINUTE * minute) == 0
    assert {why(id_) for id_ in ids} == {(MessageState.PENDING, 3, Fault.AWAY)}
    assert "refused" in found(ids[0]).last_error
    with serving(mailbox, port=port):
        assert [send_due(NOON + MINUTE * minute) for minute in range(11, 16)] == [0, 0, 0, 0, 10]
    assert sorted(mailbox.ids) == sorted(found(id_).message_id for id_ in ids)


def test_five_hours_without_a_server_are_said_aloud_and_lose_nothing(app: Flask) -> None:
    port, mailbox = free_port(), Mailbox()
    set_server(app, plainly(port))
    ids = lay([letter(n) for n in range(10)])
    for minute in range(5 * 60):
        send_due(NOON + MINUTE * minute)
    assert {why(id_) for id_ in ids} == {(MessageState.FAILED, ATTEMPTS, Fault.AWAY)}
    with serving(mailbox, port=port):
        assert send_due(NOON + timedelta(hours=5)) == 0
        from tracker.reminders import outbox_store

        assert outbox_store.again(None, NOON + timedelta(hours=5)) == 10
        assert send_due(NOON + timedelta(hours=5)) == 10
    assert states() == {MessageState.SENT: 10}
    assert len(set(mailbox.ids)) == 10


def test_a_server_that_says_nothing_is_not_waited_for(app: Flask) -> None:
    ids = lay([letter(n) for n in range(3)])
    with mute() as port:
        set_server(app, plainly(port, timeout=1))
        assert send_due(NOON) == 0
    assert {why(id_) for id_ in ids} == {(MessageState.PENDING, 1, Fault.SLOW)}


def test_a_server_that_takes_mail_and_answers_too_late(app: Flask) -> None:
    """It has the mail, we do not know it: it is sent again under the same name."""
    mailbox = Mailbox(pause=1.5)
    (id_,) = lay([letter()])
    with serving(mailbox) as port:
        set_server(app, plainly(port, timeout=1))
        assert send_due(NOON) == 0
        assert why(id_) == (MessageState.PENDING, 1, Fault.SLOW)
        mailbox.pause = 0
        assert send_due(NOON + RETRY + timedelta(seconds=1)) == 1
    assert len(mailbox.got) == 2
    assert mailbox.got[0] == mailbox.got[1]


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> tuple[ssl.SSLContext, Path]:
    """A certificate that nobody has signed but itself."""
    return certificate(tmp_path_factory.mktemp("tls"))


@pytest.mark.parametrize("implicit", [False, True], ids=["starttls", "tls"])
def test_a_certificate_that_cannot_be_trusted_gets_no_mail(
    app: Flask, shown: tuple[ssl.SSLContext, Path], implicit: bool
) -> None:
    (context, authority), mailbox = shown, Mailbox()
    ids = lay([letter(n) for n in range(2)])
    with serving(mailbox, context, implicit=implicit) as port:
        scheme = "smtps" if implicit else "smtp"
        set_server(app, f"{scheme}://127.0.0.1:{port}")
        assert send_due(NOON) == 0
        assert {why(id_) for id_ in ids} == {(MessageState.PENDING, 1, Fault.CERTIFICATE)}
        assert "self" in found(ids[0]).last_error
        set_server(app, f"{scheme}://127.0.0.1:{port}?ca={authority}")
        assert send_due(NOON + RETRY) == 2
    assert mailbox.tls == [True, True]


def test_a_server_without_tls_gets_no_mail_when_tls_is_wanted(app: Flask) -> None:
    (id_,), mailbox = lay([letter()]), Mailbox()
    with serving(mailbox) as port:
        set_server(app, f"smtp://127.0.0.1:{port}")
        assert send_due(NOON) == 0
    assert why(id_) == (MessageState.PENDING, 1, Fault.NO_TLS)
    assert mailbox.got == []


@pytest.mark.parametrize("password, sent", [("right%20%40", 1), ("wrong", 0)])
def test_it_signs_in(app: Flask, shown: tuple[ssl.SSLContext, Path], password: str, sent: int) -> None:
    context, authority = shown
    (id_,), mailbox = lay([letter()]), Mailbox()
    with serving(mailbox, context, password="right @") as port:
        set_server(app, f"smtp://tracker:{password}@127.0.0.1:{port}?ca={authority}")
        assert send_due(NOON) == sent
    assert why(id_)[2] == ("" if sent else Fault.SIGN_IN)
    assert "right" not in found(id_).last_error


def test_without_a_server_mail_lies_in_files(app: Flask) -> None:
    ids = lay([letter(n) for n in range(3)])
    assert send_due(NOON) == 3
    folder = Path(app.instance_path) / "outbox"
    names = sorted(path.name for path in folder.iterdir())
    assert names == sorted(f"2013-05-31-{found(id_).message_id.strip('<>')}.eml" for id_ in ids)
    assert {found(id_).channel for id_ in ids} == {Channel.FILE}
    assert SUBJECT.encode() not in (folder / names[0]).read_bytes()


def test_a_folder_that_cannot_be_written_is_tried_again(app: Flask) -> None:
    (id_,) = lay([letter()])
    blocked = Path(app.instance_path) / "outbox"
    if blocked.is_dir():
        for path in blocked.iterdir():
            path.unlink()
        blocked.rmdir()
    blocked.write_text("a file where the folder should be")
    assert send_due(NOON) == 0
    assert why(id_) == (MessageState.PENDING, 1, Fault.STORAGE)
    blocked.unlink()
    assert send_due(NOON + RETRY) == 1


def test_a_channel_that_nobody_knows_is_given_up(app: Flask) -> None:
    (id_,) = lay([letter(1, channel="pigeon")])
    assert send_due(NOON) == 0
    assert why(id_) == (MessageState.FAILED, 1, Fault.CHANNEL)
