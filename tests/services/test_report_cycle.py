"""Does a report go its whole way, is what was issued kept for good, and do two approvers make one version? On both databases."""

from __future__ import annotations

import hashlib
import threading
from datetime import date

import pytest
from flask import Flask
from sqlalchemy import text
from sqlalchemy.exc import DatabaseError

from tests import world
from tracker.dashboard.verification import verification
from tracker.documents.classes import Secrecy, Speed
from tracker.extensions import db
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.reports import cycle, history, paper_store, service, store
from tracker.reports.facts import Remark
from tracker.reports.report import Report, State

FILES = {"th": b"%PDF-1.7 th", "en": b"%PDF-1.7 en"}
SHA = hashlib.sha256(FILES["th"]).hexdigest()
DAY = date(2013, 5, 31)


def at(hour: int, day: str = "2013-05-31"):  # type: ignore[no-untyped-def]
    """An instant of the day of the tests."""
    return world.at(day, hour)


def submitted() -> Report:
    """Report no. 1, laid before the executive."""
    return cycle.submit(1, FILES, world.actor("coordinator"), at(18), expected=1)


def approved() -> Report:
    """The same, approved."""
    report = submitted()
    return cycle.approve(1, SHA, world.actor("executive"), at(19), expected=report.version)


def issued() -> Report:
    """The same, issued under no. 12."""
    report = approved()
    return cycle.issue(1, "12", DAY, world.actor("coordinator"), at(20), expected=report.version)


def test_the_whole_way_once_returned(app: Flask) -> None:
    coordinator, executive = world.actor("coordinator"), world.actor("executive")
    report = submitted()
    back = cycle.send_back(1, (Remark("facts", "ระบุชื่อหน่วยงาน"),), executive, at(18), expected=report.version)
    assert back.state is State.RETURNED
    arranged = cycle.arrange(1, "๑๒", DAY, "นายสมชาย ใจดี", coordinator, at(19), expected=back.version)
    assert (arranged.letter_no, arranged.state) == ("ทก 0100.4/12", State.DRAFT)
    again = cycle.submit(1, FILES, coordinator, at(19), expected=arranged.version)
    done = cycle.approve(1, SHA, executive, at(20), expected=again.version)
    out = cycle.issue(1, "12", DAY, coordinator, at(21), expected=done.version)
    end = cycle.acknowledge(1, DAY, "ส 8636", "", coordinator, at(22), expected=out.version)
    assert end.state is State.ACKNOWLEDGED
    assert store.report(1) == end == history.report_at(1, 10**6)
    assert verification().problems == ()


def test_the_bytes_that_were_submitted_are_kept_and_served(app: Flask) -> None:
    report = issued()
    assert report.submission is not None
    for lang, content in FILES.items():
        assert paper_store.pdf(1, report.submission.version, lang) == (content, hashlib.sha256(content).hexdigest())
    assert paper_store.pdf(1, report.submission.version, "fr") is None


@pytest.mark.parametrize(
    "statement",
    [
        "update report set snapshot = '{}'", "delete from report", "update report_paper set pdf = sha256", "delete from report_paper",
        "update report_paper set sha256 = ''",
    ],
)  # fmt: skip
def test_no_statement_changes_what_was_kept(app: Flask, statement: str) -> None:
    issued()
    db.session.commit()
    if db.engine.dialect.name == "postgresql":
        statement = statement.replace("set pdf = sha256", "set pdf = 'x'")
    with pytest.raises(DatabaseError, match="never changes"):
        db.session.execute(text(statement))
    db.session.rollback()
    assert verification().problems == ()


@pytest.mark.parametrize("table", ["report", "report_paper"])
def test_nor_does_one_that_takes_the_place_of_a_row_or_empties_the_table(app: Flask, table: str) -> None:
    issued()
    db.session.commit()
    other = (
        f"insert or replace into {table} select * from {table}"
        if db.engine.dialect.name == "sqlite"
        else f"truncate {table} cascade"
    )
    with pytest.raises(DatabaseError, match="never changes"):
        db.session.execute(text(other))
    db.session.rollback()
    assert verification().problems == ()


def test_two_approvers_at_once_make_one_version_and_the_second_is_told(app: Flask) -> None:
    report, found, ready = submitted(), list[object](), threading.Barrier(2)
    who = [world.actor("executive"), world.actor("executive")]
    db.session.remove()

    def approve(place: int) -> None:
        with app.app_context():
            ready.wait()
            try:
                found.append(cycle.approve(1, SHA, who[place], at(19), expected=report.version))
            except ChangedMeanwhile as told:
                found.append(told)
            db.session.remove()

    both = [threading.Thread(target=approve, args=(place,)) for place in range(2)]
    for each in both:
        each.start()
    for each in both:
        each.join()
    assert sorted(type(each).__name__ for each in found) == ["ChangedMeanwhile", "Report"]
    approved_by = store.report(1)
    assert approved_by is not None
    assert (approved_by.state, approved_by.version) == (State.APPROVED, report.version + 1)


def test_the_same_form_twice_is_one_act_and_an_older_one_is_refused(app: Flask) -> None:
    report = submitted()
    cycle.approve(1, SHA, world.actor("executive"), at(19), expected=report.version, act_key="one-form-only")
    with pytest.raises(AlreadyDone):
        cycle.approve(1, SHA, world.actor("executive"), at(19), expected=report.version, act_key="one-form-only")
    with pytest.raises(ChangedMeanwhile):
        cycle.recall(1, "แก้", world.actor("coordinator"), at(19), expected=report.version)
    with pytest.raises(cycle.NoSuchReport):
        cycle.discard(99, "ไม่ใช้", world.actor("coordinator"), at(19), expected=1)


def test_a_change_after_the_approval_makes_it_lapse_and_the_first_papers_stay(app: Flask) -> None:
    report = approved()
    back = cycle.recall(1, "แก้ชื่อผู้ลงนาม", world.actor("coordinator"), at(20), expected=report.version)
    assert (back.state, back.lapsed) == (State.DRAFT, True)
    with pytest.raises(RuleBroken):
        cycle.issue(1, "12", DAY, world.actor("coordinator"), at(20), expected=back.version)
    again = cycle.submit(1, FILES | {"th": b"other"}, world.actor("coordinator"), at(21), expected=back.version)
    with pytest.raises(RuleBroken, match="Nothing was approved"):
        cycle.approve(1, SHA, world.actor("executive"), at(22), expected=again.version)
    assert report.submission is not None
    assert paper_store.pdf(1, report.submission.version, "th") == (FILES["th"], SHA)


def test_whoever_wrote_it_cannot_approve_it_whatever_their_role_is_now(app: Flask) -> None:
    report = submitted()
    with pytest.raises(RuleBroken, match="cannot approve it"):
        cycle.approve(1, SHA, world.actor("coordinator"), at(19), expected=report.version)


def test_later_acts_do_not_change_an_issued_report_and_a_correction_names_it(app: Flask) -> None:
    before = issued()
    snapshot = store.snapshot_text(1)
    world.do("start", world.task_id("O-1.3-T5", "mol"), "liaison.mol", "2013-05-31", note="เริ่มแล้ว")
    other = service.draft(before.resolution_id, DAY, world.actor("coordinator"), at(23), corrects=1)
    assert (other.number, other.corrects) == (before.number + 1, 1)
    corrects = service.snapshot_of(other).corrects
    assert corrects is not None
    assert (corrects.report, corrects.letter_no, corrects.dated) == (before.number, "ทก 0100.4/12", DAY)
    assert (store.report(1), store.snapshot_text(1)) == (before, snapshot)
    assert verification().problems == ()


def test_what_people_see_is_folded_anew_from_the_ledger(app: Flask) -> None:
    before = issued()
    assert store.rebuild() == 1
    db.session.commit()
    assert store.report(1) == before


def test_a_number_that_another_report_has_is_refused_beside_its_field(app: Flask) -> None:
    first = issued()
    other = service.draft(first.resolution_id, DAY, world.actor("coordinator"), at(23), corrects=1)
    with pytest.raises(RuleBroken) as refused:
        cycle.arrange(other.id, "12", DAY, "", world.actor("coordinator"), at(23), expected=1)
    assert refused.value.field == "number"


def test_a_paper_that_somebody_changed_past_the_guards_is_named_and_not_handed_out(app: Flask, database: str) -> None:
    report = issued()
    db.session.commit()
    guard = (
        "drop trigger report_paper_no_update"
        if database == "sqlite"
        else "alter table report_paper disable trigger user"
    )
    altered = "update report_paper set pdf = :other where lang = 'th'"
    db.session.execute(text(guard))
    db.session.execute(text(altered), {"other": b"%PDF-1.7 forged"})
    db.session.commit()
    (problem,) = verification().problems
    assert problem.startswith("report 1: the PDF of submission 2 (th)")
    assert report.submission is not None
    with pytest.raises(paper_store.Damaged):
        paper_store.pdf(1, report.submission.version, "th")


def test_the_classes_of_the_letter_are_kept_and_make_another_paper(app: Flask) -> None:
    before = store.report(1)
    assert before is not None
    told = {"speed": Speed.NONE, "secrecy": Secrecy.VERY}
    report = cycle.arrange(1, "", None, "", world.actor("coordinator"), at(18), expected=1, **told)  # type: ignore[arg-type]
    assert (report.speed, report.secrecy) == (Speed.NONE, Secrecy.VERY)
    assert store.report(1) == report == history.report_at(1, 10**6)
    assert service.name_of(report) != service.name_of(before)
    assert verification().problems == ()
