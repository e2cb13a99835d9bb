"""Open tasks go out to Excel and come back: what is shown first, what is recorded, and what comes back with its reason?"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from flask import Flask
from flask.testing import FlaskClient

from tests import world
from tests.page import Page, read
from tests.pages.task_forms import story, task, task_id
from tests.pages.worksheets import COLUMN, apply, downloaded, fill, row_of, saved, upload
from tracker.worksheets.layout import FILLED, GIVEN

SignIn = Callable[[FlaskClient, str], FlaskClient]
NOTE = "ประกาศครบ 3 ฉบับแล้ว"


@pytest.fixture
def liaison(client: FlaskClient, sign_in: SignIn) -> FlaskClient:
    return sign_in(client, "liaison.mof")


@pytest.fixture
def open_task(app: Flask) -> int:
    return task_id(app, "O-1.3-T3", "mof")


def preview(client: FlaskClient, content: bytes) -> Page:
    """What the page says after an upload."""
    answer = upload(client, content)
    assert answer.status_code == 302, read(answer).one("main").text
    return read(client.get(answer.location))


def reasons(page: Page) -> list[str]:
    return [each.text for each in page.one(id="preview").all("p", class_="err")]


def test_the_workbook_holds_the_open_tasks_of_the_agency_and_is_locked_where_the_product_knows(
    liaison: FlaskClient,
) -> None:
    book = downloaded(liaison)
    sheet = book.worksheets[0]
    assert sheet.title == "งานของฉัน"
    assert [cell.value for cell in sheet[1]][1:] == [each.th for each, _ in GIVEN] + [each.th for _, each, _ in FILLED]
    codes = {sheet.cell(row, 2).value for row in range(2, sheet.max_row + 1)}
    assert "O-1.3-T3" in codes
    assert "O-1.3-T1" not in codes, "verified"
    assert "O-1.3-T2" not in codes, "waits for verification"
    assert sheet.protection.sheet
    assert sheet.column_dimensions["A"].hidden
    assert sheet.cell(2, 2).protection.locked
    assert not sheet.cell(2, COLUMN["note"]).protection.locked
    rules = {str(rule.sqref).split(":")[0]: rule for rule in sheet.data_validations.dataValidation}
    assert rules["H2"].formula1 == '"เหมือนเดิม,มีความคืบหน้า"'
    assert "Fill in only" in str([cell.value for cell in book.worksheets[1]["A"]])


def test_what_is_filled_in_is_shown_and_only_recorded_on_confirmation(
    app: Flask, liaison: FlaskClient, open_task: int
) -> None:
    same = task_id(app, "O-1.3-T4", "mof")
    book = downloaded(liaison)
    fill(
        book,
        "O-1.3-T3",
        change="มีความคืบหน้า",
        percent=70,
        note=NOTE,
        day="30/05/2556",
        evidence="https://www.mof.go.th/privacy นโยบาย",
    )
    fill(book, "O-1.3-T4", change="เหมือนเดิม")
    page = preview(liaison, saved(book))
    said = page.one(id="preview").text
    assert "0% → เป็น 70%" in said
    assert "เหมือนเดิม 1 มีความคืบหน้า 1" in said
    assert (len(story(app, open_task)), len(story(app, same))) == (1, 1), "nothing is recorded yet"
    assert apply(liaison).location == "/my-work/upload"
    now = task(app, open_task)
    assert (now.claimed, now.last_note, now.claimed_on, now.evidence) == (70, NOTE, date(2013, 5, 30), 1)
    assert story(app, same)[-1].kind == "nothing_changed"
    assert "บันทึกแล้ว 2 แถว" in read(liaison.get("/my-work/upload")).one(id="preview").text


def test_a_falling_percentage_is_pointed_out_and_recorded_all_the_same(
    app: Flask, liaison: FlaskClient, open_task: int
) -> None:
    for percent in (60, 55):
        book = downloaded(liaison)
        number = fill(book, "O-1.3-T3", percent=percent, note=NOTE)
        said = preview(liaison, saved(book)).one(id="preview")
        assert ("ลดลงร้อยละ 5 โปรดตรวจ" in said.text) is (percent == 55)
        apply(liaison)
    assert task(app, open_task).claimed == 55
    assert f"ร้อยละที่กรอกต่ำกว่าที่รายงานไว้เดิม แถว {number} ·" in said.one(class_="note").text
    assert task(app, open_task).claimed == 55


def test_confirming_twice_records_once(app: Flask, liaison: FlaskClient, open_task: int) -> None:
    book = downloaded(liaison)
    fill(book, "O-1.3-T3", percent=70, note=NOTE)
    fields = preview(liaison, saved(book)).values("/my-work/upload/apply")
    for _ in range(2):
        assert liaison.post("/my-work/upload/apply", data=fields).status_code == 302
    assert len(story(app, open_task)) == 2


@pytest.mark.parametrize(
    ("typed", "understood"),
    [("30/05/2556", date(2013, 5, 30)), ("2013-05-30", date(2013, 5, 30)), (datetime(2013, 5, 30), date(2013, 5, 30)),
     (datetime(2556, 5, 30), date(2013, 5, 30)), (41424, date(2013, 5, 30)), ("๓๐ พ.ค. ๒๕๕๖", date(2013, 5, 30)), (None, world.TODAY)],
    ids=str,
)  # fmt: skip
def test_a_day_may_be_written_in_many_ways(
    app: Flask, liaison: FlaskClient, open_task: int, typed: object, understood: date
) -> None:
    book = downloaded(liaison)
    number = fill(book, "O-1.3-T3", percent=70, note=NOTE, day=typed)
    if isinstance(typed, datetime):
        book.worksheets[0].cell(number, COLUMN["day"]).number_format = "dd/mm/yyyy"
    preview(liaison, saved(book))
    apply(liaison)
    assert task(app, open_task).claimed_on == understood


def test_a_percentage_of_excel_is_one(app: Flask, liaison: FlaskClient, open_task: int) -> None:
    book = downloaded(liaison)
    number = fill(book, "O-1.3-T3", percent=0.7, note=NOTE)
    book.worksheets[0].cell(number, COLUMN["percent"]).number_format = "0%"
    preview(liaison, saved(book))
    apply(liaison)
    assert task(app, open_task).claimed == 70


WRONG = [
    ({"percent": 101, "note": NOTE}, "0 ถึง 100"),
    ({"percent": 70.5, "note": NOTE}, "0 ถึง 100"),
    ({"percent": "abc", "note": NOTE}, "0 ถึง 100"),
    ({"percent": True, "note": NOTE}, "0 ถึง 100"),
    ({"note": NOTE}, "กรุณาเลือกหรือพิมพ์"),
    ({"percent": 70}, "กรุณาเขียนว่าทำอะไรไปแล้ว"),
    ({"percent": 70, "note": "ก" * 4001}, "4,001"),
    ({"percent": 70, "note": NOTE, "day": "30/02/2556"}, "มีเพียง 28 วัน"),
    ({"percent": 70, "note": NOTE, "day": "01/06/2556"}, "ยังมาไม่ถึง"),
    ({"percent": 70, "note": NOTE, "day": "01/01/2500"}, "ก่อนวันเริ่มงาน"),
    ({"percent": 70, "note": NOTE, "evidence": "ไม่ใช่ที่อยู่"}, "บรรทัดที่ 1"),
    ({"percent": 70, "note": '=HYPERLINK("http://evil")'}, "เป็นสูตร"),
    ({"percent": "=1+1", "note": NOTE}, "เป็นสูตร"),
    ({"change": "ไม่แน่ใจ"}, "ให้เลือก"),
    ({"change": "เหมือนเดิม", "percent": 70}, "แต่กรอกร้อยละ"),
]


@pytest.mark.parametrize(("typed", "said"), WRONG, ids=lambda value: str(value)[:40])
def test_a_row_with_an_error_comes_back_with_its_reason(
    app: Flask, liaison: FlaskClient, open_task: int, typed: dict[str, object], said: str
) -> None:
    book = downloaded(liaison)
    number = fill(book, "O-1.3-T3", **typed)
    fill(book, "O-1.3-T4", change="เหมือนเดิม")
    page = preview(liaison, saved(book))
    assert any(said in reason for reason in reasons(page)), reasons(page)
    assert f"{number}" in page.one(id="preview").text
    back = downloaded(liaison, "/my-work/upload.xlsx").worksheets[0]
    assert back.max_row == 2, "only what is to be corrected"
    assert said in str(back.cell(2, COLUMN["evidence"] + 1).value)
    apply(liaison)
    assert len(story(app, open_task)) == 1
    assert len(story(app, task_id(app, "O-1.3-T4", "mof"))) == 2, "the good row is recorded"


def test_rows_of_no_certain_task_come_back_without_a_key_and_with_every_word(
    app: Flask, liaison: FlaskClient, open_task: int
) -> None:
    """The key is lost, is another agency's, or stands beside another code: what was typed is there, and nobody's task is hit by it."""
    book = downloaded(liaison)
    sheet, codes = book.worksheets[0], ("O-1.3-T3", "O-1.3-T4", "O-1.3-T5")
    numbers = [fill(book, code, percent=70, note=f"{NOTE} {code}", day="30/05/2556") for code in codes]
    foreign = task_id(app, "O-1.3-T3", "mol")
    for number, key in zip(numbers, ("", f"{foreign}:1", f"{open_task}:1"), strict=True):
        sheet.cell(number, 1).value = key
    assert len(reasons(preview(liaison, saved(book)))) == 3
    again = downloaded(liaison, "/my-work/upload.xlsx")
    rows = [[cell.value for cell in row] for row in again.worksheets[0].iter_rows(min_row=2)]
    assert [(row[0] or "", row[1], row[COLUMN["note"] - 1], row[COLUMN["percent"] - 1]) for row in rows] == [
        ("", code, f"{NOTE} {code}", 70) for code in codes
    ]
    assert all(row[-1] for row in rows), "each with its reason"
    assert len(reasons(preview(liaison, saved(again)))) == 3, "sent back as they are, they are named again"
    assert [len(story(app, id_)) for id_ in (open_task, foreign)] == [1, 1]


def test_what_comes_back_is_corrected_and_sent_again(app: Flask, liaison: FlaskClient, open_task: int) -> None:
    book = downloaded(liaison)
    fill(book, "O-1.3-T3", percent=70, note="=1", day="30/05/2556")
    preview(liaison, saved(book))
    again = downloaded(liaison, "/my-work/upload.xlsx")
    assert again.worksheets[0].cell(2, COLUMN["day"]).value == "30/05/2556"
    assert again.worksheets[0].cell(2, COLUMN["note"]).data_type == "s", "what was a formula is a text now"
    fill(again, "O-1.3-T3", note=NOTE)
    preview(liaison, saved(again))
    apply(liaison)
    assert task(app, open_task).claimed == 70


def test_a_task_that_changed_meanwhile_is_left_alone(app: Flask, liaison: FlaskClient, open_task: int) -> None:
    book = downloaded(liaison)
    fill(book, "O-1.3-T3", percent=70, note=NOTE)
    fields = preview(liaison, saved(book)).values("/my-work/upload/apply")
    with app.app_context():
        world.do("progress", open_task, "liaison.mof", "2013-05-31", percent=90, note="เสร็จเกือบหมด")
    liaison.post("/my-work/upload/apply", data=fields)
    assert task(app, open_task).claimed == 90
    assert "แก้ไขหลังจากดาวน์โหลด" in reasons(read(liaison.get("/my-work/upload")))[0]
    again = downloaded(liaison, "/my-work/upload.xlsx")
    preview(liaison, saved(again))
    apply(liaison)
    assert task(app, open_task).claimed == 70, "on the task as it stands now"


def test_a_task_of_another_agency_is_no_such_task(
    app: Flask, liaison: FlaskClient, caplog: pytest.LogCaptureFixture
) -> None:
    foreign = task_id(app, "O-1.3-T3", "mol")
    book = downloaded(liaison)
    number = fill(book, "O-1.3-T3", percent=70, note=NOTE)
    book.worksheets[0].cell(number, 1).value = f"{foreign}:1"
    shown = preview(liaison, saved(book))
    assert reasons(shown) == ["ไม่พบงานนี้ในหน่วยงานของท่าน"]
    assert shown.all("form", action="/my-work/upload/apply") == [], "nothing to confirm"
    assert len(story(app, foreign)) == 1
    assert any(f"task {foreign} of another agency" in record.getMessage() for record in caplog.records)


@pytest.mark.parametrize("key", ["", "x", "0:1", "1", "1:1:1", "999999999:1", "9" * 30 + ":1", "=1:1"])
def test_a_row_with_a_broken_key_is_refused(liaison: FlaskClient, key: str) -> None:
    book = downloaded(liaison)
    number = fill(book, "O-1.3-T3", percent=70, note=NOTE)
    book.worksheets[0].cell(number, 1).value = key
    assert len(reasons(preview(liaison, saved(book)))) == 1


def test_rows_that_stand_twice_or_moved_are_refused(app: Flask, liaison: FlaskClient, open_task: int) -> None:
    book = downloaded(liaison)
    first = fill(book, "O-1.3-T3", percent=70, note=NOTE)
    second = row_of(book, "O-1.3-T4")
    sheet = book.worksheets[0]
    third = sheet.max_row + 1
    for column in range(1, COLUMN["evidence"] + 1):
        sheet.cell(third, column).value = sheet.cell(first, column).value
    fill(book, "O-1.3-T4", percent=70, note=NOTE)
    sheet.cell(second, 1).value = f"{task_id(app, 'O-1.3-T5', 'mof')}:1"
    found = sorted(reasons(preview(liaison, saved(book))))
    assert f"แถวที่ {first}" in found[0]
    assert "ไม่ตรงกับรหัสอ้างอิง" in found[1]


def test_an_older_page_records_nothing_of_a_newer_upload(app: Flask, liaison: FlaskClient, open_task: int) -> None:
    book = downloaded(liaison)
    fill(book, "O-1.3-T3", percent=70, note=NOTE)
    fields = preview(liaison, saved(book)).values("/my-work/upload/apply")
    preview(liaison, saved(book))
    answer = read(liaison.post("/my-work/upload/apply", data=fields))
    assert answer.status == 409
    assert "ถูกแทนที่" in answer.one(class_="errors").text
    assert len(story(app, open_task)) == 1


def test_an_upload_can_be_thrown_away_and_is_nobody_elses(
    client: FlaskClient, liaison: FlaskClient, sign_in: SignIn
) -> None:
    book = downloaded(liaison)
    fill(book, "O-1.3-T3", percent=70, note=NOTE)
    preview(liaison, saved(book))
    assert NOTE not in read(sign_in(client, "liaison.mol").get("/my-work/upload")).source
    shown = read(sign_in(client, "liaison.mof").get("/my-work/upload"))
    assert NOTE in shown.source
    client.post("/my-work/upload/discard", data=shown.values("/my-work/upload/discard"))
    assert NOTE not in read(client.get("/my-work/upload")).source


def test_a_number_of_questions_that_does_not_grow_with_the_rows(
    liaison: FlaskClient, count_queries: Callable[..., object]
) -> None:
    book = downloaded(liaison)
    counts = []
    for rows in (1, 8):
        for row in range(2, 2 + rows):
            book.worksheets[0].cell(row, COLUMN["change"]).value = "เหมือนเดิม"
        preview(liaison, saved(book))
        with count_queries() as asked:  # type: ignore[attr-defined]
            liaison.get("/my-work/upload")
        counts.append(len(asked))
    assert counts[0] == counts[1]
