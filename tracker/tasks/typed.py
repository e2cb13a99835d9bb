"""What did a person type as a percentage and as evidence? Pure: text in, values or whole sentences out."""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

from tracker.lang import Bilingual, arabic_numerals
from tracker.tasks.facts import Evidence
from tracker.tasks.refusals import MOST_EVIDENCE, PERCENT_RANGE, TOO_MUCH_EVIDENCE

LONGEST_ADDRESS = 2000
LONGEST_LABEL = 200
MOST_TYPED = MOST_EVIDENCE * (LONGEST_ADDRESS + LONGEST_LABEL + 10)
"""Longer than ten full lines is no list of addresses; it is not even looked through."""

HOST = re.compile(r"(?:[^\W_](?:[\w-]{0,61}[^\W_])?\.)+[^\W\d_][\w-]{0,61}[^\W_]\.?")
"""At least two labels of letters, digits and hyphens (Thai names too), the last one no number."""
FORBIDDEN = frozenset("\\<>\"'`{}^")


class NotUnderstood(ValueError):
    """The text is not what the field is for; `messages` are whole sentences."""

    def __init__(self, *messages: Bilingual) -> None:
        super().__init__("; ".join(message.en for message in messages))
        self.messages = messages


def percent(text: str) -> int:
    """A whole number from 0 to 100, in Arabic or Thai digits, with or without a percent sign; NotUnderstood otherwise."""
    found = re.fullmatch(r"([0-9]{1,3}) ?%?", arabic_numerals(text.strip()).replace("％", "%"))
    if found is None or int(found[1]) > 100:
        raise NotUnderstood(PERCENT_RANGE)
    return int(found[1])


def evidence(text: str) -> tuple[Evidence, ...]:
    """One address a line, with a label after a space or " | "; NotUnderstood names every line that is none."""
    if len(text) > MOST_TYPED:
        raise NotUnderstood(TOO_MUCH_TEXT)
    found: list[Evidence] = []
    wrong: list[Bilingual] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        try:
            found.append(_one(line.strip()))
        except NotUnderstood as error:
            wrong.append(_at_line(number, line.strip(), error.messages[0]))
    if wrong:
        raise NotUnderstood(*wrong[:MOST_EVIDENCE])
    if len(found) > MOST_EVIDENCE:
        raise NotUnderstood(TOO_MUCH_EVIDENCE)
    return tuple(found)


def sound_address(address: str) -> bool:
    """May this address be shown as a link? http or https, a real host, nobody's password, no hidden characters."""
    return _fault(address) is None


def _one(line: str) -> Evidence:
    address, label = [*re.split(r"\s*\|\s*|\s+(?:\|\s*)?", line, maxsplit=1), ""][:2]
    if address.lower().startswith("www."):
        address = f"http://{address}"
    fault = _fault(address)
    if fault is not None:
        raise NotUnderstood(fault)
    if len(label) > LONGEST_LABEL or _hidden(label):
        raise NotUnderstood(BAD_LABEL)
    return Evidence(address, label)


def _fault(address: str) -> Bilingual | None:
    if len(address) > LONGEST_ADDRESS:
        return LONG_ADDRESS
    if _hidden(address) or any(char in FORBIDDEN or char.isspace() for char in address):
        return ODD_CHARACTER
    try:
        parts = urlsplit(address)
        host, _port = parts.hostname or "", parts.port
    except ValueError:
        return NO_HOST
    if parts.scheme not in ("http", "https"):
        return NO_SCHEME
    if "@" in parts.netloc:
        return PASSWORD
    return None if len(host) <= 253 and HOST.fullmatch(host) else NO_HOST


def _hidden(text: str) -> bool:
    """Control, formatting (also right-to-left marks), surrogate, private and unassigned characters."""
    return any(unicodedata.category(char).startswith("C") for char in text)


def _at_line(number: int, line: str, why: Bilingual) -> Bilingual:
    shown = "".join(char if unicodedata.category(char)[0] != "C" else "�" for char in line[:60])
    shown += "…" if len(line) > 60 else ""
    return Bilingual(th=f"บรรทัดที่ {number} “{shown}”: {why.th}", en=f"Line {number} “{shown}”: {why.en}")


NO_SCHEME = Bilingual(
    th="ที่อยู่ต้องขึ้นต้นด้วย http:// หรือ https://", en="an address must begin with http:// or https://."
)  # fmt: skip
NO_HOST = Bilingual(
    th="ชื่อเว็บไซต์ในที่อยู่ไม่ถูกต้อง เช่น https://www.mfa.go.th/privacy", en="the website's name is not right; for example https://www.mfa.go.th/privacy."
)  # fmt: skip
PASSWORD = Bilingual(th="ที่อยู่ต้องไม่มีชื่อผู้ใช้หรือรหัสผ่าน", en="an address must not hold a user name or a password.")
LONG_ADDRESS = Bilingual(
    th=f"ที่อยู่ยาวเกิน {LONGEST_ADDRESS:,} ตัวอักษร", en=f"the address is longer than {LONGEST_ADDRESS:,} characters."
)
ODD_CHARACTER = Bilingual(th="ที่อยู่มีอักขระที่ใช้ไม่ได้", en="the address contains a character that cannot be used.")
BAD_LABEL = Bilingual(
    th=f"ชื่อหลักฐานยาวเกิน {LONGEST_LABEL} ตัวอักษรหรือมีอักขระที่ใช้ไม่ได้",
    en=f"the label is longer than {LONGEST_LABEL} characters or contains a character that cannot be used.",
)
TOO_MUCH_TEXT = Bilingual(
    th=f"ข้อความในช่องหลักฐานยาวเกินไป ใส่ได้ไม่เกิน {MOST_EVIDENCE} ที่อยู่ บรรทัดละหนึ่งที่อยู่",
    en=f"The evidence field holds too much text: at most {MOST_EVIDENCE} addresses, one a line.",
)
