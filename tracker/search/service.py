"""How does the index stay true to the ledger? Each event is entered as it is recorded; all of it can be made anew and compared."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from tracker.ledger.store import events, write_transaction
from tracker.search import store
from tracker.search.passages import place_of

REMEDY = "run: tracker search rebuild"


def rebuild() -> int:
    """Make the whole index anew from the ledger; give the number of passages. Writers wait meanwhile."""
    with write_transaction():
        walk = _Walk()
        return store.refill(walk.rows(), walk.gone)


def differences() -> Iterator[str]:
    """Where the index is not what the ledger says, a line each (English, for operators)."""
    walk = _Walk()
    for told, found in _side_by_side(walk.rows(), store.stored()):
        if told != found:
            row = told or found
            assert row is not None
            yield f"search row {row['id']}: the index differs from the ledger; {REMEDY}"
    closed = store.closed()
    for id_ in sorted(id_ for id_ in walk.gone.keys() | closed.keys() if walk.gone.get(id_) != closed.get(id_)):
        yield f"search row {id_}: the index differs from the ledger; {REMEDY}"
    if store.without_letters():
        yield f"search index: the letters do not belong to the rows; {REMEDY}"


class _Walk:
    """Goes once through the ledger: `rows` are what its events bring; afterwards `gone` tells which of them were closed by which."""

    def __init__(self) -> None:
        self.gone: dict[int, int] = {}
        self._standing: dict[str, int] = {}

    def rows(self) -> Iterator[dict[str, Any]]:
        """The rows in the order of the ledger."""
        for event in events():
            place = place_of(event)
            if place is not None and place in self._standing:
                self.gone[self._standing.pop(place)] = event.seq
            for row in sorted(store.rows_of(event), key=lambda row: row["id"]):
                if row["place"] is not None:
                    self._standing[row["place"]] = row["id"]
                yield row


def _side_by_side(
    told: Iterator[dict[str, Any]], found: Iterator[dict[str, Any]]
) -> Iterator[tuple[dict[str, Any] | None, dict[str, Any] | None]]:
    """What the ledger says beside what is stored, by place in the ledger; None on the side where a row is missing."""
    left, right = _next(told), _next(found)
    while left is not None or right is not None:
        first, second = _place(left), _place(right)
        yield (left if first <= second else None), (right if second <= first else None)
        if first <= second:
            left = _next(told)
        if second <= first:
            right = _next(found)


def _next(rows: Iterator[dict[str, Any]]) -> dict[str, Any] | None:
    row = next(rows, None)
    return {name: value for name, value in row.items() if name != "gone"} if row else None


def _place(row: dict[str, Any] | None) -> tuple[float, float]:
    return (row["seq"], row["id"]) if row else (float("inf"), 0)
