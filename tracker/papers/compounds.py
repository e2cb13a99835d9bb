"""Which words may a line not be broken in? libthai parts compounds (คณะ|รัฐมนตรี, เว็บ|ไซต์) and dates; a short list holds them."""

from __future__ import annotations

import re
from functools import cache

from markupsafe import Markup, escape

from tracker.lang.dates import MONTHS, SHORT_MONTHS

COMPOUNDS = (
    "กระทรวงการคลัง",
    "กระทรวงแรงงาน",
    "กระทรวงสาธารณสุข",
    "กระทรวงศึกษาธิการ",
    "กระทรวงการต่างประเทศ",
    "กระทรวงการพัฒนาสังคม",
    "รายงานความก้าวหน้า",
    "การพัฒนา",
    "นายกรัฐมนตรี",
    "คณะรัฐมนตรี",
    "เว็บไซต์",
    "โดเมนเนม",
    "แอปพลิเคชัน",
    "ปีงบประมาณ",
    "งบประมาณ",
    "ระยะ ๆ",
    "ต่าง ๆ",
    "เรื่อย ๆ",
    "ขอเรียนว่า",
    "ส่วนที่เหลือ",
    "ความละเอียดแจ้งแล้ว นั้น",
    "แล้วเสร็จ",
    "ภาครัฐ",
    "กรุงเทพฯ",
    "ครั้งที่",
    "ตรวจรับ",
    "เลขาธิการ",
    "รัฐมนตรีว่าการ",
)
UNITS = (
    "หน่วยงาน|กระทรวง|วันทำการ|รายการ|ประเด็น|แห่ง|เดือน|ฉบับ|บาท|งาน|วัน|ชุด|ข้อ|ปี|หน้า|"
    "agencies|agency|ministries|working days|tasks|days|baht|per cent"
)
_DIGIT = "[๐-๙0-9]"
_MONTH = "|".join(
    re.escape(name) for names in (MONTHS, SHORT_MONTHS) for month in names for name in (month.th, month.en)
)
_PIECES = "|".join(
    (
        rf"(?:ลงวันที่ |เมื่อวันที่ |วันที่ )?{_DIGIT}{{1,2}} (?:{_MONTH})(?: (?:พ\.ศ\. |B\.E\. )?{_DIGIT}{{4}})?",
        rf"(?:พ\.ศ\.|B\.E\.) ?{_DIGIT}{{4}}",
        rf"(?:ที่ )?[ก-ฮ]{{1,3}} {_DIGIT}{{4}}(?:\.{_DIGIT}+)?/(?:ว\(ล\))?{_DIGIT}*",
        rf"(?:ร้อยละ|ข้อ|ครั้งที่|น้ำหนัก) {_DIGIT}[๐-๙0-9.,]*",
        rf"(?:จำนวน )?{_DIGIT}[๐-๙0-9,.]* ?(?:{UNITS})",
        *map(re.escape, COMPOUNDS),
    )
)

MAY_BREAK = "\u200b"
"""Zero-width space: without it the renderer glues the words beside a span to it. It never reaches the text of the PDF."""

_ENDS_A_WORD = re.compile("[ก-ฺเ-ๅ็-๎]$")
_STARTS_A_WORD = re.compile("[ก-ฮเ-ไ]")


@cache
def _kept() -> re.Pattern[str]:
    """Compiled for the first paper: it takes longer than all else that this slice does when a server or a command starts."""
    return re.compile(_PIECES)


def kept_together(text: str) -> Markup:
    """The text, escaped, with unbreakable pieces wrapped in <span class="k"> and line breaks allowed beside them."""
    pieces: list[str] = []
    end = 0
    for match in _kept().finditer(text):
        before = text[end : match.start()]
        pieces += [escape(before), MAY_BREAK if _ENDS_A_WORD.search(before) else ""]
        pieces += [Markup('<span class="k">'), escape(match[0]), Markup("</span>")]
        end = match.end()
        pieces.append(MAY_BREAK if _STARTS_A_WORD.match(text, end) else "")
    return Markup("").join([*pieces, escape(text[end:])])
