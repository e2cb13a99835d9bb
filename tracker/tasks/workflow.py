"""Which steps does a task go through? Each is one row; route, button, form, timeline and tests read that row."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from tracker.access.policy import Permission
from tracker.lang import Bilingual


class State(StrEnum):
    """Where a task stands in its workflow. Health is another matter: it is computed."""

    NOT_STARTED = "not_started"
    IN_PROGRESS = "in_progress"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    VERIFIED = "verified"
    WAIVED = "waived"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The state's name for people."""
        return STATE_TITLES[self]


STATE_TITLES = {
    State.NOT_STARTED: Bilingual(th="ยังไม่เริ่ม", en="Not started"),
    State.IN_PROGRESS: Bilingual(th="กำลังทำ", en="In progress"),
    State.SUBMITTED: Bilingual(th="รอตรวจรับ", en="Waiting for verification"),
    State.RETURNED: Bilingual(th="ส่งกลับแก้ไข", en="Returned"),
    State.VERIFIED: Bilingual(th="ตรวจรับแล้ว", en="Verified"),
    State.WAIVED: Bilingual(th="ไม่ดำเนินการ", en="Not being pursued"),
}

OPEN = frozenset({State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED})
"""States in which the agency still has to do something."""


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `asks` are the form fields it shows, `needs` those that must not be empty, `kind` the
    event it records, `past` what the timeline calls it."""

    name: str
    title: Bilingual
    button: Bilingual
    past: Bilingual
    from_states: frozenset[State]
    permission: Permission
    asks: tuple[str, ...]
    needs: frozenset[str]
    kind: str
    note_label: Bilingual
    missing_note: Bilingual
    done: Bilingual
    tone: str = "line"


NOTE = Bilingual(th="บันทึก", en="Note")
REASON = Bilingual(th="เหตุผล", en="Reason")
NO_NOTE = Bilingual(th="กรุณาเขียนว่าทำอะไรไปแล้ว", en="Write what has been done.")
NO_REASON = Bilingual(th="กรุณาระบุเหตุผล หน่วยงานจะเห็นข้อความนี้", en="Give the reason; the agency will read it.")

STEPS = (
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
        name="verify", title=Bilingual(th="ตรวจรับ", en="Verify"), button=Bilingual(th="ตรวจรับ", en="Verify"),
        past=Bilingual(th="ตรวจรับแล้ว", en="Verified"),
        from_states=frozenset({State.SUBMITTED}), permission=Permission.TASK_VERIFY, asks=("note",), needs=frozenset(),
        kind="task_verified", note_label=Bilingual(th="ความเห็นผู้ตรวจ", en="The verifier's remark"), missing_note=NO_REASON,
        done=Bilingual(th="ตรวจรับงานแล้ว", en="The task is verified."), tone="primary",
    ),
    Step(
        name="return", title=Bilingual(th="ส่งกลับแก้ไข", en="Return"), button=Bilingual(th="ส่งกลับแก้ไข", en="Return"),
        past=Bilingual(th="ส่งกลับแก้ไข", en="Returned"),
        from_states=frozenset({State.SUBMITTED}), permission=Permission.TASK_VERIFY, asks=("note",), needs=frozenset({"note"}),
        kind="task_returned", note_label=REASON, missing_note=Bilingual(
            th="กรุณาระบุเหตุผลที่ส่งกลับ หน่วยงานต้องรู้ว่าขาดอะไร", en="Give the reason for returning it; the agency must know what is missing."),
        done=Bilingual(th="ส่งกลับให้หน่วยงานแก้ไขแล้ว", en="The task went back to the agency."), tone="return",
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
        name="comment", title=Bilingual(th="แสดงความเห็น", en="Comment"), button=Bilingual(th="บันทึกความเห็น", en="Add comment"),
        past=Bilingual(th="ความเห็น", en="Comment"),
        from_states=frozenset(State), permission=Permission.TASK_COMMENT, asks=("note",), needs=frozenset({"note"}), kind="comment_added",
        note_label=Bilingual(th="ความเห็น", en="Comment"), missing_note=Bilingual(th="กรุณาเขียนความเห็น", en="Write the comment."),
        done=Bilingual(th="บันทึกความเห็นแล้ว", en="The comment is recorded."),
    ),
)  # fmt: skip

STEP = {step.name: step for step in STEPS}
