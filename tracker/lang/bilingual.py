"""What does a text say in each of the two languages?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

LANGS = ("th", "en")
"""The interface languages, the official one first."""


@dataclass(frozen=True, slots=True)
class Bilingual:
    """One text in Thai and in English, always written side by side."""

    th: str
    en: str

    def pick(self, lang: str) -> str:
        """The text in `lang`; Thai, the official language, for anything but "en"."""
        return self.en if lang == "en" else self.th

    def format(self, **values: str | int | Bilingual) -> Bilingual:
        """Fill `{name}` places of both texts; a Bilingual value gives each language its own words.

        Raises KeyError when a place has no value. Braces inside the values are left alone.
        """
        return Bilingual(th=_filled(self.th, values, "th"), en=_filled(self.en, values, "en"))

    def to_json(self) -> dict[str, str]:
        """A plain mapping for JSON: {"th": …, "en": …}."""
        return {"th": self.th, "en": self.en}

    @classmethod
    def from_json(cls, value: object) -> Bilingual:
        """The inverse of to_json; raises ValueError unless both languages are there as text, and nothing else."""
        match value:
            case {"th": str(th), "en": str(en), **others} if not others:
                return cls(th=th, en=en)
        raise ValueError("a bilingual text needs exactly the keys th and en, both text")


def join_words(items: Iterable[str | Bilingual], lang: str) -> str:
    """A list as people write it: "ก ข และ ค", "a, b and c"; one item alone; nothing for an empty list."""
    words = [str(_said(item, lang)) for item in items]
    comma, last = (", ", " and ") if lang == "en" else (" ", " และ ")
    return last.join([comma.join(words[:-1]), words[-1]] if len(words) > 1 else words)


def _filled(text: str, values: Mapping[str, str | int | Bilingual], lang: str) -> str:
    return text.format(**{name: _said(value, lang) for name, value in values.items()})


def _said(value: str | int | Bilingual, lang: str) -> str | int:
    return value.pick(lang) if isinstance(value, Bilingual) else value
