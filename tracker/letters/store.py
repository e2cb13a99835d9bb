"""Where do letters stand? One row each, written only from `rules.apply`, with what it says and the tasks that it asks for."""

from __future__ import annotations

import hashlib
from collections.abc import Collection
from dataclasses import fields
from datetime import date, datetime
from typing import Any

from sqlalchemy import Date, ForeignKey, Integer, Select, String, Text, delete, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker.extensions import db
from tracker.ledger.kinds import kind_name, kinds_of
from tracker.ledger.store import Instant, events, of_kinds
from tracker.letters.rules import TOPIC, Letter, LetterSent, State, fold


class LetterRow(db.Model):  # type: ignore[name-defined]
    """One letter; `snapshot` is the canonical JSON that its hash names."""

    __tablename__ = "letter"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    resolution_id: Mapped[int] = mapped_column(ForeignKey("resolution.id"))
    agency: Mapped[str] = mapped_column(String(40))
    version: Mapped[int] = mapped_column(Integer)
    as_of: Mapped[date] = mapped_column(Date)
    reply_by: Mapped[date] = mapped_column(Date)
    snapshot_sha256: Mapped[str] = mapped_column(String(64))
    snapshot: Mapped[str] = mapped_column(Text)
    drafted_at: Mapped[datetime] = mapped_column(Instant)
    state: Mapped[str] = mapped_column(String(20))
    number: Mapped[str] = mapped_column(String(60))
    dated: Mapped[date | None] = mapped_column(Date)
    signatory: Mapped[str] = mapped_column(Text)
    post: Mapped[str] = mapped_column(Text)
    received_on: Mapped[date | None] = mapped_column(Date)
    reference: Mapped[str] = mapped_column(Text)
    note: Mapped[str] = mapped_column(Text)
    reason: Mapped[str] = mapped_column(Text)
    edition: Mapped[str] = mapped_column(String(20))
    __table_args__ = (db.Index("letter_state", "state", "agency", "id"), db.Index("letter_number", "number"))


class LetterTaskRow(db.Model):  # type: ignore[name-defined]
    """One task that a letter asks for, in the letter's order. The task is an id without a foreign key, as in reminders."""

    __tablename__ = "letter_task"
    letter: Mapped[int] = mapped_column(ForeignKey("letter.id"), primary_key=True, autoincrement=False)
    place: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    task: Mapped[int] = mapped_column(Integer)
    __table_args__ = (db.Index("letter_task_task", "task"),)


_L, _T = LetterRow.__table__, LetterTaskRow.__table__
_NAMES = tuple(field.name for field in fields(Letter) if field.name != "tasks")
_LETTERS = select(*(_L.c[name] for name in _NAMES))


def letter(letter_id: int) -> Letter | None:
    """One letter as it stands."""
    return next(iter(_letters(_LETTERS.where(_L.c.id == letter_id))), None)


def letters(
    limit: int, *, states: Collection[State] | None = None, agency: str | None = None, resolution_id: int | None = None
) -> list[Letter]:  # fmt: skip
    """At most so many letters, the newest first: in these states, to this agency, about this resolution. Two questions."""
    query = _LETTERS.order_by(_L.c.id.desc()).limit(limit)
    if states is not None:
        query = query.where(_L.c.state.in_(sorted(state.value for state in states)))
    for column, value in ((_L.c.agency, agency), (_L.c.resolution_id, resolution_id)):
        query = query if value is None else query.where(column == value)
    return _letters(query)


def of_number(number: str) -> list[Letter]:
    """The letters that went out under this number."""
    return _letters(_LETTERS.where(_L.c.number == number))


def counts(agency: str | None = None) -> dict[State, int]:
    """How many letters are in each state: to this agency, or to any."""
    query = select(_L.c.state, func.count()).group_by(_L.c.state)
    rows = db.session.execute(query if agency is None else query.where(_L.c.agency == agency))
    return {State(state): number for state, number in rows}


def drafts() -> dict[tuple[int, str], int]:
    """The draft that waits for each resolution and agency."""
    query = select(_L.c.resolution_id, _L.c.agency, _L.c.id).where(_L.c.state == State.DRAFT.value)
    return {(of, agency): id_ for of, agency, id_ in db.session.execute(query)}


def letters_at(cut: int) -> dict[int, Letter]:
    """All letters as known at a cut of the ledger, by id."""
    return fold(of_kinds(kinds_of("tracker.letters"), cut))


def every() -> dict[int, tuple[Letter, str]]:
    """Every letter by id, with the SHA-256 that its snapshot has now."""
    texts = {row.id: row.snapshot for row in db.session.execute(select(_L.c.id, _L.c.snapshot))}
    return {
        each.id: (each, hashlib.sha256(texts[each.id].encode()).hexdigest())
        for each in _letters(_LETTERS.order_by(_L.c.id))
    }


def asked_for() -> list[tuple[int, State, date | None]]:
    """Each task that a draft or a letter names, with the letter's state and date."""
    query = select(_T.c.task, _L.c.state, _L.c.dated).join(_L, _L.c.id == _T.c.letter)
    rows = db.session.execute(query.where(_L.c.state != State.DISCARDED.value))
    return [(task, State(state), dated) for task, state, dated in rows]


def snapshot_text(letter_id: int) -> str | None:
    """The canonical JSON of what a letter says."""
    return db.session.scalar(select(_L.c.snapshot).where(_L.c.id == letter_id))


def changed_when_sent(letter: Letter) -> tuple[str, ...]:
    """The codes of the tasks that were no longer as a letter says when it went out; one question, none about a draft."""
    told = events(stream=letter.stream, kind=kind_name(LetterSent)) if letter.number else ()
    return tuple(code for event in told for code in event.data.get("changed", ()))


def count_of(state: State, agency: str | None, most: int) -> Select[Any]:
    """The question how many letters are in a state, to this agency or to any; `most` + 1 stands for more."""
    query = select(_L.c.id).where(_L.c.state == state.value)
    query = query if agency is None else query.where(_L.c.agency == agency)
    return select(func.count()).select_from(query.limit(most + 1).subquery())


def next_id() -> int:
    """The id of the next letter; called inside a write transaction."""
    return (db.session.scalar(select(func.max(_L.c.id))) or 0) + 1


def add(letter: Letter, snapshot: str) -> None:
    """Keep a new letter with what it says."""
    db.session.execute(insert(_L).values(snapshot=snapshot, **_values(letter)))
    rows = [{"letter": letter.id, "place": place, "task": task} for place, task in enumerate(letter.tasks)]
    db.session.execute(insert(_T), rows)


def save(letter: Letter) -> None:
    """Write a letter's current state."""
    db.session.execute(update(_L).where(_L.c.id == letter.id).values(**_values(letter)))


def rebuild() -> int:
    """Write all letters anew from the ledger; how many there are."""
    told = list(events(topic=TOPIC))
    texts = {event.stream: event.data["snapshot"] for event in told if event.version == 1}
    db.session.execute(delete(_T))
    db.session.execute(delete(_L))
    found = fold(told)
    for each in found.values():
        add(each, texts[each.stream])
    return len(found)


def _values(letter: Letter) -> dict[str, Any]:
    return {name: getattr(letter, name) for name in _NAMES} | {"state": letter.state.value}


def _letters(query: Select[Any]) -> list[Letter]:
    rows = db.session.execute(query).mappings().all()
    tasks: dict[int, list[int]] = {row["id"]: [] for row in rows}
    named = select(_T.c.letter, _T.c.task).where(_T.c.letter.in_(tasks)).order_by(_T.c.letter, _T.c.place)
    for letter_id, task in db.session.execute(named) if tasks else ():
        tasks[letter_id].append(task)
    return [Letter(**dict(row) | {"tasks": tuple(tasks[row["id"]]), "state": State(row["state"])}) for row in rows]
