"""Which addresses show what the product does by itself, and let the administrator ask for it now?"""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.jobs import ready, service
from tracker.jobs.page import listing
from tracker.jobs.table import JOB, SEND
from tracker.lang import Bilingual
from tracker.reminders import outbox_store
from tracker.web.frame import tell
from tracker.web.health import PARTS

pages = Blueprint("jobs", __name__)
PARTS.extend(ready.PARTS)

NO_SCHEDULER = Bilingual(
    th="บันทึกคำขอแล้ว แต่ขณะนี้ไม่มีโปรแกรมตั้งเวลาทำงานอยู่ รายการนี้จะทำงานเมื่อโปรแกรมเริ่มอีกครั้ง",
    en="Noted, but no scheduler is running; this will be done as soon as one starts.",
)
NO_SENDER = Bilingual(
    th="ข้อความที่รออยู่พร้อมส่งแล้ว แต่ขณะนี้ไม่มีโปรแกรมตั้งเวลาทำงานอยู่ ระบบจะส่งเมื่อโปรแกรมเริ่มอีกครั้ง",
    en="What waits is due now, but no scheduler is running; it will be sent as soon as one starts.",
)
NOTHING_WAITS = Bilingual(th="ไม่มีข้อความที่รอส่งแล้ว", en="No message waits any more.")
OFF = Bilingual(th="รายการนี้ไม่ได้เปิดใช้ จึงสั่งให้ทำงานไม่ได้", en="This is switched off, so it cannot be run.")


@pages.get("/jobs", endpoint="listing")
@allow(Permission.JOB_SEE)
def listing_page() -> str:
    """Every job with its last and next run, and the schedulers; always as it is now."""
    return render_template("jobs/page.html", page=listing())


@pages.post("/jobs/<job>/run", endpoint="run")
@allow(Permission.JOB_RUN)
def run(job: str) -> Response:
    """Ask for a run now; whoever asks twice asks once."""
    found = JOB.get(job) or abort(404)
    try:
        new = service.ask(found, acting().id)
    except service.NoSuchJob:
        tell(OFF, "warn")
        return redirect(url_for("jobs.listing"))
    title, living = found.title, listing().living
    asked = Bilingual(
        th=f"“{title.th}” จะเริ่มภายในไม่กี่วินาที เปิดหน้านี้อีกครั้งเพื่อดูผล",
        en=f"“{title.en}” begins within a few seconds; open this page again to see what came of it.",
    )
    again = Bilingual(
        th=f"“{title.th}” มีผู้ขอไว้แล้ว กำลังจะเริ่ม", en=f"“{title.en}” was asked for already and is about to begin."
    )
    if living:
        tell(asked if new else again, "good")
    else:
        tell(NO_SCHEDULER, "warn")
    return redirect(url_for("jobs.listing"))


@pages.post("/outbox/all/now", endpoint="send_now")
@allow(Permission.OUTBOX_EDIT)
def send_now() -> Response:
    """Try now whatever waits in the outbox: when a server was away and is back, nobody waits for five minutes."""
    number = outbox_store.try_now(clock.now())
    if number:
        service.ask(JOB[SEND], acting().id)
    if not number:
        tell(NOTHING_WAITS, "warn")
    elif not listing().living:
        tell(NO_SENDER, "warn")
    else:
        tell(
            Bilingual(
                th=f"กำลังลองส่ง {number:,} ข้อความ เปิดหน้านี้อีกครั้งในไม่กี่วินาทีเพื่อดูผล",
                en=f"Trying {number:,} {'message' if number == 1 else 'messages'} now; open this page again in a few seconds.",
            ),
            "good",
        )
    return redirect(url_for("reminders.outbox"))
