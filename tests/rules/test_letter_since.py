"""Is it seen what became of a letter's tasks since it was drawn up? Pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from tests.reports.sample_letter import LATEST, OTHER
from tests.rules.task_samples import PLAN
from tracker.ledger.refusal import RuleBroken
from tracker.letters import since
from tracker.tasks.step import State
from tracker.tasks.task import Block, Extension, Task

DRAFTED = datetime(2013, 5, 31, 10, tzinfo=UTC)
BEFORE, AFTER = DRAFTED - timedelta(hours=1), DRAFTED + timedelta(hours=1)
AS_SAID = Task(1, replace(PLAN, due_on=LATEST.due, agency="mof"), 0, 1, BEFORE, moved_at=BEFORE)
LATER = date(2013, 6, 28)


@pytest.mark.parametrize(
    "now, words",
    [
        ({}, None), ({"block": Block("x", AFTER, "mof")}, None), ({"block": Block("x", BEFORE, "mot")}, None),
        ({"moved_at": AFTER}, "มีความคืบหน้าหลังจัดทำร่าง"), ({"state": State.SUBMITTED}, "รอตรวจรับ"),
        ({"state": State.VERIFIED}, "ตรวจรับแล้ว"), ({"state": State.WAIVED}, "ไม่ดำเนินการ"),
        ({"extended_to": LATER, "moved_at": AFTER}, "กำหนดเปลี่ยนเป็น 28 มิถุนายน 2556"),
        ({"extension": Extension(LATER, "x", AFTER, 1)}, "หน่วยงานขอขยายกำหนดเวลาแล้ว"),
        ({"block": Block("x", AFTER, "mot")}, "ติดขัดที่หน่วยงานอื่น"),
    ],
)  # fmt: skip
def test_what_became_of_a_task_is_named(now: dict[str, Any], words: str | None) -> None:
    found = since.changes([LATEST], {1: replace(AS_SAID, **now)}, DRAFTED)
    assert [each.what.th for each in found] == ([] if words is None else [words])


def test_a_task_that_left_the_register_is_named_and_others_are_not() -> None:
    (gone,) = since.changes([LATEST, OTHER], {1: AS_SAID}, DRAFTED)
    assert (gone.task, gone.what) == (OTHER, since.GONE)
    since.check_read([gone], since.mark([gone]))
    since.check_read([], None)
    with pytest.raises(RuleBroken, match="1 of the tasks"):
        since.check_read([gone], None)
