"""What does a coordinator say to have a report drawn up?"""

from __future__ import annotations

from tracker.lang import Bilingual
from tracker.web.forms import ActForm, DateField, Needed


class DraftForm(ActForm):
    """The day of the report."""

    as_of = DateField(
        Bilingual(th="ข้อมูล ณ วันที่", en="Data as of"),
        validators=[Needed(Bilingual(th="กรุณาระบุวันที่ของรายงาน", en="Give the day of the report."))],
    )
