"""Of which kinds are the things that tasks in a list can have in common, and what are they called? Pure."""

from __future__ import annotations

from enum import Enum

from tracker.lang import Bilingual
from tracker.tasks.task import Task

ME, NOBODY = "me", "none"
ANSWERING = {
    ME: Bilingual(th="ท่านรับผิดชอบ", en="Yours to answer for"),
    NOBODY: Bilingual(th="ยังไม่ระบุผู้รับผิดชอบ", en="Nobody named yet"),
}
"""The two answers to “who is responsible?” that name no post or person; the first is another one for each reader of a shared list."""


class Due(Enum):
    """Which due dates are meant."""

    PASSED = "passed"
    WEEK = "week"

    @property
    def title(self) -> Bilingual:
        """In words."""
        return DUE_TITLES[self]


DUE_TITLES = {
    Due.PASSED: Bilingual(th="ครบกำหนดแล้ว", en="Due date has passed"),
    Due.WEEK: Bilingual(th="ครบกำหนดใน 7 วัน และยังไม่ส่งตรวจรับ", en="Due within 7 days and not submitted"),
}


class Proof(Enum):
    """Is there any evidence that stands?"""

    WITH = "with"
    WITHOUT = "without"

    @property
    def title(self) -> Bilingual:
        """In words."""
        return PROOF_TITLES[self]


PROOF_TITLES = {
    Proof.WITH: Bilingual(th="มีหลักฐาน", en="With evidence"),
    Proof.WITHOUT: Bilingual(th="ไม่มีหลักฐาน", en="Without evidence"),
}


class Mark(Enum):
    """What is out of the ordinary about a task."""

    BLOCKED = "blocked"
    ASKS = "extension_pending"
    EXTENDED = "extended"
    REOPENED = "reopened"

    @property
    def title(self) -> Bilingual:
        """In words."""
        return MARK_TITLES[self]

    def is_on(self, task: Task) -> bool:
        """Does it hold of this task?"""
        match self:
            case Mark.BLOCKED:
                return task.holdup is not None
            case Mark.ASKS:
                return task.request is not None
            case Mark.EXTENDED:
                return task.due_on != task.plan.due_on
            case Mark.REOPENED:
                return bool(task.reopened)


MARK_TITLES = {
    Mark.BLOCKED: Bilingual(th="ติดขัด", en="Blocked"),
    Mark.ASKS: Bilingual(th="ขอขยายกำหนด รอพิจารณา", en="Asks for more time"),
    Mark.EXTENDED: Bilingual(th="ขยายกำหนดแล้ว", en="Due date was extended"),
    Mark.REOPENED: Bilingual(th="กลับเข้าสู่รายการรอตรวจรับ", en="Waiting for verification again"),
}
