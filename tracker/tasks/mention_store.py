"""How is it found quickly whom a comment was meant for? Rows that follow from the ledger, written with each comment."""

from __future__ import annotations

from collections.abc import Collection, Iterable

from sqlalchemy import ForeignKey, Integer, String, insert, select
from sqlalchemy.orm import Mapped, aliased, mapped_column

from tracker.extensions import db
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind_name, to_fact
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of, events
from tracker.tasks.facts import CommentAdded


class MentionRow(db.Model):  # type: ignore[name-defined]
    """One comment (its place in the ledger) that was meant for one account; `stream` names its task."""

    __tablename__ = "mention"
    user_id: Mapped[int] = mapped_column(ForeignKey("user_account.id"), primary_key=True, autoincrement=False)
    seq: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    stream: Mapped[str] = mapped_column(String(200))


_M = MentionRow.__table__


def keep(event: Event, fact: object) -> None:
    """Write for whom an event is, when it is a comment that was meant for somebody."""
    rows = [{"user_id": id_, "seq": seq, "stream": stream} for id_, seq, stream in _rows_of(event, fact)]
    if rows:
        db.session.execute(insert(_M), rows)


def told_to(
    reader: int, for_whom: Collection[int], *, after: int, upto: int, most: int
) -> list[tuple[Event, int]]:  # fmt: skip
    """Comments with after < seq ≤ upto for one of some accounts on whose task neither that account nor the reader has done anything
    since, each with the account that it was meant for (once for each), the newest first."""
    later = aliased(LedgerEvent.__table__)
    answered = select(later.c.seq).where(
        later.c.stream == _M.c.stream, later.c.actor_id.in_((_M.c.user_id, reader)),
        later.c.seq > _M.c.seq, later.c.seq <= upto,
    )  # fmt: skip
    query = select(*EVENT_COLUMNS, _M.c.user_id.label("meant_for")).join(_M, _M.c.seq == LedgerEvent.__table__.c.seq)
    query = query.where(_M.c.user_id.in_(for_whom), _M.c.seq > after, _M.c.seq <= upto, ~answered.exists())
    found = db.session.execute(query.order_by(_M.c.seq.desc(), _M.c.user_id).limit(most))
    return [(event_of(row[:-1]), row.meant_for) for row in found]


def every() -> set[tuple[int, int, str]]:
    """All rows as they are: account, place in the ledger, task."""
    return {(row.user_id, row.seq, row.stream) for row in db.session.execute(select(_M))}


def folded() -> set[tuple[int, int, str]]:
    """All rows as the ledger has them."""
    wanted = kind_name(CommentAdded)
    comments = ((event, to_fact(event.kind, event.data)) for event in events(kind=wanted))
    return {row for event, fact in comments for row in _rows_of(event, fact)}


def rebuild() -> int:
    """Write the rows that are missing anew from the ledger; how many."""
    missing = sorted(folded() - every())
    for user_id, seq, stream in missing:
        db.session.execute(insert(_M).values(user_id=user_id, seq=seq, stream=stream))
    return len(missing)


def _rows_of(event: Event, fact: object) -> Iterable[tuple[int, int, str]]:
    return ((id_, event.seq, event.stream) for id_ in set(fact.mentions)) if isinstance(fact, CommentAdded) else ()
