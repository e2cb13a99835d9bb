"""Which addresses show where things stand? Only routes here: each names its permission and what draws it."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, render_template

from tracker.access.guard import allow
from tracker.access.policy import Permission
from tracker.dashboard.agency import agency
from tracker.dashboard.checks import Checked, checked, last_check
from tracker.dashboard.compare import asked_days, compare_page
from tracker.dashboard.compare_sheets import compare_workbook
from tracker.dashboard.faults import fault
from tracker.dashboard.history import history
from tracker.dashboard.obligation import obligation
from tracker.dashboard.overview import overview
from tracker.dashboard.resolution import resolution
from tracker.dashboard.resolution_list import listed
from tracker.tasks.shown import default, shown_picture
from tracker.web.as_of import moment
from tracker.web.kept import fresh, kept

pages = Blueprint("dashboard", __name__)


@pages.get("/", endpoint="overview")
@allow(Permission.OVERVIEW_SEE)
def overview_page() -> str:
    """Where the newest resolution (or `?resolution=`) stands; a welcome while there is none."""
    if default() is None and not moment().is_past:
        return render_template("dashboard/empty.html")
    return kept("dashboard/overview.html", lambda: overview(shown_picture()))


@pages.get("/resolutions", endpoint="resolutions")
@allow(Permission.RESOLUTION_SEE)
def resolutions_page() -> str:
    """All resolutions, the newest first."""
    return kept("dashboard/resolutions.html", listed)


@pages.get("/resolutions/<code>", endpoint="resolution")
@allow(Permission.RESOLUTION_SEE)
def resolution_page(code: str) -> str:
    """One resolution word for word, with what follows from it."""
    return kept("dashboard/resolution.html", lambda: resolution(code))


@pages.get("/obligations/<code>", endpoint="obligation")
@allow(Permission.RESOLUTION_SEE)
def obligation_page(code: str) -> str:
    """One obligation, or a group that people see as one."""
    return kept("dashboard/obligation.html", lambda: obligation(code))


@pages.get("/agencies/<code>", endpoint="agency")
@allow(Permission.AGENCY_SEE)
def agency_page(code: str) -> str:
    """One agency and all its work."""
    return kept("dashboard/agency.html", lambda: agency(code))


@pages.get("/compare", endpoint="compare")
@allow(Permission.HISTORY_SEE)
def compare_two_days() -> Any:
    """Two days side by side; a day that makes no sense is answered beside its field."""
    if asked_days().problems:
        return fresh("dashboard/compare.html", compare_page()), 400
    return kept("dashboard/compare.html", compare_page)


@pages.get("/compare.xlsx", endpoint="compare_xlsx")
@allow(Permission.HISTORY_SEE)
def compare_xlsx() -> Any:
    """The same as a workbook, with every difference and every act that the filters leave."""
    return compare_workbook()


@pages.get("/history", endpoint="history")
@allow(Permission.HISTORY_SEE)
def history_page() -> str:
    """What happened, newest first."""
    return kept("dashboard/history.html", history, also=last_check())


@pages.get("/history/verification", endpoint="verification")
@allow(Permission.HISTORY_VERIFY)
def verification_page() -> str:
    """Did the record hold when it was last verified? Looking does not verify, since that reads everything and is remembered."""
    return _verification(last_check())


@pages.post("/history/verification", endpoint="verify")
@allow(Permission.HISTORY_VERIFY)
def verify() -> str:
    """Verify everything now. The page follows at once, so that what was found is seen even when it cannot be remembered."""
    return _verification(checked())


def _verification(last: Checked | None) -> str:
    faults = [fault(line) for line in last.found.problems] if last else []
    return render_template("dashboard/verification.html", last=last, faults=faults)


@pages.get("/method", endpoint="method")
@allow(Permission.PUBLIC)
def method_page() -> str:
    """How health and percentages are computed."""
    return render_template("pages/method.html")


@pages.get("/accessibility", endpoint="accessibility")
@allow(Permission.PUBLIC)
def accessibility_page() -> str:
    """What everybody can expect of these pages."""
    return render_template("pages/accessibility.html")
