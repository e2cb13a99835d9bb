"""Of what is the workflow made: in which states can a task be, and what does one of its steps say of itself?"""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

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


class Reopened(StrEnum):
    """Why a task waits for verification again although a verdict was given."""

    NOT = ""
    EXPIRED = "expired"
    REPLACED = "replaced"
    WITHDRAWN = "withdrawn"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The reason for people; what somebody wrote about it stands beside."""
        return REOPENED_TITLES[self]


REOPENED_TITLES = {
    Reopened.NOT: Bilingual(th="–", en="–"),
    Reopened.EXPIRED: Bilingual(th="หลักฐานหมดอายุ", en="the evidence has expired"),
    Reopened.REPLACED: Bilingual(th="มีการเปลี่ยนหลักฐาน", en="evidence was replaced"),
    Reopened.WITHDRAWN: Bilingual(th="ถอนผลการตรวจ", en="the verdict was withdrawn"),
}

OPEN = frozenset({State.NOT_STARTED, State.IN_PROGRESS, State.RETURNED})
"""States in which the agency still has to do something."""
PURSUED = frozenset(State) - {State.WAIVED}
"""All states but that of a task which is not being pursued."""


class When(Enum):
    """What else must hold of a task, beside its state, before a step can be taken; the value is the sentence that says it does not."""

    ALWAYS = Bilingual(th="", en="")
    NO_REQUEST = Bilingual(
        th="มีคำขอขยายกำหนดที่รอพิจารณาอยู่แล้ว", en="A request for more time is already waiting for an answer."
    )
    REQUEST = Bilingual(th="ไม่มีคำขอขยายกำหนดที่รอพิจารณา", en="No request for more time is waiting for an answer.")
    NOT_BLOCKED = Bilingual(th="งานนี้บันทึกว่าติดขัดอยู่แล้ว", en="This task is already recorded as blocked.")
    BLOCKED = Bilingual(th="งานนี้ไม่ได้บันทึกว่าติดขัด", en="This task is not recorded as blocked.")
    EVIDENCE = Bilingual(th="งานนี้ยังไม่มีหลักฐานที่ใช้อยู่", en="This task has no evidence that still stands.")
    UNANSWERED = Bilingual(
        th="หน่วยงานรายงานต่อจากผลการตรวจแล้ว จึงถอนผลการตรวจนั้นไม่ได้",
        en="The agency has reported since that verdict, so it cannot be withdrawn any more.",
    )


@dataclass(frozen=True, slots=True)
class Step:
    """One step: `asks` are the form fields it shows, `needs` those that must not be empty, `kind` the
    event it records, `past` what the timeline calls it, `when` what must hold beside the state."""

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
    when: When = When.ALWAYS
