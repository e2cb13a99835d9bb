"""Which acts does the workflow allow on a task, and what does it stand at afterwards? Without app or database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.task_samples import COORDINATOR, LIAISON, NOON, PROOF, TODAY, act, event, ready, task
from tracker.ledger.kinds import kind_name
from tracker.ledger.refusal import RuleBroken
from tracker.tasks.facts import (
    CommentAdded,
    ProgressLogged,
    TaskReinstated,
    TaskReturned,
    TaskRevised,
    TaskSubmitted,
    TaskVerified,
    TaskWaived,
)
from tracker.tasks.refusals import MOST_EVIDENCE
from tracker.tasks.rules import decide, steps_for
from tracker.tasks.task import Piece, Task, apply
from tracker.tasks.workflow import OPEN, STEP, STEPS, State

FORBIDDEN = [(step, state) for step in STEPS for state in State if state not in step.from_states]
ALLOWED = [(step, state) for step in STEPS for state in sorted(step.from_states)]


def refused(current: Task, step: str, by: object = COORDINATOR, **what: object) -> RuleBroken:
    with pytest.raises(RuleBroken) as caught:
        decide(current, STEP[step], act(**what), by, TODAY)  # type: ignore[arg-type]
    return caught.value


@pytest.mark.parametrize(("step", "state"), FORBIDDEN, ids=lambda value: getattr(value, "name", value))
def test_a_step_outside_its_states_is_refused_by_name(step, state):
    with pytest.raises(RuleBroken) as caught:
        decide(task(state), step, act(), COORDINATOR, TODAY)
    assert caught.value.field == ""
    assert state.title.th in caught.value.message.th
    assert step.title.th in caught.value.message.th


@pytest.mark.parametrize(("step", "state"), ALLOWED, ids=lambda value: getattr(value, "name", value))
def test_a_step_from_its_states_gives_the_event_of_its_row(step, state):
    assert kind_name(type(decide(ready(state, step), step, act(), COORDINATOR, TODAY))) == step.kind


@pytest.mark.parametrize("step", STEPS, ids=lambda step: step.name)
def test_what_a_row_needs_is_asked_for_and_refused_when_it_is_missing(step):
    assert step.needs <= set(step.asks)
    state = next(iter(step.from_states))
    empty: dict[str, object] = {
        "note": " \n ",
        "percent": None,
        "effective_on": None,
        "evidence": (),
        "number": None,
        "until": None,
    }
    for field in step.needs:
        with pytest.raises(RuleBroken) as caught:
            decide(ready(state, step), step, act(**{field: empty[field]}), COORDINATOR, TODAY)
        assert caught.value.field == field


@pytest.mark.parametrize("percent", [-1, 101, 10**30])
def test_a_percentage_outside_0_to_100_is_refused(percent):
    assert refused(task(State.IN_PROGRESS), "progress", LIAISON, percent=percent).field == "percent"


def test_work_may_begin_before_the_task_but_not_by_years():
    given_out = task(State.IN_PROGRESS).plan.start_on
    decide(task(State.IN_PROGRESS), STEP["progress"], act(effective_on=given_out - timedelta(days=366)), LIAISON, TODAY)
    broken = refused(task(State.IN_PROGRESS), "progress", LIAISON, effective_on=given_out - timedelta(days=367))
    assert broken.field == "effective_on"
    assert "พ.ศ." in broken.message.th


def test_nothing_takes_effect_in_the_future_and_the_day_is_named():
    broken = refused(task(State.IN_PROGRESS), "progress", LIAISON, effective_on=TODAY + timedelta(days=1))
    assert broken.field == "effective_on"
    assert "1 มิถุนายน" in broken.message.th
    assert "2556" in broken.message.th


def test_a_submission_needs_evidence_of_its_own_or_logged_before():
    assert refused(task(State.IN_PROGRESS), "submit", LIAISON, evidence=()).field == "evidence"
    assert decide(
        task(State.IN_PROGRESS, pieces=(Piece(1, PROOF[0], NOON, 1),)), STEP["submit"], act(evidence=()), LIAISON, TODAY
    )


def test_more_evidence_than_fits_is_refused():
    assert (
        refused(task(State.IN_PROGRESS), "progress", LIAISON, evidence=PROOF * (MOST_EVIDENCE + 1)).field == "evidence"
    )


@pytest.mark.parametrize("step", ["verify", "return"])
def test_four_eyes_nobody_judges_what_they_submitted(step):
    own = task(State.SUBMITTED, submitted_by=COORDINATOR.id)
    assert refused(own, step).field == ""
    assert decide(task(State.SUBMITTED, submitted_by=LIAISON.id), STEP[step], act(), COORDINATOR, TODAY)


def test_the_way_of_a_task_from_start_to_verification():
    current = task()
    for version, step, expected in (
        (2, "start", (State.IN_PROGRESS, 0, 0)),
        (3, "progress", (State.IN_PROGRESS, 80, 0)),
        (4, "submit", (State.SUBMITTED, 100, 0)),
        (5, "return", (State.RETURNED, 100, 0)),
        (6, "progress", (State.RETURNED, 80, 0)),
        (7, "submit", (State.SUBMITTED, 100, 0)),
        (8, "verify", (State.VERIFIED, 100, 100)),
    ):
        fact = decide(current, STEP[step], act(), COORDINATOR if step in ("verify", "return") else LIAISON, TODAY)
        current = apply(current, event(version, effective_on=TODAY), fact)
        assert (current.state, current.claimed, current.verified) == expected
        assert current.version == version
    assert current.evidence == 4
    assert current.submitted_by == LIAISON.id


def test_a_return_keeps_the_claim_and_shows_its_reason():
    returned = apply(task(State.SUBMITTED, claimed=100), event(5, actor=COORDINATOR), TaskReturned("ขาดวันที่ปรับปรุง"))
    assert (returned.state, returned.claimed, returned.reason) == (State.RETURNED, 100, "ขาดวันที่ปรับปรุง")


def test_only_the_agency_puts_words_into_its_mouth():
    said = apply(
        task(), replace(event(2), recorded_at=datetime(2013, 5, 30, 18, tzinfo=UTC)), ProgressLogged(40, "ทำแล้ว")
    )
    assert (said.last_note, said.noted_on) == ("ทำแล้ว", date(2013, 5, 31)), "the day is Bangkok's"
    for fact in (
        TaskReturned("ขาดหน้าแรก"),
        TaskWaived("เลือกอีกทาง"),
        TaskReinstated("กลับมาทำ"),
        CommentAdded("ขอเพิ่ม"),
        TaskVerified("ดี"),
    ):
        after = apply(said, replace(event(3), recorded_at=datetime(2013, 6, 9, tzinfo=UTC)), fact)
        assert (after.last_note, after.noted_on) == (said.last_note, said.noted_on)
        assert after.reason == getattr(fact, "reason", "")
    silent = apply(said, replace(event(3), recorded_at=datetime(2013, 6, 9, tzinfo=UTC)), ProgressLogged(50, ""))
    assert (silent.last_note, silent.noted_on) == (said.last_note, said.noted_on)


def test_a_comment_changes_nothing_but_the_version():
    before = task(State.SUBMITTED, claimed=100)
    after = apply(before, event(9, actor=COORDINATOR), CommentAdded("ขอเอกสารเพิ่ม"))
    assert (after.state, after.claimed, after.last_note) == (before.state, before.claimed, before.last_note)
    assert after.version == 9


@pytest.mark.parametrize("state", [state for state in State if state is not State.WAIVED])
def test_a_task_that_is_taken_up_again_goes_on_from_where_it_stood(state):
    before = task(state, claimed=100, verified=100 if state is State.VERIFIED else 0)
    waived = apply(before, event(9), TaskWaived("ทะเบียนมติไม่มีงานนี้แล้ว", by_register=True))
    assert (waived.state, waived.withdrawn) == (State.WAIVED, True)
    again = apply(waived, event(10), TaskReinstated("กลับมาทำ"))
    assert (again.state, again.claimed, again.verified) == (state, 100, before.verified)
    assert (again.withdrawn, again.state_before_waiver) == (False, None)


def test_a_waiver_by_a_person_is_none_by_the_register():
    waived = apply(task(), event(2), decide(task(), STEP["waive"], act(), COORDINATOR, TODAY))
    assert (waived.state, waived.withdrawn) == (State.WAIVED, False)


def test_a_revision_of_the_register_keeps_the_progress():
    before = task(State.IN_PROGRESS, claimed=40)
    moved = task(due_on=date(2013, 6, 14)).plan
    after = apply(before, event(5), TaskRevised(moved, 3))
    assert (after.plan, after.position, after.state, after.claimed) == (moved, 3, State.IN_PROGRESS, 40)


acts = st.builds(
    act, note=st.sampled_from(["", "  ", "ทำแล้ว"]), percent=st.none() | st.integers(-5, 105), evidence=st.sampled_from([(), PROOF]),
    effective_on=st.none() | st.dates(date(2013, 4, 1), date(2013, 7, 1)), number=st.none() | st.integers(0, 3),
    until=st.none() | st.dates(date(2013, 6, 1), date(2013, 9, 1)),
)  # fmt: skip


@given(walk=st.lists(st.tuples(st.sampled_from(STEPS), acts, st.sampled_from([LIAISON, COORDINATOR])), max_size=25))
def test_no_walk_through_the_workflow_leaves_its_bounds(walk):
    current, said = task(), []
    for version, (step, what, actor) in enumerate(walk, start=2):
        try:
            fact = decide(current, step, what, actor, TODAY)
        except RuleBroken as broken:
            said.append(broken.message)
            continue
        assert step in steps_for(current)
        current = apply(current, event(version, actor=actor, effective_on=what.effective_on), fact)
        assert 0 <= current.claimed <= 100
        assert current.verified == (100 if current.state is State.VERIFIED else 0)
        assert current.state is not State.SUBMITTED or (current.claimed == 100 and current.evidence > 0)
        assert current.claimed_on is None or current.claimed_on <= TODAY
    assert all(message.th and message.en for message in said)


def test_open_states_are_those_in_which_the_agency_has_to_act():
    assert {state for state in State if STEP["progress"] in steps_for(task(state))} == OPEN
    assert {
        type(decide(task(State.SUBMITTED), STEP[name], act(), COORDINATOR, TODAY)) for name in ("verify", "return")
    } == {TaskVerified, TaskReturned}
    assert isinstance(decide(task(State.RETURNED), STEP["submit"], act(), LIAISON, TODAY), TaskSubmitted)
    assert isinstance(decide(task(State.RETURNED), STEP["progress"], act(), LIAISON, TODAY), ProgressLogged)
