"""Which pages show a person what they typed and have not sent?"""

from __future__ import annotations

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
from tracker.web.typed import ENDED, Fields, Typed, typed

pages = Blueprint("drafts", __name__)
ENDED.append(ended.keep_typed)


@pages.after_app_request
def settle(response: Response) -> Response:
    """A form that led on to another page was recorded: its draft has served."""
    actor = current_actor() if request.method == "POST" and response.status_code == HTTPStatus.FOUND else None
    if actor is not None and request.endpoint not in ended.NEVER:
        ended.settle(actor.id or 0)
    return response


@dataclass(frozen=True)
class Unsent:
    """One draft on the page of all of them: what was typed, and either where its form opens with it or all that would be sent."""

    draft: Draft
    typed: list[Typed]
    form: str | None
    fields: Fields


@pages.get("/drafts", endpoint="page")
@allow(Permission.ACCOUNT_KEEP)
def drafts_page() -> str:
    """Everything that this person typed and has not sent."""
    return render_template("drafts/page.html", unsent=[_unsent(draft) for draft in store.every(acting().id or 0)])


@pages.post("/drafts/discard", endpoint="discard")
@allow(Permission.ACCOUNT_KEEP)
def discard() -> Any:
    """Let a draft go."""
    draft = ended.named_draft(acting().id or 0)
    if draft is not None:
        service.discard(acting().id or 0, draft.place)
    tell(Bilingual(th="ทิ้งร่างแล้ว", en="The draft is gone."), "good")
    return redirect(url_for("drafts.page"))


def _unsent(draft: Draft) -> Unsent:
    endpoint = _endpoint(draft)
    fields = {**draft.fields, ended.DRAFT_FIELD: [str(draft.id)]}
    form = draft.place if endpoint in ended.FILLING else None
    return Unsent(draft, typed(draft.fields, endpoint), form, fields)


def _endpoint(draft: Draft) -> str | None:
    """The endpoint that takes the form at the draft's place; None when there is none any more."""
    try:
        adapter = current_app.create_url_adapter(request)
        endpoint, _values = adapter.match(draft.place.partition("?")[0], method="POST") if adapter else (None, None)
    except HTTPException:
        return None
    return endpoint
