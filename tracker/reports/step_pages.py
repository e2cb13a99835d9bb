"""Which addresses take a report a step further, and show the very paper that lies before the approver?"""

from __future__ import annotations

import io
import logging
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from sqlalchemy import Select

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Actor, Permission, Role
from tracker.documents.classes import Secrecy, Speed
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.papers.waiting import not_there_yet
from tracker.reports import cycle, drawing, page, paper_store, refusals, store
from tracker.reports.forms import (
    STEP_FORMS,
    AcknowledgeForm,
    ApproveForm,
    ArrangeForm,
    DiscardForm,
    IssueForm,
    RecallForm,
    ReturnForm,
    SubmitForm,
)
from tracker.reports.handing import handed
from tracker.reports.reader_store import Form
from tracker.reports.report import FROZEN, Report, State
from tracker.reports.service import snapshot_of
from tracker.reports.steps import STEP
from tracker.tasks.shown import NOT_YET
from tracker.web.as_of import moment
from tracker.web.counts import COUNTS, MOST_COUNTED
from tracker.web.forms import ActForm
from tracker.web.frame import link, tell
from tracker.web.typed import FORMS

log = logging.getLogger(__name__)

BACK = Bilingual(th="กลับไปหน้ารายงาน", en="Back to the report")
DAMAGED = Bilingual(
    th="ไฟล์ที่เก็บไว้ไม่ตรงกับค่า SHA-256 ที่บันทึกไว้ ระบบจึงไม่ส่งไฟล์ให้ โปรดแจ้งผู้ดูแลระบบทันที",
    en="The file that is kept is not the one whose SHA-256 was recorded, so it is not handed out. Tell the administrator at once.",
)
IN_PREPARATION = frozenset({State.DRAFT, State.RETURNED})
"""In which the fair copy is drawn from what the report says now; after that it is the one that was submitted."""


def enter(pages: Blueprint) -> None:
    """Let the reports' pages take these addresses too."""
    pages.post("/reports/<id:report_id>/<any(arrange, submit, recall, discard):step>", endpoint="write")(write)
    pages.post("/reports/<id:report_id>/<any(approve, return):step>", endpoint="decide")(decide)
    pages.post("/reports/<id:report_id>/<any(issue, acknowledge):step>", endpoint="send")(send)
    pages.get("/reports/<id:report_id>/fair-copy.pdf", endpoint="fair_copy")(fair_copy)


@allow(Permission.REPORT_DRAFT)
def write(report_id: int, step: str) -> Any:
    """What coordinators do: say what the letter carries, submit, take back, discard."""
    return _taken(report_id, step)


@allow(Permission.REPORT_APPROVE)
def decide(report_id: int, step: str) -> Any:
    """What executives do: approve exactly the paper before their eyes, or return it."""
    return _taken(report_id, step)


@allow(Permission.REPORT_ISSUE)
def send(report_id: int, step: str) -> Any:
    """That the letter went out, and that the Secretariat has it."""
    return _taken(report_id, step)


@allow(Permission.REPORT_PAPER)
def fair_copy(report_id: int) -> Any:
    """The paper without the mark of a draft: as it will be submitted, or the very one that was."""
    report, lang = found(report_id), "en" if request.args.get("lang") == "en" else "th"
    if report.state is State.DISCARDED:
        abort(404)
    if report.state in IN_PREPARATION:
        return drawn_file(report, lang, fair=True)
    return submitted_file(report, lang)


def submitted_file(report: Report, lang: str) -> Any:
    """The bytes that lay before the approver, as they were kept; never others."""
    content, sha256 = submitted(report, lang)
    handed(report, Form.KEPT, lang, acting(), clock.now())
    return send_file(
        io.BytesIO(content),
        mimetype="application/pdf",
        download_name=file_name(report, lang),
        as_attachment=True,
        etag=sha256,
    )


def submitted(report: Report, lang: str) -> tuple[bytes, str]:
    """The same as they are, with their SHA-256; an error when they are not what was recorded."""
    assert report.submission is not None
    try:
        kept = paper_store.pdf(report.id, report.submission.version, lang)
    except paper_store.Damaged as damage:
        log.critical("a paper that was kept for good has changed: %s", damage)
        abort(503, description=DAMAGED)
    if kept is None:
        abort(404)
    return kept


def drawn_file(report: Report, lang: str, *, fair: bool) -> Any:
    """A PDF drawn from what the report says now; a page that looks again while it is being drawn."""
    file = drawing.pdf_file(report, lang, fair)
    if file is None:
        return not_there_yet(drawing.path(report, lang, fair), back_to(report))
    handed(report, Form.FAIR if fair else Form.DRAFT, lang, acting(), clock.now())
    return send_file(
        file, mimetype="application/pdf", download_name=file_name(report, lang), as_attachment=True, conditional=True, etag=file.stem
    )  # fmt: skip


def back_to(report: Report) -> tuple[str, Bilingual]:
    """Where the pages lead back to that stand in the place of a report's file."""
    return link("reports.page", report_id=report.id), BACK


def file_name(report: Report, lang: str) -> str:
    """What a downloaded PDF is called."""
    code = snapshot_of(report).resolution.code
    mark = "" if report.state in FROZEN else "-draft"
    return f"{code}-report-{report.number}-{report.as_of.isoformat()}{mark}-{lang}.pdf"


def found(report_id: int) -> Report:
    """The report on the day of the page; 404 when there was none."""
    report = page.report_of(report_id)
    if report is None:
        abort(404, description=NOT_YET if moment().is_past else None)
    return report


def _taken(report_id: int, step: str) -> Any:
    report, form = found(report_id), STEP_FORMS[step]()
    if not form.validate_on_submit():
        return _page(report, step, form), 422
    try:
        _do(step, form, report)
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return _page(report, step, form), _status(broken)
    except ChangedMeanwhile:
        now = found(report_id)
        form.refuse("", refusals.MEANWHILE)
        form.send_again(now.version)
        return _page(now, step, form), 409
    except AlreadyDone:
        pass
    tell(STEP[step].done, "good")
    return redirect(url_for("reports.page", report_id=report_id))


def _status(broken: RuleBroken) -> int:
    """Forbidden to whoever wrote the report, a conflict where the report does not stand as the step needs it, else a mistake in a field."""
    return 403 if broken.message == refusals.OWN else 422 if broken.field else 409


def _do(step: str, form: ActForm, report: Report) -> None:
    actor, now = acting(), clock.now()
    seen: dict[str, Any] = {"expected": form.expected_version(report.version), "act_key": form.once()}
    match form:
        case ArrangeForm():
            said = form.number.data or "", form.dated.day if form.dated.data else None, form.signatory.data or ""
            seen |= {"speed": Speed(form.speed.data), "secrecy": Secrecy(form.secrecy.data)}
            drawing.fair_copies(cycle.arrange(report.id, *said, actor, now, **seen))
        case SubmitForm():
            copies = drawing.fair_copies(report)
            if copies is None:
                raise RuleBroken("", refusals.LETTER_TOO_LONG if drawing.too_long(report) else refusals.NOT_READY)
            cycle.submit(report.id, copies, actor, now, **seen)
        case RecallForm():
            cycle.recall(report.id, form.reason.data or "", actor, now, **seen)
        case ReturnForm():
            cycle.send_back(report.id, form.remarks(), actor, now, **seen)
        case ApproveForm():
            cycle.approve(report.id, form.sha256.data or "", actor, now, **seen)
        case IssueForm():
            assert form.dated.day is not None
            cycle.issue(report.id, form.number.data or "", form.dated.day, actor, now, **seen)
        case AcknowledgeForm():
            assert form.received_on.day is not None
            told = form.received_on.day, form.reference.data or "", form.note.data or ""
            cycle.acknowledge(report.id, *told, actor, now, **seen)
        case DiscardForm():
            cycle.discard(report.id, form.reason.data or "", actor, now, **seen)


def _page(report: Report, sent: str, form: ActForm) -> str:
    return render_template("reports/page.html", page=page.shown(report, acting(), sent, form))


def _waiting(actor: Actor) -> Select[Any] | None:
    """Executives: reports that wait for their approval; coordinators: those that were returned, and those to be issued."""
    if actor.role is Role.EXECUTIVE:
        return store.count_of({State.IN_REVIEW}, MOST_COUNTED)
    if actor.role is Role.COORDINATOR:
        return store.count_of({State.RETURNED, State.APPROVED}, MOST_COUNTED)
    return None


COUNTS["reports.listing"] = _waiting
FORMS.update({"reports.write": ArrangeForm, "reports.decide": ReturnForm, "reports.send": IssueForm})
