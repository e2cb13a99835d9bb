"""How is a day, a time or a fiscal year written for people?

Years are of the Buddhist Era (B.E. = C.E. + 543) in both languages. Files and addresses use ISO 8601 instead:
`day.isoformat()`.
"""

from __future__ import annotations

from datetime import date, datetime
from typing import Literal

from tracker.clock import BANGKOK
from tracker.lang.bilingual import Bilingual

BE_OFFSET = 543
FISCAL_YEAR_STARTS_IN = 10

DateStyle = Literal["full", "long", "short", "day", "numeric", "month"]

MONTHS = (
    Bilingual("มกราคม", "January"),
    Bilingual("กุมภาพันธ์", "February"),
    Bilingual("มีนาคม", "March"),
    Bilingual("เมษายน", "April"),
    Bilingual("พฤษภาคม", "May"),
    Bilingual("มิถุนายน", "June"),
    Bilingual("กรกฎาคม", "July"),
    Bilingual("สิงหาคม", "August"),
    Bilingual("กันยายน", "September"),
    Bilingual("ตุลาคม", "October"),
    Bilingual("พฤศจิกายน", "November"),
    Bilingual("ธันวาคม", "December"),
)
"""January first."""

SHORT_MONTHS = (
    Bilingual("ม.ค.", "Jan"),
    Bilingual("ก.พ.", "Feb"),
    Bilingual("มี.ค.", "Mar"),
    Bilingual("เม.ย.", "Apr"),
    Bilingual("พ.ค.", "May"),
    Bilingual("มิ.ย.", "Jun"),
    Bilingual("ก.ค.", "Jul"),
    Bilingual("ส.ค.", "Aug"),
    Bilingual("ก.ย.", "Sep"),
    Bilingual("ต.ค.", "Oct"),
    Bilingual("พ.ย.", "Nov"),
    Bilingual("ธ.ค.", "Dec"),
)
"""January first."""

WEEKDAYS = (
    Bilingual("วันจันทร์", "Monday"),
    Bilingual("วันอังคาร", "Tuesday"),
    Bilingual("วันพุธ", "Wednesday"),
    Bilingual("วันพฤหัสบดี", "Thursday"),
    Bilingual("วันศุกร์", "Friday"),
    Bilingual("วันเสาร์", "Saturday"),
    Bilingual("วันอาทิตย์", "Sunday"),
)
"""Monday first, as date.weekday() counts."""

_PATTERNS: dict[str, Bilingual] = {
    "full": Bilingual("{weekday}ที่ {day} {month} {year}", "{weekday} {day} {month} B.E. {year}"),
    "long": Bilingual("{day} {month} {year}", "{day} {month} B.E. {year}"),
    "short": Bilingual("{day} {short} {year}", "{day} {short} {year}"),
    "day": Bilingual("{day} {short}", "{day} {short}"),
    "numeric": Bilingual("{dd}/{mm}/{year}", "{dd}/{mm}/{year}"),
    "month": Bilingual("{month} {year}", "{month} B.E. {year}"),
}


def be_year(day: date) -> int:
    """The year of the day in the Buddhist Era."""
    return day.year + BE_OFFSET


def format_date(day: date, lang: str, style: DateStyle = "long") -> str:
    """The day in words or digits, year in B.E.; raises KeyError for a style that does not exist.

    31 May 2013 in Thai: full วันศุกร์ที่ 31 พฤษภาคม 2556, long 31 พฤษภาคม 2556, short 31 พ.ค. 2556, day 31 พ.ค.,
    numeric 31/05/2556, month พฤษภาคม 2556. For Thai digits pass the result to `thai_numerals`.
    """
    said = _PATTERNS[style].format(
        weekday=WEEKDAYS[day.weekday()],
        day=day.day,
        dd=f"{day.day:02}",
        mm=f"{day.month:02}",
        month=MONTHS[day.month - 1],
        short=SHORT_MONTHS[day.month - 1],
        year=be_year(day),
    )
    return said.pick(lang)


def format_time(instant: datetime, lang: str) -> str:
    """The Bangkok time of an aware instant: "16:42 น." or "16:42".

    Raises ValueError for a naive one: its zone would be a guess.
    """
    if instant.tzinfo is None:
        raise ValueError("a time needs its zone: pass an aware instant in UTC")
    clock_face = instant.astimezone(BANGKOK).strftime("%H:%M")
    return clock_face if lang == "en" else f"{clock_face} น."


def format_instant(instant: datetime, lang: str, style: DateStyle = "short") -> str:
    """Bangkok day and time of an aware instant: "31 พ.ค. 2556 เวลา 16:42 น." or "31 May 2556, 16:42".

    Raises ValueError as format_time does.
    """
    face = format_time(instant, lang)
    day = format_date(instant.astimezone(BANGKOK).date(), lang, style)
    return f"{day}, {face}" if lang == "en" else f"{day} เวลา {face}"


def fiscal_year_be(day: date) -> int:
    """The Thai fiscal year (B.E.) of a day: 2556 runs from 1 October 2555 to 30 September 2556."""
    return be_year(day) + (day.month >= FISCAL_YEAR_STARTS_IN)


def fiscal_quarter(day: date) -> int:
    """The quarter of the Thai fiscal year, 1–4: October–December is 1, July–September is 4."""
    return (day.month - FISCAL_YEAR_STARTS_IN) % 12 // 3 + 1
