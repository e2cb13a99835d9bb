"""What does the product do by itself, and when? One row for each job; nothing else has to be told of a new one."""

from __future__ import annotations

from datetime import timedelta

from flask import current_app

from tracker import clock
from tracker.backups import nightly
from tracker.cadence import drafting
from tracker.cadence import service as cadences
from tracker.dashboard.checks import checked
from tracker.drafts import service as drafts
from tracker.evidence import previews
from tracker.evidence import service as files
from tracker.extensions import db
from tracker.jobs import service
from tracker.jobs.job import Job, daily, every
from tracker.jobs.rules import Found
from tracker.lang import Bilingual
from tracker.people import service as people
from tracker.reminders import composing, delivery, holding, keeping
from tracker.reminders import service as reminders
from tracker.tasks import service as tasks

PREVIEWS_KEPT = timedelta(days=30)
SESSIONS_KEPT = timedelta(days=90)
"""As long as the Computer Crime Act wants traffic kept."""
LONG = timedelta(hours=4)
"""What reads everything may take so long: the record of years, or evidence by the gigabyte."""
BACK_UP, SEND = "back-up", "send-messages"
NO_FOLDER = Bilingual(
    th="ไม่ได้เปิดใช้ ผู้ดูแลเครื่องแม่ข่ายต้องกำหนดที่เก็บสำเนาใน TRACKER_BACKUP_DIR ก่อน",
    en="Switched off: whoever runs the server has to name a folder in TRACKER_BACKUP_DIR first.",
)


def verify() -> int:
    """Verify the whole record; how many events it holds. Raises Found when it does not hold."""
    found = checked().found
    if found.problems:
        number, first = len(found.problems), found.problems[0]
        raise Found(
            found.events,
            Bilingual(
                th=f"พบ {number:,} จุดที่ไม่ตรงกับบันทึก กรุณาดูหน้าการตรวจสอบบันทึก ข้อแรก: {first}",
                en=f"{number:,} things do not agree with the record; see the page of its verification. The first: {first}",
            ),
        )
    return found.events


def back_up() -> int:
    """Copy everything into a folder of its own under TRACKER_BACKUP_DIR; how many files the copy holds, the database included."""
    return nightly.back_up_into(current_app.config["SETTINGS"].backup_dir, clock.real_now())


def no_folder() -> Bilingual | None:
    """Why nothing is backed up, or None."""
    return None if current_app.config["SETTINGS"].backup_dir else NO_FOLDER


def plan_reminders() -> int:
    """Plan who has to be told of what today; how many reminders are new."""
    return reminders.remind_if_changed(clock.today(), clock.now(), db.engine.url.render_as_string())


def lay_out_messages() -> int:
    """Lay into the outbox what people should have by now; how many messages. Raises Found when somebody was not served as they wished."""
    plan_reminders()  # so that a message says how things stand now, whichever job comes first
    try:
        return composing.compose(clock.now(), holding.hold_if_too_many)
    except composing.NotServed as fault:
        raise Found(fault.laid, fault.words) from fault


def draft_reports() -> int:
    """Draw up the periodic reports whose data are cut; how many. Raises Found when one was refused."""
    done, refused = drafting.draft_due(clock.today(), clock.now())
    if refused:
        raise Found(
            done,
            Bilingual(th="จัดทำร่างรายงานตามรอบไม่ได้ {why}", en="A periodic report could not be drawn up. {why}").format(
                why=Bilingual(th=" ".join(each.th for each in refused), en=" ".join(each.en for each in refused))
            ),
        )
    return done


def forget_messages() -> int:
    """Remove messages and reminders of long ago; how many. Raises Found when files of some could not be removed."""
    try:
        return keeping.forget(clock.now())
    except keeping.NotRemoved as left:
        raise Found(
            left.done,
            Bilingual(
                th=f"ลบไฟล์ข้อความเก่าไม่ได้ {left.left:,} ไฟล์ จึงเก็บข้อความนั้นไว้ก่อน ส่วนที่เหลือลบแล้ว ไฟล์แรก: {left}",
                en=f"Files of {left.left:,} old messages cannot be removed, so these are kept; the others are gone. The first: {left}",
            ),
        ) from left


JOBS = (
    Job(
        "recurring-due-dates",
        Bilingual(th="วันครบกำหนดตามรอบ", en="Recurring due dates"),
        Bilingual(
            th="สร้างงานของงวดที่เริ่มแล้ว และปรับงานในอนาคตที่ยังไม่มีบันทึกให้ตรงกับรอบและปฏิทินวันทำการ",
            en="Makes the task of each period that has begun; moves those to come, of which nothing is recorded, by cadence and calendar.",
        ),
        every(60),
        lambda: cadences.settle(clock.today(), clock.now()),
    ),
    Job(
        "draft-report",
        Bilingual(th="จัดทำร่างรายงานตามรอบ", en="The periodic report is drawn up"),
        Bilingual(
            th="จัดทำร่างรายงานต่อคณะรัฐมนตรีเมื่อพ้นวันตัดยอดข้อมูลของงวด หากยังไม่มีรายงานของงวดนั้น",
            en="Draws up the report to the Cabinet once the day of a period's data cut is over, if there is none for that period yet.",
        ),
        every(60),
        draft_reports,
    ),
    Job(
        "plan-reminders",
        Bilingual(th="วางแผนการแจ้งเตือน", en="Reminders are planned"),
        Bilingual(
            th="หางานที่ใกล้ครบกำหนด เกินกำหนด หรือรอตรวจรับ แล้วแจ้งผู้เกี่ยวข้องในกล่องแจ้งเตือนตามหลักเกณฑ์ เฉพาะวันทำการ",
            en="Finds what falls due, is overdue or waits for a verdict, and tells people in their inbox by the rules; on working days.",
        ),
        every(5),
        plan_reminders,
    ),
    Job(
        "lay-out-messages",
        Bilingual(th="จัดทำข้อความถึงบุคคล", en="Messages are laid out"),
        Bilingual(
            th="รวมสิ่งที่ต้องแจ้งแต่ละคนเป็นข้อความวันละหนึ่งฉบับ เมื่อถึงเวลาที่ผู้นั้นเลือก แล้ววางในกล่องส่งออก",
            en="Puts what each person has to be told into one message a day, at the hour of their choice, and lays it into the outbox.",
        ),
        every(5),
        lay_out_messages,
    ),
    Job(
        SEND,
        Bilingual(th="ส่งข้อความในกล่องส่งออก", en="Messages are sent"),
        Bilingual(
            th="ส่งข้อความที่ถึงเวลาในกล่องส่งออก ที่ส่งไม่สำเร็จจะส่งใหม่ทุก 5 นาที",
            en="Sends the messages of the outbox whose time has come; one that could not be sent is tried every five minutes.",
        ),
        every(1),
        lambda: delivery.send_due(clock.now()),
    ),
    Job(
        "expire-evidence",
        Bilingual(th="หลักฐานหมดอายุ", en="Evidence expires"),
        Bilingual(
            th="ให้หลักฐานที่พ้นวันสุดท้ายแล้วสิ้นผล งานที่ตรวจรับด้วยหลักฐานนั้นกลับไปรอตรวจรับอีกครั้ง",
            en="Lets evidence whose last day has passed expire; what was verified with it goes back to the queue.",
        ),
        every(60),
        lambda: tasks.expire(clock.today(), clock.now()),
    ),
    Job(
        "sweep-uploads",
        Bilingual(th="ไฟล์ที่ไม่มีผู้ส่ง", en="Uploads that nobody sent"),
        Bilingual(
            th="ลบไฟล์ที่อัปโหลดไว้เกิน 24 ชั่วโมงโดยไม่ได้ส่งและไม่อยู่ในฉบับร่าง และแยกเก็บไฟล์ที่ไม่มีในทะเบียน",
            en="Removes uploads older than 24 hours that nobody sent and no draft holds; sets files without a row aside.",
        ),
        every(60),
        lambda: sum(files.sweep(clock.real_now())),
    ),
    Job(
        "verify",
        Bilingual(th="ตรวจสอบบันทึกทั้งหมด", en="The record is verified"),
        Bilingual(
            th="ตรวจลูกโซ่ของบันทึกเหตุการณ์ และตรวจว่าข้อมูลปัจจุบันทุกแถวตรงกับบันทึก",
            en="Checks the chain of the ledger, and that every current row equals its history.",
        ),
        daily(1),
        verify,
        patience=timedelta(minutes=30),
        limit=LONG,
    ),
    Job(
        BACK_UP,
        Bilingual(th="สำรองข้อมูล", en="Everything is backed up"),
        Bilingual(
            th=f"คัดลอกฐานข้อมูลและไฟล์หลักฐานทั้งหมดไว้ในที่เก็บสำเนา เก็บไว้ {nightly.KEPT} ชุดล่าสุด",
            en=f"Copies the database and all evidence into the folder of backups; the last {nightly.KEPT} are kept.",
        ),
        daily(2),
        back_up,
        off=no_folder,
        limit=LONG,
    ),
    Job(
        "forget-previews",
        Bilingual(th="ภาพตัวอย่างเก่า", en="Previews of long ago"),
        Bilingual(
            th="ลบภาพตัวอย่างของไฟล์ที่ไม่มีผู้เปิดดูเกิน 30 วัน ระบบสร้างใหม่ได้เมื่อมีผู้เปิดดู",
            en="Removes previews drawn more than 30 days ago; they are drawn again when somebody looks.",
        ),
        daily(3),
        lambda: previews.sweep(clock.real_now() - PREVIEWS_KEPT),
    ),
    Job(
        "forget-drafts",
        Bilingual(th="ฉบับร่างเก่า", en="Drafts of long ago"),
        Bilingual(th="ลบฉบับร่างที่พ้นกำหนดเก็บ", en="Removes drafts that were kept as long as drafts are."),
        daily(3),
        lambda: drafts.forget(clock.now()),
    ),
    Job(
        "forget-sessions",
        Bilingual(th="การเข้าสู่ระบบเก่า", en="Sign-ins of long ago"),
        Bilingual(th="ลบบันทึกการเข้าสู่ระบบที่เก่ากว่า 90 วัน", en="Removes the rows of sign-ins older than 90 days."),
        daily(3),
        lambda: people.forget_sessions(clock.real_now() - SESSIONS_KEPT),
    ),
    Job(
        "forget-messages",
        Bilingual(th="ข้อความและการแจ้งเตือนเก่า", en="Messages and reminders of long ago"),
        Bilingual(
            th="ลบเนื้อความและไฟล์ของข้อความที่จัดทำเกิน 1 ปี คงไว้ว่าส่งถึงผู้ใด เมื่อใด เรื่องใด และลบการแจ้งเตือนที่สิ้นสุดแล้วเกิน 2 ปี",
            en="Removes text and file of messages older than a year (to whom, when, about what stays), and reminders closed 2 years ago.",
        ),
        daily(3),
        forget_messages,
    ),
    Job(
        "forget-runs",
        Bilingual(th="ประวัติงานระบบเก่า", en="Runs of long ago"),
        Bilingual(th="ลบประวัติงานระบบที่เก่ากว่า 90 วัน", en="Removes runs of these jobs older than 90 days."),
        daily(3),
        lambda: service.forget(clock.real_now()),
    ),
)
"""In the order of the page."""

JOB = {job.name: job for job in JOBS}
