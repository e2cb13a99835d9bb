"""Which addresses hand out what goes with a report?"""

from __future__ import annotations

import io
import logging
from typing import Any

from flask import Blueprint, request, send_file

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.companions.steady import steady
from tracker.companions.tables import sheets
from tracker.reports.report import Report
from tracker.reports.service import drawn
from tracker.reports.step_pages import file_name, found
from tracker.web.workbook import XLSX, workbook

log = logging.getLogger(__name__)

pages = Blueprint("companions", __name__)


@pages.get("/reports/<id:report_id>/tables.xlsx", endpoint="tables")
@allow(Permission.REPORT_SEE)
def tables(report_id: int) -> Any:
    """All tables of a report as a workbook, in Thai or with `?lang=en` in English; 404 when there is no such report."""
    report, lang = found(report_id), "en" if request.args.get("lang") == "en" else "th"
    content = tables_of(report, lang)
    log.info("report %s: user %s is handed the tables in %s", report.id, acting().id, lang)
    name = f"{file_name(report, lang).removesuffix('.pdf')}.xlsx"
    return send_file(io.BytesIO(content), mimetype=XLSX, download_name=name, as_attachment=True)


def tables_of(report: Report, lang: str) -> bytes:
    """The workbook of a kept report: the same report as it stands gives the same bytes."""
    kept = drawn(report, lang)
    snapshot = kept.snapshot
    at = snapshot.cut.recorded_at or clock.end_of_day(snapshot.as_of)
    with workbook(sheets(snapshot, lang, kept.text, report.state.title, report.frozen), lang) as file:
        return steady(file, at)
