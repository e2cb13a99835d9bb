"""How does one entry of a task's history look? What was recorded never changes, so each is drawn once for each language,
and again when a post that it names is called otherwise."""

from __future__ import annotations

from functools import lru_cache

from flask import current_app
from markupsafe import Markup

from tracker.lang import Bilingual
from tracker.tasks.history import Entry
from tracker.web.frame import language

MOST_PIECES = 2000
"""Of each process; a piece has about 1 kB."""


def piece(entry: Entry) -> Markup:
    """The entry as `templates/timeline/<kind>.html` draws it, in the language of this request."""
    slot = _slot(entry.hash, language(), (*entry.named, entry.in_place_of))
    if not slot:
        template = current_app.jinja_env.get_template("tasks/piece.html")
        slot.append(Markup(template.render(entry=entry)))
    return slot[0]


@lru_cache(maxsize=MOST_PIECES)
def _slot(_hash: str, _lang: str, _named: tuple[Bilingual | None, ...]) -> list[Markup]:
    """An empty place for what will be drawn."""
    return []
