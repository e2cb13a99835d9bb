"""Which day did a person mean by the text they typed?

Thai digits, Thai and English month names, and both eras are understood by the size of the year. A year of the era
that is unusual for the way it was written (31/05/2013, 2556-05-31) is taken, and `expected` tells the page to say how
it was understood.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from tracker.lang.bilingual import Bilingual
from tracker.lang.dates import BE_OFFSET, MONTHS, SHORT_MONTHS, WEEKDAYS, be_year, format_date
from tracker.lang.numerals import arabic_numerals

Era = Literal["be", "ce"]

LONGEST_DATE = 80
BE_YEARS = range(2400, 2800)
CE_YEARS = range(1900, 2200)

_YEAR_FIRST = re.compile(r"([0-9]{4,})([-/.])([0-9]{1,2})\2([0-9]{1,2})")
_DAY_FIRST = re.compile(r"([0-9]{1,2}) ?([-/.]) ?([0-9]{1,2}) ?\2 ?([0-9]+)")
_IN_WORDS = re.compile(r"([^0-9]*)([0-9]{1,2})(?![0-9])([^0-9]+)([0-9]+)([^0-9]*)")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_PUNCTUATION = re.compile(r"[ .,/-]")

_ERAS: dict[str, Era] = {"พศ": "be", "be": "be", "คศ": "ce", "ce": "ce", "ad": "ce"}
_MONTHS = {
    _PUNCTUATION.sub("", name).lower(): number
    for names in (MONTHS, SHORT_MONTHS)
    for number, month in enumerate(names, start=1)
    for name in (month.th, month.en)
} | {"sept": 9}
_WEEKDAYS = {
    name: number
    for number, weekday in enumerate(WEEKDAYS)
    for name in (weekday.th + "ที่", weekday.th, weekday.en.lower(), weekday.en[:3].lower())
} | {"วันพฤหัสที่": 3, "วันพฤหัส": 3}
_NO_WEEKDAY = ("", "วันที่", "ที่", "on")

EMPTY = Bilingual("โปรดระบุวันที่ เช่น 31/05/2556", "Give a date, for example 31/05/2556.")
NOT_A_DATE = Bilingual(
    "ไม่เข้าใจวันที่ที่ระบุ โปรดระบุวัน เดือน และปีให้ครบ เช่น 31/05/2556 หรือ 31 พฤษภาคม 2556",
    "This date was not understood; give day, month and year, for example 31/05/2556 or 31 May 2556.",
)
SHORT_YEAR = Bilingual(
    "โปรดระบุปีเป็นเลขสี่หลัก เช่น 2556 เพราะเลขปีที่สั้นกว่านั้นตีความได้หลายปี",
    "Give the year with four digits, for example 2556; a shorter one could mean several years.",
)
YEAR_OUT_OF_RANGE = Bilingual(
    f"ปีต้องเป็น พ.ศ. {BE_YEARS[0]} ถึง {BE_YEARS[-1]} หรือ ค.ศ. {CE_YEARS[0]} ถึง {CE_YEARS[-1]}",
    f"The year must be B.E. {BE_YEARS[0]} to {BE_YEARS[-1]} or C.E. {CE_YEARS[0]} to {CE_YEARS[-1]}.",
)
NO_SUCH_MONTH = Bilingual(
    "เดือนต้องเป็นเลข 1 ถึง 12 โดยเรียงเป็น วัน/เดือน/ปี เช่น 31/05/2556",
    "The month must be 1 to 12; write day/month/year, for example 31/05/2556.",
)
NO_DAY_ZERO = Bilingual("วันที่ต้องเริ่มจาก 1", "The day of the month starts at 1.")
MONTH_IS_SHORTER = Bilingual("เดือน{month} {year} มีเพียง {days} วัน", "{month} {year} has only {days} days.")
OTHER_WEEKDAY = Bilingual("{day} ตรงกับ{weekday} โปรดตรวจสอบวันที่อีกครั้ง", "{day} is a {weekday}; check the date again.")
UNDERSTOOD = Bilingual("เข้าใจว่าเป็น {typed} ตรงกับ {same}", "Understood as {typed}, which is {same}.")


class DateNotUnderstood(ValueError):
    """The text is no date. `message` is a whole sentence for the person who typed it, without what they typed."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message


@dataclass(frozen=True, slots=True)
class ParsedDate:
    """A typed day, the era of its year, and whether that era is the usual one for that way of writing."""

    day: date
    era: Era
    expected: bool

    def understood(self) -> Bilingual:
        """A sentence that says which year was understood, in the era that was typed and in the other one."""
        be, ce = _year_said("be", self.day), _year_said("ce", self.day)
        typed, same = (be, ce) if self.era == "be" else (ce, be)
        return UNDERSTOOD.format(typed=typed, same=same)


def parse_date(text: str) -> ParsedDate:
    """The day that `text` means; B.E. for years 2400–2799, C.E. for 1900–2199, converted by 543 years throughout.

    Understands 2013-05-31, 31/05/2556 (also with - or .), 31 พ.ค. 2556, วันศุกร์ที่ ๓๑ พฤษภาคม พ.ศ. ๒๕๕๖,
    31 May B.E. 2556, May 31, 2556. Year-first is expected in C.E., every other way in B.E.; a written era is taken at
    its word. Leap years follow the C.E. year.
    Raises DateNotUnderstood, and nothing else, for every other text.
    """
    if len(text) > 10 * LONGEST_DATE:
        raise DateNotUnderstood(NOT_A_DATE)
    tidy = " ".join(arabic_numerals(text.translate(_INVISIBLE)).lower().split())
    if not tidy:
        raise DateNotUnderstood(EMPTY)
    if len(tidy) > LONGEST_DATE:
        raise DateNotUnderstood(NOT_A_DATE)
    if match := _YEAR_FIRST.fullmatch(tidy):
        return _dated(day=match[4], month=int(match[3]), year=match[1], usual="ce")
    if match := _DAY_FIRST.fullmatch(tidy):
        return _dated(day=match[1], month=int(match[3]), year=match[4], usual="be")
    if match := _IN_WORDS.fullmatch(tidy):
        return _in_words(match)
    raise DateNotUnderstood(NOT_A_DATE)


def _in_words(match: re.Match[str]) -> ParsedDate:
    before, between, after = (_PUNCTUATION.sub("", match[group]) for group in (1, 3, 5))
    between, era = _without_era(between)
    if after:
        rest, era = _without_era(after)
        if rest:
            raise DateNotUnderstood(NOT_A_DATE)
    if not between:
        before, between = _month_at_end(before)
    if between not in _MONTHS or (before not in _WEEKDAYS and before not in _NO_WEEKDAY):
        raise DateNotUnderstood(NOT_A_DATE)
    parsed = _dated(day=match[2], month=_MONTHS[between], year=match[4], usual="be", written=era)
    if _WEEKDAYS.get(before, parsed.day.weekday()) != parsed.day.weekday():
        raise DateNotUnderstood(_other_weekday(parsed.day))
    return parsed


def _without_era(word: str) -> tuple[str, Era | None]:
    for mark, era in _ERAS.items():
        if word.endswith(mark):
            return word.removesuffix(mark), era
    return word, None


def _month_at_end(word: str) -> tuple[str, str]:
    """Split "fridaymay" of "Friday, May 31, 2556" into the weekday and the month; an unknown word stays whole."""
    month = max((name for name in _MONTHS if word.endswith(name)), key=len, default="")
    return word.removesuffix(month), month


def _dated(*, day: str, month: int, year: str, usual: Era, written: Era | None = None) -> ParsedDate:
    era, number = _era_of(year, written)
    ce = number - BE_OFFSET if era == "be" else number
    if not 1 <= month <= 12:
        raise DateNotUnderstood(NO_SUCH_MONTH)
    if int(day) < 1:
        raise DateNotUnderstood(NO_DAY_ZERO)
    days = monthrange(ce, month)[1]
    if int(day) > days:
        said = _month_year_said(era, date(ce, month, 1))
        raise DateNotUnderstood(MONTH_IS_SHORTER.format(month=MONTHS[month - 1], year=said, days=days))
    return ParsedDate(day=date(ce, month, int(day)), era=era, expected=written is not None or era == usual)


def _era_of(year: str, written: Era | None) -> tuple[Era, int]:
    if len(year) < 4:
        raise DateNotUnderstood(SHORT_YEAR)
    if int(year) in BE_YEARS and written != "ce":
        return "be", int(year)
    if int(year) in CE_YEARS and written != "be":
        return "ce", int(year)
    raise DateNotUnderstood(YEAR_OUT_OF_RANGE)


def _year_said(era: Era, day: date) -> Bilingual:
    if era == "be":
        return Bilingual(f"พ.ศ. {be_year(day)}", f"B.E. {be_year(day)}")
    return Bilingual(f"ค.ศ. {day.year}", f"C.E. {day.year}")


def _month_year_said(era: Era, day: date) -> Bilingual:
    be = _year_said("be", day)
    return be if era == "be" else Bilingual("{ce} ({be})", "{ce} ({be})").format(ce=_year_said("ce", day), be=be)


def _other_weekday(day: date) -> Bilingual:
    said = Bilingual(*(format_date(day, lang, "long") for lang in ("th", "en")))
    return OTHER_WEEKDAY.format(day=said, weekday=WEEKDAYS[day.weekday()])
