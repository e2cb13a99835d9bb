"""In which words do letters say no? Whole sentences in both languages."""

from __future__ import annotations

from datetime import date

from tracker.lang import Bilingual, format_date

OWN = Bilingual(
    th="หน่วยงานนี้เป็นหน่วยงานเจ้าของหนังสือเอง กรุณาใช้บันทึกข้อความภายในแทน",
    en="This agency is the one that writes; use an internal memorandum instead.",
)
DRAFT_WAITS = Bilingual(
    th="มีร่างหนังสือถึงหน่วยงานนี้เรื่องมตินี้รออยู่แล้ว กรุณาส่งหรือยกเลิกร่างนั้นก่อน",
    en="A draft to this agency about this resolution is waiting already. Send or discard that one first.",
)
NOTHING_DUE = Bilingual(
    th="ขณะนี้ไม่มีงานของหน่วยงานนี้ที่ถึงเกณฑ์ต้องมีหนังสือ อาจมีความคืบหน้าหรือมีหนังสือไปแล้ว กรุณาโหลดหน้าใหม่",
    en="No task of this agency calls for a letter now: something moved, or it was written to. Reload the page.",
)
NO_SIGNATORY = Bilingual(th="กรุณากรอกชื่อผู้ลงนาม", en="Enter the name of whoever signed.")
NO_POST = Bilingual(th="กรุณากรอกตำแหน่งของผู้ลงนาม", en="Enter the post of whoever signed.")
NO_REASON = Bilingual(th="กรุณาระบุเหตุผลที่ไม่ส่ง", en="Say why it is not sent.")
NO_RECEIPT = Bilingual(
    th="กรุณาระบุวันที่หน่วยงานรับหนังสือ เช่น 31/05/2556", en="Give the day on which the agency had it, such as 31/05/2556."
)
MEANWHILE = Bilingual(
    th="มีผู้บันทึกเรื่องหนังสือฉบับนี้ระหว่างที่ท่านเปิดหน้าไว้ ยังไม่มีการบันทึก กรุณาดูข้อมูลปัจจุบันแล้วส่งอีกครั้งหากยังต้องการ",
    en="Somebody recorded something about this letter while your page was open. Nothing was saved; look at it and send again if you wish.",
)
CHANGED_AGAIN = Bilingual(
    th="ระหว่างที่ท่านเปิดหน้านี้ไว้ รายการงานที่ไม่ตรงกับร่างได้เปลี่ยนแปลงเพิ่มเติม ระบบยังไม่ได้บันทึก กรุณาตรวจสอบรายการข้างต้นแล้วทำเครื่องหมายยืนยันอีกครั้ง",
    en="The list of changed tasks is not the one that you ticked. Nothing was saved; read the list above and tick it again.",
)


def changed_since(tasks: int) -> Bilingual:
    """So many tasks of the draft are no longer as it says, and nobody said that they read that."""
    return Bilingual(
        th=f"งานในร่างนี้ {tasks} งานเปลี่ยนไปแล้วหลังจัดทำร่าง กรุณาตรวจรายการข้างต้นแล้วทำเครื่องหมายยืนยัน หรือยกเลิกร่างนี้แล้วจัดทำใหม่",
        en=f"{tasks} of the tasks in this draft {'has' if tasks == 1 else 'have'} changed since. Read the list above and tick it, "
        "or discard the draft and draw up another.",
    )


def number_taken(number: str) -> Bilingual:
    """Another letter of the year has the number."""
    return Bilingual(
        th=f"เลขที่ {number} ใช้กับหนังสือฉบับอื่นของปีเดียวกันแล้ว กรุณาตรวจสอบทะเบียนหนังสือส่ง",
        en=f"No. {number} is that of another letter of the same year; check the register of outgoing letters.",
    )


def not_a_draft(state: Bilingual) -> Bilingual:
    """Only a draft can be sent or discarded."""
    return Bilingual(
        th=f"หนังสือฉบับนี้ไม่ใช่ร่างแล้ว (สถานะ: {state.th})", en=f"This letter is no draft any more ({state.en})."
    )


def not_on_its_way(state: Bilingual) -> Bilingual:
    """Only a letter that was sent can be acknowledged, once."""
    return Bilingual(
        th=f"ตอบรับได้เฉพาะหนังสือที่ส่งแล้วและยังไม่มีการตอบรับ (สถานะ: {state.th})",
        en=f"Only a letter that was sent, and not acknowledged yet, can be acknowledged ({state.en}).",
    )


def sent_on(day: date, drafted: date, today: date) -> Bilingual:
    """The date of the letter lies ahead of the draft or in the future."""
    return _outside(
        day, drafted, today, Bilingual(th="วันที่จัดทำร่าง", en="the day of the draft")
    )  # fmt: skip


def received_on(day: date, dated: date, today: date) -> Bilingual:
    """The day of receipt lies ahead of the letter's or in the future."""
    return _outside(day, dated, today, Bilingual(th="วันที่ลงในหนังสือ", en="the date of the letter"))


def answer_was_due(reply_by: date) -> Bilingual:
    """A letter cannot ask for an answer by a day that has passed."""
    th, en = (format_date(reply_by, lang, "long") for lang in ("th", "en"))
    return Bilingual(
        th=f"ร่างนี้ขอให้ตอบภายในวันที่ {th} ซึ่งอยู่ก่อนวันที่ของหนังสือ กรุณายกเลิกร่างนี้แล้วจัดทำใหม่",
        en=f"The draft asks for an answer by {en}, which lies before the date of the letter. Discard it and draw up another.",
    )


def _outside(day: date, first: date, today: date, what: Bilingual) -> Bilingual:
    th, en = (format_date(day, lang, "long") for lang in ("th", "en"))
    if day > today:
        return Bilingual(th=f"{th} ยังมาไม่ถึง กรุณาระบุวันที่ไม่เกินวันนี้", en=f"{en} is in the future; give a day up to today.")
    th_first, en_first = (format_date(first, lang, "long") for lang in ("th", "en"))
    return Bilingual(
        th=f"{th} อยู่ก่อน{what.th} ({th_first}) กรุณาตรวจสอบวันที่",
        en=f"{en} lies before {what.en} ({en_first}); check the day.",
    )
