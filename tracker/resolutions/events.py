"""Which facts about the register does the ledger keep, and what register do they add up to? Pure."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields
from typing import Any

from tracker.ledger.event import Event
from tracker.ledger.kinds import kind, to_fact
from tracker.record import Record
from tracker.resolutions.rules import Register

Key = tuple[str, str]
"""Noun (a field of Register, e.g. "obligations") and code of an entry."""


@kind
@dataclass(frozen=True, slots=True)
class EntryRegistered:
    """An entry of the register was written for the first time."""

    noun: str
    code: str
    position: int
    document: dict[str, Any]


@kind
@dataclass(frozen=True, slots=True)
class EntryRevised:
    """An entry was replaced by another text or moved to another place."""

    noun: str
    code: str
    position: int
    document: dict[str, Any]


@kind
@dataclass(frozen=True, slots=True)
class EntryWithdrawn:
    """An entry no longer stands in the register; the ledger still has it."""

    noun: str
    code: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry as it stands: its place among its kind and its JSON document."""

    position: int
    document: Mapping[str, Any]


def entries_of(register: Register) -> dict[Key, Entry]:
    """A register taken apart into its entries."""
    found: dict[Key, Entry] = {("resolution", register.resolution.code): Entry(0, register.resolution.to_json())}
    for noun in nouns():
        for position, record in enumerate(getattr(register, noun)):
            found[noun, _code(record)] = Entry(position, record.to_json())
    return found


def changes(
    before: Mapping[Key, Entry], after: Mapping[Key, Entry]
) -> list[EntryRegistered | EntryRevised | EntryWithdrawn]:
    """The facts that turn one set of entries into the other; none when they are equal."""
    facts: list[EntryRegistered | EntryRevised | EntryWithdrawn] = []
    for (noun, code), entry in after.items():
        old = before.get((noun, code))
        if old is None:
            facts.append(EntryRegistered(noun, code, entry.position, dict(entry.document)))
        elif (old.position, _said(old.document)) != (entry.position, _said(entry.document)):
            facts.append(EntryRevised(noun, code, entry.position, dict(entry.document)))
    return facts + [EntryWithdrawn(noun, code) for noun, code in before if (noun, code) not in after]


def _said(document: Mapping[str, Any]) -> dict[str, Any]:
    """What an entry says: a field that an earlier version of the product did not know, and that is empty now, is no change."""
    return {name: value for name, value in document.items() if value is not None}


def fold(events: Iterable[Event]) -> dict[Key, Entry]:
    """The entries after these events; events of other streams are passed over."""
    entries: dict[Key, Entry] = {}
    for event in events:
        if event.stream.startswith("register:"):
            match to_fact(event.kind, event.data):
                case EntryRegistered() | EntryRevised() as fact:
                    entries[fact.noun, fact.code] = Entry(fact.position, fact.document)
                case EntryWithdrawn() as fact:
                    entries.pop((fact.noun, fact.code), None)
    return entries


def register_of(entries: Mapping[Key, Entry]) -> Register | None:
    """The register that these entries make, in its order; None when there is no resolution among them."""
    resolution = next((dict(entry.document) for (noun, _), entry in entries.items() if noun == "resolution"), None)
    if resolution is None:
        return None
    lists = {noun: _documents(entries, noun) for noun in nouns()}
    return Register.from_json({"resolution": resolution} | lists)


def stream(resolution: str, noun: str, code: str) -> str:
    """The ledger stream of one entry."""
    return f"register:{resolution}/{noun}/{code}"


def nouns() -> tuple[str, ...]:
    """The kinds of entries, as the fields of Register name them."""
    return tuple(field.name for field in fields(Register) if field.name != "resolution")


def _documents(entries: Mapping[Key, Entry], noun: str) -> list[dict[str, Any]]:
    found = [entry for (kind_of, _), entry in entries.items() if kind_of == noun]
    return [dict(entry.document) for entry in sorted(found, key=lambda entry: entry.position)]


def _code(record: Record) -> str:
    return str(getattr(record, "code", None) or record.agency)  # type: ignore[attr-defined]
