"""In which words do reports say no? Whole sentences in both languages."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from tracker.lang import Bilingual, format_date

FIGURES_NAMED = 5
"""More figures than these are only counted."""
OWN = Bilingual(
    th="ผู้จัดทำ ผู้แก้ไข หรือผู้เสนอรายงานฉบับนี้อนุมัติเองไม่ได้ ต้องให้ผู้อื่นอนุมัติ",
    en="Whoever drew up, changed or submitted this report cannot approve it; somebody else has to.",
)
OTHER_PAPER = Bilingual(
    th="ฉบับที่ท่านเปิดอ่านไม่ใช่ฉบับที่เสนออยู่ขณะนี้ ยังไม่มีการอนุมัติ กรุณาเปิดอ่านฉบับปัจจุบันแล้วอนุมัติอีกครั้ง",
    en="What you read is not what lies before you now. Nothing was approved; read the present edition and approve it again.",
)
NO_REMARK = Bilingual(th="กรุณาระบุข้อที่ต้องแก้ไขอย่างน้อยหนึ่งข้อ", en="Name at least one thing to be mended.")
NO_REASON = Bilingual(th="กรุณาระบุเหตุผล", en="Say why.")
NO_RECEIPT = Bilingual(
    th="กรุณาระบุวันที่ สลค. รับหนังสือ เช่น 31/05/2556",
    en="Give the day on which the Secretariat had it, such as 31/05/2556.",
)
NOT_READY = Bilingual(
    th="ฉบับเสนออนุมัติกำลังจัดทำ ยังไม่มีการเสนอ กรุณารอสักครู่แล้วกดอีกครั้ง",
    en="The fair copy is still being drawn. Nothing was submitted; wait a moment and press again.",
)
MEANWHILE = Bilingual(
    th="มีผู้บันทึกเรื่องรายงานฉบับนี้ระหว่างที่ท่านเปิดหน้าไว้ ยังไม่มีการบันทึก กรุณาดูข้อมูลปัจจุบันแล้วส่งอีกครั้งหากยังต้องการ",
    en="Somebody recorded something about this report while your page was open. Nothing was saved; look at it and send again if you wish.",
)
CORRECTS_NOTHING = Bilingual(
    th="แก้ไขได้เฉพาะรายงานของมติเดียวกันที่ออกหนังสือแล้ว",
    en="Only an issued report of the same resolution can be corrected.",
)

BOTH_LANGUAGES = Bilingual(
    th="กรุณากรอกข้อความทั้งภาษาไทยและภาษาอังกฤษ หากต้องการใช้ข้อความที่ระบบร่างไว้ ให้กด “ใช้ข้อความที่ระบบร่าง”",
    en="Enter the words in Thai and in English. To have the rule's words again, press “Use the rule's words”.",
)
NO_SUCH_PLACE = Bilingual(
    th="ไม่มีตำแหน่งนี้ในรายงาน กรุณาโหลดหน้าใหม่แล้วลองอีกครั้ง", en="The report has no such place. Reload the page and try again."
)
SAME_WORDS = Bilingual(
    th="ข้อความเหมือนเดิม จึงไม่มีสิ่งที่ต้องบันทึก", en="These are the words that stand there already; there is nothing to save."
)
LETTER_TOO_LONG = Bilingual(
    th="จัดทำฉบับเสนออนุมัติไม่ได้ เพราะย่อหน้าที่แก้ไขทำให้หนังสือนำส่งยาวเกินหนึ่งหน้า ยังไม่มีการเสนอ กรุณาย่อย่อหน้าในหน้าข้อความของรายงาน",
    en="The fair copy cannot be drawn: with the edited paragraphs the covering letter is longer than one page. Nothing was submitted; "
    "shorten them on the page of the report's words.",
)


def too_long_for_the_letter(letters: int, most: int) -> Bilingual:
    """So many letters in the paragraphs of the covering letter can never stand on its one page."""
    return Bilingual(
        th=f"ย่อหน้าของหนังสือนำส่งรวมกันยาว {letters:,} ตัวอักษร หนังสือหนึ่งหน้ารับได้ไม่เกิน {most:,} ตัวอักษร กรุณาย่อ หรือย้ายรายละเอียดไปไว้ในสรุปของเอกสารแนบ",
        en=f"The paragraphs of the covering letter have {letters:,} characters; its one page holds at most {most:,}. Shorten them, or move "
        "details to the summary of the enclosure.",
    )


def not_held(figures: Sequence[str]) -> Bilingual:
    """These figures, as they were typed, are not in the snapshot of the report."""
    named = " ".join(f"“{each}”" for each in figures[:FIGURES_NAMED])
    more = len(figures) - FIGURES_NAMED
    rest = Bilingual(f" และอีก {more} ตัวเลข", f" and {more} more") if more > 0 else Bilingual("", "")
    return Bilingual(
        th=f"ตัวเลข {named}{rest.th} ไม่มีในภาพข้อมูลของรายงานฉบับนี้ กรุณาใช้ตัวเลขที่มีในรายงาน หรือเขียนโดยไม่ระบุตัวเลข",
        en=f"The snapshot of this report does not hold {named}{rest.en}. Use figures that stand in the report, or write without them.",
    )


def not_now(step: Bilingual, state: Bilingual) -> Bilingual:
    """The step cannot be taken in this state."""
    return Bilingual(
        th=f"{step.th}ไม่ได้ เพราะรายงานฉบับนี้อยู่ในสถานะ “{state.th}”",
        en=f"“{step.en}” is not possible: this report is “{state.en}”.",
    )


def number_taken(number: str) -> Bilingual:
    """Another report of the year has the number."""
    return Bilingual(
        th=f"เลขที่ {number} ใช้กับรายงานฉบับอื่นของปีเดียวกันแล้ว กรุณาตรวจสอบทะเบียนหนังสือส่ง",
        en=f"No. {number} is that of another report of the same year; check the register of outgoing letters.",
    )


def printed_otherwise(printed: Bilingual) -> Bilingual:
    """The approved paper bears another number or date than the one that was typed."""
    return Bilingual(
        th=f"ฉบับที่อนุมัติพิมพ์ไว้เป็น {printed.th} หากต้องเปลี่ยนให้ดึงกลับมาแก้ไขแล้วเสนออนุมัติใหม่",
        en=f"The approved paper bears {printed.en}. To change that, take it back and have it approved anew.",
    )


def dated_outside(day: date, first: date, last: date) -> Bilingual:
    """The day lies outside the days on which the letter can have been dated."""
    return Bilingual(
        th=f"{format_date(day, 'th', 'long')} ไม่อยู่ระหว่าง {format_date(first, 'th', 'long')} ถึง {format_date(last, 'th', 'long')}",
        en=f"{format_date(day, 'en', 'long')} is not between {format_date(first, 'en', 'long')} and {format_date(last, 'en', 'long')}.",
    )
