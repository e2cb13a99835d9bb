"""Who did what to which task on which day, in a history of the wanted size? Always the same for the same size."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from bench.shapes import ENTERED, TODAY, Size
from tracker.clock import BANGKOK
from tracker.tasks.facts import Evidence
from tracker.tasks.rules import Act

EVERY_SUBMITTED, EVERY_VERIFIED = 5, 10
"""Each fifth task is submitted at the end, each tenth also verified."""

NOTES = (
    "ปรับหน้าแรกให้มีข้อมูลหน่วยงานครบ 19 รายการตามมาตรฐาน และเผยแพร่แล้วในเว็บไซต์หลัก รอเพิ่มคำอธิบายภาพในข่าวเก่า",
    "ประชุมคณะทำงานเว็บไซต์ครั้งที่ 2 มอบหมายสำนักเทคโนโลยีสารสนเทศปรับปรุงการเข้าถึงสำหรับผู้พิการทางสายตา",
    "จัดทำร่างขอบเขตของงานแล้วเสร็จ อยู่ระหว่างเสนอหัวหน้าส่วนราชการพิจารณาอนุมัติ",
    "ทดสอบกับเครื่องมือตรวจมาตรฐานแล้วพบข้อที่ต้องแก้ไข 14 ข้อ แก้ไขไปแล้ว 9 ข้อ",
)


@dataclass(frozen=True, slots=True, order=True)
class Deed:
    """One act that is about to be recorded: when, on which task (its place among all, from 0), which step, how far."""

    at: datetime
    task: int
    step: str
    percent: int = 0

    def act(self) -> Act:
        """What the person asked for."""
        note = NOTES[(self.task + self.percent) % len(NOTES)]
        evidence = (Evidence(f"https://www.example.go.th/{self.task}/{self.percent}", "ภาพหน้าจอ"),)
        match self.step:
            case "progress":
                return Act(note, self.percent, self._day(), evidence if self.percent > 50 else ())
            case "submit":
                return Act(note, None, self._day(), evidence)
            case _:
                return Act(note)

    def _day(self) -> date:
        return self.at.astimezone(BANGKOK).date()


def deeds(size: Size) -> list[Deed]:
    """All acts in the order in which they happened: exactly `size.entries` of them log progress."""
    chance = random.Random(2556)
    found: list[Deed] = []
    for task in range(size.tasks):
        entries = size.entries * (task + 1) // size.tasks - size.entries * task // size.tasks
        found += _logged(task, entries, chance)
        found += _closed(task)
    return sorted(found)


def _logged(task: int, entries: int, chance: random.Random) -> Iterator[Deed]:
    days = (TODAY - ENTERED).days - 2
    instants = sorted(
        _instant(ENTERED + timedelta(days=chance.randint(1, days)), chance.randint(0, 28_000)) for _ in range(entries)
    )
    goal = chance.randint(30, 100)
    for number, at in enumerate(instants, start=1):
        yield Deed(at, task, "progress", goal * number // entries)


def _closed(task: int) -> Iterator[Deed]:
    if task % EVERY_SUBMITTED == EVERY_SUBMITTED - 1:
        yield Deed(_instant(TODAY - timedelta(days=1), 0), task, "submit")
    if task % EVERY_VERIFIED == EVERY_VERIFIED - 1:
        yield Deed(_instant(TODAY - timedelta(days=1), 3_600), task, "verify")


def _instant(day: date, seconds: int) -> datetime:
    return datetime.combine(day, time(8, 30), BANGKOK) + timedelta(seconds=seconds)
