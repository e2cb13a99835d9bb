"""Which addresses show what is probably wrong, and let coordinators judge it?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request

from tracker import clock
from tracker.access.guard import acting, allow, require_object
from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.people.store import agencies
from tracker.quality import service
from tracker.quality.checks import CHECK
from tracker.quality.forms import ReasonForm
from tracker.quality.gathered import Gathered, gather
from tracker.quality.page import asked, limits_asked, mending, page_of, place
from tracker.quality.seen import Finding
from tracker.tasks.shown import default, shown_picture
from tracker.web.as_of import moment
from tracker.web.frame import link, tell
from tracker.web.kept import fresh, kept

pages = Blueprint("quality", __name__)

GONE = Bilingual(
    th="ไม่พบข้อนี้แล้ว อาจแก้ไขแล้วหรือเปลี่ยนไปแล้ว กรุณาดูรายการล่าสุด",
    en="This is not found any more; it may be mended or changed. Look at the list as it is now.",
)
MEANWHILE = Bilingual(
    th="ข้อมูลหรือผลการพิจารณาของข้อนี้เปลี่ยนไประหว่างที่ท่านเปิดหน้าไว้ ยังไม่มีการบันทึก กรุณาดูสิ่งที่พบและปุ่มด้านล่างแล้วส่งอีกครั้งหากยังต้องการ",
    en="What was found, or what was judged about it, changed while your page was open. Nothing was saved. Look at what is found now and"
    " at the button below, and send again if you still want to.",
)


@pages.get("/quality", endpoint="overview")
@allow(Permission.QUALITY_SEE)
def overview() -> str:
    """What is probably wrong; `?check=`, `?agency=`, `?stale=` and `?wait=` narrow it down. What mends it differs from person to
    person, so it is kept only for those who mend nothing."""
    if default() is None and not moment().is_past:
        return render_template("dashboard/empty.html")
    actor = acting()
    shown = shown_picture()
    if actor.may(Permission.TASK_COMMENT):
        return fresh("quality/page.html", page_of(shown, actor))
    return kept("quality/page.html", lambda: page_of(shown, actor))


@pages.route("/quality/<check>/<name>", methods=["GET", "POST"], endpoint="judge")
@allow(Permission.QUALITY_JUDGE)
def judge(check: str, name: str) -> Any:
    """Accept one finding with a reason, or open it again."""
    found = gather(shown_picture(), limits_asked()[0])
    finding = found.find(check, name) if check in CHECK else None
    if finding is None:
        abort(404, description=GONE)
    require_object(Permission.QUALITY_JUDGE, finding.agency)
    back = link("quality.overview", **asked(found.limits))
    if moment().is_past:
        return redirect(back)
    form = ReasonForm(version=found.version(finding)) if request.method == "GET" else ReasonForm()
    if request.method == "GET":
        form.shows(finding.stamp, accept=found.accepted(finding) is None)
    status = 200 if request.method == "GET" else _judged(found, finding, form)
    if request.method == "POST" and status == 200:
        return redirect(back)
    return _page(found, finding, form, back), status


def _judged(found: Gathered, finding: Finding, form: ReasonForm) -> int:
    """Record the judgement; 200 when it stands, otherwise the status of the refusal, which is said in the form."""
    if not form.validate_on_submit():
        return 422
    accept, expected = form.accept, form.expected_version(found.version(finding))
    try:
        service.judge(
            found, finding, form.reason.data or "", acting(), clock.now(), accept=bool(accept), stamp=form.stamp.data or "",
            expected=-1 if accept is None else expected, act_key=form.once(),
        )  # fmt: skip
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return 422
    except ChangedMeanwhile:
        form.refuse("", MEANWHILE)
        form.send_again(found.version(finding))
        form.shows(finding.stamp, accept=found.accepted(finding) is None)
        return 409
    except AlreadyDone:
        return 200
    done = (
        Bilingual(th="ยอมรับข้อนี้แล้ว", en="It is accepted.")
        if accept
        else Bilingual(th="นำข้อนี้กลับมาตรวจแล้ว", en="It is open again.")
    )
    tell(done, "good")
    return 200


def _page(found: Gathered, finding: Finding, form: ReasonForm, back: str) -> str:
    mend, mend_href = mending(found.shown, finding, acting())
    return render_template(
        "quality/judge.html", finding=finding, check=CHECK[finding.check], form=form, back=back, word=found.accepted(finding),
        agency=agencies().get(finding.agency or ""), href=place(found.shown, finding), mend=mend, mend_href=mend_href,
    )  # fmt: skip
