"""Does each check find what it is for, and nothing in work that is as it should be?"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.rules.task_samples import COORDINATOR, LIAISON, NOON, PROOF, TODAY, task
from tests.world import RESOLUTION
from tracker import seeding
from tracker.calendar.rules import calendar_of
from tracker.ledger.refusal import RuleBroken
from tracker.quality.checks import CHECK, CHECKS
from tracker.quality.rules import FindingAccepted, FindingReopened, Judgement, accepted, decide, stream
from tracker.quality.seen import Finding, Limits, Past, Seen
from tracker.resolutions.kinds import Confidence
from tracker.resolutions.rules import Register
from tracker.resolutions.seed import check_seed, read_agencies
from tracker.tasks.facts import Evidence
from tracker.tasks.health import standing
from tracker.tasks.task import Block, Extension, Piece, Task
from tracker.tasks.workflow import STEP, State

CALENDAR = calendar_of({})
EARLY = datetime(2013, 5, 2, 5, tzinfo=UTC)
PIECE = Piece(1, PROOF[0], NOON, LIAISON.id)
SOUND = task(State.IN_PROGRESS, claimed=60, claimed_on=TODAY, reported_at=NOON, pieces=(PIECE,), responsible="user:1")
BEGUN = Past(date(2013, 5, 1), 60)
USUAL = Limits()


@cache
def register() -> Register:
    """The register of the resolution itself."""
    codes = frozenset(agency.code for agency in read_agencies(seeding.seeds() / "agencies.yaml"))
    return check_seed(seeding.seeds() / f"{RESOLUTION}.yaml", codes, is_working=CALENDAR.is_working).register


def seen(
    *tasks: Task,
    past: Past = BEGUN,
    answering: frozenset[str] = frozenset({"mfa", "ega"}),
    limits: Limits = USUAL,
    headed: frozenset[str] = frozenset(),
) -> Seen:
    """These tasks on 31 May B.E. 2556."""
    standings = tuple(standing(each, TODAY, CALENDAR) for each in tasks)
    return Seen(register(), standings, TODAY, CALENDAR, {each.id: past for each in tasks}, answering, limits, headed)


def found(code: str, *tasks: Task, **around: object) -> list[Finding]:
    """What one check finds among these tasks."""
    return list(CHECK[code].find(seen(*tasks, **around)))  # type: ignore[arg-type]


WRONG = {
    "unproven": task(State.VERIFIED, claimed=100, verified=100, verdict_at=NOON, pieces=(replace(PIECE, expired=True),)),
    "unsubmitted": replace(SOUND, claimed=100),
    "fallen": replace(SOUND, claimed=40),
    "stale": replace(SOUND, reported_at=EARLY),
    "silent": task(State.NOT_STARTED, start_on=date(2013, 5, 2)),
    "waiting": replace(SOUND, state=State.SUBMITTED, claimed=100, waiting_since=datetime(2013, 5, 23, tzinfo=UTC)),
    "asked": replace(SOUND, extension=Extension(date(2013, 6, 14), "ขาดคน", datetime(2013, 5, 23, tzinfo=UTC), LIAISON.id)),
    "blocked": replace(SOUND, block=Block("รอระเบียบ", EARLY, "bb")),
    "unassigned": replace(SOUND, claimed=0, responsible=None),
    "address": replace(SOUND, pieces=(replace(PIECE, evidence=Evidence("javascript:alert(1)")),)),
    "dayoff": replace(SOUND, extended_to=date(2013, 7, 22)),
    "beyond": replace(SOUND, extended_to=date(2013, 7, 1)),
    "dates": task(State.IN_PROGRESS, start_on=date(2013, 6, 10), claimed=60, responsible="user:1", reported_at=NOON),
    "uncovered": replace(SOUND, extended_to=date(2101, 1, 4)),
}  # fmt: skip


@pytest.mark.parametrize("code", WRONG)
def test_what_is_wrong_is_found(code: str) -> None:
    assert len(found(code, WRONG[code])) == 1
    (finding,) = found(code, WRONG[code])
    assert (finding.check, finding.agency, finding.task) == (code, "mfa", 61)
    assert finding.detail.th
    assert finding.detail.en


@pytest.mark.parametrize("code", [check.code for check in CHECKS])
def test_sound_work_is_left_alone(code: str) -> None:
    """What is found beside it is the register's own or about agencies without tasks."""
    assert [finding for finding in found(code, SOUND) if finding.task is not None] == []


@pytest.mark.parametrize("code", WRONG)
def test_what_is_not_pursued_is_not_asked(code: str) -> None:
    assert found(code, replace(WRONG[code], state=State.WAIVED)) == []


def test_a_task_given_out_after_its_due_date() -> None:
    assert len(found("born", SOUND, past=Past(date(2013, 6, 10)))) == 1
    assert found("born", SOUND, past=Past(SOUND.plan.due_on)) == []


def test_a_return_takes_the_earlier_claim_back() -> None:
    returned = replace(SOUND, state=State.RETURNED, claimed=60)
    assert found("fallen", returned, past=Past(date(2013, 5, 1), 0)) == []
    assert len(found("fallen", returned, past=Past(date(2013, 5, 1), 100))) == 1


def test_the_order_of_tasks() -> None:
    first = replace(SOUND, id=60, plan=replace(SOUND.plan, code="O-1.3-T3"))
    second = replace(SOUND, plan=replace(SOUND.plan, after=("O-1.3-T3",)))
    assert [finding.task for finding in found("early", first, second)] == [61]
    assert found("early", replace(first, state=State.SUBMITTED), second) == []
    verified = replace(second, state=State.VERIFIED)
    assert [finding.task for finding in found("order", first, verified)] == [61]
    for done in (State.VERIFIED, State.WAIVED):
        assert found("order", replace(first, state=done), verified) == []


@given(st.integers(1, 40))
def test_the_threshold_is_the_day_after(days: int) -> None:
    """Silence of exactly that many working days is still in order."""
    silent = WRONG["stale"]
    gone = CALENDAR.working_days_between(date(2013, 5, 2), TODAY)
    assert bool(found("stale", silent, limits=Limits(stale=days))) == (gone > days)


def test_the_gap_of_the_source_itself() -> None:
    """The Ministries of Finance and Education are ordered but stand on no list of those notified."""
    assert [(finding.agency, finding.object) for finding in found("untold")] == [
        ("mof", f"notified-{RESOLUTION}.mof"), ("moe", f"notified-{RESOLUTION}.moe")
    ]  # fmt: skip


def test_every_reading_that_is_not_sure_is_listed() -> None:
    unsure = [each.code for each in register().readings if each.confidence is not Confidence.HIGH]
    assert [finding.place for finding in found("readings")] == [("reading", code) for code in unsure]
    assert len(unsure) == 16


def test_an_agency_without_liaison() -> None:
    assert [finding.agency for finding in found("liaison", SOUND, answering=frozenset({"ega"}))] == ["mfa"]
    done = replace(SOUND, state=State.VERIFIED)
    assert found("liaison", done, answering=frozenset()) == []


def test_an_agency_without_a_responsible_officer() -> None:
    assert [(each.agency, each.place) for each in found("officer", SOUND)] == [("mfa", ("staff", "mfa"))]
    assert found("officer", SOUND, headed=frozenset({"mfa"})) == []
    assert found("officer", replace(SOUND, state=State.VERIFIED)) == []


def test_weights_that_do_not_add_up() -> None:
    rest = replace(SOUND, id=62, plan=replace(SOUND.plan, code="O-1.3-T5", weight=75))
    assert found("weights", SOUND, rest) == []
    periodic = replace(rest, id=64, plan=replace(rest.plan, code="O-1.3-R2556-07", weight=0, period="2013-07"))
    assert found("weights", SOUND, rest, periodic) == found("weights", periodic) == []
    (finding,) = found("weights", SOUND)
    assert "25" in finding.detail.en
    other_way = replace(rest, id=63, plan=replace(rest.plan, code="O-1.3-T6", alternative_group="way", weight=75))
    one_way = replace(rest, plan=replace(rest.plan, alternative_group="way"))
    assert found("weights", SOUND, one_way, other_way) == []


def test_a_choice_that_was_not_made() -> None:
    ways = [
        replace(SOUND, id=id_, plan=replace(SOUND.plan, code=f"O-4c-T{id_}", alternative_group="way")) for id_ in (1, 2)
    ]
    assert found("choice", *ways) == []
    late = [replace(each, plan=replace(each.plan, due_on=date(2013, 5, 30))) for each in ways]
    assert len(found("choice", *late)) == 1
    assert len(found("choice", *(replace(each, state=State.WAIVED) for each in ways))) == 1
    assert found("choice", replace(late[0], state=State.WAIVED), late[1]) == []


def test_every_check_is_told_in_both_languages_and_mended_by_steps_that_exist() -> None:
    assert len(CHECK) == len(CHECKS)
    for check in CHECKS:
        assert all(words.th and words.en for words in (check.title, check.why, check.mend))
        assert set(check.steps) <= set(STEP)


def test_an_acceptance_holds_until_what_it_rests_on_changes() -> None:
    (finding,) = found("fallen", WRONG["fallen"])
    fact = decide(finding, "ตรวจแล้ว ครั้งก่อนพิมพ์ผิด", None, accept=True)
    assert fact == FindingAccepted("60>40", "ตรวจแล้ว ครั้งก่อนพิมพ์ผิด")
    word = Judgement(1, True, finding.stamp, "ตรวจแล้ว", COORDINATOR.id, NOON)
    judged = {stream(finding): word}
    assert accepted(finding, judged) is word
    (lower,) = found("fallen", replace(WRONG["fallen"], claimed=20))
    assert accepted(lower, judged) is None
    assert decide(finding, "ดูใหม่", word, accept=False) == FindingReopened("ดูใหม่")


@pytest.mark.parametrize(
    "accept, before, reason, field", [(True, True, "x", ""), (False, False, "x", ""), (True, False, "  ", "reason")]
)
def test_a_judgement_that_changes_nothing_or_says_nothing(accept: bool, before: bool, reason: str, field: str) -> None:
    (finding,) = found("fallen", WRONG["fallen"])
    word = Judgement(1, True, finding.stamp, "ตรวจแล้ว", COORDINATOR.id, NOON) if before else None
    with pytest.raises(RuleBroken) as broken:
        decide(finding, reason, word, accept=accept)
    assert broken.value.field == field
