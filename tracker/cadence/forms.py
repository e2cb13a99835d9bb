"""What does a coordinator fill in to change a cadence? Days in B.E., numbers in Thai or Arabic digits."""

from __future__ import annotations

import re

from wtforms import HiddenField, RadioField, SelectField, StringField

from tracker.cadence.facts import CadenceEnded, CadenceRestored, CadenceSet, Fact
from tracker.cadence.words import LAST_DAY, interval
from tracker.lang import Bilingual, arabic_numerals, format_date
from tracker.people.forms import choice
from tracker.resolutions.cadence import MONTHS, Cadence
from tracker.web.forms import ActForm, DateField, Needed, note_field, text_field

WHAT = {
    "set": Bilingual(th="กำหนดรอบใหม่ตามด้านล่าง", en="Set the cadence below"),
    "end": Bilingual(th="สิ้นสุดรอบ ไม่มีงวดใหม่อีก", en="End the cadence: no further periods"),
    "file": Bilingual(th="กลับไปใช้รอบตามแฟ้มข้อมูลมติ", en="Go back to the cadence of the resolution's file"),
}
ON = {"last": LAST_DAY, "day": Bilingual(th="วันที่ของเดือนตามที่ระบุ", en="the day of the month given below")}
UNKNOWN = Bilingual(th="กรุณาเลือกจากรายการ", en="Choose one of the list.")
NUMBER = Bilingual(th="กรุณาพิมพ์เป็นตัวเลข", en="Give a number.")
NO_DAY = Bilingual(th="กรุณาระบุวันที่ของเดือน", en="Give the day of the month.")
NO_FIRST = Bilingual(th="กรุณาระบุวันครบกำหนดแรก", en="Give the first due date.")
NO_REASON = Bilingual(th="กรุณาระบุเหตุผล", en="Give the reason.")


def _number(th: str, en: str) -> StringField:
    return text_field(Bilingual(th=th, en=en), limit=20)


class CadenceForm(ActForm):
    """What is to hold from now on. `seen` names the outcome that was shown before saving, so that nothing else is saved."""

    what = RadioField(
        Bilingual(th="สิ่งที่จะทำ", en="What to do"),
        choices=[choice(*each) for each in WHAT.items()],
        validate_choice=False,
    )
    every = SelectField(
        Bilingual(th="ระยะห่าง", en="How often"),
        choices=[choice(str(months), interval(months)) for months in MONTHS], validate_choice=False,
    )  # fmt: skip
    on = RadioField(
        Bilingual(th="ครบกำหนดใน", en="Due on"), choices=[choice(*each) for each in ON.items()], validate_choice=False
    )
    day = _number("วันที่ของเดือน (1–31)", "Day of the month (1–31)")
    first_on = DateField(Bilingual(th="วันครบกำหนดแรก (นับตามเดือน)", en="First due date (its month counts)"))
    until = DateField(Bilingual(th="สิ้นสุดวันที่", en="Until"))
    cut_before = _number("ตัดยอดข้อมูลก่อนวันครบกำหนด (วันทำการ)", "Data cut before the due date (working days)")
    reason = note_field(Bilingual(th="เหตุผล", en="Reason"), Needed(NO_REASON))
    seen = HiddenField()

    def fill(self, cadence: Cadence | None) -> None:
        """Show the cadence that holds, or what an obligation without one may begin with."""
        self.what.data = "set"
        self.every.data = str(cadence.every if cadence else 1)
        self.on.data = "day" if cadence and cadence.day else "last"
        self.day.data = str(cadence.day) if cadence and cadence.day else ""
        self.first_on.data = format_date(cadence.first_on, "th", "numeric") if cadence else ""
        self.until.data = format_date(cadence.until, "th", "numeric") if cadence and cadence.until else ""
        self.cut_before.data = str(cadence.cut_before if cadence else 5)

    def fact(self, obligation: str) -> Fact | None:
        """What was said; None, with a sentence beside each field, where it makes no sense. Call it once the form was validated."""
        reason = self.reason.data or ""
        match self.what.data:
            case "end":
                return None if self.errors else CadenceEnded(obligation, reason)
            case "file":
                return None if self.errors else CadenceRestored(obligation, reason)
            case "set":
                return self._set(obligation, reason)
        self.refuse("what", UNKNOWN)
        return None

    def _set(self, obligation: str, reason: str) -> CadenceSet | None:
        every, cut_before = self._one("every"), self._one("cut_before")
        day = self._one("day", NO_DAY) if self.on.data == "day" else None
        if self.on.data not in ON:
            self.refuse("on", UNKNOWN)
        if self.first_on.day is None and not self.first_on.errors:
            self.refuse("first_on", NO_FIRST)
        if any(field.errors for field in self) or every is None or cut_before is None or self.first_on.day is None:
            return None
        return CadenceSet(obligation, every, self.first_on.day, day, self.until.day, cut_before, reason)

    def _one(self, name: str, missing: Bilingual = NUMBER) -> int | None:
        text = arabic_numerals(self[name].data or "").strip()
        if re.fullmatch(r"[0-9]{1,4}", text):
            return int(text)
        if not self[name].errors:
            self.refuse(name, NUMBER if text else missing)
        return None
