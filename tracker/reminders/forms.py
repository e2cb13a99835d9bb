"""What does a person fill in about how they want to be told?"""

from __future__ import annotations

from wtforms import BooleanField, RadioField, SelectField, SelectMultipleField

from tracker.lang import Bilingual
from tracker.people.forms import choice
from tracker.reminders.services import LONGEST, refusal
from tracker.reminders.wants import FIRST_HOUR, LAST_HOUR, MODE_TITLES, NAMES, WEEKDAYS, Mode, Preference
from tracker.web.forms import Form, text_field

LANGUAGES = {"th": Bilingual(th="ไทย", en="Thai"), "en": Bilingual(th="อังกฤษ", en="English")}
HOURS = {str(hour): Bilingual(th=f"{hour:02}.00 น.", en=f"{hour:02}:00") for hour in range(FIRST_HOUR, LAST_HOUR + 1)}
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
        choices=[choice(hour, words) for hour, words in HOURS.items()], validate_choice=False,
    )  # fmt: skip
    lang = RadioField(
        Bilingual(th="ภาษาของข้อความ", en="Language of the messages"),
        choices=[choice(lang, words) for lang, words in LANGUAGES.items()], validate_choice=False,
    )  # fmt: skip

    channel = text_field(Bilingual(th="ส่งทางบริการอื่นแทนอีเมล", en="By another service instead of mail"), limit=LONGEST)
    by_mail = BooleanField(Bilingual(th="กลับไปส่งทางอีเมล", en="By mail again"))

    def fill(self, wanted: Preference) -> None:
        """Show what holds now."""
        self.mode.data, self.hour.data, self.lang.data = wanted.mode.value, str(wanted.hour), wanted.lang
        self.weekdays.data = list(wanted.weekdays)

    def wanted(self, before: Preference) -> Preference | None:
        """What was filled in; None, with a sentence beside the field, where it is nothing that the page offered."""
        sound = True
        for field, offered in ((self.mode, list(Mode)), (self.lang, list(LANGUAGES)), (self.hour, list(HOURS))):
            if field.data not in offered:
                self.refuse(field.name, UNKNOWN)
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
