"""How are posts kept for quick reading, today and on a past day?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from sqlalchemy import JSON, Boolean, ForeignKey, Integer, String, func, insert, select, update
from sqlalchemy.orm import Mapped, mapped_column

from tracker import clock
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.ledger.kinds import kinds_of
from tracker.ledger.store import cut_on, events, of_kinds
from tracker.people.cut import cut_of_page
from tracker.people.posts import Post, Term, fold
from tracker.people.store import directory_at, users
from tracker.record import plain, read


class PostRow(db.Model):  # type: ignore[name-defined]
    """One post as it stands: a cache, written only from `posts.apply`."""

    __tablename__ = "post"
    id: Mapped[int] = mapped_column(Integer, primary_key=True, autoincrement=False)
    agency: Mapped[str] = mapped_column(ForeignKey("agency.code"), index=True)
    title_th: Mapped[str] = mapped_column(String(200))
    title_en: Mapped[str] = mapped_column(String(200))
    terms: Mapped[list[Any]] = mapped_column(JSON)
    closed: Mapped[bool] = mapped_column(Boolean)
    officer: Mapped[bool] = mapped_column(Boolean)
    version: Mapped[int] = mapped_column(Integer)


_POST = PostRow.__table__
_ALL = select(_POST).order_by(_POST.c.id)


def posts() -> dict[int, Post]:
    """All posts by id as they stand."""
    return {row["id"]: _post(row) for row in db.session.execute(_ALL).mappings()}


def posts_shown() -> Mapping[int, Post]:
    """All posts by id as known on the day of the page."""
    cut = cut_of_page()
    return posts() if cut is None else posts_at(cut)


@lru_cache(maxsize=32)
def posts_at(cut: int) -> Mapping[int, Post]:
    """Posts as known at a cut, which never changes."""
    return fold(of_kinds(kinds_of("tracker.people"), cut))


def posts_on(day: date) -> Mapping[int, Post]:
    """All posts by id as known on a day: today's as they stand, also for a day to come."""
    return posts_at(cut_on(day)) if day < clock.today() else posts()


def headed(day: date) -> frozenset[str]:
    """The agencies of which an open account holds the post of the responsible officer on a day, as known then."""
    known = directory_at(cut_on(day)).users if day < clock.today() else dict(users())
    held = ((post.agency, known.get(post.holder_on(day) or 0)) for post in posts_on(day).values() if post.officer)
    return frozenset(agency for agency, holder in held if holder and holder.enabled)


def open_accounts() -> frozenset[int]:
    """The ids of the accounts that are open now: who has another holds no post in fact."""
    return frozenset(id_ for id_, user in users() if user.enabled)


def forget() -> None:
    """Keep nothing: another database has taken the place of the one before."""
    posts_at.cache_clear()


def post(id_: int) -> Post | None:
    """One post as it stands."""
    row = db.session.execute(select(_POST).where(_POST.c.id == id_)).mappings().one_or_none()
    return _post(row) if row else None


def next_post_id() -> int:
    """The id of the next post; called inside a write transaction."""
    return (db.session.scalar(select(func.max(_POST.c.id))) or 0) + 1


def save_post(post: Post) -> None:
    """Write a post's current state, which came from `posts.apply`."""
    values = row_of_post(post)
    changed = db.session.execute(update(_POST).where(_POST.c.id == post.id).values(**values))
    if changed.rowcount == 0:  # type: ignore[attr-defined]
        db.session.execute(insert(_POST).values(**values))


def rebuild() -> int:
    """Write every post's row anew from the ledger; how many there are."""
    found = fold(events())
    for each in found.values():
        save_post(each)
    return len(found)


def row_of_post(post: Post) -> dict[str, Any]:
    """A post as the values of its row."""
    return {
        "id": post.id, "agency": post.agency, "title_th": post.title.th, "title_en": post.title.en,
        "terms": plain(post.terms), "closed": post.closed, "officer": post.officer, "version": post.version,
    }  # fmt: skip


def _post(row: Mapping[Any, Any]) -> Post:
    terms = tuple(read(Term, term) for term in row["terms"])
    title = Bilingual(th=row["title_th"], en=row["title_en"])
    return Post(row["id"], row["agency"], title, row["version"], terms, row["closed"], row["officer"])
