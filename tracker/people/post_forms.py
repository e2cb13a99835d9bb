"""What does a person type to open a post, rename it, hand it on, leave it vacant, charge it with the whole agency or close it?"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from wtforms import HiddenField, SelectField
from wtforms.validators import ValidationError

from tracker import clock
from tracker.lang import Bilingual, format_date
from tracker.people.forms import choice
from tracker.people.rules import User
from tracker.web.forms import ActForm, DateField, Needed, text_field

CHOOSE_HOLDER = Bilingual(th="กรุณาเลือกผู้ดำรงตำแหน่งจากรายการ", en="Choose the holder from the list.")
CHOOSE_CHARGE = Bilingual(
    th="ไม่ทราบว่าให้กำหนดหรือยกเลิก กรุณากดปุ่มจากหน้านี้อีกครั้ง",
    en="It is not known whether to set or to lift it; press the button on this page again.",
)
NEED_DAY = Bilingual(th="กรุณาระบุวันที่ เช่น 31/05/2556", en="Give the day, such as 31/05/2556.")


def title_field(label: Bilingual, missing: Bilingual) -> Any:
    """A title in one language."""
    return text_field(label, Needed(missing), limit=200)


def since_field(label: Bilingual) -> DateField:
    """The day from which it holds; today unless another is typed."""
    return DateField(label, validators=[Needed(NEED_DAY)], default=lambda: format_date(clock.today(), "th", "numeric"))


class RenameForm(ActForm):
    """The post's title in both languages."""

    title_th = title_field(
        Bilingual(th="ชื่อตำแหน่ง (ไทย)", en="Title, in Thai"),
        Bilingual(th="กรุณากรอกชื่อตำแหน่งภาษาไทย", en="Enter the title in Thai."),
    )
    title_en = title_field(
        Bilingual(th="ชื่อตำแหน่ง (อังกฤษ)", en="Title, in English"),
        Bilingual(th="กรุณากรอกชื่อตำแหน่งภาษาอังกฤษ", en="Enter the title in English."),
    )

    @property
    def title(self) -> Bilingual:
        """What was typed."""
        return Bilingual(th=self.title_th.data or "", en=self.title_en.data or "")


class HoldForm(ActForm):
    """Who holds the post, and from which day."""

    holder = SelectField(Bilingual(th="ผู้ดำรงตำแหน่ง", en="Held by"), choices=[], invalid_choice_message=CHOOSE_HOLDER)
    since = since_field(Bilingual(th="ตั้งแต่วันที่", en="From"))

    def offer(self, people: Mapping[int, User], *, nobody: bool = False) -> None:
        """Let the list hold these accounts; with `nobody` also the choice of a vacant post."""
        none = (
            Bilingual(th="– ยังไม่มีผู้ดำรงตำแหน่ง –", en="– nobody yet –")
            if nobody
            else Bilingual(th="– เลือก –", en="– choose –")
        )
        self.holder.choices = [choice("", none), *(choice(str(id_), user.name) for id_, user in people.items())]

    @property
    def holder_id(self) -> int | None:
        """The account that was chosen."""
        return int(self.holder.data) if self.holder.data else None


class OpenForm(RenameForm, HoldForm):
    """A new post, with its first holder when there is one."""


class VacateForm(ActForm):
    """From which day the post is vacant."""

    since = since_field(Bilingual(th="ว่างตั้งแต่วันที่", en="Vacant from"))


class ChargeForm(ActForm):
    """Is its holder the officer who answers for the whole agency? The button says which of the two is asked for."""

    officer = HiddenField()

    def validate_officer(self, field: HiddenField) -> None:
        """Refuse anything but the two words of the button."""
        if field.data not in ("yes", "no"):
            raise ValidationError(CHOOSE_CHARGE)


class CloseForm(ActForm):
    """The post is no more; there is nothing to type."""


CHANGES: Mapping[str, type[ActForm]] = {
    "hold": HoldForm, "vacate": VacateForm, "rename": RenameForm, "charge": ChargeForm, "close": CloseForm
}  # fmt: skip
"""What may be done to a post, by its word in the address."""
