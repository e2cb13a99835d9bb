"""How much of the ledger may this request's page know? Asked once for the whole request, however many of its parts want to know."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar, cast

from flask import g, has_request_context

from tracker.ledger.store import cut_on
from tracker.web.as_of import moment

Answer = TypeVar("Answer")


def cut_of_page() -> int | None:
    """The cut of the past day that this request shows; None for today and outside requests."""
    if not has_request_context() or not moment().is_past:
        return None
    return asked_once("cut_of_page", lambda: cut_on(moment().day))


def asked_once(name: str, ask: Callable[[], Answer]) -> Answer:
    """What `ask` says, which a request keeps under this name; outside requests it is asked each time, for there the day goes on."""
    if not has_request_context():
        return ask()
    if name not in g:
        setattr(g, name, ask())
    return cast(Answer, g.get(name))
