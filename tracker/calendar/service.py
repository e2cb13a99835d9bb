"""How is the calendar of working days put right? Each act is recorded in the ledger."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

from tracker.access.policy import Actor
from tracker.calendar import rules, store
from tracker.calendar.rules import Fact, stream
from tracker.ledger.again import refuse_again
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.store import ChangedMeanwhile, append, write_transaction

WHEN_CHANGED: list[Callable[[date], object]] = []
"""What has to be reckoned anew when the calendar says something else about a day; a slice that keeps such figures enters here."""


def enter(
    day: date, fact: Fact, actor: Actor, now: datetime, *, expected: int | None = None, act_key: str | None = None
) -> None:  # fmt: skip
    """Record what somebody says of a day: that it is off, that offices work, or that an entry no longer holds.

    `expected` is the version of the day that the actor saw (None: whatever stands now). Raises RuleBroken (the rules refuse),
    ChangedMeanwhile (somebody was faster) or AlreadyDone (the same form twice); in each case nothing is saved.
    """
    with write_transaction():
        entry = store.entry_of(day)
        version = entry.version if entry else 0
        refuse_again(act_key, stream(day), fact, day)
        if expected is not None and expected != version:
            raise ChangedMeanwhile(stream(day), expected, version)
        rules.check(day, fact, entry, rules.calendar_of(store.entries()))
        draft = Draft(stream(day), version, kind_name(type(fact)), to_data(fact), effective_on=day)
        event = append(draft, actor_id=actor.id, now=now, act_key=act_key)
        store.save(rules.apply(event, fact))
        for reckon in WHEN_CHANGED:
            reckon(day)
