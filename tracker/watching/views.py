"""Which addresses let a person watch something, stop, and see what changed?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.tasks.mentions import mentions_of
from tracker.watching import service, store
from tracker.watching.changes import changes
from tracker.watching.rules import Thing, thing_of
from tracker.web.as_of import moment
from tracker.web.frame import PERSONAL, PersonalRow, tell
from tracker.web.kept import PLACES, filled, place

pages = Blueprint("watching", __name__)

WATCHED_PAGES = {
    "tasks.page": ("task", "task_id"),
    "dashboard.obligation": ("obligation", "code"),
    "dashboard.agency": ("agency", "code"),
}
"""Pages of things that can be watched: the noun, and the part of the address that names the thing."""
BEGUN = Bilingual(th="ติดตามแล้ว ความเปลี่ยนแปลงอยู่ในหน้า “สิ่งที่ติดตาม”", en="You watch it now; changes stand under “Watching”.")
STOPPED = Bilingual(th="เลิกติดตามแล้ว", en="You watch it no longer.")
SEEN = Bilingual(
    th="รับทราบแล้ว ครั้งหน้าจะแสดงเฉพาะที่เปลี่ยนหลังจากนี้", en="Noted; next time only what changed after this is shown."
)
NOT_SEEN = Bilingual(
    th="ไม่ทราบว่าท่านดูถึงรายการใด กรุณากดรับทราบจากหน้านี้อีกครั้ง",
    en="It is not known how far you looked; press the button on this page again.",
)


@pages.get("/watching", endpoint="listing")
@allow(Permission.ACCOUNT_KEEP)
def listing() -> str:
    """What this person watches and was told of, with what changed since."""
    id_ = acting().id or 0
    found = changes(store.watched_by(id_))
    return render_template("watching/page.html", found=found, told=mentions_of(id_))


@pages.post("/watching/seen", endpoint="see")
@allow(Permission.ACCOUNT_KEEP)
def see() -> Response:
    """Everything that stood on the page was looked at."""
    text = request.form.get("upto", "")
    if text.isascii() and text.isdigit() and len(text) < 10:
        service.see(acting().id or 0, int(text))
        tell(SEEN, "good")
    else:
        tell(NOT_SEEN, "warn")
    return redirect(url_for("watching.listing"))


@pages.post("/watching/<any(task, obligation, agency):noun>/<ref>/<any(begin, stop):watch>", endpoint="switch")
@allow(Permission.ACCOUNT_KEEP)
def switch(noun: str, ref: str, watch: str) -> Any:
    """Begin to watch something, or stop; back to its page."""
    thing = thing_of(noun, ref) or abort(404)
    try:
        if watch == "stop":
            service.stop(acting().id or 0, thing)
        else:
            service.begin(acting().id or 0, thing)
    except service.NoSuchThing:
        abort(404)
    except RuleBroken as broken:
        tell(broken.message, "warn")
    else:
        tell(STOPPED if watch == "stop" else BEGUN, "good")
    if request.form.get("back") == "list":
        return redirect(url_for("watching.listing"))
    return redirect(page_of(thing))


def page_of(thing: Thing) -> str:
    """The address of its page."""
    endpoint, name = next((endpoint, name) for endpoint, (noun, name) in WATCHED_PAGES.items() if noun == thing.noun)
    part: dict[str, Any] = {name: int(thing.ref) if thing.noun == "task" else thing.ref}
    return url_for(endpoint, **part)


def button() -> Markup:
    """The button on the page of something that can be watched; nothing on a past day, when nobody acts."""
    noun, name = WATCHED_PAGES.get(request.endpoint or "", ("", ""))
    thing = thing_of(noun, str((request.view_args or {}).get(name, "")))
    if thing is None or moment().is_past:
        return Markup()
    watched = store.is_watched(acting().id or 0, thing)
    return Markup(render_template("watching/button.html", thing=thing, watched=watched))


pages.add_app_template_global(place, "reader_place")
pages.add_app_template_filter(filled, "filled")
PLACES["watch"] = button
PERSONAL.append(PersonalRow(Bilingual(th="สิ่งที่ติดตามและข้อความถึงท่าน", en="Watching, and told to you"), "watching.listing"))
