"""Which words stand at the lower right of a page that goes on? Official letters announce the next page's first words ("/ข้อ ๔...").

CSS can only look back: string(continued) gives what began on this page or before. The mend looks one page ahead; it is asked for by
name, checks what it replaces, and is the only place that knows how WeasyPrint keeps named strings.
"""

from __future__ import annotations

import inspect
from typing import Any

from weasyprint.layout import LayoutContext

from tracker.papers.searchable_thai import RendererChanged

NAME = "continued"

_get = LayoutContext.get_string_set_for


def install() -> None:
    """Put the mend in place, once for the process. Raises RendererChanged when WeasyPrint's insides are not those known."""
    known = list(inspect.signature(_get).parameters) == ["self", "page", "name", "keyword"]
    if not known or "self.string_set, page, name, keyword" not in inspect.getsource(_get):
        raise RendererChanged("continuation words: WeasyPrint keeps named strings differently")
    LayoutContext.get_string_set_for = _get_ahead  # type: ignore[method-assign]


def _get_ahead(self: Any, page: Any, name: str, keyword: str = "first") -> tuple[str, ...]:
    if name != NAME:
        found: tuple[str, ...] = _get(self, page, name, keyword)
        return found
    words = self.string_set[NAME].get(self.current_page + 1)
    return (f"/{words[0]}...",) if words else ()
