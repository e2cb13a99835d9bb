"""Which address shows the money? Only the route here."""

from __future__ import annotations

from flask import Blueprint

from tracker.access.guard import allow
from tracker.access.policy import Permission
from tracker.budget.overview import overview
from tracker.tasks.shown import shown_picture
from tracker.web.kept import kept

pages = Blueprint("budget", __name__)


@pages.get("/budget", endpoint="overview")
@allow(Permission.BUDGET_SEE)
def overview_page() -> str:
    """The money that the resolution itself states, and the way to money that the other agencies chose."""
    return kept("budget/overview.html", lambda: overview(shown_picture()))
