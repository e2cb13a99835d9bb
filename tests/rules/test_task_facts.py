"""What do evidence, verdicts taken back, dates that move and blocks make of a task? Without app or database."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.task_samples import COORDINATOR, LIAISON, NOON, PLAN, PROOF, TODAY, act, event, ready, task
from tracker.access.policy import Actor
from tracker.ledger.refusal import RuleBroken
from tracker.tasks import facts
from tracker.tasks.facts import Evidence
from tracker.tasks.health import health
from tracker.tasks.rules import decide, steps_for, why_not
from tracker.tasks.step import Reopened
from tracker.tasks.task import Extension, Task, apply
from tracker.tasks.workflow import STEP, State
from tracker.workdays import thai_government_calendar

NEW = (Evidence("https://www.mfa.go.th/privacy-2"),)
LATER = date(2013, 6, 21)


def done(current: Task, step: str, actor: Actor = LIAISON, version: int = 2, **what: object) -> Task:
    """The task after a step."""
    fact = decide(current, STEP[step], act(**what), actor, TODAY)
    return apply(current, event(version, actor=actor, effective_on=what.get("effective_on", TODAY)), fact)  # type: ignore[arg-type]


def refused(current: Task, step: str, actor: Actor = LIAISON, acting_for: tuple[int, ...] = (), **what: object) -> str:
    """The field at which the rules say no."""
    with pytest.raises(RuleBroken) as caught:
        decide(current, STEP[step], act(**what), actor, TODAY, acting_for)
    assert caught.value.message.th
    assert caught.value.message.en
    return caught.value.field


def verified() -> Task:
    """A task that went all the way, on one piece of evidence."""
    return done(done(task(State.IN_PROGRESS), "submit"), "verify", COORDINATOR, 3)


def test_pieces_are_numbered_in_the_order_in_which_they_were_given():
    current = done(done(task(), "progress"), "attach", evidence=NEW)
    assert [(p.number, p.evidence.address, p.given_by) for p in current.pieces] == [
        (1, PROOF[0].address, LIAISON.id),
        (2, NEW[0].address, LIAISON.id),
    ]
    assert (current.evidence, current.claimed, current.state) == (2, 80, State.IN_PROGRESS)


def test_a_piece_that_is_replaced_stays_known_and_counts_no_more():
    current = done(done(task(), "progress"), "replace", evidence=NEW, number=1)
    assert [(p.number, p.replaced_by, p.stands) for p in current.pieces] == [(1, 2, False), (2, None, True)]
    assert current.evidence == 1
    assert refused(current, "replace", evidence=NEW, number=1) == "number"
    assert refused(current, "replace", evidence=NEW, number=9) == "number"
    assert refused(current, "replace", evidence=NEW * 2, number=2) == "evidence"


def test_a_verified_task_whose_evidence_is_replaced_waits_again_and_says_why():
    after = done(verified(), "replace", version=4, evidence=NEW, number=1, note="ลิงก์เดิมเปิดไม่ได้")
    assert (after.state, after.verified, after.claimed) == (State.SUBMITTED, 0, 100)
    assert (after.reopened, after.reopened_words) == (Reopened.REPLACED, "ลิงก์เดิมเปิดไม่ได้")
    assert refused(after, "verify", LIAISON) == ""
    assert done(after, "verify", COORDINATOR, 5).reopened is Reopened.NOT


def test_a_verified_task_whose_evidence_expires_waits_again_and_says_why():
    late = replace(event(4), recorded_at=NOON + timedelta(days=9), actor_id=None)
    after = apply(verified(), late, facts.EvidenceExpired((1,)))
    assert (after.state, after.verified, after.evidence) == (State.SUBMITTED, 0, 0)
    assert (after.sent_at, after.waiting_since) == (NOON, late.recorded_at), "the agency sent it when it did"
    assert (after.reopened, after.reopened_words) == (Reopened.EXPIRED, "")
    still_open = apply(done(task(), "progress"), late, facts.EvidenceExpired((1,)))
    assert (still_open.state, still_open.reopened, still_open.evidence) == (State.IN_PROGRESS, Reopened.NOT, 0)


def test_evidence_that_has_expired_carries_no_submission():
    expired = apply(done(task(), "progress"), event(3), facts.EvidenceExpired((1,)))
    assert refused(expired, "submit", evidence=()) == "evidence"


def test_the_first_day_on_which_a_standing_piece_ends_is_known():
    ends = tuple(Evidence(f"https://a.go.th/{day}", expires_on=date(2013, 6, day)) for day in (20, 10))
    current = done(task(), "progress", evidence=ends)
    assert current.expires_on == date(2013, 6, 10)
    assert done(current, "replace", evidence=NEW, number=2).expires_on == date(2013, 6, 20)


@pytest.mark.parametrize("verdict", ["verify", "return"])
def test_a_verdict_is_taken_back_by_a_new_act(verdict):
    judged = done(done(task(State.IN_PROGRESS), "submit"), verdict, COORDINATOR, 3)
    assert (judged.verdict_by, judged.verdict_at) == (COORDINATOR.id, NOON)
    after = done(judged, "undo", COORDINATOR, 4, note="ตรวจผิดงาน")
    assert (after.state, after.verified) == (State.SUBMITTED, 0)
    assert (after.reopened, after.reopened_words) == (Reopened.WITHDRAWN, "ตรวจผิดงาน")
    assert refused(judged, "undo", LIAISON) == "", "not by the person who submitted it"


@pytest.mark.parametrize("report", ["progress", "confirm", "submit"])
def test_a_verdict_that_was_answered_stays(report):
    returned = done(done(task(State.IN_PROGRESS), "submit"), "return", COORDINATOR, 3)
    answered = done(returned, report, version=4)
    if answered.state is State.RETURNED:
        assert why_not(answered, STEP["undo"]) is not None
    assert STEP["undo"] not in steps_for(answered)


def test_nothing_changed_is_a_report_that_changes_no_figure():
    before = done(task(), "progress", note="ทำแล้ว")
    later = replace(event(3), recorded_at=datetime(2013, 6, 3, 2, tzinfo=UTC))
    after = apply(before, later, facts.NothingChanged())
    assert (after.claimed, after.state, after.last_note, after.noted_on) == (
        80,
        State.IN_PROGRESS,
        "ทำแล้ว",
        before.noted_on,
    )
    assert (after.reported_at, after.claimed_on) == (later.recorded_at, date(2013, 6, 3))


def test_asking_for_time_moves_nothing_and_approving_moves_the_due_date_beside_the_original():
    asked = done(task(State.IN_PROGRESS), "extend", until=LATER, note="ระบบอนุมัติล่าช้า")
    assert asked.extension == Extension(LATER, "ระบบอนุมัติล่าช้า", NOON, LIAISON.id)
    assert asked.due_on == PLAN.due_on
    assert refused(asked, "extend", until=LATER) == "", "one request at a time"
    granted = done(asked, "approve", COORDINATOR, 3, until=LATER)
    assert (granted.due_on, granted.plan.due_on, granted.extension) == (LATER, PLAN.due_on, None)
    calendar = thai_government_calendar()
    day = PLAN.due_on + timedelta(days=3)
    assert (health(asked, day, calendar), health(granted, day, calendar)) == ("late", "at_risk")


def test_a_refusal_or_a_withdrawal_leaves_the_due_date():
    asked = done(task(State.IN_PROGRESS), "extend", until=LATER)
    for after in (done(asked, "refuse", COORDINATOR, 3), done(asked, "unextend", LIAISON, 3)):
        assert (after.extension, after.due_on) == (None, PLAN.due_on)
        assert STEP["approve"] not in steps_for(after)


def test_nobody_answers_the_own_request_nor_that_of_whom_they_stand_in_for():
    asked = done(task(State.IN_PROGRESS), "extend", actor=COORDINATOR, until=LATER)
    other = replace(COORDINATOR, id=99)
    assert refused(asked, "approve", COORDINATOR, until=LATER) == ""
    assert refused(asked, "approve", other, (COORDINATOR.id or 0,), until=LATER) == ""
    assert done(asked, "approve", other, until=LATER).due_on == LATER


def test_four_eyes_see_through_a_delegation():
    waits = done(task(State.IN_PROGRESS), "submit")
    assert refused(waits, "verify", COORDINATOR, (LIAISON.id or 0,)) == ""


@pytest.mark.parametrize(
    "until", [PLAN.due_on, PLAN.due_on - timedelta(days=1), date(2556, 6, 21), date(2030, 1, 1)], ids=str
)
def test_a_new_day_that_makes_no_sense_is_refused_beside_its_field(until):
    assert refused(task(State.IN_PROGRESS), "extend", until=until) == "until"


def test_the_registers_own_later_day_wins_over_an_earlier_extension():
    granted = task(extended_to=LATER)
    moved = apply(granted, event(3), facts.TaskRevised(replace(PLAN, due_on=date(2013, 6, 28)), 0))
    assert moved.due_on == date(2013, 6, 28)


def test_a_block_says_why_and_who_must_act_and_ends():
    blocked = done(task(State.IN_PROGRESS), "block", who="bb", note="รองบประมาณ")
    assert blocked.block is not None
    assert (blocked.block.reason, blocked.block.who, blocked.block.since) == ("รองบประมาณ", "bb", NOON)
    assert refused(blocked, "block") == ""
    assert done(blocked, "unblock", version=3).block is None
    assert done(blocked, "submit", version=3).block is None, "what is submitted is held up by nothing"


@pytest.mark.parametrize("holder", ["user:0", "user:-1", "post:", "3", "user:1;drop", "user:" + "9" * 30, "ใคร"])
def test_only_posts_and_people_can_answer_for_a_task(holder):
    assert refused(task(), "responsible", holder=holder) == "holder"


def test_who_answers_for_a_task_can_be_named_and_taken_back():
    named = done(task(), "responsible", holder="user:7")
    assert named.responsible == "user:7"
    assert done(named, "responsible", holder=None, version=3).responsible is None


@given(
    st.lists(st.sampled_from(["extend", "approve", "refuse", "unextend"]), max_size=12),
    st.lists(st.integers(-40, 400), min_size=12),
)
def test_an_extension_only_ever_lengthens_and_the_original_never_moves(steps, days):
    current = task(State.IN_PROGRESS)
    for number, (step, more) in enumerate(zip(steps, days, strict=False), 2):
        before = current.due_on
        actor = COORDINATOR if step in ("approve", "refuse") else LIAISON
        try:
            current = done(current, step, actor, number, until=before + timedelta(days=more))
        except RuleBroken:
            continue
        assert current.due_on >= before
        assert current.plan.due_on == PLAN.due_on
        assert (current.extension is not None) == (step == "extend")


@pytest.mark.parametrize("state", [state for state in State if state is not State.VERIFIED])
def test_a_replacement_elsewhere_changes_no_state(state):
    if state is State.WAIVED:
        assert refused(ready(state, STEP["replace"]), "replace", evidence=NEW, number=1) == ""
        return
    assert done(ready(state, STEP["replace"]), "replace", evidence=NEW, number=1).state is state


def objected() -> Task:
    """A submission to which a coordinator of another agency objected."""
    return done(done(task(State.IN_PROGRESS), "submit"), "comment", COORDINATOR, 3, note="680,000 ไม่ตรงกับ 650,000")


def test_what_somebody_outside_the_agency_says_about_a_submission_stays_open_until_the_agency_or_a_verdict_answers():
    assert objected().objection == "680,000 ไม่ตรงกับ 650,000"
    for step in ("comment", "attach", "replace"):
        assert done(objected(), step, evidence=NEW, version=4).objection == "", step
    for step in ("verify", "return"):
        assert done(objected(), step, COORDINATOR, 4).objection == "", step
    assert done(done(objected(), "return", COORDINATOR, 4), "submit", version=5).objection == ""
    named = apply(objected(), event(4, actor=COORDINATOR), facts.ResponsibleNamed(None))
    assert named.objection == objected().objection, "this answers nothing"
    assert done(objected(), "comment", COORDINATOR, 4, note="ยังรอคำตอบ").objection == "ยังรอคำตอบ"


def test_what_the_agency_itself_says_and_what_is_said_before_a_submission_is_no_objection():
    own = replace(COORDINATOR, agency_code="mfa")
    assert done(done(task(State.IN_PROGRESS), "submit"), "comment", own, 3).objection == ""
    assert done(task(State.IN_PROGRESS), "comment", COORDINATOR).objection == ""
    assert done(verified(), "comment", COORDINATOR, 4).objection == ""
