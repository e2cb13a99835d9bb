"""Which facts move a task, so that reminding begins anew? Each kind that a person can make true is decided here."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta
from typing import Any, get_args

import pytest

from tests.rules.task_samples import NOON, PLAN, PROOF, event, task
from tracker.tasks import facts
from tracker.tasks.movement import MOVING, moves
from tracker.tasks.step import State
from tracker.tasks.task import apply

STAYS = {
    facts.NothingChanged,
    facts.ExtensionRequested,
    facts.TaskBlocked,
    facts.TaskWaived,
    facts.AgencyNudged,
    facts.CommentAdded,
}
NAMED = facts.ResponsibleNamed
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
    assert set(MOVING) | STAYS | {NAMED} == set(get_args(facts.Fact))
    assert not set(MOVING) & STAYS


@pytest.mark.parametrize("kind", sorted({*MOVING, *STAYS}, key=lambda each: each.__name__))
def test_the_instant_is_kept_by_what_moves_and_left_by_what_does_not(kind: type) -> None:
    before = task(State.IN_PROGRESS, moved_at=NOON - timedelta(days=9))
    told = event(2)
    assert apply(before, told, fact_of(kind)).moved_at == (told.recorded_at if kind in MOVING else before.moved_at)


def test_somebody_new_who_answers_for_it_moves_it_and_a_name_taken_back_does_not() -> None:
    assert moves(NAMED("post:1"))
    assert not moves(NAMED(None))


def test_what_the_register_and_the_calendar_do_moves_nothing() -> None:
    before = replace(task(State.VERIFIED), moved_at=NOON)
    for fact in (facts.TaskRevised(PLAN, 1), facts.EvidenceExpired((1,))):
        assert apply(before, event(3), fact).moved_at == NOON
