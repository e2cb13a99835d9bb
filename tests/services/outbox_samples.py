"""What lies in the outbox of a test, and by which server does it go?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from flask import Flask, current_app

from tests import world
from tracker.ledger.store import write_transaction
from tracker.mail_server import Sender, mail_server
from tracker.reminders import outbox, outbox_store
from tracker.reminders.outbox import Channel, Letter, MessageState, Purpose
from tracker.reminders.outbox_store import Message

DAY = date(2013, 5, 31)
NOON = datetime(2013, 5, 31, 5, tzinfo=UTC)
MINUTE = timedelta(minutes=1)
SUBJECT = (
    "งานครบกำหนด 3 งาน และ O-1.3 เลยกำหนดมาแล้ว 5 วันทำการ กรุณาบันทึกความก้าวหน้า หรือขอขยายกำหนดก่อนวันศุกร์ที่ 7 มิถุนายน พ.ศ. 2556"
)
PLAIN = "เรียน ผู้ประสานงาน\n\nงาน O-1.3-T3 เลยกำหนดแล้ว\nหยุดรับ: https://tracker.example/u/secret\n"
HTML = '<p>งาน <b>O-1.3-T3</b> เลยกำหนดแล้ว</p><script>alert(1)</script><a href="https://tracker.example/u/secret">หยุดรับ</a>'
UNSUBSCRIBE = "https://tracker.example/u/secret"


class Carrier:
    """Carries what it is given, or raises what the test says for a message's number."""

    def __init__(self, fault: Callable[[Message], Exception | None] = lambda _message: None) -> None:
        self.fault, self.carried, self.asked = fault, list[str](), list[int]()

    def send(self, message: Message) -> Channel:
        """Carry one."""
        self.asked.append(message.id)
        if (error := self.fault(message)) is not None:
            raise error
        self.carried.append(message.message_id)
        return Channel.MAIL


def letter(number: int = 1, **other: object) -> Letter:
    """A digest to the liaison of the Ministry of Finance; each number is another one."""
    mine = Letter(
        f"digest:{DAY}:{number}", world.actor("liaison.mof").id or 0, Purpose.DIGEST, DAY, Channel.MAIL, f"reader{number}@mof.go.th",
        SUBJECT, PLAIN, HTML, UNSUBSCRIBE,
    )  # fmt: skip
    return replace(mine, **other)  # type: ignore[arg-type]


def lay(letters: Iterable[Letter], now: datetime = NOON, *, held: bool = False) -> list[int]:
    """Put letters into the outbox; their ids."""
    with write_transaction():
        laid = [outbox.put(each, outbox.message_id(each.key, "tracker.example"), now, held=held) for each in letters]
    return [id_ for id_ in laid if id_ is not None]


def found(id_: int) -> Message:
    """The message as it is."""
    message = outbox_store.one(id_)
    assert message is not None
    return message


def states() -> dict[MessageState, int]:
    """How many are in which state; states without any are left out. The world's own message does not count."""
    counted = outbox_store.counts(10_000)
    counted[MessageState.SENT] -= 1
    return {state: number for state, number in counted.items() if number}


def set_server(app: Flask, address: str) -> None:
    """Let the product send by this server."""
    settings = current_app.config["SETTINGS"]
    app.config["SETTINGS"] = replace(
        settings, mail=mail_server(address), mail_from=Sender("ระบบติดตามมติคณะรัฐมนตรี", "tracker@tracker.example")
    )


def plainly(port: int, **options: object) -> str:
    """The address of a server on this machine, without TLS."""
    return f"smtp://127.0.0.1:{port}?starttls=off" + "".join(f"&{name}={value}" for name, value in options.items())
