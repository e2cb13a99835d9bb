"""How does the product say things in Thai and in English: words, numerals, dates of the Buddhist Era, money?

Pure and cheap to import: the standard library and the Bangkok time zone only.
"""

from tracker.lang.baht import baht_words, baht_words_en, format_baht
from tracker.lang.bilingual import LANGS, Bilingual, join_words
from tracker.lang.dates import (
    BE_OFFSET,
    DateStyle,
    be_year,
    fiscal_quarter,
    fiscal_year_be,
    format_date,
    format_instant,
    format_time,
)
from tracker.lang.numerals import arabic_numerals, thai_numerals
from tracker.lang.typed_dates import DateNotUnderstood, ParsedDate, parse_date

__all__ = [
    "BE_OFFSET",
    "LANGS",
    "Bilingual",
    "DateNotUnderstood",
    "DateStyle",
    "ParsedDate",
    "arabic_numerals",
    "baht_words",
    "baht_words_en",
    "be_year",
    "fiscal_quarter",
    "fiscal_year_be",
    "format_baht",
    "format_date",
    "format_instant",
    "format_time",
    "join_words",
    "parse_date",
    "thai_numerals",
]
