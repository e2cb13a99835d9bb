"""Which day does this page show? `?as_of=DATE` asks for a past one; such a page is read only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from flask import abort, g, request

from tracker import clock
from tracker.lang import Bilingual, DateNotUnderstood, format_date, parse_date


@dataclass(frozen=True, slots=True)
class Moment:
    """The day a page shows and the day it is (both Bangkok)."""

    day: date
    today: date

    @property
    def is_past(self) -> bool:
        """True for a picture of a past day: no forms then."""
        return self.day < self.today


def moment() -> Moment:
    """The moment of this request; 400 with a whole sentence when the date is impossible or in the future."""
    if "moment" not in g:
        g.moment = _asked_moment()
    found: Moment = g.moment
    return found


def _asked_moment() -> Moment:
    today = clock.today()
    typed = request.args.get("as_of", "").strip()
    if not typed:
        return Moment(today, today)
    g.moment = Moment(today, today)
    try:
        day = parse_date(typed).day
    except DateNotUnderstood as error:
        abort(400, description=error.message)
    if day > today:
        abort(
            400,
            description=Bilingual(
                th=f"{format_date(day, 'th', 'long')} ยังมาไม่ถึง เลือกวันที่ไม่เกินวันนี้",
                en=f"{format_date(day, 'en', 'long')} is in the future; choose a day up to today.",
            ),
        )
    return Moment(day, today)
