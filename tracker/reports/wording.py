"""What do people read for each code of a snapshot? One table a kind, both languages side by side."""

from __future__ import annotations

from tracker.lang import Bilingual
from tracker.reports.snapshot_codes import ChoiceOption, Force, Health, MoneyKind, Sharing, Status

HEALTH = {
    Health.DONE: Bilingual("แล้วเสร็จ", "Done"),
    Health.ON_TRACK: Bilingual("ตามแผน", "On track"),
    Health.AT_RISK: Bilingual("เสี่ยงล่าช้า", "At risk"),
    Health.LATE: Bilingual("ล่าช้า", "Late"),
}
STATUS = {
    Status.ASSIGNED: Bilingual("ยังไม่เริ่ม", "Not started"),
    Status.IN_PROGRESS: Bilingual("กำลังดำเนินการ", "In progress"),
    Status.SUBMITTED: Bilingual("รอตรวจรับ", "Waiting for verification"),
    Status.RETURNED: Bilingual("ส่งกลับแก้ไข", "Returned"),
    Status.VERIFIED: Bilingual("ตรวจรับแล้ว", "Verified"),
    Status.WAIVED: Bilingual("ไม่ต้องดำเนินการ", "Waived"),
}
FORCE = {
    Force.ORDER: Bilingual("คำสั่งตามมติ", "Order"),
    Force.GUIDELINE: Bilingual("แนวทาง", "Guideline"),
    Force.CONSIDER_AND_ACT: Bilingual("รับไปพิจารณาดำเนินการ", "Consider and act"),
    Force.REMARK: Bilingual("ข้อสังเกต", "Remark"),
    Force.SELF_DECLARED: Bilingual("คำรับของหน่วยงาน", "Own promise"),
    Force.GAP: Bilingual("ช่องว่างที่พบ", "Gap found"),
}
MONEY = {
    MoneyKind.ALLOCATION: Bilingual("จัดสรร", "Allocation"),
    MoneyKind.REALLOCATION: Bilingual("ปรับแผน", "Reallocation"),
    MoneyKind.REQUEST: Bilingual("คำขอ", "Request"),
    MoneyKind.DISBURSEMENT: Bilingual("เบิกจ่าย", "Disbursement"),
}
SHARING = {
    Sharing.EACH: Bilingual("แห่งละ", "each"),
    Sharing.JOINT: Bilingual("วงเงินรวม", "joint sum"),
    Sharing.JOINT_SPLIT_UNKNOWN: Bilingual("วงเงินรวม ยังไม่ทราบสัดส่วนของแต่ละแห่ง", "joint sum, split not known"),
}
"""A single agency's sum needs no word."""

CHOICE = {
    ChoiceOption.REPLAN: Bilingual(
        "ปรับแผนการใช้จ่ายปี พ.ศ. {year}", "change the spending plan of fiscal year B.E. {year}"
    ),
    ChoiceOption.REQUEST: Bilingual("ขอรับการจัดสรรปี พ.ศ. {next}", "ask for more in fiscal year B.E. {next}"),
    ChoiceOption.UNDECIDED: Bilingual("ยังไม่แจ้ง", "not yet told"),
}


def choice(option: ChoiceOption, fiscal_year: int) -> Bilingual:
    """The way an agency takes, with this fiscal year (B.E.) and the next in it."""
    return CHOICE[option].format(year=fiscal_year, next=fiscal_year + 1)
