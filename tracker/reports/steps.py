"""Which steps does a report take, from which state, and who may take them? One row each; address, button, form and test read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.reports.report import State


@dataclass(frozen=True, slots=True)
class Step:
    """One step: its word in the address, what its button says, the states that it leaves, and the permission that it asks for."""

    name: str
    title: Bilingual
    done: Bilingual
    from_states: frozenset[State]
    permission: Permission


OPEN = frozenset({State.DRAFT, State.RETURNED})
"""In which it is written."""

STEPS = (
    Step(
        "arrange", Bilingual(th="บันทึกรายละเอียดหนังสือ", en="Save the letter's particulars"),
        Bilingual(th="บันทึกรายละเอียดหนังสือแล้ว", en="The letter's particulars are saved."), OPEN, Permission.REPORT_DRAFT,
    ),
    Step(
        "word", Bilingual(th="บันทึกข้อความ", en="Save these words"),
        Bilingual(th="บันทึกข้อความของรายงานแล้ว", en="The words of the report are saved."), OPEN, Permission.REPORT_DRAFT,
    ),
    Step(
        "submit", Bilingual(th="เสนออนุมัติ", en="Lay before the approver"),
        Bilingual(th="เสนอรายงานเพื่ออนุมัติแล้ว", en="The report lies before the approver."), OPEN, Permission.REPORT_DRAFT,
    ),
    Step(
        "recall", Bilingual(th="ดึงกลับมาแก้ไข", en="Take back to change it"),
        Bilingual(th="ดึงรายงานกลับมาแล้ว ต้องเสนออนุมัติใหม่", en="The report is taken back; it has to be approved anew."),
        frozenset({State.IN_REVIEW, State.APPROVED}), Permission.REPORT_DRAFT,
    ),
    Step(
        "approve", Bilingual(th="อนุมัติ", en="Approve"),
        Bilingual(th="อนุมัติรายงานแล้ว", en="The report is approved."), frozenset({State.IN_REVIEW}), Permission.REPORT_APPROVE,
    ),
    Step(
        "return", Bilingual(th="ส่งกลับแก้ไข", en="Return to be mended"),
        Bilingual(th="ส่งรายงานกลับแก้ไขแล้ว", en="The report is returned."), frozenset({State.IN_REVIEW}), Permission.REPORT_APPROVE,
    ),
    Step(
        "issue", Bilingual(th="บันทึกการออกหนังสือ", en="Record that it was issued"),
        Bilingual(th="ออกรายงานแล้ว จากนี้ไปไม่เปลี่ยนอีก", en="The report is issued and never changes again."),
        frozenset({State.APPROVED}), Permission.REPORT_ISSUE,
    ),
    Step(
        "acknowledge", Bilingual(th="บันทึกการรับของ สลค.", en="Record the Secretariat's receipt"),
        Bilingual(th="บันทึกการรับของ สลค. แล้ว", en="The Secretariat's receipt is recorded."),
        frozenset({State.ISSUED}), Permission.REPORT_ISSUE,
    ),
    Step(
        "discard", Bilingual(th="ยกเลิกร่างนี้", en="Discard this draft"),
        Bilingual(th="ยกเลิกร่างแล้ว", en="The draft is discarded."), OPEN, Permission.REPORT_DRAFT,
    ),
)  # fmt: skip
"""In the order in which a report takes them."""
STEP: Mapping[str, Step] = {step.name: step for step in STEPS}
