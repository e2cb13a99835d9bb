"""Does the letter for a word processor hold the words of the PDF, in the measures of the form?"""

from __future__ import annotations

import io
import re
from typing import Any

import pytest
from docx import Document
from docx.shared import Pt

from tests.reports.pdfs import CREATED, ROOT
from tests.reports.sample import snapshot
from tracker.companions.steady import steady
from tracker.companions.word import FONT, letter_docx
from tracker.documents.classes import Secrecy
from tracker.documents.document import document
from tracker.documents.letter import Issue
from tracker.documents.words import Worded
from tracker.lang import Bilingual

ODD = Bilingual("ก < ข & ค\n<b>หนา</b>", "a < b & c")


def made(lang: str = "th", issue: Issue | None = None, words: tuple[Worded, ...] = ()) -> Any:
    """The letter of the sample, as a word processor opens it."""
    html = document(snapshot(), lang, templates=ROOT / "templates", issue=issue, wording=words)
    return Document(letter_docx(html, "รายงาน", lang))


def lines(paper: Any) -> list[str]:
    return [each.text for each in paper.paragraphs if each.text]


def squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("lang", ["th", "en"])
def test_every_word_of_the_letter_is_there_in_its_order(lang: str) -> None:
    html = document(snapshot(), lang, templates=ROOT / "templates")
    letter = html.partition('<article class="letter">')[2].partition("</article>")[0]
    body = letter.partition('<div class="head">')[2].partition('<p class="regards">')[0]
    plain = re.sub(r"<[^>]*>", " ", body).replace("&#39;", "'").replace("&amp;", "&")
    found = squeezed(" ".join(lines(made(lang))))
    assert re.sub(r"\s", "", plain) in re.sub(r"\s", "", found)


def test_a_draft_says_so_and_an_issued_letter_carries_number_and_name() -> None:
    assert any("ร่าง" in line for line in lines(made()))
    issued = "\n".join(lines(made(issue=Issue("12", snapshot().as_of, (Bilingual("นายสมชาย ใจดี", "Mr Somchai"),)))))
    assert "ร่าง" not in issued
    for words in ("ทก ๐๑๐๐.๔/๑๒", "๓๑ พฤษภาคม ๒๕๕๖", "(นายสมชาย ใจดี)"):
        assert words in issued


def test_the_measures_are_those_of_the_form() -> None:
    paper = made()
    section = paper.sections[0]
    assert [
        round(each.cm, 1)
        for each in (section.page_width, section.page_height, section.left_margin, section.right_margin)
    ] == [21, 29.7, 3, 2]
    normal = paper.styles["Normal"]
    assert (normal.font.name, normal.font.size) == (FONT, Pt(16))
    assert 'w:szCs w:val="32"' in normal.element.xml
    assert f'w:cs="{FONT}"' in normal.element.xml
    first = next(each for each in paper.paragraphs if each.text.startswith("ตามหนังสือที่อ้างถึง"))
    assert (round(first.paragraph_format.first_line_indent.cm, 2), first.paragraph_format.space_before) == (2.5, Pt(6))
    regards = next(each for each in paper.paragraphs if each.text == "ขอแสดงความนับถือ")
    assert round(regards.paragraph_format.left_indent.cm, 2) == 8


def test_what_people_wrote_is_text() -> None:
    said = lines(made(words=(Worded("facts", ODD, None, CREATED),)))
    assert {"ก < ข & ค", "<b>หนา</b>"} <= set(said)


def test_the_same_letter_gives_the_same_bytes() -> None:
    html = document(snapshot(), "th", templates=ROOT / "templates")
    assert len({steady(letter_docx(html, "รายงาน", "th"), CREATED) for _ in range(2)}) == 1
    assert Document(io.BytesIO(steady(letter_docx(html, "รายงาน", "th"), CREATED))).core_properties.title == "รายงาน"


def test_the_class_of_secrecy_stands_in_both_margins() -> None:
    section = made(issue=Issue("", None, secrecy=Secrecy.SECRET)).sections[0]
    assert [part.paragraphs[0].text for part in (section.header, section.footer)] == ["ลับ", "ลับ"]
    plain = made().sections[0]
    assert [part.paragraphs[0].text for part in (plain.header, plain.footer)] == ["", ""]
