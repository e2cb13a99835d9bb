"""In which words is a workbook, or one of its rows, sent back? Whole sentences in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from tracker.lang import Bilingual
from tracker.web.forms import UNREADABLE
from tracker.worksheets.layout import MOST_LINES, SAME, heading_of


class NotTaken(Exception):
    """A workbook that is not looked at; `message` says why."""

    def __init__(self, message: Bilingual) -> None:
        super().__init__(message.en)
        self.message = message


NO_FILE = Bilingual(th="กรุณาเลือกไฟล์ .xlsx ที่กรอกแล้ว", en="Choose the .xlsx file that you filled in.")
NO_WORKBOOK = Bilingual(
    th="ไฟล์นี้ไม่ใช่เวิร์กบุ๊ก .xlsx กรุณาบันทึกเป็น .xlsx (ไม่ใช่ .xls .xlsm หรือ .csv) แล้วอัปโหลดใหม่",
    en="This is no .xlsx workbook. Save it as .xlsx (not .xls, .xlsm or .csv) and upload it again.",
)
NOT_OURS = Bilingual(
    th="ไฟล์นี้ไม่ใช่แบบที่ดาวน์โหลดจาก “งานของฉัน” กรุณาดาวน์โหลดแบบใหม่แล้วกรอกในแบบนั้น",
    en="This is not the workbook from “My work”. Download it anew and fill in that one.",
)
BROKEN = Bilingual(
    th="เปิดไฟล์นี้ไม่ได้ ไฟล์อาจเสียหาย กรุณาบันทึกใหม่ใน Excel",
    en="The file cannot be opened; it may be damaged. Save it anew in Excel.",
)
TOO_LARGE = Bilingual(
    th="ข้อมูลในไฟล์มากเกินไปเมื่อคลายการบีบอัด กรุณาใช้แบบที่ดาวน์โหลดโดยไม่เพิ่มแผ่นงานหรือรูปภาพ",
    en="The file holds too much once it is unpacked. Use the workbook as downloaded, without further sheets or pictures.",
)
TOO_MANY = Bilingual(
    th=f"ไฟล์มีเกิน {MOST_LINES:,} แถว ระบบรับได้ไม่เกินนี้ต่อครั้ง",
    en=f"The file has more than {MOST_LINES:,} rows, the most that is taken at a time.",
)
EMPTY = Bilingual(th="ไฟล์นี้ยังไม่ได้กรอก ไม่มีแถวใดที่จะบันทึก", en="Nothing is filled in: there is no row to record.")

NO_KEY = Bilingual(
    th="แถวนี้ไม่มีรหัสอ้างอิงของระบบ (คอลัมน์ A ที่ซ่อนไว้) กรุณากรอกในแถวเดิมของแบบที่ดาวน์โหลด",
    en="This row lacks the system's reference (hidden column A). Fill in the rows of the downloaded workbook.",
)
NO_TASK = Bilingual(th="ไม่พบงานนี้ในหน่วยงานของท่าน", en="Your agency has no such task.")
MOVED = Bilingual(
    th="รหัสงานในแถวนี้ไม่ตรงกับรหัสอ้างอิงของระบบที่ซ่อนไว้ อาจเรียงหรือวางทับเพียงบางคอลัมน์ กรุณาดาวน์โหลดแบบใหม่",
    en="The code in this row does not match its hidden reference; columns may have been sorted or pasted alone. Download it anew.",
)
NO_CHOICE = Bilingual(
    th="คอลัมน์ “คราวนี้” ให้เลือก “เหมือนเดิม” หรือ “มีความคืบหน้า”",
    en="Choose “Nothing changed” or “Progress” in the column “This time”.",
)
SAME_BUT = Bilingual(
    th=f"เลือก “{SAME.th}” แต่กรอกร้อยละ วันที่ หรือหลักฐานไว้ด้วย หากมีความคืบหน้าให้เลือก “มีความคืบหน้า” หากไม่มีให้ลบช่องเหล่านั้น",
    en=f"“{SAME.en}” is chosen although a percentage, a day or evidence is filled in. Choose “Progress”, or empty those cells.",
)
CHANGED_SINCE = Bilingual(
    th="งานนี้มีผู้แก้ไขหลังจากดาวน์โหลดแบบ กรุณาเปิดดูงานก่อน แล้วกรอกในแบบที่ดาวน์โหลดใหม่",
    en="Somebody changed this task after the workbook was downloaded. Look at the task, then fill in a new workbook.",
)  # fmt: skip


def column_moved(letter: str, heading: Bilingual, found: str) -> Bilingual:
    """The first column that no longer stands where it stood, or is called otherwise; `found` is what stands over it now."""
    now = UNREADABLE.sub("", found[:60])
    thai, english = (f"“{now}”", f"“{now}”") if now else ("ช่องว่าง", "nothing")
    return Bilingual(
        th=f"คอลัมน์ {letter} ต้องมีหัวว่า “{heading.th}” แต่ในไฟล์เป็น{thai} กรุณากรอกในแบบที่ดาวน์โหลด โดยไม่แทรก ลบ ย้าย หรือเปลี่ยนชื่อคอลัมน์",
        en=f"Column {letter} must be headed “{heading.en}” but has {english}. Fill in the downloaded workbook without inserting, "
        "deleting, moving or renaming columns.",
    )


def twice(first: int) -> Bilingual:
    """The task stands in an earlier row already."""
    return Bilingual(
        th=f"งานนี้อยู่ในแถวที่ {first} แล้ว กรุณาคงไว้เพียงแถวเดียว",
        en=f"This task stands in row {first} already; keep one of them.",
    )


def formulas(names: Iterable[str]) -> Bilingual:
    """Cells that hold a formula instead of what it stands for."""
    headings = [heading_of(name) for name in names]
    thai, english = ", ".join(each.th for each in headings), ", ".join(each.en for each in headings)
    return Bilingual(
        th=f"ช่อง {thai} เป็นสูตร กรุณาพิมพ์ค่าแทนสูตร", en=f"A formula stands in {english}; type the value instead."
    )
