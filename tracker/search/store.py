"""How is the index kept? One row for each passage, written in the transaction of its event; the database finds three letters in it.

The row holds only what is compared. What is shown is read from the ledger, by the row's number: kind, event and part are in it.
SQLite finds letters through an FTS5 table of trigrams (`search_text`), PostgreSQL through the numbers of the trigrams in the row's
own array under a GIN index: no extension, and the same in a database of any locale (pg_trgm leaves Thai out where the locale is C).
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import Any

from sqlalchemy import ARRAY, BigInteger, Integer, String, Text, bindparam, delete, insert, select, text, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.ledger.event import Event
from tracker.search.passages import OF_ONE_EVENT, Kind, passages, place_of
from tracker.search.question import SHORTEST

OF_ONE_KIND = 10**13
"""So many numbers belong to each kind, so that a range of numbers is a kind, and their order is that of the ledger."""
KINDS = tuple(Kind)
PORTION = 2_000

LONG = BigInteger().with_variant(Integer, "sqlite")


class SearchRow(db.Model):  # type: ignore[name-defined]
    """One passage in the spelling that is compared. `place`: what a later passage takes over; `gone`: the event that did;
    `head`: so many of its letters count as title; `grams`: its trigrams, on PostgreSQL only."""

    __tablename__ = "search_row"
    id: Mapped[int] = mapped_column(LONG, primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Integer)
    kind: Mapped[str] = mapped_column(String(20))
    place: Mapped[str | None] = mapped_column(String(200))
    gone: Mapped[int | None] = mapped_column(Integer)
    task_id: Mapped[int | None] = mapped_column(Integer)
    code: Mapped[str] = mapped_column(String(200))
    head: Mapped[int] = mapped_column(Integer)
    folded: Mapped[str] = mapped_column(Text)
    grams: Mapped[list[int] | None] = mapped_column(ARRAY(Integer).with_variant(Text, "sqlite"))
    __table_args__ = (
        db.Index("search_row_place", "place"),
        db.Index("search_row_code", "code"),
        db.Index("search_row_task", "task_id"),
    )


_ROW = SearchRow.__table__
_ADD = insert(_ROW)
_ADD_TEXT = text("insert into search_text (rowid, folded) values (:id, :folded)")
_CLOSE = update(_ROW).where(_ROW.c.place == bindparam("taken"), _ROW.c.gone.is_(None)).values(gone=bindparam("by"))
_COMPARED = tuple(_ROW.c[name] for name in ("id", "seq", "kind", "place", "task_id", "code", "head", "folded", "grams"))


def number(kind: Kind, seq: int, part: int) -> int:
    """The number of a passage: its kind, its event, its place among what the event holds."""
    return KINDS.index(kind) * OF_ONE_KIND + seq * OF_ONE_EVENT + part


def kind_of(id_: int) -> Kind:
    """The kind in a number."""
    return KINDS[id_ // OF_ONE_KIND]


def event_of(id_: int) -> tuple[int, int]:
    """The event in a number, and which of its passages it is."""
    return divmod(id_ % OF_ONE_KIND, OF_ONE_EVENT)


def grams(folded: str, kind: Kind) -> list[int]:
    """The numbers of all runs of three letters in a text of a kind, each once, in order of size.

    Each kind numbers them anew: PostgreSQL keeps count of common numbers for the whole table, and a run that is common among
    addresses may be rare in what people said.
    """
    salt = KINDS.index(kind)
    return sorted({_gram(folded[at : at + SHORTEST], salt) for at in range(len(folded) - SHORTEST + 1)})


def _gram(letters: str, salt: int) -> int:
    """A number that fits PostgreSQL's integer; two runs may share one, so that what is found is compared once more."""
    return zlib.crc32(letters.encode(), salt) - 2**31


def rows_of(event: Event) -> list[dict[str, Any]]:
    """The rows that an event brings, as they stand at first."""
    lettered = not on_sqlite()
    return [_values(event, part, found, lettered) for part, found in enumerate(passages(event))]


def _values(event: Event, part: int, found: Any, lettered: bool) -> dict[str, Any]:
    folded = found.folded
    return {
        "id": number(found.kind, event.seq, part), "seq": event.seq, "kind": found.kind.value, "place": found.place, "gone": None,
        "task_id": found.task, "code": found.folded_code, "head": found.leads, "folded": folded,
        "grams": grams(folded, found.kind) if lettered else None,
    }  # fmt: skip


def enter(event: Event) -> None:
    """Bring the index up to an event that was just recorded, in its transaction."""
    place = place_of(event)
    if place is not None and event.version > 1:
        db.session.execute(_CLOSE, {"taken": place, "by": event.seq})
    rows = rows_of(event)
    if rows:
        db.session.execute(_ADD, rows)
        if on_sqlite():
            db.session.execute(_ADD_TEXT, [{"id": row["id"], "folded": row["folded"]} for row in rows])


def refill(rows: Iterable[Mapping[str, Any]], gone: Mapping[int, int]) -> int:
    """Empty the index and fill it with these rows, closed as `gone` says once they are read; give how many. In a transaction."""
    remaining = iter(rows)
    letters = _without_letters()
    db.session.execute(delete(_ROW))
    total = 0
    while portion := list(islice(remaining, PORTION)):
        db.session.execute(_ADD, portion)
        total += len(portion)
    if gone:
        closing = update(_ROW).where(_ROW.c.id == bindparam("closed")).values(gone=bindparam("by"))
        db.session.connection().execute(closing, [{"closed": id_, "by": seq} for id_, seq in gone.items()])
    for statement in letters:
        db.session.execute(text(statement))
    return total


def _without_letters() -> list[str]:
    """Take down what finds letters, which is made several times faster at the end; give the statements that make it."""
    if on_sqlite():
        db.session.execute(text("insert into search_text (search_text) values ('delete-all')"))
        return ["insert into search_text (search_text) values ('rebuild')", "analyze search_row"]
    found = db.session.execute(
        text(
            "select indexname, indexdef from pg_indexes where tablename = 'search_row' and indexname like 'search_letters_%'"
        )
    ).all()
    for name, _definition in found:
        db.session.execute(text(f"drop index {name}"))
    return [*(definition for _name, definition in found), "analyze search_row"]


def stored() -> Iterator[dict[str, Any]]:
    """Every row in the order of the ledger, without what closed it."""
    query = select(*_COMPARED).where(_ROW.c.seq > bindparam("after")).order_by(_ROW.c.seq, _ROW.c.id)
    last = 0
    while rows := db.session.execute(query.limit(PORTION), {"after": last}).mappings().all():
        whole = [dict(row) for row in rows]
        if len(whole) == PORTION and whole[0]["seq"] != whole[-1]["seq"]:  # the last event may go on behind the portion
            whole = [row for row in whole if row["seq"] != whole[-1]["seq"]]
        yield from whole
        last = whole[-1]["seq"]


def closed() -> dict[int, int]:
    """Which rows were closed, and by which event."""
    rows = db.session.execute(select(_ROW.c.id, _ROW.c.gone).where(_ROW.c.gone.is_not(None)))
    return {row.id: row.gone for row in rows}


def without_letters() -> int:
    """How many rows on SQLite its table of trigrams does not know."""
    if not on_sqlite():
        return 0
    known = text("select count(*) from search_row where id not in (select id from search_text_docsize)")
    unknown = text("select count(*) from search_text_docsize where id not in (select id from search_row)")
    return (db.session.scalar(known) or 0) + (db.session.scalar(unknown) or 0)


def on_sqlite() -> bool:
    """Is this database SQLite?"""
    return db.engine.dialect.name == "sqlite"
