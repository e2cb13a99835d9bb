"""Which digits does a text use: Thai ๐–๙ or Arabic 0–9?

Letters use Thai digits throughout; stamps, screens and files use Arabic ones.
"""

from __future__ import annotations

THAI_DIGITS = "๐๑๒๓๔๕๖๗๘๙"
ARABIC_DIGITS = "0123456789"

_TO_THAI = str.maketrans(ARABIC_DIGITS, THAI_DIGITS)
_TO_ARABIC = str.maketrans(THAI_DIGITS, ARABIC_DIGITS)


def thai_numerals(text: str | int) -> str:
    """The text (or whole number) with every digit 0–9 turned into ๐–๙; everything else stays."""
    return str(text).translate(_TO_THAI)


def arabic_numerals(text: str) -> str:
    """The text with every digit ๐–๙ turned into 0–9; everything else stays."""
    return text.translate(_TO_ARABIC)
