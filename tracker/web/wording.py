"""Which Thai words must not be torn apart at the end of a line? The line breaker's dictionary splits official compounds."""

from __future__ import annotations

import re

from markupsafe import Markup, escape

COMPOUNDS = (
    "รายงานความก้าวหน้า", "ความก้าวหน้า", "คณะรัฐมนตรี", "มติคณะรัฐมนตรี", "เว็บไซต์", "มาตรฐานเว็บไซต์ภาครัฐ", "ผู้ประสานงาน", "ตรวจรับ",
    "ปีงบประมาณ", "สำนักงบประมาณ", "เลขาธิการ", "วันทำการ", "ภารกิจตามมติ", "ส่งกลับแก้ไข", "ถ่วงน้ำหนัก",
    "ภาครัฐ",
    "งบประมาณ",
    "ผู้รับผิดชอบ",
)  # fmt: skip
"""Words the product uses that libthai and browsers break in the middle."""

MONTHS = (
    "ม.ค.|ก.พ.|มี.ค.|เม.ย.|พ.ค.|มิ.ย.|ก.ค.|ส.ค.|ก.ย.|ต.ค.|พ.ย.|ธ.ค.|"
    "มกราคม|กุมภาพันธ์|มีนาคม|เมษายน|พฤษภาคม|มิถุนายน|กรกฎาคม|สิงหาคม|กันยายน|ตุลาคม|พฤศจิกายน|ธันวาคม"
)
DIGIT = "[0-9๐-๙]"

UNBROKEN = re.compile(
    "|".join(
        (
            f"{DIGIT}{{1,2}} (?:{MONTHS.replace('.', '[.]')})(?: (?:พ.ศ. )?{DIGIT}{{4}})?",
            f"พ[.]ศ[.] {DIGIT}{{4}}",
            "[เ-ไ]?[ก-ฮ][ก-๙]{0,4} ๆ",
            f"ที่ [ก-ฮ]{{1,3}} {DIGIT}[{'0-9๐-๙'}./]+",
            f"{DIGIT}[0-9๐-๙,.]* (?:บาท|งาน|แห่ง|กระทรวง|หน่วยงาน|วันทำการ|ข้อ|ฉบับ|ครั้ง)",
            f"ร้อยละ {DIGIT}[0-9๐-๙,.]*",
            *sorted(COMPOUNDS, key=len, reverse=True),
        )
    )
)


def keep(text: str) -> Markup:
    """Escape a text and wrap what must not break (dates, พ.ศ. + year, "ระยะ ๆ", letter numbers, number + unit, compounds)."""
    parts: list[Markup] = []
    end = 0
    for found in UNBROKEN.finditer(text):
        parts += [escape(text[end : found.start()]), Markup('<span class="nowrap">{}</span>').format(found.group())]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])


THAI_WORDS = re.compile("[\u0e00-\u0e7f]+(?:[ /.–-]*[\u0e00-\u0e7f]+)*")


def voiced(text: str) -> Markup:
    """Escape an English text and mark the Thai words in it, so that a screen reader says them in a Thai voice."""
    parts: list[Markup] = []
    end = 0
    for found in THAI_WORDS.finditer(text):
        parts += [escape(text[end : found.start()]), Markup('<span lang="th">{}</span>').format(found.group())]
        end = found.end()
    return Markup("").join([*parts, escape(text[end:])])
