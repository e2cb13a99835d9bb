"""What does a message say, in the reader's language? Pure: what is owed in, subject, plain text and HTML out.

What hurts most comes first: what is overdue, the longest first, then what falls due, what others cannot go on with, and
what waits for the reader's own verdict.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial

from tracker.lang import Bilingual, format_date

MOST_LISTED = 15
"""So many tasks stand under each heading; a longer message is read by nobody. Beyond it only the number is told, with a link."""


@dataclass(frozen=True, slots=True)
class Item:
    """One task in a message: `days` are working days after the due date (negative before it) or, where it `waits` for a verdict, since
    it was sent; to whoever holds it up, since then; `href` opens the very form after sign-in; `place_of` names whom the reader acts for."""

    code: str
    title: Bilingual
    agency: Bilingual
    due_on: date
    days: int
    href: str
    waits: bool = False
    said: str = ""
    """Whether a coordinator asked for it ("nudge"), sent it back ("returned"), or the reader's agency holds it up ("held")."""
    place_of: Bilingual | None = None
    held: Bilingual | None = None
    """Who has to act before it can go on; None where nothing holds it up."""
    words: Bilingual | None = None
    """With which words the coordinator asked for it or sent it back, on one line."""

    @property
    def is_work(self) -> bool:
        """Is it the agency's own work, neither a verdict that is waited for nor another agency's task that the reader holds up?"""
        return not self.waits and self.said != "held"


@dataclass(frozen=True, slots=True)
class Letter:
    """One agency that is to be written to: how many of its tasks have stood still so long, and since when that is so."""

    agency: Bilingual
    tasks: int
    since: date


@dataclass(frozen=True)
class Digest:
    """Everything that one message says to one person on one day."""

    lang: str
    name: Bilingual
    day: date
    items: Sequence[Item]
    inbox: str
    settings: str
    unsubscribe: str = ""
    to_write: Sequence[Letter] = ()
    letters: str = ""
    """Agencies that are to be written to, and the page on which that is done."""
    oversees: bool = False
    """Does the reader neither do these tasks nor judge them, but see to it that others do?"""

    @property
    def t(self) -> Callable[[str, str], str]:
        """The words in the reader's language."""
        return partial(_either, self.lang)

    @property
    def opening(self) -> str:
        """The first sentence: how much there is, and what the reader has to do with it."""
        number, several = len(self.items), len(self.items) > 1
        if not number:
            return self.t(
                "มีหน่วยงานที่ควรมีหนังสือถึง เพื่อเร่งรัดงานตามมติคณะรัฐมนตรี",
                "There are agencies that are to be written to about tasks under Cabinet resolutions.",
            )
        if self.oversees:
            return self.t(
                f"มีงานตามมติคณะรัฐมนตรี {number} งานที่เกินกำหนดแล้ว จึงเรียนมาเพื่อโปรดทราบและพิจารณาเร่งรัดหน่วยงาน",
                f"{number} {'tasks' if several else 'task'} under Cabinet resolutions {'are' if several else 'is'} overdue, for your"
                " information and for a word to the agencies.",
            )
        return self.t(
            f"มีงานตามมติคณะรัฐมนตรี {number} งานที่ต้องดำเนินการ",
            f"{number} {'tasks' if several else 'task'} under Cabinet resolutions {'ask' if several else 'asks'} for your attention.",
        )

    @property
    def late(self) -> list[Item]:
        """What is overdue, the longest first."""
        return sorted(
            (each for each in self.items if each.days > 0 and each.is_work), key=lambda one: (-one.days, one.code)
        )

    @property
    def due(self) -> list[Item]:
        """What falls due, the nearest first."""
        return sorted(
            (each for each in self.items if each.days <= 0 and each.is_work), key=lambda one: (-one.days, one.code)
        )

    @property
    def holding(self) -> list[Item]:
        """What others cannot go on with before the reader's agency has acted, the longest first."""
        return sorted((each for each in self.items if each.said == "held"), key=lambda one: (-one.days, one.code))

    @property
    def waiting(self) -> list[Item]:
        """What waits for a verdict, the longest first."""
        return sorted((each for each in self.items if each.waits), key=lambda one: (-one.days, one.code))

    @property
    def groups(self) -> list[tuple[str, list[Item], int]]:
        """Heading, the tasks that are listed under it, and how many more there are."""
        headed = ((heading, items) for heading, items in self._headed() if items)
        return [(heading, items[:MOST_LISTED], max(0, len(items) - MOST_LISTED)) for heading, items in headed]

    def _headed(self) -> list[tuple[str, list[Item]]]:
        t = self.t
        return [
            (t(f"เกินกำหนด {len(self.late)} งาน", f"Overdue: {len(self.late)}"), self.late),
            (t(f"ใกล้ครบกำหนด {len(self.due)} งาน", f"Falling due: {len(self.due)}"), self.due),
            (
                t(
                    f"ต้องแก้เหตุขัดข้องให้หน่วยงานอื่น {len(self.holding)} งาน",
                    f"Held up, for your agency to clear: {len(self.holding)}",
                ),
                self.holding,
            ),
            (t(f"รอท่านตรวจรับ {len(self.waiting)} งาน", f"Waiting for your verdict: {len(self.waiting)}"), self.waiting),
        ]

    @property
    def writing(self) -> str:
        """The heading over the agencies that are to be written to."""
        number = len(self.to_write)
        return self.t(f"ควรมีหนังสือถึงหน่วยงาน {number} แห่ง", f"Agencies to be written to: {number}")

    def called_for(self, letter: Letter) -> str:
        """Why an agency is to be written to, in words."""
        many = "task has" if letter.tasks == 1 else "tasks have"
        return self.t(
            f"{letter.tasks} งานไม่มีความคืบหน้า (เกินเกณฑ์ที่กำหนด) ตั้งแต่ {self.dated(letter.since)}",
            f"{letter.tasks} {many} stood still long enough, since {self.dated(letter.since)}",
        )

    @property
    def subject(self) -> str:
        """What stands in the list of messages: the numbers first, then the day."""
        parts = [heading for heading, items in self._headed() if items] or [self.writing]
        day = format_date(self.day, self.lang, "short")
        return self.t(f"{' · '.join(parts)} ({day})", f"{' · '.join(parts)} ({day})")

    @property
    def test_subject(self) -> str:
        """What stands in the list of messages for one that only shows that it arrives."""
        return self.t("ข้อความทดสอบจากระบบติดตามมติคณะรัฐมนตรี", "A test message of the Cabinet Resolution Tracker")

    def when(self, item: Item) -> str:
        """How a task stands against its day, in words, and what a coordinator said of it."""
        return " · ".join(part for part in (self.stands(item), self.asked(item)) if part)

    def asked(self, item: Item) -> str:
        """Who has to clear what holds a task up, and what a coordinator said of it; empty where neither is so."""
        said = {
            "nudge": self.t("ผู้ประสานงานกลางขอให้เร่งดำเนินการ", "a coordinator asks you to expedite it"),
            "returned": self.t("ถูกส่งกลับให้แก้ไข", "returned for correction"),
        }.get(item.said)
        parts = []
        if item.held and item.is_work:
            parts.append(self.t(f"ติดขัด รอ {item.held.th} แก้เหตุขัดข้อง", f"held up, to be cleared by {item.held.en}"))
        if said:
            parts.append(f"{said}: “{self.said(item.words)}”" if item.words else said)
        return " · ".join(parts)

    def stands(self, item: Item) -> str:
        """How a task stands against its day, in words."""
        t, days = self.t, abs(item.days)
        many = "" if days == 1 else "s"
        if item.waits:
            return t(f"รอตรวจรับ {days} วันทำการ", f"has waited {days} working day{many}")
        if item.said == "held" and not days:
            return t("ติดขัดอยู่", "held up")
        if item.said == "held":
            return t(f"ติดขัดมาแล้ว {days} วันทำการ", f"held up for {days} working day{many}")
        if item.days > 0:
            return t(f"เกินกำหนด {days} วันทำการ", f"{days} working day{many} overdue")
        if item.days == 0:
            return (
                t("ครบกำหนดวันนี้", "due today")
                if item.due_on == self.day
                else t("วันทำการสุดท้ายก่อนครบกำหนด", "last working day before it is due")
            )
        return t(f"อีก {days} วันทำการ", f"{days} working day{many} left")

    def dated(self, day: date) -> str:
        """A day as people write it."""
        return format_date(day, self.lang, "short")

    def said(self, words: Bilingual) -> str:
        """A name in the reader's language."""
        return words.th if self.lang == "th" else words.en


def _either(lang: str, thai: str, english: str) -> str:
    return thai if lang == "th" else english
