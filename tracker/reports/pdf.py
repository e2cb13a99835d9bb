"""How does the HTML of a report become the bytes of its PDF (PDF/A-3a and PDF/UA-1 in one file, its data attached)?

`render` works in this process (command line); `render_in_child` in a process of its own with limits of time and memory (web).
WeasyPrint is imported only when a PDF is made.
"""

from __future__ import annotations

import warnings
from datetime import datetime
from pathlib import Path


def render(html: str, *, attachment: bytes, lang: str, title: str, created: datetime, base: Path) -> bytes:
    """The PDF of `html`. The same arguments give the same bytes, on every machine with the same packages.

    `attachment` is the snapshot's JSON, `created` an aware time taken from the snapshot, `base` the product's static folder.
    Raises typeface.FontMissing, engine.LetterTooLong or searchable_thai.RendererChanged.
    """
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*FontConfig", category=UserWarning)
        from tracker.reports import engine
    return engine.to_pdf(html, attachment=attachment, lang=lang, title=title, created=created, static=base)
