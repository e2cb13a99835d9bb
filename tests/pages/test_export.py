"""Does an exported list hold exactly what the page shows, safely and in a form that people and programs can use?"""

from __future__ import annotations

import csv
import io
import logging
import tracemalloc
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from tests import world
from tests.page import read
from tests.pages.test_listing import every_id, shown
from tracker.tasks import export
from tracker.tasks.columns import COLUMNS
from tracker.tasks.lines import TaskLine
from tracker.tasks.workflow import State
from tracker.web.workbook import MOST_CHARACTERS, Sheet, csv_lines, workbook

ALL_COLUMNS = "show=" + ",".join(each.name for each in COLUMNS)
QUERIES = (
    "",
    "health=late&health=at_risk&sort=due&order=desc",
    "agency=ega&sort=code",
    "state=waived",
    "q=zzz",
    f"state=submitted&{ALL_COLUMNS}",
)


def table(rows: list[list[str]]) -> list[list[str]]:
    """The tasks of a CSV file, its heads first: what stands after the first empty row."""
    return rows[rows.index([]) + 1 :]


def csv_rows(client, query: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(client.get(f"/tasks.csv?{query}").data.decode("utf-8-sig"))))


def sheets(client, query: str):
    with client.get(f"/tasks.xlsx?{query}") as answer:
        return load_workbook(io.BytesIO(answer.data))


@pytest.fixture
def reader(client, sign_in):
    return sign_in(client, "executive")


@pytest.mark.parametrize("query", QUERIES)
def test_both_files_hold_the_tasks_of_all_pages_in_their_order(app, reader, query):
    tasks = {each.task.id: each.task for each in shown(app).standings}
    wanted = [tasks[id_].plan.title.th for id_ in every_id(reader, query)]
    head, *rows = table(csv_rows(reader, query))
    assert [row[head.index("งาน")] for row in rows] == wanted
    said, sheet = sheets(reader, query).worksheets
    heads, *lines = sheet.iter_rows(values_only=True)
    assert list(heads) == head
    assert [line[head.index("งาน")] for line in lines] == wanted
    assert dict(said.iter_rows(min_row=2, max_col=2, values_only=True))["จำนวนงาน"] == len(wanted)


def test_days_are_there_for_people_and_for_programs(reader):
    query = "sort=due&show=due,reported&state=submitted"
    head, row = table(csv_rows(reader, query))
    assert head == [
        "งาน",
        "กำหนด (พ.ศ.)",
        "กำหนด (ค.ศ.)",
        "กำหนดเดิม (พ.ศ.)",
        "กำหนดเดิม (ค.ศ.)",
        "รายงานล่าสุด (พ.ศ.)",
        "รายงานล่าสุด (ค.ศ.)",
    ]
    assert row[1:] == ["10/05/2556", "2013-05-10", "10/05/2556", "2013-05-10", "28/05/2556", "2013-05-28"]
    line = list(sheets(reader, query).worksheets[1].iter_rows(values_only=True))[1]
    assert line[1:] == (
        "10/05/2556",
        datetime(2013, 5, 10),
        "10/05/2556",
        datetime(2013, 5, 10),
        "28/05/2556",
        datetime(2013, 5, 28),
    )


def test_the_file_says_what_it_is(client, sign_in):
    sign_in(client, "liaison.mof")
    rows = csv_rows(client, "health=late&agency=mof&sort=due&order=desc&lang=en")
    said = [row for row in rows[: rows.index([])] if row]
    assert ["Filter", "Late"] in said
    assert ["Filter", "done by MOF"] in said
    assert ["Sorted by", "Due (descending)"] in said
    assert ["Day (ISO)", "2013-05-31"] in said
    assert ["Exported by", "Agency liaison (mof) (liaison.mof@demo.example)"] in said
    assert next(value for name, value in said[1:] if name == "Out of") == "154"


def test_a_past_day_is_exported_as_it_was_known_and_says_so(app, reader):
    query = "state=submitted&as_of=2013-05-21"
    rows = csv_rows(reader, query)
    assert ["ข้อมูล ณ วันที่", "วันอังคารที่ 21 พฤษภาคม 2556"] in rows
    assert len(table(rows)) - 1 == len(every_id(reader, query)) == 2
    assert reader.get("/tasks.csv?as_of=30/02/2556").status_code == 400
    assert reader.get("/tasks.xlsx?as_of=2013-01-01").status_code == 404


@pytest.mark.parametrize("path", ["/tasks.csv", "/tasks.xlsx"])
def test_the_answer_is_a_file_that_nobody_runs(reader, path):
    with reader.get(path) as answer:
        data = answer.data
    assert answer.headers["X-Content-Type-Options"] == "nosniff"
    disposition = answer.headers["Content-Disposition"]
    assert disposition.startswith("attachment;")
    assert "filename*=UTF-8''%E0%B8%87%E0%B8%B2%E0%B8%99-2556-04-23-egov-2013-05-31." in disposition
    assert data.startswith(b"\xef\xbb\xbf" if path.endswith("csv") else b"PK")


def test_who_took_what_stands_in_the_log(client, sign_in, caplog):
    caplog.set_level(logging.INFO, "tracker.tasks.export_page")
    sign_in(client, "liaison.mol").get("/tasks.csv?state=submitted")
    (said,) = [record.getMessage() for record in caplog.records if record.name == "tracker.tasks.export_page"]
    for words in ("liaison.mol@demo.example", "1 of 154 tasks", "CSV", "state=submitted"):
        assert words in said
    assert "\n" not in said


def test_the_page_offers_both_files_with_its_own_filters(reader):
    links = read(reader.get("/tasks?health=late&agency=mof&page=2&as_of=2013-05-30")).links
    assert "/tasks.csv?health=late&agency=mof&as_of=2013-05-30" in links
    assert "/tasks.xlsx?health=late&agency=mof&as_of=2013-05-30" in links


HOSTILE = (
    "=cmd|' /C calc'!A0",
    "+1+1",
    "-2+3",
    "@SUM(A1)",
    "\tx",
    "\rx",
    "a\x00b\x07c",
    "\ud800",
    "<script>",
    'say "hi"; 1,2',
    "ก" * 40_000,
)


@pytest.fixture
def line(app) -> TaskLine:
    from tracker.tasks.lines import lines

    with app.test_request_context():
        return lines(shown(app).standings[:1])[0]


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_a_hostile_text_stays_a_text_in_both(line, text):
    task = replace(line, title=text, last_note=text)
    columns = [each for each in COLUMNS if each.name in ("title", "note")]
    heads = export.headings(columns, several=False)
    with workbook([Sheet(export.TASKS, heads, export.rows([task], columns, False, "th"))], "th") as file:
        made = load_workbook(file)
    for cell in made.worksheets[0][2]:
        assert cell.data_type == "s"
        assert len(cell.value) <= MOST_CHARACTERS
    row = list(
        csv.reader(
            io.StringIO(b"".join(csv_lines(heads, export.rows([task], columns, False, "th"), "th")).decode("utf-8-sig"))
        )
    )[1]
    assert all(not value.startswith(("=", "+", "-", "@", "\t", "\r")) for value in row)
    if len(text) > MOST_CHARACTERS:
        assert "ต่อในแผ่น" in made.worksheets[0]["A2"].value
        assert "".join(part[3] for part in made.worksheets[1].iter_rows(min_row=2, values_only=True)) == text * 2
        assert row == [text, text]


def test_memory_stays_flat_over_a_hundred_thousand_tasks(line):
    def many() -> Iterator[TaskLine]:
        for number in range(100_000):
            yield replace(
                line,
                id=number,
                state=State.IN_PROGRESS,
                due=date(2013, 5, 1 + number % 30),
                last_note="ก" * (number % 90),
            )

    peaks = []
    tracemalloc.start()
    try:
        for size in (1_000, 100_000):
            tracemalloc.reset_peak()
            tasks = (each for each, _ in zip(many(), range(size), strict=False))
            rows = export.rows(tasks, COLUMNS, False, "th")
            assert sum(len(portion) for portion in csv_lines(export.headings(COLUMNS, False), rows, "th")) > size * 100
            peaks.append(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()
    assert peaks[1] < 2 * peaks[0] + 1_000_000


def test_the_day_of_the_world_is_the_day_of_the_file(reader):
    assert world.TODAY.isoformat() in reader.get("/tasks.csv").data.decode()


def test_a_slow_download_keeps_no_writer_waiting(app, client, sign_in):
    with sign_in(client, "executive").get("/tasks.csv") as answer:
        parts = answer.iter_encoded()
        next(parts)
        with app.app_context():
            world.do("confirm", world.task_id("O-1.3-T3", "mof"), "liaison.mof", "2013-05-31")
