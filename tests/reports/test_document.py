"""Does the HTML show all of the snapshot, in the right digits, with nothing taken for markup?"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path

import pytest

from tests.reports.empty import first_day, nothing_at_all, without_deadline
from tests.reports.sample import CURVE, PARTIES, snapshot
from tracker.documents.document import document, title
from tracker.documents.letter import Issue
from tracker.lang import Bilingual
from tracker.snapshots.snapshot import Snapshot

TEMPLATES = Path(__file__).parents[2] / "templates"
DERIVED = {"th": "* กำหนดโดยระบบ มิได้อยู่ในมติ", "en": "* set by the system, not in the resolution"}


def html(lang: str = "th", report: Snapshot | None = None, issue: Issue | None = None) -> str:
    return document(report or snapshot(), lang, templates=TEMPLATES, issue=issue)


def words(text: str) -> str:
    """What people read: no tags, no style, no places for a break."""
    text = re.sub(r"<style>.*?</style>|<[^>]+>", " ", text, flags=re.S).replace("\u200b", "")
    return " ".join(unescape(text).split())


def letter_of(text: str) -> str:
    return text[text.index('<article class="letter"') : text.index('<article class="annex"')]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_same_snapshot_gives_the_same_text(lang):
    assert html(lang) == html(lang)


@pytest.mark.parametrize("lang", ["th", "en"])
def test_all_of_the_snapshot_is_there(lang):
    report, said = snapshot(), re.sub(r"\s", "", words(html(lang)))

    def shown(text: str) -> bool:
        return re.sub(r"\s", "", text) in said

    for party in PARTIES[:8]:
        assert shown(party.name.pick(lang)), party.code
    for section in report.sections:
        for task in section.tasks:
            assert shown(task.code)
            assert shown(task.note)
            assert all(shown(address) for address in task.evidence)
    assert all(shown(clause.text.th) for clause in report.clauses)
    assert all(shown(item.code) for item in (*report.obligations, *report.readings, *report.figures))
    assert shown(report.sha256())
    assert shown(report.cut.head)
    assert shown(DERIVED[lang].lstrip("* "))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_the_curve_has_its_figures_in_a_table_beside_and_no_letter_inside(lang):
    text = html(lang)
    growth = text[
        text.index('<section class="growth">') : text.index("</section>", text.index('<section class="growth">'))
    ]
    drawn = growth[growth.index("</title>") : growth.index("</svg>")]
    assert "<text" not in text
    assert words(drawn) == ""
    assert drawn.count("<polyline") == 3
    assert drawn.count("<circle") == 2
    digits = str.maketrans("0123456789", "๐๑๒๓๔๕๖๗๘๙") if lang == "th" else {}
    heads = {"th": ("ตรวจรับแล้ว", "รายงานเอง", "แผน"), "en": ("Verified", "Claimed", "Plan")}[lang]
    rows = {"verified": "– 11 36 – –", "claimed": "– 20 59 – –", "plan": "0 25 67 89 100"}
    for head, figures in zip(heads, rows.values(), strict=True):
        assert f"{head} {figures.translate(digits)}" in words(growth)


@pytest.mark.parametrize("curve", [(), CURVE[:1]], ids=["no point", "one point"])
def test_without_a_line_there_is_no_curve(curve):
    assert "growth" not in html(report=replace(snapshot(), curve=curve))


def test_the_thai_letter_has_no_arabic_digit():
    assert re.findall(r"[0-9]", words(letter_of(html()))) == []


def test_the_english_edition_says_that_it_is_not_the_official_text():
    said = words(letter_of(html("en")))
    assert "Unofficial English edition" in said
    assert re.findall(r"[๐-๙]", said) == []


def test_a_draft_says_so_and_has_no_number():
    said = words(letter_of(html()))
    assert "ร่าง" in said
    assert "ที่ ทก ๐๑๐๐.๔/ " in said


def test_an_issued_letter_has_number_day_and_name_and_is_no_draft():
    issue = Issue(
        "3999", date(2013, 6, 3), (Bilingual("นาวาอากาศเอก อนุดิษฐ์ นาครทรรพ", "Group Captain Anudith Nakornthap"),)
    )
    text = html(issue=issue)
    said = words(letter_of(text))
    assert "ที่ ทก ๐๑๐๐.๔/๓๙๙๙" in said
    assert "๓ มิถุนายน ๒๕๕๖" in said
    assert "(นาวาอากาศเอก อนุดิษฐ์ นาครทรรพ)" in said
    assert "ร่าง" not in said
    assert 'content: "ร่าง' not in text


def test_a_derived_day_is_marked_and_the_cabinets_own_is_not():
    said = html()
    assert ">๗ มิ.ย. ๒๕๕๖*</td>" in said
    assert ">๓๐ มิ.ย. ๒๕๕๖</th>" in said
    assert "๓๐ มิ.ย. ๒๕๕๖*" not in said


def test_demonstration_data_is_called_so_and_real_data_is_not():
    assert "ข้อมูลสาธิต" in letter_of(html())
    assert "ข้อมูลสาธิต" not in letter_of(html(report=replace(snapshot(), demonstration=False)))


def test_markup_in_a_note_stays_text():
    assert "&lt;b&gt;รอลงนามรับรอง&lt;/b&gt;" in html()
    assert "<b>" not in html()


def test_a_snapshot_with_nothing_to_report_still_makes_sense():
    empty = replace(snapshot(), money=(), choices=(), problems=(), steps=(), readings=(), figures=())
    said = words(html(report=empty))
    assert "ไม่มีงานล่าช้าหรือเสี่ยง" in said
    assert "ไม่มีงานที่ครบกำหนดใน ๓๐ วันข้างหน้า" in said


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("report", [first_day, nothing_at_all, without_deadline])
def test_no_table_is_without_rows(report, lang):
    bodies = re.findall(r"<tbody>(.*?)</tbody>", html(lang, report()), flags=re.S)
    assert all("<tr" in body and "<td" in body for body in bodies)


def test_before_anything_is_assigned_sections_say_so():
    text = html(report=first_day())
    said = words(text)
    assert "ยังไม่มีการมอบหมายงานแก่หน่วยงานใด" in said
    assert said.count("ยังไม่มีการมอบหมายงานแก่หน่วยงานนี้") == 8
    assert "ยังไม่มีงานที่แสดงในตารางนี้" in said
    assert 'class="tasks"' not in text
    assert "นร ๐๕๐๖/๑๐๗๒๖" not in words(letter_of(text))
    assert "อ้างถึง มติคณะรัฐมนตรี เมื่อวันที่ ๒๓ เมษายน ๒๕๕๖" in words(letter_of(text))


def test_without_a_deadline_the_summary_says_so():
    said = words(html(report=without_deadline())).replace(" ", "")
    assert "มติมิได้กำหนดวันแล้วเสร็จ" in said
    assert "วันทำการสุดท้าย" not in said


@pytest.mark.parametrize("report", [snapshot, first_day, without_deadline])
def test_thai_sentences_end_without_a_full_stop(report):
    paragraphs = re.findall(r"<(?:p|h1|td|th)\b[^>]*>(.*?)</(?:p|h1|td|th)>", html(report=report()), flags=re.S)
    stops = {word for text in paragraphs for word in re.findall(r"\S*[ก-๙]\.(?=\s|$)", words(text))}
    known = {"ซม.", "โทร.", "พ.ศ.", "สรอ.", "(สรอ.", "สงป.", "สลค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ย.", "ก.ค.", "มี.ค."}
    assert {stop for stop in stops if stop not in known} == set()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_headings_start_with_the_subject_and_skip_no_level(lang):
    levels = [int(level) for level in re.findall(r"<h([1-6])", html(lang))]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in pairwise(levels))


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_header_cell_says_what_it_heads(lang):
    heads = re.findall(r"<th\b[^>]*>", html(lang))
    assert heads
    assert all("scope=" in head for head in heads)


def test_the_title_names_the_report():
    assert title(snapshot(), "th") == "รายงานความก้าวหน้าการพัฒนามาตรฐานเว็บไซต์ภาครัฐของ ๗ กระทรวง ๑ หน่วยงาน ครั้งที่ ๑"
    assert title(snapshot(), "en").endswith("at 7 ministries and 1 agency No. 1")
