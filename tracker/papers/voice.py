"""How does one edition of the report say a number, a day, a sum? Thai digits in the Thai edition, Arabic ones in the English."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from tracker.lang import (
    Bilingual,
    arabic_numerals,
    baht_words,
    baht_words_en,
    format_baht,
    format_date,
    format_instant,
    thai_numerals,
)
from tracker.lang.dates import DateStyle
from tracker.papers.compounds import kept_together

_CODE_OR_NUMBER = re.compile(r"([A-Za-z][A-Za-z0-9._:/-]*)|[0-9]+")


@dataclass(frozen=True, slots=True)
class Voice:
    """The edition in `lang` ("th" or "en")."""

    lang: str

    def t(self, th: str, en: str) -> str:
        """A word of the template itself."""
        return en if self.lang == "en" else th

    def digits(self, text: object) -> str:
        """The text with the digits of this edition; codes and addresses (O-1.3, data2.go.th) keep theirs."""
        if self.lang == "en":
            return arabic_numerals(str(text))
        return _CODE_OR_NUMBER.sub(lambda found: found[0] if found[1] else thai_numerals(found[0]), str(text))

    def say(self, text: Bilingual) -> str:
        """A Bilingual in this edition."""
        return self.digits(text.pick(self.lang))

    def prose(self, text: Bilingual | str) -> Markup:
        """A Bilingual or a finished sentence for running text, with its compounds held together."""
        return kept_together(text if isinstance(text, str) else self.say(text))

    def number(self, value: int) -> str:
        """A whole number with separators."""
        return self.digits(f"{value:,}")

    def day(self, day: date, style: DateStyle = "long") -> str:
        """A day in B.E."""
        return self.digits(format_date(day, self.lang, style))

    def instant(self, instant: Any) -> str:
        """A moment in Bangkok time."""
        return self.digits(format_instant(instant, self.lang, "long"))

    def baht(self, satang: int) -> str:
        """A sum in figures, with its unit."""
        return self.digits(format_baht(satang, self.lang))

    def baht_in_words(self, satang: int) -> str:
        """A sum in words."""
        return baht_words_en(satang) if self.lang == "en" else baht_words(satang)

    def tools(self) -> dict[str, Callable[..., Any]]:
        """What templates call. Functions, not filters: any Jinja environment can then compile the templates."""
        return {
            "t": self.t,
            "digits": self.digits,
            "say": self.say,
            "prose": self.prose,
            "n": self.number,
            "day": self.day,
            "instant": self.instant,
            "baht": self.baht,
            "words": self.baht_in_words,
            "kept": kept_together,
        }
