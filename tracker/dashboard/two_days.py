"""Which two days does a reader compare? Typed in the Buddhist Era or as ISO; whatever is odd about them is answered with a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from tracker.lang import Bilingual, DateNotUnderstood, format_date, parse_date

WEEK = timedelta(days=7)
SAME_DAY = Bilingual(
    th="สองวันนี้เป็นวันเดียวกัน จึงไม่มีอะไรต่างกัน เลือกวันอื่นเพื่อเปรียบเทียบ",
    en="These are the same day, so nothing is different. Choose another day to compare with.",
)
REVERSED = Bilingual(
    th="วันสิ้นสุดอยู่ก่อนวันเริ่มต้น จึงแสดงจากวันที่มาก่อนไปวันที่มาหลัง",
    en="The second day comes before the first; the comparison runs from the earlier day to the later one.",
)


@dataclass(frozen=True, slots=True)
class TwoDays:
    """The earlier and the later day (both taken as at their end, Bangkok), what was typed, what to say about it, and what is wrong."""

    first: date
    last: date
    typed: Mapping[str, str]
    remarks: tuple[Bilingual, ...] = ()
    problems: Mapping[str, Bilingual] = field(default_factory=dict)

    @property
    def same(self) -> bool:
        """Is there nothing to compare?"""
        return self.first == self.last

    @property
    def days(self) -> int:
        """How many days lie between them."""
        return (self.last - self.first).days


def two_days(asked: Mapping[str, str], latest: date) -> TwoDays:
    """The days that `from` and `to` ask for; without them the week up to `latest`, the last day that may be looked at.

    A day that cannot be understood or lies after `latest` is a problem of its field; the default takes its place.
    """
    typed = {name: asked.get(name, "").strip() for name in ("from", "to")}
    problems: dict[str, Bilingual] = {}
    remarks: list[Bilingual] = []
    found = {name: _day(name, text, latest, problems, remarks) for name, text in typed.items() if text}
    last = found.get("to") or latest
    first = found.get("from") or last - WEEK
    if first > last:
        first, last = last, first
        remarks.append(REVERSED)
    if first == last:
        remarks.append(SAME_DAY)
    return TwoDays(first, last, typed, tuple(remarks), problems)


def _day(name: str, text: str, latest: date, problems: dict[str, Bilingual], remarks: list[Bilingual]) -> date | None:
    try:
        parsed = parse_date(text)
    except DateNotUnderstood as error:
        problems[name] = error.message
        return None
    if parsed.day > latest:
        problems[name] = _too_late(parsed.day, latest)
        return None
    if not parsed.expected:
        remarks.append(parsed.understood())
    return parsed.day


def _too_late(day: date, latest: date) -> Bilingual:
    return Bilingual(
        th=f"{format_date(day, 'th', 'long')} อยู่หลังวันที่แสดง เลือกวันที่ไม่เกิน {format_date(latest, 'th', 'long')}",
        en=f"{format_date(day, 'en', 'long')} is after the day shown; choose a day up to {format_date(latest, 'en', 'long')}.",
    )
