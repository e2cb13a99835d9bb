"""Which pages show, draw up and hand out the reports to the Cabinet?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.lang import Bilingual, format_date
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.people.store import agencies
from tracker.reports import drawing, service, store
from tracker.reports.forms import DraftForm
from tracker.reports.rules import Report
from tracker.reports.wording import HEALTH
from tracker.resolutions.kinds import ObligationKind
from tracker.resolutions.marks import as_shown
from tracker.resolutions.rules import Obligation, Register
from tracker.resolutions.store import by_ids
from tracker.tasks.picture import Picture
from tracker.tasks.shown import NOT_YET, shown_picture, stay
from tracker.web.as_of import moment
from tracker.web.frame import language, link, tell

pages = Blueprint("reports", __name__)

USED_FORM = Bilingual(
    th="แบบฟอร์มนี้ใช้จัดทำรายงานของอีกวันหนึ่งไปแล้ว กรุณาโหลดหน้าใหม่แล้วลองอีกครั้ง",
    en="This form has already drawn up a report of another day. Reload the page and try again.",
)
BACK = Bilingual(th="กลับไปหน้ารายงาน", en="Back to the report")
NOT_DRAWN = Bilingual(
    th="จัดทำไฟล์ PDF ไม่สำเร็จ ข้อมูลของรายงานยังอยู่ครบ ลองอีกครั้ง หากยังไม่ได้โปรดแจ้งผู้ดูแลระบบ",
    en="The PDF could not be made. The report's data are safe. Try again; if it fails once more, tell the administrator.",
)


@pages.get("/reports", endpoint="listing")
@allow(Permission.REPORT_SEE)
def listing() -> str:
    """All reports, and the form for the next one."""
    form = DraftForm(as_of=format_date(clock.today(), language(), "numeric"))
    return _listing(form, shown_picture())


@pages.post("/reports", endpoint="draft")
@allow(Permission.REPORT_DRAFT)
def draft() -> Any:
    """Draw up the report for a day."""
    form = DraftForm()
    shown = shown_picture()
    if form.validate_on_submit() and form.as_of.day:
        try:
            report = service.draft(shown.resolution_id, form.as_of.day, acting(), clock.now(), act_key=form.once())
        except RuleBroken as broken:
            form.refuse(broken.field, broken.message)
        except service.NoSuchResolution:
            form.refuse(
                "as_of", Bilingual(th="วันนั้นยังไม่มีมตินี้ในทะเบียน", en="The resolution was not in the register on that day.")
            )
        except ChangedMeanwhile:
            form.refuse("as_of", USED_FORM)
        except AlreadyDone:
            return redirect(link("reports.listing"))
        else:
            drawing.begin(report, language())
            tell(
                Bilingual(
                    th=f"จัดทำร่างรายงานครั้งที่ {report.number} แล้ว", en=f"The draft of report no. {report.number} is ready."
                ),
                "good",
            )
            return redirect(url_for("reports.page", report_id=report.id))
    return _listing(form, shown), 422


@pages.get("/reports/<id:report_id>", endpoint="page")
@allow(Permission.REPORT_SEE)
def page(report_id: int) -> str:
    """One report: its figures, its snapshot, its files, and what happened since."""
    report = _report(report_id)
    stay(report.resolution_id, by_ids([report.resolution_id])[0].code)
    snapshot = service.drawn(report, language()).snapshot
    return render_template(
        "reports/page.html", report=report, s=snapshot, names=agencies(), health_words=HEALTH, drafted_at=store.drafted_at(report.id)
    )  # fmt: skip


@pages.get("/reports/<id:report_id>.pdf", endpoint="pdf")
@allow(Permission.REPORT_SEE)
def pdf(report_id: int) -> Any:
    """The PDF in Thai, or in English with `?lang=en`; a page that looks again when it is still being drawn."""
    report = _report(report_id)
    lang = "en" if request.args.get("lang") == "en" else "th"
    file = drawing.pdf_file(report, lang)
    if file is None and drawing.failed(report, lang):
        abort(503, description=NOT_DRAWN)
    if file is None:
        back = link("reports.page", report_id=report.id), BACK
        return render_template("pages/preparing.html", back=back), 202, {"Refresh": "5"}
    (resolution,) = by_ids([report.resolution_id])
    name = f"{resolution.code}-report-{report.number}-{report.as_of.isoformat()}-{lang}.pdf"
    return send_file(
        file,
        mimetype="application/pdf",
        download_name=name,
        as_attachment=True,
        conditional=True,
        etag=report.snapshot_sha256,
    )


def _listing(form: DraftForm, shown: Picture) -> str:
    reports = store.reports(shown.resolution_id, upto=moment().day if moment().is_past else None)
    duty = _reporting_duty(shown.register)
    return render_template(
        "reports/listing.html", form=form, reports=reports, shown=shown, duty=duty, quote=as_shown(duty.quote) if duty else "",
        by_system=store.by_the_system([each.id for each in reports]),
    )  # fmt: skip


def _reporting_duty(register: Register) -> Obligation | None:
    """The recurring duty of the agency that reports to the Cabinet; None when the resolution orders none."""
    reporter = register.resolution.reporter
    recurring = (each for each in register.obligations if each.kind is ObligationKind.RECURRING)
    return next((each for each in recurring if reporter in each.obligors), None)


def _report(report_id: int) -> Report:
    report, at = store.report(report_id), store.drafted_at(report_id)
    if report is None or at is None:
        abort(404)
    if moment().is_past and at >= clock.end_of_day(moment().day):
        abort(404, description=NOT_YET)
    return report
