"""When does the product draw up the periodic report by itself? Once for each period, as soon as the day of its data cut is over."""

from __future__ import annotations

import logging
from datetime import date, datetime
from itertools import takewhile

from tracker.access.policy import Actor, Role
from tracker.cadence import store
from tracker.cadence.book import Stated, stated
from tracker.cadence.rules import Occurrence, occurrences
from tracker.cadence.settling import LOOK_AHEAD
from tracker.calendar.store import newest_calendar
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import end_reading, write_transaction
from tracker.reports import service as reports

log = logging.getLogger(__name__)

ITSELF = Actor(None, "", Bilingual(th="ระบบ", en="The system"), Role.COORDINATOR, None)
"""Who draws up a report when nobody asked for it; only the id, which is none, is recorded."""
NOT_THEN = Bilingual(th="ยังไม่มีมติในวันนั้น", en="No resolution then.")
UNFORESEEN = Bilingual(
    th="เกิดข้อผิดพลาดที่มิได้คาดไว้ ({error}) รายละเอียดอยู่ในบันทึกของเครื่องแม่ข่าย",
    en="An error that was not foreseen ({error}); the server's log has the details.",
)
_CASE = Bilingual(th="{code}: {why}", en="{code}: {why}")


def draft_due(today: date, now: datetime) -> tuple[int, list[Bilingual]]:
    """Draw up the report of the last period whose data cut is over, where there is none yet; how many were drawn up, and what kept
    others from it, in words.

    Its data are those of the cut day's end, so that a machine that was off for days draws up the same report, be it late. What was to
    be cut before the cadence was laid down, and periods that passed as a whole, are left to people.
    """
    done, refused = 0, []
    for each in _reporting():
        try:
            found = _period(each, today)
            done += found is not None and _drafted(each, found, now)
        except Exception as error:
            end_reading()  # so that the next one is not asked in a transaction that has failed
            refused.append(_CASE.format(code=each.duty.resolution, why=_why(error, each.duty.resolution)))
    return done, refused


def _why(error: Exception, resolution: str) -> Bilingual:
    """What kept a report, in words. What nobody foresaw goes into the log, and keeps no other resolution from its report."""
    if isinstance(error, RuleBroken):
        return error.message
    if isinstance(error, reports.NoSuchResolution):
        return NOT_THEN
    log.error("the periodic report of %s could not be drawn up", resolution, exc_info=error)
    return UNFORESEEN.format(error=type(error).__name__)


def _reporting() -> list[Stated]:
    """The cadences by which an agency reports to the Cabinet, the first of each resolution."""
    every = [each for each in stated(store.duties()) if each.found.cadence is not None]
    reporters = store.reporters({each.duty.resolution_id for each in every})
    first: dict[int, Stated] = {}
    for each in every:
        if reporters.get(each.duty.resolution_id) in each.duty.obligation.obligors:
            first.setdefault(each.duty.resolution_id, each)
    return list(first.values())


def _period(each: Stated, today: date) -> Occurrence | None:
    """The last period whose data are cut; None when there is none since the cadence was laid down."""
    cadence, since = each.found.cadence, each.found.since
    if cadence is None or since is None:
        return None
    near = occurrences(cadence, newest_calendar(), max(since, today - LOOK_AHEAD), today + LOOK_AHEAD)
    cut = [found for found in takewhile(lambda found: found.cut_on < today, near) if since <= found.cut_on]
    return cut[-1] if cut else None


def _drafted(each: Stated, period: Occurrence, now: datetime) -> bool:
    id_, since = each.duty.resolution_id, each.found.since
    assert since is not None
    if _is_there(id_, period, since):
        return False
    with write_transaction():
        if _is_there(id_, period, since):
            return False
        reports.draft(id_, period.cut_on, ITSELF, now)
    return True


def _is_there(resolution_id: int, period: Occurrence, since: date) -> bool:
    """Was one drawn up for the period, or later? What was drawn up by the day on which the cadence was laid down belongs to what was
    before, though the new period may reach back over it."""
    return any(
        period.begins <= each.as_of and each.as_of > since for each in store.report_days([resolution_id])[resolution_id]
    )
