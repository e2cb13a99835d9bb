"""Does any subject arrive whole, and does no text break a mail?"""

from __future__ import annotations

from datetime import UTC, date, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tracker.mail_server import Sender
from tracker.reminders.faults import Fault, NotNow, Refused, reason
from tracker.reminders.letters import mail, recipient
from tracker.reminders.outbox import MessageState, message_id
from tracker.reminders.outbox_store import Message

FROM = Sender('ระบบติดตามมติคณะรัฐมนตรี, กระทรวง "ไอซีที"', "tracker@mict.go.th")
NOW = datetime(2013, 5, 31, 5, tzinfo=UTC)
WORDS = st.text(st.sampled_from("กขคงจฉชซ่้ำเแไ ๑๒ABc0-.,:;()“”–=?_"), min_size=1, max_size=400)


def message(subject: str = "งาน", plain: str = "x", html: str = "", unsubscribe: str = "") -> Message:
    """A message with these words."""
    return Message(
        1, 1, "digest", date(2013, 5, 31), "mail", "a@mof.go.th", message_id("k", "mict.go.th"), subject, plain, html, unsubscribe,
        MessageState.CLAIMED, 1, None, None, "", "", NOW, None,
    )  # fmt: skip


@given(WORDS)
@example("งานครบกำหนด 3 งาน และ O-1.3 เลยกำหนดมาแล้ว 5 วันทำการ " * 5)
@example("Five tasks are due และอีก 3 งาน of the Ministry of Finance " * 4)
def test_every_subject_arrives_whole(subject: str) -> None:
    sent = mail(message(subject), FROM)
    assert all(
        len(line) <= 78 for line in sent.split(b"\r\n\r\n")[0].split(b"\r\n") if not line.startswith(b"Message-ID")
    )
    assert message_from_bytes(sent, policy=default)["Subject"] == subject.strip() or subject != subject.strip()


@given(st.text(max_size=300), st.text(max_size=300))
def test_every_text_makes_a_mail(plain: str, html: str) -> None:
    sent = mail(message("x", plain, html), FROM)
    assert all(byte < 128 for byte in sent)
    body = message_from_bytes(sent, policy=default).get_body(("plain",))  # type: ignore[attr-defined]
    wanted = plain.encode("utf-8", "replace").decode()
    assert "".join(body.get_content().split()) == "".join(wanted.split())


def test_the_same_message_is_the_same_bytes() -> None:
    assert len({mail(message("งาน", "ก", "<p>ก</p>"), FROM) for _ in range(5)}) == 1


def test_a_long_address_to_unsubscribe_stays_one_address() -> None:
    address = "https://tracker.example/unsubscribe/" + "a1" * 200
    sent = mail(message(unsubscribe=address), FROM)
    assert f"List-Unsubscribe: <{address}>\r\n".encode() in sent


def test_the_sender_has_a_name_with_every_sign() -> None:
    """Read by the older reader of the standard library: the newer one puts blanks between the coded pieces of a name."""
    found = message_from_bytes(mail(message(), FROM))["From"]
    assert str(make_header(decode_header(found))) == f"{FROM.name} <{FROM.address}>"


@pytest.mark.parametrize("subject", ["a\nb", "a\rb", "งาน\r\nBcc: x@y.th"])
def test_a_subject_of_two_lines_is_refused(subject: str) -> None:
    with pytest.raises(Refused) as refused:
        mail(message(subject), FROM)
    assert refused.value.fault is Fault.CONTENT


@pytest.mark.parametrize("address", ["a@demo.example", "A.B+c@MOF.go.th", "x@ไทย.ไทย"])
def test_a_sound_address_is_one(address: str) -> None:
    assert recipient(address).isascii()


@pytest.mark.parametrize(
    "address",
    [
        "a@b.th,c@d.th",
        "a@b.th c@d.th",
        "a@b.th\r\n",
        "<a@b.th>",
        "A <a@b.th>",
        "a@b.th;c@d.th",
        "a",
        "",
        "ก@b.th",
        "a@b",
    ],
)
def test_whatever_is_not_one_address_is_refused(address: str) -> None:
    with pytest.raises(Refused) as refused:
        recipient(address)
    assert refused.value.fault is Fault.ADDRESS


def test_the_same_key_has_the_same_name_always() -> None:
    assert message_id("digest:1", "a.th") == message_id("digest:1", "a.th") != message_id("digest:2", "a.th")


def test_a_reason_is_a_sentence_with_what_was_said() -> None:
    assert reason("") is None
    for fault in Fault:
        found = reason(str(NotNow(fault, "451 later\r\n\x00!")))
        assert found is not None
        assert found.sentence.th
        assert found.detail == "451 later !"
    odd = reason("something of long ago")
    assert odd is not None
    assert odd.detail == "something of long ago"
