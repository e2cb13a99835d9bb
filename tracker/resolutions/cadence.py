"""In which rhythm does a recurring obligation fall due? Ours, never the Cabinet's: the resolution sets no interval. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from tracker.lang import Bilingual
from tracker.record import Record
from tracker.workdays import FIRST_YEAR, LAST_YEAR

MONTHS = (1, 2, 3, 6, 12)
"""So many months may lie between two due dates."""
MOST_CUT_BEFORE = 15
"""So many working days, at most, lie between the data cut and the due date; with more the cut would leave a month's period."""


@dataclass(frozen=True, slots=True)
class Cadence(Record):
    """Due every so many months, from the month of `first_on` up to and including `until` (None: without an end), on the last working
    day on or before `day` of the month (None: its last day). The data are cut `cut_before` working days earlier. `title` is what each
    of its tasks is called (None: as the obligation)."""

    every: int
    first_on: date
    day: int | None = None
    until: date | None = None
    cut_before: int = 5
    title: Bilingual | None = None


def faults(
    every: int | None, first_on: date | None, day: int | None, until: date | None, cut_before: int | None
) -> Iterator[tuple[str, Bilingual]]:
    """What makes no sense in a cadence, by field; a value that is not known (None) is passed over."""
    if every is not None and every not in MONTHS:
        words = ", ".join(map(str, MONTHS))
        yield "every", Bilingual(th=f"ระยะห่างต้องเป็น {words} เดือน", en=f"The interval must be one of {words} months.")
    if day is not None and not 1 <= day <= 31:
        yield "day", Bilingual(th="วันที่ของเดือนต้องเป็น 1 ถึง 31", en="The day of the month must be from 1 to 31.")
    if cut_before is not None and not 1 <= cut_before <= MOST_CUT_BEFORE:
        yield (
            "cut_before",
            Bilingual(
                th=f"วันตัดยอดข้อมูลต้องอยู่ก่อนวันครบกำหนด 1 ถึง {MOST_CUT_BEFORE} วันทำการ",
                en=f"The data are cut from 1 to {MOST_CUT_BEFORE} working days before the due date.",
            ),
        )
    for name, on in (("first_on", first_on), ("until", until)):
        if on is not None and not FIRST_YEAR <= on.year < LAST_YEAR:
            yield (
                name,
                Bilingual(th="ปีอยู่นอกช่วงที่ปฏิทินวันทำการรู้จัก", en="The year lies outside the calendar of working days."),
            )
    if first_on is not None and until is not None and until < first_on:
        yield "until", Bilingual(th="วันสิ้นสุดต้องไม่อยู่ก่อนวันครบกำหนดแรก", en="The end cannot lie before the first due date.")
