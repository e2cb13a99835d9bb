"""Does a report take only the steps that it may, and does an approval hold for one paper and one state alone? Pure rules."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.documents.classes import Secrecy, Speed
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind_name, to_data, to_fact
from tracker.ledger.refusal import RuleBroken
from tracker.record import canonical, parse
from tracker.reports import facts, rules
from tracker.reports.facts import Paper, Remark
from tracker.reports.report import FROZEN, Report, State, apply, fold
from tracker.reports.steps import STEP, STEPS

AT = datetime(2013, 5, 31, 9, tzinfo=UTC)
DAY, TODAY = date(2013, 5, 31), date(2013, 6, 7)
PAPERS = (Paper("th", "a" * 64, 7), Paper("en", "b" * 64, 9))
AUTHOR, EXECUTIVE = 3, 5
SAID = {
    "arrange": facts.ReportArranged("ทก 0100.4/12", DAY, "นายสมชาย ใจดี"),
    "submit": facts.ReportSubmitted(PAPERS, "3"),
    "recall": facts.ReportRecalled("แก้ตัวเลข"),
    "return": facts.ReportReturned((Remark("money", "ระบุแหล่งเงิน"),)),
    "approve": facts.ReportApproved("a" * 64),
    "issue": facts.ReportIssued("ทก 0100.4/12", DAY),
    "acknowledge": facts.ReportAcknowledged(TODAY, "ส 123", ""),
    "discard": facts.ReportDiscarded("จัดทำใหม่"),
}


def event(fact: object, version: int, actor: int | None = AUTHOR) -> Event:
    """An event about report no. 1."""
    return Event(
        version,
        "report:1",
        version,
        kind_name(type(fact)),
        to_data(fact),
        actor,
        AT,
        None,
        7,
        "0" * 64,
        f"{version:064d}",
    )


def after(*steps: str, actors: tuple[int, ...] = ()) -> Report:
    """The report after these steps, by the author or, where they decide, the executive."""
    told = [event(facts.ReportDrafted(1, DAY, 9, "c" * 64), 1)]
    for place, name in enumerate(steps):
        by = EXECUTIVE if name in ("approve", "return") else AUTHOR
        told.append(event(SAID[name], place + 2, by))
    return fold(told)[1]


WAYS = {
    State.DRAFT: (),
    State.IN_REVIEW: ("submit",),
    State.RETURNED: ("submit", "return"),
    State.APPROVED: ("submit", "approve"),
    State.ISSUED: ("submit", "approve", "issue"),
    State.ACKNOWLEDGED: ("submit", "approve", "issue", "acknowledge"),
    State.DISCARDED: ("discard",),
}


@pytest.mark.parametrize("state", State)
def test_each_state_is_reached_and_comes_back_from_its_text(state: State) -> None:
    report = after(*WAYS[state])
    assert report.state is state
    assert parse(Report, canonical(report)) == report
    assert report.frozen is (state in FROZEN)


@pytest.mark.parametrize(
    ("state", "step"), list(product(State, STEPS)), ids=lambda each: getattr(each, "name", str(each))
)
def test_no_step_can_be_skipped(state: State, step: object) -> None:
    report, name = after(*WAYS[state]), step.name  # type: ignore[attr-defined]
    if state in STEP[name].from_states:
        rules.check_step(report, name)
        return
    with pytest.raises(RuleBroken) as refused:
        rules.check_step(report, name)
    assert state.title.th in refused.value.message.th


@given(st.lists(st.sampled_from(sorted(SAID)), max_size=12))
def test_whatever_is_done_nothing_issued_changes_and_no_approval_outlives_a_change(names: list[str]) -> None:
    report = after()
    for place, name in enumerate(names):
        if report.state not in STEP[name].from_states:
            continue
        before, actor = report, EXECUTIVE if name in ("approve", "return") else AUTHOR
        report = apply(report, event(SAID[name], place + 2, actor), SAID[name])
        if before.frozen:
            kept = ("letter_no", "dated", "signatory", "submission", "decision", "snapshot_sha256", "number")
            assert all(getattr(before, each) == getattr(report, each) for each in kept)
        if report.state in {State.APPROVED, *FROZEN}:
            assert report.decision is not None
            assert report.submission is not None
            assert report.decision.sha256 == report.submission.sha256("th")
        if report.state is State.DRAFT:
            assert report.decision is None or report.decision.sha256 == ""


def test_an_approval_lapses_when_the_report_is_taken_back_and_it_says_so() -> None:
    report = after("submit", "approve", "recall")
    assert (report.state, report.decision, report.lapsed) == (State.DRAFT, None, True)
    assert not after("submit", "approve", "recall", "submit").lapsed


def test_whoever_wrote_it_cannot_approve_it() -> None:
    report = after("submit")
    for actor in (AUTHOR, None):
        with pytest.raises(RuleBroken, match="cannot approve it"):
            rules.check_approved(report, "a" * 64, actor)
    rules.check_approved(report, "a" * 64, EXECUTIVE)


@pytest.mark.parametrize("sha256", ["b" * 64, "", "A" * 64])
def test_an_approval_is_of_the_paper_that_lies_there(sha256: str) -> None:
    with pytest.raises(RuleBroken, match="Nothing was approved"):
        rules.check_approved(after("submit"), sha256, EXECUTIVE)


@pytest.mark.parametrize(
    ("number", "dated", "field"),
    [
        ("ทก 0100.4/13", DAY, "number"), ("ทก 0100.4/12", TODAY, "dated"), ("ทก 0100.4/12", date(2013, 5, 30), "dated"),
    ],
)  # fmt: skip
def test_it_goes_out_under_the_number_and_date_that_the_approved_paper_bears(
    number: str, dated: date, field: str
) -> None:
    report = after("arrange", "submit", "approve")
    with pytest.raises(RuleBroken) as refused:
        rules.check_issued(report, facts.ReportIssued(number, dated), TODAY, [])
    assert refused.value.field == field
    rules.check_issued(report, facts.ReportIssued("ทก 0100.4/12", DAY), TODAY, [])


@pytest.mark.parametrize("dated", [date(2013, 5, 30), date(2013, 6, 8)])
def test_a_letter_is_dated_between_the_day_of_its_data_and_today(dated: date) -> None:
    with pytest.raises(RuleBroken, match="is not between"):
        rules.check_issued(after("submit", "approve"), facts.ReportIssued("ทก 0100.4/12", dated), TODAY, [])


def test_a_number_belongs_to_one_report_of_a_year() -> None:
    other = replace(after("submit", "approve", "issue"), id=2)
    with pytest.raises(RuleBroken, match="another report of the same year"):
        rules.check_arranged(after(), facts.ReportArranged("ทก 0100.4/12", DAY, ""), TODAY, [other])
    rules.check_arranged(after(), facts.ReportArranged("", None, ""), TODAY, [other])


def test_a_return_says_what_has_to_be_mended() -> None:
    with pytest.raises(RuleBroken, match="at least one thing"):
        rules.check_returned(after("submit"), facts.ReportReturned(()))


def test_the_next_number_follows_what_went_out_and_a_discarded_draft_leaves_its_own_free() -> None:
    draft, issued = after(), after("submit", "approve", "issue")
    assert rules.number_for(DAY, [draft]) == 1
    assert rules.number_for(DAY, [issued]) == 2
    assert rules.number_for(DAY, [after("discard")]) == 1
    assert rules.number_for(TODAY, [draft]) == 2


@pytest.mark.parametrize("corrects", [None, after(), replace(after("submit", "approve", "issue"), resolution_id=8)])
def test_only_an_issued_report_of_the_same_resolution_is_corrected(corrects: Report | None) -> None:
    with pytest.raises(RuleBroken):
        rules.check_correction(corrects, 7)
    rules.check_correction(after("submit", "approve", "issue"), 7)


def test_what_was_arranged_before_there_were_classes_reads_as_before() -> None:
    fact = to_fact("report_arranged", {"letter_no": "", "dated": None, "signatory": ""})
    assert (fact.speed, fact.secrecy) == (Speed.REGISTERED, Secrecy.NONE)
