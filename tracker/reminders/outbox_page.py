"""What does the administrator see of the outbox: how much is in which state, and what became of each message?"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from flask import current_app, request
from markupsafe import escape

from tracker.config import Settings
from tracker.lang import Bilingual
from tracker.people.store import names_of
from tracker.reminders import outage_store, outbox_store
from tracker.reminders.eml_files import FOLDER, file_name
from tracker.reminders.faults import Reason, reason
from tracker.reminders.outage_store import Outage
from tracker.reminders.outbox import Channel, MessageState, Purpose
from tracker.reminders.outbox_store import Line, Message
from tracker.reminders.services import service
from tracker.web.counts import MOST_COUNTED
from tracker.web.frame import counted, here, pick

ON_A_PAGE = 50
STATES: Mapping[MessageState, Bilingual] = {
    MessageState.FAILED: Bilingual(th="ส่งไม่สำเร็จ", en="Not sent"),
    MessageState.HELD: Bilingual(th="พักไว้รอยืนยัน", en="Held"),
    MessageState.PENDING: Bilingual(th="รอส่ง", en="Waiting"),
    MessageState.CLAIMED: Bilingual(th="กำลังส่ง", en="Being sent"),
    MessageState.SENT: Bilingual(th="ส่งแล้ว", en="Sent"),
    MessageState.DISCARDED: Bilingual(th="ยกเลิก ไม่ส่ง", en="Discarded"),
}
"""In the order in which they ask for somebody."""
EVERY = Bilingual(th="ทุกข้อความ", en="All messages")
FILED = Bilingual(th="เก็บเป็นไฟล์แล้ว", en="Kept as a file")
PURPOSES: Mapping[str, Bilingual] = {
    Purpose.DIGEST: Bilingual(th="สรุปงานประจำวัน", en="Daily digest"),
    Purpose.NUDGE: Bilingual(th="แจ้งเร่งรัด", en="Nudge"),
    Purpose.TEST: Bilingual(th="ข้อความทดสอบ", en="Test message"),
}
MAIL = Bilingual(th="อีเมล", en="E-mail")
NOBODY = Bilingual(th="ไม่ทราบชื่อ", en="Unknown")
SECRET = "[…]"
"""What stands on the page in the place of the address that unsubscribes: whoever has it may use it."""


@dataclass(frozen=True, slots=True)
class Row:
    """One message of the list for people."""

    line: Line
    who: Bilingual
    channel: Bilingual
    to: str
    state: Bilingual
    reason: Reason | None


@dataclass(frozen=True, slots=True)
class Page:
    """The list as the address asks for it. `after` is the next part's value of the address, None on the last; `folder` is where mail lies
    as files, None where a server is set; `by` says by which server it goes; `outage` that this one takes nothing at present."""

    rows: Sequence[Row]
    counts: Mapping[MessageState, int]
    state: MessageState | None
    after: int | None
    folder: Path | None
    by: str
    most: int
    outage: Outage | None

    @property
    def reason(self) -> Reason | None:
        """Why nothing goes out at present."""
        return reason(self.outage.error) if self.outage else None

    @property
    def title(self) -> Bilingual:
        """What the list holds."""
        return STATES[self.state] if self.state else EVERY

    @property
    def tabs(self) -> list[tuple[str, str, bool, int | None]]:
        """Every state as a link with its count, "999+" where nobody counts on."""
        each = [(STATES[state], state.value, self.counts[state]) for state in STATES]
        return [
            (
                f"{pick(title)} {counted(number)}".strip() if number is not None else pick(title),
                here(state=value, after=None),
                self.state == value,
                None,
            )
            for title, value, number in ((EVERY, None, None), *each)
        ]


@dataclass(frozen=True, slots=True)
class Opened:
    """One message for people, as it was or will be sent, without what only its reader may use."""

    message: Message
    row: Row
    purpose: Bilingual
    plain: str
    html: str
    file: str

    @property
    def gone(self) -> bool:
        """Was the text removed, since it was kept long enough?"""
        return not self.plain


def outbox_page() -> Page:
    """The page of `?state=` and `?after=`; four queries."""
    settings: Settings = current_app.config["SETTINGS"]
    asked = request.args.get("state", "")
    state = next((each for each in MessageState if each.value == asked), None)
    found = outbox_store.listed([state] if state else [], _before(), ON_A_PAGE + 1)
    shown = found[:ON_A_PAGE]
    names = names_of({line.person for line in shown})
    return Page(
        rows=[row_of(line, names) for line in shown],
        counts=outbox_store.counts(MOST_COUNTED),
        state=state,
        after=shown[-1].id if len(found) > ON_A_PAGE else None,
        folder=None if settings.mail else settings.instance / FOLDER,
        by=settings.mail.host if settings.mail else "",
        most=settings.most_messages,
        outage=outage_store.outage(Channel.MAIL) if settings.mail else None,
    )


def opened(message: Message) -> Opened:
    """One message for its page; one query more."""
    line = Line(**{name: getattr(message, name) for name in Line.__slots__})
    hidden = [message.unsubscribe, str(escape(message.unsubscribe))] if message.unsubscribe else []
    plain, html = message.plain, message.html
    for secret in hidden:
        plain, html = plain.replace(secret, SECRET), html.replace(secret, SECRET)
    purpose = PURPOSES.get(message.purpose) or Bilingual(th=message.purpose, en=message.purpose)
    file = file_name(message) if message.channel == Channel.FILE and plain else ""
    return Opened(message, row_of(line, names_of({message.person})), purpose, plain, html, file)


def row_of(line: Line, names: Mapping[int, Bilingual]) -> Row:
    """A message for people: the address of a service is shown by its name alone."""
    other = line.channel == Channel.APPRISE
    filed = line.channel == Channel.FILE and line.state is MessageState.SENT
    return Row(
        line=line,
        who=names.get(line.person, NOBODY),
        channel=service(line.address) if other else MAIL,
        to="" if other else line.address,
        state=FILED if filed else STATES[line.state],
        reason=reason(line.last_error),
    )


def _before() -> int | None:
    text = request.args.get("after", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
