"""Which pages let people sign in, sign out, and let the administrator keep accounts?"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, session, url_for
from flask_login import UserMixin, login_user, logout_user
from werkzeug.wrappers import Response

from tracker import clock
from tracker.access.guard import acting, allow, current_actor
from tracker.access.policy import Actor, Permission, Role
from tracker.extensions import login_manager
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.people import account_pages, delegation_pages, post_pages, service, store
from tracker.people.forms import SignInForm, UserForm, choice
from tracker.people.invented import holds_demonstration
from tracker.people.rules import safe_next, session_alive
from tracker.web import tokens
from tracker.web.frame import HOLDS_DEMONSTRATION, tell

pages = Blueprint("people", __name__)
HOLDS_DEMONSTRATION.append(holds_demonstration)
post_pages.register(pages)
delegation_pages.register(pages)
account_pages.register(pages)

REFUSED = Bilingual(
    th="อีเมลหรือรหัสผ่านไม่ถูกต้อง กรุณาตรวจแล้วลองใหม่",
    en="The e-mail address or the password is not right. Check them and try again.",
)
WAIT = Bilingual(
    th="พยายามเข้าระบบหลายครั้งเกินไป กรุณารอ 5 นาทีแล้วลองใหม่",
    en="Too many attempts to sign in. Wait five minutes and try again.",
)


class SignedIn(UserMixin):
    """What Flask-Login holds: the session token, and the person as plain values."""

    def __init__(self, token: str, actor: Actor) -> None:
        self.token, self.actor = token, actor

    def get_id(self) -> str:
        """The session token stands in the cookie, never the person's id."""
        return self.token


@login_manager.user_loader
def holder_of(token: str) -> SignedIn | None:
    """The person who holds this session, unless it was ended, idle too long or too old."""
    found = store.actor_of_session(token)
    if found is None:
        return None
    actor, started_at = found
    now = clock.real_now()
    last_seen = datetime.fromtimestamp(session.get("seen", 0), UTC)
    if not session_alive(started_at, last_seen, now):
        return None
    return SignedIn(token, actor)


@pages.after_app_request
def keep_awake(response: Any) -> Any:
    """Note in the signed cookie, once a minute, that this session was used."""
    if request.endpoint != "static" and "_user_id" in session and current_actor() is not None:
        now = int(clock.real_now().timestamp())
        if now - session.get("seen", 0) >= 60:
            session["seen"] = now
    return response


@pages.get("/login", endpoint="sign_in")
@allow(Permission.PUBLIC)
def sign_in_page() -> Any:
    """The sign-in page; whoever is signed in goes on."""
    target = safe_next(request.args.get("next"))
    if current_actor() is not None:
        return redirect(target)
    return _sign_in_page(SignInForm(next=target))


@pages.post("/login", endpoint="enter")
@allow(Permission.PUBLIC)
def enter() -> Any:
    """Sign in: a new session, and on to where the person wanted to go."""
    form = SignInForm()
    if not form.validate_on_submit():
        return _sign_in_page(form, 422)
    try:
        token = service.sign_in(form.email.data or "", form.password.data or "", request.remote_addr or "")
    except service.TooManyAttempts:
        form.refuse("", WAIT)
        return _sign_in_page(form, 429)
    except service.SignInRefused:
        form.refuse("", REFUSED)
        return _sign_in_page(form, 422)
    language = session.get("lang")
    session.clear()
    if language:
        session["lang"] = language
    session["seen"] = int(clock.real_now().timestamp())
    found = store.actor_of_session(token)
    assert found is not None
    login_user(SignedIn(token, found[0]))
    tokens.bind(found[0].id or 0)
    return redirect(safe_next(form.next.data))


@pages.post("/logout", endpoint="leave")
@allow(Permission.ACCOUNT_LEAVE)
def leave() -> Response:
    """Sign out: the session row ends, the cookie is emptied."""
    service.sign_out(session["_user_id"])
    language = session.get("lang")
    logout_user()
    session.clear()
    if language:
        session["lang"] = language
    tell(Bilingual(th="ออกจากระบบแล้ว", en="You have signed out."), "good")
    return redirect(url_for("people.sign_in"))


@pages.get("/users", endpoint="users")
@allow(Permission.USER_SEE)
def users_page() -> str:
    """All accounts, and the form for a new one."""
    return _users_page(_user_form())


@pages.post("/users", endpoint="add_user")
@allow(Permission.USER_EDIT)
def add_user() -> Any:
    """Give a person an account."""
    form = _user_form()
    if form.validate_on_submit():
        try:
            service.add_user(
                form.email.data or "", Bilingual(th=form.name_th.data or "", en=form.name_en.data or ""), Role(form.role.data),
                form.agency.data or None, form.password.data or "", actor_id=acting().id,
            )  # fmt: skip
        except RuleBroken as broken:
            form.refuse(broken.field, broken.message)
        else:
            tell(Bilingual(th=f"เปิดบัญชี {form.email.data} แล้ว", en=f"The account {form.email.data} is open."), "good")
            return redirect(url_for("people.users"))
    return _users_page(form), 422


@pages.post("/users/<id:user_id>/<any(disable, enable):act>", endpoint="switch_user")
@allow(Permission.USER_EDIT)
def switch_user(user_id: int, act: str) -> Any:
    """Close an account or open it again."""
    email = next((user.email for id_, user in store.users() if id_ == user_id), None)
    if email is None:
        abort(404)
    try:
        service.set_enabled(email, act == "enable", actor_id=acting().id)
    except RuleBroken as broken:
        tell(broken.message, "bad")
    else:
        done = Bilingual(th=f"เปิดบัญชี {email} แล้ว", en=f"The account {email} is open again.")
        closed = Bilingual(th=f"ปิดบัญชี {email} แล้ว", en=f"The account {email} is closed.")
        tell(done if act == "enable" else closed, "good")
    return redirect(url_for("people.users"))


def _sign_in_page(form: SignInForm, status: int = 200) -> tuple[str, int]:
    demonstration = store.demonstration_accounts() > 0
    kept = bool(form.next.data) and session.get("kept") == form.next.data
    return render_template("people/sign_in.html", form=form, demonstration=demonstration, kept=kept), status


def _user_form() -> UserForm:
    form = UserForm()
    nowhere = choice("", Bilingual(th="– ไม่สังกัด –", en="– none –"))
    form.agency.choices = [nowhere, *(choice(agency.code, agency.name) for agency in store.agencies().values())]
    return form


def _users_page(form: UserForm) -> str:
    return render_template("people/users.html", form=form, users=store.users(), agencies=store.agencies())
