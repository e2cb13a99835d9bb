"""The same task done for eight agencies stands in eight rows: does each say for whom, wherever one acts on it or reads what was done?"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import date

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import world
from tests.page import Page, read
from tests.pages.task_forms import task_id
from tests.pages.test_bulk import sent
from tests.pages.test_dashboard_compare import items, workbook
from tests.pages.worksheets import COLUMN, downloaded, saved, upload

SignIn = Callable[[FlaskClient, str], FlaskClient]
FOR_WHOM = {"moe": "ศธ", "mof": "กค"}
CLINIC = "คลินิกให้คำปรึกษา ครั้งที่ 2"


@pytest.fixture
def clinics(app: Flask) -> dict[str, int]:
    """Two of the clinics that the agency for electronic government holds, by whom they are held for."""
    return {served: task_id(app, "O-2c-T3", "ega", served) for served in FOR_WHOM}


@pytest.fixture
def liaison(client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    return sign_in(client, "liaison.ega")


def for_each(texts: Iterable[str]) -> list[str]:
    """Those agencies of two that the texts name as served, each once for each text."""
    return sorted(name for text in texts for name in FOR_WHOM.values() if f"ทำให้ {name}" in text)


def rows(page: Page) -> list[str]:
    return [each.text for each in page.one("main").all("li")]


def test_a_step_for_many_tasks_says_it_before_and_after(clinics: dict[str, int], liaison: FlaskClient) -> None:
    before = read(liaison.get("/tasks/bulk/confirm?" + "&".join(f"task={id_}" for id_ in clinics.values())))
    assert for_each(rows(before)) == ["กค", "ศธ"]
    before = read(liaison.get("/tasks/bulk/comment?" + "&".join(f"task={id_}" for id_ in clinics.values())))
    after = read(liaison.post("/tasks/bulk/comment", data=sent(before, note="เลื่อนหรือไม่")))
    assert for_each(rows(after)) == ["กค", "ศธ"]


def test_the_workbook_says_it_and_what_comes_back_says_it_again(clinics: dict[str, int], liaison: FlaskClient) -> None:
    book = downloaded(liaison)
    sheet = book.worksheets[0]
    numbers = [
        row
        for row in range(2, sheet.max_row + 1)
        if str(sheet.cell(row, 3).value) in [f"{CLINIC} (ทำให้ {name})" for name in FOR_WHOM.values()]
    ]
    assert len(numbers) == 2
    for number, percent in zip(numbers, (40, 400), strict=True):
        sheet.cell(number, COLUMN["percent"]).value = percent
        sheet.cell(number, COLUMN["note"]).value = "เตรียมวิทยากรแล้ว"
    upload(liaison, saved(book))
    shown = read(liaison.get("/my-work/upload"))
    assert for_each([row.text for row in shown.all("tr")]) == ["กค", "ศธ"], "one is sound, one is wrong"
    back = downloaded(liaison, "/my-work/upload.xlsx").worksheets[0]
    assert for_each([str(back.cell(2, 3).value)]) == for_each([str(sheet.cell(numbers[1], 3).value)])


def test_comparison_history_search_and_queue_say_it(
    app: Flask, clinics: dict[str, int], client: FlaskClient, sign_in: SignIn
) -> None:
    with app.app_context():
        for id_ in clinics.values():
            world.do("extend", id_, "liaison.ega", "2013-05-31", note="วิทยากรติดราชการ", until=date(2013, 6, 20))
    sign_in(client, "coordinator")
    query = "from=30/05/2556&to=31/05/2556&agency=ega"
    assert for_each([each.text for each in items(read(client.get(f"/compare?{query}")))]) == ["กค", "ศธ"]
    book = workbook(client, query)
    for name in ("ผลต่าง", "รายการบันทึก"):
        assert {served for served, title in columns(book[name], "ทำให้", "ชื่อ") if title == CLINIC} == {"กค", "ศธ"}, name
    assert for_each(rows(read(client.get("/history?agency=ega&kind=extension_requested")))) == ["กค", "ศธ"]
    found = read(client.get(f"/search?q={CLINIC}&kind=task"))
    assert for_each([each.text for each in found.all("div", class_="line") if CLINIC in each.text]) == ["กค", "ศธ"]
    asked = [each.text for each in read(client.get("/verification-queue")).all("li", class_="grid-queue")]
    assert for_each(asked) == ["กค", "ศธ"]


def columns(sheet: object, *heads: str) -> list[tuple[object, ...]]:
    """The values under these heads, row by row."""
    every = list(sheet.iter_rows(values_only=True))  # type: ignore[attr-defined]
    places = [every[0].index(head) for head in heads]
    return [tuple(row[place] for place in places) for row in every[1:]]
