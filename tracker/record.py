"""How does a frozen record become plain JSON, and come back equal to what it was? The one answer for ledger, register and reports.

Dates are ISO, instants ISO in UTC with "Z", enumerations their value, tuples lists, bilingual text {"th", "en"}. Whole numbers only: two
machines may write a fraction differently. Reading is strict: an unknown, missing or misfit field is named with its place.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import UTC, date, datetime
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Self, TypeVar, Union, cast, get_args, get_origin, get_type_hints

from tracker.lang import Bilingual

Kind = TypeVar("Kind")
Reader = Callable[[Any], Any]


class Misfit(ValueError):
    """A value that has no plain form, or a text that does not spell a record: the reason, and the place ("$.tasks[2].due: …")."""

    def __init__(self, reason: str, place: str = "") -> None:
        super().__init__(f"${place}: {reason}")
        self.reason, self.place = reason, place

    def within(self, place: str) -> Misfit:
        """The same misfit seen from one level further out."""
        return Misfit(self.reason, place + self.place)


class Record:
    """A frozen dataclass that knows its JSON form. Subclasses are `@dataclass(frozen=True, slots=True)`."""

    __slots__ = ()

    def to_json(self) -> dict[str, Any]:
        """All fields by name, nothing left out."""
        return cast(dict[str, Any], plain(self))

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        """The inverse of `to_json`; a field with a default may be missing (older documents). Raises Misfit."""
        return read(cls, data)


def canonical(value: Any) -> str:
    """The one JSON text of a value: sorted keys, no spaces, Thai unescaped. Equal records give equal texts. Raises Misfit."""
    return json.dumps(plain(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def parse(kind: type[Kind], text: str) -> Kind:
    """The record that a JSON text spells. Raises Misfit with the place of the first misfit."""
    try:
        value = json.loads(text, parse_float=_no_fraction)
    except Misfit:
        raise
    except ValueError as error:
        raise Misfit(str(error)) from error
    return read(kind, value)


def plain(value: Any) -> Any:
    """Plain JSON for records, dates, instants, enumerations, tuples and mappings; Misfit for what has no single spelling."""
    match value:
        case None | bool() | int() if not isinstance(value, Enum):
            return value
        case Enum():
            return value.value
        case str():
            return value
        case Bilingual():
            return {"th": value.th, "en": value.en}
        case datetime():
            return _instant(value)
        case date():
            return value.isoformat()
        case tuple() | list():
            return [plain(item) for item in value]
        case Mapping():
            return {key: plain(item) for key, item in value.items()}
    if is_dataclass(value) and not isinstance(value, type):
        return {name: _field(name, plain, getattr(value, name)) for name in _names(type(value))}
    raise Misfit(f"{type(value).__name__} has no plain form")


def read(kind: type[Kind], data: Any) -> Kind:
    """The record of this kind that plain JSON spells. Raises Misfit with the place of the first misfit."""
    if not isinstance(data, Mapping):
        raise Misfit(f"a group of fields expected, not {type(data).__name__}")
    readers, needed = _readers(cast(Any, kind))
    if odd := sorted((data.keys() - readers.keys()) | (needed - data.keys())):
        raise Misfit("missing" if odd[0] in needed else "unknown", f".{odd[0]}")
    values = {name: _field(name, readers[name], value) for name, value in data.items()}
    try:
        return kind(**values)
    except Misfit:
        raise
    except ValueError as error:
        raise Misfit(str(error)) from error


def _field(name: str, convert: Reader, value: Any) -> Any:
    try:
        return convert(value)
    except Misfit as misfit:
        raise misfit.within(f".{name}") from misfit
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise Misfit(str(error), f".{name}") from error


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


@cache
def _readers(kind: type) -> tuple[dict[str, Reader], frozenset[str]]:
    hints = get_type_hints(kind)
    needed = frozenset(f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING)
    return {name: _reader(hints[name]) for name in _names(kind)}, needed


def _reader(hint: Any) -> Reader:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = _reader(next(option for option in get_args(hint) if option is not NoneType))
        return lambda value: None if value is None else inner(value)
    if origin is tuple:
        item = _reader(get_args(hint)[0])
        return lambda value: tuple(_items(item, value))
    if hint is Bilingual:
        return Bilingual.from_json
    if hint is datetime:
        return datetime.fromisoformat
    if hint is date:
        return date.fromisoformat
    if is_dataclass(hint):
        return lambda value: read(cast(type, hint), value)
    if isinstance(hint, type) and issubclass(hint, Enum):
        return hint
    return _exactly(hint) if hint in (int, str, bool) else lambda value: value


def _exactly(kind: type) -> Reader:
    def check(value: Any) -> Any:
        if type(value) is not kind:
            raise Misfit(f"{kind.__name__} expected, not {type(value).__name__}")
        return value

    return check


def _items(convert: Reader, value: Any) -> Iterator[Any]:
    if not isinstance(value, list):
        raise Misfit(f"a list expected, not {type(value).__name__}")
    for place, each in enumerate(value):
        try:
            yield convert(each)
        except Misfit as misfit:
            raise misfit.within(f"[{place}]") from misfit


def _instant(value: datetime) -> str:
    if value.tzinfo is None:
        raise Misfit("a time without a zone")
    return value.astimezone(UTC).isoformat().replace("+00:00", "Z")


def _no_fraction(text: str) -> Any:
    raise Misfit(f"a fraction ({text}) where only whole numbers may stand")
