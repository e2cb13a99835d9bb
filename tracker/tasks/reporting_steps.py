"""What can the agency that does a task report about it? One row for each step."""

from __future__ import annotations

from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.tasks.step import OPEN, PURSUED, State, Step, When

NOTE = Bilingual(th="บันทึก", en="Note")
REASON = Bilingual(th="เหตุผล", en="Reason")
NO_NOTE = Bilingual(th="กรุณาเขียนว่าทำอะไรไปแล้ว", en="Write what has been done.")

REPORTING = (
    Step(
        name="start", title=Bilingual(th="เริ่มงาน", en="Start work"), button=Bilingual(th="เริ่มงาน", en="Start"),
        past=Bilingual(th="เริ่มงาน", en="Work started"),
        from_states=frozenset({State.NOT_STARTED}), permission=Permission.TASK_REPORT, asks=("effective_on", "note"),
        needs=frozenset({"effective_on"}), kind="work_started", note_label=NOTE, missing_note=NO_NOTE,
        done=Bilingual(th="บันทึกว่าเริ่มงานแล้ว", en="The start is recorded."),
    ),
    Step(
        name="progress", title=Bilingual(th="บันทึกความก้าวหน้า", en="Log progress"),
        button=Bilingual(th="บันทึกความก้าวหน้า", en="Log progress"),
        past=Bilingual(th="บันทึกความก้าวหน้า", en="Progress logged"),
        from_states=OPEN, permission=Permission.TASK_REPORT, asks=("percent", "note", "effective_on", "evidence"),
        needs=frozenset({"percent", "note", "effective_on"}), kind="progress_logged",
        note_label=Bilingual(th="ทำอะไรไปแล้ว", en="What has been done"),
        missing_note=NO_NOTE, done=Bilingual(th="บันทึกความก้าวหน้าแล้ว", en="The progress is recorded."), tone="primary",
    ),
    Step(
        name="confirm", title=Bilingual(th="เหมือนเดิม", en="Nothing has changed"), button=Bilingual(th="เหมือนเดิม", en="Nothing changed"),
        past=Bilingual(th="ยืนยันว่าเหมือนเดิม", en="Confirmed as unchanged"),
        from_states=OPEN, permission=Permission.TASK_REPORT, asks=("note",), needs=frozenset(),
        kind="nothing_changed", note_label=NOTE,
        missing_note=NO_NOTE,
        done=Bilingual(th="บันทึกแล้วว่าไม่มีการเปลี่ยนแปลง", en="It is recorded that nothing has changed."),
    ),
    Step(
        name="submit", title=Bilingual(th="ส่งตรวจรับ", en="Submit for verification"),
        button=Bilingual(th="ส่งตรวจรับ", en="Submit"),
        past=Bilingual(th="ส่งตรวจรับ", en="Submitted for verification"),
        from_states=OPEN, permission=Permission.TASK_REPORT, asks=("note", "effective_on", "evidence"),
        needs=frozenset({"note", "effective_on"}), kind="task_submitted",
        note_label=Bilingual(th="สรุปผลงานที่ส่งตรวจ", en="What is being submitted"),
        missing_note=Bilingual(th="กรุณาสรุปว่างานเสร็จอย่างไร", en="Say in a few words how the task was completed."),
        done=Bilingual(th="ส่งตรวจรับแล้ว ผู้ประสานงานกลางจะตรวจหลักฐาน", en="Submitted; a coordinator will look at the proof."),
    ),
    Step(
        name="attach", title=Bilingual(th="เพิ่มหลักฐาน", en="Add evidence"), button=Bilingual(th="เพิ่มหลักฐาน", en="Add evidence"),
        past=Bilingual(th="เพิ่มหลักฐาน", en="Evidence added"),
        from_states=PURSUED, permission=Permission.TASK_REPORT, asks=("evidence", "note"), needs=frozenset({"evidence"}),
        kind="evidence_added", note_label=NOTE,
        missing_note=NO_NOTE,
        done=Bilingual(th="เพิ่มหลักฐานแล้ว", en="The evidence is added."),
    ),
    Step(
        name="replace", title=Bilingual(th="เปลี่ยนหลักฐาน", en="Replace evidence"), button=Bilingual(th="เปลี่ยนหลักฐาน", en="Replace"),
        past=Bilingual(th="เปลี่ยนหลักฐาน", en="Evidence replaced"),
        from_states=PURSUED, permission=Permission.TASK_REPORT, asks=("number", "evidence", "note"),
        needs=frozenset({"note", "evidence", "number"}),
        kind="evidence_replaced", note_label=REASON,
        missing_note=Bilingual(th="กรุณาระบุเหตุผลที่เปลี่ยนหลักฐาน", en="Say why the evidence is replaced."),
        done=Bilingual(th="เปลี่ยนหลักฐานแล้ว ของเดิมยังดูได้ในประวัติ", en="The evidence is replaced; the earlier one stays in the history."),
        when=When.EVIDENCE,
    ),
    Step(
        name="extend", title=Bilingual(th="ขอขยายกำหนด", en="Ask for more time"),
        button=Bilingual(th="ขอขยายกำหนด", en="Ask for more time"),
        past=Bilingual(th="ขอขยายกำหนด", en="More time asked for"),
        from_states=OPEN, permission=Permission.TASK_REPORT, asks=("until", "note"), needs=frozenset({"note", "until"}),
        kind="extension_requested", note_label=REASON,
        missing_note=Bilingual(th="กรุณาระบุเหตุผลที่ขอขยายกำหนด", en="Say why more time is needed."),
        done=Bilingual(th="ส่งคำขอแล้ว กำหนดเดิมยังใช้อยู่จนกว่าจะได้รับอนุมัติ",
            en="The request is sent; the present due date holds until it is approved."),
        when=When.NO_REQUEST,
    ),
    Step(
        name="unextend", title=Bilingual(th="ถอนคำขอขยายกำหนด", en="Withdraw the request"),
        button=Bilingual(th="ถอนคำขอ", en="Withdraw the request"),
        past=Bilingual(th="ถอนคำขอขยายกำหนด", en="Request for more time withdrawn"),
        from_states=PURSUED, permission=Permission.TASK_REPORT, asks=("note",), needs=frozenset(),
        kind="extension_withdrawn", note_label=NOTE,
        missing_note=NO_NOTE,
        done=Bilingual(th="ถอนคำขอแล้ว", en="The request is withdrawn."), when=When.REQUEST,
    ),
    Step(
        name="block", title=Bilingual(th="แจ้งว่าติดขัด", en="Report as blocked"), button=Bilingual(th="แจ้งว่าติดขัด", en="Report as blocked"),
        past=Bilingual(th="ติดขัด", en="Blocked"),
        from_states=OPEN, permission=Permission.TASK_BLOCK, asks=("note", "who", "who_words"), needs=frozenset({"note"}),
        kind="task_blocked", note_label=REASON,
        missing_note=Bilingual(th="กรุณาระบุว่าติดขัดเรื่องใด", en="Say what holds the task up."),
        done=Bilingual(th="บันทึกแล้วว่างานติดขัด", en="It is recorded that the task is blocked."), when=When.NOT_BLOCKED,
    ),
    Step(
        name="unblock", title=Bilingual(th="แก้ข้อติดขัดแล้ว", en="No longer blocked"),
        button=Bilingual(th="แก้ข้อติดขัดแล้ว", en="No longer blocked"),
        past=Bilingual(th="พ้นข้อติดขัด", en="No longer blocked"),
        from_states=PURSUED, permission=Permission.TASK_BLOCK, asks=("note",), needs=frozenset(),
        kind="task_unblocked", note_label=NOTE,
        missing_note=NO_NOTE,
        done=Bilingual(th="บันทึกแล้วว่างานดำเนินการต่อได้", en="It is recorded that the task can go on."), when=When.BLOCKED,
    ),
)  # fmt: skip
