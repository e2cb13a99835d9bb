"""What does a machine mean by its few words? The usual ones of networks and certificates as a sentence that tells people where to look."""

from __future__ import annotations

import re

from tracker.lang import Bilingual

MEANINGS: tuple[tuple[re.Pattern[str], Bilingual], ...] = tuple(
    (re.compile(words, re.IGNORECASE), Bilingual(th=thai, en=english))
    for words, thai, english in (
        (
            r"connection refused",
            "เซิร์ฟเวอร์ไม่รับการเชื่อมต่อ โปรแกรมอีเมลของเซิร์ฟเวอร์อาจหยุดทำงาน หรือหมายเลขพอร์ตไม่ถูกต้อง",
            "The machine takes no connection: its mail program may have stopped, or the number of the port is wrong.",
        ),
        (
            r"name or service not known|name resolution|no address associated|nodename nor servname",
            "ไม่พบเซิร์ฟเวอร์ชื่อนี้ กรุณาตรวจชื่อเครื่อง หรือระบบชื่อโดเมน (DNS) ของหน่วยงาน",
            "No machine of this name is found: check the name, or the name service (DNS) of the network.",
        ),
        (
            r"unreachable|no route to host",
            "เครือข่ายไปไม่ถึงเซิร์ฟเวอร์ กรุณาตรวจการเชื่อมต่อเครือข่าย",
            "The network does not reach the machine: check the connection.",
        ),
        (
            r"timed out",
            "เซิร์ฟเวอร์อาจมีภาระมาก หรือมีไฟร์วอลล์ปิดกั้นอยู่",
            "It may have too much to do, or a firewall stands between.",
        ),
        (
            r"reset by peer|unexpectedly closed|broken pipe|server not connected",
            "เซิร์ฟเวอร์ตัดการเชื่อมต่อกลางคัน",
            "It closed the connection in the middle of the conversation.",
        ),
        (
            r"certificate has expired",
            "ใบรับรองหมดอายุแล้ว ผู้ดูแลเซิร์ฟเวอร์อีเมลต้องต่ออายุ",
            "The certificate has expired; whoever runs the mail server has to renew it.",
        ),
        (
            r"self.signed|unable to get (local )?issuer|unknown ca",
            "ไม่ทราบว่าใบรับรองออกโดยผู้ใด หากเป็นใบรับรองของหน่วยงานเอง ให้ระบุไฟล์ผู้ออกใบรับรองด้วย ?ca= ใน TRACKER_SMTP_URL",
            "Nobody known has issued the certificate; if it is your own authority's, name its file by ?ca= in TRACKER_SMTP_URL.",
        ),
        (
            r"mismatch|not valid for|doesn't match",
            "ใบรับรองเป็นของเครื่องชื่ออื่น กรุณาตรวจชื่อเครื่องใน TRACKER_SMTP_URL",
            "The certificate belongs to a machine of another name: check the name in TRACKER_SMTP_URL.",
        ),
        (
            r"wrong version number",
            "พอร์ตนี้ไม่ได้เข้ารหัสตั้งแต่เริ่มเชื่อมต่อ ให้ใช้ smtp:// แทน smtps:// หรือเปลี่ยนพอร์ต",
            "This port does not begin encrypted: use smtp:// instead of smtps://, or another port.",
        ),
    )
)
"""The first that fits holds."""
REPLY = re.compile(r"\(?\d{3}\b")
"""How a server's own answer begins; whatever it says after that is not of the network or of a certificate."""


def meant(detail: str) -> Bilingual | None:
    """What the words of a machine mean; None for words that are not among the usual ones, and for a server's own answer."""
    if REPLY.match(detail):
        return None
    return next((words for pattern, words in MEANINGS if pattern.search(detail)), None)
