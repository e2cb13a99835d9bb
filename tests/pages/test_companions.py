"""Does a report hand out what goes with it, to whom its PDF is handed, and does the log say to whom?"""

from __future__ import annotations

import hashlib
import io
import logging
import re
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import openpyxl
import pytest
from docx import Document

from tests import world
from tests.page import read
from tests.world import actor
from tracker.companions import drawing
from tracker.companions.drawing import Kind
from tracker.lang import LANGS
from tracker.papers import drawing as papers
from tracker.papers.files import keep_pdf
from tracker.reports import drawing as reports
from tracker.reports import service, store
from tracker.reports.report import FROZEN, State
from tracker.web.workbook import XLSX

FILES = ("brief", "brief.pdf", "memo.pdf", "letter.docx", "tables.xlsx", "all.zip", "compared/1", "compared/1.xlsx")


@pytest.mark.parametrize(("lang", "first"), [("th", "รายงาน"), ("en", "Report")])
def test_the_tables_leave_as_a_workbook_in_either_language(client, sign_in, lang, first):
    answer = sign_in(client, "executive").get(f"/reports/1/tables.xlsx?lang={lang}")
    assert (answer.status_code, answer.mimetype) == (200, XLSX)
    assert f"-draft-{lang}.xlsx" in answer.headers["Content-Disposition"]
    assert openpyxl.load_workbook(io.BytesIO(answer.data)).sheetnames[0] == first


def test_the_tables_of_a_kept_report_are_the_same_bytes(client, sign_in):
    reader = sign_in(client, "executive")
    assert reader.get("/reports/1/tables.xlsx").data == reader.get("/reports/1/tables.xlsx").data


def test_the_page_of_the_report_leads_to_its_companions(client, sign_in):
    page = read(sign_in(client, "executive").get("/reports/1"))
    assert {"/reports/1/tables.xlsx", "/reports/1/tables.xlsx?lang=en"} <= set(page.links)


def test_a_report_that_is_not_there_has_no_companions(client, sign_in):
    reader = sign_in(client, "executive")
    assert reader.get("/reports/999999/tables.xlsx").status_code == 404
    assert reader.get("/reports/1/tables.xlsx?as_of=2013-05-02").status_code == 404


def test_who_may_not_see_reports_gets_none(client, sign_in):
    reader = sign_in(client, "admin")
    assert {reader.get(f"/reports/1/{name}").status_code for name in FILES} == {403}


def test_the_log_says_who_took_the_tables(client, sign_in, caplog):
    with caplog.at_level(logging.INFO, "tracker.companions.views"):
        sign_in(client, "executive").get("/reports/1/tables.xlsx")
    assert f"report 1: user {actor('executive').id} is handed the tables in th" in caplog.text


@pytest.fixture
def drawn(app):
    """Every PDF of report 1, as if it had been drawn; by its path."""
    with app.app_context():
        report = store.report(1)
        paths = [drawing.path(report, kind, lang) for kind in Kind for lang in LANGS]
        paths += [reports.path(report, lang) for lang in LANGS]
        for number, path in enumerate(paths):
            keep_pdf(path, b"%PDF-1.7 " + str(number).encode())
    yield paths
    for path in paths:
        path.unlink(missing_ok=True)


@pytest.fixture
def later(app):
    """The id of a second report, a day after the first."""
    with app.app_context():
        return service.draft(
            store.report(1).resolution_id, date(2013, 5, 31), actor("coordinator"), world.at("2013-05-31", 16)
        ).id


@pytest.mark.parametrize(("lang", "words"), [("th", "สรุปสำหรับผู้บริหาร"), ("en", "Executive brief")])
def test_the_brief_is_a_page_of_its_own_with_the_figures_of_the_report(client, sign_in, app, lang, words):
    page = read(sign_in(client, "executive").get(f"/reports/1/brief?lang={lang}"))
    with app.app_context():
        leading = service.snapshot_of(store.report(1)).leading
    assert words in page.one("h1").text
    shown = {int(each) for each in re.findall(r"(\d+)\s*%", page.one(id="standing").text)}
    assert {leading.claimed, leading.verified, leading.planned} <= shown
    assert "/reports/1/brief.pdf" in page.links


@pytest.mark.usefixtures("no_drawing")
@pytest.mark.parametrize("name", ["brief.pdf", "memo.pdf?lang=en", "all.zip"])
def test_a_paper_that_is_not_drawn_yet_is_waited_for(client, sign_in, name):
    answer = sign_in(client, "executive").get(f"/reports/1/{name}")
    assert (answer.status_code, answer.headers["Refresh"]) == (202, "5")


@pytest.mark.usefixtures("no_drawing")
@pytest.mark.parametrize("name", ["brief.pdf", "all.zip"])
def test_a_paper_that_could_not_be_drawn_is_told(client, sign_in, monkeypatch, name):
    monkeypatch.setattr(papers, "has_failed", lambda _path: True)
    monkeypatch.setattr(papers, "is_too_long", lambda _path: False)
    answer = sign_in(client, "executive").get(f"/reports/1/{name}")
    assert answer.status_code == 503
    page = read(answer)
    assert "จัดทำไฟล์ PDF ไม่สำเร็จ" in page.text
    assert "/reports/1" in page.links, "and not the page of signing in"


@pytest.mark.usefixtures("no_drawing")
@pytest.mark.parametrize(
    ("lang", "words"), [("th", "ยาวเกินกว่าที่จะจัดทำเป็นไฟล์ PDF"), ("en", "too long to be made into a PDF")]
)
def test_a_paper_that_is_too_long_is_told_and_not_tried_again(client, sign_in, monkeypatch, lang, words):
    for name in ("has_failed", "is_too_long"):
        monkeypatch.setattr(papers, name, lambda _path: True)
    answer = sign_in(client, "executive").get(f"/reports/1.pdf?lang={lang}")
    assert answer.status_code == 422
    assert words in read(client.get(f"/reports/1/brief.pdf?lang={lang}")).text
    assert "ลองอีกครั้ง" not in answer.text


def test_brief_and_memo_leave_as_pdf_under_their_names(client, sign_in, drawn):
    reader, taken = sign_in(client, "executive"), set()
    for kind, lang in ((kind, lang) for kind in Kind for lang in LANGS):
        with reader.get(f"/reports/1/{kind}.pdf?lang={lang}") as answer:
            assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
            assert f"-draft-{lang}-{kind}.pdf" in answer.headers["Content-Disposition"]
            taken.add(answer.data)
    assert len(taken) == 4


@pytest.mark.parametrize(("lang", "words"), [("th", "ขอแสดงความนับถือ"), ("en", "Yours respectfully,")])
def test_the_letter_leaves_for_a_word_processor(client, sign_in, lang, words):
    answer = sign_in(client, "executive").get(f"/reports/1/letter.docx?lang={lang}")
    assert answer.status_code == 200
    assert words in [each.text for each in Document(io.BytesIO(answer.data)).paragraphs]
    assert answer.data == client.get(f"/reports/1/letter.docx?lang={lang}").data


def test_everything_leaves_in_one_file_whose_manifest_holds(client, sign_in, drawn):
    answer = sign_in(client, "executive").get("/reports/1/all.zip")
    assert (answer.status_code, answer.mimetype) == (200, "application/zip")
    with ZipFile(io.BytesIO(answer.data)) as parts:
        names = parts.namelist()
        told = dict(reversed(line.split("  ")) for line in parts.read("SHA256SUMS").decode().splitlines())
        assert told == {name: hashlib.sha256(parts.read(name)).hexdigest() for name in names if name != "SHA256SUMS"}
    ends = {name.partition("-draft-")[2] for name in names}
    assert {
        f"{lang}{end}"
        for lang in LANGS
        for end in (".pdf", "-brief.pdf", "-memo.pdf", "-letter.docx", "-tables.xlsx", "-evidence.csv")
    } <= ends
    assert "snapshot.json" in ends
    assert answer.data == client.get("/reports/1/all.zip").data


def test_two_reports_stand_beside_each_other(client, sign_in, later):
    reader = sign_in(client, "executive")
    assert f"/reports/{later}/compared/1" in read(reader.get(f"/reports/{later}")).links
    page = read(reader.get(f"/reports/{later}/compared/1"))
    assert "เทียบรายงานครั้งที่ 1 กับครั้งที่ 2" in page.one("h1").text
    with client.application.app_context():
        figures = service.snapshot_of(store.report(later)).figures
    assert len(page.one(id="figures").all("tr")) == 1 + len(figures)
    answer = reader.get(f"/reports/{later}/compared/1.xlsx?lang=en")
    assert openpyxl.load_workbook(io.BytesIO(answer.data)).sheetnames == [
        "Report",
        "Figures",
        "Agencies",
        "Changed tasks",
    ]


def test_whichever_is_named_first_the_older_data_stand_first(client, sign_in, later):
    reader = sign_in(client, "executive")
    titles = {
        read(reader.get(address)).one("h1").text
        for address in (f"/reports/{later}/compared/1", f"/reports/1/compared/{later}")
    }
    assert titles == {"เทียบรายงานครั้งที่ 1 กับครั้งที่ 2"}
    page = read(reader.get(f"/reports/1/compared/{later}"))
    assert {"/reports/1", f"/reports/{later}", f"/reports/{later}/compared/1.xlsx?lang=th"} <= set(page.links)
    assert page.one("main").text.count("ร่าง") >= 2, "that each is a draft"
    assert "ไม่มีงานที่เปลี่ยน" in read(reader.get("/reports/1/compared/1")).text


def test_there_is_no_comparison_with_a_report_that_is_not_there(client, sign_in):
    reader = sign_in(client, "executive")
    assert {reader.get(f"/reports/1/compared/99{end}").status_code for end in ("", ".xlsx")} == {404}


@pytest.mark.parametrize("state", list(State))
def test_a_brief_says_that_it_is_a_draft_until_the_report_is_issued(app, state):
    with app.app_context():
        report = replace(store.report(1), state=state, letter_no="ทก 0100.4/12")
    said, kinds = drawing.standing(report), drawing.kinds(report)
    assert said.th.startswith("ร่าง") is (state not in FROZEN)
    assert ("ทก 0100.4/12" in said.th) is (state in FROZEN)
    assert (Kind.MEMO in kinds) is (state not in FROZEN)


def test_a_report_that_was_drawn_up_later_is_not_there_on_a_past_day(client, sign_in, later):
    reader = sign_in(client, "executive")
    assert reader.get(f"/reports/1/compared/{later}?as_of=2013-05-30").status_code == 404
    assert reader.get(f"/reports/{later}/compared/1").status_code == 200
