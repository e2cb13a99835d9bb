"""How does a person begin and stop to watch something, and say that it was seen? These acts leave no trace in the ledger."""

from __future__ import annotations

from tracker.ledger.store import last_seq, write_transaction
from tracker.people.store import agencies
from tracker.tasks.store import resolution_of_task
from tracker.watching import store
from tracker.watching.rules import Thing, check_room


class NoSuchThing(Exception):
    """There is nothing of this name to watch."""


def begin(user_id: int, thing: Thing) -> None:
    """Watch it from now on; twice is once. Raises NoSuchThing, or RuleBroken when the list is full."""
    if not exists(thing):
        raise NoSuchThing(thing)
    with write_transaction():
        if not store.is_watched(user_id, thing):
            check_room(store.number_watched(user_id))
            store.begin(user_id, thing, last_seq())


def stop(user_id: int, thing: Thing) -> None:
    """Watch it no longer, whether it was watched or not."""
    with write_transaction():
        store.stop(user_id, thing)


def see(user_id: int, upto: int) -> None:
    """Everything watched was looked at up to this event; one that has not happened yet counts as the last that has."""
    with write_transaction():
        store.see(user_id, min(upto, last_seq()))


def exists(thing: Thing) -> bool:
    """Is there such a thing?"""
    match thing.noun:
        case "task":
            return resolution_of_task(int(thing.ref)) is not None
        case "agency":
            return thing.ref in agencies()
    return store.obligation_exists(thing.ref)
