"""What should a verifier look at twice before a submission is accepted? Pure: a task and its neighbours in, sentences out.

A remark never forbids anything: it keeps a submission out of those that are accepted several at a time, wherever that is asked – in the
list of what waits, on the page before many are accepted, and at the moment of accepting. That it came late is no remark: it says
nothing about the work.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from tracker.lang import Bilingual, format_date
from tracker.tasks.task import Task
from tracker.tasks.workflow import State

SOON = timedelta(days=30)
"""Evidence that ends within this time will not carry the verification for long."""
MOST_WORDS = 160
"""Of what somebody wrote, this many characters stand in a remark; the whole is in the task's history."""


def remarks(task: Task, before: Iterable[Task], day: date) -> tuple[Bilingual, ...]:
    """What is odd about a submission on `day`, the weightiest first; `before` are the tasks that had to be done before it."""
    return tuple(
        found
        for found in (
            _objected(task), _reopened(task), _without_evidence(task), _given_twice(task), _ending(task, day), _too_early(before),
        )
        if found
    )  # fmt: skip


def _objected(task: Task) -> Bilingual | None:
    if not task.objection:
        return None
    words = " ".join(task.objection.split())
    if len(words) > MOST_WORDS:
        words = words[:MOST_WORDS].rpartition(" ")[0] or words[:MOST_WORDS]
        words += "…"
    return Bilingual(
        th=f"หน่วยงานยังไม่ตอบความเห็น “{words}”", en=f"The agency has not answered this comment: “{words}”"
    )  # fmt: skip


def _reopened(task: Task) -> Bilingual | None:
    if not task.reopened:
        return None
    why, words = task.reopened.title, f" “{task.reopened_words}”" if task.reopened_words else ""
    return Bilingual(
        th=f"กลับเข้าสู่รายการรอตรวจรับ: {why.th}{words}", en=f"Waiting for verification again: {why.en}{words}"
    )


def _without_evidence(task: Task) -> Bilingual | None:
    if task.evidence:
        return None
    return Bilingual(th="ไม่มีหลักฐานที่ยังใช้ได้", en="No evidence stands any more")


def _given_twice(task: Task) -> Bilingual | None:
    twins = ((p.number, task.twin(p.evidence.sha256, p.number)) for p in task.pieces if p.stands)
    found = next(((number, first) for number, first in twins if first), None)
    if found is None:
        return None
    return Bilingual(
        th="หลักฐานลำดับที่ {} มีเนื้อหาเดียวกับลำดับที่ {}".format(*found),
        en="Evidence no. {} has the same content as no. {}".format(*found),
    )


def _ending(task: Task, day: date) -> Bilingual | None:
    ends = task.expires_on
    if ends is None or ends > day + SOON:
        return None
    return Bilingual(
        th=f"หลักฐานใช้ได้ถึง {format_date(ends, 'th', 'short')}", en=f"Evidence holds until {format_date(ends, 'en', 'short')}"
    )  # fmt: skip


def _too_early(before: Iterable[Task]) -> Bilingual | None:
    undone = [each.code for each in before if each.state not in (State.VERIFIED, State.WAIVED)]
    if not undone:
        return None
    named = ", ".join(dict.fromkeys(undone))
    return Bilingual(th=f"งานที่ต้องเสร็จก่อนยังไม่ตรวจรับ: {named}", en=f"Not verified though it comes before: {named}")
