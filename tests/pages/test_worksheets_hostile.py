"""A workbook that means harm, or is none: is it refused in a sentence, without being unpacked, and is nothing kept of it?"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import world
from tests.page import read
from tests.pages.worksheets import downloaded, fill, saved, upload
from tracker.worksheets import store
from tracker.worksheets.layout import HEADINGS, MOST_LINES

SignIn = Callable[[FlaskClient, str], FlaskClient]
MIB = 1024 * 1024


@pytest.fixture
def liaison(client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    return sign_in(client, "liaison.mof")


def rewritten(content: bytes, **parts: bytes) -> bytes:
    """The workbook with some of its parts replaced or added; `__` stands for `/` and a last `_` for the dot."""
    held = io.BytesIO()
    named = {
        name.replace("__", "/").replace("_xml", ".xml").replace("_bin", ".bin"): text for name, text in parts.items()
    }
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            if part.filename not in named:
                new.writestr(part, old.read(part))
        for name, text in named.items():
            new.writestr(name, text)
    return held.getvalue()


def sheet(rows: str, head: str = "") -> bytes:
    """A worksheet with these rows."""
    space = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    return f'<?xml version="1.0"?>{head}<worksheet xmlns="{space}"><sheetData>{rows}</sheetData></worksheet>'.encode()


def key_row() -> str:
    """The first row of our form."""
    cells = (
        f'<c r="{letter}1" t="inlineStr"><is><t>{text}</t></is></c>'
        for letter, text in zip("ABCDEFGHIJKL", ("key:1", *(each.th for each in HEADINGS)), strict=True)
    )
    return f'<row r="1">{"".join(cells)}</row>'


def says(text: str) -> str:
    return f'<row r="2"><c r="A2" t="inlineStr"><is><t>{text}</t></is></c></row>'


FAR_AWAY = '<row r="1048576"><c r="XFD1048576"/></row>'
ENTITIES = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;"><!ENTITY c "&b;&b;&b;&b;&b;&b;">]>'
OUTSIDE = '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>'


def hostile(good: bytes, name: str) -> tuple[bytes, str]:
    """What somebody might send, by name: the file, and a word of the answer."""
    made = _hostile(good)
    assert set(made) == set(NAMES)
    return made[name][0](), made[name][1]


def _hostile(good: bytes) -> dict[str, tuple[Callable[[], bytes], str]]:
    row = '<row r="{}"><c r="H{}" t="inlineStr"><is><t>x</t></is></c></row>'
    return {
        "nothing": (lambda: b"", "xlsx"),
        "a text": (lambda: b"task;percent\n1;50", "xlsx"),
        "a zip that is none": (lambda: b"PK\x03\x04" + b"x" * 500, ""),
        "cut in the middle": (lambda: good[: len(good) // 2], ""),
        "another workbook": (lambda: rewritten(good, xl__worksheets__sheet1_xml=sheet("")), "ไม่ใช่แบบ"),
        "a macro": (lambda: rewritten(good, xl__vbaProject_bin=b"x"), ""),
        "a million rows": (
            lambda: rewritten(
                good, xl__worksheets__sheet1_xml=sheet(key_row() + "".join(row.format(n, n) for n in range(2, 1_000_001)))
            ),
            f"{MOST_LINES:,}",
        ),
        "a bomb": (lambda: rewritten(good, xl__media__bomb_bin=b"\0" * (300 * MIB)), "คลายการบีบอัด"),
        "thirty megabytes": (lambda: rewritten(good, xl__media__big_bin=bytes(range(256)) * (30 * MIB // 256)), "คลายการบีบอัด"),
        "entities": (lambda: rewritten(good, xl__worksheets__sheet1_xml=sheet(key_row() + says("&c;"), ENTITIES)), "เปิดไฟล์นี้ไม่ได้"),
        "a file from outside": (lambda: rewritten(good, xl__worksheets__sheet1_xml=sheet(key_row() + says("&a;"), OUTSIDE)), "เปิดไฟล์นี้ไม่ได้"),
        "a row far away": (lambda: rewritten(good, xl__worksheets__sheet1_xml=sheet(key_row() + FAR_AWAY)), "ยังไม่ได้กรอก"),
        "no row": (lambda: good, "ยังไม่ได้กรอก"),
    }  # fmt: skip


NAMES = (
    "nothing", "a text", "a zip that is none", "cut in the middle", "another workbook", "a macro", "a million rows", "a bomb",
    "thirty megabytes", "entities", "a file from outside", "a row far away", "no row",
)  # fmt: skip


@pytest.mark.parametrize("name", NAMES)
def test_it_is_refused_in_a_sentence_and_nothing_is_kept(app: Flask, liaison: FlaskClient, name: str) -> None:
    content, said = hostile(saved(downloaded(liaison)), name)
    page = read(upload(liaison, content))
    assert page.status == 422
    answer = page.one(class_="errors").text
    assert said in answer, answer
    assert len(answer) > 15
    with app.app_context():
        assert store.of(world.actor("liaison.mof").id or 0) is None


def test_without_a_file_the_form_says_so(liaison: FlaskClient) -> None:
    fields = read(liaison.get("/my-work/upload")).values("/my-work/upload")
    assert "กรุณาเลือกไฟล์" in read(liaison.post("/my-work/upload", data=fields)).one(class_="errors").text


def test_a_text_that_looks_like_a_formula_stays_a_text(liaison: FlaskClient) -> None:
    """Our own download never holds a formula, whatever people wrote."""
    book = downloaded(liaison)
    number = fill(book, "O-1.3-T3", percent=101)
    cell = book.worksheets[0].cell(number, 10)
    cell.value, cell.data_type = "=cmd|'/c calc'!A0", "s"
    assert upload(liaison, saved(book)).status_code == 302
    back = downloaded(liaison, "/my-work/upload.xlsx")
    assert {each.data_type for row in back.worksheets[0].iter_rows() for each in row} <= {"s", "n"}


@pytest.mark.parametrize("who", ["coordinator", "executive", "auditor", "admin"])
def test_only_liaisons_report(client: FlaskClient, sign_in: SignIn, who: str) -> None:
    for path in ("/my-work.xlsx", "/my-work/upload", "/my-work/upload.xlsx"):
        assert sign_in(client, who).get(path).status_code == 403
