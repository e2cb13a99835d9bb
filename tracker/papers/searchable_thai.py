"""How does Thai text in the PDF stay searchable? HarfBuzz splits ำ into ํ + า within one cluster, and WeasyPrint 70 then stores
สำนัก as สานัก. Two mends: /ActualText on each marked run (read by Poppler, MuPDF, PDFium, Acrobat), and a glyph-to-text map that
prefers the font's own cmap (read by pdf.js).

Both reach into WeasyPrint, so `install` first checks that what it replaces is what it was written for; the version is pinned as well.
"""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache
from io import BytesIO
from typing import Any

import pydyf  # type: ignore[import-untyped]
import weasyprint
from fontTools.ttLib import TTFont
from weasyprint.draw import text as drawing
from weasyprint.pdf import fonts
from weasyprint.pdf.stream import Stream

WRITTEN_FOR = "70."
THAI = range(0x0E00, 0x0E80)
SARA_AM = 0x0E33

_marked = Stream.marked
_font_init = fonts.Font.__init__


class RendererChanged(RuntimeError):
    """WeasyPrint is not the version whose insides this module knows; the message says what differs."""


class CmapFirst(dict[int, str]):
    """A glyph-to-text map in which the font's own cmap wins over what shaping reported."""

    def __init__(self, by_glyph: dict[int, str]) -> None:
        super().__init__()
        self._by_glyph = by_glyph

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, self._by_glyph.get(glyph, text))


def install() -> None:
    """Put the mend in place, once for the process. Raises RendererChanged when WeasyPrint's insides are not those known."""
    if differences := list(_differences()):
        raise RendererChanged(f"Thai text would not be searchable: {'; '.join(differences)}")
    Stream.marked = _marked_with_text  # type: ignore[method-assign]
    fonts.Font.__init__ = _font_init_with_cmap  # type: ignore[method-assign]


def _differences() -> Iterator[str]:
    if not weasyprint.__version__.startswith(WRITTEN_FOR):
        yield f"WeasyPrint {weasyprint.__version__} instead of {WRITTEN_FOR}*"
    if list(inspect.signature(_marked).parameters) != ["self", "box", "tag"]:
        yield "Stream.marked takes other arguments"
    if "self._tags[box] = {'tag': tag, 'mcid': mcid}" not in inspect.getsource(_marked):
        yield "Stream.marked keeps its tags differently"
    if "self.to_unicode = {}" not in inspect.getsource(_font_init):
        yield "Font keeps its glyph-to-text map differently"
    if "font.to_unicode[glyph_id] =" not in inspect.getsource(drawing.draw_first_line):
        yield "text is mapped to glyphs elsewhere"


@contextmanager
def _marked_with_text(self: Any, box: Any, tag: str) -> Iterator[None]:
    text = getattr(box, "text", None)
    if self._tags is None or not text or not any(ord(character) in THAI for character in text):
        with _marked(self, box, tag):
            yield
        return
    mcid = len(self._tags)
    self._tags[box] = {"tag": tag, "mcid": mcid}
    self.begin_marked_content(
        tag, pydyf.Dictionary({"MCID": mcid, "ActualText": pydyf.String(text.replace("\u200b", ""))})
    )
    try:
        yield
    finally:
        self.end_marked_content()


def _font_init_with_cmap(self: Any, *args: Any, **kwargs: Any) -> None:
    _font_init(self, *args, **kwargs)
    self.to_unicode = CmapFirst(_thai_by_glyph(self.file_content, self.index))


@lru_cache(maxsize=32)
def _thai_by_glyph(content: bytes, index: int) -> dict[int, str]:
    face = TTFont(BytesIO(content), fontNumber=index, lazy=True)
    cmap = sorted((face.getBestCmap() or {}).items(), reverse=True)
    return {face.getGlyphID(name): chr(code) for code, name in cmap if code in THAI and code != SARA_AM}
