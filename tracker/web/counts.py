"""How many things wait for the reader on each page of the menu? One question for all of them, since every page asks it."""

from __future__ import annotations

from collections.abc import Callable, Collection
from typing import Any

from flask import g
from sqlalchemy import Select, select

from tracker.access.policy import Actor
from tracker.extensions import db
from tracker.web.as_of import moment

COUNTS: dict[str, Callable[[Actor], Select[Any] | None]] = {}
"""By the endpoint of a page: the question (one number) for how many things wait there for a person, None where nothing ever does. A slice
enters its own."""

MOST_COUNTED = 999
"""Nobody reads a larger number of things that wait as anything but "very many"; counting further would cost more with every task."""


def counts(actor: Actor, endpoints: Collection[str]) -> dict[str, int]:
    """How many things wait on these pages today, by endpoint; a past day has none, since its figures are not today's. Kept for the request,
    in which a page whose middle is drawn by itself asks twice."""
    if moment().is_past:
        return {}
    if g.get("counted_for") != (actor.id, moment().day):
        questions = {name: COUNTS[name](actor) for name in endpoints if name in COUNTS}
        asked = {name: question for name, question in questions.items() if question is not None}
        row = db.session.execute(select(*(each.scalar_subquery() for each in asked.values()))).one() if asked else ()
        g.counted_for, g.counted = (actor.id, moment().day), dict(zip(asked, row, strict=True))
    found: dict[str, int] = g.counted
    return found
