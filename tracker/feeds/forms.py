"""What does a person choose to get the address of a calendar?"""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import SelectField

from tracker.lang import Bilingual
from tracker.people.forms import choice
from tracker.people.store import Agency
from tracker.web.forms import ActForm

MINE = Bilingual(th="งานของฉัน", en="My work")
CHOOSE = Bilingual(th="กรุณาเลือกจากรายการ", en="Choose from the list.")


class FeedForm(ActForm):
    """Whose days the calendar holds: one's own work, or all tasks of an agency."""

    agency = SelectField(Bilingual(th="ปฏิทินของ", en="Calendar of"), choices=[], invalid_choice_message=CHOOSE)

    def offer(self, agencies: Mapping[str, Agency]) -> None:
        """Let the list hold these agencies."""
        self.agency.choices = [choice("", MINE), *(choice(code, each.name) for code, each in agencies.items())]
