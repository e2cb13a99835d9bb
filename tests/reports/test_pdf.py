"""Is the PDF what an archive, a screen reader, an auditor and a minister need?"""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys

import pikepdf
import pytest

from tests.reports.empty import first_day, nothing_at_all, without_deadline
from tests.reports.pdfs import ROOT, crowded, letter_only, order, text_of
from tests.reports.sample import PARTIES, snapshot
from tests.verapdf import broken_rules
from tracker.papers.pdf import FontMissing, RenderFailed, RenderTimeout, TooLong, allowance, render, render_in_child
from tracker.snapshots.snapshot import Snapshot

pytestmark = pytest.mark.pdf


@pytest.mark.parametrize("edition", ["thai_pdf", "english_pdf"])
def test_archives_and_screen_readers_can_read_it(edition, request):
    assert broken_rules(request.getfixturevalue(edition), "ua1", "3a") == []


@pytest.mark.parametrize("lang", ["th", "en"])
@pytest.mark.parametrize("report", [first_day, nothing_at_all, without_deadline])
def test_a_report_with_little_in_it_can_be_read_too(report, lang, tmp_path):
    path = tmp_path / "little.pdf"
    path.write_bytes(render(**order(report(), lang)))
    assert broken_rules(path, "ua1", "3a") == []


def test_another_process_writes_the_same_bytes(thai_pdf):
    assert render_in_child(**order()) == thai_pdf.read_bytes()


def test_a_second_run_in_this_process_writes_the_same_bytes(thai_pdf):
    assert render(**order()) == thai_pdf.read_bytes()


def test_its_data_is_attached(thai_pdf):
    with pikepdf.open(thai_pdf) as pdf:
        assert list(pdf.attachments) == ["snapshot.json"]
        attached = pdf.attachments["snapshot.json"]
        data = attached.get_file().read_bytes()
        assert attached.get_file().mime_type == "application/json"
        assert pdf.Root.AF[0].AFRelationship == "/Data"
    assert data == snapshot().to_json().encode()
    assert Snapshot.from_json(data.decode()) == snapshot()
    assert hashlib.sha256(data).hexdigest() in text_of(thai_pdf)


def test_it_declares_title_language_and_its_own_date(thai_pdf):
    with pikepdf.open(thai_pdf) as pdf:
        assert str(pdf.docinfo.Title).endswith("๑ หน่วยงาน ครั้งที่ ๑")
        assert str(pdf.docinfo.CreationDate) == str(pdf.docinfo.ModDate) == "D:20130531093000Z"
        assert str(pdf.Root.Lang) == "th"
        assert pdf.Root.MarkInfo.Marked


def test_only_the_products_own_fonts_are_inside(thai_pdf, english_pdf):
    for path in (thai_pdf, english_pdf):
        with pikepdf.open(path) as pdf:
            names = {
                str(item.BaseFont)
                for item in pdf.objects
                if isinstance(item, pikepdf.Dictionary) and "/BaseFont" in item
            }
        assert names
        assert all(re.fullmatch(r"/[A-Z]{6}\+Sarabun-(Thai|Latin)(-.+)?", name) for name in names), names


def test_bookmarks_lead_to_letter_annex_parts_and_agencies(thai_pdf):
    with pikepdf.open(thai_pdf) as pdf, pdf.open_outline() as outline:
        top = outline.root
        parts = top[1].children
        assert [item.title for item in top] == ["หนังสือนำส่ง", "สิ่งที่ส่งมาด้วย"]
        assert [part.title.split(".")[0] for part in parts] == [*"๑๒๓๔๕๖๗๘๙", "๑๐", "๑๑"]
        assert [party.name.th in agency.title for party, agency in zip(PARTIES, parts[2].children, strict=False)] == [
            True
        ] * 8


def test_pages_are_numbered_in_thai_and_announce_the_next(thai_pdf):
    pages = text_of(thai_pdf, "-layout").split("\f")
    assert "- ๑ -" not in pages[0]
    assert "- ๒ -" in pages[1]
    assert "/๒. หน่วยงานกับภารกิจตามมติ..." in pages[1]
    assert "..." not in pages[-2].rstrip().splitlines()[-1]
    assert all(page.strip() for page in pages[:-1])


def test_the_letter_is_one_page_and_the_summary_another(thai_pdf, english_pdf):
    for path, regards, summary in (
        (thai_pdf, "ขอแสดงความนับถือ", "๑. สรุป"),
        (english_pdf, "Yours respectfully", "1. Summary"),
    ):
        pages = text_of(path).split("\f")
        assert regards in pages[0]
        assert summary in pages[1]
        assert [index for index, page in enumerate(pages) if regards in page] == [0]


@pytest.mark.parametrize("lang", ["th", "en"])
def test_a_crowded_letter_is_set_closer_and_still_one_page(lang, tmp_path):
    path = tmp_path / "crowded.pdf"
    path.write_bytes(render(**order(crowded(), lang, letter_only(order(crowded(), lang)["html"]))))
    pages = text_of(path, "-layout").split("\f")
    owner = "สำนักงานรัฐบาลอิเล็กทรอนิกส์" if lang == "th" else "Electronic Government Agency"
    assert owner in pages[0]
    assert ("ขอแสดงความนับถือ" if lang == "th" else "Yours respectfully") in pages[0]
    assert "annex" in pages[1]


def test_a_letter_that_cannot_fit_is_refused_with_the_reason():
    endless = letter_only(order()["html"]).replace("ขอแสดงความนับถือ", "ขอแสดงความนับถือ<br>" * 60)
    with pytest.raises(RenderFailed, match="does not fit on one page"):
        render(**order(html=endless))


def test_a_missing_font_is_one_clear_line(tmp_path):
    with pytest.raises(FontMissing) as caught:
        render(**order() | {"base": tmp_path})
    assert str(caught.value).count("\n") == 0
    assert "sarabun-thai-400.woff2" in str(caught.value)


def test_characters_without_a_glyph_are_spelled_out(tmp_path, caplog):
    path = tmp_path / "strange.pdf"
    strange = letter_only(order()["html"]).replace("annex</p>", "เสร็จ ✓ 😀 中\u202e\u0000</p>")
    path.write_bytes(render(**order(html=strange)))
    assert "เสร็จ [U+2713] [U+1F600] [U+4E2D]" in " ".join(text_of(path).split())
    assert ".notdef" not in caplog.text


def test_the_child_is_ended_when_its_time_is_over():
    with pytest.raises(RenderTimeout, match="1 seconds"):
        render_in_child(**order(), seconds=1)


def test_the_child_cannot_eat_the_memory_of_the_machine():
    with pytest.raises(RenderFailed):
        render_in_child(**order(), megabytes=120)


@pytest.mark.parametrize(
    ("characters", "allowed"),
    [(0, (60, 1024)), (120_000, (67, 1168)), (1_000_000, (120, 2224)), (2_800_000, (228, 4384)), (4_000_000, (300, 5824))],
)  # fmt: skip
def test_a_long_paper_may_take_more_and_none_takes_less_than_the_smallest(characters, allowed):
    assert allowance(characters) == allowed


def test_a_paper_beyond_all_measure_is_refused_before_it_costs_anything(monkeypatch):
    monkeypatch.setattr(subprocess, "run", lambda *_, **__: pytest.fail("a process was started"))
    with pytest.raises(TooLong, match="4,000,001 characters"):
        render_in_child(**order(html="x" * 4_000_001))


def test_the_child_passes_the_reason_on():
    endless = letter_only(order()["html"]).replace("ขอแสดงความนับถือ", "ขอแสดงความนับถือ<br>" * 60)
    with pytest.raises(TooLong, match="does not fit on one page"):
        render_in_child(**order(html=endless))


def test_the_renderer_is_not_loaded_before_a_pdf_is_wanted():
    code = "import sys, tracker.papers.pdf; sys.exit('weasyprint' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=False).returncode == 0
