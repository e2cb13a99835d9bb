"""Which kinds of events exist, and how does each become JSON and come back? A kind is a frozen dataclass in the past tense."""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cache
from typing import Any, TypeVar, Union, get_args, get_origin, get_type_hints

from tracker.lang import Bilingual

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
    data: dict[str, Any] = to_json(fact)
    return {"schema": SCHEMA} | data


def to_fact(name: str, data: Mapping[str, Any]) -> Any:
    """The fact that an event of this kind holds; raises UnknownKind for a kind that does not exist."""
    if name not in KINDS:
        raise UnknownKind(name)
    return from_json(KINDS[name], data)


def to_json(value: Any) -> Any:
    """Plain JSON for dataclasses, dates, enums, tuples and mappings; other values as they are."""
    if isinstance(value, Bilingual):
        return {"th": value.th, "en": value.en}
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: to_json(getattr(value, field.name)) for field in fields(value)}
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, Mapping):
        return {key: to_json(item) for key, item in value.items()}
    return value


def from_json(cls: Callable[..., Fact], data: Mapping[str, Any]) -> Fact:
    """An instance of a dataclass from its JSON; keys it does not know are ignored, missing ones take their default."""
    return cls(**{name: read(data[name]) for name, read, needed in _readers(cls) if needed or name in data})


@cache
def _readers(cls: Callable[..., Any]) -> tuple[tuple[str, Any, bool], ...]:
    hints = get_type_hints(cls)
    return tuple(
        (field.name, _reader(hints[field.name]), field.default is MISSING and field.default_factory is MISSING)
        for field in fields(cls)  # type: ignore[arg-type]
    )


def _reader(hint: Any) -> Any:
    origin = get_origin(hint)
    if origin in (Union, types.UnionType):
        inner = _reader(next(part for part in get_args(hint) if part is not type(None)))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(get_args(hint)[0])
        return lambda value: tuple(item(each) for each in value)
    if hint is date:
        return date.fromisoformat
    if hint is Bilingual:
        return lambda value: Bilingual(th=value["th"], en=value["en"])
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    if is_dataclass(hint):
        return lambda value: from_json(hint, value)  # type: ignore[arg-type]
    return lambda value: value
