"""Which addresses show what the product does by itself, and let the administrator ask for it now?"""

from __future__ import annotations

from flask import Blueprint, abort, redirect, render_template, url_for
from werkzeug.wrappers import Response

from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.jobs import ready, service
from tracker.jobs.page import listing
from tracker.jobs.table import JOB
from tracker.lang import Bilingual
from tracker.web.frame import tell
from tracker.web.health import PARTS

pages = Blueprint("jobs", __name__)
PARTS.extend(ready.PARTS)

NO_SCHEDULER = Bilingual(
    th="บันทึกคำขอแล้ว แต่ขณะนี้ไม่มีโปรแกรมตั้งเวลาทำงานอยู่ รายการนี้จะทำงานเมื่อโปรแกรมเริ่มอีกครั้ง",
    en="Noted, but no scheduler is running; this will be done as soon as one starts.",
)
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
