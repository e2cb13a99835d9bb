"""Do both languages stay side by side when texts are filled, stored and listed?"""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lang import LANGS, Bilingual, arabic_numerals, join_words, thai_numerals

FEBRUARY = Bilingual("กุมภาพันธ์", "February")


def test_a_text_is_picked_by_language_and_falls_back_to_the_official_one() -> None:
    assert [FEBRUARY.pick(lang) for lang in LANGS] == ["กุมภาพันธ์", "February"]
    assert FEBRUARY.pick("fr") == "กุมภาพันธ์"


def test_a_filled_text_uses_each_language_of_a_bilingual_value() -> None:
    filled = Bilingual("เดือน{month} มี {days} วัน {note}", "{month} has {days} days {note}").format(
        month=FEBRUARY, days=28, note="{braces}"
    )
    assert filled == Bilingual("เดือนกุมภาพันธ์ มี 28 วัน {braces}", "February has 28 days {braces}")


def test_a_place_without_a_value_is_a_programming_error() -> None:
    with pytest.raises(KeyError):
        Bilingual("{a}", "{b}").format(a="ก")


@given(th=st.text(), en=st.text())
def test_json_keeps_a_text_whole(th: str, en: str) -> None:
    text = Bilingual(th, en)
    assert Bilingual.from_json(json.loads(json.dumps(text.to_json()))) == text


@pytest.mark.parametrize(
    "value",
    [None, "ก", [], {}, {"th": "ก"}, {"th": "ก", "en": 1}, {"th": None, "en": "a"}, {"th": "ก", "en": "a", "fr": "b"}],
)
def test_a_half_text_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="th and en"):
        Bilingual.from_json(value)


@pytest.mark.parametrize(
    ("items", "thai", "english"),
    [
        ([], "", ""),
        (["a"], "a", "a"),
        (["a", "b"], "a และ b", "a and b"),
        (["a", "b", "c"], "a b และ c", "a, b and c"),
        ([FEBRUARY, "c"], "กุมภาพันธ์ และ c", "February and c"),
    ],
)
def test_a_list_is_written_as_people_write_it(items: list[str | Bilingual], thai: str, english: str) -> None:
    assert (join_words(items, "th"), join_words(iter(items), "en")) == (thai, english)


def test_thai_digits_are_written_and_read() -> None:
    assert thai_numerals("ที่ นร 0505/1234567890 ก") == "ที่ นร ๐๕๐๕/๑๒๓๔๕๖๗๘๙๐ ก"
    assert thai_numerals(2556) == "๒๕๕๖"
    assert arabic_numerals("๓๑/๐๕/๒๕๕๖ ข้อ ๓.๔") == "31/05/2556 ข้อ 3.4"


@given(st.text())
def test_changing_digits_changes_nothing_else(text: str) -> None:
    assert arabic_numerals(thai_numerals(text)) == arabic_numerals(text)
    assert len(thai_numerals(text)) == len(text)
