"""How does one account come to act for another, and how does that end? One function per act."""

from __future__ import annotations

from datetime import date, datetime

from tracker import clock
from tracker.access.policy import Actor
from tracker.ledger.again import refuse_again
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.store import append, write_transaction
from tracker.people import delegation_store, delegations, store
from tracker.people.delegations import Delegation, DelegationEnded, DelegationGiven, apply, decide


class NoSuchDelegation(Exception):
    """There is no delegation with this id, or it is none of this person's."""


def delegate(
    taker: int, first: date, last: date, note: str, actor: Actor, now: datetime, *, act_key: str | None = None
) -> Delegation:  # fmt: skip
    """Let another account act in the actor's place. Raises RuleBroken, AlreadyDone (the same form twice) or ChangedMeanwhile (the same form
    with other words); nothing is saved then."""
    assert actor.id is not None
    wanted = DelegationGiven(actor.id, taker, first, last, note)
    with write_transaction():
        refuse_again(act_key, "delegation", wanted)
        accounts = dict(store.users())
        standing = delegation_store.delegations().values()
        fact = decide(wanted, accounts.get(actor.id), accounts.get(taker), standing, clock.bangkok_day(now))
        return _record(None, delegation_store.next_delegation_id(), fact, actor, now, act_key)


def end_delegation(delegation_id: int, actor: Actor, now: datetime, *, act_key: str | None = None) -> Delegation:
    """End a delegation before its last day, at once; only the two whom it joins may. Raises NoSuchDelegation, or as `delegate` does."""
    with write_transaction():
        state = delegation_store.delegation(delegation_id)
        if state is None or actor.id not in (state.giver, state.taker):
            raise NoSuchDelegation(delegation_id)
        refuse_again(act_key, f"delegation:{delegation_id}", DelegationEnded(state.giver, state.taker))
        fact = delegations.end(state, clock.bangkok_day(now))
        return _record(state, delegation_id, fact, actor, now, act_key)


def _record(
    state: Delegation | None, id_: int, fact: delegations.Fact, actor: Actor, now: datetime, act_key: str | None
) -> Delegation:  # fmt: skip
    draft = Draft(f"delegation:{id_}", state.version if state else 0, kind_name(type(fact)), to_data(fact))
    event = append(draft, actor_id=actor.id, now=now, act_key=act_key)
    after = apply(state, event, fact)
    delegation_store.save_delegation(after)
    return after
