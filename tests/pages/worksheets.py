"""What a liaison does with the workbook of open tasks, for the tests of it."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from flask.testing import FlaskClient
from openpyxl import Workbook, load_workbook
from werkzeug.datastructures import FileStorage
from werkzeug.test import TestResponse, encode_multipart

from tests.page import read
from tracker.worksheets.layout import FILLED, FIRST_FILLED

COLUMN = {name: FIRST_FILLED + place for place, (name, _heading, _width) in enumerate(FILLED)}
"""The number of each column that people fill in."""


def downloaded(client: FlaskClient, path: str = "/my-work.xlsx") -> Workbook:
    """The workbook behind an address."""
    answer = client.get(path)
    assert answer.status_code == 200, answer.status_code
    book = load_workbook(io.BytesIO(answer.get_data()))
    answer.close()
    return book


def row_of(book: Workbook, code: str) -> int:
    """The row in which a task stands."""
    return next(
        row for row in range(2, book.worksheets[0].max_row + 1) if book.worksheets[0].cell(row, 2).value == code
    )


def fill(book: Workbook, code: str, **typed: Any) -> int:
    """Fill in the row of a task; returns its number."""
    number = row_of(book, code)
    for name, value in typed.items():
        book.worksheets[0].cell(number, COLUMN[name]).value = value
    return number


def saved(book: Workbook) -> bytes:
    """The workbook as a file."""
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def upload(client: FlaskClient, content: bytes, name: str = "my-work.xlsx") -> TestResponse:
    """Send a file through the form of the page."""
    fields: Mapping[str, str] = read(client.get("/my-work/upload")).values("/my-work/upload")
    boundary, body = encode_multipart({**fields, "workbook": FileStorage(io.BytesIO(content), name)})
    return client.post("/my-work/upload", data=body, content_type=f"multipart/form-data; boundary={boundary}")


def apply(client: FlaskClient) -> TestResponse:
    """Confirm what the page shows."""
    page = read(client.get("/my-work/upload"))
    return client.post("/my-work/upload/apply", data=page.values("/my-work/upload/apply"))
