"""Is money written exactly, in figures and in words, as on cheques and in official letters?"""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.lang import baht_words, baht_words_en, format_baht

BAHT = 100
MILLION = 1_000_000


@pytest.mark.parametrize(
    ("satang", "figures"),
    [
        (0, "0"),
        (2_000_000 * BAHT, "2,000,000"),
        (2_000_000 * BAHT + 5, "2,000,000.05"),
        (50, "0.50"),
        (-1_234 * BAHT - 50, "−1,234.50"),
        (10**17 + 1, "1,000,000,000,000,000.01"),
    ],
)
def test_figures_show_satang_only_where_there_are_some(satang: int, figures: str) -> None:
    assert format_baht(satang, "th") == f"{figures} บาท"
    assert format_baht(satang, "en") == f"{figures} baht"


@pytest.mark.parametrize(
    ("satang", "thai", "english"),
    [
        (0, "ศูนย์บาทถ้วน", "zero baht"),
        (25, "ยี่สิบห้าสตางค์", "twenty-five satang"),
        (1, "หนึ่งสตางค์", "one satang"),
        (1 * BAHT, "หนึ่งบาทถ้วน", "one baht"),
        (10 * BAHT, "สิบบาทถ้วน", "ten baht"),
        (11 * BAHT, "สิบเอ็ดบาทถ้วน", "eleven baht"),
        (20 * BAHT, "ยี่สิบบาทถ้วน", "twenty baht"),
        (21 * BAHT, "ยี่สิบเอ็ดบาทถ้วน", "twenty-one baht"),
        (21 * BAHT + 50, "ยี่สิบเอ็ดบาทห้าสิบสตางค์", "twenty-one baht and fifty satang"),
        (100 * BAHT, "หนึ่งร้อยบาทถ้วน", "one hundred baht"),
        (101 * BAHT, "หนึ่งร้อยเอ็ดบาทถ้วน", "one hundred and one baht"),
        (111 * BAHT, "หนึ่งร้อยสิบเอ็ดบาทถ้วน", "one hundred and eleven baht"),
        (110_212 * BAHT, "หนึ่งแสนหนึ่งหมื่นสองร้อยสิบสองบาทถ้วน", "one hundred and ten thousand two hundred and twelve baht"),
        (MILLION * BAHT, "หนึ่งล้านบาทถ้วน", "one million baht"),
        ((MILLION + 1) * BAHT, "หนึ่งล้านเอ็ดบาทถ้วน", "one million and one baht"),
        (2 * MILLION * BAHT, "สองล้านบาทถ้วน", "two million baht"),
        (10 * MILLION * BAHT, "สิบล้านบาทถ้วน", "ten million baht"),
        (21 * MILLION * BAHT, "ยี่สิบเอ็ดล้านบาทถ้วน", "twenty-one million baht"),
        (2_500_000 * MILLION * BAHT, "สองล้านห้าแสนล้านบาทถ้วน", "two trillion five hundred billion baht"),
        (10**12 * BAHT, "หนึ่งล้านล้านบาทถ้วน", "one trillion baht"),
        ((10**12 + 1) * BAHT, "หนึ่งล้านล้านเอ็ดบาทถ้วน", "one trillion and one baht"),
    ],
)  # fmt: skip
def test_known_amounts_in_words(satang: int, thai: str, english: str) -> None:
    assert baht_words(satang) == thai
    assert baht_words_en(satang) == english


@pytest.mark.parametrize("write", [baht_words, baht_words_en])
def test_a_debt_has_no_words(write: object) -> None:
    with pytest.raises(ValueError, match="below zero"):
        write(-1)  # type: ignore[operator]


def test_english_words_end_at_a_quintillion() -> None:
    assert baht_words_en((10**18 - 1) * BAHT).startswith("nine hundred and ninety-nine quadrillion")
    with pytest.raises(ValueError, match="below 10"):
        baht_words_en(10**18 * BAHT)


READ_ONES = {"หนึ่ง": 1, "เอ็ด": 1, "สอง": 2, "ยี่": 2, "สาม": 3, "สี่": 4, "ห้า": 5, "หก": 6, "เจ็ด": 7, "แปด": 8, "เก้า": 9}
READ_PLACES = {"สิบ": 10, "ร้อย": 100, "พัน": 1_000, "หมื่น": 10_000, "แสน": 100_000}
THAI_WORD = re.compile("|".join([*READ_ONES, *READ_PLACES, "ล้าน", "ศูนย์"]))


def read_thai(words: str) -> int:
    """A reader that knows nothing of the writer: adds up places, and multiplies all that went before at each ล้าน."""
    assert THAI_WORD.sub("", words) == ""
    total, digit = 0, 0
    for word in THAI_WORD.findall(words):
        if word == "ล้าน":
            total, digit = (total + digit) * MILLION, 0
        elif word in READ_PLACES:
            total, digit = total + (digit or 1) * READ_PLACES[word], 0
        else:
            digit = READ_ONES.get(word, 0)
    return total + digit


def read_thai_amount(words: str) -> int:
    baht, found, rest = words.removesuffix("ถ้วน").removesuffix("สตางค์").partition("บาท")
    return read_thai(baht) * BAHT + read_thai(rest) if found else read_thai(baht)


@given(st.one_of(st.integers(0, 10**9), st.integers(0, 10**16)))
def test_thai_words_read_back_as_the_amount(satang: int) -> None:
    assert read_thai_amount(baht_words(satang)) == satang


@given(st.integers(1, 10**12))
def test_thai_words_obey_the_rules_of_one_and_twenty(satang: int) -> None:
    words = baht_words(satang)
    assert not re.search("หนึ่งสิบ|สองสิบ|สิบหนึ่ง|ร้อยหนึ่ง(บาท|ล้าน)|ศูนย์", words)
    assert words.endswith("ถ้วน") == (satang % BAHT == 0)


ENGLISH_TO_NINETEEN = [
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
ENGLISH_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
READ_ENGLISH = {word: number for number, word in enumerate(ENGLISH_TO_NINETEEN)} | {
    word: tens * 10 for tens, word in enumerate(ENGLISH_TENS, start=2)
}
READ_SCALES = {"thousand": 10**3, "million": 10**6, "billion": 10**9, "trillion": 10**12, "quadrillion": 10**15}


def read_english(words: str) -> int:
    total, group = 0, 0
    for word in words.replace("-", " ").split():
        if word == "hundred":
            group *= 100
        elif word in READ_SCALES:
            total, group = total + group * READ_SCALES[word], 0
        elif word != "and":
            group += READ_ENGLISH[word]
    return total + group


@given(st.one_of(st.integers(0, 10**7), st.integers(0, 10**17)))
def test_english_words_read_back_as_the_amount(baht: int) -> None:
    assert read_english(baht_words_en(baht * BAHT).removesuffix(" baht")) == baht
    if baht % BAHT:
        assert baht_words_en(baht * BAHT + 50) == baht_words_en(baht * BAHT) + " and fifty satang"
