"""How does a person want to be told: in which language, on which days, from which hour, at once or one by one? Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from tracker.clock import BANGKOK
from tracker.lang import LANGS, Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.reminders.rules import Audience

WEEKDAYS: dict[str, Bilingual] = {
    "mon": Bilingual(th="วันจันทร์", en="Monday"),
    "tue": Bilingual(th="วันอังคาร", en="Tuesday"),
    "wed": Bilingual(th="วันพุธ", en="Wednesday"),
    "thu": Bilingual(th="วันพฤหัสบดี", en="Thursday"),
    "fri": Bilingual(th="วันศุกร์", en="Friday"),
}
"""The days on which something can be sent, in the order of the week; nothing goes out on a Saturday, a Sunday or a holiday."""
NAMES = tuple(WEEKDAYS)
FIRST_HOUR, LAST_HOUR = 7, 17
"""Quiet hours (Bangkok): nothing is sent before the first nor from the hour after the last on."""


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
    if mode not in set(Mode) or not FIRST_HOUR <= hour <= LAST_HOUR:
        raise UnknownPreference(f"{mode} {hour}")
    return Preference(lang, Mode(mode), days, hour, channel)


def check(wanted: Preference) -> None:
    """Refuse what would never reach anybody, or at an hour when people rest."""
    if not wanted.weekdays:
        raise RuleBroken(
            "weekdays",
            Bilingual(th="กรุณาเลือกวันอย่างน้อยหนึ่งวัน", en="Choose at least one day."),
        )
    if not FIRST_HOUR <= wanted.hour <= LAST_HOUR:
        raise RuleBroken(
            "hour",
            Bilingual(
                th=f"ส่งได้ตั้งแต่ {FIRST_HOUR:02}.00 ถึง {LAST_HOUR:02}.59 น.",
                en=f"Messages are sent from {FIRST_HOUR:02}:00 to {LAST_HOUR:02}:59.",
            ),
        )


def hour_has_come(wanted: Preference, now: datetime) -> bool:
    """May something be sent to this person at this instant (aware)? Whether it is a holiday is not asked here."""
    there = now.astimezone(BANGKOK)
    weekday = there.weekday()
    return weekday < len(NAMES) and NAMES[weekday] in wanted.weekdays and wanted.hour <= there.hour <= LAST_HOUR


def is_binding(audience: Audience, days: int) -> bool:
    """Must a person be told whether they want it or not? Of a task of their own that is overdue."""
    return audience is Audience.AGENCY and days > 0
