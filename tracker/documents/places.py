"""Which places does a report have that a remark or a wording can point to? In the order of the paper."""

from __future__ import annotations

from collections.abc import Mapping

from tracker.lang import Bilingual

PLACES: Mapping[str, Bilingual] = {
    "whole": Bilingual(th="ทั้งฉบับ", en="The whole report"),
    "head": Bilingual(th="หัวหนังสือ (เลขที่ วันที่ เรื่อง เรียน อ้างถึง)", en="Head of the letter (number, date, subject, addressee, reference)"),
    "reason": Bilingual(th="ย่อหน้าเหตุที่มีหนังสือ", en="Paragraph: why we write"),
    "facts": Bilingual(th="ย่อหน้าความก้าวหน้า", en="Paragraph: progress"),
    "money": Bilingual(th="ย่อหน้างบประมาณ", en="Paragraph: money"),
    "close": Bilingual(th="ย่อหน้าลงท้าย", en="Closing paragraph"),
    "signature": Bilingual(th="ผู้ลงนาม", en="Signature"),
    "summary": Bilingual(th="สรุปผลในเอกสารแนบ", en="Summary in the enclosure"),
    "highlights": Bilingual(th="ผลการดำเนินงานที่สำคัญ", en="Highlights"),
    "problems": Bilingual(th="ปัญหาและอุปสรรค", en="Problems"),
    "steps": Bilingual(th="การดำเนินการต่อไป", en="Next steps"),
    "requests": Bilingual(th="เรื่องที่ขอให้คณะรัฐมนตรีพิจารณา", en="Requests to the Cabinet"),
    "agencies": Bilingual(th="ความก้าวหน้ารายหน่วยงาน", en="Progress of each agency"),
    "changes": Bilingual(th="การเปลี่ยนแปลงจากรายงานก่อน", en="Changes since the report before"),
}  # fmt: skip
IN_THE_LETTER = ("reason", "facts", "money", "close")
"""The paragraphs of the covering letter, which has to stand on one page."""
IN_THE_SUMMARY = ("highlights", "problems", "steps", "requests")
"""What the summary of the enclosure says in words."""
WORDED = (*IN_THE_LETTER, *IN_THE_SUMMARY)
"""Where people may put words of their own in the place of the rule's; for requests there is no rule, people alone ask the Cabinet."""
