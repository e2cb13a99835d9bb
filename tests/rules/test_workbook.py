"""Does a table leave the house as it is: no text a formula, none cut in silence, days and money as days and money?"""

from __future__ import annotations

import csv
import io
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import openpyxl
import pytest
from flask import Flask
from hypothesis import given
from hypothesis import strategies as st

from tracker.lang import Bilingual
from tracker.web import workbook as module
from tracker.web.workbook import (
    MOST_CHARACTERS,
    Sheet,
    Value,
    baht_value,
    csv_answer,
    csv_lines,
    day_cells,
    workbook,
    xlsx_answer,
)

TITLE = Bilingual(th="งาน", en="Tasks")
HEADINGS = (Bilingual(th="รหัส", en="Code"), Bilingual(th="บันทึก", en="Note"))
DANGEROUS = (
    "=cmd|' /C calc'!A0", "+1+1", "-2+3", "@SUM(A1)", "\t=1+1", "\r=1+1", "\n=1", "＝1+1", "=HYPERLINK(\"http://x\",\"y\")",
    "#N/A", "#REF!",
)  # fmt: skip
"""What a spreadsheet would run, or show as a fault of its own."""


def read(rows: list[tuple[Value, ...]], lang: str = "th") -> Any:
    """The workbook that Excel would open."""
    with workbook([Sheet(TITLE, HEADINGS, rows)], lang) as file:
        return openpyxl.load_workbook(io.BytesIO(file.read()))


def read_csv(rows: list[tuple[Value, ...]], lang: str = "th") -> list[list[str]]:
    """The lines that a program would read."""
    text = b"".join(csv_lines(HEADINGS, rows, lang)).decode()
    assert text.startswith("\ufeff")
    return list(csv.reader(io.StringIO(text[1:], newline="")))


@pytest.mark.parametrize("text", DANGEROUS)
def test_no_text_becomes_a_formula_or_a_fault(text: str) -> None:
    cell = read([("O-1", text)])["งาน"]["B2"]
    assert cell.data_type == "s"
    assert cell.value == text.replace("\r", "\n")
    assert cell.quotePrefix is (text[0] != "#")


@pytest.mark.parametrize("text", DANGEROUS[:9])
def test_csv_marks_what_a_spreadsheet_would_run(text: str) -> None:
    assert read_csv([("O-1", text)])[1][1] == "'" + text.replace("\r", "\n")


@given(st.text(st.characters(codec=None), max_size=40))
def test_any_text_can_be_written_and_read_again(text: str) -> None:
    cell = read([("x", text)])["งาน"]["B2"]
    assert cell.data_type in ("s", "n")
    assert cell.value == (module._plain(text, "th") or None)
    assert not module.RUNS.match(read_csv([("x", text)])[1][1] or "x")


def test_control_characters_are_replaced_by_a_visible_mark() -> None:
    assert read([("a\x00b", "c\x1fd\ud800")])["งาน"]["A2"].value == "a\ufffdb"


@pytest.mark.parametrize("character", ["ก", "😀"])
def test_a_long_text_is_marked_and_whole_on_a_sheet_of_its_own(character: str) -> None:
    text = character * 40_000
    book = read([("x", "short"), ("y", text)])
    shown = book["งาน"]["B3"].value
    assert len(shown.encode("utf-16-le")) // 2 <= MOST_CHARACTERS
    assert shown.endswith("… [ต่อในแผ่น “ข้อความยาว” แถว 2]")
    rows = list(book["ข้อความยาว"].iter_rows(min_row=2, values_only=True))
    assert "".join(row[3] for row in rows) == text
    assert {row[:2] for row in rows} == {("งาน", "B3")}
    assert all(len(row[3].encode("utf-16-le")) // 2 <= MOST_CHARACTERS for row in rows)


def test_a_long_text_alone_in_a_cell_says_that_it_was_cut() -> None:
    book: Any = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("x")
    made = module.cell(sheet, "=" * 40_000)
    assert made.value.endswith("… [ตัดจาก 40,000 อักขระ · cut from 40,000 characters]")
    assert made.data_type == "s"
    sheet.close()


def test_a_day_has_a_text_in_the_buddhist_era_and_a_real_date() -> None:
    thai, real = day_cells(date(2013, 5, 31), "th")
    sheet = read([(thai, real)])["งาน"]
    assert sheet["A2"].value == "31/05/2556"
    assert sheet["B2"].is_date
    assert sheet["B2"].value == datetime(2013, 5, 31)
    assert sheet["B2"].number_format == "yyyy-mm-dd"
    assert read_csv([(thai, real)])[1] == ["31/05/2556", "2013-05-31"]
    assert day_cells(None, "th") == (None, None)


def test_an_instant_is_shown_in_bangkok() -> None:
    instant = datetime(2013, 5, 30, 20, 15, tzinfo=UTC)
    assert read([(instant, None)])["งาน"]["A2"].value == datetime(2013, 5, 31, 3, 15)
    assert read_csv([(instant, None)])[1] == ["2013-05-31T03:15:00+07:00", ""]
    assert day_cells(instant, "en")[1] == date(2013, 5, 31)


def test_money_is_exact_and_a_number() -> None:
    cell = read([(baht_value(200_000_005), -3)])["งาน"]
    assert str(cell["A2"].value) == "2000000.05"
    assert cell["B2"].value == -3
    assert read_csv([(baht_value(200_000_005), -3)])[1] == ["2000000.05", "-3"]
    assert baht_value(None) is None
    assert baht_value(10) == Decimal("0.1")


def test_a_number_longer_than_excel_can_keep_stays_whole() -> None:
    assert read([(10**18 + 1, None)])["งาน"]["A2"].value == str(10**18 + 1)


def test_headings_stay_in_sight_and_can_be_filtered_in_the_readers_language() -> None:
    sheet = read([("a", "b"), ("c", "d")], "en")["Tasks"]
    assert [cell.value for cell in sheet[1]] == ["Code", "Note"]
    assert sheet.freeze_panes == "A2"
    assert sheet.auto_filter.ref == "A1:B3"


def test_a_table_without_rows_still_has_its_headings() -> None:
    assert [cell.value for cell in read([])["งาน"][1]] == ["รหัส", "บันทึก"]
    assert read_csv([]) == [["รหัส", "บันทึก"]]


def test_a_table_longer_than_a_sheet_goes_on_in_the_next(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_ROWS", 3)
    book = read([(str(number), "") for number in range(5)])
    assert book.sheetnames == ["งาน", "งาน (2)", "งาน (3)"]
    assert [sheet["A2"].value for sheet in book] == ["0", "2", "4"]


@pytest.mark.parametrize("title", ["a/b:c*?[d]\\e", "'" * 5, "x" * 80, "\x00"])
def test_any_title_becomes_one_that_excel_takes(title: str) -> None:
    sheets = [Sheet(Bilingual(th=title, en=title), HEADINGS, [])] * 2
    with workbook(sheets, "th") as file:
        names = openpyxl.load_workbook(io.BytesIO(file.read())).sheetnames
    assert len({name.casefold() for name in names}) == 2
    assert all(0 < len(name) <= 31 for name in names)


def test_what_no_cell_can_hold_is_refused() -> None:
    with pytest.raises(TypeError):
        read([(["a"], None)])  # type: ignore[list-item]
    with pytest.raises(ValueError):
        read([(datetime(2013, 5, 31), None)])


def test_downloads_carry_a_name_in_thai_and_one_that_every_browser_reads(app: Flask) -> None:
    with app.test_request_context():
        answers = [
            xlsx_answer([Sheet(TITLE, HEADINGS, [])], "th", "งาน-2556"),
            csv_answer(HEADINGS, [], "th", "งาน-2556"),
        ]
        for answer, ending in zip(answers, ("xlsx", "csv"), strict=True):
            said = answer.headers["Content-Disposition"]
            assert said.startswith('attachment; filename="___-2556.' + ending)
            assert "filename*=UTF-8''%E0%B8%87%E0%B8%B2%E0%B8%99-2556." + ending in said
            assert answer.get_data()
            answer.close()
