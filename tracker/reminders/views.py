"""Which addresses show people what they were told and why, and let them say how they want to be told?"""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission, Role
from tracker.extensions import csrf
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.people.store import accounts
from tracker.reminders import (
    composing,
    faults,
    inbox,
    links,
    outbox_store,
    outbox_views,
    preference_store,
    rule_book,
    rule_pages,
    service,
    services,
    store,
)
from tracker.reminders.forms import PreferenceForm
from tracker.reminders.outbox import MessageState
from tracker.reminders.rule_forms import RuleForm, WithdrawForm
from tracker.reminders.store import Kept
from tracker.reminders.wants import Mode, Preference
from tracker.tasks import store as tasks
from tracker.web.as_of import moment
from tracker.web.counts import COUNTS, MOST_COUNTED
from tracker.web.frame import PERSONAL, PersonalRow, tell
from tracker.web.typed import FORMS

pages = Blueprint("reminders", __name__)
log = logging.getLogger(__name__)

KEPT = Bilingual(th="บันทึกการตั้งค่าแล้ว", en="Your settings are kept.")
LEFT = Bilingual(
    th="นำออกจากกล่องแจ้งเตือนแล้ว สถานะของงานไม่เปลี่ยน", en="Taken out of the inbox; the tasks stay as they are."
)
BACK = Bilingual(th="นำกลับเข้ากล่องแจ้งเตือนแล้ว", en="It is in the inbox again.")
NOT_ASKING = Bilingual(
    th="รายการที่เลือกไม่ต้องดำเนินการแล้ว จึงไม่ได้นำกลับ", en="What you chose asks for nothing any more, so it stays here."
)
READ = Bilingual(th="ทำเครื่องหมายว่าอ่านแล้ว", en="Marked as read.")
NONE = Bilingual(th="กรุณาเลือกรายการก่อน", en="Choose something first.")
LAID = Bilingual(
    th="วางข้อความทดสอบในกล่องส่งออกแล้ว ระบบจะส่งภายในไม่กี่นาที",
    en="A test message lies in the outbox; it is sent within a few minutes.",
)
LAID_TODAY = Bilingual(th="วันนี้ขอข้อความทดสอบครบแล้ว", en="You have had today's test messages.")
OF_TODAY = Bilingual(th="กล่องแจ้งเตือนแสดงข้อมูลปัจจุบันเสมอ", en="The inbox is always today's; this is today again.")
EXPIRED = Bilingual(
    th="ลิงก์นี้หมดอายุแล้ว รายการที่ยังต้องดำเนินการอยู่ในกล่องแจ้งเตือน",
    en="This link has expired; what still asks for something is in your inbox.",
)


@pages.get("/inbox", endpoint="inbox")
@allow(Permission.ACCOUNT_KEEP)
def inbox_page() -> Any:
    """What this person was told and what still asks for something; `?show=done` what did."""
    if moment().is_past:
        return _of_today("reminders.inbox")
    done = request.args.get("show") == "done"
    return render_template(
        "reminders/inbox.html",
        lines=inbox.lines(acting().id or 0, clock.today(), done=done),
        done=done,
        letters=[] if done else inbox.to_write(acting(), clock.today()),
        most=inbox.MOST,
    )


@pages.post("/inbox/<any(read, done, back):act>", endpoint="mark")
@allow(Permission.ACCOUNT_KEEP)
def mark(act: str) -> Response:
    """Mark some reminders as read, take them out of the inbox, or put them back."""
    ids = {
        int(text)
        for text in request.form.getlist("reminder")[: inbox.MOST]
        if text.isascii() and text.isdigit() and len(text) < 10
    }
    if not ids:
        tell(NONE, "warn")
    elif act == "done":
        service.done(ids, acting().id or 0, clock.now())
        tell(LEFT, "good")
    elif act == "back":
        tell(*((BACK, "good") if service.put_back(ids, acting().id or 0) else (NOT_ASKING, "warn")))
    else:
        service.read(ids, acting().id or 0, clock.now())
        tell(READ, "good")
    return redirect(url_for("reminders.inbox"))


@pages.get("/inbox/<id:reminder_id>", endpoint="why")
@allow(Permission.ACCOUNT_KEEP)
def why(reminder_id: int) -> str:
    """Why this person was told, line by line."""
    kept = _own(store.reminder(reminder_id))
    line = inbox.line(kept, clock.today()) or abort(404)
    return render_template("reminders/why.html", line=line, reasons=inbox.why(kept, line.task))


@pages.route("/inbox/settings", methods=["GET", "POST"], endpoint="settings")
@allow(Permission.ACCOUNT_KEEP)
def settings() -> Any:
    """How this person wants to be told."""
    if moment().is_past:
        return _of_today("reminders.settings")
    person = acting().id or 0
    before = preference_store.preference(person)
    form = PreferenceForm()
    form.offer(hours := rule_book.hours())
    if request.method == "GET":
        form.fill(before, hours)
        return _settings_page(form, before)
    if form.validate() and (wanted := form.wanted(before, hours)) and _reaches(wanted, before, form):
        try:
            service.prefer(person, wanted, clock.now())
        except RuleBroken as broken:
            form.refuse(broken.field, broken.message)
        else:
            tell(KEPT, "good")
            return redirect(url_for("reminders.settings"))
    return _settings_page(form, before), 422


def _reaches(wanted: Preference, before: Preference, form: PreferenceForm) -> bool:
    """Can messages go by the service that was typed? Asked when it is typed, not when the first one is lost."""
    if not wanted.channel or wanted.channel == before.channel:
        return True
    from tracker.reminders.apprised import usable  # loads the services, which few ever ask for

    if usable(wanted.channel):
        return True
    form.refuse("channel", services.NOT_USABLE)
    return False


def _settings_page(form: PreferenceForm, before: Preference) -> str:
    """The address of another service holds a secret: it is never shown again, only which service it is."""
    used = services.service(before.channel) if before.channel else None
    last = outbox_store.last_to(acting().id or 0)
    failed = last if last and last.state is not MessageState.SENT else None
    return render_template(
        "reminders/settings.html", form=form, used=used, known=list(services.SERVICES.values()), failed=failed,
        span=rule_book.hours().words, why=faults.reason(failed.last_error) if failed else None,
    )  # fmt: skip


@pages.post("/inbox/test", endpoint="test")
@allow(Permission.ACCOUNT_KEEP)
def test() -> Response:
    """Send this person a message, so that they see whether it arrives."""
    tell(*((LAID, "good") if composing.test(acting().id or 0, clock.now()) else (LAID_TODAY, "warn")))
    return redirect(url_for("reminders.settings"))


@pages.get("/go/<token>", endpoint="go")
@allow(Permission.ACCOUNT_KEEP)
def go(token: str) -> Response:
    """From a message to the very form, for the person it was written to."""
    try:
        id_ = links.reminder_of(token)
    except links.Expired:
        tell(EXPIRED, "warn")
        return redirect(url_for("reminders.inbox"))
    kept = _own(store.reminder(id_) if id_ else None)
    found = tasks.task(kept.task) or abort(404)
    return redirect(inbox.href(kept, found[1]))


@pages.route("/unsubscribe/<token>", methods=["GET", "POST"], endpoint="unsubscribe")
@csrf.exempt
@allow(Permission.PUBLIC)
def unsubscribe(token: str) -> Any:
    """Stop what a person need not be sent: one click, without signing in (RFC 8058). The signed address is the proof of who asks; opening
    it changes nothing, because programs that look at mail open every link."""
    person = links.person_of(token) or abort(404)
    if request.method == "GET" and moment().is_past:
        return redirect(url_for("reminders.unsubscribe", token=token))
    if request.method == "POST":
        service.stop(person, clock.now())
    stopped = preference_store.preference(person).mode is Mode.OFF
    return render_template("reminders/unsubscribe.html", stopped=stopped, whose=_masked(person))


def _masked(person: int) -> str:
    """An address as its owner knows it again, and nobody else learns it: s…@mof.go.th."""
    name, _at, place = accounts({person})[person].email.partition("@")
    return f"{name[:1]}…@{place}"


unsubscribe.secret = True


pages.add_url_rule("/reminders", endpoint="rules", view_func=rule_pages.listing)
pages.add_url_rule("/reminders/<name>", endpoint="rule", view_func=rule_pages.edit, methods=["GET", "POST"])
pages.add_url_rule(
    "/reminders/<name>/withdraw", endpoint="withdraw_rule", view_func=rule_pages.withdraw, methods=["POST"]
)


def _of_today(endpoint: str) -> Response:
    """What a person is told, and how, has no past: the page of today, with a word about it."""
    tell(OF_TODAY, "")
    return redirect(url_for(endpoint))


def _own(kept: Kept | None) -> Kept:
    """The reminder when it is this person's; anybody else's is as if it were not there."""
    if kept is None or kept.person != acting().id:
        log.warning("refused: %s asked for %s %r", acting().email, request.method, request.path)
        abort(404)
    return kept


outbox_views.register(pages)
PERSONAL.insert(0, PersonalRow(Bilingual(th="กล่องแจ้งเตือน", en="Inbox"), "reminders.inbox"))
FORMS.update(
    {"reminders.settings": PreferenceForm, "reminders.rule": RuleForm, "reminders.withdraw_rule": WithdrawForm}
)
TOLD = frozenset({Role.LIAISON, Role.COORDINATOR, Role.EXECUTIVE})
"""Whom the rules can tell of a task; the others' inbox stays empty, and is not asked for."""
COUNTS["reminders.inbox"] = lambda actor: (
    store.count_of_unread(actor.id or 0, MOST_COUNTED) if actor.role in TOLD else None
)
