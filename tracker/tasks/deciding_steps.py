"""What can be decided or said about a task by those who look after all of them? One row for each step."""

from __future__ import annotations

from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.tasks.step import OPEN, PURSUED, State, Step, When

NOTE = Bilingual(th="บันทึก", en="Note")
REASON = Bilingual(th="เหตุผล", en="Reason")
NO_REASON = Bilingual(th="กรุณาระบุเหตุผล หน่วยงานจะเห็นข้อความนี้", en="Give the reason; the agency will read it.")

DECIDING = (
    Step(
        name="verify", title=Bilingual(th="ตรวจรับ", en="Verify"), button=Bilingual(th="ตรวจรับ", en="Verify"),
        past=Bilingual(th="ตรวจรับแล้ว", en="Verified"),
        from_states=frozenset({State.SUBMITTED}), permission=Permission.TASK_VERIFY, asks=("note",), needs=frozenset(),
        kind="task_verified", note_label=Bilingual(th="ความเห็นผู้ตรวจ", en="The verifier's remark"), missing_note=NO_REASON,
        done=Bilingual(th="ตรวจรับงานแล้ว", en="The task is verified."), tone="primary",
    ),
    Step(
        name="return", title=Bilingual(th="ส่งกลับแก้ไข", en="Return"), button=Bilingual(th="ส่งกลับแก้ไข", en="Return"),
        past=Bilingual(th="ส่งกลับแก้ไข", en="Returned"),
        from_states=frozenset({State.SUBMITTED}), permission=Permission.TASK_VERIFY, asks=("because", "note"), needs=frozenset({"note"}),
        kind="task_returned", note_label=REASON, missing_note=Bilingual(
            th="กรุณาระบุเหตุผลที่ส่งกลับ หน่วยงานต้องรู้ว่าขาดอะไร", en="Give the reason for returning it; the agency must know what is missing."),
        done=Bilingual(th="ส่งกลับให้หน่วยงานแก้ไขแล้ว", en="The task went back to the agency."), tone="return",
    ),
    Step(
        name="undo", title=Bilingual(th="ถอนผลการตรวจ", en="Withdraw the verdict"),
        button=Bilingual(th="ถอนผลการตรวจ", en="Withdraw the verdict"),
        past=Bilingual(th="ถอนผลการตรวจ", en="Verdict withdrawn"),
        from_states=frozenset({State.VERIFIED, State.RETURNED}), permission=Permission.TASK_VERIFY, asks=("note",),
        needs=frozenset({"note"}),
        kind="verdict_withdrawn", note_label=REASON,
        missing_note=Bilingual(th="กรุณาระบุเหตุผลที่ถอนผลการตรวจ ประวัติจะเก็บไว้ทั้งผลเดิมและการถอน",
            en="Say why the verdict is withdrawn; the history keeps both."),
        done=Bilingual(th="ถอนผลการตรวจแล้ว งานกลับไปรอตรวจรับ", en="The verdict is withdrawn; the task waits for verification again."),
        when=When.UNANSWERED,
    ),
    Step(
        name="approve", title=Bilingual(th="อนุมัติขยายกำหนด", en="Approve more time"),
        button=Bilingual(th="อนุมัติขยายกำหนด", en="Approve more time"),
        past=Bilingual(th="อนุมัติขยายกำหนด", en="More time approved"),
        from_states=PURSUED, permission=Permission.EXTENSION_DECIDE, asks=("until", "note"), needs=frozenset({"until"}),
        kind="extension_approved", note_label=NOTE,
        missing_note=NO_REASON,
        done=Bilingual(th="อนุมัติแล้ว กำหนดใหม่มีผลทันที กำหนดเดิมยังแสดงคู่กัน",
            en="Approved; the new due date holds now, and the original stays beside it."),
        tone="primary",
        when=When.REQUEST,
    ),
    Step(
        name="refuse", title=Bilingual(th="ไม่อนุมัติขยายกำหนด", en="Refuse more time"), button=Bilingual(th="ไม่อนุมัติ", en="Refuse"),
        past=Bilingual(th="ไม่อนุมัติขยายกำหนด", en="More time refused"),
        from_states=PURSUED, permission=Permission.EXTENSION_DECIDE, asks=("note",), needs=frozenset({"note"}),
        kind="extension_refused", note_label=REASON,
        missing_note=Bilingual(th="กรุณาระบุเหตุผลที่ไม่อนุมัติ หน่วยงานจะเห็นข้อความนี้", en="Give the reason for refusing; the agency will read it."),
        done=Bilingual(th="บันทึกว่าไม่อนุมัติแล้ว กำหนดเดิมยังใช้อยู่", en="Recorded as refused; the present due date holds."), tone="return",
        when=When.REQUEST,
    ),
    Step(
        name="waive", title=Bilingual(th="ไม่ดำเนินการ", en="Stop pursuing"),
        button=Bilingual(th="ไม่ดำเนินการงานนี้", en="Stop pursuing this task"),
        past=Bilingual(th="ไม่ดำเนินการ", en="No longer pursued"),
        from_states=OPEN, permission=Permission.TASK_WAIVE, asks=("note",), needs=frozenset({"note"}), kind="task_waived",
        note_label=REASON,
        missing_note=Bilingual(th="กรุณาระบุเหตุผลที่ไม่ดำเนินการ", en="Give the reason for not pursuing it."),
        done=Bilingual(th="บันทึกว่าไม่ดำเนินการ งานนี้ไม่นับในร้อยละแล้ว", en="Recorded; the task no longer counts in any percentage."),
    ),
    Step(
        name="reinstate", title=Bilingual(th="นำกลับมาดำเนินการ", en="Take up again"),
        button=Bilingual(th="นำกลับมาดำเนินการ", en="Take up again"),
        past=Bilingual(th="นำกลับมาดำเนินการ", en="Taken up again"),
        from_states=frozenset({State.WAIVED}), permission=Permission.TASK_WAIVE, asks=("note",), needs=frozenset({"note"}),
        kind="task_reinstated",
        note_label=REASON, missing_note=Bilingual(th="กรุณาระบุเหตุผลที่นำกลับมาดำเนินการ", en="Give the reason for taking it up again."),
        done=Bilingual(th="นำงานกลับมาดำเนินการแล้ว", en="The task is taken up again."),
    ),
    Step(
        name="responsible", title=Bilingual(th="กำหนดผู้รับผิดชอบ", en="Name who is responsible"),
        button=Bilingual(th="กำหนดผู้รับผิดชอบ", en="Name who is responsible"),
        past=Bilingual(th="กำหนดผู้รับผิดชอบ", en="Responsible named"),
        from_states=PURSUED, permission=Permission.TASK_ASSIGN, asks=("holder", "note"), needs=frozenset(),
        kind="responsible_named", note_label=NOTE,
        missing_note=NO_REASON,
        done=Bilingual(th="บันทึกผู้รับผิดชอบแล้ว", en="It is recorded who is responsible."),
    ),
    Step(
        name="nudge", title=Bilingual(th="ขอให้เร่งดำเนินการ", en="Ask to expedite"),
        button=Bilingual(th="ขอให้เร่งดำเนินการ", en="Ask to expedite"),
        past=Bilingual(th="ขอให้เร่งดำเนินการ", en="Asked to expedite"),
        from_states=OPEN, permission=Permission.TASK_NUDGE, asks=("note",), needs=frozenset(), kind="agency_nudged",
        note_label=NOTE, missing_note=NO_REASON,
        done=Bilingual(th="บันทึกแล้ว ผู้รับผิดชอบของหน่วยงานจะได้รับแจ้งทางกล่องแจ้งเตือนภายในห้านาที และในสรุปฉบับถัดไป",
            en="Recorded. The agency's people are told in their inbox within five minutes, and in their next digest."),
    ),
    Step(
        name="comment", title=Bilingual(th="แสดงความเห็น", en="Comment"), button=Bilingual(th="บันทึกความเห็น", en="Add comment"),
        past=Bilingual(th="ความเห็น", en="Comment"),
        from_states=frozenset(State), permission=Permission.TASK_COMMENT, asks=("note", "mentions"),
        needs=frozenset({"note"}), kind="comment_added",
        note_label=Bilingual(th="ความเห็น", en="Comment"), missing_note=Bilingual(th="กรุณาเขียนความเห็น", en="Write the comment."),
        done=Bilingual(th="บันทึกความเห็นแล้ว", en="The comment is recorded."),
    ),
)  # fmt: skip
