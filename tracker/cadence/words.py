"""How is a cadence said to people, and by what name do they know a period? In both languages, years in B.E."""

from __future__ import annotations

from datetime import date

from tracker.lang import Bilingual, format_date
from tracker.lang.dates import MONTHS
from tracker.resolutions.cadence import Cadence

LAST_DAY = Bilingual(th="วันทำการสุดท้ายของเดือน", en="the last working day of the month")
ON_DAY = Bilingual(th="วันที่ {day} ของเดือน หรือวันทำการก่อนหน้า", en="day {day} of the month, or the working day before it")


def interval(every: int) -> Bilingual:
    """How often, in words: every month, every 3 months, every year."""
    if every == 12:
        return Bilingual(th="ทุกปี", en="every year")
    if every == 1:
        return Bilingual(th="ทุกเดือน", en="every month")
    return Bilingual(th=f"ทุก {every} เดือน", en=f"every {every} months")


def rhythm(cadence: Cadence) -> Bilingual:
    """How often and on which day: every month, on the last working day of the month."""
    on = ON_DAY.format(day=str(cadence.day)) if cadence.day else LAST_DAY
    return Bilingual(th="{often} ใน{on}", en="{often}, on {on}").format(often=interval(cadence.every), on=on)


def period_words(period: str, every: int) -> Bilingual:
    """The months that a period speaks of, the last of which names it: งวดเดือนกรกฎาคม 2556 / July B.E. 2556."""
    last = date.fromisoformat(f"{period}-01")
    if every == 1:
        return Bilingual(th=f"งวดเดือน{_month(last, 'th')}", en=_month(last, "en"))
    month = last.year * 12 + last.month - every
    first = date(month // 12, month % 12 + 1, 1)
    if first.year == last.year:
        began = MONTHS[first.month - 1]
        return Bilingual(th=f"งวดเดือน{began.th}ถึง{_month(last, 'th')}", en=f"{began.en} to {_month(last, 'en')}")
    return Bilingual(
        th=f"งวดเดือน{_month(first, 'th')} ถึง{_month(last, 'th')}", en=f"{_month(first, 'en')} to {_month(last, 'en')}"
    )


def _month(day: date, lang: str) -> str:
    return format_date(day, lang, "month")
