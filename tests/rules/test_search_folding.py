"""Are the same words found however they were typed, and is nothing else taken for them?"""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.search.excerpts import Shown, excerpt, opening, whole
from tracker.search.folding import clusters, fold, readable, spans

SAME = {
    "สระอำ as two letters": ("น้ำ", "น\u0e49\u0e4d\u0e32"),
    "สระอำ as two letters, tone last": ("น้ำ", "น\u0e4d\u0e49\u0e32"),
    "สระอำ before its tone": ("น้ำ", "น\u0e33\u0e49"),
    "สำนักงาน as scans give it": ("สำนักงาน", "ส\u0e4d\u0e32นักงาน"),
    "tone before vowel": ("ที่", "ท\u0e48\u0e35"),
    "two เ for แ": ("แผนงาน", "เเผนงาน"),
    "ฤๅ with the short foot": ("ฤๅษี", "ฤาษี"),
    "Thai digits": ("ครั้งที่ ๒/๒๕๕๖", "ครั้งที่ 2/2556"),
    "capitals": ("Government WEBSITE", "government website"),
    "full width": ("ＣＩＯ", "cio"),
    "dashes": ("O–1.3", "o-1.3"),
    "curly quotes": ("“มาตรฐาน”", '"มาตรฐาน"'),
    "a zero-width space": ("ประ\u200bชุม", "ประชุม"),
    "a soft hyphen": ("web\u00adsite", "website"),
    "accents in two signs": ("Café", "Cafe\u0301"),
    "several spaces": ("ข้อ  1\u00a0 ก", "ข้อ 1 ก"),
    "a line break": ("ข้อ 1\nก", "ข้อ 1 ก"),
    "NUL": ("a\x00b", "ab"),
    "half of a pair": ("ก\ud800ข", "กข"),
}
DIFFERENT = (("ที", "ท"), ("น้ำ", "นำ"), ("ปี", "ปิ"), ("กค", "กต"), ("1", "l"), ("%", "_"))


@pytest.mark.parametrize("case", SAME)
def test_two_spellings_are_one(case: str) -> None:
    one, other = SAME[case]
    assert fold(one) == fold(other)


@pytest.mark.parametrize("pair", DIFFERENT, ids="|".join)
def test_two_words_stay_two(pair: tuple[str, str]) -> None:
    assert fold(pair[0]) != fold(pair[1])


TEXTS = st.text(st.one_of(st.characters(), st.sampled_from("กขชทนปสเแไา ำิีึืุู่้๊๋์ํ\u200b ๑๒ab–“")), max_size=40)


@given(TEXTS, st.data())
def test_a_part_of_a_text_is_found_in_it(text: str, data: st.DataObject) -> None:
    """Any run of whole clusters, typed in that very spelling or in the folded one."""
    places = list(clusters(text))
    first = data.draw(st.integers(0, len(places)))
    last = data.draw(st.integers(first, len(places)))
    part = "".join(text[begin:end] for begin, end in places[first:last])
    assert fold(part) in fold(text)
    assert "".join(text[begin:end] for begin, end in places) == text


@given(TEXTS, st.lists(st.text("กทนา่ีำab1 ", min_size=1, max_size=4), max_size=3))
def test_what_is_marked_is_what_was_asked_for(text: str, words: list[str]) -> None:
    folded = [fold(word).strip() for word in words]
    asked = [word for word in folded if word]
    found = spans(text, asked)
    edges = {begin for begin, _end in clusters(text)} | {len(text)}
    assert all(begin in edges and end in edges and begin < end for begin, end in found)
    assert all(first[1] < second[0] for first, second in pairwise(found))
    assert bool(found) == any(word in fold(text) for word in asked)
    assert all(any(word in fold(text[begin:end]) for word in asked) for begin, end in found)


@given(TEXTS)
def test_what_can_be_shown_can_be_stored(text: str) -> None:
    shown = readable(text)
    assert shown.encode().decode() == shown
    assert "\x00" not in shown
    assert readable(shown) == shown


def marked(shown: Shown | None) -> str:
    """A part as one text, what is marked in brackets."""
    assert shown is not None
    return "".join(f"[{piece.text}]" if piece.marked else piece.text for piece in shown.pieces)


def test_a_mark_never_parts_a_letter_from_its_tone() -> None:
    assert marked(whole("ครั้งที่สองของปี", [fold("ครัง")])) == "ครั้งที่สองของปี"
    assert marked(whole("เปิดที่นี่", [fold("ที")])) == "เปิด[ที่]นี่"


def test_an_excerpt_shows_all_words_with_what_is_around_them() -> None:
    long = "เริ่มต้น " + "ก" * 300 + " สำรวจแล้ว " + "ข" * 300 + " รายงาน " + "ค" * 300
    shown = marked(excerpt(["ไม่มี", long], [fold("สำรวจ"), fold("รายงาน")]))
    assert "[สำรวจ]แล้ว" in shown
    assert "[รายงาน]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert shown.count("…") == 3
    assert len(shown) < 300


def test_an_excerpt_of_nothing_found_is_none() -> None:
    assert excerpt(["ก", ""], ["ข"]) is None
    assert excerpt([], ["ข"]) is None
    assert opening([]) is None


def test_a_short_text_is_shown_whole_and_in_its_language() -> None:
    shown = excerpt(["Tell EGA who is in charge"], ["ega"])
    assert shown is not None
    assert (marked(shown), shown.lang) == ("Tell [EGA] who is in charge", "en")
    assert whole("แจ้ง EGA", ["ega"]).lang == "th"


def test_a_text_of_one_endless_cluster_is_no_burden() -> None:
    text = "ก" + "่" * 200_000
    assert len(fold(text)) <= len(text)
    assert spans(text, ["ก"])
