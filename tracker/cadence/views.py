"""Which addresses show the cadence of an obligation, and let coordinators change it after they saw what that does?"""

from __future__ import annotations

from typing import Any

from flask import Blueprint, abort, redirect, render_template
from markupsafe import Markup

from tracker import clock
from tracker.access.guard import acting, allow
from tracker.access.policy import Permission
from tracker.cadence import service
from tracker.cadence.facts import Fact, check
from tracker.cadence.forms import CadenceForm
from tracker.cadence.page import DEEDS, Outcome, Shown, outcome, shown_of
from tracker.cadence.store import duty
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.resolutions.kinds import ObligationKind
from tracker.resolutions.rules import Obligation
from tracker.tasks.picture import Picture
from tracker.tasks.shown import NOT_YET, picture_on_the_day
from tracker.web.as_of import moment
from tracker.web.frame import link, tell
from tracker.web.typed import FORMS

pages = Blueprint("cadence", __name__)

SAID = Bilingual(th="บันทึกรอบแล้ว", en="The cadence is recorded.")
CHANGED = Bilingual(
    th="มีผู้แก้ไขรอบนี้ไปก่อน ยังไม่มีการบันทึก กรุณาตรวจแล้วส่งอีกครั้ง",
    en="Somebody changed this cadence meanwhile. Nothing was saved; look at it and send it again.",
)
OTHERWISE = Bilingual(
    th="ผลของการเปลี่ยนแปลงไม่ตรงกับที่แสดงไว้ก่อนหน้า ยังไม่มีการบันทึก กรุณาตรวจอีกครั้ง",
    en="What the change does is no longer what was shown. Nothing was saved; look at it again.",
)


@pages.get("/obligations/<code>/cadence", endpoint="page")
@allow(Permission.RESOLUTION_SEE)
def page(code: str) -> Any:
    """The cadence on the day of the page; for coordinators with the form that changes it."""
    picture, shown = _shown(code)
    form = None
    if acting().may(Permission.CADENCE_EDIT) and not moment().is_past:
        form = CadenceForm(formdata=None, version=shown.stated.version)
        form.fill(shown.stated.found.cadence)
    return _page(picture, shown, form)


@pages.post("/obligations/<code>/cadence", endpoint="change")
@allow(Permission.CADENCE_EDIT)
def change(code: str) -> Any:
    """Show what a change would do; once it was seen, record it."""
    if moment().is_past:
        return redirect(link("cadence.page", code=code))
    picture, shown = _shown(code)
    form = CadenceForm()
    form.validate()
    fact = form.fact(code)
    if fact is None or form.errors or not _makes_sense(fact, shown, form):
        return _page(picture, shown, form), 422
    found = _outcome(picture, shown, fact)
    seen, form.seen.data = form.seen.data, found.mark
    if seen == found.mark:
        try:
            status = _recorded(code, fact, form)
            return redirect(link("cadence.page", code=code)) if status == 200 else (_page(picture, shown, form), status)
        except service.ShownOtherwise:  # something came in between just now
            picture, shown = _shown(code)
            found = _outcome(picture, shown, fact)
            form.seen.data = found.mark
    if seen:
        tell(OTHERWISE, "warn")
    return _page(picture, shown, form, found)


def slots(picture: Picture, owed: Obligation | None) -> Markup:
    """The next reporting days on the day of the page, with the Cabinet's Tuesdays after them; nothing when nobody owes reports."""
    if owed is None:
        return Markup()
    shown = shown_of(picture, [owed])[owed.code]
    return Markup(render_template("cadence/slots.html", shown=shown, code=owed.code))


def _outcome(picture: Picture, shown: Shown, fact: Fact) -> Outcome:
    today = clock.today()
    terms = service.terms_if(shown.stated, fact, today)
    return outcome(picture, terms, fact, service.preview(shown.stated, fact, today))


def _makes_sense(fact: Fact, shown: Shown, form: CadenceForm) -> bool:
    """Would the rules take it? What they refuse stands in the form."""
    try:
        check(fact, shown.stated.duty.obligation.cadence, shown.stated.found)
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return False
    return True


def _recorded(code: str, fact: Fact, form: CadenceForm) -> int:
    """Record it; 200 when it stands, otherwise the status of the refusal, which is said in the form. Raises ShownOtherwise."""
    known = form.expected_version(-1)
    try:
        service.say(code, fact, acting(), clock.now(), expected=known, act_key=form.once(), seen=form.seen.data)
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return 422
    except ChangedMeanwhile as meanwhile:
        form.refuse("", CHANGED)
        form.send_again(meanwhile.actual)
        return 409
    except AlreadyDone:
        return 200
    tell(SAID, "good")
    return 200


def _shown(code: str) -> tuple[Picture, Shown]:
    """The obligation on the day of the page; 404 when it does not recur, or was not known then."""
    found = duty(code) or abort(404)
    picture = picture_on_the_day(found.resolution_id)
    known = picture.obligations.get(code)
    if known is None or known.kind is not ObligationKind.RECURRING:
        abort(404, description=NOT_YET)
    return picture, shown_of(picture, [known])[code]


def _page(picture: Picture, shown: Shown, form: CadenceForm | None, found: Outcome | None = None) -> str:
    return render_template(
        "cadence/page.html", picture=picture, shown=shown, form=form, outcome=found, deeds=DEEDS,
        obligation=shown.stated.duty.obligation,
    )  # fmt: skip


pages.add_app_template_global(slots, "cabinet_slots")
FORMS["cadence.change"] = CadenceForm
