"""Which one sentence would an executive say about these figures? Pure."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from tracker.dashboard.deadline import by_when
from tracker.lang import Bilingual
from tracker.tasks.health import Health, RollUp

BEHIND = (Health.LATE, Health.AT_RISK)


def headline_verdict(title: Bilingual, groups: Iterable[RollUp], deadline: date | None, day: date) -> Bilingual:
    """How many agencies may miss the deadline of what the resolution leads with.

    `groups` is one roll-up for each agency (empty ones do not count); an agency may miss it when its worst task is late or at
    risk; it is done when all its tasks are verified.
    """
    counted = [group for group in groups if group.tasks]
    every, done = len(counted), sum(group.done == group.tasks for group in counted)
    behind = sum(group.worst in BEHIND for group in counted)
    if not every:
        return Bilingual(th=f"{title.th} ยังไม่มีงานที่มอบหมาย", en=f"{title.en}: no task has been assigned yet")
    if done == every:
        return Bilingual(th=f"{title.th} เสร็จครบ {every} แห่ง", en=f"{title.en}: all {every} agencies are done")
    if deadline is not None and day > deadline:
        return Bilingual(
            th=f"{title.th} {every - done} จาก {every} แห่งเลยกำหนดแล้วยังไม่เสร็จ",
            en=f"{title.en}: {every - done} of {every} agencies are past the deadline and not done",
        )
    if not behind:
        return Bilingual(
            th=f"{title.th} ทั้ง {every} แห่งเป็นไปตามแผน", en=f"{title.en}: all {every} agencies are on track"
        )
    if deadline is None:
        return Bilingual(
            th=f"{title.th} {behind} จาก {every} แห่งช้ากว่าแผน", en=f"{title.en}: {behind} of {every} agencies are behind"
        )
    when = by_when(deadline, day)
    return Bilingual(
        th=f"{title.th} {behind} จาก {every} แห่งอาจไม่ทัน{when.th}",
        en=f"{title.en}: {behind} of {every} agencies may miss {when.en}",
    )


def agency_verdict(own: RollUp, longest_late: int, resolution: Bilingual) -> Bilingual:
    """How one agency's own tasks stand under the resolution of this title; `longest_late` is the most working days that a task
    is overdue."""
    late, risk = own.counts.get(Health.LATE, 0), own.counts.get(Health.AT_RISK, 0)
    if not own.tasks:
        return Bilingual(
            th=f"ไม่มีงานที่ต้องทำเองตามมติเรื่อง “{resolution.th}”",
            en=f"This agency has no task of its own under the resolution “{resolution.en}”",
        )
    if own.done == own.tasks:
        return Bilingual(th=f"เสร็จครบทั้ง {own.tasks} งาน", en=f"All {own.tasks} tasks are done")
    if late:
        return Bilingual(
            th=f"{late} งานล่าช้า นานที่สุด {longest_late} วันทำการ",
            en=f"{_tasks_are(late)} late, by up to {longest_late} working day{'' if longest_late == 1 else 's'}",
        )
    if risk:
        return Bilingual(th=f"ยังไม่มีงานล่าช้า แต่ {risk} งานเสี่ยง", en=f"Nothing is late, but {_tasks_are(risk)} at risk")
    return Bilingual(th="ทุกงานเป็นไปตามแผน", en="Every task is on track")


def behind_plan(total: RollUp) -> tuple[int, int]:
    """How many points claim and verification lie behind the plan; negative when ahead."""
    return total.planned - total.claimed, total.planned - total.verified


def against_plan(total: RollUp) -> tuple[Bilingual, Bilingual]:
    """How claim and verification lie against the plan, in words: behind, on or ahead of it."""
    claimed, verified = behind_plan(total)
    return (
        Bilingual(th="รายงานเอง{gap}", en="claimed {gap}").format(gap=_gap(claimed)),
        Bilingual(th="ตรวจรับแล้ว{gap}", en="verified {gap}").format(gap=_gap(verified)),
    )


def _gap(behind: int) -> Bilingual:
    points = f"{abs(behind)} point{'' if abs(behind) == 1 else 's'}"
    if behind > 0:
        return Bilingual(th=f"ต่ำกว่าแผนร้อยละ {behind}", en=f"{points} behind the plan")
    if behind < 0:
        return Bilingual(th=f"สูงกว่าแผนร้อยละ {-behind}", en=f"{points} ahead of the plan")
    return Bilingual(th="เป็นไปตามแผน", en="as planned")


def _tasks_are(number: int) -> str:
    return "1 task is" if number == 1 else f"{number} tasks are"
