"""Which addresses show the words of a report beside the rule's, and take those of a coordinator?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, redirect, render_template, url_for

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.documents.places import WORDED
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.reports import cycle, drawing, refusals, step_pages, text_page
from tracker.reports.forms import WordForm
from tracker.reports.report import Report
from tracker.reports.steps import STEP
from tracker.web.frame import tell
from tracker.web.typed import FORMS


def enter(pages: Blueprint) -> None:
    """Let the reports' pages take these addresses too."""
    pages.get("/reports/<id:report_id>/text", endpoint="text")(text)
    pages.post("/reports/<id:report_id>/text", endpoint="word")(word)


@allow(Permission.REPORT_SEE)
def text(report_id: int) -> str:
    """Every paragraph that a rule writes, on what it rests, and what people made of it."""
    return render_template("reports/text.html", page=text_page.shown(step_pages.found(report_id), acting()))


@allow(Permission.REPORT_DRAFT)
def word(report_id: int) -> Any:
    """Put words at a place; both empty: the rule's words again."""
    report, form = step_pages.found(report_id), WordForm()
    if not form.validate_on_submit():
        return _page(report, form), 422
    words = Bilingual(form.th.data or "", form.en.data or "")
    seen: dict[str, Any] = {"expected": form.expected_version(report.version), "act_key": form.once()}
    try:
        drawing.fair_copies(cycle.word(report.id, form.place.data or "", words, acting(), clock.now(), **seen))
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return _page(report, form), 422 if broken.field else 409
    except ChangedMeanwhile:
        now = step_pages.found(report_id)
        form.refuse("", refusals.MEANWHILE)
        form.send_again(now.version)
        return _page(now, form), 409
    except AlreadyDone:
        pass
    tell(STEP["word"].done, "good")
    anchor = form.place.data if form.place.data in WORDED else None
    return redirect(url_for("reports.text", report_id=report_id, _anchor=anchor))


def _page(report: Report, form: WordForm) -> str:
    return render_template("reports/text.html", page=text_page.shown(report, acting(), form))


FORMS["reports.word"] = WordForm
