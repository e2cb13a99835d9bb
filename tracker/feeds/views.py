"""Which addresses hand out calendars, and where does a person get one and take it back?"""

from __future__ import annotations

import hashlib
import logging
from typing import Any
from urllib.parse import urlsplit

from flask import Blueprint, Response, abort, current_app, g, redirect, render_template, request, url_for

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.feeds import service, store
from tracker.feeds.document import Place, written
from tracker.feeds.forms import FeedForm
from tracker.feeds.gathered import about, calendar_of, title_of
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone
from tracker.people.store import agencies
from tracker.web.as_of import Moment
from tracker.web.frame import OWN_LANGUAGE, PERSONAL, PersonalRow, language, tell

pages = Blueprint("feeds", __name__)
log = logging.getLogger(__name__)

REVOKED = Bilingual(
    th="ยกเลิกแล้ว ที่อยู่นั้นเปิดไม่ได้อีก กรุณาลบปฏิทินออกจากโปรแกรมปฏิทินด้วย",
    en="Taken back: that address opens nothing any more. Remove the calendar from your calendar program as well.",
)
MADE_BEFORE = Bilingual(
    th="สร้างที่อยู่จากแบบฟอร์มนี้ไปแล้ว และที่อยู่แสดงได้ครั้งเดียว หากไม่ได้คัดลอกไว้ ให้ยกเลิกแล้วสร้างใหม่",
    en="This form has made an address already, and an address is shown only once. If you did not copy it, take it back and make another.",
)


@pages.get("/calendar/<token>.ics", endpoint="calendar")
@allow(Permission.PUBLIC)
def calendar(token: str) -> Response:
    """The calendar behind a secret address, in Thai or (`?lang=en`) English: today's, whatever day is asked for. Whoever has the address
    may read it; it holds titles, agencies and days."""
    today = clock.today()
    g.moment = Moment(today, today)
    reader = store.reader_of(token) or abort(404)
    lang = "en" if request.args.get("lang") == "en" else "th"
    title, words = title_of(reader), about(reader.role, reader.agency)
    body = written(title, words, calendar_of(reader, today), lang, _place())
    service.note_read(reader, today)
    answer = Response(body, content_type="text/calendar; charset=utf-8")
    answer.headers["Content-Disposition"] = "inline; filename=calendar.ics"
    answer.set_etag(hashlib.sha256(body).hexdigest())
    answer.make_conditional(request)
    return answer


calendar.cache_control = "private, no-cache"  # type: ignore[attr-defined]
calendar.secret = True  # type: ignore[attr-defined]


@pages.get("/calendar-feeds", endpoint="listing")
@allow(Permission.ACCOUNT_KEEP)
def listing() -> str:
    """This person's addresses, and the form for another."""
    return _page(_form(formdata=None))


@pages.post("/calendar-feeds", endpoint="open")
@allow(Permission.ACCOUNT_KEEP)
def open_feed() -> Any:
    """Make an address and show it, this once."""
    form = _form()
    if not form.validate_on_submit():
        return _page(form), 422
    try:
        secret = service.open_feed(form.agency.data or None, acting(), clock.now(), act_key=form.once())
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return _page(form), 422
    except AlreadyDone:
        tell(MADE_BEFORE, "warn")
        return redirect(url_for("feeds.listing"))
    return _page(_form(formdata=None), secret)


@pages.post("/calendar-feeds/<id:feed_id>/revoke", endpoint="revoke")
@allow(Permission.ACCOUNT_KEEP)
def revoke(feed_id: int) -> Any:
    """Take an address back; for anybody but its owner it does not exist."""
    try:
        service.revoke(feed_id, acting(), clock.now())
    except service.NoSuchFeed:
        log.warning("refused: %s asked for %s %r of somebody else", acting().email, request.method, request.path)
        abort(404)
    tell(REVOKED, "good")
    return redirect(url_for("feeds.listing"))


def _form(**given: Any) -> FeedForm:
    form = FeedForm(**given)
    form.offer(agencies())
    return form


def _page(form: FeedForm, secret: str = "") -> str:
    actor = acting()
    address = url_for("feeds.calendar", token=secret, lang=language(), _external=True) if secret else ""
    return render_template(
        "feeds/page.html", form=form, feeds=store.feeds_of(actor.id or 0), agencies=agencies(), about=about(actor.role, None),
        address=address, webcal=address.replace("https://", "webcal://", 1) if address.startswith("https://") else "",
    )  # fmt: skip


def _place() -> Place:
    """Keys bear the name of the installation's own address, not the one that this reader used."""
    name = urlsplit(current_app.config["SETTINGS"].base_url).hostname or "localhost"
    base = current_app.config["SETTINGS"].base_url
    return Place(
        name,
        lambda task: base + url_for("tasks.page", task_id=task),
        lambda code: base + url_for("dashboard.obligation", code=code),
    )


PERSONAL.append(PersonalRow(Bilingual(th="ปฏิทินในโปรแกรมของท่าน", en="In your own calendar"), "feeds.listing"))


OWN_LANGUAGE.add("feeds.calendar")
