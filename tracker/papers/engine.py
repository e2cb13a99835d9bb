"""How is the HTML of a report set in pages? The one module that drives WeasyPrint; `pdf.py` imports it when a PDF is wanted."""

from __future__ import annotations

import gc
import hashlib
from bisect import bisect_left
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

from weasyprint import HTML, Attachment
from weasyprint.document import Document
from weasyprint.text.fonts import FontConfiguration

from tracker.papers import continuation, searchable_thai
from tracker.papers.fetcher import BASE_URL, OwnFilesFetcher
from tracker.papers.pdf_metadata import ATTACHMENT, declare_pdf_ua
from tracker.papers.searchable_thai import RendererChanged
from tracker.papers.typeface import no_system_fonts, writable

ANNEX = '<article class="annex"'
CLOSER = tuple(f"fit-{step}" for step in range(6))
"""Settings of the letter, tried in this order until it stands on one page."""


__all__ = ["LetterTooLong", "RendererChanged", "to_pdf"]


class LetterTooLong(RuntimeError):
    """The letter does not fit on one page even in the closest setting."""


def to_pdf(
    html: str, *, attachment: bytes, lang: str, title: str, created: datetime, static: Path, about: str
) -> bytes:
    """The PDF of a paper; `about` says what the attachment is. Raises LetterTooLong or RendererChanged."""

    searchable_thai.install()
    continuation.install()
    with _no_collector():
        return _to_pdf(html, attachment, lang, title, created, static, about)


def _to_pdf(html: str, attachment: bytes, lang: str, title: str, created: datetime, static: Path, about: str) -> bytes:
    document = _one_page_letter(writable(html, static), static)
    moment = created.astimezone(UTC)
    stamp = moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    metadata = document.metadata
    metadata.title, metadata.lang, metadata.created, metadata.modified = title, lang, stamp, stamp
    metadata.generator = "Resolution Tracker"
    metadata.attachments = [
        Attachment(
            string=attachment,
            name=ATTACHMENT,
            description=about,
            relationship="Data",
            created=moment,
            modified=moment,
        )
    ]
    name = hashlib.sha256(b"\0".join((html.encode(), attachment, title.encode()))).digest()[:16]
    pdf: bytes = document.write_pdf(pdf_variant="pdf/a-3a", pdf_identifier=name.hex().encode(), finisher=declare_pdf_ua)
    return pdf


def _one_page_letter(html: str, static: Path) -> Document:
    """The whole document in the widest setting in which its letter stands on one page; only the letter is set again to find it."""
    letter = html.partition(ANNEX)[0]
    setting = widest(lambda each: len(_laid_out(_set(letter, each), static).pages) == 1)
    if setting is None:
        raise LetterTooLong("The letter does not fit on one page; shorten its subject, names or duty in the register.")
    return _laid_out(_set(html, setting), static)


def widest(fits: Callable[[str], bool]) -> str | None:
    """The first of CLOSER in which the letter fits, None when it does in none. Each is closer than the one before: after the widest, which
    most letters take, halving finds it in three tries instead of five. Pure."""
    if fits(CLOSER[0]):
        return CLOSER[0]
    found = bisect_left(CLOSER, True, lo=1, key=fits)
    return CLOSER[found] if found < len(CLOSER) else None


def _set(html: str, setting: str) -> str:
    return html.replace('<body class="', f'<body class="{setting} ', 1)


def _laid_out(html: str, static: Path) -> Document:
    fetcher = OwnFilesFetcher(static)
    return HTML(string=html, base_url=BASE_URL, url_fetcher=fetcher).render(font_config=_fonts(static.resolve()))


@lru_cache(maxsize=4)
def _fonts(static: Path) -> FontConfiguration:
    with no_system_fonts():
        return FontConfiguration()


@contextmanager
def _no_collector() -> Iterator[None]:
    """The page tree is large and lives until the end: walking it again and again for garbage costs a fifth of the time."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
