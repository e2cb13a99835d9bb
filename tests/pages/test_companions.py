"""Does a report hand out what goes with it, to whom its PDF is handed, and does the log say to whom?"""

from __future__ import annotations

import io
import logging

import openpyxl
import pytest

from tests.page import read
from tests.world import actor
from tracker.web.workbook import XLSX


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
    seen = [reader.get(address).status_code for address in ("/reports/1.pdf", "/reports/1/tables.xlsx")]
    assert seen == [403, 403]


def test_the_log_says_who_took_the_tables(client, sign_in, caplog):
    with caplog.at_level(logging.INFO, "tracker.companions.views"):
        sign_in(client, "executive").get("/reports/1/tables.xlsx")
    assert f"report 1: user {actor('executive').id} is handed the tables in th" in caplog.text
