"""Which fonts does the report use, which characters do they hold, and how are the machine's own fonts kept out?"""

from __future__ import annotations

import os
import tempfile
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path

FONTS = tuple(f"vendor/sarabun-{subset}-{weight}.woff2" for subset in ("thai", "latin") for weight in (400, 600, 700))
NO_SYSTEM_FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><cachedir>{cache}</cachedir></fontconfig>
"""
KEPT = "\n\t\u200b"
"""Line ends, and the zero-width space that allows a line break: they need no glyph."""


class FontMissing(RuntimeError):
    """A font file of the product is not there; the message is one line for operators."""


def require_fonts(static: Path) -> None:
    """Raise FontMissing when one of the report's font files is missing under the static folder."""
    for name in FONTS:
        if not (static / name).is_file():
            raise FontMissing(f"The report's font {static / name} is missing; run the set-up again (make setup).")


def writable(text: str, static: Path) -> str:
    """The text with every character that the fonts lack spelled as [U+XXXX]: a box without meaning helps nobody, and PDF/A forbids it.

    Control and format characters (also zero-width and direction marks) are dropped, line ends kept.
    """
    known = _characters(static.resolve())
    strange = {character for character in set(text) if ord(character) not in known and character not in KEPT}
    return text.translate({ord(character): _spelled(character) for character in strange}) if strange else text


def _spelled(character: str) -> str:
    return (
        "" if unicodedata.category(character) in ("Cc", "Cf", "Cs", "Co", "Cn", "Mn") else f"[U+{ord(character):04X}]"
    )


@lru_cache
def _characters(static: Path) -> frozenset[int]:
    from fontTools.ttLib import TTFont

    covered: set[int] = set()
    for name in FONTS:
        if "-400" in name:
            with TTFont(static / name, lazy=True) as face:
                covered |= set(face.getBestCmap() or ())
    return frozenset(code for code in covered if code >= 0x20)


@contextmanager
def no_system_fonts() -> Iterator[None]:
    """While this lasts, Fontconfig starts without the machine's fonts and settings, so that every machine renders the same."""
    before = os.environ.get("FONTCONFIG_FILE")
    with tempfile.TemporaryDirectory(prefix="report-fonts-") as folder:
        settings = Path(folder, "fonts.conf")
        settings.write_text(NO_SYSTEM_FONTS.format(cache=folder), encoding="utf-8")
        os.environ["FONTCONFIG_FILE"] = str(settings)
        try:
            yield
        finally:
            if before is None:
                del os.environ["FONTCONFIG_FILE"]
            else:
                os.environ["FONTCONFIG_FILE"] = before
