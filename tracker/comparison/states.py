"""What is an object of the ledger after its events, as plain values by field? Pure.

Tasks, register entries, bodies and accounts fold by the rules of their slices. Any other stream is the sum of what its facts said, so
that a kind of object that came later is compared as well.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from tracker.ledger.event import Event
from tracker.ledger.kinds import to_fact
from tracker.people import rules as people
from tracker.people.rules import AgencyRegistered, AgencyRevised, User
from tracker.record import plain
from tracker.resolutions.events import Entry, EntryWithdrawn
from tracker.tasks.task import Task, apply

BOOKKEEPING = frozenset({"id", "version", "changed_at"})
"""Fields that every event moves; they say nothing about the object."""

TOLD = "told"
"""The field in which an object without a fold of its own keeps the kind of its last fact: a post that was closed is another one."""


FROZEN = frozenset({"schema", "snapshot"})
"""Parts of an event that are no field of the object: the form it is written in, and the whole text of a paper, which its hash names."""


@dataclass(frozen=True, slots=True)
class Told:
    """An object without a fold of its own: what its facts said last, field by field, and which kind the last one was."""

    fields: Mapping[str, Any]


def folded(before: Any, event: Event) -> Any:
    """The object after the event, in the form of its own slice; None when it is gone."""
    topic = event.stream.partition(":")[0]
    fact = to_fact(event.kind, event.data)
    match topic:
        case "task":
            return apply(before, event, fact)
        case "register":
            return None if isinstance(fact, EntryWithdrawn) else Entry(fact.position, fact.document)
        case "agency" if isinstance(fact, AgencyRegistered | AgencyRevised):
            return Entry(fact.position, fact.document)
        case "user":
            return people.apply(before, fact)
    told = before.fields if isinstance(before, Told) else {}
    return Told({**told, **{name: value for name, value in event.data.items() if name not in FROZEN}, TOLD: event.kind})


def state_of(object_: Any) -> dict[str, Any] | None:
    """The object's fields as plain values; what is None or an empty list is left out."""
    match object_:
        case None:
            return None
        case Task() | User():
            fields = plain(object_)
        case Entry():
            fields = {**object_.document, "position": object_.position}
        case Told():
            fields = object_.fields
        case _:
            raise TypeError(f"{type(object_).__name__} is no object of the ledger")
    return dict(_flat({name: value for name, value in fields.items() if name not in BOOKKEEPING}))


def _flat(fields: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, Any]]:
    """Groups within groups become "group.field", numbered parts "group.number.field"; a bilingual text stays whole."""
    for name, value in fields.items():
        if isinstance(value, Mapping) and value.keys() != {"th", "en"}:
            yield from _flat(value, f"{prefix}{name}.")
        elif numbered := _numbered(value):
            for number, part in numbered.items():
                yield from _flat(part, f"{prefix}{name}.{number}.")
        elif value is not None and value != []:
            yield f"{prefix}{name}", value


def _numbered(value: Any) -> dict[int, Mapping[str, Any]]:
    """The parts of a list in which each bears its number."""
    if not isinstance(value, list) or not all(isinstance(part, Mapping) and "number" in part for part in value):
        return {}
    return {part["number"]: {name: said for name, said in part.items() if name != "number"} for part in value}
