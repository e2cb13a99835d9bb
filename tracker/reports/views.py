"""Which pages show, draw up and hand out the reports to the Cabinet?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, request, url_for

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.lang import Bilingual, format_date
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.reports import drawing, service, step_pages, store, text_pages
from tracker.reports import page as report_page
from tracker.reports.forms import DraftForm
from tracker.resolutions.kinds import ObligationKind
from tracker.resolutions.marks import as_shown
from tracker.resolutions.rules import Obligation, Register
from tracker.resolutions.store import by_ids
from tracker.tasks.picture import Picture
from tracker.tasks.shown import shown_picture, stay
from tracker.web.frame import OWN_LANGUAGE, language, link, tell

pages = Blueprint("reports", __name__)
step_pages.enter(pages)
text_pages.enter(pages)

USED_FORM = Bilingual(
    th="แบบฟอร์มนี้ใช้จัดทำรายงานของอีกวันหนึ่งไปแล้ว กรุณาโหลดหน้าใหม่แล้วลองอีกครั้ง",
    en="This form has already drawn up a report of another day. Reload the page and try again.",
)


@pages.get("/reports", endpoint="listing")
@allow(Permission.REPORT_SEE)
def listing() -> str:
    """All reports, and the form for the next one."""
    form = DraftForm(as_of=format_date(clock.today(), language(), "numeric"), corrects=request.args.get("corrects", ""))
    return _listing(form, shown_picture())


@pages.post("/reports", endpoint="draft")
@allow(Permission.REPORT_DRAFT)
def draft() -> Any:
    """Draw up the report for a day."""
    form = DraftForm()
    shown = shown_picture()
    if form.validate_on_submit() and form.as_of.day:
        try:
            report = service.draft(
                shown.resolution_id,
                form.as_of.day,
                acting(),
                clock.now(),
                act_key=form.once(),
                corrects=_corrected(form),
            )
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
    """One report: how far it is, what may be done, its figures, its snapshot, its files, and what happened since."""
    report = step_pages.found(report_id)
    stay(report.resolution_id, by_ids([report.resolution_id])[0].code)
    return render_template("reports/page.html", page=report_page.shown(report, acting()))


@pages.get("/reports/<id:report_id>.pdf", endpoint="pdf")
@allow(Permission.REPORT_SEE)
def pdf(report_id: int) -> Any:
    """The PDF in Thai, or in English with `?lang=en`: marked as a draft, or once it was issued the bytes that were approved."""
    report = step_pages.found(report_id)
    lang = "en" if request.args.get("lang") == "en" else "th"
    if report.frozen:
        return step_pages.submitted_file(report, lang)
    return step_pages.drawn_file(report, lang, fair=False)


def _listing(form: DraftForm, shown: Picture) -> str:
    reports = report_page.reports_of(shown.resolution_id)
    duty = _reporting_duty(shown.register)
    return render_template(
        "reports/listing.html", form=form, reports=reports, shown=shown, duty=duty, quote=as_shown(duty.quote) if duty else "",
        by_system=store.by_the_system([each.id for each in reports]),
    )  # fmt: skip


def _corrected(form: DraftForm) -> int | None:
    """The id that the form names; 0 (which no report has) for anything that is none."""
    text = form.corrects.data or ""
    return None if not text else int(text) if text.isascii() and text.isdigit() and len(text) < 10 else 0


def _reporting_duty(register: Register) -> Obligation | None:
    """The recurring duty of the agency that reports to the Cabinet; None when the resolution orders none."""
    reporter = register.resolution.reporter
    recurring = (each for each in register.obligations if each.kind is ObligationKind.RECURRING)
    return next((each for each in recurring if reporter in each.obligors), None)


OWN_LANGUAGE.update({"reports.fair_copy", "reports.pdf"})
