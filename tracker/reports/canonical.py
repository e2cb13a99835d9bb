"""How do plain frozen records become one canonical JSON text, and come back the same?

Keys sorted, no spaces, dates as ISO, times as UTC with "Z"; whole numbers and text only: a float is refused, since two machines may
write it differently. Reading is strict: an unknown, missing or misfit key names its place.
"""

from __future__ import annotations

import json
from dataclasses import fields, is_dataclass
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, TypeVar, get_args, get_origin, get_type_hints

Record = TypeVar("Record")


class NotCanonical(ValueError):
    """A value or a text that the canonical form does not know; the message names the place."""


def dump(record: object) -> str:
    """The one JSON text of a record. Raises NotCanonical for a value that has no single spelling (a float, a set, a naive time)."""
    return json.dumps(_plain(record, "$"), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def load(kind: type[Record], text: str) -> Record:
    """The record of that kind that `text` spells. Raises NotCanonical with the place of the first misfit."""
    try:
        value = json.loads(text, parse_float=_no_float)
    except ValueError as error:
        raise NotCanonical(f"$: {error}") from error
    record: Record = _read(kind, value, "$")
    return record


def _no_float(text: str) -> object:
    raise NotCanonical(f"$: a fraction ({text}) where only whole numbers may stand")


def _plain(value: object, place: str) -> object:
    match value:
        case None | bool() | int():
            return value
        case str():
            return str(value)
        case datetime():
            if value.tzinfo is None:
                raise NotCanonical(f"{place}: a time without a zone")
            return value.astimezone(UTC).isoformat(timespec="seconds").replace("+00:00", "Z")
        case date():
            return value.isoformat()
        case tuple():
            return [_plain(item, f"{place}[{index}]") for index, item in enumerate(value)]
    if is_dataclass(value) and not isinstance(value, type):
        return {field.name: _plain(getattr(value, field.name), f"{place}.{field.name}") for field in fields(value)}
    raise NotCanonical(f"{place}: {type(value).__name__} has no canonical form")


@cache
def _shape(kind: type) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {field.name: hints[field.name] for field in fields(kind)}


def _read(hint: Any, value: Any, place: str) -> Any:
    origin = get_origin(hint)
    if origin is UnionType:
        return None if value is None else _read(next(a for a in get_args(hint) if a is not NoneType), value, place)
    if origin is tuple:
        _expect(value, list, place)
        return tuple(_read(get_args(hint)[0], item, f"{place}[{index}]") for index, item in enumerate(value))
    if is_dataclass(hint) and isinstance(hint, type):
        return _read_record(hint, value, place)
    if hint in (int, bool, str):
        return _expect(value, hint, place)
    return _read_text(hint, _expect(value, str, place), place)


def _read_record(kind: type, value: Any, place: str) -> Any:
    shape = _shape(kind)
    _expect(value, dict, place)
    if odd := sorted(set(value) ^ set(shape)):
        raise NotCanonical(f"{place}.{odd[0]}: {'missing' if odd[0] in shape else 'unknown'}")
    try:
        return kind(**{name: _read(hint, value[name], f"{place}.{name}") for name, hint in shape.items()})
    except NotCanonical:
        raise
    except ValueError as error:
        raise NotCanonical(f"{place}: {error}") from error


def _read_text(kind: Any, text: str, place: str) -> Any:
    try:
        if issubclass(kind, StrEnum):
            return kind(text)
        return kind.fromisoformat(text)
    except ValueError as error:
        raise NotCanonical(f"{place}: {error}") from error


def _expect(value: Any, kind: type, place: str) -> Any:
    if type(value) is not kind:
        raise NotCanonical(f"{place}: {kind.__name__} expected, not {type(value).__name__}")
    return value
