"""Believable tasks of the eight agencies on 31 May 2013, made by hand: two agencies late, two at risk, long titles, long notes."""

from __future__ import annotations

from datetime import date

from tracker.lang import Bilingual
from tracker.snapshots.codes import Health, Status
from tracker.snapshots.parts import Progress, Task

TITLES = {
    "O-1.1-T2": Bilingual("ตอบรับมาตรฐานและแจ้งผู้ประสานงานเว็บไซต์", "Acknowledge the standard and name the website contact"),
    "O-1.1-T3": Bilingual("ประเมินตนเองเบื้องต้นและเก็บหลักฐาน", "Assess the site and keep the evidence"),
    "O-1.3-T1": Bilingual(
        "แต่งตั้งผู้รับผิดชอบ (CIO และผู้ดูแลเว็บไซต์) และแจ้ง สรอ.", "Appoint the CIO and the web master, and tell EGA"
    ),
    "O-1.3-T2": Bilingual("ประเมินตนเองตามรายการตรวจ (baseline)", "Assess the site against the checklist (baseline)"),
    "O-1.3-T3": Bilingual("อนุมัติแผนปรับปรุงพร้อมงบประมาณ", "Approve the plan of improvement with its budget"),
    "O-1.3-T4": Bilingual(
        "แก้ครบข้อหลักระดับ Emerging และประกาศนโยบาย 3 ฉบับ", "Mend all main points of the level Emerging; publish three policies"
    ),
    "O-1.3-T5": Bilingual(
        "แก้ครบระดับ Enhanced/Transaction คุณลักษณะ และความมั่นคงปลอดภัย ผู้บริหารลงนามรับรอง",
        "Mend the levels Enhanced and Transaction, features and security; signed off by the executive",
    ),
    "O-4a-T1": Bilingual("บันทึกแหล่งเงินและวงเงินที่ใช้จริง", "Record the source of the money and the amount used"),
    "O-4b-T1": Bilingual(
        "ยืนยันกับ สงป. ว่าเป็นวงเงินรวมหรือรายแห่ง และส่วนแบ่ง", "Settle with the Budget Bureau whether the sum is joint, and the shares"
    ),
    "O-4b-T2": Bilingual("อนุมัติจัดซื้อจัดจ้าง", "Approve the procurement"),
    "O-4b-T3": Bilingual("ก่อหนี้ผูกพัน/เบิกจ่ายงวดแรก", "Commit the money and pay the first instalment"),
    "O-4c-T1": Bilingual("ตรวจเงินเหลือจ่าย/โอนได้ และเลือกทาง", "Check what money is left or movable, and choose a way"),
    "O-4c-T2": Bilingual("ยื่นขอปรับแผนต่อ สงป.", "Ask the Budget Bureau to change the plan"),
    "O-4c-T3": Bilingual("ยื่นคำขอเพิ่มปี 2557", "Ask for more in fiscal year 2557"),
    "O-6-T2": Bilingual("ตอบรับมติและแจ้งผู้ประสาน", "Acknowledge the resolution and name a contact"),
    "O-7-T1": Bilingual("อ้างคำรับในแผนปรับปรุง", "Refer to the own promise in the plan"),
    "O-7-T2": Bilingual("รายงานผลเทียบคำรับ", "Report what was kept of the promise"),
}  # fmt: skip
DUE = {
    "O-1.1-T2": (5, 17), "O-1.1-T3": (6, 14), "O-1.3-T1": (5, 3), "O-1.3-T2": (5, 10), "O-1.3-T3": (5, 23), "O-1.3-T4": (6, 7),
    "O-1.3-T5": (6, 26), "O-4a-T1": (5, 23), "O-4b-T1": (5, 3), "O-4b-T2": (5, 20), "O-4b-T3": (6, 21), "O-4c-T1": (5, 10),
    "O-4c-T2": (5, 17), "O-4c-T3": (5, 31), "O-6-T2": (5, 10), "O-7-T1": (5, 23), "O-7-T2": (6, 26),
}  # fmt: skip
WEIGHT = {
    "O-1.1-T2": 40, "O-1.1-T3": 60, "O-1.3-T1": 10, "O-1.3-T2": 15, "O-1.3-T3": 20, "O-1.3-T4": 25, "O-1.3-T5": 30, "O-4a-T1": 100,
    "O-4b-T1": 20, "O-4b-T2": 40, "O-4b-T3": 40, "O-4c-T1": 40, "O-4c-T2": 60, "O-4c-T3": 60, "O-6-T2": 100, "O-7-T1": 40, "O-7-T2": 60,
}  # fmt: skip
PLANNED = {"O-1.1-T3": 72, "O-1.3-T4": 83, "O-1.3-T5": 57, "O-4b-T3": 63, "O-7-T2": 57}
"""Where today's plan is not 100 per cent."""

OWN = ("O-1.1-T2", "O-1.1-T3", "O-1.3-T1", "O-1.3-T2", "O-1.3-T3", "O-1.3-T4", "O-1.3-T5", "O-4a-T1")
JOINT = ("O-4b-T1", "O-4b-T2", "O-4b-T3")
BY_AGENCY = {
    "mof": (*OWN, "O-4c-T1", "O-4c-T2", "O-4c-T3", "O-6-T2"),
    "msdhs": (*OWN, *JOINT),
    "mol": (*OWN, *JOINT),
    "moph": (*OWN, "O-4c-T1", "O-4c-T2", "O-4c-T3"),
    "moe": (*OWN, "O-4c-T1", "O-4c-T2", "O-4c-T3", "O-6-T2"),
    "mfa": (*OWN, "O-4c-T1", "O-4c-T2", "O-4c-T3"),
    "mnre": (*OWN, "O-4c-T1", "O-4c-T2", "O-4c-T3", "O-7-T1", "O-7-T2"),
    "opm": (*OWN, "O-4c-T1", "O-4c-T2", "O-4c-T3"),
}
CLAIMED = {
    "mof": (100, 70, 100, 100, 100, 75, 45, 100, 100, 100, None, 100),
    "msdhs": (100, 20, 100, 60, 20, 10, 0, 30, 100, 25, 0),
    "mol": (100, 65, 100, 100, 100, 80, 50, 100, 100, 100, 40),
    "moph": (100, 50, 100, 100, 100, 55, 30, 100, 100, 100, None),
    "moe": (60, 0, 100, 40, 0, 0, 0, 0, 80, None, 0, 0),
    "mfa": (100, 75, 100, 100, 100, 90, 60, 100, 100, 100, None),
    "mnre": (100, 45, 100, 100, 100, 60, 25, 100, 100, None, 100, 100, 30),
    "opm": (100, 70, 100, 100, 100, 85, 55, 100, 100, 100, None),
}
"""What each agency says of its tasks, in the order of BY_AGENCY; None is waived."""

NOTES = {
    (
        "mof",
        "O-1.3-T4",
    ): "แก้แล้ว ๓๓ จาก ๔๔ ข้อ เหลือส่วนข่าวประชาสัมพันธ์ภาษาอังกฤษและแผนผังเว็บไซต์ คาดว่าแล้วเสร็จภายในวันที่ ๕ มิถุนายน ๒๕๕๖",
    ("msdhs", "O-1.3-T2"): "ประเมินแล้วบางส่วน เนื่องจากกรมในสังกัดส่งข้อมูลไม่ครบ จึงขอขยายเวลาและขอให้ สรอ. ส่งเจ้าหน้าที่มาให้คำปรึกษา",
    ("msdhs", "O-1.3-T3"): "อยู่ระหว่างเสนอรองปลัดกระทรวงลงนาม",
    ("moe", "O-1.3-T2"): "ยังไม่ได้รับหนังสือแจ้งมติอย่างเป็นทางการ ได้รับสำเนาเมื่อวันที่ ๒๐ พฤษภาคม ๒๕๕๖",
    ("mol", "O-4b-T1"): "สำนักงบประมาณแจ้งทางโทรศัพท์ว่าเป็นวงเงินรวม รอหนังสือยืนยัน",
    ("mnre", "O-1.3-T4"): "ระบบสืบค้นข้อมูลและแบบฟอร์มออนไลน์อยู่ระหว่างทดสอบ",
    ("opm", "O-1.3-T5"): "ปรับปรุงหน้า thaigov.go.th ให้รองรับสองภาษาแล้ว <b>รอลงนามรับรอง</b>",
}
ADDRESSES = {
    ("mof", "O-1.3-T2"): ("http://www.mof.go.th/standard/self-assessment-2556-05-09.pdf",),
    ("mol", "O-1.3-T3"): (
        "http://www.mol.go.th/plan/website-improvement-plan-approved-by-the-permanent-secretary-2556.pdf",
    ),
    ("mfa", "O-1.3-T4"): ("http://www.mfa.go.th/main/th/policy", "http://www.mfa.go.th/main/en/policy"),
    ("opm", "O-1.3-T4"): ("http://www.thaigov.go.th/policy",),
}
RETURNED = {("moph", "O-1.3-T3"), ("mnre", "O-4a-T1")}
WAITING = {("mof", "O-4c-T2"), ("mol", "O-4b-T2"), ("mfa", "O-1.3-T3"), ("opm", "O-4a-T1"), ("moph", "O-4c-T2")}
TODAY = date(2013, 5, 31)


def tasks_of(agency: str) -> tuple[Task, ...]:
    """The agency's tasks in the order of their codes."""
    return tuple(_task(agency, code, claimed) for code, claimed in zip(BY_AGENCY[agency], CLAIMED[agency], strict=True))


def progress(tasks: tuple[Task, ...]) -> Progress:
    """Weighted means of the tasks that count, as the rules of the tasks define them."""
    counted = [task for task in tasks if task.status is not Status.WAIVED]
    weight = sum(WEIGHT[task.code] for task in counted)
    mean = {
        name: round(sum(WEIGHT[task.code] * getattr(task, name) for task in counted) / weight)
        for name in ("claimed", "verified", "planned")
    }
    return Progress(**mean, tasks=len(counted), weight=weight)


def worst(tasks: tuple[Task, ...]) -> Health:
    """The worst health among the tasks that count."""
    found = {task.health for task in tasks}
    return next(health for health in (Health.LATE, Health.AT_RISK, Health.ON_TRACK, Health.DONE) if health in found)


def _task(agency: str, code: str, claimed: int | None) -> Task:
    due = date(2013, *DUE[code])
    status = _status(agency, code, claimed)
    addresses = ADDRESSES.get((agency, code), ())
    planned = PLANNED.get(code, 100)
    return Task(
        code=code,
        title=TITLES[code],
        due=due,
        status=status,
        claimed=claimed or 0,
        verified=100 if status is Status.VERIFIED else 0,
        planned=planned,
        health=_health(status, due, claimed or 0, planned),
        note=NOTES.get((agency, code), ""),
        noted_on=date(2013, 5, 29) if (agency, code) in NOTES else None,
        evidence_count=len(addresses) or (1 if status is Status.VERIFIED else 0),
        evidence=addresses,
    )


def _status(agency: str, code: str, claimed: int | None) -> Status:
    if claimed is None:
        return Status.WAIVED
    if (agency, code) in RETURNED:
        return Status.RETURNED
    if (agency, code) in WAITING:
        return Status.SUBMITTED
    if claimed == 100:
        return Status.VERIFIED
    return Status.IN_PROGRESS if claimed else Status.ASSIGNED


def _health(status: Status, due: date, claimed: int, planned: int) -> Health | None:
    if status is Status.WAIVED:
        return None
    if status is Status.VERIFIED:
        return Health.DONE
    if due < TODAY and status is not Status.SUBMITTED:
        return Health.LATE
    return Health.AT_RISK if planned - claimed >= 15 else Health.ON_TRACK
