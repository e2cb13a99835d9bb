"""What does a coordinator type to put the calendar right?"""

from __future__ import annotations

from tracker.calendar import refusals
from tracker.calendar.rules import DayOffAdded
from tracker.lang import Bilingual
from tracker.web.forms import ActForm, DateField, Needed, note_field, text_field


class DayOffForm(ActForm):
    """A day on which offices are closed, its name in both languages and the paper that says so."""

    day = DateField(Bilingual(th="วันที่", en="Day"), validators=[Needed(refusals.MISSING_DAY)])
    name_th = text_field(
        Bilingual(th="ชื่อวันหยุด (ไทย)", en="Name of the day off, in Thai"), Needed(refusals.NO_NAME_TH), limit=200
    )
    name_en = text_field(
        Bilingual(th="ชื่อวันหยุด (อังกฤษ)", en="Name of the day off, in English"), Needed(refusals.NO_NAME_EN), limit=200
    )
    source = text_field(Bilingual(th="ที่มา", en="Source"), Needed(refusals.NO_SOURCE), limit=500)

    def fact(self) -> DayOffAdded:
        """What was said, once the form is sound."""
        return DayOffAdded(Bilingual(self.name_th.data or "", self.name_en.data or ""), self.source.data or "")


class ReasonForm(ActForm):
    """Why a day is a working day after all, or why an entry no longer holds."""

    reason = note_field(Bilingual(th="เหตุผล", en="Reason"), Needed(refusals.NO_REASON))
