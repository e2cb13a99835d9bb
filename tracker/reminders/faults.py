"""Why was a message not sent? A few reasons that people read as a sentence, and what the server itself said."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from tracker.lang import Bilingual
from tracker.reminders.meanings import meant

LONGEST_DETAIL = 500
UNREADABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\ud800-\udfff]+")


class Fault(StrEnum):
    """What kept a message from being sent."""

    ADDRESS = "address"
    AWAY = "away"
    CERTIFICATE = "certificate"
    CHANNEL = "channel"
    CONTENT = "content"
    INTERRUPTED = "interrupted"
    NO_TLS = "no_tls"
    NOT_NOW = "not_now"
    REFUSED = "refused"
    SENDER = "sender"
    SERVICE = "service"
    SIGN_IN = "sign_in"
    SLOW = "slow"
    STORAGE = "storage"
    UNFORESEEN = "unforeseen"


SENTENCES: Mapping[Fault, Bilingual] = {
    Fault.ADDRESS: Bilingual(
        th="ที่อยู่อีเมลไม่ถูกต้อง หนึ่งบัญชีใช้ได้หนึ่งที่อยู่ และต้องไม่มีจุลภาคหรือการขึ้นบรรทัดใหม่ กรุณาเปิดบัญชีใหม่ที่มีที่อยู่ถูกต้อง",
        en="The e-mail address is not sound: one account has one address, without commas or line breaks. Open another account.",
    ),
    Fault.AWAY: Bilingual(th="ติดต่อเซิร์ฟเวอร์อีเมลไม่ได้", en="The mail server cannot be reached."),
    Fault.CERTIFICATE: Bilingual(
        th="ใบรับรอง TLS ของเซิร์ฟเวอร์อีเมลเชื่อถือไม่ได้ จึงไม่ส่งข้อความให้",
        en="The TLS certificate of the mail server cannot be trusted, so nothing was handed to it.",
    ),
    Fault.CHANNEL: Bilingual(
        th="ช่องทางนี้ใช้ไม่ได้ ระบบส่งไปยังบริการที่อนุญาตผ่าน https เท่านั้น กรุณาเลือกช่องทางใหม่",
        en="This channel cannot be used: only permitted services are reached, over https. Choose another one.",
    ),
    Fault.CONTENT: Bilingual(th="เซิร์ฟเวอร์อีเมลไม่รับข้อความนี้", en="The mail server does not take this message."),
    Fault.INTERRUPTED: Bilingual(
        th="การส่งถูกขัดจังหวะทุกครั้งก่อนทราบผล ผู้รับอาจได้รับแล้ว",
        en="Sending broke off each time before its result was known; it may have arrived.",
    ),
    Fault.NO_TLS: Bilingual(
        th="เซิร์ฟเวอร์อีเมลไม่รองรับการเข้ารหัส (STARTTLS) จึงไม่ส่งข้อความให้",
        en="The mail server offers no encryption (STARTTLS), so nothing was handed to it.",
    ),
    Fault.NOT_NOW: Bilingual(
        th="เซิร์ฟเวอร์อีเมลยังไม่รับข้อความนี้ในขณะนี้", en="The mail server does not take this message at present."
    ),
    Fault.REFUSED: Bilingual(
        th="เซิร์ฟเวอร์อีเมลปฏิเสธที่อยู่ของผู้รับ กรุณาตรวจที่อยู่แล้วส่งอีกครั้ง",
        en="The mail server refuses the recipient's address. Check it and send again.",
    ),
    Fault.SENDER: Bilingual(
        th="เซิร์ฟเวอร์อีเมลไม่รับที่อยู่ผู้ส่ง (TRACKER_MAIL_FROM)",
        en="The mail server refuses the sender's address (TRACKER_MAIL_FROM).",
    ),
    Fault.SERVICE: Bilingual(th="บริการปลายทางไม่รับข้อความ", en="The service did not take the message."),
    Fault.SIGN_IN: Bilingual(
        th="เซิร์ฟเวอร์อีเมลไม่รับชื่อผู้ใช้หรือรหัสผ่าน (TRACKER_SMTP_URL)",
        en="The mail server refuses the user name or password (TRACKER_SMTP_URL).",
    ),
    Fault.SLOW: Bilingual(th="เซิร์ฟเวอร์อีเมลตอบช้าเกินไป", en="The mail server took too long to answer."),
    Fault.STORAGE: Bilingual(
        th="เขียนไฟล์ลงโฟลเดอร์ของระบบไม่ได้", en="The file cannot be written into the instance folder."
    ),
    Fault.UNFORESEEN: Bilingual(
        th="เกิดข้อผิดพลาดที่ไม่คาดไว้ รายละเอียดอยู่ในบันทึกของระบบ", en="An unforeseen fault; the log holds its details."
    ),
}


class Unsent(Exception):
    """A message was not sent: why, and what was said about it."""

    def __init__(self, fault: Fault, detail: object = "") -> None:
        self.fault, self.detail = fault, readable(detail)
        super().__init__(kept(self.fault, self.detail))


class Refused(Unsent):
    """This message will never be taken as it is."""


class NotNow(Unsent):
    """This message was not taken; it is tried again, and the others go on."""


class Silent(NotNow):
    """There was no answer about this message: it is tried again. After a few in a row the server is taken to be away."""


class Away(Unsent):
    """Nothing goes out by this way at present: whatever waits for it has been tried as well."""


@dataclass(frozen=True, slots=True)
class Reason:
    """What people read: a sentence, the words of the server or service, and what those mean where they are a machine's usual ones."""

    sentence: Bilingual
    detail: str = ""

    @property
    def meaning(self) -> Bilingual | None:
        """The words of the machine as a sentence."""
        return meant(self.detail)


def readable(detail: object) -> str:
    """What a server said, as one line of readable text that is not too long."""
    text = detail.decode("utf-8", "replace") if isinstance(detail, bytes) else str(detail)
    return UNREADABLE.sub(" ", text).strip()[:LONGEST_DETAIL]


def kept(fault: Fault, detail: str) -> str:
    """A fault as it is kept in a row."""
    return f"{fault.value}: {detail}" if detail else fault.value


def reason(text: str) -> Reason | None:
    """What a row says for people; None when it says nothing."""
    word, _colon, detail = text.partition(": ")
    if not text:
        return None
    sentence = next((words for fault, words in SENTENCES.items() if fault.value == word), None)
    return Reason(sentence, detail) if sentence else Reason(SENTENCES[Fault.UNFORESEEN], text)
