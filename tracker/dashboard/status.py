"""Where does a resolution stand, for scripts? The figures of `tracker status`, each with its denominator."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracker import clock
from tracker.people.store import agencies
from tracker.resolutions import store
from tracker.tasks.health import Health, RollUp
from tracker.tasks.picture import Picture, picture


def status_of(code: str | None, as_of: date | None) -> dict[str, Any] | None:
    """The status of a resolution (default: the newest) as known on a day (default: today) as plain JSON; None when unknown."""
    today = clock.today()
    day = as_of or today
    known = store.resolutions()
    found = next((each for each in known if code in (None, each.code)), None)
    shown = picture(found.id, day, past=as_of is not None and day < today) if found else None
    if shown is None:
        return None
    return {
        "resolution": shown.register.resolution.code,
        "as_of": day.isoformat(),
        "cut": shown.cut,
        "headline_obligation": shown.register.resolution.headline,
        "agencies": [_agency(shown, agency) for agency in shown.register.resolution.matrix_agencies],
        "headline": _sum(shown.headline),
        "total": _sum(shown.total),
    }


def table(status: dict[str, Any]) -> str:
    """The same for the eye: one line an agency, of the headline obligation and of all its own tasks."""
    headline = status["headline_obligation"]
    lines = [
        f"{status['resolution']} as of {status['as_of']}",
        f"{'agency':8}{headline:>22}{'all own tasks':>34}",
        f"{'':8}{'claimed verified plan':>22}{'claimed verified  done/tasks  late':>36}",
    ]
    for each in [*status["agencies"], {"code": "all", "headline": status["headline"], "own": status["total"]}]:
        top, own = each["headline"], each["own"]
        lines.append(
            f"{each['code']:8}{top['claimed_percent']:>7}% {top['verified_percent']:>7}% {top['planned_percent']:>4}%"
            f"{own['claimed_percent']:>8}% {own['verified_percent']:>8}% {own['done']:>6}/{own['tasks']:<6}{own['late']:>5}"
        )
    return "\n".join(lines)


def _agency(shown: Picture, code: str) -> dict[str, Any]:
    agency = agencies(shown.cut)[code]
    own, top = shown.agency(code), shown.agency_headline(code)
    name = {"code": code, "abbr": agency.abbr.th, "name_th": agency.name.th, "name_en": agency.name.en}
    percents = {"claimed_percent": top.claimed, "verified_percent": top.verified, "denominator": _denominator(top)}
    return name | percents | {"headline": _sum(top), "own": _sum(own)}


def _denominator(total: RollUp) -> dict[str, int]:
    return {"tasks": total.tasks, "weight": total.weight}


def _sum(total: RollUp) -> dict[str, Any]:
    return {
        "claimed_percent": total.claimed,
        "verified_percent": total.verified,
        "planned_percent": total.planned,
        "denominator": _denominator(total),
        "tasks": total.tasks,
        "waived": total.waived,
        "waiting_for_verification": total.waiting,
        "health": total.worst.value if total.worst else None,
    } | {health.value: total.counts.get(health, 0) for health in Health}
