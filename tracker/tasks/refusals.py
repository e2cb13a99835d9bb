"""In which words do the rules of tasks say no? Whole sentences in both languages."""

from __future__ import annotations

from datetime import date

from tracker.lang import Bilingual, format_date
from tracker.tasks.step import State, Step

MOST_EVIDENCE = 10
"""Files and addresses of one entry; more belong into a second entry."""


NUDGED_TODAY = Bilingual(
    th="วันนี้ขอให้หน่วยงานเร่งงานนี้ไปแล้ว ขอได้วันละหนึ่งครั้งต่องาน",
    en="The agency was asked for this task today already; once a day and task is enough.",
)


def not_from(state: State, step: Step) -> Bilingual:
    """The step does not run from this state."""
    return Bilingual(
        th=f"งานนี้อยู่ในสถานะ “{state.title.th}” จึงยังทำรายการ “{step.title.th}” ไม่ได้",
        en=f"This task is “{state.title.en.lower()}”, so “{step.title.en.lower()}” cannot be done now.",
    )


def too_early(day: date, start_on: date) -> Bilingual:
    """The day lies more than a year before the start."""
    return Bilingual(
        th=f"{format_date(day, 'th', 'long')} อยู่ก่อนวันเริ่มงาน ({format_date(start_on, 'th', 'long')}) เกินหนึ่งปี กรุณาตรวจปี พ.ศ.",
        en=f"{format_date(day, 'en', 'long')} is more than a year before the task starts ({format_date(start_on, 'en', 'long')}); "
        "check the year.",
    )


def not_later(day: date, due_on: date) -> Bilingual:
    """A new due date must lie after the present one."""
    return Bilingual(
        th=f"วันที่ขอ ({format_date(day, 'th', 'long')}) ต้องอยู่หลังกำหนดปัจจุบัน ({format_date(due_on, 'th', 'long')})",
        en=f"The new day ({format_date(day, 'en', 'long')}) must lie after the present due date ({format_date(due_on, 'en', 'long')}).",
    )


def in_past(day: date) -> Bilingual:
    """A new due date that has passed already helps nobody."""
    return Bilingual(
        th=f"{format_date(day, 'th', 'long')} ผ่านไปแล้ว กรุณาเลือกวันตั้งแต่วันนี้เป็นต้นไป",
        en=f"{format_date(day, 'en', 'long')} has passed already; choose today or a later day.",
    )


def too_late(day: date) -> Bilingual:
    """The day lies years ahead."""
    return Bilingual(
        th=f"{format_date(day, 'th', 'long')} อยู่ห่างเกินห้าปี กรุณาตรวจปี พ.ศ.",
        en=f"{format_date(day, 'en', 'long')} is more than five years ahead; check the year.",
    )


def in_future(day: date) -> Bilingual:
    """The day has not come yet."""
    return Bilingual(
        th=f"{format_date(day, 'th', 'long')} ยังมาไม่ถึง กรุณาระบุวันที่ไม่เกินวันนี้",
        en=f"{format_date(day, 'en', 'long')} is in the future; give a day up to today.",
    )


def expired_already(title: str, day: date) -> Bilingual:
    """A piece of evidence that proves nothing any more on the day it is given."""
    return Bilingual(
        th=f"“{title}” หมดอายุแล้วเมื่อ {format_date(day, 'th', 'long')} กรุณาแนบหลักฐานที่ยังใช้ได้ หรือตรวจวันหมดอายุ",
        en=f"“{title}” expired on {format_date(day, 'en', 'long')}. Give evidence that is still good, or check the day.",
    )


def ends_before(title: str) -> Bilingual:
    """A piece of evidence that ends before the day it speaks of."""
    return Bilingual(
        th=f"“{title}” มีวันหมดอายุก่อนวันที่มีผล กรุณาตรวจวันที่ทั้งสอง",
        en=f"“{title}” expires before the day from which it holds; check both days.",
    )


OWN_SUBMISSION = Bilingual(
    th="ผู้ส่งงานตรวจรับงานของตนเองไม่ได้", en="Nobody can verify or return what they submitted themselves."
)
OWN_REQUEST = Bilingual(
    th="ผู้ขอขยายกำหนดพิจารณาคำขอของตนเองไม่ได้", en="Nobody can answer a request for more time that they made themselves."
)
MISSING_DAY = Bilingual(
    th="กรุณาระบุวันที่ทำจริง เช่น 31/05/2556", en="Give the day on which it was done, such as 31/05/2556."
)
NO_EVIDENCE = Bilingual(
    th="ส่งตรวจรับต้องมีหลักฐานอย่างน้อย 1 รายการ แนบในครั้งนี้หรือบันทึกไว้ก่อนแล้ว",
    en="A submission needs at least one piece of evidence, given now or logged before.",
)
PERCENT_RANGE = Bilingual(
    th="ร้อยละต้องเป็นจำนวนเต็มตั้งแต่ 0 ถึง 100", en="The percentage must be a whole number from 0 to 100."
)
TOO_MUCH_EVIDENCE = Bilingual(
    th=f"แนบหลักฐานได้ไม่เกิน {MOST_EVIDENCE} รายการต่อหนึ่งบันทึก",
    en=f"At most {MOST_EVIDENCE} pieces of evidence fit into one entry.",
)
FILE_GONE = Bilingual(
    th="ไฟล์ที่แนบไว้ก่อนหน้านี้ไม่อยู่แล้วหรือใช้ไปแล้ว (ไฟล์ที่ยังไม่ได้บันทึกเก็บไว้ 24 ชั่วโมง หรือตราบเท่าที่มีร่างบันทึกนั้นอยู่) กรุณาแนบใหม่",
    en="A file that was attached before is no longer here, or was given already (an unsent one is kept for 24 hours, or as long as "
    "a draft holds it). Attach it again.",
)
GIVEN_ALREADY = Bilingual(
    th="“{name}” บันทึกเป็นหลักฐานไปแล้วในบันทึกลำดับที่ {seq} จึงนำออกจากแบบนี้ ไม่ต้องแนบใหม่",
    en="“{name}” was recorded as evidence already, in entry {seq}. It is left out of this form and need not be attached again.",
)
MISSING_EVIDENCE = Bilingual(th="กรุณาแนบหลักฐานอย่างน้อย 1 รายการ", en="Give at least one piece of evidence.")
NO_SUCH_PIECE = Bilingual(th="กรุณาเลือกหลักฐานที่จะเปลี่ยน", en="Choose the piece of evidence that is to be replaced.")
ONE_PIECE = Bilingual(th="กรุณาแนบหลักฐานใหม่ 1 รายการแทนรายการเดิม", en="Give exactly one new piece in its place.")
MISSING_UNTIL = Bilingual(th="กรุณาระบุกำหนดใหม่ เช่น 30/06/2556", en="Give the new due date, such as 30/06/2556.")
MISSING_WHO = Bilingual(
    th="กรุณาเลือกหน่วยงานที่ต้องดำเนินการ หรือระบุเป็นข้อความ", en="Choose the agency that must act, or say in words who it is."
)
NOBODY_TO_TELL = Bilingual(th="กรุณาเลือกผู้ที่จะแจ้งจากบัญชีที่เปิดใช้อยู่", en="Choose whom to tell among the open accounts.")
NO_SUCH_HOLDER = Bilingual(th="กรุณาเลือกตำแหน่งหรือบุคคลจากรายการ", en="Choose a post or a person from the list.")
