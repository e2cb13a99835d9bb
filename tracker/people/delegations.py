"""Who acts for whom, from which day to which? Pure: plain values in, a fact or a refusal out.

A delegation (มอบหมายปฏิบัติแทน) lets an account of the same agency and role do the work of another for a time. It is never open-ended, never
passed on, and ends early at the word of either of the two.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracker.access.policy import Role
from tracker.clock import bangkok_day
from tracker.lang import Bilingual, format_date
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind, to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.people.posts import LONGEST_AHEAD, WORKING_ROLES
from tracker.people.rules import User

MOST_DAYS = 180
"""A delegation that lasts longer is a change of post, and should be recorded as one."""


@kind
@dataclass(frozen=True, slots=True)
class DelegationGiven:
    """`giver` lets `taker` (account ids) act in the giver's place from `first` to `last`, both days included."""

    giver: int
    taker: int
    first: date
    last: date
    note: str = ""


@kind
@dataclass(frozen=True, slots=True)
class DelegationEnded:
    """One of the two ended it before its last day."""

    giver: int
    taker: int


Fact = DelegationGiven | DelegationEnded


@dataclass(frozen=True, slots=True)
class Delegation:
    """A delegation as it stands; `ended_on` is the Bangkok day on which it was ended early."""

    id: int
    giver: int
    taker: int
    first: date
    last: date
    note: str
    version: int
    ended_on: date | None = None

    def holds_on(self, day: date) -> bool:
        """May the taker act for the giver now, on this day?"""
        return self.first <= day <= self.last and self.ended_on is None

    def held_on(self, day: date) -> bool:
        """Did it hold at any time of this day?"""
        return self.first <= day <= (self.last if self.ended_on is None else min(self.last, self.ended_on))

    def is_over(self, day: date) -> bool:
        """Has it run out or been ended?"""
        return self.ended_on is not None or day > self.last

    def meets(self, first: date, last: date) -> bool:
        """Do some of these days belong to it, as far as it was not ended?"""
        return self.ended_on is None and self.first <= last and first <= self.last


def apply(state: Delegation | None, event: Event, fact: object) -> Delegation:
    """The delegation after an event."""
    match fact:
        case DelegationGiven():
            id_ = int(event.stream.partition(":")[2])
            return Delegation(id_, fact.giver, fact.taker, fact.first, fact.last, fact.note, event.version)
        case DelegationEnded() if state:
            return replace(state, ended_on=bangkok_day(event.recorded_at), version=event.version)
    raise TypeError(f"{fact!r} says nothing about a delegation")


def fold(events: Iterable[Event]) -> dict[int, Delegation]:
    """All delegations after these events, by id; events of other streams are passed over."""
    found: dict[int, Delegation] = {}
    for event in events:
        topic, _, id_ = event.stream.partition(":")
        if topic == "delegation":
            found[int(id_)] = apply(found.get(int(id_)), event, to_fact(event.kind, event.data))
    return found


def decide(
    wanted: DelegationGiven, giver: User | None, taker: User | None, standing: Iterable[Delegation], today: date
) -> DelegationGiven:  # fmt: skip
    """The fact, or RuleBroken with the field and the reason. `giver` and `taker` are the two accounts, `standing` all delegations."""
    _check_people(wanted, giver, taker)
    _check_days(wanted, today)
    for other in standing:
        if other.meets(wanted.first, wanted.last):
            _check_beside(wanted, other)
    return wanted


def end(state: Delegation, today: date) -> DelegationEnded:
    """The fact that it is over, or RuleBroken when it is already."""
    if state.is_over(today):
        raise RuleBroken("", Bilingual(th="การมอบหมายนี้สิ้นสุดแล้ว", en="This delegation is over already."))
    return DelegationEnded(state.giver, state.taker)


def one_person(standing: Iterable[Delegation], who: int, days: Iterable[date]) -> frozenset[int]:
    """Everybody with whom `who` counts as one person on any of these days: the other end of each delegation that held then, and of
    theirs. Used where two different people have to act (four eyes)."""
    asked = tuple(days)
    links = [each for each in standing if any(each.held_on(day) for day in asked)]
    found, waiting = {who}, [who]
    while waiting:
        one = waiting.pop()
        beside = {link.taker if link.giver == one else link.giver for link in links if one in (link.giver, link.taker)}
        waiting += beside - found
        found |= beside
    return frozenset(found - {who})


def _check_people(wanted: DelegationGiven, giver: User | None, taker: User | None) -> None:
    if wanted.giver == wanted.taker:
        raise RuleBroken("taker", Bilingual(th="มอบหมายให้ตนเองไม่ได้", en="Nobody can delegate to themselves."))
    if giver is None or not giver.enabled or giver.role not in WORKING_ROLES or giver.agency is None:
        raise RuleBroken("", Bilingual(th="บัญชีนี้ไม่มีงานที่จะมอบหมาย", en="This account has no work to delegate."))
    if taker is None or (taker.agency, taker.role) != (giver.agency, giver.role):
        raise RuleBroken("taker", _elsewhere(giver.role))
    if not taker.enabled:
        raise RuleBroken(
            "taker", Bilingual(th="บัญชีนี้ปิดแล้ว รับมอบหมายไม่ได้", en="This account is closed; it cannot act for anybody.")
        )  # fmt: skip


def _check_days(wanted: DelegationGiven, today: date) -> None:
    if wanted.first < today:
        raise RuleBroken(
            "first",
            Bilingual(
                th=f"{format_date(wanted.first, 'th', 'long')} ผ่านไปแล้ว กรุณาเริ่มตั้งแต่วันนี้เป็นต้นไป",
                en=f"{format_date(wanted.first, 'en', 'long')} has passed; begin today or later.",
            ),
        )
    if wanted.first > today + LONGEST_AHEAD:
        raise RuleBroken(
            "first",
            Bilingual(
                th=f"{format_date(wanted.first, 'th', 'long')} ล่วงหน้าเกินหนึ่งปี กรุณาตรวจปี พ.ศ.",
                en=f"{format_date(wanted.first, 'en', 'long')} is more than a year ahead; check the year.",
            ),
        )
    if wanted.last < wanted.first:
        raise RuleBroken("last", Bilingual(th="วันสุดท้ายต้องไม่ก่อนวันแรก", en="The last day cannot lie before the first."))
    if wanted.last - wanted.first >= timedelta(days=MOST_DAYS):
        raise RuleBroken(
            "last",
            Bilingual(
                th=f"มอบหมายได้ไม่เกิน {MOST_DAYS} วันต่อครั้ง หากนานกว่านั้นควรเปลี่ยนผู้ดำรงตำแหน่ง",
                en=f"A delegation lasts at most {MOST_DAYS} days; for longer, let another account hold the post.",
            ),
        )


def _check_beside(wanted: DelegationGiven, other: Delegation) -> None:
    """What two delegations whose days meet may not be: the same pair twice, or a chain."""
    days = {
        lang: f"{format_date(other.first, lang, 'short')} – {format_date(other.last, lang, 'short')}" for lang in ("th", "en")
    }  # fmt: skip
    if (other.giver, other.taker) == (wanted.giver, wanted.taker):
        raise RuleBroken(
            "first",
            Bilingual(
                th=f"มอบหมายให้บัญชีนี้อยู่แล้วในช่วง {days['th']} ช่วงวันซ้อนกันไม่ได้",
                en=f"This account already acts for you on {days['en']}; the days cannot overlap.",
            ),
        )
    if other.taker == wanted.giver:
        raise RuleBroken(
            "first",
            Bilingual(
                th=f"ท่านรับมอบหมายแทนผู้อื่นอยู่ในช่วง {days['th']} จึงมอบหมายต่อไม่ได้",
                en=f"You act for somebody else on {days['en']}; what was delegated to you cannot be passed on.",
            ),
        )
    if other.giver == wanted.taker:
        raise RuleBroken(
            "taker",
            Bilingual(
                th=f"บัญชีนี้มอบหมายงานให้ผู้อื่นในช่วง {days['th']} จึงรับมอบหมายแทนท่านในช่วงนั้นไม่ได้",
                en=f"This account has delegated its own work on {days['en']} and cannot act for you then.",
            ),
        )


def _elsewhere(role: Role) -> Bilingual:
    return Bilingual(
        th=f"กรุณาเลือกบัญชี “{role.title.th}” ของหน่วยงานเดียวกัน",
        en=f"Choose another “{role.title.en}” account of the same agency.",
    )
