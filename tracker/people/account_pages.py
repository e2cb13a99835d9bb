"""What can a person do with their own account, and how does the administrator let somebody in again who forgot the password?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, session, url_for

from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.people import service, store
from tracker.people.forms import FirstPasswordForm, PasswordForm
from tracker.people.rules import User
from tracker.web.frame import PERSONAL, PersonalRow, tell

WAIT = Bilingual(
    th="กรอกรหัสผ่านผิดหลายครั้งเกินไป กรุณารอ 5 นาทีแล้วลองใหม่",
    en="The password was wrong too many times. Wait five minutes and try again.",
)
CHANGED = Bilingual(
    th="เปลี่ยนรหัสผ่านแล้ว อุปกรณ์อื่นที่เข้าระบบด้วยบัญชีนี้ถูกออกจากระบบทั้งหมด",
    en="Your password is changed; every other device that was signed in with this account is signed out.",
)
OTHERS_OUT = Bilingual(th="ออกจากระบบในอุปกรณ์อื่นทั้งหมดแล้ว", en="Every other device that used this account is signed out.")

PERSONAL.append(PersonalRow(Bilingual(th="บัญชีและรหัสผ่าน", en="Account and password"), "people.account"))


def register(pages: Blueprint) -> None:
    """Enter the addresses."""
    pages.add_url_rule("/account", endpoint="account", view_func=account)
    pages.add_url_rule("/account", endpoint="change_password", view_func=change_password, methods=["POST"])
    pages.add_url_rule("/account/elsewhere", endpoint="leave_elsewhere", view_func=leave_elsewhere, methods=["POST"])
    pages.add_url_rule("/users/<id:user_id>/password", endpoint="first_password", view_func=first_password)
    pages.add_url_rule(
        "/users/<id:user_id>/password", endpoint="give_password", view_func=give_password, methods=["POST"]
    )


@allow(Permission.ACCOUNT_KEEP)
def account() -> str:
    """Whose account it is, and the form for another password."""
    return _page(PasswordForm(formdata=None))


@allow(Permission.ACCOUNT_KEEP)
def change_password() -> Any:
    """Take another password."""
    form = PasswordForm()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        service.change_password(
            acting().email, form.before.data or "", form.password.data or "", token=session["_user_id"],
            address=request.remote_addr or "", actor_id=acting().id,
        )  # fmt: skip
    except service.TooManyAttempts:
        form.refuse("", WAIT)
        return _page(form), 429
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return _page(form), 422
    tell(CHANGED, "good")
    return redirect(url_for("people.account"))


@allow(Permission.ACCOUNT_KEEP)
def leave_elsewhere() -> Any:
    """End every other session of this account."""
    service.sign_out_elsewhere(acting().id or 0, session["_user_id"])
    tell(OTHERS_OUT, "good")
    return redirect(url_for("people.account"))


@allow(Permission.USER_EDIT)
def first_password(user_id: int) -> str:
    """The form for a new first password of somebody else's account."""
    return _first_page(_other(user_id), user_id, FirstPasswordForm(formdata=None))


@allow(Permission.USER_EDIT)
def give_password(user_id: int) -> Any:
    """Give somebody else's account a new first password."""
    form, user = FirstPasswordForm(), _other(user_id)
    if form.validate_on_submit():
        try:
            service.give_password(user.email, form.password.data or "", actor_id=acting().id)
        except RuleBroken as broken:
            form.refuse(broken.field, broken.message)
        else:
            tell(
                Bilingual(
                    th=f"ตั้งรหัสผ่านเริ่มต้นใหม่ของ {user.email} แล้ว โปรดแจ้งเจ้าของบัญชีและขอให้เปลี่ยนทันทีที่เข้าระบบ",
                    en=f"{user.email} has a new first password. Tell its holder, and ask them to change it as soon as they sign in.",
                ),
                "good",
            )
            return redirect(url_for("people.users"))
    return _first_page(user, user_id, form), 422


def _other(user_id: int) -> User:
    """An account that is not one's own: that has `/account`, which asks for the present password."""
    found = dict(store.users()).get(user_id)
    if found is None or user_id == acting().id:
        abort(404)
    return found


def _page(form: PasswordForm) -> str:
    own = dict(store.users())[acting().id or 0]
    return render_template(
        "people/account.html", form=form, own=own, agencies=store.agencies()
    )  # fmt: skip


def _first_page(user: User, user_id: int, form: FirstPasswordForm) -> str:
    return render_template("people/first_password.html", form=form, user=user, user_id=user_id)
