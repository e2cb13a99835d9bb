"""What does a person type to sign in or to be given an account?"""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, PasswordField, SelectField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import ValidationError

from tracker.access.policy import Role
from tracker.lang import Bilingual
from tracker.web.forms import Form, Needed, text_field


def choice(value: str, label: Bilingual) -> Any:
    """One entry of a list to choose from, named in both languages."""
    return SelectChoice(value, label)  # type: ignore[arg-type]


class SignInForm(Form):
    """E-mail address and password; `next` is where the person wanted to go."""

    email = text_field(
        Bilingual(th="อีเมล", en="E-mail address"),
        Needed(Bilingual(th="กรุณากรอกอีเมล", en="Enter your e-mail address.")),
        limit=254,
    )
    password = PasswordField(
        Bilingual(th="รหัสผ่าน", en="Password"),
        validators=[Needed(Bilingual(th="กรุณากรอกรหัสผ่าน", en="Enter your password."))],
    )
    next = HiddenField()


class PasswordForm(Form):
    """Another password for one's own account."""

    before = PasswordField(
        Bilingual(th="รหัสผ่านปัจจุบัน", en="Present password"),
        validators=[Needed(Bilingual(th="กรุณากรอกรหัสผ่านปัจจุบัน", en="Enter your present password."))],
    )
    password = PasswordField(
        Bilingual(th="รหัสผ่านใหม่", en="New password"),
        validators=[Needed(Bilingual(th="กรุณากรอกรหัสผ่านใหม่", en="Enter the new password."))],
    )
    again = PasswordField(Bilingual(th="รหัสผ่านใหม่อีกครั้ง", en="New password once more"))

    def validate_again(self, field: PasswordField) -> None:
        """Both times the same."""
        if field.data != self.password.data:
            raise ValidationError(
                Bilingual(th="พิมพ์รหัสผ่านใหม่สองครั้งไม่ตรงกัน", en="The new password was not the same both times.")
            )


class FirstPasswordForm(Form):
    """A new first password for somebody else's account."""

    password = PasswordField(
        Bilingual(th="รหัสผ่านเริ่มต้นใหม่", en="New first password"),
        validators=[Needed(Bilingual(th="กรุณากรอกรหัสผ่าน", en="Enter a password."))],
    )


class UserForm(Form):
    """A new account."""

    email = text_field(
        Bilingual(th="อีเมล", en="E-mail address"),
        Needed(Bilingual(th="กรุณากรอกอีเมล", en="Enter the e-mail address.")),
        limit=254,
    )
    name_th = text_field(
        Bilingual(th="ชื่อตำแหน่ง (ไทย)", en="Post, in Thai"),
        Needed(Bilingual(th="กรุณากรอกชื่อตำแหน่งภาษาไทย", en="Enter the post in Thai.")),
        limit=200,
    )
    name_en = text_field(
        Bilingual(th="ชื่อตำแหน่ง (อังกฤษ)", en="Post, in English"),
        Needed(Bilingual(th="กรุณากรอกชื่อตำแหน่งภาษาอังกฤษ", en="Enter the post in English.")),
        limit=200,
    )
    role = SelectField(
        Bilingual(th="บทบาท", en="Role"),
        choices=[choice(role.value, role.title) for role in Role],
        invalid_choice_message=Bilingual(th="กรุณาเลือกบทบาทจากรายการ", en="Choose a role from the list."),
    )
    agency = SelectField(
        Bilingual(th="หน่วยงาน", en="Agency"),
        choices=[],
        invalid_choice_message=Bilingual(th="กรุณาเลือกหน่วยงานจากรายการ", en="Choose an agency from the list."),
    )
    password = PasswordField(
        Bilingual(th="รหัสผ่านเริ่มต้น", en="First password"),
        validators=[Needed(Bilingual(th="กรุณากรอกรหัสผ่าน", en="Enter a password."))],
    )
