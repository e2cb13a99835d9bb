"""How does a coordinator judge a finding? One act, recorded in the ledger."""

from __future__ import annotations

from datetime import datetime

from tracker.access.policy import Actor
from tracker.ledger.again import refuse_again
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.store import ChangedMeanwhile, append, stream_version, write_transaction
from tracker.quality.gathered import Gathered
from tracker.quality.rules import decide, fact_of, stream
from tracker.quality.seen import Finding


def judge(
    found: Gathered, finding: Finding, reason: str, actor: Actor, now: datetime, *,
    accept: bool, stamp: str | None = None, expected: int | None = None, act_key: str | None = None,
) -> None:  # fmt: skip
    """Accept a finding with a reason, or open it again.

    `stamp` are the values that the actor saw it rest on, `expected` is the version of what had been said about it by then: a judgement
    is about what was seen, never about what took its place. Raises RuleBroken, ChangedMeanwhile or AlreadyDone; in each case nothing is
    saved.
    """
    with write_transaction():
        name = stream(finding)
        version = stream_version(name)
        refuse_again(act_key, name, fact_of(finding.stamp if stamp is None else stamp, reason, accept=accept))
        if stamp not in (None, finding.stamp) or expected not in (None, version):
            raise ChangedMeanwhile(name, expected or 0, version)
        fact = decide(finding, reason, found.accepted(finding), accept=accept)
        draft = Draft(name, version, kind_name(type(fact)), to_data(fact), resolution_id=found.shown.resolution_id)
        append(draft, actor_id=actor.id, now=now, act_key=act_key)
