"""Which tasks stand behind a figure, and which does a person work through? The filtered, sorted list with the columns of their choice."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl

from flask import redirect, render_template, request

from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.tasks import across_page
from tracker.tasks.columns import COLUMNS
from tracker.tasks.furniture import around
from tracker.tasks.health import roll_up
from tracker.tasks.lines import lines
from tracker.tasks.saved_rules import View
from tracker.tasks.saved_store import first_of
from tracker.tasks.wanted import across_all, wanted
from tracker.web.frame import here

PAGE = 50

UNWISHED = frozenset({"as_of", "lang"})
"""What an address may say without asking for any tasks in particular."""


@allow(Permission.TASK_SEE)
def listing() -> Any:
    """The tasks that the address asks for, with what they add up to and out of how many. Without any wish, the person's first view."""
    first = None if set(request.args) - UNWISHED else first_of(acting().id)
    if first:
        return redirect(here(**wishes(first)))
    return across_page.page() if across_all() else _page()


def wishes(view: View) -> dict[str, Any]:
    """What a view asks for, as names and values of an address."""
    found: dict[str, Any] = {}
    for name, value in parse_qsl(view.query):
        found.setdefault(name, []).append(value)
    return found | {"view": str(view.id)}


def _page() -> str:
    asked = wanted()
    pages = max(1, -(-len(asked.found) // PAGE))
    page = min(_page_number(), pages)
    on_page = asked.found[(page - 1) * PAGE : page * PAGE]
    return render_template(
        "tasks/listing.html", shown=asked.shown, total=roll_up(asked.found), found=len(asked.found), page=page, pages=pages,
        tasks=lines(on_page, holders=asked.known.holders), **around(asked, on_page, asked.in_any_health, COLUMNS),
    )  # fmt: skip


def _page_number() -> int:
    text = request.args.get("page", "1")
    return max(1, int(text)) if text.isascii() and text.isdigit() and len(text) < 6 else 1
