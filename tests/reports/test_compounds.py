"""Are words, dates and numbers with their units held on one line, and is everything else left as it was?"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markupsafe import escape

from tracker.papers.compounds import MAY_BREAK, kept_together


def plain(markup: str) -> str:
    """What is left without the spans and the places for a break."""
    return markup.replace('<span class="k">', "").replace("</span>", "").replace(MAY_BREAK, "")


@pytest.mark.parametrize(
    "text, piece",
    [
        ("ให้รายงานความก้าวหน้าต่อไป", "รายงานความก้าวหน้า"),
        ("มติคณะรัฐมนตรีเรื่อง", "คณะรัฐมนตรี"),
        ("พัฒนาเว็บไซต์ของหน่วยงาน", "เว็บไซต์"),
        ("ภายใน พ.ศ. ๒๕๕๖ นี้", "พ.ศ. ๒๕๕๖"),
        ("ทราบเป็นระยะ ๆ ด้วย", "ระยะ ๆ"),
        ("หนังสือ ที่ นร ๐๕๐๖/๑๐๗๒๖ แล้ว", "ที่ นร ๐๕๐๖/๑๐๗๒๖"),
        ("หนังสือ ทส ๐๒๒๐.๓/๘๖๕", "ทส ๐๒๒๐.๓/๘๖๕"),
        ("ลงวันที่ ๒๕ เมษายน ๒๕๕๖", "ลงวันที่ ๒๕ เมษายน ๒๕๕๖"),
        ("ณ ๓๑ พ.ค. ๒๕๕๖", "๓๑ พ.ค. ๒๕๕๖"),
        ("เป็นเงิน ๒,๐๐๐,๐๐๐ บาท", "๒,๐๐๐,๐๐๐ บาท"),
        ("ตรวจรับแล้วร้อยละ ๓๖ ตาม", "ร้อยละ ๓๖"),
        ("ของ ๗ กระทรวง ๑ หน่วยงาน", "๗ กระทรวง"),
        ("by 30 June B.E. 2556.", "30 June B.E. 2556"),
        ("with 20 working days left", "20 working days"),
    ],
)
def test_the_piece_is_held(text, piece):
    assert f'<span class="k">{piece}</span>' in kept_together(text)
    assert plain(kept_together(text)) == text


def test_a_line_may_break_between_a_held_word_and_its_thai_neighbours_only():
    assert kept_together("มติคณะรัฐมนตรีเมื่อ") == f'มติ{MAY_BREAK}<span class="k">คณะรัฐมนตรี</span>{MAY_BREAK}เมื่อ'
    assert kept_together("(๔๐ งาน)") == '(<span class="k">๔๐ งาน</span>)'


@given(st.text())
def test_any_text_is_escaped_and_otherwise_unchanged(text):
    assert plain(kept_together(text)) == str(escape(text)).replace(MAY_BREAK, "")
