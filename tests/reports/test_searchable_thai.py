"""Can people find and copy the Thai words of the PDF?"""

from __future__ import annotations

import pytest

from tests.reports.pdfs import READERS, squeezed, text_of
from tests.reports.sample import PARTIES
from tracker.papers import continuation, searchable_thai
from tracker.papers.searchable_thai import RendererChanged

pytestmark = pytest.mark.pdf

MUST_BE_FOUND = (
    *(party.name.th for party in PARTIES),
    *(
        "สำนักเลขาธิการนายกรัฐมนตรี",
        "กำหนด",
        "ดำเนินการ",
        "จำนวน",
        "สำหรับ",
        "สำนักงบประมาณ",
        "น้ำหนัก",
        "คำสั่ง",
        "ทำการ",
        "นำเสนอ",
    ),
    *("๒,๐๐๐,๐๐๐", "สองล้านบาทถ้วน", "คณะรัฐมนตรี", "เว็บไซต์", "รายงานความก้าวหน้า", "ที่", "ผู้", "ปัญหา", "แล้วเสร็จ", "เพื่อ"),
)


@pytest.fixture(scope="module", params=list(READERS))
def said(request, thai_pdf) -> str:
    """The text as each of the programs reads it."""
    return squeezed(READERS[request.param](thai_pdf))


@pytest.mark.parametrize("word", MUST_BE_FOUND)
def test_the_word_is_found(said, word):
    assert squeezed(word) in said


def test_no_vowel_was_taken_apart(said):
    assert "\u0e4d\u0e32" not in said
    assert "สานัก" not in said
    assert "\u200b" not in said


def test_a_short_word_is_found_whole_on_the_letter(thai_pdf):
    letter = text_of(thai_pdf, "-l", "1")
    for word in ("สำหรับงบประมาณ", "นำเสนอ", "กำหนด", "จำนวน ๑ ชุด", "เลขาธิการคณะรัฐมนตรี"):
        assert word in letter


@pytest.mark.parametrize(
    "module, name, value",
    [
        (searchable_thai, "WRITTEN_FOR", "69."),
        (searchable_thai, "_marked", lambda self, box: None),
        (searchable_thai, "_font_init", lambda self: None),
        (continuation, "_get", lambda self, page, name: None),
    ],
)
def test_a_changed_renderer_is_refused(monkeypatch, module, name, value):
    monkeypatch.setattr(module, name, value)
    with pytest.raises(RendererChanged):
        module.install()
