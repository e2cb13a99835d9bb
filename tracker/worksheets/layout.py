"""Which columns does the workbook have, and what does each cell of a row say? Pure words, shared by writing, reading and judging."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from tracker.lang import Bilingual

MOST_LINES = 2_000
"""Tasks in one workbook; the most urgent come first."""
MARK = "key:1"
"""Stands over the first, hidden column and says that the workbook is ours, and of which form."""
KEY = re.compile("([1-9][0-9]{0,8}):([1-9][0-9]{0,8})")
"""A task, and the version of it that went out."""

SHEET = Bilingual(th="งานของฉัน", en="My work")
HOW = Bilingual(th="วิธีกรอก", en="How to fill in")
SAME = Bilingual(th="เหมือนเดิม", en="Nothing changed")
CHANGED = Bilingual(th="มีความคืบหน้า", en="Progress")
CHOICES = {SAME.th: "same", SAME.en.casefold(): "same", CHANGED.th: "changed", CHANGED.en.casefold(): "changed"}

GIVEN = (
    (Bilingual(th="รหัสงาน", en="Code"), 12),
    (Bilingual(th="งาน", en="Task"), 46),
    (Bilingual(th="ครบกำหนด (พ.ศ.)", en="Due (B.E.)"), 14),
    (Bilingual(th="สถานะ", en="State"), 14),
    (Bilingual(th="แผนวันนี้ %", en="Plan today %"), 9),
    (Bilingual(th="รายงานล่าสุด %", en="Last claim %"), 9),
)
"""What the product knows: heading and width."""
FILLED = (
    ("change", Bilingual(th="คราวนี้", en="This time"), 16),
    ("percent", Bilingual(th="ทำไปแล้ว %", en="Done %"), 9),
    ("note", Bilingual(th="ทำอะไรไปแล้ว", en="What has been done"), 48),
    ("day", Bilingual(th="ทำจริงเมื่อ (ว่าง = วันนี้)", en="Done on (empty = today)"), 14),
    ("evidence", Bilingual(th="ที่อยู่หลักฐาน (บรรทัดละหนึ่ง)", en="Evidence addresses (one a line)"), 44),
)
"""What people fill in: name, heading and width."""
HEADINGS = (*(heading for heading, _width in GIVEN), *(heading for _name, heading, _width in FILLED))
"""What stands over the columns from the second on."""
REASON = Bilingual(th="ต้องแก้ (จากระบบ)", en="To correct (from the system)")
FIRST_FILLED = 2 + len(GIVEN)
"""The number of the first column that people fill in; the key stands in the first of all."""
WIDTH = FIRST_FILLED - 1 + len(FILLED)


@dataclass(frozen=True, slots=True)
class Line:
    """One row as it came back, every cell as text; `formulas` names the fields that held a formula."""

    number: int
    key: str = ""
    code: str = ""
    change: str = ""
    percent: str = ""
    note: str = ""
    day: str = ""
    evidence: str = ""
    formulas: list[str] = field(default_factory=list)

    @property
    def filled(self) -> bool:
        """Did the person fill in anything?"""
        return bool(self.formulas) or any(getattr(self, name).strip() for name, _heading, _width in FILLED)

    @property
    def task_id(self) -> int | None:
        """The task that the key names."""
        found = KEY.fullmatch(self.key)
        return int(found[1]) if found else None

    @property
    def version(self) -> int:
        """The version of the task that went out."""
        found = KEY.fullmatch(self.key)
        return int(found[2]) if found else 0


def heading_of(name: str) -> Bilingual:
    """The heading of a column that people fill in."""
    return next(heading for each, heading, _width in FILLED if each == name)


INSTRUCTIONS = (
    Bilingual(
        th="1. กรอกเฉพาะคอลัมน์ “คราวนี้” ถึง “ที่อยู่หลักฐาน” คอลัมน์อื่นล็อกไว้ งานที่ไม่กรอกจะไม่เปลี่ยน",
        en="1. Fill in only the columns from “This time” to “Evidence addresses”; the others are locked. Tasks left empty do not change.",
    ),
    Bilingual(
        th="2. “เหมือนเดิม” = ยืนยันว่าไม่มีอะไรเปลี่ยน ไม่ต้องกรอกช่องอื่น",
        en="2. “Nothing changed” confirms the last report; nothing else is needed.",
    ),
    Bilingual(
        th="3. “มีความคืบหน้า” = กรอกร้อยละ 0–100 และทำอะไรไปแล้ว วันที่เว้นว่างได้ (หมายถึงวันนี้) หลักฐานบรรทัดละหนึ่งที่อยู่ (Alt+Enter ขึ้นบรรทัดใหม่)",
        en="3. “Progress” needs percent (0–100) and what has been done. No day means today. Evidence: one address a line (Alt+Enter).",
    ),
    Bilingual(
        th="4. วันที่เขียนเป็น พ.ศ. (31/05/2556) หรือ ค.ศ. แบบ 2013-05-31 หรือเป็นวันที่ของ Excel ก็ได้ ห้ามใช้สูตร",
        en="4. Write days in B.E. (31/05/2556), as 2013-05-31, or as a date of Excel. No formulas.",
    ),
    Bilingual(
        th="5. บันทึกเป็น .xlsx แล้วอัปโหลดที่ “งานของฉัน” ระบบจะแสดงให้ตรวจก่อน และบันทึกเมื่อท่านยืนยันเท่านั้น",
        en="5. Save as .xlsx and upload it under “My work”. You see what will change first; nothing is recorded until you confirm.",
    ),
    Bilingual(
        th="6. ไฟล์หลักฐาน การส่งตรวจรับ และการขอขยายกำหนด ทำบนเว็บของงานนั้น",
        en="6. Evidence files, submissions and requests for more time are done on the task's own page.",
    ),
)  # fmt: skip
