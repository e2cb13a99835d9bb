"""How does an address become a square that a telephone reads? As one path of an SVG, without any letter in it."""

from __future__ import annotations

from functools import lru_cache

import segno
from markupsafe import Markup, escape

QUIET = 4
"""Modules of white around the code, which the standard (ISO/IEC 18004) asks for."""


@lru_cache(maxsize=64)
def qr_svg(address: str, alternative: str) -> Markup:
    """The QR code of an address as an SVG element of its own size in modules; `alternative` is what is read out in its place.

    Error correction M: a stamp over an eighth of it does no harm. The same arguments give the same text.
    """
    code = segno.make(address, error="m", micro=False, boost_error=False)
    path = "".join(
        f"M{column + QUIET} {row + QUIET}h1v1h-1z"
        for row, line in enumerate(code.matrix)
        for column, dark in enumerate(line)
        if dark
    )
    side = code.symbol_size(border=QUIET)[0]
    return Markup(
        '<svg class="qr" xmlns="http://www.w3.org/2000/svg" role="img" viewBox="0 0 {0} {0}"><title>{1}</title><path d="{2}"/></svg>'
    ).format(side, escape(alternative), path)
