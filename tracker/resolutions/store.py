"""How is the register kept for quick reading, today and on a past day?"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from sqlalchemy import (
    JSON,
    Date,
    ForeignKey,
    Integer,
    Select,
    String,
    Text,
    bindparam,
    delete,
    func,
    insert,
    or_,
    select,
    tuple_,
    union_all,
    update,
)
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.cuts import KeptByCut
from tracker.ledger.kinds import kinds_of
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of
from tracker.resolutions.events import Entry, Key, fold, register_of, stream
from tracker.resolutions.rules import Obligation, Register, Resolution

UNIQUE_OBLIGATION = "noun = 'obligations'"
"""Obligations are addressed by their code alone, so it is unique over the whole register."""


class ResolutionRow(db.Model):  # type: ignore[name-defined]
    """One resolution: what lists say of it; its text is in its entries. `since` is the event that entered it."""

    __tablename__ = "resolution"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    code: Mapped[str] = mapped_column(String(60), unique=True)
    decided_on: Mapped[date] = mapped_column(Date)
    title_th: Mapped[str] = mapped_column(Text)
    title_en: Mapped[str] = mapped_column(Text)
    since: Mapped[int] = mapped_column(Integer)
    __table_args__ = (db.Index("resolution_decided", "decided_on", "id"),)


class EntryRow(db.Model):  # type: ignore[name-defined]
    """One entry of a register: a clause, an obligation, a source document …"""

    __tablename__ = "register_entry"
    id: Mapped[int] = mapped_column(Integer, primary_key=True)
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolution.id"))
    noun: Mapped[str] = mapped_column(String(30))
    code: Mapped[str] = mapped_column(String(120))
    position: Mapped[int] = mapped_column(Integer)
    document: Mapped[dict[str, Any]] = mapped_column(JSON)
    __table_args__ = (
        db.UniqueConstraint("resolution_id", "noun", "code", name="register_entry_code"),
        db.Index("register_entry_noun", "noun", "code"),
        db.Index(
            "register_entry_obligation", "code", unique=True,
            sqlite_where=db.text(UNIQUE_OBLIGATION), postgresql_where=db.text(UNIQUE_OBLIGATION),
        ),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Listed:
    """A resolution in a list, with the title that it has today."""

    id: int
    code: str
    decided_on: date
    title: Bilingual


# What every page asks is put into words once: building a statement anew costs several times what running it does.
_R, _EVENT = ResolutionRow.__table__.c, LedgerEvent.__table__.c
_LISTED = select(_R.id, _R.code, _R.decided_on, _R.title_th, _R.title_en)
_NEWEST_FIRST = _LISTED.order_by(_R.decided_on.desc(), _R.id.desc())
_ID = select(_R.id).where(_R.code == bindparam("code"))


def resolutions() -> list[Listed]:
    """All resolutions, the newest first: for commands, never for a page."""
    return _listed(_NEWEST_FIRST)


def newest(day: date, cut: int | None = None) -> Listed | None:
    """The newest resolution that was decided by that day, while none is the newest of all; of those known at `cut` when one is given."""
    for decided in (_R.decided_on <= day, None):
        query = _known(_NEWEST_FIRST, cut).limit(1)
        found = _listed(query if decided is None else query.where(decided))
        if found:
            return found[0]
    return None


def by_code(code: str, cut: int | None = None) -> Listed | None:
    """The resolution with this code; None when there is none, or it was not known at `cut`."""
    return next(iter(_listed(_known(_LISTED, cut).where(_R.code == code))), None) if _sound(code) else None


def by_ids(ids: Collection[int]) -> list[Listed]:
    """The resolutions with these ids."""
    return _listed(_LISTED.where(_R.id.in_(sorted(ids))))


def page(limit: int, *, cut: int | None = None, after: Listed | None = None, words: str = "") -> list[Listed]:
    """At most so many resolutions, the newest first: those behind `after`, known at `cut`, with `words` in their code or title."""
    query = _known(_NEWEST_FIRST, cut).limit(limit)
    if after is not None:
        query = query.where(tuple_(_R.decided_on, _R.id) < tuple_(after.decided_on, after.id))
    if words.isprintable() and words:
        columns = (_R.code, _R.title_th, _R.title_en)
        query = query.where(or_(*(column.icontains(words, autoescape=True) for column in columns)))
    return _listed(query)


def obligations(codes: Collection[str]) -> dict[str, Obligation]:
    """The obligations with these codes as they stand, whichever resolution they follow from."""
    query = select(EntryRow.code, EntryRow.document).where(
        EntryRow.noun == "obligations", EntryRow.code.in_(sorted(codes))
    )
    return {code: Obligation.from_json(document) for code, document in db.session.execute(query)}


def obligation_kinds() -> dict[tuple[int, str], str]:
    """The kind of every obligation, by its resolution's id and its code."""
    query = select(EntryRow.resolution_id, EntryRow.code, EntryRow.document["kind"].as_string())
    return {(row[0], row[1]): row[2] for row in db.session.execute(query.where(EntryRow.noun == "obligations"))}


def with_obligations(codes: Collection[str]) -> set[int]:
    """The ids of the resolutions in whose register obligations or groups of these codes stand."""
    query = select(EntryRow.resolution_id).where(
        EntryRow.noun.in_(("obligations", "groups")), EntryRow.code.in_(sorted(codes))
    )
    return set(db.session.scalars(query.distinct()))


@dataclass(frozen=True, slots=True)
class OneObligation:
    """An obligation by its code: its title today, and the code of the resolution that it follows from."""

    code: str
    title: Bilingual
    resolution: str


def one_obligation(code: str) -> OneObligation | None:
    """The obligation with this code as it stands; None when there is none."""
    if not code or not _sound(code):
        return None
    query = select(EntryRow.document, _R.code).join(ResolutionRow, _R.id == EntryRow.resolution_id)
    row = db.session.execute(query.where(EntryRow.noun == "obligations", EntryRow.code == code)).one_or_none()
    return OneObligation(code, Bilingual.from_json(row[0]["title"]), row[1]) if row else None


def obligation_titles(ids: Collection[int], cut: int | None) -> dict[str, Bilingual]:
    """The obligations of these resolutions by code, as they stand or as known at a cut; one question."""
    if cut is None:
        rows = select(EntryRow.code, EntryRow.document).where(
            EntryRow.resolution_id.in_(ids), EntryRow.noun == "obligations"
        )
        return {code: Bilingual.from_json(document["title"]) for code, document in db.session.execute(rows)}
    told = select(*EVENT_COLUMNS).where(_EVENT.resolution_id.in_(ids), _EVENT.kind.in_(kinds_of("tracker.resolutions")))
    known = fold(event_of(row) for row in db.session.execute(told.where(_EVENT.seq <= cut).order_by(_EVENT.seq)))
    return {
        code: Bilingual.from_json(entry.document["title"])
        for (noun, code), entry in known.items()
        if noun == "obligations"
    }


def headline_deadlines(ids: Collection[int]) -> dict[int, date | None]:
    """The day that the headline obligation of each of these resolutions names; None where it names none. Two questions."""
    query = select(EntryRow.resolution_id, EntryRow.document)
    query = query.where(EntryRow.resolution_id.in_(sorted(ids)), EntryRow.noun == "resolution")
    headlines = {id_: str(document["headline"]) for id_, document in db.session.execute(query)}
    duties = obligations(headlines.values())
    return {id_: duties[code].deadline if code in duties else None for id_, code in headlines.items()}


def titled_as_known(found: Iterable[Listed], cut: int) -> list[Listed]:
    """The same resolutions with day and title as known at a cut; one question."""
    listed = {stream(each.code, "resolution", each.code): each for each in found}
    query = select(_EVENT.stream, _EVENT.data).where(_EVENT.stream.in_(listed), _EVENT.seq <= cut).order_by(_EVENT.seq)
    for name, data in db.session.execute(query):
        said = json.loads(data)["document"]
        decided_on, title = date.fromisoformat(said["decided_on"]), Bilingual.from_json(said["title"])
        listed[name] = replace(listed[name], decided_on=decided_on, title=title)
    return list(listed.values())


def _sound(code: str) -> bool:
    """No database takes a NUL or half a character, and no code has one."""
    return code.isprintable()


def _known(query: Select[Any], cut: int | None) -> Select[Any]:
    return query if cut is None else query.where(_R.since <= cut)


def _listed(query: Select[Any]) -> list[Listed]:
    return [Listed(id_, code, on, Bilingual(th, en)) for id_, code, on, th, en in db.session.execute(query)]


def resolution_id(code: str) -> int | None:
    """The id of the resolution with this code."""
    return db.session.scalar(_ID, {"code": code}) if _sound(code) else None


def obligation_codes(*, other_than: str) -> frozenset[str]:
    """The obligation codes of all resolutions but the one with this code."""
    query = (
        select(EntryRow.code)
        .join(ResolutionRow)
        .where(EntryRow.noun == "obligations", ResolutionRow.code != other_than)
    )
    return frozenset(db.session.scalars(query))


def entries(resolution_id: int) -> dict[Key, Entry]:
    """All entries of a resolution as they stand."""
    query = select(EntryRow.noun, EntryRow.code, EntryRow.position, EntryRow.document)
    rows = db.session.execute(query.where(EntryRow.resolution_id == resolution_id))
    return {(noun, code): Entry(position, document) for noun, code, position, document in rows}


@KeptByCut
def register_at(resolution_id: int, cut: int) -> Register | None:
    """The register as known at a cut of the ledger; a cut never changes, so the answer is kept."""
    rows = db.session.execute(_register_events(), {"resolution_id": resolution_id, "cut": cut})
    return register_of(fold(event_of(row) for row in rows))


def last_change(resolution_id: int, cut: int) -> int:
    """The last event that touched the register of this resolution up to the cut: the same register for many cuts."""
    return db.session.scalar(_last_change(), {"resolution_id": resolution_id, "cut": cut}) or 0


@cache
def _register_events() -> Select[Any]:
    """The kinds are known once every slice is loaded."""
    of_register = (_EVENT.resolution_id == bindparam("resolution_id"), _EVENT.kind.in_(kinds_of("tracker.resolutions")))
    return select(*EVENT_COLUMNS).where(*of_register, _EVENT.seq <= bindparam("cut")).order_by(_EVENT.seq)


@cache
def _last_change() -> Select[Any]:
    """One step from the end of the index for each kind."""
    newest = [
        select(func.max(_EVENT.seq)).where(
            _EVENT.resolution_id == bindparam("resolution_id"), _EVENT.kind == kind, _EVENT.seq <= bindparam("cut")
        )
        for kind in kinds_of("tracker.resolutions")
    ]
    every = union_all(*newest).subquery()
    return select(func.max(every.c[0]))


def next_id() -> int:
    """The id of the next resolution; called inside a write transaction."""
    return (db.session.scalar(select(func.max(ResolutionRow.id))) or 0) + 1


def save_resolution(id_: int, resolution: Resolution, since: int) -> None:
    """Insert the resolution's row, entered with the event `since`, or keep what lists say of it right."""
    title = resolution.title
    values = {"decided_on": resolution.decided_on, "title_th": title.th, "title_en": title.en}
    changed = db.session.execute(update(ResolutionRow).where(ResolutionRow.id == id_).values(**values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(ResolutionRow).values(id=id_, code=resolution.code, since=since, **values))


def save_entry(resolution_id: int, key: Key, entry: Entry | None) -> None:
    """Write one entry's current state; None takes it out."""
    noun, code = key
    where = (EntryRow.resolution_id == resolution_id, EntryRow.noun == noun, EntryRow.code == code)
    if entry is None:
        db.session.execute(delete(EntryRow).where(*where))
        return
    values: Mapping[str, Any] = {"position": entry.position, "document": dict(entry.document)}
    changed = db.session.execute(update(EntryRow).where(*where).values(**values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(EntryRow).values(resolution_id=resolution_id, noun=noun, code=code, **values))
