"""Which rules hold now, and how are they changed? The product's own rule until a coordinator says otherwise, in the ledger."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from tracker import clock
from tracker.access.policy import Actor
from tracker.ledger.again import refuse_again
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, kinds_of, to_data
from tracker.ledger.store import ChangedMeanwhile, append, cut_on, last_seq, of_kinds, stream_version, write_transaction
from tracker.reminders.rule_facts import Fact, check, rules_after, stream
from tracker.reminders.rules import EVERY_KIND, Rule
from tracker.reminders.wants import Hours

KINDS = kinds_of("tracker.reminders")


def rules(cut: int | None = None) -> Mapping[str, Rule]:
    """The rules by kind of obligation, as they stand or as known at a cut of the ledger; EVERY_KIND is always among them."""
    return rules_after(of_kinds(KINDS, last_seq() if cut is None else cut))


def rules_on(day: date) -> Mapping[str, Rule]:
    """The rules as known on a day: today's as they stand, also for a day to come."""
    return rules(cut_on(day) if day < clock.today() else None)


def hours() -> Hours:
    """Between which hours messages may be laid out now."""
    general = rules()[EVERY_KIND]
    return Hours(general.first_hour, general.last_hour)


def version(kind: str) -> int:
    """How often the rule of a kind was changed."""
    return stream_version(stream(kind))


def say(fact: Fact, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None) -> None:
    """Record what a coordinator says of a rule. Raises RuleBroken, ChangedMeanwhile (somebody was faster than `expected`) or AlreadyDone
    (the same form twice); then nothing is saved."""
    with write_transaction():
        name = stream(fact.kind)
        refuse_again(act_key, name, fact)
        if (actual := stream_version(name)) != expected:
            raise ChangedMeanwhile(name, expected, actual)
        check(fact, rules())
        append(Draft(name, expected, kind_name(type(fact)), to_data(fact)), actor_id=actor.id, now=now, act_key=act_key)
