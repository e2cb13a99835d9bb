"""What is a ledger event, and is a chain of them whole? Pure: no database, no clock."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

GENESIS = "0" * 64
"""What the first event names as its predecessor."""


@dataclass(frozen=True, slots=True)
class Draft:
    """An act that is about to be recorded. `expected` is the stream version its author saw (0 for a new stream).

    `agency` is the code of the agency whose work or entry it is, so that its history can be found; it is no part of the event.
    """

    stream: str
    expected: int
    kind: str
    data: Mapping[str, Any]
    effective_on: date | None = None
    resolution_id: int | None = None
    agency: str | None = None


@dataclass(frozen=True, slots=True)
class Event:
    """One recorded act. `recorded_at` is aware UTC: when we knew it; `effective_on`: the day from which it holds."""

    seq: int
    stream: str
    version: int
    kind: str
    data: Mapping[str, Any]
    actor_id: int | None
    recorded_at: datetime
    effective_on: date | None
    resolution_id: int | None
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Head:
    """Where the chain stands: the last sequence number, its hash and its time (None while the ledger is empty)."""

    seq: int = 0
    hash: str = GENESIS
    recorded_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Unreadable:
    """A row whose content was altered so that no event can be made of it; what it says about its place in the chain."""

    seq: int
    prev_hash: str
    hash: str


@dataclass(frozen=True, slots=True)
class Break:
    """The first place at which a chain does not hold, and why (English, for operators)."""

    seq: int
    reason: str


def canonical(data: Mapping[str, Any]) -> str:
    """JSON with sorted keys and no spaces: equal data gives equal text."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def instant_text(instant: datetime) -> str:
    """An aware instant as ISO 8601 in UTC with microseconds, the form that is hashed and exported."""
    return instant.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def seal(head: Head, draft: Draft, actor_id: int | None, now: datetime) -> Event:
    """Turn a draft into the event that follows `head`; its time never lies before the head's."""
    recorded_at = now if head.recorded_at is None else max(now, head.recorded_at)
    unsealed = Event(
        seq=head.seq + 1, stream=draft.stream, version=draft.expected + 1, kind=draft.kind, data=draft.data, actor_id=actor_id,
        recorded_at=recorded_at, effective_on=draft.effective_on, resolution_id=draft.resolution_id, prev_hash=head.hash, hash="",
    )  # fmt: skip
    return _with_hash(unsealed)


def event_hash(event: Event) -> str:
    """SHA-256 (hex) over every field of the event but the hash itself, the predecessor's hash included."""
    fields = {
        "seq": event.seq,
        "stream": event.stream,
        "version": event.version,
        "kind": event.kind,
        "data": event.data,
        "actor_id": event.actor_id,
        "recorded_at": instant_text(event.recorded_at),
        "effective_on": event.effective_on.isoformat() if event.effective_on else None,
        "resolution_id": event.resolution_id,
        "prev_hash": event.prev_hash,
    }
    return hashlib.sha256(canonical(fields).encode("utf-8", "surrogatepass")).hexdigest()


def breaks(events: Iterable[Event | Unreadable]) -> Iterator[Break]:
    """Yield every row, in order of seq, that was altered, is missing, or does not follow its predecessor.

    After each break the chain is taken up again from the row's own hash, so that one altered row is named once.
    """
    seq, previous = 0, GENESIS
    for event in events:
        if event.seq != seq + 1:
            yield Break(event.seq, f"row {seq + 1} is missing before it")
        elif event.prev_hash != previous:
            yield Break(event.seq, "it does not follow the row before it")
        if (fault := _fault(event)) is not None:
            yield Break(event.seq, fault)
        seq, previous = event.seq, event.hash


def _fault(event: Event | Unreadable) -> str | None:
    if isinstance(event, Unreadable):
        return "its content cannot be read"
    try:
        whole = event_hash(event) == event.hash
    except (TypeError, ValueError):  # a number that is none, bytes where words stood
        return "its content cannot be read"
    return None if whole else "its content does not match its hash"


def _with_hash(event: Event) -> Event:
    return replace(event, hash=event_hash(event))
