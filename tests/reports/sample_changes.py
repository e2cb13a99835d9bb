"""What changed since a report of 17 May, made by hand: a task of each fate, and an entry of the register of each."""

from __future__ import annotations

from datetime import date

from tests.reports.sample_tasks import progress, tasks_of
from tracker.lang import Bilingual
from tracker.snapshots.changed import ChangedEntry, ChangedTask, Changes, MovedAgency
from tracker.snapshots.codes import Health, Status
from tracker.snapshots.parts import Progress, Totals

LIAISON = Bilingual("ผู้ประสานงาน พม", "Liaison, MSDHS")
COORDINATOR = Bilingual("ผู้ประสานงานกลาง สรอ.", "Coordinator, EGA")


def changes() -> Changes:
    """Since report no. 1."""
    return Changes(
        since=date(2013, 5, 17), report=1, known=True, cut=480, head="9a" * 32,
        totals=Totals(154, 6850, 42, 3, 60, 46, 4, 0), leading=Progress(40, 21, 52, 40, 800), agencies=_agencies(), tasks=_tasks(),
        entries=_entries(), money_before_satang=200_000_000, money_satang=200_000_005, acts=166, comments=8, others=4, worse=11,
        better=50, by_time=1,
    )  # fmt: skip


def _agencies() -> tuple[MovedAgency, ...]:
    after = progress(tasks_of("mof"))
    return (
        MovedAgency("mof", Progress(51, 36, 67, 11, 400), after, Health.LATE, Health.AT_RISK),
        MovedAgency("msdhs", Progress(22, 8, 48, 11, 400), progress(tasks_of("msdhs")), Health.AT_RISK, Health.LATE),
        MovedAgency("mict", None, after, None, Health.ON_TRACK),
    )


def _tasks() -> tuple[ChangedTask, ...]:
    due = date(2013, 5, 23)
    title = Bilingual("อนุมัติแผนปรับปรุงพร้อมงบประมาณ", "Approve the plan with its budget")
    return (
        ChangedTask(
            "msdhs", "O-1.3-T3", title, Status.ASSIGNED, Status.RETURNED, 0, 80, Health.AT_RISK, Health.LATE, due, due, 6,
            Bilingual("ส่งกลับแก้ไข", "Returned"), COORDINATOR, date(2013, 5, 29), "เลยกำหนด <3 วัน> ขอเอกสารงบประมาณ & แผน",
        ),
        ChangedTask(
            "mof", "O-1.3-T4", title, Status.IN_PROGRESS, Status.IN_PROGRESS, 10, 30, Health.ON_TRACK, Health.ON_TRACK, due,
            date(2013, 6, 7), 2, Bilingual("อนุมัติขยายกำหนด", "More time approved"), COORDINATOR, date(2013, 5, 30),
        ),
        ChangedTask(
            "mfa", "O-4c-T1", title, Status.IN_PROGRESS, Status.WAIVED, 20, 20, Health.ON_TRACK, None, due, due, 1,
            Bilingual("ไม่ดำเนินการ", "No longer pursued"), LIAISON, date(2013, 5, 28), "เลือกอีกทางหนึ่งแล้ว",
        ),
    )  # fmt: skip


def _entries() -> tuple[ChangedEntry, ...]:
    movement, clause = Bilingual("รายการเงิน", "movement of money"), Bilingual("ข้อ", "clause")
    return (
        ChangedEntry(movement, "M-1", Bilingual("งบที่จัดสรรแล้ว", "Money allotted"), Bilingual("แก้ไข", "revised"),
                     (Bilingual("จำนวนเงิน", "Amount"), Bilingual("หมายเหตุ", "Note"))),
        ChangedEntry(clause, "C-9", Bilingual("ข้อที่ถอน", "A clause taken out"), Bilingual("ถอนออก", "withdrawn")),
    )  # fmt: skip
