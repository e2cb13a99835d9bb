"""Which addresses show the outbox, and let the administrator send again, release or discard what lies in it?"""

from __future__ import annotations

import logging
from collections.abc import Collection
from typing import Any

from flask import Blueprint, Response, abort, current_app, redirect, render_template, url_for
from sqlalchemy import Select

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Actor, Permission
from tracker.config import Settings
from tracker.lang import Bilingual
from tracker.reminders import outbox_store
from tracker.reminders.eml_files import file_name
from tracker.reminders.faults import Refused
from tracker.reminders.letters import mail
from tracker.reminders.outbox import Channel
from tracker.reminders.outbox_page import opened, outbox_page
from tracker.reminders.outbox_store import Message
from tracker.web.as_of import moment
from tracker.web.counts import COUNTS, MOST_COUNTED
from tracker.web.frame import tell

log = logging.getLogger(__name__)

DONE = {
    "again": ("จะส่งอีกครั้ง", "will be sent again"),
    "release": ("จะส่งตามปกติ", "will be sent"),
    "discard": ("ยกเลิกแล้ว จะไม่ส่ง", "discarded and will not be sent"),
}
NOTHING = Bilingual(
    th="ไม่มีข้อความที่ทำรายการนี้ได้แล้ว อาจมีผู้อื่นดำเนินการไปก่อน",
    en="There is no message left to do this with; somebody may have been faster.",
)
GONE = Bilingual(
    th="ลบเนื้อความแล้วตามระยะเวลาเก็บรักษา 1 ปี จึงไม่มีไฟล์",
    en="The text was removed after the year for which it is kept; there is no file.",
)
NO_MAIL = Bilingual(th="ข้อความนี้ไม่ใช่อีเมล จึงไม่มีไฟล์", en="This message is no mail; there is no file of it.")


def register(pages: Blueprint) -> None:
    """Give the addresses of the outbox to the slice's blueprint."""
    pages.add_url_rule("/outbox", "outbox", listing)
    pages.add_url_rule("/outbox/<id:message_id>", "message", message)
    pages.add_url_rule("/outbox/<id:message_id>.eml", "mail_file", mail_file)
    pages.add_url_rule("/outbox/<id:message_id>/<any(again, release, discard):deed>", "judge", judge, methods=["POST"])
    pages.add_url_rule("/outbox/all/<any(again, release, discard):deed>", "judge_all", judge_all, methods=["POST"])
    COUNTS["reminders.outbox"] = _waiting


@allow(Permission.OUTBOX_SEE)
def listing() -> str:
    """What lies in the outbox, the newest first."""
    return render_template("reminders/outbox.html", page=outbox_page(), may_act=_may_act())


@allow(Permission.OUTBOX_SEE)
def message(message_id: int) -> str:
    """One message as it was or will be sent."""
    return render_template("reminders/message.html", page=opened(_found(message_id)), may_act=_may_act())


@allow(Permission.OUTBOX_EDIT)
def mail_file(message_id: int) -> Response:
    """A mail as the file that any mail program opens; only for those who may act, since its links are its reader's."""
    found = _found(message_id)
    if found.channel == Channel.APPRISE:
        abort(404, description=NO_MAIL)
    if not found.plain:
        abort(404, description=GONE)
    settings: Settings = current_app.config["SETTINGS"]
    try:
        content = mail(found, settings.mail_from)
    except Refused:
        abort(404, description=NO_MAIL)
    head = {"Content-Disposition": f'attachment; filename="{file_name(found)}"'}
    return Response(content, mimetype="message/rfc822", headers=head)


@allow(Permission.OUTBOX_EDIT)
def judge(message_id: int, deed: str) -> Any:
    """Send one message again that was given up, let one out that is held, or discard it."""
    _found(message_id)
    _do(deed, [message_id])
    return redirect(url_for("reminders.message", message_id=message_id))


@allow(Permission.OUTBOX_EDIT)
def judge_all(deed: str) -> Any:
    """The same with all that were given up or are held."""
    _do(deed, None)
    return redirect(url_for("reminders.outbox"))


def _do(deed: str, ids: Collection[int] | None) -> None:
    """Do it, and say how many; what was meant for another state meanwhile is left alone."""
    actor, now = acting(), clock.now()
    number = {
        "again": lambda: outbox_store.again(ids, now),
        "release": lambda: outbox_store.release(ids, now),
        "discard": lambda: outbox_store.discard(ids, actor.email),
    }[deed]()
    log.warning("outbox: %s by %s: %s of %s", deed, actor.email, number, "all" if ids is None else sorted(ids))
    if not number:
        tell(NOTHING, "warn")
        return
    thai, english = DONE[deed]
    tell(
        Bilingual(
            th=f"{number:,} ข้อความ: {thai}", en=f"{number:,} {'message' if number == 1 else 'messages'} {english}."
        ),
        "good",
    )


def _found(message_id: int) -> Message:
    return outbox_store.one(message_id) or abort(404)


def _may_act() -> bool:
    return acting().may(Permission.OUTBOX_EDIT) and not moment().is_past


def _waiting(actor: Actor) -> Select[Any] | None:
    """How many messages ask for the person who may act on them: those that were given up, and those that are held."""
    return outbox_store.count_of_stopped(MOST_COUNTED) if actor.may(Permission.OUTBOX_EDIT) else None
