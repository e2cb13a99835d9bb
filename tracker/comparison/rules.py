"""What is different between two moments of the ledger, and which acts made it so? Pure: events in, objects with their differences out.

An object is one stream of the ledger: a task, an entry of the register, a body, an account, a report … Whatever was recorded between
the two moments stands in exactly one object, also when it came to nothing in the end, when it was only a comment, or when the
object is gone; and nothing stands there that no event explains. What time alone changed (health, the plan) is not in here.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from tracker.comparison.states import folded, state_of
from tracker.ledger.event import Event

State = Mapping[str, Any]
"""An object at one moment: plain values by the name of their field, e.g. {"claimed": 45, "plan.due_on": "2013-06-07"}; what is
None or an empty list is left out."""

WHY = ("reason", "note", "text")
"""Where a fact keeps the words of whoever made it true."""


@dataclass(frozen=True, slots=True)
class Act:
    """One event between the two moments, and the fields that it changed: none for a comment, all when the object came or went with it."""

    event: Event
    fields: tuple[str, ...]

    @property
    def why(self) -> str:
        """The words that were given with it; empty when there were none."""
        return next((str(self.event.data[name]) for name in WHY if self.event.data.get(name)), "")


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that is not what it was (None: it was or is not there), and the acts that touched it, by number in the ledger."""

    field: str
    old: Any
    new: Any
    acts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Changed:
    """One object on which something was recorded. `before` None: it came into being; `after` None: it is gone."""

    stream: str
    before: State | None
    after: State | None
    differences: tuple[Difference, ...]
    acts: tuple[Act, ...]

    @property
    def topic(self) -> str:
        """What sort of object it is: "task", "register", "agency", "user", "report" …"""
        return self.stream.partition(":")[0]

    @property
    def came(self) -> bool:
        """It was not there at the first moment and is at the second."""
        return self.before is None and self.after is not None

    @property
    def gone(self) -> bool:
        """It was there at the first moment and is not at the second."""
        return self.before is not None and self.after is None

    @property
    def net(self) -> bool:
        """Is it another than it was? False when the acts left it as it had been."""
        return self.before != self.after

    def difference(self, field: str) -> Difference | None:
        """What became of one field, if it is not what it was."""
        return next((each for each in self.differences if each.field == field), None)

    def mirror(self) -> Changed:
        """The same looked at backwards."""
        swapped = tuple(replace(each, old=each.new, new=each.old) for each in self.differences)
        return replace(self, before=self.after, after=self.before, differences=swapped)


@dataclass(frozen=True, slots=True)
class Comparison:
    """Every object on which something was recorded after one cut of the ledger and up to another, in order of the first act."""

    since: int
    upto: int
    changed: tuple[Changed, ...]

    @property
    def acts(self) -> tuple[Act, ...]:
        """Everything that was recorded in between, in order."""
        return tuple(sorted((act for each in self.changed for act in each.acts), key=lambda act: act.event.seq))

    def mirror(self) -> Comparison:
        """The same looked at backwards."""
        return Comparison(self.upto, self.since, tuple(each.mirror() for each in self.changed))


def compare(events: Iterable[Event], since: int, upto: int) -> Comparison:
    """Compare two cuts. `events` holds the whole history, up to the later cut, of every stream touched in between; more of it does
    no harm. The later cut may come first: then the answer is the mirror of the other order."""
    if since > upto:
        return compare(events, upto, since).mirror()
    streams: dict[str, list[Event]] = {}
    for event in events:
        if event.seq <= upto:
            streams.setdefault(event.stream, []).append(event)
    found = (changed_between(history, since) for history in streams.values())
    touched = sorted((each for each in found if each), key=lambda each: each.acts[0].event.seq)
    return Comparison(since, upto, tuple(touched))


def changed_between(history: Iterable[Event], since: int) -> Changed | None:
    """What the events after a cut made of one object; `history` is its whole stream, in order. None when nothing was recorded."""
    object_: Any = None
    before: State | None = None
    after: State | None = None
    acts: list[Act] = []
    stream = ""
    for event in history:
        if event.seq > since and not acts:
            before = after = state_of(object_)
        object_, stream = folded(object_, event), event.stream
        if event.seq > since:
            now = state_of(object_)
            acts.append(Act(event, tuple(_fields(after, now))))
            after = now
    return Changed(stream, before, after, _differences(before, after, acts), tuple(acts)) if acts else None


def _differences(before: State | None, after: State | None, acts: list[Act]) -> tuple[Difference, ...]:
    """Field by field, for an object that was there on both days."""
    if before is None or after is None:
        return ()
    return tuple(
        Difference(name, before.get(name), after.get(name), tuple(act.event.seq for act in acts if name in act.fields))
        for name in _fields(before, after)
    )


def _fields(old: State | None, new: State | None) -> Iterator[str]:
    """The fields that are not the same, in the order of the newer state; all of them when the object came or went as a whole."""
    then, now = old or {}, new or {}
    for name in dict.fromkeys((*now, *then)):
        if then.get(name) != now.get(name):
            yield name
