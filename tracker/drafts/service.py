"""How is what somebody typed kept until they send it? One function per act; none of them touches the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from tracker.drafts import store
from tracker.drafts.rules import KEPT_FOR, TOO_LARGE, Draft, too_old, version_of
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import known_act, write_transaction
from tracker.web.typed import readable, secret, small_enough


class Recorded(Exception):
    """The form that these words come from was recorded already: there is nothing to keep."""


def keep(user_id: int, place: str, fields: Mapping[str, list[str]], now: datetime) -> Draft:
    """Keep what a person typed into the form at this place, secrets left out; it takes the place of their earlier draft there.

    RuleBroken when it is too much. Recorded when the form was sent and recorded meanwhile, so that no draft outlives its entry.
    """
    kept = readable({name: values for name, values in fields.items() if not secret(name)})
    if not small_enough(kept) or len(place) > store.LONGEST_PLACE:
        raise RuleBroken("", TOO_LARGE)
    act_key = next(iter(kept.get("act_key", ())), "")
    with write_transaction():
        if act_key and known_act(act_key[:64]):
            raise Recorded
        store.save(user_id, place, kept, version_of(kept), now)
        store.remove(user_id, too_old(store.every(user_id), now))
    found = store.at(user_id, place)
    assert found is not None
    return found


def discard(user_id: int, *places: str) -> None:
    """Let a person's drafts of these forms go; nothing happens when there are none."""
    if any(store.at(user_id, place) for place in places):
        with write_transaction():
            store.remove_at(user_id, places)


def forget(now: datetime) -> int:
    """Let go of the drafts that have been kept long enough, whoever's they are; how many."""
    with write_transaction():
        return store.forget(now - KEPT_FOR)
