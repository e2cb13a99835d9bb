"""What stands in a workbook that came back? An open file in, rows of text out; whatever is not ours or not safe is refused in a sentence.

Nothing is unpacked before it was counted (tracker/evidence/archives.py), XML is read by defusedxml through openpyxl, and only as
many rows and columns are looked at as our form has.
"""

from __future__ import annotations

import logging
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any, BinaryIO

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter
from openpyxl.utils.datetime import from_excel

from tracker.evidence import refusals as files
from tracker.evidence.archives import checked
from tracker.evidence.refusals import MEBIBYTE, FileRefused
from tracker.worksheets.layout import FILLED, FIRST_FILLED, HEADINGS, MARK, MOST_LINES, WIDTH, Line
from tracker.worksheets.refusals import BROKEN, NO_WORKBOOK, NOT_OURS, TOO_LARGE, TOO_MANY, NotTaken, column_moved

log = logging.getLogger(__name__)

MOST_UNPACKED = 24 * MEBIBYTE
"""Our own workbook of 2,000 tasks with a page of notes each has a third of this."""
SIGNATURE = b"PK\x03\x04"
MAIN_PART = b"spreadsheetml.sheet.main+xml"
FIRST_SERIAL, LAST_SERIAL = 20_000, 80_000
"""Excel's count of days for 1954 to 2119: a date that lost its format."""
BUDDHIST = 543


def lines_of(file: BinaryIO) -> list[Line]:
    """The rows of our form in this file, empty ones left out. Raises NotTaken."""
    _sound(file)
    try:
        return list(_lines(file))
    except NotTaken:
        raise
    except Exception as error:  # whatever a stranger's file makes the reader stumble over, it is not taken
        log.info("a workbook cannot be read: %r", error)
        raise NotTaken(BROKEN) from error


def _sound(file: BinaryIO) -> None:
    file.seek(0)
    if file.read(4) != SIGNATURE:
        raise NotTaken(NO_WORKBOOK)
    try:
        listing = checked(file, most_rows=MOST_LINES + 1)
    except FileRefused as refused:
        raise NotTaken(_in_our_words(refused)) from refused
    if MAIN_PART not in listing.content_types:
        raise NotTaken(NO_WORKBOOK)
    with zipfile.ZipFile(file) as archive:
        if sum(part.file_size for part in archive.infolist()) > MOST_UNPACKED:
            raise NotTaken(TOO_LARGE)


def _in_our_words(refused: FileRefused) -> Any:
    if refused.message in (files.BOMB, files.MANY_FILES):
        return TOO_LARGE
    return TOO_MANY if refused.message == files.many_rows(MOST_LINES + 1) else refused.message


def _lines(file: BinaryIO) -> Iterator[Line]:
    file.seek(0)
    book = load_workbook(file, read_only=True, keep_links=False)
    try:
        for sheet in book.worksheets:
            sheet.reset_dimensions()  # a file may lie about its size
            rows = sheet.iter_rows(min_row=1, max_row=MOST_LINES + 1, max_col=WIDTH)
            head = next(rows, ())
            if head and str(head[0].value or "") == MARK:
                _in_place(head)
                yield from filter(None, (_line(number, row) for number, row in enumerate(rows, 2)))
                return
    finally:
        book.close()
    raise NotTaken(NOT_OURS)


def _in_place(head: Any) -> None:
    """Refuse a workbook in which a column was put in, taken out, moved or renamed: what stands under it would be read as something else.
    Headings of either language will do."""
    for place, heading in enumerate(HEADINGS, 2):
        found = _text(head[place - 1]) if len(head) >= place else ""
        if _folded(found) not in (_folded(heading.th), _folded(heading.en)):
            raise NotTaken(column_moved(get_column_letter(place), heading, found))


def _folded(heading: str) -> str:
    return " ".join(heading.split()).casefold()


def _line(number: int, row: Any) -> Line | None:
    """One row; None when nothing stands in it."""
    cells = dict(zip((name for name, _heading, _width in FILLED), row[FIRST_FILLED - 1 :], strict=False))
    typed: dict[str, Any] = {name: _text(cell, name) for name, cell in cells.items()}
    typed["formulas"] = [name for name, cell in cells.items() if _is_formula(cell)]
    key, code = [_text(cell) for cell in row[:2]] if len(row) > 1 else ("", "")
    line = Line(number, key, code, **typed)
    return line if line.key or line.filled else None


def _is_formula(cell: Any) -> bool:
    return getattr(cell, "data_type", "") == "f"


def _text(cell: Any, name: str = "") -> str:
    """A cell as a person would have typed it into the form on the web."""
    value = cell.value
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, int | float):
        return _number(value, name, str(getattr(cell, "number_format", "") or ""))
    if isinstance(value, datetime | date):
        return _day(value)
    return str(value).strip()


def _number(value: float, name: str, style: str) -> str:
    if name == "day" and FIRST_SERIAL < value < LAST_SERIAL:
        found = from_excel(value)
        return _day(found) if isinstance(found, date) else str(value)
    if name == "percent" and "%" in style:
        value = round(value * 100, 6)
    return str(int(value)) if value == int(value) else str(value)


def _day(value: date) -> str:
    """A date of Excel in B.E.; where somebody typed the year in B.E. and Excel took it for C.E., it is in B.E. already."""
    year = value.year if value.year >= 2400 else value.year + BUDDHIST
    return f"{value.day:02}/{value.month:02}/{year}"
