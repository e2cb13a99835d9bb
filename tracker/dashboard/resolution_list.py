"""Which resolutions are there, where does each stand, and which of them should a page show? A part of the list at a time."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from tracker.people.cut import cut_of_page
from tracker.people.store import agencies
from tracker.resolutions import store as registers
from tracker.resolutions.store import Listed
from tracker.tasks import reach
from tracker.tasks.health import RollUp
from tracker.tasks.picture import picture
from tracker.web.as_of import moment
from tracker.web.frame import link

PART = 20
LONGEST_WORDS = 100
CHOSEN_FOR = frozenset(
    {
        "budget.overview", "dashboard.compare", "dashboard.overview", "quality.overview", "reports.draft", "reports.listing",
        "tasks.listing",
    }
)  # fmt: skip
"""Pages that show any resolution under an address that needs nothing more (a refused draft shows the reports, under their address);
anything else is no page to choose one for."""
OF_AN_AGENCY = "dashboard.agency"
"""The one such page whose address says whose it is as well."""


@dataclass(frozen=True, slots=True)
class Row:
    """One resolution: the page that was asked for (`href`), and what its tasks add up to on the day of the page."""

    resolution: Listed
    href: str
    total: RollUp


@dataclass(frozen=True, slots=True)
class Page:
    """A part of the list; `next` is the resolution behind which the next part begins, `to` the page that a choice leads back to."""

    rows: tuple[Row, ...]
    words: str
    next: str | None
    to: dict[str, str]


def listed() -> Page:
    """The part of the list that the address asks for, the newest first; a fixed number of queries today."""
    words, cut, to = request.args.get("q", "").strip()[:LONGEST_WORDS], cut_of_page(), _way_back()
    after = registers.by_code(request.args.get("after", ""))
    found = registers.page(PART + 1, cut=cut, after=after, words=words)
    shown = found[:PART]
    sums = _sums(shown)
    if cut is not None:
        shown = registers.titled_as_known(shown, cut)
    rows = tuple(Row(each, _href(each, to), sums[each.id]) for each in shown)
    return Page(rows, words, shown[-1].code if len(found) > PART else None, to)


def _sums(shown: list[Listed]) -> dict[int, RollUp]:
    now = moment()
    if not now.is_past:
        found = reach.sums_of_resolutions([each.id for each in shown], now.day)
        return {each.id: found.get(each.id, reach.EMPTY) for each in shown}
    pictures = {each.id: picture(each.id, now.day, past=True) for each in shown}
    return {id_: then.total if then else reach.EMPTY for id_, then in pictures.items()}


def _way_back() -> dict[str, str]:
    """The page that people came from to choose another resolution for it: its endpoint and, for an agency's page, whose."""
    to, code = request.args.get("to", ""), request.args.get("code", "")
    if to == OF_AN_AGENCY and code in agencies():
        return {"to": to, "code": code}
    return {"to": to} if to in CHOSEN_FOR else {}


def _href(resolution: Listed, to: dict[str, str]) -> str:
    if not to:
        return link("dashboard.resolution", code=resolution.code)
    agency = {"code": to["code"]} if "code" in to else {}
    return link(to["to"], resolution=resolution.code, **agency)
