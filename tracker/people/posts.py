"""What is a post, who holds it from which day, and what may be done with it? Pure: plain values in, a fact or a refusal out.

A post (ตำแหน่ง) belongs to an agency. An account of that agency holds it from a day on, or nobody does. What a post is responsible for
follows it from holder to holder without any further act.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.access.policy import Role
from tracker.clock import bangkok_day
from tracker.lang import Bilingual, format_date
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind, to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.people.rules import User

WORKING_ROLES = frozenset({Role.LIAISON, Role.COORDINATOR})
"""Whose accounts have work of their own: only these hold posts and answer for tasks."""
LONGEST_AHEAD = timedelta(days=366)
"""Appointments are known ahead, but not by years: that is a typing error."""


ALREADY_CHARGED = Bilingual(
    th="ตำแหน่งนี้เป็นตำแหน่งผู้รับผิดชอบของหน่วยงานอยู่แล้ว", en="This post is that of the agency's responsible officer already."
)  # fmt: skip
NOT_CHARGED = Bilingual(
    th="ตำแหน่งนี้มิได้เป็นตำแหน่งผู้รับผิดชอบของหน่วยงานอยู่แล้ว", en="This post is not that of the agency's responsible officer as it is."
)  # fmt: skip
LIFTERS = frozenset({Role.COORDINATOR, Role.ADMINISTRATOR})
"""Who may leave an agency without a responsible officer."""
OTHERS_LIFT = Bilingual(
    th="หน่วยงานยกเลิกผู้รับผิดชอบของหน่วยงานเองไม่ได้ ต้องกำหนดให้ตำแหน่งอื่นที่มีผู้ดำรงตำแหน่งเป็นผู้รับผิดชอบของหน่วยงานก่อน หรือขอให้ผู้ประสานงานกลางดำเนินการ",
    en="An agency cannot end this by itself: first charge another post that somebody holds, or ask a coordinator.",
)  # fmt: skip


@kind
@dataclass(frozen=True, slots=True)
class PostOpened:
    """An agency has a new post; nobody holds it yet."""

    agency: str
    title: Bilingual


@kind
@dataclass(frozen=True, slots=True)
class PostRenamed:
    """The post is called otherwise."""

    title: Bilingual


@kind
@dataclass(frozen=True, slots=True)
class PostHeld:
    """An account (its id) holds the post from the event's effective day on."""

    user: int


@kind
@dataclass(frozen=True, slots=True)
class PostVacated:
    """Nobody holds the post from the event's effective day on."""


@kind
@dataclass(frozen=True, slots=True)
class PostCharged:
    """Whoever holds the post is, or (`officer` false) is no longer, the officer who answers for the agency as a whole."""

    officer: bool


@kind
@dataclass(frozen=True, slots=True)
class PostClosed:
    """The post is no more."""


Fact = PostOpened | PostRenamed | PostHeld | PostVacated | PostCharged | PostClosed


@dataclass(frozen=True, slots=True)
class Term:
    """Who holds a post from a day on (None: nobody)."""

    user: int | None
    since: date


@dataclass(frozen=True, slots=True)
class Post:
    """A post as it stands; `terms` are in order of time, each lasting until the next begins."""

    id: int
    agency: str
    title: Bilingual
    version: int
    terms: tuple[Term, ...] = ()
    closed: bool = False
    officer: bool = False
    """Its holder answers for the agency as a whole, and hears of what its people leave undone."""

    @property
    def key(self) -> str:
        """How a task names it as responsible."""
        return f"post:{self.id}"

    def term_on(self, day: date) -> Term | None:
        """The term that runs on a day; None before the first and once the post is closed."""
        if self.closed:
            return None
        return next((term for term in reversed(self.terms) if term.since <= day), None)

    def holder_on(self, day: date) -> int | None:
        """Who holds it on a day."""
        term = self.term_on(day)
        return term.user if term else None

    def next_after(self, day: date) -> Term | None:
        """The change of hands that is known to come after a day."""
        return next((term for term in self.terms if term.since > day), None)


def apply(post: Post | None, event: Event, fact: object) -> Post:
    """The post after an event. The first event of a stream opens it."""
    if isinstance(fact, PostOpened):
        return Post(int(event.stream.partition(":")[2]), fact.agency, fact.title, event.version)
    if post is None:
        raise TypeError(f"{event.stream} begins with {event.kind}")
    return replace(_changed(post, event, fact), version=event.version)


def _changed(post: Post, event: Event, fact: object) -> Post:
    since = event.effective_on or bangkok_day(event.recorded_at)
    match fact:
        case PostRenamed():
            return replace(post, title=fact.title)
        case PostHeld():
            return replace(post, terms=_with(post.terms, Term(fact.user, since)))
        case PostVacated():
            return replace(post, terms=_with(post.terms, Term(None, since)))
        case PostCharged():
            return replace(post, officer=fact.officer)
        case PostClosed():
            return replace(post, closed=True, officer=False)
    raise TypeError(f"{fact!r} says nothing about a post")


def _with(terms: tuple[Term, ...], new: Term) -> tuple[Term, ...]:
    """A new term takes the place of everything that was planned from its day on."""
    return (*(term for term in terms if term.since < new.since), new)


def fold(events: Iterable[Event]) -> dict[int, Post]:
    """All posts after these events, by id; events of other streams are passed over."""
    posts: dict[int, Post] = {}
    for event in events:
        topic, _, id_ = event.stream.partition(":")
        if topic == "post":
            posts[int(id_)] = apply(posts.get(int(id_)), event, to_fact(event.kind, event.data))
    return posts


def check_title(title: Bilingual, agency: str, posts: Iterable[Post], *, own: int | None = None) -> None:
    """Refuse a title that is missing in a language or that another open post of the agency bears; `own` is the post being renamed."""
    for field, words in (("title_th", title.th), ("title_en", title.en)):
        if not words.strip():
            raise RuleBroken(field, Bilingual(th="กรุณากรอกชื่อตำแหน่งทั้งสองภาษา", en="Give the title in both languages."))
    taken = [post.title for post in posts if post.agency == agency and not post.closed and post.id != own]
    for field, words, others in (
        ("title_th", title.th, [each.th for each in taken]),
        ("title_en", title.en, [each.en for each in taken]),
    ):
        if words.strip().casefold() in {other.strip().casefold() for other in others}:
            raise RuleBroken(
                field, Bilingual(th="หน่วยงานนี้มีตำแหน่งชื่อนี้อยู่แล้ว", en="The agency has a post of this title already.")
            )  # fmt: skip


def check_open(post: Post) -> None:
    """Refuse any change of a post that is no more."""
    if post.closed:
        raise RuleBroken("", Bilingual(th="ตำแหน่งนี้ยุบแล้ว แก้ไขไม่ได้", en="This post is closed; it cannot be changed."))


def check_day(post: Post, since: date, today: date) -> None:
    """Refuse a change of hands before the present term began, or too far ahead."""
    running = post.term_on(today)
    if running is not None and since < running.since:
        raise RuleBroken("since", _before_term(running.since))
    if since > today + LONGEST_AHEAD:
        raise RuleBroken(
            "since",
            Bilingual(
                th=f"{format_date(since, 'th', 'long')} ล่วงหน้าเกินหนึ่งปี กรุณาตรวจปี พ.ศ.",
                en=f"{format_date(since, 'en', 'long')} is more than a year ahead; check the year.",
            ),
        )


def check_holder(user: User | None, agency: str) -> None:
    """Refuse a holder who is unknown, whose account is closed, who belongs elsewhere or whose role has no work of its own."""
    if user is None or user.agency != agency or user.role not in WORKING_ROLES:
        raise RuleBroken(
            "holder",
            Bilingual(th="กรุณาเลือกผู้ดำรงตำแหน่งจากบัญชีของหน่วยงานนี้", en="Choose the holder from this agency's accounts."),
        )
    if not user.enabled:
        raise RuleBroken(
            "holder", Bilingual(th="บัญชีนี้ปิดแล้ว ดำรงตำแหน่งไม่ได้", en="This account is closed; it cannot hold a post.")
        )  # fmt: skip


def check_vacating(post: Post, since: date) -> None:
    """Refuse to vacate what nobody would hold on that day anyway."""
    if post.holder_on(since) is None:
        raise RuleBroken(
            "", Bilingual(th="ตำแหน่งนี้ว่างอยู่แล้วในวันนั้น", en="Nobody holds this post on that day as it is.")
        )  # fmt: skip


def check_charging(post: Post, officer: bool) -> None:
    """Refuse to say of a post what holds already."""
    if post.officer is not officer:
        return
    raise RuleBroken("", ALREADY_CHARGED if officer else NOT_CHARGED)


def why_not_lifted(
    post: Post, role: Role, posts: Iterable[Post], open_accounts: Container[int], day: date
) -> Bilingual | None:  # fmt: skip
    """Why somebody of this role cannot end the charge of a post on a day; None where they can, and where the post has none."""
    if not post.officer or role in LIFTERS:
        return None
    others = (each for each in posts if each.agency == post.agency and each.officer and each.id != post.id)
    return None if any((each.holder_on(day) or 0) in open_accounts for each in others) else OTHERS_LIFT


def check_lifting(post: Post, role: Role, posts: Iterable[Post], open_accounts: Container[int], day: date) -> None:
    """Refuse that an agency is left without its responsible officer by its own word; who holds a post with a closed account is none."""
    if (refused := why_not_lifted(post, role, posts, open_accounts, day)) is not None:
        raise RuleBroken("", refused)


def eligible(users: Mapping[int, User], agency: str) -> dict[int, User]:
    """The accounts of an agency that may hold its posts and answer for its tasks."""
    return {
        id_: user for id_, user in users.items() if user.enabled and user.agency == agency and user.role in WORKING_ROLES
    }  # fmt: skip


def _before_term(since: date) -> Bilingual:
    return Bilingual(
        th=f"ผู้ดำรงตำแหน่งคนปัจจุบันดำรงตำแหน่งตั้งแต่ {format_date(since, 'th', 'long')} กรุณาระบุวันนั้นหรือหลังจากนั้น",
        en=f"The present term began on {format_date(since, 'en', 'long')}; give that day or a later one.",
    )
