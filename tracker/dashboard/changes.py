"""What changed in the last seven days, who did it, and how did the figures move?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, func, select

from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of
from tracker.people.store import Agency, names_of
from tracker.tasks.health import Standing
from tracker.tasks.history import SOMEBODY, THE_SYSTEM
from tracker.tasks.picture import Picture
from tracker.web.frame import link

DAYS = 7
NAMED = 3
"""So many of the newest events of each kind are told by name; beyond them only their number."""

GROUPS: dict[str, tuple[str, Bilingual]] = {
    "task_verified": ("i-verified", Bilingual(th="ตรวจรับแล้ว", en="Verified")),
    "task_returned": ("i-returned", Bilingual(th="ส่งกลับแก้ไข", en="Returned")),
    "task_submitted": ("i-submitted", Bilingual(th="ส่งตรวจรับ", en="Submitted")),
    "progress_logged": ("i-progress", Bilingual(th="บันทึกความก้าวหน้า", en="Progress logged")),
    "work_started": ("i-start", Bilingual(th="เริ่มงาน", en="Work started")),
    "nothing_changed": ("i-progress", Bilingual(th="เหมือนเดิม", en="Nothing has changed")),
    "evidence_added": ("i-file", Bilingual(th="เพิ่มหลักฐาน", en="Evidence added")),
    "evidence_replaced": ("i-file", Bilingual(th="เปลี่ยนหลักฐาน", en="Evidence replaced")),
    "evidence_expired": ("i-late", Bilingual(th="หลักฐานหมดอายุ", en="Evidence expired")),
    "verdict_withdrawn": ("i-returned", Bilingual(th="ถอนผลการตรวจ", en="Verdict withdrawn")),
    "extension_requested": ("i-submitted", Bilingual(th="ขอขยายกำหนด", en="More time asked for")),
    "extension_approved": ("i-verified", Bilingual(th="อนุมัติขยายกำหนด", en="More time approved")),
    "extension_refused": ("i-returned", Bilingual(th="ไม่อนุมัติขยายกำหนด", en="More time refused")),
    "extension_withdrawn": ("i-returned", Bilingual(th="ถอนคำขอขยายกำหนด", en="Request for more time withdrawn")),
    "task_blocked": ("i-risk", Bilingual(th="ติดขัด", en="Blocked")),
    "task_unblocked": ("i-start", Bilingual(th="พ้นข้อติดขัด", en="No longer blocked")),
    "responsible_named": ("i-user", Bilingual(th="กำหนดผู้รับผิดชอบ", en="Responsible named")),
    "task_waived": ("i-waived", Bilingual(th="ไม่ดำเนินการ", en="Not being pursued")),
    "task_reinstated": ("i-start", Bilingual(th="นำกลับมาดำเนินการ", en="Taken up again")),
    "task_revised": ("i-edit", Bilingual(th="ปรับกำหนดงาน", en="Tasks revised")),
    "comment_added": ("i-comment", Bilingual(th="ความเห็น", en="Comments")),
    "report_issued": ("i-submitted", Bilingual(th="ออกหนังสือนำส่งรายงาน", en="Report issued")),
    "report_approved": ("i-verified", Bilingual(th="อนุมัติรายงาน", en="Report approved")),
    "report_returned": ("i-returned", Bilingual(th="ส่งรายงานกลับแก้ไข", en="Report returned")),
    "report_submitted": ("i-submitted", Bilingual(th="เสนอรายงานเพื่ออนุมัติ", en="Report laid before the approver")),
    "report_acknowledged": ("i-verified", Bilingual(th="สลค. รับรายงาน", en="The Secretariat received the report")),
    "report_drafted": ("i-file", Bilingual(th="จัดทำร่างรายงาน", en="Reports drawn up")),
    "letter_drafted": ("i-file", Bilingual(th="จัดทำร่างหนังสือถึงหน่วยงาน", en="Letters to agencies drawn up")),
    "letter_sent": ("i-submitted", Bilingual(th="ส่งหนังสือถึงหน่วยงาน", en="Letters to agencies sent")),
    "letter_acknowledged": ("i-verified", Bilingual(th="หน่วยงานตอบรับหนังสือ", en="Letters acknowledged")),
    "letter_discarded": ("i-waived", Bilingual(th="ยกเลิกร่างหนังสือ", en="Drafts of letters discarded")),
    "task_assigned": ("i-add", Bilingual(th="กำหนดงาน", en="Tasks assigned")),
}
"""Kinds of events in the order in which they matter; the rest are told together as changes of the register."""
REST = "register"
"""A word in place of a kind: every kind that the summary does not name."""
REGISTER = ("i-edit", Bilingual(th="ทะเบียนมติ", en="The register"))


@dataclass(frozen=True, slots=True)
class Change:
    """One event in a few words: the task, what it says, who and when."""

    agency: Bilingual
    code: str
    href: str
    percent: int | None
    who: Bilingual
    at: datetime


@dataclass(frozen=True, slots=True)
class Group:
    """All events of one kind: how many, the newest by name, and the way to all of them."""

    shape: str
    title: Bilingual
    number: int
    named: tuple[Change, ...]
    href: str


def changes(
    shown: Picture, since: int, tasks: Iterable[Standing], known: dict[str, Agency], *, own: str | None = None
) -> tuple[Group, ...]:
    """The events of a resolution after the cut `since`, a week before the day of the picture, grouped by kind; two queries.

    `own`: only the events of this agency's tasks (those among `tasks`). Each group leads to exactly its events in the history.
    """
    by_stream = {f"task:{each.task.id}": each for each in tasks if own in (None, each.task.agency)}
    where = [LedgerEvent.resolution_id == shown.resolution_id, LedgerEvent.seq > since, LedgerEvent.seq <= shown.cut]
    if own is not None:
        where.append(LedgerEvent.stream.in_(by_stream))
    numbers, events = _newest_of_each_kind(where)
    return tuple(_groups(numbers, _named(events, by_stream, known), _these(shown, own)))


def _these(shown: Picture, own: str | None) -> dict[str, str]:
    """What the history has to be asked for, to show the same events."""
    first = shown.day - timedelta(days=DAYS - 1)
    asked = {"resolution": shown.register.resolution.code, "from": first.isoformat(), "to": shown.day.isoformat()}
    return asked | ({"agency": own} if own else {})


def _newest_of_each_kind(where: list[ColumnElement[bool]]) -> tuple[dict[str, int], list[Event]]:
    """How many events there are of each kind, and the newest few of each, newest first; one query."""
    number = func.count().over(partition_by=LedgerEvent.kind).label("number")
    place = func.row_number().over(partition_by=LedgerEvent.kind, order_by=LedgerEvent.seq.desc()).label("place")
    ranked = select(*EVENT_COLUMNS, number, place).where(*where).subquery()
    rows = db.session.execute(select(ranked).where(ranked.c.place <= NAMED).order_by(ranked.c.seq.desc())).all()
    return {row.kind: row.number for row in rows}, [event_of(row[: len(EVENT_COLUMNS)]) for row in rows]


def _groups(numbers: dict[str, int], named: dict[str, list[Change]], these: dict[str, str]) -> Iterable[Group]:
    for kind, (shape, title) in GROUPS.items():
        if numbers.get(kind):
            href = link("dashboard.history", kind=kind, **these)
            yield Group(shape, title, numbers[kind], tuple(named.get(kind, ())), href)
    rest = sum(number for kind, number in numbers.items() if kind not in GROUPS)
    if rest:
        yield Group(*REGISTER, rest, (), link("dashboard.history", kind=REST, **these))


def _named(events: list[Event], by_stream: dict[str, Standing], known: dict[str, Agency]) -> dict[str, list[Change]]:
    names = names_of({event.actor_id for event in events if event.actor_id is not None})
    found: dict[str, list[Change]] = {}
    for event in events:
        standing = by_stream.get(event.stream)
        if standing is not None:
            who = THE_SYSTEM if event.actor_id is None else names.get(event.actor_id, SOMEBODY)
            found.setdefault(event.kind, []).append(_change(event, standing, known, who))
    return found


def _change(event: Event, standing: Standing, known: dict[str, Agency], who: Bilingual) -> Change:
    task = standing.task
    href = link("tasks.page", task_id=task.id)
    return Change(known[task.agency].abbr, task.code, href, event.data.get("percent"), who, event.recorded_at)
