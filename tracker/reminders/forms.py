"""What does a person fill in about how they want to be told?"""

from __future__ import annotations

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField

from tracker.lang import Bilingual
from tracker.people.forms import choice
from tracker.reminders.services import LONGEST, refusal
from tracker.reminders.wants import MODE_TITLES, NAMES, WEEKDAYS, Hours, Mode, Preference, o_clock, outside
from tracker.web.forms import Form, text_field

LANGUAGES = {"th": Bilingual(th="ไทย", en="Thai"), "en": Bilingual(th="อังกฤษ", en="English")}
UNKNOWN = Bilingual(th="กรุณาเลือกจากรายการ", en="Choose one of the list.")


class PreferenceForm(Form):
    """How a person wants to be told."""

    SECRET = frozenset({"channel"})

    mode = RadioField(
        Bilingual(th="รูปแบบ", en="How many"),
        choices=[choice(mode.value, title) for mode, title in MODE_TITLES.items()], validate_choice=False,
    )  # fmt: skip
    weekdays = SelectMultipleField(
        Bilingual(th="ส่งในวัน", en="On these days"),
        choices=[choice(name, title) for name, title in WEEKDAYS.items()], validate_choice=False,
    )  # fmt: skip
    hour = SelectField(
        Bilingual(th="ตั้งแต่เวลา", en="From this hour on"),
        choices=[], validate_choice=False,
    )  # fmt: skip
    lang = RadioField(
        Bilingual(th="ภาษาของข้อความ", en="Language of the messages"),
        choices=[choice(lang, words) for lang, words in LANGUAGES.items()], validate_choice=False,
    )  # fmt: skip

    channel = text_field(Bilingual(th="ส่งทางบริการอื่นแทนอีเมล", en="By another service instead of mail"), limit=LONGEST)
    by_mail = BooleanField(Bilingual(th="กลับไปส่งทางอีเมล", en="By mail again"))

    def offer(self, hours: Hours) -> None:
        """Let the list hold the hours at which something may be sent."""
        self.hour.choices = [choice(str(hour), o_clock(hour)) for hour in range(hours.first, hours.last + 1)]

    def fill(self, wanted: Preference, hours: Hours) -> None:
        """Show what holds now."""
        self.mode.data, self.lang.data = wanted.mode.value, wanted.lang
        self.hour.data = str(hours.inside(wanted.hour))
        self.weekdays.data = list(wanted.weekdays)

    def wanted(self, before: Preference, hours: Hours) -> Preference | None:
        """What was filled in; None, with a sentence beside the field, where it is nothing that the page offered."""
        sound = True
        for field, offered in ((self.mode, list(Mode)), (self.lang, list(LANGUAGES))):
            if field.data not in offered:
                self.refuse(field.name, UNKNOWN)
                sound = False
        if self.hour.data not in {str(hour) for hour in range(hours.first, hours.last + 1)}:
            self.refuse("hour", outside(hours))
            sound = False
        if any(day not in NAMES for day in self.weekdays.data or []):
            self.refuse("weekdays", UNKNOWN)
            sound = False
        channel = "" if self.by_mail.data else (self.channel.data or before.channel)
        if channel and (refused := refusal(channel)):
            self.refuse("channel", refused)
            sound = False
        if not sound:
            return None
        days = tuple(name for name in NAMES if name in (self.weekdays.data or []))
        return Preference(self.lang.data, Mode(self.mode.data), days, int(self.hour.data), channel)
