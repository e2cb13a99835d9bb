"""Do the groups of a seed file hold the keys they must, with values of the right type?"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, cast, get_args, get_origin

import yaml

from tracker.lang import Bilingual
from tracker.record import Record
from tracker.resolutions.rules import TaskTemplate
from tracker.resolutions.seed_keys import Key, keys_of
from tracker.resolutions.seed_problems import Findings, Place, nearest
from tracker.resolutions.seed_values import Wrong, value

_NULL = "tag:yaml.org,2002:null"


@dataclass(slots=True)
class Entry:
    """A group of the file: what was understood of it, by field, with the place of each. Fields that were wrong are missing."""

    record: type
    place: Place
    values: dict[str, Any] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    def inner(self) -> Iterator[Entry]:
        """This entry and every entry inside it."""
        yield self
        for found in self.values.values():
            for item in found if isinstance(found, list) else [found]:
                if isinstance(item, Entry):
                    yield from item.inner()

    def texts(self, name: str) -> list[str]:
        """The text or the list of texts in a field; nothing when it is missing or empty."""
        found = self.values.get(name)
        return [] if found is None else [str(item) for item in found] if isinstance(found, list) else [str(found)]


def shape(node: yaml.Node, record: type, findings: Findings) -> Entry:
    """The whole file as an entry; everything wrong with its shape goes to `findings`."""
    return _group(node, record, Place(node.start_mark.line + 1, ""), findings)


def build(entry: Entry, **more: Any) -> Any:
    """The record of an entry without problems. Tasks are left out of their obligation; see `templates`."""
    if entry.record is Bilingual:
        return Bilingual(**entry.values)
    given = {name: _built(found) for name, found in entry.values.items() if name != "tasks"}
    return cast(type[Record], entry.record)(**given, **more)


def templates(obligations: list[Entry]) -> tuple[TaskTemplate, ...]:
    """The task templates of all obligations, in order."""
    return tuple(
        build(task, obligation=entry.values["code"]) for entry in obligations for task in entry.values.get("tasks", [])
    )


def _built(found: Any) -> Any:
    if isinstance(found, list):
        return tuple(_built(item) for item in found)
    return build(found) if isinstance(found, Entry) else found


def _group(node: yaml.Node, record: type, place: Place, findings: Findings) -> Entry:
    entry = Entry(record, place)
    keys = keys_of(record)
    if not isinstance(node, yaml.MappingNode):
        wanted = ", ".join(keys)
        findings.add(place, f"ต้องเป็นกลุ่มของคีย์ ได้แก่ {wanted}", f"Must be a group of keys: {wanted}.")
        return entry
    seen: set[str] = set()
    for key_node, value_node in node.value:
        name = key_node.value if isinstance(key_node, yaml.ScalarNode) else "?"
        at = place.at(name, key_node.start_mark.line + 1)
        if name in seen:
            findings.add(at, f"คีย์ “{name}” ซ้ำ", f"The key “{name}” appears twice.")
        elif name not in keys:
            th, en = nearest(name, keys)
            findings.add(at, f"ไม่รู้จักคีย์ “{name}”{th}", f"Unknown key “{name}”.{en}")
        else:
            _fill(entry, keys[name], value_node, at, findings)
        seen.add(name)
    for name in [name for name, key in keys.items() if key.required and name not in seen]:
        findings.add(place.at(name), f"ขาดคีย์ “{name}”", f"The key “{name}” is missing.")
    return entry


def _fill(entry: Entry, key: Key, node: yaml.Node, place: Place, findings: Findings) -> None:
    entry.places[key.field] = place
    if node.tag == _NULL and isinstance(node, yaml.ScalarNode):
        if key.nullable:
            entry.values[key.field] = None
        elif key.required:
            findings.add(place, "ยังไม่ได้ใส่ค่า", "There is no value.")
        return
    before = len(findings)
    found = _found(node, key.type, key, place, findings)
    if len(findings) == before or isinstance(found, Entry | list):
        entry.values[key.field] = found


def _found(node: yaml.Node, kind: Any, key: Key, place: Place, findings: Findings) -> Any:
    if get_origin(kind) is tuple:
        return _list(node, get_args(kind)[0], key, place, findings)
    if kind is Bilingual or issubclass(kind, Record):
        return _group(node, kind, place, findings)
    if not isinstance(node, yaml.ScalarNode):
        findings.add(place, "ต้องเป็นค่าเดียว มิใช่กลุ่มหรือรายการ", "Must be one value, not a group or a list.")
        return None
    try:
        return value(node.value, kind, key.form)
    except Wrong as wrong:
        findings.add(place, wrong.message.th, wrong.message.en)
        return None


def _list(node: yaml.Node, kind: Any, key: Key, place: Place, findings: Findings) -> list[Any]:
    if not isinstance(node, yaml.SequenceNode):
        findings.add(place, "ต้องเป็นรายการ ขึ้นต้นแต่ละรายการด้วย -", "Must be a list; begin each item with a dash.")
        return []
    items = []
    for number, item in enumerate(node.value, start=1):
        at = place.at(_label(item) or f"#{number}", item.start_mark.line + 1)
        found = _found(item, kind, key, at, findings)
        if found is not None:
            items.append(found)
    return items


def _label(node: yaml.Node) -> str | None:
    """What a person calls an item: its code, else its agency."""
    if not isinstance(node, yaml.MappingNode):
        return None
    named = {
        k.value: v.value for k, v in node.value if isinstance(k, yaml.ScalarNode) and isinstance(v, yaml.ScalarNode)
    }
    return named.get("code") or named.get("agency")
