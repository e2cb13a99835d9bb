"""How does a report go from its draft to the Secretariat of the Cabinet? One function for each step; nothing else says how far it is.

Each raises NoSuchReport, RuleBroken, ChangedMeanwhile (somebody was faster than `expected`) or AlreadyDone (the same form twice); then
nothing is saved.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime

from tracker import clock
from tracker.access.policy import Actor
from tracker.documents.classes import Secrecy, Speed
from tracker.documents.composition import composed, ruled
from tracker.documents.held_figures import held, unknown
from tracker.lang import LANGS, Bilingual
from tracker.ledger.again import refuse_again
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.store import ChangedMeanwhile, append, write_transaction
from tracker.papers.letter_number import full_number
from tracker.reports import paper_store, rules, store
from tracker.reports.facts import (
    Fact,
    Remark,
    ReportAcknowledged,
    ReportApproved,
    ReportArranged,
    ReportDiscarded,
    ReportIssued,
    ReportRecalled,
    ReportReturned,
    ReportSubmitted,
    ReportWorded,
)
from tracker.reports.report import Report, apply
from tracker.reports.service import EDITION, letter_date, snapshot_of


class NoSuchReport(Exception):
    """There is no report with this id."""


def arrange(
    report_id: int, number: str, dated: date | None, signatory: str, actor: Actor, now: datetime, *, expected: int,
    act_key: str | None = None, speed: Speed = Speed.REGISTERED, secrecy: Secrecy = Secrecy.NONE,
) -> Report:  # fmt: skip
    """Say what the letter carries beside its figures: its number as typed, its date, who signs; each may be left open for the registry.
    `speed` and `secrecy` are its classes."""
    with write_transaction():
        report = _report(report_id)
        whole = _whole_number(report, number)
        fact = ReportArranged(whole, dated, signatory, speed, secrecy)
        _refuse(report, fact, None, expected, act_key)
        rules.check_arranged(report, fact, clock.bangkok_day(now), store.of_number(whole))
        return _record(report, fact, actor, now, None, act_key)


def word(
    report_id: int, place: str, words: Bilingual, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Report:  # fmt: skip
    """Put words at a place of the report, in both languages; empty, or the rule's own: the rule's words stand there again."""
    with write_transaction():
        report = _report(report_id)
        snapshot = snapshot_of(report)
        by_rule = ruled(snapshot, letter_date(report), report.wording).get(place)
        fact = ReportWorded(place, "", "") if words == by_rule else ReportWorded(place, words.th, words.en)
        _refuse(report, fact, None, expected, act_key)
        present = composed(snapshot, letter_date(report), report.wording)
        figures = held(snapshot, report.letter_no)
        rules.check_worded(report, fact, present, {lang: unknown(words.pick(lang), figures) for lang in LANGS})
        return _record(report, fact, actor, now, None, act_key)


def submit(
    report_id: int, files: Mapping[str, bytes], actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Report:  # fmt: skip
    """Lay the report before the executives: `files` are its fair copies by language ("th" among them), which are kept for good."""
    with write_transaction():
        report, papers = _report(report_id), paper_store.named(files)
        fact = ReportSubmitted(papers, EDITION)
        _refuse(report, fact, None, expected, act_key)
        rules.check_step(report, "submit")
        after = _record(report, fact, actor, now, None, act_key)
        paper_store.add(report.id, after.version, papers, files, now)
        return after


def recall(
    report_id: int, reason: str, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Report:  # fmt: skip
    """Take a report back that was not issued yet; an approval lapses."""
    with write_transaction():
        report, fact = _report(report_id), ReportRecalled(reason)
        _refuse(report, fact, None, expected, act_key)
        rules.check_step(report, "recall")
        return _record(report, fact, actor, now, None, act_key)


def send_back(
    report_id: int, remarks: tuple[Remark, ...], actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Report:  # fmt: skip
    """Return the report with what has to be mended, and where."""
    with write_transaction():
        report, fact = _report(report_id), ReportReturned(remarks)
        _refuse(report, fact, None, expected, act_key)
        rules.check_returned(report, fact)
        return _record(report, fact, actor, now, None, act_key)


def approve(
    report_id: int, sha256: str, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Report:  # fmt: skip
    """Approve the Thai PDF with this SHA-256: the one that the approver had before their eyes, or nothing."""
    with write_transaction():
        report, fact = _report(report_id), ReportApproved(sha256)
        _refuse(report, fact, None, expected, act_key)
        rules.check_approved(report, sha256, actor.id)
        return _record(report, fact, actor, now, None, act_key)


def issue(
    report_id: int, number: str, dated: date, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Report:  # fmt: skip
    """Record that the approved report went out under a number (as typed) and date; from then on it never changes."""
    with write_transaction():
        report = _report(report_id)
        whole = _whole_number(report, number)
        fact = ReportIssued(whole, dated)
        _refuse(report, fact, dated, expected, act_key)
        rules.check_issued(report, fact, clock.bangkok_day(now), store.of_number(whole))
        return _record(report, fact, actor, now, dated, act_key)


def acknowledge(
    report_id: int, received_on: date, reference: str, note: str, actor: Actor, now: datetime, *, expected: int,
    act_key: str | None = None,
) -> Report:  # fmt: skip
    """Record that the Secretariat of the Cabinet has the report."""
    with write_transaction():
        report, fact = _report(report_id), ReportAcknowledged(received_on, reference, note)
        _refuse(report, fact, received_on, expected, act_key)
        rules.check_acknowledged(report, fact, clock.bangkok_day(now))
        return _record(report, fact, actor, now, received_on, act_key)


def discard(
    report_id: int, reason: str, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None
) -> Report:  # fmt: skip
    """Record that the draft will not be laid before anybody; its number is free again."""
    with write_transaction():
        report, fact = _report(report_id), ReportDiscarded(reason)
        _refuse(report, fact, None, expected, act_key)
        rules.check_step(report, "discard")
        return _record(report, fact, actor, now, None, act_key)


def _report(report_id: int) -> Report:
    found = store.report(report_id)
    if found is None:
        raise NoSuchReport(report_id)
    return found


def _whole_number(report: Report, typed: str) -> str:
    return full_number(snapshot_of(report).cover.number_prefix, typed) if typed.strip() else ""


def _refuse(report: Report, fact: Fact, effective_on: date | None, expected: int, act_key: str | None) -> None:
    refuse_again(act_key, report.stream, fact, effective_on)
    if report.version != expected:
        raise ChangedMeanwhile(report.stream, expected, report.version)


def _record(
    report: Report, fact: Fact, actor: Actor, now: datetime, effective_on: date | None, act_key: str | None
) -> Report:  # fmt: skip
    draft = Draft(
        report.stream, report.version, kind_name(type(fact)), to_data(fact), effective_on, report.resolution_id
    )
    after = apply(report, append(draft, actor_id=actor.id, now=now, act_key=act_key), fact)
    store.save(after)
    return after
