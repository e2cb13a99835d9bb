"""How does the letter leave for a word processor? The letter's own HTML goes in, so that DOCX and PDF hold the same words; the
measures of the form are set as a typist sets them: margins 3 and 2 centimetres, 16 points, tab stops and indents (regulation on
correspondence B.E. 2526, form 1)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import Any

from docx import Document
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Cm, Pt, RGBColor
from lxml import html as markup

FONT, SIZE, BIG = "TH SarabunPSK", Pt(16), Pt(32)
RED = RGBColor(0xB3, 0x14, 0x0C)
MIDDLE, SENDER, INDENT, SIGNATURE = Cm(8), Cm(9), Cm(2.5), Cm(6)
"""Where date and closing, the sender's lines, the first line of a paragraph, and the block of the signature begin, from the left margin."""
HANG, WIDE_HANG = Cm(1.5), Cm(3)
EMBLEM_LINE = Cm(3)
MIME = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


def letter_docx(html: str, title: str, lang: str) -> io.BytesIO:
    """The letter (the first article of a report's HTML) as DOCX, an open buffer at its beginning."""
    paper = markup.fromstring(html)
    letter = paper.find_class("letter")[0]
    document: Any = Document()
    _set_up(document, title, lang)
    for secrecy in paper.find_class("secrecy")[:1]:
        _on_every_page(document, _words(secrecy))
    for part in letter:
        for kind in (part.get("class") or "").split()[:1]:
            _PARTS.get(kind, _plain)(document, part)
    made = io.BytesIO()
    document.save(made)
    made.seek(0)
    return made


def _set_up(document: Any, title: str, lang: str) -> None:
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin, section.top_margin, section.bottom_margin = (
        Cm(3),
        Cm(2),
        Cm(1.5),
        Cm(1.5),
    )
    style = document.styles["Normal"]
    style.font.name, style.font.size = FONT, SIZE
    style.paragraph_format.space_before = style.paragraph_format.space_after = Pt(0)
    style.paragraph_format.line_spacing_rule = WD_LINE_SPACING.SINGLE
    properties = style.element.get_or_add_rPr()
    for name in ("w:cs", "w:eastAsia"):
        properties.rFonts.set(qn(name), FONT)
    _complex_size(properties, SIZE)
    language = OxmlElement("w:lang")
    language.set(qn("w:val"), "en-GB")
    language.set(qn("w:bidi"), "th-TH")
    properties.append(language)
    about = document.core_properties
    about.title, about.language, about.author, about.comments = title, lang, "", ""


def _on_every_page(document: Any, word: str) -> None:
    """The class of secrecy, in the middle of the upper and the lower margin."""
    section = document.sections[0]
    for part in (section.header, section.footer):
        paragraph = part.paragraphs[0]
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = paragraph.add_run(word)
        run.bold, run.font.color.rgb, run.font.size = True, RED, BIG
        _complex_size(run._element.get_or_add_rPr(), BIG)


def _complex_size(properties: Any, size: Any) -> None:
    """Thai is a complex script: its size has an element of its own, which python-docx does not set."""
    for old in properties.findall(qn("w:szCs")):
        properties.remove(old)
    element = OxmlElement("w:szCs")
    element.set(qn("w:val"), str(int(size.pt * 2)))
    properties.append(element)


def _words(node: Any) -> str:
    return " ".join(node.text_content().split())


def _lines(node: Any) -> Iterator[str]:
    """The lines of a node, parted at <br>."""
    for line_break in node.iter("br"):
        line_break.tail = f"\n{line_break.tail or ''}"
    for line in node.text_content().split("\n"):
        if line.strip():
            yield " ".join(line.split())


def _paragraph(document: Any, text: str, **layout: Any) -> Any:
    """A paragraph with a layout in the words of python-docx (left_indent, space_before, ...)."""
    paragraph = document.add_paragraph(text)
    for name, value in layout.items():
        setattr(paragraph.paragraph_format, name, value)
    return paragraph


def _plain(document: Any, part: Any) -> None:
    for line in _lines(part):
        _paragraph(document, line)


def _mark(document: Any, part: Any) -> None:
    """What stands beside the text in large red letters: the class of speed; the mark of a draft stands at the right."""
    right = "stamp" in part.get("class")
    paragraph = _paragraph(document, _words(part), alignment=WD_ALIGN_PARAGRAPH.RIGHT if right else None)
    for run in paragraph.runs:
        run.bold, run.font.color.rgb = True, RED
        if not right:
            run.font.size = BIG
            _complex_size(run._element.get_or_add_rPr(), BIG)


def _emblem(document: Any, part: Any) -> None:
    paragraph = _paragraph(document, " ".join(_lines(part.find("p"))), alignment=WD_ALIGN_PARAGRAPH.CENTER)
    paragraph.paragraph_format.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    paragraph.paragraph_format.line_spacing = EMBLEM_LINE


def _from(document: Any, part: Any) -> None:
    first, *address = _lines(part.find_class("sender")[0])
    paragraph = _paragraph(document, f"{_words(part.find_class('number')[0])}\t{first}")
    paragraph.paragraph_format.tab_stops.add_tab_stop(SENDER)
    for line in address:
        _paragraph(document, line, left_indent=SENDER)


def _date(document: Any, part: Any) -> None:
    _paragraph(document, _words(part), left_indent=MIDDLE, space_before=Pt(6))


def _head(document: Any, part: Any) -> None:
    """A label and what it says, hanging behind it; several references stand below each other."""
    label, *values = list(part)
    hang = WIDE_HANG if "wide" in label.get("class") else HANG
    for number, value in enumerate(values):
        begin = _words(label) if number == 0 else ""
        paragraph = _paragraph(document, f"{begin}\t{_words(value)}", left_indent=hang, first_line_indent=-hang)
        paragraph.paragraph_format.space_before = Pt(6) if number == 0 else Pt(0)
        paragraph.paragraph_format.tab_stops.add_tab_stop(hang)


def _body(document: Any, part: Any) -> None:
    for each in part.iter("p"):
        _paragraph(document, _words(each), first_line_indent=INDENT, space_before=Pt(6))


def _regards(document: Any, part: Any) -> None:
    _paragraph(document, _words(part), left_indent=MIDDLE, space_before=Pt(12))
    for _ in range(3):
        _paragraph(document, "")


def _signature(document: Any, part: Any) -> None:
    for each in part.iter("p"):
        _paragraph(document, _words(each), left_indent=SIGNATURE, alignment=WD_ALIGN_PARAGRAPH.CENTER)


def _owner(document: Any, part: Any) -> None:
    for number, line in enumerate(_lines(part)):
        _paragraph(document, line, space_before=Pt(12) if number == 0 else Pt(0))


_PARTS = {
    "speed": _mark, "stamp": _mark, "emblem": _emblem, "from": _from, "date": _date, "head": _head, "body": _body, "regards": _regards,
    "signature": _signature, "owner": _owner,
}  # fmt: skip
"""How each part of the letter is set, by its class."""
