"""How is a page without forms drawn only once for as long as nothing has happened?

What such a page shows is a function of its address, the reader's language and role, the day, and the ledger: nothing else. So its
middle is kept until the ledger's newest hash is another one. The frame around it, which knows the person, is drawn each time.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask import current_app, g, render_template, request
from markupsafe import Markup

from tracker.access.guard import acting
from tracker.ledger.store import head
from tracker.web.as_of import moment
from tracker.web.frame import language, stay_with

MOST_PAGES = 64
"""Kept middles of one process; a long one has 200 KB, so they stay far below what a process may take."""


PLACES: dict[str, Callable[[], Markup]] = {}
"""What a kept page leaves open for its reader, by name, and who fills it each time: templates say `{{ reader_place("watch") }}`, a slice
enters what it draws there. What people write is escaped, so nobody's text can be such a place."""


def place(name: str) -> Markup:
    """An open place in the middle of a page."""
    return Markup(f"<!--place:{name}-->")


def filled(middle: Markup) -> Markup:
    """The middle of a page with its open places filled for the reader of this request."""
    for name, drawn in PLACES.items():
        if place(name) in middle:
            middle = Markup(str(middle).replace(place(name), drawn()))
    return middle


@dataclass(frozen=True, slots=True)
class Drawn:
    """The words for the window and the middle of a page, and the resolution that its links stay with."""

    title: Markup
    middle: Markup
    resolution: str | None


def kept(template: str, model: Callable[[], Any], *, also: Hashable = None) -> str:
    """The page whose middle is `template`, drawn with `page=model()` unless the same was drawn since the last event.

    The template sets `title`. It must not draw forms that post, nor anything that only this person may see beyond what the role
    may. `also` is whatever else the page depends on: something outside the ledger, or what tells such persons apart. A model that
    aborts (404) is not kept. A model that is a mapping gives the template its items instead of `page`.
    """
    now = moment()
    slot = _slot((template, request.full_path, language(), acting().role, now.day, now.today, head().hash, also))
    if not slot:
        slot.append(_drawn(template, model()))
    stay_with(slot[0].resolution)
    return render_template("kept.html", drawn=slot[0])


def forget() -> None:
    """Keep nothing: another database has taken the place of the one before."""
    _slot.cache_clear()


@lru_cache(maxsize=MOST_PAGES)
def _slot(_key: tuple[object, ...]) -> list[Drawn]:
    """An empty place for what will be drawn under this key."""
    return []


def fresh(template: str, page: Any) -> str:
    """The same page drawn anew each time: for a reader who gets forms."""
    return render_template("kept.html", drawn=_drawn(template, page))


def _drawn(template: str, page: Any) -> Drawn:
    context: dict[str, Any] = dict(page) if isinstance(page, Mapping) else {"page": page}
    current_app.update_template_context(context)
    module: Any = current_app.jinja_env.get_template(template).make_module(context)
    return Drawn(Markup(module.title), Markup(str(module)), g.get("resolution"))
