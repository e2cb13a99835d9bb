"""Does the workbook of a report say what its PDF says, as numbers, money and days, the same bytes each time, and no formula?"""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any
from zipfile import ZipFile

import openpyxl
import pytest

from tests.reports.sample import snapshot
from tracker.companions.steady import steady
from tracker.companions.tables import sheets
from tracker.documents import wording
from tracker.lang import Bilingual
from tracker.snapshots.snapshot import Snapshot, fingerprint
from tracker.web.workbook import workbook

AT = datetime(2013, 5, 31, 9, 30, tzinfo=UTC)
IN_REVIEW = Bilingual("เสนออนุมัติ", "Before the approver")


def made(report: Snapshot | None = None, lang: str = "th", issued: bool = False) -> bytes:
    """The workbook of a snapshot (the sample, unless another is given)."""
    report = report or snapshot()
    with workbook(sheets(report, lang, report.to_json(), IN_REVIEW, issued), lang) as file:
        return steady(file, AT)


def rows(content: bytes, sheet: str) -> list[dict[str, Any]]:
    """The rows of a sheet by their headings."""
    headings, *found = openpyxl.load_workbook(io.BytesIO(content))[sheet].iter_rows(values_only=True)
    assert len(set(headings)) == len(headings), sheet
    return [dict(zip(headings, row, strict=True)) for row in found]


@pytest.fixture(scope="module")
def english() -> bytes:
    """The sample's workbook in English."""
    return made(lang="en")


def test_the_figures_are_those_of_the_letter(english):
    report = snapshot()
    assert [(row["Code"], row["Value"]) for row in rows(english, "Figures")] == [
        (each.code, each.value) for each in report.figures
    ]
    together = rows(english, "Agencies")[0]
    leading = report.leading
    assert [together[name] for name in ("Verified %", "Claimed %", "Plan %", "Tasks that count", "Weight")] == [
        leading.verified, leading.claimed, leading.planned, leading.tasks, leading.weight,
    ]  # fmt: skip


def test_each_task_and_each_problem_has_its_row(english):
    report = snapshot()
    shown = [
        (row["Abbreviation"], row["Code"], row["Verified %"], row["Due (date)"].date())
        for row in rows(english, "Tasks")
    ]
    assert shown == [
        (report.party(section.agency).abbr.en, task.code, task.verified, task.due)
        for section in report.sections
        for task in section.tasks
    ]
    late = [(row["Code"], row["Days late"]) for row in rows(english, "Problems")]
    assert late == [(each.task, each.days_late) for each in report.problems]


def test_money_is_exact_to_the_satang(english):
    amounts = [row["Baht"] for row in rows(english, "Money")]
    kept = [each.amount_satang for each in snapshot().money]
    assert [None if each is None else round(Decimal(str(each)) * 100) for each in amounts] == kept
    assert amounts[-1] == 123456.75


def test_the_matrix_counts_as_the_paper(english):
    for row, kept in zip(rows(english, "Matrix"), snapshot().rows, strict=True):
        values = list(row.values())[2:]
        counted = [tuple(values[place : place + 3]) for place in range(0, len(values), 3)]
        assert counted == [
            (each.verified, each.tasks, wording.HEALTH[each.health].en) if each else (None,) * 3 for each in kept.cells
        ]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_table_has_a_sheet_and_every_row_of_it(lang):
    report = snapshot()
    book = openpyxl.load_workbook(io.BytesIO(made(report, lang)))
    changes = report.changes
    assert changes is not None
    counts = [each.max_row - 1 for each in book.worksheets][1:]
    assert counts == [
        len(report.figures), len(report.rows), 1 + 2 * len(report.sections), sum(len(each.tasks) for each in report.sections),
        len(report.obligations), len(report.curve), len(report.money), len(report.choices), len(report.problems), len(report.steps),
        len(report.readings), len(changes.agencies), len(changes.tasks), len(changes.entries),
    ]  # fmt: skip


def test_a_report_that_is_not_issued_says_draft():
    assert {"Draft: Before the approver"} < {row["Value"] for row in rows(made(lang="en"), "Report")}
    assert {"ร่าง: เสนออนุมัติ"} < {row["ค่า"] for row in rows(made(), "รายงาน")}
    assert "Before the approver" in {row["Value"] for row in rows(made(lang="en", issued=True), "Report")}


def test_the_same_report_gives_the_same_bytes_and_names_the_instant_of_its_cut():
    content = made()
    assert content == made()
    with ZipFile(io.BytesIO(content)) as parts:
        assert {each.date_time for each in parts.infolist()} == {(2013, 5, 31, 9, 30, 0)}
        assert parts.read("docProps/core.xml").count(b">2013-05-31T09:30:00Z<") == 2


def test_the_workbook_names_the_snapshot_by_its_hash(english):
    assert fingerprint(snapshot().to_json()) in {row["Value"] for row in rows(english, "Report")}


def test_a_note_that_begins_like_a_formula_stays_a_text():
    report = snapshot()
    first = report.sections[0]
    told = replace(first, tasks=(replace(first.tasks[0], note="=1+1"), *first.tasks[1:]))
    content = made(replace(report, sections=(told, *report.sections[1:])), "en")
    sheet = openpyxl.load_workbook(io.BytesIO(content))["Tasks"]
    cell = next(cell for row in sheet.iter_rows() for cell in row if cell.value == "=1+1")
    assert (cell.data_type, cell.quotePrefix) in {
        ("s", True),
        ("f", True),
    }  # openpyxl guesses on reading; the file says what it is
    with ZipFile(io.BytesIO(content)) as parts:
        assert not any(b"<f>" in parts.read(name) for name in parts.namelist())


def test_a_report_without_a_look_back_has_its_other_sheets():
    report = replace(snapshot(), changes=None)
    assert len(openpyxl.load_workbook(io.BytesIO(made(report))).worksheets) == 12
