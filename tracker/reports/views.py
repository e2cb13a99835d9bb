"""Which pages show, draw up and hand out the reports to the Cabinet?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.lang import Bilingual, format_date
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone
from tracker.people.store import agencies
from tracker.reports import drawing, service, store
from tracker.reports.forms import DraftForm
from tracker.reports.rules import Report, number_for
from tracker.reports.wording import HEALTH
from tracker.resolutions.store import Listed, resolutions
from tracker.web.as_of import moment
from tracker.web.frame import language, tell

pages = Blueprint("reports", __name__)


@pages.get("/reports", endpoint="listing")
@allow(Permission.REPORT_SEE)
def listing() -> str:
    """All reports, and the form for the next one."""
    form = DraftForm(as_of=format_date(clock.today(), language(), "numeric"))
    return _listing(form)


@pages.post("/reports", endpoint="draft")
@allow(Permission.REPORT_DRAFT)
def draft() -> Any:
    """Draw up the report for a day."""
    form = DraftForm()
    resolution = _resolution()
    if form.validate_on_submit() and form.as_of.day:
        try:
            report = service.draft(resolution.id, form.as_of.day, acting(), clock.now(), act_key=form.once())
        except RuleBroken as broken:
            form.refuse(broken.field, broken.message)
        except service.NoSuchResolution:
            form.refuse(
                "as_of", Bilingual(th="วันนั้นยังไม่มีมตินี้ในทะเบียน", en="The resolution was not in the register on that day.")
            )
        except AlreadyDone:
            return redirect(url_for("reports.listing"))
        else:
            drawing.begin(report, language())
            tell(
                Bilingual(
                    th=f"จัดทำร่างรายงานครั้งที่ {report.number} แล้ว", en=f"The draft of report no. {report.number} is ready."
                ),
                "good",
            )
            return redirect(url_for("reports.page", report_id=report.id))
    return _listing(form), 422


@pages.get("/reports/<id:report_id>", endpoint="page")
@allow(Permission.REPORT_SEE)
def page(report_id: int) -> str:
    """One report: its figures, its snapshot, its files, and what happened since."""
    report = _report(report_id)
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
    if file is None:
        return render_template("reports/preparing.html", report=report), 202, {"Refresh": "5"}
    name = f"{_resolution(report.resolution_id).code}-report-{report.number}-{report.as_of.isoformat()}-{lang}.pdf"
    return send_file(
        file,
        mimetype="application/pdf",
        download_name=name,
        as_attachment=True,
        conditional=True,
        etag=report.snapshot_sha256,
    )


def _listing(form: DraftForm) -> str:
    resolution = _resolution()
    reports = [report for report in store.reports(resolution.id) if report.as_of <= moment().day]
    following = number_for(clock.today(), reports)
    return render_template(
        "reports/listing.html", form=form, reports=reports, resolution=resolution, following=following
    )


def _resolution(resolution_id: int | None = None) -> Listed:
    found = next((each for each in resolutions() if resolution_id in (None, each.id)), None)
    if found is None:
        abort(404)
    return found


def _report(report_id: int) -> Report:
    report = store.report(report_id)
    if report is None:
        abort(404)
    return report
