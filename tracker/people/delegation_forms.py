"""What does a person type to let another account act in their place?"""

from __future__ import annotations

from collections.abc import Mapping

from wtforms import SelectField

from tracker import clock
from tracker.lang import Bilingual, format_date
from tracker.people.forms import choice
from tracker.people.rules import User
from tracker.web.forms import ActForm, DateField, Needed, text_field

NEED_FIRST = Bilingual(th="กรุณาระบุวันแรกที่ให้ปฏิบัติแทน", en="Give the first day.")
NEED_LAST = Bilingual(th="กรุณาระบุวันสุดท้าย การมอบหมายต้องมีวันสิ้นสุด", en="Give the last day; a delegation must have an end.")


class DelegationForm(ActForm):
    """Who acts, from which day to which, and why."""

    taker = SelectField(
        Bilingual(th="ผู้ปฏิบัติแทน", en="Who acts for you"), choices=[],
        invalid_choice_message=Bilingual(th="กรุณาเลือกผู้ปฏิบัติแทนจากรายการ", en="Choose from the list who acts for you."),
    )  # fmt: skip
    first = DateField(
        Bilingual(th="ตั้งแต่วันที่", en="First day"), validators=[Needed(NEED_FIRST)],
        default=lambda: format_date(clock.today(), "th", "numeric"),
    )  # fmt: skip
    last = DateField(Bilingual(th="ถึงวันที่", en="Last day"), validators=[Needed(NEED_LAST)])
    note = text_field(Bilingual(th="เหตุผล", en="Reason"), limit=300)

    def offer(self, people: Mapping[int, User]) -> None:
        """Let the list hold these accounts."""
        none = choice("", Bilingual(th="– เลือก –", en="– choose –"))
        self.taker.choices = [none, *(choice(str(id_), user.name) for id_, user in people.items())]

    @property
    def taker_id(self) -> int:
        """The account that was chosen; 0 for none."""
        return int(self.taker.data) if self.taker.data else 0
