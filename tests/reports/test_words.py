"""Do people's words stand in letter and summary in both editions, as text and nothing else, in a file that keeps its standards?"""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.reports.pdfs import ROOT, letter_only, order, text_of
from tests.reports.sample import snapshot
from tests.verapdf import broken_rules
from tracker.documents.document import document
from tracker.documents.words import Worded
from tracker.lang import Bilingual
from tracker.papers.pdf import RenderFailed, render

AT = datetime(2013, 5, 31, 9, tzinfo=UTC)
MARKUP = '<img src="http://example.org/x.png"> <script>alert(1)</script> {{ 7*7 }} & http://example.org/'
WORDS = {
    "facts": Bilingual(
        "ความก้าวหน้าที่ตรวจรับแล้วร้อยละ 31\nจากแผนร้อยละ 83", "Verified: 31 per cent,\nof a plan of 83 per cent."
    ),
    "highlights": Bilingual(f"หน่วยงานสำคัญ {MARKUP}", f"Agencies {MARKUP}"),
    "requests": Bilingual("1. ขอให้เร่งรัดหน่วยงาน\n2. ขอให้รับทราบ", "1. Urge the agencies on.\n2. Take note."),
}


def worded(**words: Bilingual) -> tuple[Worded, ...]:
    """Words at these places, by account 3."""
    return tuple(Worded(place, each, 3, AT) for place, each in words.items())


def html(lang: str, wording: tuple[Worded, ...]) -> str:
    return document(snapshot(), lang, templates=ROOT / "templates", wording=wording)


@pytest.mark.pdf
@pytest.mark.parametrize("lang", ["th", "en"])
def test_edited_words_stand_in_letter_and_summary_as_text_and_the_file_keeps_the_standards(
    lang: str, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    path = tmp_path / "words.pdf"
    path.write_bytes(render(**order(snapshot(), lang, html(lang, worded(**WORDS)))))
    assert broken_rules(path, "ua1", "3a") == []
    letter, summary, *_ = (" ".join(page.split()) for page in text_of(path).split("\f"))
    seen = {
        "th": ("ความก้าวหน้าที่ตรวจรับแล้วร้อยละ ๓๑", "เพื่อทราบและพิจารณา", "เรื่องที่ขอให้คณะรัฐมนตรีพิจารณา", "๑. ขอให้เร่งรัดหน่วยงาน"),
        "en": (
            "Verified: 31 per cent",
            "its decision on the requests",
            "Requests to the Cabinet",
            "1. Urge the agencies on.",
        ),
    }[lang]
    assert all(each in letter for each in seen[:2])
    assert all(each in summary for each in seen[2:])
    assert '<img src="http://example.org/x.png">' in summary
    assert "<script>alert" in summary
    assert "may not read" not in caplog.text


@pytest.mark.parametrize("lang", ["th", "en"])
def test_without_peoples_words_the_summary_speaks_by_the_rules_and_says_nothing_of_editing(lang: str) -> None:
    said = html(lang, ())
    assert ("การดำเนินการต่อไป" if lang == "th" else "Next steps") in said
    assert ("ผู้ประสานงานเป็นผู้เรียบเรียง" if lang == "th" else "put their own words") not in said
    assert ("เรื่องที่ขอให้คณะรัฐมนตรี" if lang == "th" else "Requests to the Cabinet") not in said
    edited = html(lang, worded(**WORDS))
    assert ("ผู้ประสานงานเป็นผู้เรียบเรียง" if lang == "th" else "put their own words") in edited


def test_no_address_of_a_narrative_becomes_one_that_is_fetched() -> None:
    said = html("th", worded(**WORDS))
    assert "<img" not in said
    assert "<script" not in said
    assert "&lt;script&gt;" in said
    assert 'href="http' not in said


@pytest.mark.pdf
def test_words_that_do_not_fit_on_the_letters_page_give_no_paper() -> None:
    long = Bilingual("ก้าวหน้า " * 250, "progress " * 220)
    with pytest.raises(RenderFailed, match="does not fit on one page"):
        render(**order(snapshot(), "th", letter_only(html("th", worded(facts=long)))))
