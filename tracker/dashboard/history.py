"""What happened, newest first, and how does a reader narrow it down? Pages by sequence number, never by counting."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import ColumnElement, desc, select, union_all

from tracker.dashboard.changes import GROUPS, REST
from tracker.dashboard.checks import Checked, last_check
from tracker.dashboard.history_filters import REST_TITLE, Known, Wanted, conditions, ignored, wanted
from tracker.dashboard.told import Told, told
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.event import Event, Head
from tracker.ledger.kinds import KINDS
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_at, event_of, head
from tracker.people.cut import cut_of_page
from tracker.people.store import Agency, agencies, users_on_the_day
from tracker.resolutions.store import obligation_titles
from tracker.tasks.shown import few_resolutions, many

ROWS = 40
KIND_TITLES: Mapping[str, Bilingual] = {
    "work_started": Bilingual(th="เริ่มงาน", en="Work started"),
    "progress_logged": Bilingual(th="บันทึกความก้าวหน้า", en="Progress logged"),
    "task_submitted": Bilingual(th="ส่งตรวจรับ", en="Submitted for verification"),
    "task_verified": Bilingual(th="ตรวจรับ", en="Verified"),
    "task_returned": Bilingual(th="ส่งกลับแก้ไข", en="Returned"),
    "reminder_rule_set": Bilingual(th="กำหนดหลักเกณฑ์การแจ้งเตือน", en="Rule of reminding changed"),
    "reminder_rule_withdrawn": Bilingual(th="ยกเลิกหลักเกณฑ์การแจ้งเตือน", en="Rule of reminding taken back"),
    "cadence_set": Bilingual(th="กำหนดรอบ", en="Cadence set"),
    "cadence_ended": Bilingual(th="สิ้นสุดรอบ", en="Cadence ended"),
    "cadence_restored": Bilingual(th="กลับไปใช้รอบตามแฟ้มข้อมูลมติ", en="Cadence of the file again"),
    "agency_nudged": Bilingual(th="ขอให้เร่งดำเนินการ", en="Asked to expedite"),
    "comment_added": Bilingual(th="ความเห็น", en="Comment"),
    "nothing_changed": Bilingual(th="เหมือนเดิม", en="Nothing has changed"),
    "evidence_added": Bilingual(th="เพิ่มหลักฐาน", en="Evidence added"),
    "evidence_replaced": Bilingual(th="เปลี่ยนหลักฐาน", en="Evidence replaced"),
    "evidence_expired": Bilingual(th="หลักฐานหมดอายุ", en="Evidence expired"),
    "verdict_withdrawn": Bilingual(th="ถอนผลการตรวจ", en="Verdict withdrawn"),
    "extension_requested": Bilingual(th="ขอขยายกำหนด", en="More time asked for"),
    "extension_approved": Bilingual(th="อนุมัติขยายกำหนด", en="More time approved"),
    "extension_refused": Bilingual(th="ไม่อนุมัติขยายกำหนด", en="More time refused"),
    "extension_withdrawn": Bilingual(th="ถอนคำขอขยายกำหนด", en="Request for more time withdrawn"),
    "task_blocked": Bilingual(th="ติดขัด", en="Blocked"),
    "task_unblocked": Bilingual(th="พ้นข้อติดขัด", en="No longer blocked"),
    "responsible_named": Bilingual(th="กำหนดผู้รับผิดชอบ", en="Responsible named"),
    "task_waived": Bilingual(th="ไม่ดำเนินการ", en="Not being pursued"),
    "task_reinstated": Bilingual(th="นำกลับมาดำเนินการ", en="Taken up again"),
    "task_assigned": Bilingual(th="กำหนดงาน", en="Task assigned"),
    "task_revised": Bilingual(th="ปรับกำหนดงาน", en="Task revised"),
    "report_drafted": Bilingual(th="จัดทำร่างรายงาน", en="Report drawn up"),
    "report_arranged": Bilingual(th="บันทึกรายละเอียดหนังสือของรายงาน", en="Particulars of the report's letter saved"),
    "report_worded": Bilingual(th="แก้ไขข้อความของรายงาน", en="Words of the report changed"),
    "report_submitted": Bilingual(th="เสนอรายงานเพื่ออนุมัติ", en="Report laid before the approver"),
    "report_recalled": Bilingual(th="ดึงรายงานกลับมาแก้ไข", en="Report taken back"),
    "report_returned": Bilingual(th="ส่งรายงานกลับแก้ไข", en="Report returned"),
    "report_approved": Bilingual(th="อนุมัติรายงาน", en="Report approved"),
    "report_issued": Bilingual(th="ออกหนังสือนำส่งรายงาน", en="Report issued"),
    "report_acknowledged": Bilingual(th="สลค. รับรายงาน", en="The Secretariat received the report"),
    "report_discarded": Bilingual(th="ยกเลิกร่างรายงาน", en="Draft of a report discarded"),
    "letter_drafted": Bilingual(th="จัดทำร่างหนังสือถึงหน่วยงาน", en="Letter to an agency drawn up"),
    "letter_sent": Bilingual(th="ส่งหนังสือถึงหน่วยงาน", en="Letter to an agency sent"),
    "letter_acknowledged": Bilingual(th="หน่วยงานตอบรับหนังสือ", en="Letter acknowledged"),
    "letter_discarded": Bilingual(th="ยกเลิกร่างหนังสือ", en="Draft of a letter discarded"),
    "entry_registered": Bilingual(th="ลงทะเบียนมติ", en="Register entry written"),
    "entry_revised": Bilingual(th="แก้ไขทะเบียนมติ", en="Register entry revised"),
    "entry_withdrawn": Bilingual(th="ถอนจากทะเบียนมติ", en="Register entry withdrawn"),
    "agency_registered": Bilingual(th="ลงทะเบียนหน่วยงาน", en="Agency registered"),
    "agency_revised": Bilingual(th="แก้ไขข้อมูลหน่วยงาน", en="Agency revised"),
    "user_added": Bilingual(th="เปิดบัญชีผู้ใช้", en="Account opened"),
    "user_disabled": Bilingual(th="ปิดบัญชีผู้ใช้", en="Account closed"),
    "day_off_added": Bilingual(th="เพิ่มวันหยุด", en="Day off added"),
    "working_day_declared": Bilingual(th="เปลี่ยนเป็นวันทำการ", en="Declared a working day"),
    "calendar_entry_withdrawn": Bilingual(th="ถอนรายการในปฏิทิน", en="Calendar entry withdrawn"),
    "finding_accepted": Bilingual(th="ยอมรับข้อที่ควรตรวจ", en="Finding accepted"),
    "finding_reopened": Bilingual(th="นำข้อที่ควรตรวจกลับมา", en="Finding opened again"),
    "user_enabled": Bilingual(th="เปิดบัญชีอีกครั้ง", en="Account opened again"),
    "password_changed": Bilingual(th="เจ้าของบัญชีเปลี่ยนรหัสผ่าน", en="Password changed by its holder"),
    "password_given": Bilingual(th="ตั้งรหัสผ่านเริ่มต้นใหม่", en="New first password"),
    "post_opened": Bilingual(th="เพิ่มตำแหน่ง", en="Post opened"),
    "post_held": Bilingual(th="เปลี่ยนผู้ดำรงตำแหน่ง", en="Post held"),
    "post_vacated": Bilingual(th="ตำแหน่งว่าง", en="Post vacant"),
    "post_renamed": Bilingual(th="เปลี่ยนชื่อตำแหน่ง", en="Post renamed"),
    "post_charged": Bilingual(th="กำหนดผู้รับผิดชอบของหน่วยงาน", en="Responsible officer of an agency"),
    "post_closed": Bilingual(th="ยุบตำแหน่ง", en="Post closed"),
    "delegation_given": Bilingual(th="มอบหมายปฏิบัติแทน", en="Delegation given"),
    "delegation_ended": Bilingual(th="สิ้นสุดการมอบหมาย", en="Delegation ended"),
}
"""Every kind of event by the word a reader chooses it with."""


@dataclass(frozen=True)
class Page:
    """One page of the history, the choices of its filters, and where the chain stands on the day of the page."""

    told: tuple[Told, ...]
    wanted: Wanted
    older: int | None
    agencies: Mapping[str, Agency]
    people: tuple[tuple[int, Bilingual], ...]
    obligations: tuple[tuple[str, Bilingual], ...]
    kinds: Mapping[str, Bilingual]
    head: Head
    ignored: tuple[str, ...]
    checked: Checked | None

    @property
    def checked_whole(self) -> bool:
        """Did the last verification see everything that stands here?"""
        return self.checked is not None and self.checked.found.head == self.head.hash


def history() -> Page:
    """The page that the address asks for; a fixed number of queries. Filters that make no sense are named and left out."""
    people = {id_: user.name for id_, user in users_on_the_day()}
    cut = cut_of_page()
    asked = wanted(Known(agencies(), people, cut))
    obligations = _obligations(asked, cut)
    found = _events(asked, conditions(asked, cut))
    return Page(
        told=tuple(told(found[:ROWS])),
        wanted=asked,
        older=found[ROWS - 1].seq if len(found) > ROWS else None,
        agencies=agencies(),
        people=tuple(people.items()),
        obligations=tuple(obligations.items()),
        kinds={kind: KIND_TITLES.get(kind, Bilingual(th=kind, en=kind)) for kind in sorted(KINDS, key=_place)}
        | {REST: REST_TITLE},
        head=_head(cut),
        ignored=ignored(asked),
        checked=last_check(),
    )


def _obligations(asked: Wanted, cut: int | None) -> dict[str, Bilingual]:
    """The obligations that a reader may choose on the day of the page, by code: of all resolutions while they are a handful, else of the
    one that was asked for."""
    every = [] if many() else [each.id for each in few_resolutions()]
    ids = [asked.resolution.id] if asked.resolution else every
    titles = obligation_titles(ids, cut)
    if asked.obligation and asked.obligation.code not in titles:
        titles[asked.obligation.code] = asked.obligation.title
    return {code: Bilingual(th=f"{code} {title.th}", en=f"{code} {title.en}") for code, title in sorted(titles.items())}


def _events(asked: Wanted, where: list[ColumnElement[bool]]) -> list[Event]:
    newest = select(LedgerEvent.seq).where(*where).order_by(LedgerEvent.seq.desc()).limit(ROWS + 1)
    if (
        asked.kind == REST
    ):  # many kinds, most of them rare: the newest of each by itself is a step in an index, all at once is not
        parts = [newest.where(LedgerEvent.kind == kind).subquery() for kind in sorted(KINDS.keys() - GROUPS.keys())]
        newest = union_all(*(select(part.c.seq) for part in parts)).order_by(desc("seq")).limit(ROWS + 1)  # type: ignore[assignment]
    query = select(*EVENT_COLUMNS).where(LedgerEvent.seq.in_(newest)).order_by(LedgerEvent.seq.desc())
    return [event_of(row) for row in db.session.execute(query)]


def _head(cut: int | None) -> Head:
    if cut is None:
        return head()
    last = event_at(cut)
    return Head(last.seq, last.hash, last.recorded_at) if last else Head()


def _place(kind: str) -> int:
    known = list(KIND_TITLES)
    return known.index(kind) if kind in known else len(known)
