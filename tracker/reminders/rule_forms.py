"""What does a coordinator type to change a rule? Working days, with Thai or Arabic digits, several of them separated by commas."""

from __future__ import annotations

import json
import re
from hashlib import sha256
from typing import Any

from wtforms import HiddenField, SelectField, StringField

from tracker.lang import Bilingual, arabic_numerals
from tracker.ledger.kinds import to_data
from tracker.people.forms import choice
from tracker.reminders.rule_facts import LADDER, ReminderRuleSet
from tracker.reminders.rules import EVERY_KIND, Rule
from tracker.reminders.wants import LATEST
from tracker.web.forms import ActForm, Needed, note_field, text_field

NUMBERS = Bilingual(
    th="กรุณาพิมพ์เป็นตัวเลข คั่นด้วยเครื่องหมายจุลภาค เช่น 10, 5, 2, 0",
    en="Give numbers separated by commas, such as 10, 5, 2, 0.",
)
NUMBER = Bilingual(th="กรุณาพิมพ์เป็นตัวเลข หรือเว้นว่าง", en="Give a number, or nothing.")
REASON = Bilingual(th="กรุณาระบุเหตุผล", en="Give the reason.")


def _days(th: str, en: str) -> StringField:
    return text_field(Bilingual(th=th, en=en), limit=80)


HOURS = {str(hour) for hour in range(LATEST + 1)}
NO_HOUR = Bilingual(th="กรุณาเลือกจากรายการ", en="Choose one of the list.")


def _hour(th: str, en: str, minutes: str) -> SelectField:
    choices = [
        choice(str(hour), Bilingual(th=f"{hour:02}.{minutes} น.", en=f"{hour:02}:{minutes}"))
        for hour in range(LATEST + 1)
    ]
    return SelectField(Bilingual(th=th, en=en), choices=choices, validate_choice=False)


def figures(fact: ReminderRuleSet) -> str:
    """The figures of a rule as one word, to know them again."""
    said = {name: value for name, value in to_data(fact).items() if name != "reason"}
    return sha256(json.dumps(said, sort_keys=True).encode()).hexdigest()[:20]


class RuleForm(ActForm):
    """The steps and rungs of one rule."""

    before = _days("เตือนก่อนครบกำหนด (วันทำการ)", "Before the due date (working days)")
    after = _days("เตือนหลังครบกำหนด (วันทำการ)", "After the due date (working days)")
    every = _days("จากนั้นทุก ๆ (วันทำการ)", "Then every (working days)")
    officer = _days(
        "แจ้งเจ้าหน้าที่ผู้รับผิดชอบของหน่วยงานเมื่อไม่มีความคืบหน้า (วันทำการ)", "The agency's officer, after days without movement"
    )
    coordinator = _days("แจ้งผู้ประสานงานกลาง (วันทำการ)", "Coordinators, after days without movement")
    executive = _days(
        "ขึ้นรายการประจำสัปดาห์ของผู้บริหาร (วันทำการ)", "The executives' weekly list, after days without movement"
    )
    letter = _days("เกณฑ์ที่ควรมีหนังสือถึงหน่วยงาน (วันทำการ)", "A letter to the agency, after days without movement")
    waiting = _days(
        "แจ้งผู้ประสานงานกลางเมื่องานรอตรวจรับ (วันทำการ)", "Coordinators, when a submission has waited for (working days)"
    )
    first_hour = _hour("ส่งข้อความตั้งแต่เวลา", "Messages from this hour on", "00")
    last_hour = _hour("ถึงเวลา", "Until", "59")
    reason = note_field(Bilingual(th="เหตุผล", en="Reason"), Needed(REASON))
    looked = HiddenField()
    """Which figures the person has seen the reach of."""

    def narrow(self, kind: str) -> None:
        """Leave the hours to the general rule."""
        if kind != EVERY_KIND:
            del self.first_hour, self.last_hour

    def fill(self, rule: Rule) -> None:
        """Show a rule as it stands."""
        if self.first_hour is not None:
            self.first_hour.data, self.last_hour.data = str(rule.first_hour), str(rule.last_hour)
        self.before.data, self.after.data = ", ".join(map(str, rule.before)), ", ".join(map(str, rule.after))
        for name in ("every", "waiting", *LADDER):
            value = getattr(rule, name)
            self[name].data = "" if value is None else str(value)

    def fact(self, kind: str, known: Rule) -> ReminderRuleSet | None:
        """What was said, figures of any size; None, with a sentence beside the field, where it is no number. Hours that were not asked for
        stay as `known`."""
        first = self._clock("first_hour", known.first_hour)
        last = self._clock("last_hour", known.last_hour)
        before, after = self._several("before"), self._several("after")
        single: dict[str, Any] = {name: self._one(name) for name in ("every", "waiting", *LADDER)}
        if any(field.errors for field in self):
            return None
        every = single.pop("every")
        return ReminderRuleSet(
            kind=kind,
            before=before,
            after=after,
            every=every or 0,
            reason=self.reason.data or "",
            first_hour=first,
            last_hour=last,
            **single,
        )

    def _clock(self, name: str, known: int) -> int:
        if name not in self or self[name].data is None:
            return known
        if self[name].data not in HOURS:
            self[name].errors = [*self[name].errors, NO_HOUR]
            return known
        return int(self[name].data)

    def _several(self, name: str) -> tuple[int, ...]:
        words = [word for word in re.split(r"[,\s]+", arabic_numerals(self[name].data or "")) if word]
        if any(not re.fullmatch(r"[0-9]+", word) for word in words):
            self[name].errors = [*self[name].errors, NUMBERS]
            return ()
        return tuple(int(word) for word in words)

    def _one(self, name: str) -> int | None:
        text = arabic_numerals(self[name].data or "").strip()
        if text and not re.fullmatch(r"[0-9]+", text):
            self[name].errors = [*self[name].errors, NUMBER]
            return None
        return int(text) if text else None


class WithdrawForm(ActForm):
    """Why the rule is taken back."""

    why = note_field(Bilingual(th="เหตุผล", en="Reason"), Needed(REASON))
    looked = HiddenField()
    """Of which version of the rule the person has seen what taking it back would do."""
