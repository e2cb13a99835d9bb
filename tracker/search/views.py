"""Which address finds things?"""

from __future__ import annotations

from flask import Blueprint, render_template

from tracker.access.guard import allow
from tracker.access.policy import Permission
from tracker.ledger.store import WHEN_RECORDED
from tracker.search.page import results
from tracker.search.store import enter

pages = Blueprint("search", __name__)

WHEN_RECORDED.append(enter)


@pages.get("/search", endpoint="page")
@allow(Permission.SEARCH_USE)
def search_page() -> str:
    """What the words in `?q=` are found in; how to search when there are none."""
    return render_template("search/page.html", page=results())
