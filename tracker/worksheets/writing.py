"""How do open tasks leave as a workbook to be filled in? Locked where the product knows, open where people write, and explained."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from openpyxl import Workbook
from openpyxl.cell import Cell, WriteOnlyCell
from openpyxl.styles import Alignment, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from tracker.lang import Bilingual, format_date
from tracker.tasks.health import Standing
from tracker.tasks.lines import DONE_BY_US_FOR, names_of_agencies, served
from tracker.web.workbook import Value, cell
from tracker.worksheets.layout import (
    CHANGED,
    FILLED,
    FIRST_FILLED,
    GIVEN,
    HOW,
    INSTRUCTIONS,
    MARK,
    REASON,
    SAME,
    SHEET,
    Line,
)

OPEN_CELL = Protection(locked=False)
TO_FILL = PatternFill("solid", fgColor="FFFBE6")
WRAPPED = Alignment(vertical="top", wrap_text=True)


@dataclass(frozen=True, slots=True)
class Given:
    """One row to write: the task as it stands (None: the row names none for certain), what was filled in before, and what is to be
    corrected."""

    standing: Standing | None
    line: Line | None = None
    wrong: Sequence[Bilingual] = ()


def workbook(rows: Iterable[Given], lang: str, *, with_reasons: bool = False) -> IO[bytes]:
    """An open temporary file that holds the workbook, at its beginning; whoever asked closes it."""
    book = Workbook(write_only=True)
    sheet = _begun(book, lang, with_reasons)
    last, names = 1, names_of_agencies()
    for row in rows:
        sheet.append(_row(sheet, row, names, lang, with_reasons))
        last += 1
    _rules(sheet, lang, last)
    _explained(book, lang)
    file = TemporaryFile()  # noqa: SIM115 - whoever asked for it closes it
    book.save(file)
    file.seek(0)
    return file


def _begun(book: Any, lang: str, with_reasons: bool) -> Any:
    sheet = book.create_sheet(SHEET.pick(lang))
    sheet.freeze_panes = "D2"
    headings = [
        *GIVEN,
        *((heading, width) for _name, heading, width in FILLED),
        *([(REASON, 60)] if with_reasons else []),
    ]
    sheet.column_dimensions["A"].hidden = True
    for place, (_heading, width) in enumerate(headings, 2):
        sheet.column_dimensions[get_column_letter(place)].width = width
    sheet.append([cell(sheet, MARK, lang), *(cell(sheet, heading, lang, bold=True) for heading, _width in headings)])
    return sheet


def _row(sheet: Any, row: Given, names: Mapping[str, Bilingual], lang: str, with_reasons: bool) -> list[Cell]:
    given = (
        _given(row.standing, names, lang)
        if row.standing
        else ("", row.line.code if row.line else "", *[""] * (len(GIVEN) - 1))
    )
    cells = [cell(sheet, value, lang) for value in given]
    cells += [_open(sheet, getattr(row.line, name) if row.line else "", name, lang) for name, _h, _w in FILLED]
    if with_reasons:
        cells.append(cell(sheet, "\n".join(each.pick(lang) for each in row.wrong), lang))
    return cells


def _given(standing: Standing, names: Mapping[str, Bilingual], lang: str) -> tuple[Value, ...]:
    task = standing.task
    other = served(task.plan, names)
    title = DONE_BY_US_FOR.format(title=task.plan.title, served=other) if other else task.plan.title
    return (
        f"{task.id}:{task.version}", task.code, title, format_date(task.due_on, lang, "numeric"), task.state.title,
        standing.planned, task.claimed,
    )  # fmt: skip


def _open(sheet: Any, typed: str, name: str, lang: str) -> Cell:
    """A cell to be filled in, with what was filled in before; a number stays one, so that Excel checks it."""
    made = (
        WriteOnlyCell(sheet, int(typed))
        if name == "percent" and typed.isascii() and typed.isdigit() and len(typed) < 4
        else cell(sheet, typed, lang)
    )
    made.protection, made.fill, made.alignment = OPEN_CELL, TO_FILL, WRAPPED
    if name in ("day", "note", "evidence"):
        made.number_format = "@"  # Excel leaves a day in B.E. as it was typed
    return made


def _rules(sheet: Any, lang: str, last: int) -> None:
    """What Excel itself checks and locks; no password, for it only guards against slips."""
    first = FIRST_FILLED
    change, percent = get_column_letter(first), get_column_letter(first + 1)
    choice = DataValidation("list", formula1=f'"{SAME.pick(lang)},{CHANGED.pick(lang)}"', allow_blank=True)
    whole = DataValidation("whole", operator="between", formula1="0", formula2="100", allow_blank=True)
    for rule, letter in ((choice, change), (whole, percent)):
        rule.add(f"{letter}2:{letter}{max(last, 2)}")
        sheet.data_validations.append(rule)
    sheet.protection.sheet = True
    sheet.protection.formatColumns = sheet.protection.formatRows = False
    sheet.auto_filter.ref = f"B1:{get_column_letter(first + len(FILLED) - 1)}{max(last, 1)}"


def _explained(book: Any, lang: str) -> None:
    """Both languages, the reader's own first."""
    sheet = book.create_sheet(HOW.pick(lang))
    sheet.column_dimensions["A"].width = 120
    for each in (lang, "en" if lang == "th" else "th"):
        sheet.append([cell(sheet, HOW, each, bold=True)])
        for words in INSTRUCTIONS:
            sheet.append([cell(sheet, words, each)])
        sheet.append([])
