"""Which addresses show the letters to agencies, draw them up, and record what became of them?"""

from __future__ import annotations

import logging
from typing import Any

from flask import Blueprint, abort, redirect, render_template, request, send_file, url_for
from sqlalchemy import Select

from tracker import clock
from tracker.access.guard import acting, allow, require_object
from tracker.access.policy import Actor, Permission, Role, covers
from tracker.lang import LANGS, Bilingual, format_date
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.letters import drawing, page, refusals, service, since, store
from tracker.letters.forms import CHANGES, AcknowledgeForm, DiscardForm, DraftForm, SendForm
from tracker.letters.rules import Letter, State
from tracker.papers.waiting import not_there_yet
from tracker.people.store import agencies
from tracker.resolutions.store import resolution_id
from tracker.tasks.shown import NOT_YET
from tracker.web.as_of import moment
from tracker.web.counts import COUNTS, MOST_COUNTED
from tracker.web.forms import ActForm
from tracker.web.frame import OWN_LANGUAGE, language, link, tell
from tracker.web.refusals import SENT_BEFORE
from tracker.web.typed import FORMS

pages = Blueprint("letters", __name__)
log = logging.getLogger(__name__)

SHOWN = ("due", *page.TABS)
STATES = {"send": State.DRAFT, "discard": State.DRAFT, "acknowledge": State.SENT}
PERMISSIONS = {
    "send": Permission.LETTER_WRITE,
    "discard": Permission.LETTER_WRITE,
    "acknowledge": Permission.LETTER_ACKNOWLEDGE,
}
DONE = {
    "send": Bilingual(th="บันทึกการส่งหนังสือแล้ว", en="Recorded that the letter was sent."),
    "discard": Bilingual(th="ยกเลิกร่างแล้ว", en="The draft is discarded."),
    "acknowledge": Bilingual(th="บันทึกการตอบรับแล้ว", en="The acknowledgement is recorded."),
}
DRAWN = Bilingual(
    th="จัดทำร่างหนังสือแล้ว ตรวจข้อความในร่างก่อน แล้วดาวน์โหลดฉบับเสนอลงนาม",
    en="The draft is ready. Read it, then download the edition for signature.",
)
BACK = Bilingual(th="กลับไปหน้าหนังสือ", en="Back to the letter")


@pages.get("/letters", endpoint="listing")
@allow(Permission.LETTER_SEE)
def listing() -> str:
    """Who is to be written to, and the letters by their state (`?show=`)."""
    return _listing(DraftForm(formdata=None))


@pages.post("/letters", endpoint="draft")
@allow(Permission.LETTER_WRITE)
def draft() -> Any:
    """Draw up the letter that is due to an agency."""
    form = DraftForm()
    agency, of = form.agency.data or "", resolution_id(form.resolution.data or "")
    if not form.validate_on_submit() or of is None or agency not in agencies():
        form.refuse("", refusals.NOTHING_DUE)
        return _listing(form), 422
    require_object(Permission.LETTER_WRITE, agency)
    try:
        letter = service.draw_up(of, agency, acting(), clock.now(), act_key=form.once())
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return _listing(form), 422
    except ChangedMeanwhile:
        form.refuse("", SENT_BEFORE)
        return _listing(form), 409
    except AlreadyDone:
        return redirect(link("letters.listing", show="draft"))
    drawing.begin(letter, "th")
    tell(DRAWN, "good")
    return redirect(url_for("letters.page", letter_id=letter.id))


@pages.get("/letters/<id:letter_id>", endpoint="page")
@allow(Permission.LETTER_SEE)
def letter_page(letter_id: int) -> str:
    """One letter: what it says, what became of it, and what may be done."""
    return _page(_letter(letter_id))


@pages.post("/letters/<id:letter_id>/<any(send, discard):change>", endpoint="change")
@allow(Permission.LETTER_WRITE)
def change_letter(letter_id: int, change: str) -> Any:
    """Record that a draft went out, or will not."""
    return _changed(letter_id, change)


@pages.post("/letters/<id:letter_id>/acknowledge", endpoint="acknowledge")
@allow(Permission.LETTER_ACKNOWLEDGE)
def acknowledge(letter_id: int) -> Any:
    """Record that the agency has the letter."""
    return _changed(letter_id, "acknowledge")


@pages.get("/letters/<id:letter_id>.pdf", endpoint="pdf")
@allow(Permission.LETTER_SEE)
def pdf(letter_id: int) -> Any:
    """The PDF in Thai, or its translation with `?lang=en`; with `?for=signature` a draft's clean edition. A page that looks again when it
    is still being drawn."""
    letter = _letter(letter_id)
    clean = letter.state is State.DRAFT and request.args.get("for") == "signature"
    lang = "en" if request.args.get("lang") == "en" else "th"
    file = drawing.pdf_file(letter, lang, clean)
    if file is None:
        return not_there_yet(drawing.path(letter, lang, clean), (link("letters.page", letter_id=letter.id), BACK))
    number = letter.number.replace("/", "-").replace(" ", "-") or ("for-signature" if clean else "draft")
    return send_file(
        file,
        mimetype="application/pdf",
        download_name=f"{letter.agency}-{number}-{lang}.pdf",
        as_attachment=True,
        conditional=True,
        etag=file.stem,
    )


def _changed(letter_id: int, change: str) -> Any:
    letter = _letter(letter_id)
    require_object(PERMISSIONS[change], letter.agency)
    form = CHANGES[change]()
    if not form.validate_on_submit():
        return _page(letter, change, form), 422
    try:
        _do(change, form, letter)
    except RuleBroken as broken:
        form.refuse(broken.field, broken.message)
        return _page(letter, change, form), 422
    except ChangedMeanwhile:
        now = _letter(letter_id)
        form.refuse("", refusals.MEANWHILE)
        form.send_again(now.version)
        return _page(now, change, form), 409
    except AlreadyDone:
        pass
    tell(DONE[change], "good")
    return redirect(url_for("letters.page", letter_id=letter_id))


def _do(change: str, form: ActForm, letter: Letter) -> None:
    actor, now = acting(), clock.now()
    seen: dict[str, Any] = {"expected": form.expected_version(letter.version), "act_key": form.once()}
    match form:
        case SendForm():
            assert form.dated.day is not None
            said = (form.number.data or "", form.dated.day, form.signatory.data or "", form.post.data or "")
            after = service.send(letter.id, *said, actor, now, read=form.confirmed(), **seen)
            for lang in LANGS:
                drawing.begin(after, lang)
        case AcknowledgeForm():
            assert form.received_on.day is not None
            service.acknowledge(
                letter.id, form.received_on.day, form.reference.data or "", form.note.data or "", actor, now, **seen
            )
        case DiscardForm():
            service.discard(letter.id, form.reason.data or "", actor, now, **seen)


def _listing(form: DraftForm) -> str:
    show = request.args.get("show", "")
    model = page.listing(acting(), show if show in SHOWN else "")
    return render_template("letters/listing.html", page=model, form=form, may_write=_may(Permission.LETTER_WRITE))


def _page(letter: Letter, sent: str = "", form: ActForm | None = None) -> str:
    """The letter's page; `sent` names the form that came back with errors, which stays even where nothing more can be done."""
    said = service.snapshot_of(letter)
    able = [
        name
        for name, state in STATES.items()
        if letter.state is state and not moment().is_past and covers(acting(), PERMISSIONS[name], letter.agency)
    ]
    forms = {name: _fresh(name, letter, said.sender.position.th) for name in able}
    if form is not None:
        forms[sent] = form
    for name, each in forms.items():
        for field in each:
            field.id = f"{name}-{field.id}"
    changes = () if moment().is_past else service.changes(letter, said)
    if isinstance(sending := forms.get("send"), SendForm):
        sending.shows(since.mark(changes))
    return render_template(
        "letters/page.html", letter=letter, s=said, forms=forms, sent=sent, waited=page.waited(letter), changes=changes,
        overtaken=store.changed_when_sent(letter),
    )  # fmt: skip


def _fresh(name: str, letter: Letter, post: str) -> ActForm:
    today = format_date(clock.today(), language(), "numeric")
    return CHANGES[name](formdata=None, version=letter.version, dated=today, received_on=today, post=post)


def _letter(letter_id: int) -> Letter:
    """The letter on the day of the page; one that this person may not see is as if it were not there."""
    found = page.letter_of(letter_id, acting())
    if found is None:
        log.warning("refused: %s asked for %s %r", acting().email, request.method, request.path)
        abort(404, description=NOT_YET if moment().is_past else None)
    return found


def _may(permission: Permission) -> bool:
    return acting().may(permission) and not moment().is_past


def _waiting(actor: Actor) -> Select[Any] | None:
    """Coordinators: drafts that wait to be sent; liaisons: letters to their agency that nobody has acknowledged."""
    if actor.role is Role.COORDINATOR:
        return store.count_of(State.DRAFT, None, MOST_COUNTED)
    if actor.role is Role.LIAISON:
        return store.count_of(State.SENT, actor.agency_code, MOST_COUNTED)
    return None


COUNTS["letters.listing"] = _waiting
FORMS.update({"letters.draft": DraftForm, "letters.change": SendForm, "letters.acknowledge": AcknowledgeForm})
OWN_LANGUAGE.add("letters.pdf")
