"""Which addresses show and hand out what goes with a report?"""

from __future__ import annotations

import io
import logging
from typing import Any

from flask import Blueprint, abort, render_template, request, send_file

from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.companions import drawing, whole
from tracker.companions.compared_tables import compared_sheets
from tracker.companions.comparing import Beside, beside, earlier
from tracker.companions.drawing import Kind
from tracker.companions.word import MIME
from tracker.documents import wording
from tracker.documents.classes import printed_secrecy
from tracker.papers.waiting import not_there_yet
from tracker.reports.report import Report, State
from tracker.reports.step_pages import back_to, file_name, found
from tracker.resolutions.store import by_ids
from tracker.tasks.shown import stay
from tracker.web.frame import OWN_LANGUAGE
from tracker.web.workbook import XLSX, xlsx_answer

log = logging.getLogger(__name__)

pages = Blueprint("companions", __name__)


@pages.get("/reports/<id:report_id>/tables.xlsx", endpoint="tables")
@allow(Permission.REPORT_SEE)
def tables(report_id: int) -> Any:
    """All tables of a report as a workbook, in Thai or with `?lang=en` in English; 404 when there is no such report."""
    report, lang = found(report_id), _lang()
    content = whole.tables_of(report, lang)
    _taken(report, "the tables", lang)
    return _file(content, XLSX, f"{_name(report, lang)}.xlsx")


@pages.get("/reports/<id:report_id>/brief", endpoint="brief")
@allow(Permission.REPORT_SEE)
def brief(report_id: int) -> str:
    """A report on one page of a telephone."""
    report = found(report_id)
    stay(report.resolution_id, by_ids([report.resolution_id])[0].code)
    return render_template(
        "companions/brief.html", report=report, brief=drawing.brief_of(report), standing=drawing.standing(report),
        secrecy=printed_secrecy(report.secrecy),
    )  # fmt: skip


@pages.get("/reports/<id:report_id>/<any(brief, memo):kind>.pdf", endpoint="paper")
@allow(Permission.REPORT_SEE)
def paper(report_id: int, kind: str) -> Any:
    """The brief or the memo as PDF, in Thai or in English; a page that looks again while it is being drawn. 404 for the memo of a report
    that is issued: its letter is signed."""
    report, lang, which = found(report_id), _lang(), Kind(kind)
    if which not in drawing.kinds(report):
        abort(404)
    file = drawing.pdf_file(report, which, lang)
    if file is None:
        return not_there_yet(drawing.path(report, which, lang), back_to(report))
    _taken(report, f"the {which}", lang)
    return send_file(
        file, mimetype="application/pdf", download_name=f"{_name(report, lang)}-{which}.pdf", as_attachment=True, conditional=True,
        etag=file.stem,
    )  # fmt: skip


@pages.get("/reports/<id:report_id>/letter.docx", endpoint="word")
@allow(Permission.REPORT_SEE)
def word(report_id: int) -> Any:
    """The covering letter for a word processor."""
    report, lang = found(report_id), _lang()
    content = whole.word_of(report, lang)
    _taken(report, "the letter for a word processor", lang)
    return _file(content, MIME, f"{_name(report, lang)}-letter.docx")


@pages.get("/reports/<id:report_id>/all.zip", endpoint="whole")
@allow(Permission.REPORT_SEE)
def everything(report_id: int) -> Any:
    """Report, companions, evidence index and their SHA-256 in one file; a page that looks again while a PDF of it is being drawn."""
    report = found(report_id)
    if report.state is State.DISCARDED:
        abort(404)
    try:
        content = whole.everything(report)
    except whole.NotDrawn as missing:
        return not_there_yet(missing.path, back_to(report))
    _taken(report, "everything in one file", "both languages")
    return _file(content, "application/zip", f"{whole.stem(report)}.zip")


@pages.get("/reports/<id:report_id>/compared/<id:other_id>", endpoint="compared")
@allow(Permission.REPORT_SEE)
def compared(report_id: int, other_id: int) -> str:
    """Two reports on one resolution, the older data first; 404 when there is no such report."""
    pair = _pair(report_id, other_id)
    stay(pair.newer.resolution_id, by_ids([pair.newer.resolution_id])[0].code)
    standings = [drawing.standing(each) for each in (pair.older, pair.newer)]
    return render_template(
        "companions/compared.html", pair=pair, shown=pair.shown, standings=standings, words=wording.STATUS
    )


@pages.get("/reports/<id:report_id>/compared/<id:other_id>.xlsx", endpoint="compared_tables")
@allow(Permission.REPORT_SEE)
def compared_tables(report_id: int, other_id: int) -> Any:
    """The same as a workbook."""
    pair, lang = _pair(report_id, other_id), _lang()
    standings = drawing.standing(pair.older), drawing.standing(pair.newer)
    _taken(pair.newer, f"the comparison with report {pair.older.id}", lang)
    name = f"{_name(pair.newer, lang)}-compared-with-{pair.older.number}"
    return xlsx_answer(compared_sheets(pair.shown, standings, lang), lang, name)


def _pair(report_id: int, other_id: int) -> Beside:
    return beside(found(report_id), other_id) or abort(404)


def _lang() -> str:
    return "en" if request.args.get("lang") == "en" else "th"


def _name(report: Report, lang: str) -> str:
    return file_name(report, lang).removesuffix(".pdf")


def _taken(report: Report, what: str, lang: str) -> None:
    log.info("report %s: user %s is handed %s in %s", report.id, acting().id, what, lang)


def _file(content: bytes, mimetype: str, name: str) -> Any:
    return send_file(io.BytesIO(content), mimetype=mimetype, download_name=name, as_attachment=True)


pages.add_app_template_global(earlier, "earlier_reports")
OWN_LANGUAGE.update({"companions.compared_tables", "companions.paper", "companions.tables", "companions.word"})
