"""What is probably wrong, for scripts? The findings of `tracker quality`, as JSON or lines."""

from __future__ import annotations

from datetime import date
from typing import Any

from tracker import clock
from tracker.quality.checks import CHECKS
from tracker.quality.gathered import gather
from tracker.quality.seen import Limits
from tracker.resolutions import store
from tracker.tasks.picture import picture


def quality_of(code: str | None, as_of: date | None, limits: Limits) -> dict[str, Any] | None:
    """The open findings of a resolution (default: the newest) as known on a day (default: today) as plain JSON; None when unknown."""
    today = clock.today()
    day = as_of or today
    listed = next((each for each in store.resolutions() if code in (None, each.code)), None)
    shown = picture(listed.id, day, past=as_of is not None and day < today) if listed else None
    if shown is None:
        return None
    found = gather(shown, limits)
    still = found.open
    return {
        "resolution": shown.register.resolution.code,
        "as_of": day.isoformat(),
        "stale_after_working_days": limits.stale,
        "answer_within_working_days": limits.wait,
        "open": len(still),
        "accepted": len(found.judged),
        "checks": [
            {"check": check.code, "title": check.title.en, "found": sum(each.check == check.code for each in still)} for check in CHECKS
        ],
        "findings": [
            {"check": each.check, "object": each.object, "agency": each.agency, "what": each.what.en, "what_th": each.what.th,
             "detail": each.detail.en, "detail_th": each.detail.th} for each in still
        ],
    }  # fmt: skip


def table(found: dict[str, Any]) -> str:
    """The same for the eye: one line a finding, under the name of its check."""
    lines = [f"{found['resolution']} as of {found['as_of']}: {found['open']} open, {found['accepted']} accepted"]
    for check in found["checks"]:
        if check["found"]:
            lines += ["", f"{check['title']} ({check['check']}): {check['found']}"]
            lines += [
                f"  {each['agency'] or '-':6} {(each['what'] + ': ') if each['what'] else ''}{each['detail']}"
                for each in found["findings"]
                if each["check"] == check["check"]
            ]
    return "\n".join(lines)
