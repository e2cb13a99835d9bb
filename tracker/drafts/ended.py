"""A form comes from a session that has ended: whose is it, and where will its words stand after signing in?"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import request, session, url_for

from tracker import clock
from tracker.drafts import service, store
from tracker.drafts.rules import ENDED_FOR, Draft
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.people.store import holder_of_ended
from tracker.web.typed import sent, typed

log = logging.getLogger(__name__)

FILLING: dict[str, Callable[[], str]] = {}
"""Endpoints whose form opens with its draft in it, each with the place of that form; a slice enters its own."""
Form = tuple[str, Mapping[str, Any]]
"""A form by its endpoint and the values in its address."""
CALLING: list[Callable[[Sequence[Form]], Mapping[int, Bilingual]]] = []
"""What says what forms are called and whose they are, by their place in the list; a slice enters its own."""
SENDING: dict[str, Callable[[], list[str]]] = {}
"""Endpoints that record an act, each with the places whose drafts are settled by it."""
DRAFT_FIELD = "kept_draft"
"""The hidden field by which a form says that it was sent from a draft."""
NEVER = frozenset({"people.enter", "people.leave"})


def settle(user_id: int) -> None:
    """An act of this person was recorded: let the drafts go that it came from."""
    draft = named_draft(user_id)
    service.discard(user_id, *SENDING.get(request.endpoint or "", list)(), *([draft.place] if draft else []))


def named_draft(user_id: int) -> Draft | None:
    """The draft of this person that the form of this request names; None when it names none of theirs."""
    named = request.form.get(DRAFT_FIELD, "")
    return store.one(user_id, int(named)) if named.isascii() and named.isdigit() and len(named) < 10 else None


def keep_typed() -> str | None:
    """Keep what this request brings as a draft of the person whose session ended; the address that will show it, or None.

    Only a session that ran out speaks for its person: who signed out, or whose account was closed, has said goodbye. The signed
    cookie names the session, so nobody else can leave words here.
    """
    token = session.get("_user_id")
    fields = sent()
    endpoint = request.endpoint or ""
    if not token or endpoint in NEVER or not typed(fields):
        return None
    now = clock.real_now()
    user_id = holder_of_ended(token, not_before=now - ENDED_FOR)
    if user_id is None:
        return None
    place = FILLING[endpoint]() if endpoint in FILLING else request.full_path.rstrip("?")
    try:
        service.keep(user_id, place, fields, clock.now())
    except service.Recorded:
        return place
    except RuleBroken:
        return None
    log.info("kept what user %s typed at %r when the session ended", user_id, place)
    return place if endpoint in FILLING else url_for("drafts.page")
