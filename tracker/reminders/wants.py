"""How does a person want to be told: in which language, on which days, from which hour, at once or one by one? Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.clock import BANGKOK
from tracker.lang import LANGS, Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.reminders.rules import FIRST_HOUR, LAST_HOUR, Audience

WEEKDAYS: dict[str, Bilingual] = {
    "mon": Bilingual(th="วันจันทร์", en="Monday"),
    "tue": Bilingual(th="วันอังคาร", en="Tuesday"),
    "wed": Bilingual(th="วันพุธ", en="Wednesday"),
    "thu": Bilingual(th="วันพฤหัสบดี", en="Thursday"),
    "fri": Bilingual(th="วันศุกร์", en="Friday"),
}
"""The days on which something can be sent, in the order of the week; nothing goes out on a Saturday, a Sunday or a holiday."""
NAMES = tuple(WEEKDAYS)
LATEST = 23


@dataclass(frozen=True, slots=True)
class Hours:
    """Outside these hours (Bangkok) everybody rests: nothing is laid out before the first nor from the hour after the last on."""

    first: int = FIRST_HOUR
    last: int = LAST_HOUR

    def inside(self, hour: int) -> int:
        """The hour, or the nearest one at which something may be sent."""
        return min(max(hour, self.first), self.last)

    @property
    def words(self) -> Bilingual:
        """The span for people."""
        return Bilingual(th=f"{self.first:02}.00–{self.last:02}.59 น.", en=f"{self.first:02}:00–{self.last:02}:59")


def o_clock(hour: int) -> Bilingual:
    """An hour for people."""
    return Bilingual(th=f"{hour:02}.00 น.", en=f"{hour:02}:00")


class Mode(StrEnum):
    """How many messages."""

    DIGEST = "digest"
    EACH = "each"
    OFF = "off"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The word for people."""
        return MODE_TITLES[self]


MODE_TITLES = {
    Mode.DIGEST: Bilingual(th="สรุปรวมวันละหนึ่งฉบับ", en="One digest a day"),
    Mode.EACH: Bilingual(th="แยกฉบับละหนึ่งงาน", en="One message for each task"),
    Mode.OFF: Bilingual(th="ไม่ส่ง เว้นแต่งานของท่านที่เกินกำหนด", en="None, but for tasks of your own that are overdue"),
}


class UnknownPreference(ValueError):
    """What is kept for a person cannot be read; the text names the word."""


@dataclass(frozen=True, slots=True)
class Preference:
    """What one person wants; `channel` is the address of another channel than mail, empty for mail."""

    lang: str = "th"
    mode: Mode = Mode.DIGEST
    weekdays: tuple[str, ...] = NAMES
    hour: int = 8
    channel: str = ""


def read(lang: str, mode: str, weekdays: str, hour: int, channel: str) -> Preference:
    """A preference as it is kept; UnknownPreference for a word that means nothing."""
    days = tuple(weekdays.split(",")) if weekdays else ()
    for word in (*(day for day in days if day not in NAMES), *([lang] if lang not in LANGS else [])):
        raise UnknownPreference(word)
    if mode not in set(Mode) or not 0 <= hour <= LATEST:
        raise UnknownPreference(f"{mode} {hour}")
    return Preference(lang, Mode(mode), days, hour, channel)


def check(wanted: Preference, hours: Hours) -> None:
    """Refuse what would never reach anybody, or at an hour when people rest by the rules."""
    if not wanted.weekdays:
        raise RuleBroken(
            "weekdays",
            Bilingual(th="กรุณาเลือกวันอย่างน้อยหนึ่งวัน", en="Choose at least one day."),
        )
    if hours.inside(wanted.hour) != wanted.hour:
        raise RuleBroken("hour", outside(hours))


def outside(hours: Hours) -> Bilingual:
    """Why an hour cannot be chosen."""
    return Bilingual(
        th="กรุณาเลือกจากรายการ ตามหลักเกณฑ์ส่งข้อความได้ระหว่าง {span}",
        en="Choose one of the list: by the rules messages are sent between {span}.",
    ).format(span=hours.words)


def hour_has_come(wanted: Preference, now: datetime, hours: Hours) -> bool:
    """May something be sent to this person at this instant (aware)? An hour chosen before the rules forbade it counts as the nearest one
    that they allow. Whether it is a holiday is not asked here."""
    there = now.astimezone(BANGKOK)
    if there.weekday() >= len(NAMES) or NAMES[there.weekday()] not in wanted.weekdays:
        return False
    return hours.inside(wanted.hour) <= there.hour <= hours.last


def is_binding(audience: Audience, days: int) -> bool:
    """Must a person be told whether they want it or not? Of a task of their own that is overdue."""
    return audience is Audience.AGENCY and days > 0
