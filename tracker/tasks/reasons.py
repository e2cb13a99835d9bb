"""For which reasons is a submission usually returned? Each is a whole sentence that the agency can act on."""

from __future__ import annotations

from tracker.lang import Bilingual

REASONS = {
    "missing": Bilingual(th="ยังไม่มีหลักฐานของผลงานที่รายงาน", en="There is no proof of what is reported."),
    "closed": Bilingual(th="เปิดหลักฐานไม่ได้หรือลิงก์เสีย", en="The evidence cannot be opened, or the link is broken."),
    "undated": Bilingual(th="หลักฐานไม่แสดงวันที่", en="The evidence shows no date."),
    "unsigned": Bilingual(th="เอกสารยังไม่ลงนามหรือยังไม่ได้รับอนุมัติ", en="The document is not signed or not approved yet."),
    "partial": Bilingual(th="งานยังไม่ครบตามที่กำหนด", en="The work does not cover everything that was asked for."),
    "other_work": Bilingual(th="หลักฐานเป็นของงานอื่นหรือหน่วยงานอื่น", en="The evidence belongs to another task or agency."),
    "figures": Bilingual(th="ตัวเลขในหลักฐานไม่ตรงกับที่รายงาน", en="The figures in the evidence differ from those reported."),
}  # fmt: skip
"""By the code that the ledger keeps, in the order in which people are offered them."""


def reason_text(code: str, words: str) -> str:
    """What the agency reads: the usual sentence, then what the verifier added. Either may be missing."""
    usual = REASONS[code].th if code in REASONS else ""
    return " – ".join(part for part in (usual, words.strip()) if part)


def reason_in(code: str, reason: str) -> Bilingual:
    """A reason as the ledger keeps it, with the usual sentence in either language; what the verifier added stays as it was typed."""
    usual = REASONS.get(code)
    if usual is None or not reason.startswith(usual.th):
        return Bilingual(th=reason, en=reason)
    return Bilingual(th=reason, en=usual.en + reason.removeprefix(usual.th))
