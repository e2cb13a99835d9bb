"""A letter to an agency as the tests draw it: two tasks of one duty, and one that follows from another agency's letter."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

from tests.reports.pdfs import CREATED, ROOT, STATIC
from tracker.lang import Bilingual
from tracker.letters.document import Issue, document, title
from tracker.letters.snapshot import Addressee, Duty, LateTask, Matter, Sender, Snapshot
from tracker.snapshots.parts import Cut, Letter
from tracker.snapshots.snapshot import fingerprint

ISSUE = Issue("ทก 0100.4/3012", date(2013, 6, 3), "นายสมชาย ใจดี", "ปลัดกระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร")

SENDER = Sender(
    code="mict",
    name=Bilingual("กระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร", "Ministry of Information and Communication Technology"),
    number_prefix="ทก 0100.4/",
    address=(
        Bilingual("ศูนย์ราชการเฉลิมพระเกียรติ ๘๐ พรรษา", "The Government Complex"),
        Bilingual("อาคารรัฐประศาสนภักดี ถนนแจ้งวัฒนะ", "Ratthaprasasanabhakti Building, Chaeng Watthana Road"),
        Bilingual("เขตหลักสี่ กรุงเทพฯ ๑๐๒๑๐", "Lak Si, Bangkok 10210"),
    ),
    position=Bilingual(
        "ปลัดกระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร",
        "Permanent Secretary, Ministry of Information and Communication Technology",
    ),
    owner=Bilingual("สำนักงานรัฐบาลอิเล็กทรอนิกส์ (องค์การมหาชน)", "Electronic Government Agency (Public Organization)"),
    phone="0 2612 6000",
    fax="0 2612 6011-2",
    urgency=Bilingual("ด่วนที่สุด", "Most urgent"),
)
MATTER = Matter(
    code="2556-04-23-egov",
    title=Bilingual(
        "แนวทางยกระดับการให้บริการประชาชนผ่านบริการอิเล็กทรอนิกส์ภาครัฐ",
        "Guidelines for raising the level of public services through government e-services",
    ),
    decided_on=date(2013, 4, 23),
    confirmed_by=Letter(
        "นร 0506/10726",
        date(2013, 4, 25),
        Bilingual("สำนักเลขาธิการคณะรัฐมนตรี", "Secretariat of the Cabinet"),
        Bilingual("ด่วนที่สุด", "Most urgent"),
    ),
)
DUTY = Duty(
    code="O-1.3",
    title=Bilingual(
        "พัฒนาเว็บไซต์ให้เป็นไปตามมาตรฐานเว็บไซต์ภาครัฐ", "Develop the website to meet the Government Website Standard"
    ),
    quote=Bilingual(
        "ดำเนินการพัฒนาเว็บไซต์ให้เป็นไปตามมาตรฐานเว็บไซต์ภาครัฐ ภายในเดือนมิถุนายน พ.ศ. ๒๕๕๖",
        "shall be developed to meet the Government Website Standard within June B.E. 2556",
    ),
    where=Bilingual("สรุปมติ ข้อ 1.3", "Summary, clause 1.3"),
    in_resolution=True,
    deadline_words=Bilingual("ภายในเดือนมิถุนายน พ.ศ. 2556", "within June B.E. 2556"),
)
MONEY = Duty(
    code="O-4c",
    title=Bilingual("เลือกทางของงบประมาณ", "Choose where the money comes from"),
    quote=Bilingual("ให้พิจารณาปรับแผนการใช้จ่าย", "consider changing the spending plan"),
    where=Bilingual("หนังสือ สงป. ลงวันที่ 22 เมษายน 2556", "Budget Bureau letter of 22 April 2556"),
    in_resolution=False,
)
LATEST = LateTask(
    1, "O-1.3-T1", Bilingual("แต่งตั้งผู้รับผิดชอบ", "Appoint those responsible"), "O-1.3", date(2013, 5, 3), True, 17, 16, 0,
    original_due=date(2013, 5, 2), reported_on=date(2013, 5, 6),
)  # fmt: skip
OTHER = LateTask(2, "O-4c-T1", Bilingual("แจ้งทางเลือก", "Tell which way"), "O-4c", date(2013, 5, 7), True, 16, 16, 25)


def letter(**changes: Any) -> Snapshot:
    """The sample, with other fields where given."""
    said = Snapshot(
        sender=SENDER,
        addressee=Addressee(
            "mof", Bilingual("กค", "MOF"), Bilingual("กระทรวงการคลัง", "Ministry of Finance"),
            Bilingual("ปลัดกระทรวงการคลัง", "Permanent Secretary, Ministry of Finance"),
        ),
        matter=MATTER,
        duties=(DUTY, MONEY),
        tasks=(LATEST, OTHER),
        as_of=date(2013, 5, 31),
        reply_by=date(2013, 6, 11),
        cut=Cut(398, "a" * 64, datetime(2013, 5, 31, 9, tzinfo=UTC)),
    )  # fmt: skip
    return replace(said, **changes)


def crowded() -> Snapshot:
    """As full as the register allows: the longest names, a long title and quotation, a letter before, thirty tasks."""
    long = Bilingual("กระทรวงการพัฒนาสังคมและความมั่นคงของมนุษย์", "Ministry of Social Development and Human Security")
    title_ = Bilingual(MATTER.title.th * 2, f"{MATTER.title.en}, " * 2)
    return letter(
        addressee=Addressee(
            "msdhs", Bilingual("พม", "MSDHS"), long, Bilingual(f"ปลัด{long.th}", f"Permanent Secretary, {long.en}")
        ),
        matter=replace(MATTER, title=title_),
        duties=(replace(DUTY, quote=Bilingual(DUTY.quote.th * 3, DUTY.quote.en * 3)), MONEY),
        tasks=tuple(replace(LATEST, id=number) for number in range(30)),
        earlier=(Letter("ทก 0100.4/2900", date(2013, 5, 8), SENDER.name),),
    )


def order(said: Snapshot, lang: str = "th", issue: Issue | None = None, clean: bool = False) -> dict[str, Any]:
    """The arguments of `render` for a letter."""
    text = said.to_json()
    return {
        "html": document(said, lang, templates=ROOT / "templates", sha256=fingerprint(text), issue=issue, clean=clean),
        "attachment": text.encode(),
        "lang": lang,
        "title": title(said, lang),
        "created": CREATED,
        "base": STATIC,
        "about": "The data of this letter",
    }
