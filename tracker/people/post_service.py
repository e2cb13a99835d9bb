"""How does a post come to be, change hands and end? One function per act."""

from __future__ import annotations

import hashlib
from datetime import date, datetime

from tracker import clock
from tracker.access.policy import Actor
from tracker.lang import Bilingual
from tracker.ledger.again import refuse_again
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, append, event_of_act, stream_version, write_transaction
from tracker.people import post_store, store
from tracker.people.posts import (
    Fact,
    Post,
    PostCharged,
    PostClosed,
    PostHeld,
    PostOpened,
    PostRenamed,
    PostVacated,
    apply,
    check_charging,
    check_day,
    check_holder,
    check_lifting,
    check_open,
    check_title,
    check_vacating,
)


class NoSuchPost(Exception):
    """There is no post with this id."""


def open_post(
    agency: str, title: Bilingual, actor: Actor, now: datetime, *, holder: int | None = None, since: date | None = None,
    act_key: str | None = None,
) -> Post:  # fmt: skip
    """Give an agency a post, with its first holder when one is named (from `since`, default today). Raises RuleBroken, AlreadyDone (the
    same form twice) or ChangedMeanwhile (the same form with other words)."""
    opened, since = PostOpened(agency, title), since or clock.bangkok_day(now)
    with write_transaction():
        _refuse_opened(act_key, opened, holder, since)
        if agency not in store.agency_ids():
            raise RuleBroken("", Bilingual(th="ไม่มีหน่วยงานรหัสนี้", en="There is no agency with this code."))
        check_title(title, agency, post_store.posts().values())
        post = _record(None, post_store.next_post_id(), opened, actor, now, act_key=act_key)
        return post if holder is None else _held(post, holder, since, actor, now, _key_of_holder(act_key))


def _refuse_opened(act_key: str | None, opened: PostOpened, holder: int | None, since: date) -> None:
    """Is it the form of a post that is open already? Then its holder, an entry of its own, is compared as well."""
    earlier = event_of_act(act_key) if act_key is not None else None
    try:
        refuse_again(act_key, "post", opened)
    except AlreadyDone:
        assert earlier is not None
        first = event_of_act(_key_of_holder(act_key) or "")
        named = (first.data["user"], first.effective_on) if first else None
        if named != (None if holder is None else (holder, since)):
            raise ChangedMeanwhile(earlier.stream, 0, stream_version(earlier.stream)) from None
        raise


def _key_of_holder(act_key: str | None) -> str | None:
    """The token of the second entry that a new post's form makes."""
    return hashlib.sha256(f"{act_key}:holder".encode()).hexdigest()[:43] if act_key else None


def rename_post(
    post_id: int, title: Bilingual, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Post:  # fmt: skip
    """Call a post otherwise. Raises NoSuchPost, RuleBroken, ChangedMeanwhile or AlreadyDone, as all acts below do."""
    with write_transaction():
        fact = PostRenamed(title)
        post = _seen(post_id, fact, expected, act_key)
        check_title(title, post.agency, post_store.posts().values(), own=post.id)
        return _record(post, post.id, fact, actor, now, act_key=act_key)


def hold_post(
    post_id: int, holder: int, since: date, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Post:  # fmt: skip
    """Let an account hold the post from a day on; whoever held it before holds it until then."""
    with write_transaction():
        post = _seen(post_id, PostHeld(holder), expected, act_key, since)
        return _held(post, holder, since, actor, now, act_key)


def vacate_post(
    post_id: int, since: date, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Post:  # fmt: skip
    """Leave the post without a holder from a day on."""
    with write_transaction():
        post = _seen(post_id, PostVacated(), expected, act_key, since)
        check_day(post, since, clock.bangkok_day(now))
        check_vacating(post, since)
        return _record(post, post.id, PostVacated(), actor, now, since, act_key)


def charge_post(
    post_id: int, officer: bool, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Post:  # fmt: skip
    """Let whoever holds the post be the officer who answers for the agency as a whole, or (`officer` false) no longer, which an agency
    can say by itself only while somebody else is."""
    with write_transaction():
        fact = PostCharged(officer)
        post = _seen(post_id, fact, expected, act_key)
        check_charging(post, officer)
        if not officer:
            check_lifting(
                post, actor.role, post_store.posts().values(), post_store.open_accounts(), clock.bangkok_day(now)
            )
        return _record(post, post.id, fact, actor, now, act_key=act_key)


def close_post(post_id: int, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None) -> Post:
    """The post is no more; what it was responsible for is nobody's until somebody is named."""
    with write_transaction():
        post = _seen(post_id, PostClosed(), expected, act_key)
        check_lifting(post, actor.role, post_store.posts().values(), post_store.open_accounts(), clock.bangkok_day(now))
        return _record(post, post.id, PostClosed(), actor, now, act_key=act_key)


def _seen(post_id: int, fact: Fact, expected: int, act_key: str | None, since: date | None = None) -> Post:
    """The post as its page showed it, before a fact that no form has recorded yet."""
    refuse_again(act_key, f"post:{post_id}", fact, since)
    post = post_store.post(post_id)
    if post is None:
        raise NoSuchPost(post_id)
    if post.version != expected:
        raise ChangedMeanwhile(f"post:{post_id}", expected, post.version)
    check_open(post)
    return post


def _held(post: Post, holder: int, since: date, actor: Actor, now: datetime, act_key: str | None = None) -> Post:
    check_holder(dict(store.users()).get(holder), post.agency)
    check_day(post, since, clock.bangkok_day(now))
    if post.holder_on(since) == holder:
        raise RuleBroken(
            "holder", Bilingual(th="บัญชีนี้ดำรงตำแหน่งนี้อยู่แล้วในวันนั้น", en="This account holds the post on that day already.")
        )  # fmt: skip
    return _record(post, post.id, PostHeld(holder), actor, now, since, act_key)


def _record(
    post: Post | None, post_id: int, fact: Fact, actor: Actor, now: datetime, since: date | None = None, act_key: str | None = None
) -> Post:  # fmt: skip
    agency = post.agency if post else fact.agency  # type: ignore[union-attr]
    draft = Draft(
        f"post:{post_id}", post.version if post else 0, kind_name(type(fact)), to_data(fact), since, agency=agency
    )
    event = append(draft, actor_id=actor.id, now=now, act_key=act_key)
    after = apply(post, event, fact)
    post_store.save_post(after)
    return after
