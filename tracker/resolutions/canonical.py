"""How does a frozen record become plain JSON and come back unchanged?

The ledger and the current-state rows keep records as JSON documents. A record that went out and came back is equal to
the one that went in; that is what lets `tracker load` see that nothing changed.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields
from datetime import date
from enum import StrEnum
from types import NoneType, UnionType
from typing import Any, Self, Union, cast, get_args, get_origin, get_type_hints

from tracker.lang import Bilingual

Json = Any


class Record:
    """A frozen dataclass that knows its JSON form. Subclasses are `@dataclass(frozen=True, slots=True)`."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """All fields by name; dates as ISO (C.E.), texts as {"th", "en"}, tuples as lists, nothing left out."""
        return {name: _encode(getattr(self, name)) for name in _hints(type(self))}

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        """The inverse of `to_json`. A field with a default may be missing (older documents); else ValueError."""
        hints = _hints(cls)
        unknown = sorted(set(data) - set(hints))
        if unknown:
            raise ValueError(f"{cls.__name__}: unknown fields {', '.join(unknown)}")
        missing = sorted(_required(cls) - set(data))
        if missing:
            raise ValueError(f"{cls.__name__}: missing fields {', '.join(missing)}")
        return cls(**{name: _decode(hints[name], value) for name, value in data.items()})


def canonical(record: Record) -> str:
    """The one JSON text of a record: sorted keys, no spaces, Thai unescaped. Equal records give equal texts."""
    return json.dumps(record.to_json(), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


_HINTS: dict[type, dict[str, Any]] = {}
_REQUIRED: dict[type, frozenset[str]] = {}
"""What each record class says of its fields, looked up once for each class."""


def _hints(cls: type) -> dict[str, Any]:
    if cls not in _HINTS:
        hints = get_type_hints(cls)
        _HINTS[cls] = {field.name: hints[field.name] for field in fields(cls)}
    return _HINTS[cls]


def _required(cls: type) -> frozenset[str]:
    if cls not in _REQUIRED:
        _REQUIRED[cls] = frozenset(f.name for f in fields(cls) if f.default is MISSING and f.default_factory is MISSING)
    return _REQUIRED[cls]


def _encode(value: object) -> Json:
    if isinstance(value, Record):
        return value.to_json()
    if isinstance(value, Bilingual):
        return value.to_json()
    if isinstance(value, StrEnum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [_encode(item) for item in value]
    return cast(Json, value)


def _decode(hint: Any, value: Any) -> Any:
    if get_origin(hint) in (Union, UnionType):
        inner = [option for option in get_args(hint) if option is not NoneType]
        return None if value is None else _decode(inner[0], value)
    if get_origin(hint) is tuple:
        return tuple(_decode(get_args(hint)[0], item) for item in value)
    if hint is Bilingual:
        return Bilingual.from_json(value)
    if hint is date:
        return date.fromisoformat(value)
    if issubclass(hint, Record):
        return hint.from_json(value)
    if issubclass(hint, StrEnum):
        return hint(value)
    if not isinstance(value, hint) or (hint is int and isinstance(value, bool)):
        raise ValueError(f"{value!r} is no {hint.__name__}")
    return value
