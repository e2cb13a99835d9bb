"""Which facts move a task, so that reminding begins anew? Each kind that a person can make true is decided here."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import datetime, timedelta
from typing import Any, get_args

import pytest

from tests.rules.task_samples import NOON, PLAN, PROOF, event, task
from tracker.tasks import facts
from tracker.tasks.movement import MOVING
from tracker.tasks.step import State
from tracker.tasks.task import Block, apply

STAYS = {
    facts.NothingChanged,
    facts.ExtensionRequested,
    facts.ExtensionWithdrawn,
    facts.TaskBlocked,
    facts.TaskWaived,
    facts.AgencyNudged,
    facts.CommentAdded,
}
NAMED, FREE = facts.ResponsibleNamed, facts.TaskUnblocked
EARLIER = NOON - timedelta(days=9)
VALUES: dict[str, Any] = {
    "percent": 40,
    "note": "x",
    "reason": "x",
    "text": "x",
    "until": PLAN.due_on,
    "evidence": PROOF,
    "number": 1,
}


def fact_of(kind: type) -> Any:
    """A fact of a kind with something in each field that has no default."""
    given = {each.name: VALUES[each.name] for each in fields(kind) if each.name in VALUES}
    return kind(**given | ({"evidence": PROOF[0]} if kind is facts.EvidenceReplaced else {}))


def test_every_kind_is_decided() -> None:
    assert set(MOVING) | STAYS | {NAMED, FREE} == set(get_args(facts.Fact))
    assert not set(MOVING) & {*STAYS, NAMED, FREE}


@pytest.mark.parametrize("kind", sorted({*MOVING, *STAYS}, key=lambda each: each.__name__))
def test_the_instant_is_kept_by_what_moves_and_left_by_what_does_not(kind: type) -> None:
    before = task(State.IN_PROGRESS, moved_at=EARLIER)
    told = event(2)
    assert apply(before, told, fact_of(kind)).moved_at == (told.recorded_at if kind in MOVING else before.moved_at)


def test_a_name_moves_what_nothing_has_moved_yet_and_a_name_taken_back_does_not() -> None:
    """An agency that names one of its own after the other would else begin its ladder anew whenever it likes."""
    assert apply(task(), event(2), NAMED("post:1")).moved_at == event(2).recorded_at
    assert apply(task(), event(2), NAMED(None)).moved_at is None
    assert apply(task(moved_at=EARLIER), event(3), NAMED("post:2")).moved_at == EARLIER


@pytest.mark.parametrize(
    "who, since, moved",
    [
        ("mol", EARLIER, True),
        ("mol", NOON - timedelta(hours=1), False),
        (PLAN.agency, EARLIER, False),
        ("", EARLIER, False),
    ],
    ids=["another agency", "another agency, of the same day", "its own", "somebody in words"],
)
def test_a_way_moves_a_task_when_another_agency_kept_it_shut_since_an_earlier_day(
    who: str, since: datetime, moved: bool
) -> None:
    before, told = task(State.IN_PROGRESS, moved_at=EARLIER, block=Block("x", since, who)), event(2)
    assert apply(before, told, FREE()).moved_at == (told.recorded_at if moved else EARLIER)


def test_who_asks_for_time_and_takes_it_back_gains_none() -> None:
    late = task(State.IN_PROGRESS, moved_at=EARLIER)
    asked = apply(late, event(2), facts.ExtensionRequested(PLAN.due_on + timedelta(days=9), "x"))
    back = apply(asked, event(3), facts.ExtensionWithdrawn())
    assert (back.moved_at, back.extension) == (EARLIER, None)


def test_what_the_register_and_the_calendar_do_moves_nothing() -> None:
    before = replace(task(State.VERIFIED), moved_at=NOON)
    for fact in (facts.TaskRevised(PLAN, 1), facts.EvidenceExpired((1,))):
        assert apply(before, event(3), fact).moved_at == NOON
