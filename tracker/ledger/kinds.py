"""Which kinds of events exist, and how does each become JSON and come back? A kind is a frozen dataclass in the past tense."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeVar, cast

from tracker.record import plain, read

SCHEMA = 1
"""Number of the form in which event data is written; a reader of older forms would branch on it."""

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


def to_data(fact: Any) -> dict[str, Any]:
    """A fact as the JSON object that the ledger keeps: ISO dates, lists for tuples, {"th","en"} for bilingual text."""
    return {"schema": SCHEMA} | cast(dict[str, Any], plain(fact))


def to_fact(name: str, data: Mapping[str, Any]) -> Any:
    """The fact that an event of this kind holds; raises UnknownKind for a kind that does not exist."""
    if name not in KINDS:
        raise UnknownKind(name)
    return read(KINDS[name], {key: value for key, value in data.items() if key != "schema"})
