"""How does a person save a view of the list of tasks, change it, share it or delete it? One function per act; the ledger is not asked."""

from __future__ import annotations

import logging
from dataclasses import replace
from datetime import datetime

from tracker.access.policy import Actor
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import write_transaction
from tracker.tasks import saved_rules, saved_store
from tracker.tasks.saved_rules import View

log = logging.getLogger(__name__)


class NoSuchView(Exception):
    """There is no view with this id that belongs to this person."""


def save(name: str, query: str, actor: Actor, now: datetime) -> View:
    """Keep a list under a name and return its view; the same form twice gives the same one. RuleBroken when it cannot be kept."""
    name, query = saved_rules.sound_name(name), saved_rules.query_of(query)
    with write_transaction():
        own = saved_store.views_of(_id(actor))
        again = next((each for each in own if (each.name, each.query) == (name, query)), None)
        if again is not None:
            return again
        saved_rules.check(name, query, own)
        found = View(saved_store.next_id(), _id(actor), actor.name, name, query)
        saved_store.save(found, now)
    log.info("view %s of user %s: saved", found.id, actor.id)
    return found


def change(
    view_id: int, actor: Actor, now: datetime, *, name: str | None = None, query: str | None = None, first: bool | None = None
) -> View:  # fmt: skip
    """Rename a view, give it other filters, or let it open first; what is None stays. RuleBroken or NoSuchView."""
    with write_transaction():
        found, others = _own(view_id, actor)
        changed = replace(
            found,
            name=found.name if name is None else saved_rules.sound_name(name),
            query=found.query if query is None else saved_rules.query_of(query),
            first=found.first if first is None else first,
        )
        saved_rules.check(changed.name, changed.query, others)
        saved_store.save(changed, now)
    log.info("view %s of user %s: changed", view_id, actor.id)
    return changed


def share(view_id: int, shared: str, actor: Actor, now: datetime) -> View:
    """Let everybody, one role or nobody else see a view. RuleBroken or NoSuchView."""
    if shared not in saved_rules.SHARED_TITLES:
        raise RuleBroken("shared", saved_rules.NOT_SHARED_SO)
    with write_transaction():
        found, _others = _own(view_id, actor)
        changed = replace(found, shared=shared)
        saved_store.save(changed, now)
    log.info("view %s of user %s: shared with %s", view_id, actor.id, shared or "nobody")
    return changed


def delete(view_id: int, actor: Actor) -> Bilingual:
    """Take a view out for good and say which it was; NoSuchView."""
    with write_transaction():
        found, _others = _own(view_id, actor)
        saved_store.remove(view_id)
    log.info("view %s of user %s: deleted", view_id, actor.id)
    return Bilingual(th=f"ลบมุมมอง “{found.name}” แล้ว", en=f"The view “{found.name}” is deleted.")


def _own(view_id: int, actor: Actor) -> tuple[View, list[View]]:
    """A view of this person, and the person's other ones."""
    own = saved_store.views_of(_id(actor))
    found = next((each for each in own if each.id == view_id), None)
    if found is None:
        raise NoSuchView(view_id)
    return found, [each for each in own if each.id != view_id]


def _id(actor: Actor) -> int:
    if actor.id is None:
        raise TypeError("the product itself keeps no views")
    return actor.id
