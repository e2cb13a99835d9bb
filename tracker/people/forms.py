"""What does a person type to sign in or to be given an account?"""

from __future__ import annotations

from wtforms import HiddenField, PasswordField, SelectField, StringField

from tracker.access.policy import Role
from tracker.lang import Bilingual
from tracker.web.forms import Form, Needed, text_field


class SignInForm(Form):
    """E-mail address and password; `next` is where the person wanted to go."""

    email = StringField(
        Bilingual(th="อีเมล", en="E-mail address"),
        validators=[Needed(Bilingual(th="กรุณากรอกอีเมล", en="Enter your e-mail address."))],
    )
    password = PasswordField(
        Bilingual(th="รหัสผ่าน", en="Password"),
        validators=[Needed(Bilingual(th="กรุณากรอกรหัสผ่าน", en="Enter your password."))],
    )
    next = HiddenField()


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
    role = SelectField(Bilingual(th="บทบาท", en="Role"), choices=[(role.value, role.title) for role in Role])
    agency = SelectField(Bilingual(th="หน่วยงาน", en="Agency"), choices=[])
    password = PasswordField(
        Bilingual(th="รหัสผ่านแรก", en="First password"),
        validators=[Needed(Bilingual(th="กรุณากรอกรหัสผ่าน", en="Enter a password."))],
    )
