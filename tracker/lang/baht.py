"""How is an amount of money written in figures and in words? Amounts are whole satang (100 satang = 1 baht)."""

from __future__ import annotations

THAI_ONES = ("", "หนึ่ง", "สอง", "สาม", "สี่", "ห้า", "หก", "เจ็ด", "แปด", "เก้า")
THAI_PLACES = ("", "สิบ", "ร้อย", "พัน", "หมื่น", "แสน")
MILLION = 1_000_000

ENGLISH_ONES = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine",
    "ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
ENGLISH_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
ENGLISH_SCALES = ("", "thousand", "million", "billion", "trillion", "quadrillion")


def format_baht(satang: int, lang: str) -> str:
    """The amount in figures: "2,000,000 บาท" / "2,000,000 baht"; two decimals only with satang; "−" below zero."""
    baht, rest = divmod(abs(satang), 100)
    figures = f"{'−' if satang < 0 else ''}{baht:,}{f'.{rest:02}' if rest else ''}"
    return f"{figures} baht" if lang == "en" else f"{figures} บาท"


def baht_words(satang: int) -> str:
    """The amount in Thai words, as cheques and letters have it: 2,000,000 baht → "สองล้านบาทถ้วน".

    The final 1 of a number of two or more digits reads เอ็ด (ราชบัณฑิตยสถาน, อ่านอย่างไรและเขียนอย่างไร, 16th printing,
    page 67).
    Raises ValueError for an amount below zero.
    """
    baht, rest = _baht_and_satang(satang)
    if not rest:
        return f"{_thai_number(baht) or 'ศูนย์'}บาทถ้วน"
    return f"{_thai_number(baht)}{'บาท' if baht else ''}{_thai_number(rest)}สตางค์"


def baht_words_en(satang: int) -> str:
    """The amount in English words: "two million baht", "twenty-one baht and fifty satang".

    Raises ValueError for an amount below zero or of 10^18 baht and more.
    """
    baht, rest = _baht_and_satang(satang)
    parts = [(baht, "baht"), (rest, "satang")]
    return " and ".join(f"{_english_number(number)} {unit}" for number, unit in parts if number) or "zero baht"


def _baht_and_satang(satang: int) -> tuple[int, int]:
    if satang < 0:
        raise ValueError("an amount in words cannot be below zero")
    return divmod(satang, 100)


def _thai_number(number: int) -> str:
    """A whole number in Thai; nothing for zero. Millions nest: 10^12 is หนึ่งล้านล้าน."""
    millions, rest = divmod(number, MILLION)
    head = f"{_thai_number(millions)}ล้าน" if millions else ""
    return head + _thai_below_a_million(rest, is_tail=bool(millions))


def _thai_below_a_million(number: int, is_tail: bool) -> str:
    digits = [number // 10**place % 10 for place in range(6)]
    words = [_thai_digit(digit, place) for place, digit in enumerate(digits)]
    if digits[0] == 1 and (is_tail or number > 1):
        words[0] = "เอ็ด"
    return "".join(reversed(words))


def _thai_digit(digit: int, place: int) -> str:
    if not digit:
        return ""
    name = {1: "", 2: "ยี่"}.get(digit, THAI_ONES[digit]) if place == 1 else THAI_ONES[digit]
    return name + THAI_PLACES[place]


def _english_number(number: int) -> str:
    if number >= 1000 ** len(ENGLISH_SCALES):
        raise ValueError("an amount in English words must be below 10^18 baht")
    groups = [(number // 1000**power % 1000, scale) for power, scale in enumerate(ENGLISH_SCALES)]
    words = [f"{_english_below_a_thousand(group)} {scale}".rstrip() for group, scale in reversed(groups) if group]
    if len(words) > 1 and 0 < groups[0][0] < 100:
        words[-1] = f"and {words[-1]}"
    return " ".join(words)


def _english_below_a_thousand(number: int) -> str:
    hundreds, rest = divmod(number, 100)
    parts = [f"{ENGLISH_ONES[hundreds]} hundred"] if hundreds else []
    if rest:
        parts.append(_english_below_a_hundred(rest))
    return " and ".join(parts)


def _english_below_a_hundred(number: int) -> str:
    if number < 20:
        return ENGLISH_ONES[number]
    tens, ones = divmod(number, 10)
    return f"{ENGLISH_TENS[tens]}-{ENGLISH_ONES[ones]}" if ones else ENGLISH_TENS[tens]
