"""How long does a liaison wait who reports on every open task in one workbook? Down, filled in, up, looked over, recorded."""

from __future__ import annotations

import io
import time

from openpyxl import load_workbook

from bench.deeds import PAGE_OK, SEE_OTHER
from bench.goals import FigureRow, Goal
from bench.visitor import Unexpected, Visitor
from tracker.worksheets.layout import FILLED, FIRST_FILLED

PREVIEW_S, APPLY_S = 5.0, 10.0
"""Seconds in which 1,000 rows should be looked over, and recorded; fewer rows have their share of them."""
FEW = 100
"""Fewer rows than this say nothing about 1,000."""
PAGE = "/my-work/upload"


def round_trip(liaison: Visitor) -> list[FigureRow]:
    """Report progress on each open task of a liaison's agency, and say how long the three waits were; Unexpected when a row is refused."""
    begin = time.monotonic()
    answer = liaison.get("/my-work.xlsx")
    _expect(answer.status == PAGE_OK, f"the workbook answered {answer.status}")
    down = time.monotonic() - begin
    content, rows = _filled(answer.body)
    form = liaison.get(PAGE).hidden()
    begin = time.monotonic()
    sent = liaison.post_file(PAGE, form, "workbook", "my-work.xlsx", content)
    _expect(sent.status in SEE_OTHER, f"the upload answered {sent.status}")
    shown = liaison.get(PAGE)
    preview = time.monotonic() - begin
    begin = time.monotonic()
    done = liaison.post(f"{PAGE}/apply", shown.hidden())
    _expect(done.status in SEE_OTHER, f"the confirmation answered {done.status}")
    after = liaison.get(PAGE).body.decode()
    recorded = time.monotonic() - begin
    liaison.close()
    _expect(f"{rows:,}" in after and "to correct" not in after and "ต้องแก้" not in after, "a row was not recorded")
    of = f"{rows:,} rows"
    return [
        FigureRow("Excel: download of the open tasks", down, "s", note=of),
        _figure("Excel: upload and look over", preview, PREVIEW_S, rows),
        _figure("Excel: record", recorded, APPLY_S, rows),
    ]


def _figure(title: str, seconds: float, limit: float, rows: int) -> FigureRow:
    share = limit * rows / 1_000
    goal = Goal(f"≤ {share:.1f} s ({limit:.0f} s for 1,000)", share) if rows >= FEW else None
    return FigureRow(title, seconds, "s", goal, f"{rows:,} rows")


def _filled(content: bytes) -> tuple[bytes, int]:
    """The workbook with progress in every row (as much as was claimed last, and words), and how many rows that are."""
    book = load_workbook(io.BytesIO(content))
    sheet = book.worksheets[0]
    column = {name: FIRST_FILLED + place for place, (name, _heading, _width) in enumerate(FILLED)}
    rows = range(2, sheet.max_row + 1)
    for row in rows:
        sheet.cell(row, column["change"]).value = "มีความคืบหน้า"
        sheet.cell(row, column["percent"]).value = max(1, int(sheet.cell(row, FIRST_FILLED - 1).value or 0))
        sheet.cell(row, column["note"]).value = "ปรับปรุงหน้าแรกและทดสอบแล้ว"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue(), len(rows)


def _expect(true: bool, words: str) -> None:
    if not true:
        raise Unexpected(words)
