"""Which kinds of events exist, and how does each become JSON and come back? A kind is a frozen dataclass in the past tense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from tracker.record import plain, read

SCHEMA = 1
"""Number of the form in which event data is written; a reader of older forms would branch on it."""

IN_PLACE_OF = "in_place_of"
"""In an event's data: the account in whose place its actor acted. It says something about the act, not about the fact."""
BESIDE_THE_FACT = frozenset({"schema", IN_PLACE_OF})

KINDS: dict[str, type] = {}
"""Every kind by its name in the ledger."""

Fact = TypeVar("Fact")


class UnknownKind(Exception):
    """The ledger holds an event that this version of the product does not know."""


def kind(cls: type[Fact]) -> type[Fact]:
    """Register a frozen dataclass as a kind of event; its ledger name is the class name in snake_case."""
    name = kind_name(cls)
    if name in KINDS:
        raise TypeError(f"two kinds are called {name}")
    KINDS[name] = cls
    return cls


def kind_name(cls: type) -> str:
    """ProgressLogged → progress_logged."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()


def kinds_of(package: str) -> tuple[str, ...]:
    """The names of all kinds that a package defines, e.g. of "tracker.people": what its folds read of the ledger."""
    return tuple(name for name, cls in KINDS.items() if cls.__module__.startswith(f"{package}."))


def to_data(fact: Any, in_place_of: int | None = None) -> dict[str, Any]:
    """A fact as the JSON object that the ledger keeps: ISO dates, lists for tuples, {"th","en"} for bilingual text; `in_place_of`: the
    account for which the actor acts."""
    beside: dict[str, Any] = {"schema": SCHEMA} | ({IN_PLACE_OF: in_place_of} if in_place_of is not None else {})
    return beside | cast(dict[str, Any], plain(fact))


def to_fact(name: str, data: Mapping[str, Any]) -> Any:
    """The fact that an event of this kind holds; raises UnknownKind for a kind that does not exist."""
    if name not in KINDS:
        raise UnknownKind(name)
    return read(KINDS[name], {key: value for key, value in data.items() if key not in BESIDE_THE_FACT})
