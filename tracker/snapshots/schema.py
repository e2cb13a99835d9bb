"""In which form do the data inside a report's PDF come? As a JSON Schema, told from the very dataclasses that read and write them.

`python -m tracker.snapshots.schema` writes docs/schema/report-snapshot-1.json anew; a test fails when the two differ.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from pathlib import Path
from types import NoneType, UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from tracker.lang import Bilingual
from tracker.snapshots.snapshot import SCHEMA, Snapshot

FILE = Path("docs/schema") / f"report-snapshot-{SCHEMA}.json"
"""Where it is published, from the product's folder."""
DRAFT = "https://json-schema.org/draft/2020-12/schema"
PLAIN: dict[Any, dict[str, Any]] = {
    int: {"type": "integer"},
    str: {"type": "string"},
    bool: {"type": "boolean"},
    date: {"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"},
    datetime: {"type": "string", "format": "date-time", "pattern": r"^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$"},
    Bilingual: {
        "type": "object",
        "properties": {"th": {"type": "string"}, "en": {"type": "string"}},
        "required": ["th", "en"],
        "additionalProperties": False,
    },
}
"""How `record.plain` spells what is no record."""


def schema() -> dict[str, Any]:
    """The JSON Schema of a report's snapshot. A field with a default need not be there: older reports do not have it."""
    kinds = dict.fromkeys(_kinds(Snapshot))
    return {
        "$schema": DRAFT,
        "$id": f"urn:resolution-tracker:report-snapshot:{SCHEMA}",
        "title": "The data of a progress report to the Cabinet (snapshot.json inside its PDF)",
        **_object(Snapshot),
        "properties": {**_object(Snapshot)["properties"], "schema": {"const": SCHEMA}},
        "$defs": {kind.__name__: _object(kind) for kind in sorted(kinds, key=lambda kind: kind.__name__)},
    }


def text() -> str:
    """The published file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def _object(kind: Any) -> dict[str, Any]:
    hints = get_type_hints(kind)
    return {
        "type": "object",
        "description": " ".join((kind.__doc__ or "").split()),
        "properties": {field.name: _of(hints[field.name]) for field in fields(kind)},
        "required": [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING],
        "additionalProperties": False,
    }


def _of(hint: Any) -> dict[str, Any]:
    origin = get_origin(hint)
    if origin in (Union, UnionType):
        inner = next(option for option in get_args(hint) if option is not NoneType)
        return {"anyOf": [_of(inner), {"type": "null"}]}
    if origin is tuple:
        return {"type": "array", "items": _of(get_args(hint)[0])}
    if hint in PLAIN:
        return PLAIN[hint]
    if isinstance(hint, type) and issubclass(hint, Enum):
        return {"enum": [each.value for each in hint]}
    return {"$ref": f"#/$defs/{hint.__name__}"}


def _kinds(kind: Any) -> Iterator[Any]:
    """The records inside a record, at any depth."""
    for hint in get_type_hints(kind).values():
        yield from _within(hint)


def _within(hint: Any) -> Iterator[Any]:
    if is_dataclass(hint) and hint not in PLAIN:
        yield hint
        yield from _kinds(hint)
    for inner in get_args(hint):
        yield from _within(inner)


if __name__ == "__main__":
    FILE.write_text(text(), encoding="utf-8")
    print(f"wrote {FILE}", file=sys.stderr)
