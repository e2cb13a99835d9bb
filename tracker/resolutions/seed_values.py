"""What does one plain value of a seed file mean?

Each function takes the text as it stands in the file and gives the value, or raises `Wrong` with a whole sentence.
"""

from __future__ import annotations

import re
from datetime import date
from enum import StrEnum
from typing import Any

from tracker.lang import BE_OFFSET, Bilingual, DateNotUnderstood, parse_date
from tracker.resolutions.seed_keys import Form
from tracker.resolutions.seed_problems import nearest

_INTEGER = re.compile(r"[+-]?[0-9]{1,12}")
_BAHT = re.compile(r"(?P<baht>[0-9]{1,3}(,[0-9]{3})+|[0-9]{1,15})(\.(?P<satang>[0-9]{1,2}))?")
_DECIMAL = re.compile(r"-?[0-9]{1,15}(\.[0-9]{1,10})?")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_ISO = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


class Wrong(ValueError):
    """The value cannot be taken; `message` says why and what to write."""

    def __init__(self, th: str, en: str) -> None:
        super().__init__(en)
        self.message = Bilingual(th=th, en=en)


def value(text: str, kind: Any, form: Form) -> Any:
    """The value of a scalar for a key of that type and form."""
    if form is not Form.PLAIN:
        return _FORMED[form](text)
    if issubclass(kind, StrEnum):
        return _word(text, kind)
    return _PLAIN[kind](text)


def _text(text: str) -> str:
    if found := _UNSEEN.search(text):
        sign = f"U+{ord(found[0]):04X}"
        raise Wrong(f"มีอักขระควบคุม {sign} ในข้อความ", f"The text holds the control character {sign}.")
    if not text.strip():
        raise Wrong("ข้อความว่าง", "The text is empty.")
    return text.strip()


def _code(text: str) -> str:
    if not _CODE.fullmatch(text):
        raise Wrong(
            f"รหัส “{text}” ต้องเป็นอักษรอังกฤษ ตัวเลข จุด หรือขีด ไม่เกิน 40 ตัว",
            f"The code “{text}” must be Latin letters, digits, dots and dashes, at most 40.",
        )
    return text


def _word(text: str, kind: type[StrEnum]) -> StrEnum:
    if text not in list(kind):
        th, en = nearest(text, kind)
        listed = ", ".join(kind)
        raise Wrong(f"ไม่รู้จักค่า “{text}” ใช้ได้: {listed}{th}", f"“{text}” is not one of: {listed}.{en}")
    return kind(text)


def _boolean(text: str) -> bool:
    if text not in ("true", "false"):
        raise Wrong(f"ต้องเป็น true หรือ false มิใช่ “{text}”", f"Must be true or false, not “{text}”.")
    return text == "true"


def _integer(text: str) -> int:
    if not _INTEGER.fullmatch(text):
        raise Wrong(f"ต้องเป็นจำนวนเต็มเลขอารบิก มิใช่ “{text}”", f"Must be a whole number in Arabic digits, not “{text}”.")
    return int(text)


def _weight(text: str) -> int:
    weight = _integer(text)
    if not 1 <= weight <= 1000:
        raise Wrong(
            f"น้ำหนักต้องมากกว่า 0 และไม่เกิน 1000 มิใช่ {weight}",
            f"The weight must be above 0 and at most 1000, not {weight}.",
        )
    return weight


def _date(text: str) -> date:
    try:
        parsed = parse_date(text)
    except DateNotUnderstood as error:
        raise Wrong(f"วันที่ “{text[:40]}”: {error.message.th}", f"The date “{text[:40]}”: {error.message.en}") from None
    if parsed.era == "ce" and _ISO.fullmatch(text):
        return parsed.day
    said, iso = parsed.understood(), parsed.day.isoformat()
    raise Wrong(
        f"วันที่ “{text}” ต้องเขียนเป็น ปี ค.ศ.-เดือน-วัน {said.th} ให้เขียน {iso}",
        f"The date “{text}” must be written as C.E. year-month-day. {said.en} Write {iso}.",
    )


def _baht(text: str) -> int:
    """Satang from an exact sum in baht; a float never comes near it."""
    found = _BAHT.fullmatch(text)
    if not found:
        raise Wrong(
            f"จำนวนเงินต้องเป็นบาท เช่น 2000000 หรือ 1250.50 มิใช่ “{text}”",
            f"The sum must be in baht, such as 2000000 or 1250.50, not “{text}”.",
        )
    return int(found["baht"].replace(",", "")) * 100 + int((found["satang"] or "0").ljust(2, "0"))


def _decimal(text: str) -> str:
    if not _DECIMAL.fullmatch(text):
        raise Wrong(
            f"ต้องเป็นตัวเลขอารบิก เช่น 72.1 มิใช่ “{text}”", f"Must be a number in Arabic digits, such as 72.1, not “{text}”."
        )
    return text


def _be_year(text: str) -> int:
    year = _integer(text)
    if 1900 <= year < 2200:
        same = year + BE_OFFSET
        raise Wrong(
            f"ปี {year} เข้าใจว่าเป็น ค.ศ. ตรงกับ พ.ศ. {same} ให้เขียน {same}",
            f"The year {year} is understood as C.E., which is B.E. {same}; write {same}.",
        )
    if not 2443 <= year < 2743:
        raise Wrong(f"ปี พ.ศ. {year} อยู่นอกช่วงที่ใช้ได้", f"B.E. {year} is outside the years that can be used.")
    return year


def _ce_year(text: str) -> int:
    year = _integer(text)
    if 2443 <= year < 2743:
        same = year - BE_OFFSET
        raise Wrong(
            f"ปี {year} เข้าใจว่าเป็น พ.ศ. ตรงกับ ค.ศ. {same} ให้เขียน {same}",
            f"The year {year} is understood as B.E., which is C.E. {same}; write {same}.",
        )
    if not 1900 <= year < 2200:
        raise Wrong(f"ปี ค.ศ. {year} อยู่นอกช่วงที่ใช้ได้", f"C.E. {year} is outside the years that can be used.")
    return year


_PLAIN: dict[type, Any] = {str: _text, bool: _boolean, int: _integer, date: _date}
_FORMED = {
    Form.CODE: _code,
    Form.BAHT: _baht,
    Form.DECIMAL: _decimal,
    Form.WEIGHT: _weight,
    Form.BE_YEAR: _be_year,
    Form.CE_YEAR: _ce_year,
}
