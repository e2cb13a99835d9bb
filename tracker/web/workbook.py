"""How does a table leave for Excel or as CSV so that no text becomes a formula, none is cut silently, and dates stay dates?

Every export goes through here: `workbook` writes XLSX, `csv_lines` writes CSV, `day_cells` gives a day its two columns (B.E. text
and a real date). Texts that Excel would run as formulas stay texts: OWASP, "CSV injection".
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any
from urllib.parse import quote

from flask import Response, stream_with_context
from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter

from tracker.clock import BANGKOK
from tracker.lang import Bilingual, format_date

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
CSV = "text/csv; charset=utf-8"

MOST_CHARACTERS = 32_767
"""So many UTF-16 units fit into one cell of Excel; openpyxl cuts longer texts without a word."""
MOST_ROWS = 1_048_576
"""So many rows fit into one sheet, the headings included."""
MOST_TITLE = 31
SHORT = 40
"""A longer text is wrapped in its cell."""
EXACT = 10**15
"""Excel keeps fifteen digits; a longer number stays whole as a text."""
PORTION = 64 * 1024
BOLD, WRAPPED = Font(bold=True), Alignment(vertical="top", wrap_text=True)

RUNS = re.compile("[=+\\-@\t\r\n\uff1d\uff0b\uff0d\uff20]")
"""What a spreadsheet takes for the beginning of a formula, full-width forms included."""
UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
"""Characters that XML or UTF-8 cannot carry; they are replaced by a visible mark."""
REPLACED = "\ufffd"

CONTINUED = Bilingual(th="… [ต่อในแผ่น “{sheet}” แถว {row}]", en="… [continued on sheet “{sheet}”, row {row}]")
CUT = "… [ตัดจาก {length} อักขระ · cut from {length} characters]"
LONG_TEXTS = Bilingual(th="ข้อความยาว", en="Long texts")
LONG_HEADINGS = (
    Bilingual(th="แผ่นงาน", en="Sheet"),
    Bilingual(th="ช่อง", en="Cell"),
    Bilingual(th="ส่วนที่", en="Part"),
    Bilingual(th="ข้อความ", en="Text"),
)

Value = str | int | Decimal | date | datetime | Bilingual | None
"""What a cell may hold: a text, a number, an amount of baht (Decimal), a day, an aware instant, or nothing."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One table: its title, its headings, its rows (read once, one after the other) and how wide each column is."""

    title: Bilingual
    headings: Sequence[Bilingual]
    rows: Iterable[Sequence[Value]]
    widths: Sequence[int] = ()


def workbook(sheets: Iterable[Sheet], lang: str) -> IO[bytes]:
    """An open temporary file that holds the sheets as XLSX, at its beginning; whoever asked closes it.

    Texts too long for a cell are whole on a sheet of their own, and the cell says where. A table longer than a sheet goes on in a
    further one. Raises TypeError for a value that is no Value, ValueError for a time without its zone.
    """
    book = Workbook(write_only=True)
    try:
        _fill(book, sheets, lang)
    except BaseException:
        for begun in book.worksheets:  # a sheet left open would complain when it is thrown away
            begun.close()
        raise
    file = TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    book.save(file)
    file.seek(0)
    return file


def cell(worksheet: Any, value: Value, lang: str = "th", *, bold: bool = False) -> Cell:
    """One safe cell for a write-only worksheet: a text never becomes a formula or an error value, whatever it begins with.

    A text too long for a cell ends with a mark that says so. Raises as `workbook` does.
    """
    value = _plain(value, lang)
    if not isinstance(value, str) or not value:
        return _measured(worksheet, None if value == "" else value)
    made = WriteOnlyCell(worksheet, _fitting(value))
    made.data_type = "s"  # openpyxl takes "=…" for a formula and "#N/A" for an error
    made.quotePrefix = bool(RUNS.match(value))  # Excel keeps it a text also after somebody edited it
    if "\n" in value or len(value) > SHORT:
        made.alignment = WRAPPED
    if bold:
        made.font = BOLD
    return made


def csv_lines(headings: Sequence[Bilingual], rows: Iterable[Sequence[Value]], lang: str) -> Iterator[bytes]:
    """The table as CSV for Excel and for programs (UTF-8 with its mark, CRLF, every cell quoted), in portions.

    A text that a spreadsheet would run gets an apostrophe before it. Days are ISO, instants ISO with +07:00.
    """
    held = io.StringIO("\ufeff")
    held.seek(1)
    writer = csv.writer(held, quoting=csv.QUOTE_ALL)
    writer.writerow([_csv_text(heading, lang) for heading in headings])
    for row in rows:
        writer.writerow([_csv_text(value, lang) for value in row])
        if held.tell() > PORTION:
            yield held.getvalue().encode()
            held.seek(0)
            held.truncate()
    yield held.getvalue().encode()


def day_cells(day: date | datetime | None, lang: str) -> tuple[str | None, date | None]:
    """The two columns of a day: for people in B.E. (31/05/2556) and for Excel as a real date."""
    if day is None:
        return None, None
    day = day.astimezone(BANGKOK).date() if isinstance(day, datetime) else day
    return format_date(day, lang, "numeric"), day


def day_headings(what: Bilingual) -> tuple[Bilingual, Bilingual]:
    """The headings of the two columns of a day."""
    return (
        Bilingual(th=f"{what.th} (พ.ศ.)", en=f"{what.en} (B.E.)"),
        Bilingual(th=f"{what.th} (ค.ศ.)", en=f"{what.en} (date)"),
    )


def baht_value(satang: int | None) -> Decimal | None:
    """An amount for a cell, exact, in baht."""
    return None if satang is None else Decimal(satang) / 100


def xlsx_answer(sheets: Iterable[Sheet], lang: str, name: str) -> Response:
    """A download of the sheets; `name` is the file's name without its ending."""
    file = workbook(sheets, lang)
    answer = Response(_read(file), mimetype=XLSX, headers=_named(f"{name}.xlsx"))
    answer.call_on_close(file.close)
    return answer


def csv_answer(headings: Sequence[Bilingual], rows: Iterable[Sequence[Value]], lang: str, name: str) -> Response:
    """A download of the table, sent while it is read."""
    lines = stream_with_context(csv_lines(headings, rows, lang))
    return Response(lines, content_type=CSV, headers=_named(f"{name}.csv"))


def _read(file: IO[bytes]) -> Iterator[bytes]:
    """A file in portions, closed at its end."""
    with file:
        while portion := file.read(PORTION):
            yield portion


def _named(name: str) -> dict[str, str]:
    """RFC 6266: a name that every browser reads, and the real one beside it."""
    plain = re.sub(r"[^A-Za-z0-9._-]", "_", name)
    return {"Content-Disposition": f"attachment; filename=\"{plain}\"; filename*=UTF-8''{quote(name, safe='')}"}


def _fill(book: Any, sheets: Iterable[Sheet], lang: str) -> None:
    long: list[tuple[str, str, str]] = []
    for sheet in sheets:
        _write(book, sheet, lang, long)
    if long:
        _write(book, Sheet(LONG_TEXTS, LONG_HEADINGS, _parts(long), (24, 10, 8, 120)), lang, [])


def _write(book: Any, sheet: Sheet, lang: str, long: list[tuple[str, str, str]]) -> None:
    rows = iter(sheet.rows)
    worksheet, title, number = None, "", 1
    for row in rows:
        if worksheet is None or number == MOST_ROWS:
            worksheet, title, number = *_begun(book, sheet, lang), 1
        number += 1
        values = (_plain(value, lang) for value in row)
        worksheet.append(
            [
                cell(worksheet, _diverted(value, title, place, number, lang, long), lang)
                for place, value in enumerate(values, 1)
            ]
        )
        worksheet.auto_filter.ref = f"A1:{get_column_letter(max(len(sheet.headings), 1))}{number}"
    if worksheet is None:
        _begun(book, sheet, lang)


def _begun(book: Any, sheet: Sheet, lang: str) -> tuple[Any, str]:
    """A new sheet with its headings, which stay in sight."""
    title = _title(sheet.title.pick(lang), book.sheetnames)
    worksheet = book.create_sheet(title)
    worksheet.freeze_panes = "A2"
    for place, width in enumerate(sheet.widths, 1):
        worksheet.column_dimensions[get_column_letter(place)].width = width
    worksheet.append([cell(worksheet, heading, lang, bold=True) for heading in sheet.headings])
    return worksheet, title


def _title(wanted: str, taken: Sequence[str]) -> str:
    """A title that Excel takes: short, without its special characters, unlike the others."""
    clean = re.sub(r"[\[\]:*?/\\]", " ", UNWRITABLE.sub(" ", wanted)).strip(" '") or "-"
    name, number = clean[:MOST_TITLE], 1
    while name.casefold() in {each.casefold() for each in taken}:
        number += 1
        name = f"{clean[: MOST_TITLE - len(str(number)) - 3]} ({number})"
    return name


def _diverted(value: Any, sheet: str, place: int, row: int, lang: str, long: list[tuple[str, str, str]]) -> Any:
    """A text that fits as it is; a longer one is put down in full, and its beginning says where."""
    if not isinstance(value, str) or _units(value) <= MOST_CHARACTERS:
        return value
    first = 2 + sum(len(_split(text)) for _, _, text in long)
    long.append((sheet, f"{get_column_letter(place)}{row}", value))
    mark = CONTINUED.pick(lang).format(sheet=LONG_TEXTS.pick(lang), row=first)
    return _beginning(value, MOST_CHARACTERS - len(mark)) + mark


def _parts(long: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str, int, str]]:
    for sheet, place, text in long:
        for number, part in enumerate(_split(text), 1):
            yield sheet, place, number, part


def _split(text: str) -> list[str]:
    """A text in pieces of which each fits into a cell, however wide its characters are."""
    size = MOST_CHARACTERS // 2
    return [text[start : start + size] for start in range(0, len(text), size)]


def _fitting(text: str) -> str:
    if _units(text) <= MOST_CHARACTERS:
        return text
    mark = CUT.format(length=f"{len(text):,}")
    return _beginning(text, MOST_CHARACTERS - len(mark)) + mark


def _beginning(text: str, units: int) -> str:
    """As many whole characters from the front as fit into so many UTF-16 units."""
    return text.encode("utf-16-le")[: units * 2].decode("utf-16-le", "ignore")


def _units(text: str) -> int:
    return len(text) + sum(character > "\uffff" for character in text) if len(text) <= MOST_CHARACTERS else len(text)


def _plain(value: Value, lang: str) -> str | int | Decimal | date | datetime | None:
    """A value that a cell can carry: one language, no unwritable characters, line breaks of one kind."""
    if isinstance(value, Bilingual):
        value = value.pick(lang)
    if isinstance(value, str):
        return UNWRITABLE.sub(REPLACED, value.replace("\r\n", "\n").replace("\r", "\n"))
    if isinstance(value, datetime) and value.tzinfo is None:
        raise ValueError("a time needs its zone: pass an aware instant in UTC")
    if isinstance(value, int) and abs(value) >= EXACT:
        return str(value)
    if value is None or isinstance(value, int | Decimal | date):
        return value
    raise TypeError(f"a cell cannot hold {type(value).__name__}")


def _measured(worksheet: Any, value: Any) -> Cell:
    """A number, an amount, a day, or a Bangkok time (Excel knows no zones)."""
    if isinstance(value, datetime):
        value = value.astimezone(BANGKOK).replace(tzinfo=None)
    made = WriteOnlyCell(worksheet, value)
    if isinstance(value, datetime):
        made.number_format = "yyyy-mm-dd hh:mm"
    elif isinstance(value, date):
        made.number_format = "yyyy-mm-dd"
    elif isinstance(value, Decimal):
        made.number_format = "#,##0.00"
    return made


def _csv_text(value: Value, lang: str) -> str:
    value = _plain(value, lang)
    if isinstance(value, datetime):
        return value.astimezone(BANGKOK).isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return f"'{value}" if RUNS.match(value) else value
    return "" if value is None else str(value)
