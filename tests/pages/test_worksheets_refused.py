"""A workbook is not taken: is it clear which one, why, and that the one uploaded before is another?"""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask.testing import FlaskClient
from openpyxl import Workbook

from tests.page import Page, read
from tests.pages.worksheets import COLUMN, downloaded, fill, saved, upload
from tracker.worksheets.layout import HEADINGS

SignIn = Callable[[FlaskClient, str], FlaskClient]


@pytest.fixture
def liaison(client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    return sign_in(client, "liaison.mof")


def filled(client: FlaskClient, path: str = "/my-work.xlsx") -> Workbook:
    """The workbook with one sound row."""
    book = downloaded(client, path)
    fill(book, "O-1.3-T3", percent=70, note="ประกาศแล้ว")
    return book


def refusal(client: FlaskClient, book: Workbook, name: str = "my-work.xlsx") -> Page:
    page = read(upload(client, saved(book), name))
    assert page.status == 422
    return page


def test_the_refused_file_is_named_and_the_earlier_one_stands_apart(liaison: FlaskClient) -> None:
    upload(liaison, saved(filled(liaison)), "พฤษภาคม.xlsx")
    page = refusal(liaison, downloaded(liaison), "มิถุนายน.xlsx")
    assert "“มิถุนายน.xlsx”" in page.one(class_="errors").text
    assert "พฤษภาคม" not in page.one(class_="errors").text
    earlier = page.one(id="earlier")
    assert "ก่อนหน้านี้" in earlier.text
    assert "พฤษภาคม.xlsx · อัปโหลดเมื่อ 31 พ.ค. 2556" in page.one("main").text
    folded = page.one("details", class_="fold")
    assert "open" not in folded.attributes
    assert folded.one(id="preview").all("form", action="/my-work/upload/apply"), "it can still be recorded from there"
    assert not read(liaison.get("/my-work/upload")).all(id="earlier"), "the page by itself shows the only one there is"


def test_a_refusal_with_no_earlier_workbook_says_nothing_of_one(liaison: FlaskClient) -> None:
    page = refusal(liaison, downloaded(liaison), "มิถุนายน\u202e.xlsx")
    assert "“มิถุนายน\ufffd.xlsx”" in page.one(class_="errors").text
    assert not page.all(id="earlier")


@pytest.mark.parametrize("place", range(2, 2 + len(HEADINGS)))
def test_a_column_put_in_or_taken_out_is_named_and_nothing_is_kept(liaison: FlaskClient, place: int) -> None:
    for change in ("insert_cols", "delete_cols"):
        book = filled(liaison)
        getattr(book.worksheets[0], change)(place)
        said = refusal(liaison, book).one(class_="errors").text
        letter = "ABCDEFGHIJKLMNO"[place - 1]
        assert f"คอลัมน์ {letter} ต้องมีหัวว่า “{HEADINGS[place - 2].th}”" in said
        assert not read(liaison.get("/my-work/upload")).all(id="preview")


def test_a_renamed_column_is_named_with_what_stands_there(liaison: FlaskClient) -> None:
    book = filled(liaison)
    book.worksheets[0].cell(1, COLUMN["day"]).value = "หมายเหตุ"
    assert "เป็น“หมายเหตุ”" in refusal(liaison, book).one(class_="errors").text


def test_headings_of_either_language_will_do(liaison: FlaskClient) -> None:
    for path in ("/my-work.xlsx?lang=en", "/my-work.xlsx?lang=th"):
        book = filled(liaison, path)
        book.worksheets[0].cell(1, COLUMN["note"]).value = " what  has been DONE\n"
        assert upload(liaison, saved(book)).status_code == 302, path
