"""Who answers for what? A task names a post ("post:3") or an account ("user:7"); here that becomes names, and "mine"."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.lang import Bilingual
from tracker.people import delegation_store, post_store, store
from tracker.people.posts import Post, eligible
from tracker.people.rules import User

KEY = re.compile(r"(post|user):([1-9][0-9]{0,8})")
"""How a holder is written in a fact, a form and an address."""


@dataclass(frozen=True, slots=True)
class Holder:
    """A post or person as named for a task. `person` is who holds the post (None: it is vacant, or the holder is a person already);
    `lost` says that nobody answers any more: the post is closed or vacant, or the account is closed."""

    key: str
    title: Bilingual
    person: Bilingual | None = None
    lost: bool = False

    @property
    def words(self) -> Bilingual:
        """The post with who holds it, or the person."""
        if not self.is_post:
            return self.title
        return Bilingual(th="{title} ({person})", en="{title} ({person})").format(
            title=self.title, person=self.person or VACANT
        )

    @property
    def is_post(self) -> bool:
        """Is it a post, which goes from hand to hand?"""
        return self.key.startswith("post:")


VACANT = Bilingual(th="ว่าง", en="vacant")
GONE = Bilingual(th="ไม่มีในทะเบียนแล้ว", en="No longer registered")


def named(keys: Collection[str], day: date) -> dict[str, Holder]:
    """The posts and persons with these keys, on a day; two queries however many there are, none for none."""
    wanted = [found for key in keys if (found := parts(key))]
    if not wanted:
        return {}
    posts = post_store.posts_shown() if any(noun == "post" for noun, _id in wanted) else {}
    people = {id_ for noun, id_ in wanted if noun == "user"}
    held = {id_: posts[id_].holder_on(day) for noun, id_ in wanted if noun == "post" and id_ in posts}
    accounts = store.accounts(people | {user for user in held.values() if user is not None})
    return {
        f"{noun}:{id_}": _post(posts.get(id_), id_, day, accounts) if noun == "post" else _person(id_, accounts)
        for noun, id_ in wanted
    }  # fmt: skip


def words_of(keys: Collection[str], day: date) -> dict[str, Bilingual]:
    """The posts and persons with these keys in words, on a day."""
    return {key: holder.words for key, holder in named(keys, day).items()}


def titles(keys: Collection[str]) -> dict[str, Bilingual]:
    """What the posts and persons with these keys are called; those that are not known are left out."""
    wanted = [found for key in keys if (found := parts(key))]
    posts = post_store.posts_shown() if any(noun == "post" for noun, _id in wanted) else {}
    people = store.names_of({id_ for noun, id_ in wanted if noun == "user"})
    called = {f"user:{id_}": name for id_, name in people.items()}
    return called | {f"post:{id_}": posts[id_].title for noun, id_ in wanted if noun == "post" and id_ in posts}


def parts(key: str) -> tuple[str, int] | None:
    """("post", 3) for "post:3"; None for anything that is no key."""
    found = KEY.fullmatch(key)
    return (found[1], int(found[2])) if found else None


def keys_of(user_id: int, day: date, posts: Mapping[int, Post] | None = None) -> frozenset[str]:
    """Everything that this account answers as on a day: itself, and the posts it holds; `posts` are all posts where the caller has read
    them already."""
    return _keys(user_id, day, post_store.posts_shown() if posts is None else posts)


def keys_behind(user_id: int, day: date) -> dict[int, frozenset[str]]:
    """For each account in whose place this one acts on a day: everything that account answers as."""
    givers = delegation_store.givers_to(user_id, day)
    posts = post_store.posts_shown() if givers else {}
    return {giver: _keys(giver, day, posts) for giver in givers}


def _keys(user_id: int, day: date, posts: Mapping[int, Post]) -> frozenset[str]:
    held = (post.key for post in posts.values() if post.holder_on(day) == user_id)
    return frozenset({f"user:{user_id}", *held})


def in_place_of(key: str | None, user_id: int | None, day: date) -> int | None:
    """The account in whose place this one does what is named for `key`; None when it is nobody's, its own, or no delegation holds."""
    if key is None or user_id is None or key in keys_of(user_id, day):
        return None
    return next((giver for giver, keys in keys_behind(user_id, day).items() if key in keys), None)


def holders_of(agency: str, day: date, every: Mapping[int, Post] | None = None) -> list[Holder]:
    """Every post and person of an agency that can be named responsible: open posts first, then accounts, each by age. `every` are all posts
    where the caller has read them already."""
    known = post_store.posts_shown() if every is None else every
    posts = [post for post in known.values() if post.agency == agency and not post.closed]
    people = eligible(dict(store.users()), agency)
    holding = {user for post in posts if (user := post.holder_on(day)) is not None}
    accounts = people | store.accounts(holding - people.keys())
    found = [_post(post, post.id, day, accounts) for post in posts]
    return found + [_person(id_, people) for id_ in sorted(people)]


def _post(post: Post | None, id_: int, day: date, accounts: Mapping[int, User]) -> Holder:
    if post is None:
        return Holder(f"post:{id_}", GONE, lost=True)
    holder = accounts.get(post.holder_on(day) or 0)
    answers = holder is not None and holder.enabled
    return Holder(post.key, post.title, holder.name if holder and answers else None, lost=not answers)


def _person(id_: int, accounts: Mapping[int, User]) -> Holder:
    user = accounts.get(id_)
    return Holder(f"user:{id_}", user.name if user else GONE, lost=user is None or not user.enabled)
