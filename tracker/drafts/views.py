"""Which pages show a person what they typed and have not sent?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from http import HTTPStatus
from typing import Any

from flask import Blueprint, Response, current_app, redirect, render_template, request, url_for
from werkzeug.exceptions import HTTPException

from tracker.access.guard import acting, allow, current_actor
from tracker.access.policy import Permission
from tracker.drafts import ended, service, store
from tracker.drafts.rules import Draft
from tracker.lang import Bilingual
from tracker.web.frame import tell
from tracker.web.typed import ENDED, Fields, Typed, said_as, typed

pages = Blueprint("drafts", __name__)
ENDED.append(ended.keep_typed)

ANY_FORM = Bilingual(th="แบบฟอร์มอื่น", en="Another form")
"""What the form of a draft is called when no slice says it."""


@pages.after_app_request
def settle(response: Response) -> Response:
    """A form that led on to another page was recorded: its draft has served."""
    actor = current_actor() if request.method == "POST" and response.status_code == HTTPStatus.FOUND else None
    if actor is not None and request.endpoint not in ended.NEVER:
        ended.settle(actor.id or 0)
    return response


@dataclass(frozen=True)
class Unsent:
    """One draft on the page of all of them: what its form is called, what was typed, and either where the form opens with it or all that
    would be sent."""

    draft: Draft
    title: Bilingual
    typed: list[Typed]
    form: str | None
    fields: Fields


@pages.get("/drafts", endpoint="page")
@allow(Permission.ACCOUNT_KEEP)
def drafts_page() -> str:
    """Everything that this person typed and has not sent."""
    drafts = store.every(acting().id or 0)
    forms = [_form_at(draft.place) for draft in drafts]
    called = {number: title for calling in ended.CALLING for number, title in calling(forms).items()}
    said = said_as(draft.fields for draft in drafts)
    unsent = [
        _unsent(draft, form[0], called.get(number, ANY_FORM), said)
        for number, (draft, form) in enumerate(zip(drafts, forms, strict=True))
    ]
    return render_template("drafts/page.html", unsent=unsent)


@pages.post("/drafts/discard", endpoint="discard")
@allow(Permission.ACCOUNT_KEEP)
def discard() -> Any:
    """Let a draft go."""
    draft = ended.named_draft(acting().id or 0)
    if draft is not None:
        service.discard(acting().id or 0, draft.place)
    tell(Bilingual(th="ลบร่างแล้ว", en="The draft is deleted."), "good")
    return redirect(url_for("drafts.page"))


def _unsent(draft: Draft, endpoint: str, title: Bilingual, said: Mapping[str, Mapping[str, str]]) -> Unsent:
    fields = {**draft.fields, ended.DRAFT_FIELD: [str(draft.id)]}
    form = draft.place if endpoint in ended.FILLING else None
    return Unsent(draft, title, typed(draft.fields, endpoint, said), form, fields)


def _form_at(place: str) -> ended.Form:
    """What takes the form at this place; "" when nothing does any more."""
    adapter = current_app.create_url_adapter(request)
    assert adapter is not None
    try:
        return adapter.match(place.partition("?")[0], method="POST")
    except HTTPException:
        return "", {}
