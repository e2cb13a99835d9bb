"""What do all forms share? Labels and errors in both languages, clean text, and a token so that one form acts once."""

from __future__ import annotations

import re
import secrets
import string
from datetime import date
from typing import Any, ClassVar

from flask import request
from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, StringField, TextAreaField
from wtforms.validators import StopValidation, ValidationError

from tracker import clock
from tracker.lang import Bilingual, DateNotUnderstood, ParsedDate, format_date, parse_date

NOTE_LIMIT = 4000


BLANK = string.whitespace + "\u00a0\u200b\u200c\u200d\u2060\u3000\ufeff"
"""What an eye does not see at the ends of a text."""
UNREADABLE = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffd\u202a-\u202e\u2066-\u2069]|%ED%[AB][0-9A-F]%[89AB][0-9A-F]"
)
"""Control characters, broken ones (a lone surrogate reaches us as its bytes in per cent), and those that turn the reading direction."""


class Form(FlaskForm):
    """A form whose errors are whole sentences in both languages (Bilingual). SECRET names the fields whose values are neither kept as a
    draft nor shown again on a page of an error, in whatever form a field of that name stands."""

    SECRET: ClassVar[frozenset[str]] = frozenset()

    def refuse(self, field: str, message: Bilingual) -> None:
        """Put a rule's refusal beside its field, or above the form when the form has no such field."""
        target = self._fields.get(field)
        if target is None:
            self.form_errors.append(message)
        else:
            target.errors = [*target.errors, message]


def new_act_key() -> str:
    """A token that no form had yet."""
    return secrets.token_urlsafe(16)


class ActForm(Form):
    """A form that records one act: it carries the version its author saw and a token that lets it act only once."""

    version = HiddenField()
    act_key = HiddenField(default=new_act_key)

    def send_again(self, version: int | None = None) -> None:
        """Let the form that came too late be sent once more from the page that says so: as an act of its own, since its token may
        be that of an entry, by somebody who has seen this version (None: as the form says)."""
        self.act_key.data = new_act_key()
        if version is not None:
            self.version.raw_data, self.version.data = None, str(version)

    def expected_version(self, current: int) -> int:
        """The version its author saw; a form without a sound one counts as having seen nothing."""
        text = self.version.data or ""
        return (
            int(text)
            if text.isascii() and text.isdigit() and len(text) < 10
            else -1
            if request.method == "POST"
            else current
        )

    def once(self) -> str | None:
        """The token, when it is sound."""
        key = self.act_key.data or ""
        return key if re.fullmatch(r"[A-Za-z0-9_-]{8,64}", key) else None


class Needed:
    """The field must hold something; `message` says what is missing."""

    def __init__(self, message: Bilingual) -> None:
        self.message = message
        self.field_flags = {"required": True}

    def __call__(self, form: Any, field: Field) -> None:
        """Stop further checks on an empty field."""
        if not (field.data or "").strip():
            raise StopValidation(self.message)


SHORTEN = Bilingual(th="กรุณาย่อข้อความ", en="Shorten it.")
SHORTEN_OR_ATTACH = Bilingual(th="กรุณาย่อหรือแนบเป็นหลักฐาน", en="Shorten it or attach it as evidence.")


class PlainText:
    """Readable text of at most `limit` characters; no control characters (NUL) and no broken ones (lone surrogates)."""

    def __init__(self, limit: int = NOTE_LIMIT) -> None:
        self.limit = limit

    def __call__(self, form: Any, field: Field) -> None:
        """Refuse with a sentence that names the trouble; what was typed stays in the field."""
        text = field.data or ""
        if len(text) > self.limit:
            remedy = SHORTEN if getattr(form, "evidence", None) is None else SHORTEN_OR_ATTACH
            raise StopValidation(
                Bilingual(
                    th=f"ข้อความยาว {len(text):,} ตัวอักษร รับได้ไม่เกิน {self.limit:,} ตัวอักษร {remedy.th}",
                    en=f"The text has {len(text):,} characters; at most {self.limit:,} fit. {remedy.en}",
                )
            )
        if UNREADABLE.search(text):
            raise StopValidation(
                Bilingual(
                    th="ข้อความมีอักขระที่ใช้ไม่ได้ (อักขระควบคุมหรืออักขระเสีย) กรุณาลบแล้วพิมพ์ใหม่",
                    en="The text contains a character that cannot be used (a control or broken character). Delete it and type again.",
                )
            )


def tidy(text: Any) -> Any:
    """Strip the ends, invisible characters too, and make line ends alike."""
    return text.replace("\r\n", "\n").strip(BLANK) if isinstance(text, str) else text


def text_field(label: Bilingual, *validators: Any, limit: int = 300) -> StringField:
    """A single line of plain text."""
    return StringField(label, validators=[*validators, PlainText(limit)], filters=[tidy])


def note_field(label: Bilingual, *validators: Any) -> TextAreaField:
    """Several lines of plain text, up to NOTE_LIMIT characters."""
    return TextAreaField(label, validators=[*validators, PlainText()], filters=[tidy])


class DateField(StringField):
    """A day typed by a person: B.E. as expected, C.E. understood by its year. `.day` is the date, `.understood` a sentence
    when the year was of the other era (None otherwise)."""

    day: date | None = None
    understood: Bilingual | None = None

    def post_validate(self, form: Any, validation_stopped: bool) -> None:
        """Turn the text into a day, or say in a sentence why it is none."""
        if validation_stopped or not self.data:
            return
        try:
            parsed: ParsedDate = parse_date(self.data)
        except DateNotUnderstood as error:
            raise ValidationError(error.message) from error
        self.day = parsed.day
        self.understood = None if parsed.expected else parsed.understood()


def not_in_future(field: DateField) -> Bilingual | None:
    """The refusal for a day after today, naming the year that was understood; None when the day is sound."""
    if field.day is None or field.day <= clock.today():
        return None
    sentence = Bilingual(
        th=f"{format_date(field.day, 'th', 'long')} ยังมาไม่ถึง กรุณาระบุวันที่ไม่เกินวันนี้",
        en=f"{format_date(field.day, 'en', 'long')} is in the future; give a day up to today.",
    )
    if field.understood is None:
        return sentence
    return Bilingual(th=f"{field.understood.th} {sentence.th}", en=f"{field.understood.en} {sentence.en}")
