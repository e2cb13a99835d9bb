"""How is a line of the verification told to people? The check itself speaks English, for operators."""

from __future__ import annotations

import re
from dataclasses import dataclass

from tracker.lang import Bilingual

PLACES = (
    ("ledger row", "บันทึกลำดับที่"), ("register entry", "รายการทะเบียน"), ("task", "งานเลขที่"), ("agency", "หน่วยงาน"), ("account", "บัญชีผู้ใช้"),
    ("report", "รายงานเลขที่"), ("letter", "หนังสือเลขที่"),
    ("calendar day", "วันในปฏิทิน"), ("post", "ตำแหน่งเลขที่"), ("delegation", "การมอบหมายเลขที่"),
    ("search row", "ดัชนีค้นหารายการที่"), ("search index", "ดัชนีค้นหา"),
)  # fmt: skip
REASONS = (
    (re.compile(r"row (\d+) is missing before it"), r"ลำดับที่ \1 ซึ่งอยู่ก่อนหน้าหายไป"),
    (re.compile(r"it does not follow the row before it"), "ไม่ต่อเนื่องกับลำดับก่อนหน้า"),
    (re.compile(r"its content does not match its hash"), "เนื้อความไม่ตรงกับแฮช คือถูกแก้ไขภายหลัง"),
    (re.compile(r"its snapshot does not match its hash"), "ภาพข้อมูลไม่ตรงกับแฮช คือถูกแก้ไขภายหลัง"),
    (
        re.compile(r"whom the comment in row (\d+) is meant for differs from its history"),
        r"ผู้ที่ความเห็นลำดับที่ \1 แจ้งถึงไม่ตรงกับประวัติ",
    ),
    (re.compile(r"the index differs from the ledger; run: (.+)"), r"ดัชนีไม่ตรงกับบันทึก ให้สร้างใหม่ด้วยคำสั่ง \1"),
    (re.compile(r"the letters do not belong to the rows; run: (.+)"), r"ตารางอักษรไม่ตรงกับดัชนี ให้สร้างใหม่ด้วยคำสั่ง \1"),
    (re.compile(r"the current row differs from its history"), "สถานะปัจจุบันไม่ตรงกับประวัติ"),
)
UNREADABLE = Bilingual(th="ประวัติอ่านไม่ได้", en="The history")


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing that does not hold: where, and what is wrong there."""

    place: Bilingual
    reason: Bilingual


def fault(problem: str) -> Fault:
    """A line such as "ledger row 5: its content does not match its hash" in both languages; unknown words stay English."""
    where, _, reason = problem.partition(": ")
    for english, thai in PLACES:
        if where.startswith(f"{english} "):
            return Fault(
                Bilingual(th=thai + where.removeprefix(english), en=where[0].upper() + where[1:]), _reason(reason)
            )
    return Fault(UNREADABLE, Bilingual(th=problem, en=problem))


def _reason(english: str) -> Bilingual:
    for pattern, thai in REASONS:
        found = pattern.fullmatch(english)
        if found:
            return Bilingual(th=found.expand(thai), en=english)
    return Bilingual(th=english, en=english)
