"""What does the page of a report show: what it says, how far it is, who may do what, and what has changed since?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from flask import url_for

from tracker import clock
from tracker.access.policy import Actor, Permission
from tracker.documents.classes import printed_secrecy, printed_speed
from tracker.documents.places import PLACES
from tracker.lang import Bilingual, format_date
from tracker.ledger.store import count_between, cut_on, last_seq
from tracker.people.store import Agency, agencies, names_of
from tracker.reports import history, store
from tracker.reports.forms import STEP_FORMS
from tracker.reports.reader_store import Form, Reading, readings
from tracker.reports.report import Report, State
from tracker.reports.service import particulars, snapshot_of
from tracker.reports.steps import STEP, STEPS
from tracker.snapshots.snapshot import Snapshot
from tracker.web.as_of import moment
from tracker.web.forms import ActForm
from tracker.web.frame import language

ENDPOINTS = {
    Permission.REPORT_DRAFT: "reports.write",
    Permission.REPORT_APPROVE: "reports.decide",
    Permission.REPORT_ISSUE: "reports.send",
}
"""Which address takes the steps of a permission."""
WAY: tuple[tuple[frozenset[State], Bilingual], ...] = (
    (frozenset({State.DRAFT, State.RETURNED, State.DISCARDED}), Bilingual(th="ร่าง", en="Draft")),
    (frozenset({State.IN_REVIEW}), Bilingual(th="เสนออนุมัติ", en="Before the approver")),
    (frozenset({State.APPROVED}), Bilingual(th="อนุมัติ", en="Approved")),
    (frozenset({State.ISSUED}), Bilingual(th="ออกหนังสือ", en="Issued")),
    (frozenset({State.ACKNOWLEDGED}), Bilingual(th="สลค. รับ", en="Received by the Secretariat")),
)
"""The stations of a report, and the states in which it stands at each."""


FORM_WORDS = {
    Form.DRAFT: Bilingual(th="ร่าง", en="draft"),
    Form.FAIR: Bilingual(th="ฉบับก่อนเสนอ", en="fair copy"),
    Form.KEPT: Bilingual(th="ฉบับที่เก็บถาวร", en="the kept paper"),
}


@dataclass(frozen=True)
class Station:
    """One station of the way: its word, when it was passed or by whom it is awaited, and whether it is "done", "now" or "next"."""

    title: Bilingual
    at: datetime | None
    place: str


@dataclass(frozen=True)
class ReportPage:
    """Everything that the page of one report shows. `forms` are by the word of the step, for those who may take it; `sent` names the form
    that came back with errors; `newer` counts what was recorded of the resolution's tasks after the cut; `readers` were handed its papers,
    for those who see the fair copy."""

    report: Report
    snapshot: Snapshot
    stations: tuple[Station, ...]
    forms: Mapping[str, ActForm]
    sent: str
    people: Mapping[int, Bilingual]
    drafted_at: datetime
    newer: int
    corrected: Report | None
    names: Mapping[str, Agency]
    readers: tuple[Reading, ...]

    @property
    def places(self) -> Mapping[str, Bilingual]:
        """What the places of remarks are called."""
        return PLACES

    @property
    def form_words(self) -> Mapping[Form, Bilingual]:
        """What the forms are called in which papers are handed out."""
        return FORM_WORDS

    def step(self, name: str) -> Bilingual:
        """What the button of a step says."""
        return STEP[name].title

    def address(self, name: str) -> str:
        """Where the form of a step is sent."""
        return url_for(ENDPOINTS[STEP[name].permission], report_id=self.report.id, step=name)

    @property
    def classes(self) -> tuple[Bilingual | None, Bilingual | None]:
        """The classes of speed and secrecy that the letter bears; None where it bears none."""
        return printed_speed(self.report.speed, self.snapshot.cover.urgency), printed_secrecy(self.report.secrecy)

    @property
    def prefix(self) -> str:
        """What stands before the number of the letter."""
        return self.snapshot.cover.number_prefix


def report_of(report_id: int) -> Report | None:
    """A report as it stood on the day of the page; None when there was none."""
    if not moment().is_past:
        return store.report(report_id)
    return history.report_at(report_id, cut_on(moment().day))


def shown(report: Report, actor: Actor, sent: str = "", form: ActForm | None = None) -> ReportPage:
    """The page of a report as this person sees it; `form` is the one of step `sent` that came back with errors."""
    able = [
        step
        for step in STEPS
        if report.state in step.from_states and actor.may(step.permission) and not moment().is_past
    ]
    forms = {
        step.name: _fresh(step.name, report)
        for step in able
        if step.name in STEP_FORMS and (step.name != "approve" or actor.id not in report.authors)
    }
    if form is not None:
        forms[sent] = form
    for name, each in forms.items():
        for field in each:
            field.id = f"{name}-{field.id}"
    people = {
        each for each in (report.submission and report.submission.by, report.decision and report.decision.by) if each
    }
    readers = tuple(readings(report.id)) if actor.may(Permission.REPORT_PAPER) and not moment().is_past else ()
    people |= {each.person for each in readers}
    drafted_at = store.drafted_at(report.id)
    assert drafted_at is not None
    upto = cut_on(moment().day, report.resolution_id) if moment().is_past else last_seq(report.resolution_id)
    return ReportPage(
        report, snapshot_of(report), _stations(report, drafted_at), forms, sent, names_of(people), drafted_at,
        count_between(report.cut, upto, report.resolution_id, "task"), store.report(report.corrects) if report.corrects else None,
        agencies(), readers,
    )  # fmt: skip


def _stations(report: Report, drafted_at: datetime) -> tuple[Station, ...]:
    now = next(place for place, (states, _title) in enumerate(WAY) if report.state in states)
    submitted = report.submission.at if report.submission else None
    approved = report.decision.at if report.decision and report.decision.sha256 else None
    times = (drafted_at, submitted, approved, report.issued_at, None)
    ends = report.state is State.ACKNOWLEDGED
    return tuple(
        Station(title, times[place] if place <= now else None, "done" if place < now or ends else "now" if place == now else "next")
        for place, (_states, title) in enumerate(WAY)
    )  # fmt: skip


def _fresh(name: str, report: Report) -> ActForm:
    today = format_date(clock.today(), language(), "numeric")
    issue = particulars(report)
    dated = format_date(report.dated, language(), "numeric") if report.dated else ""
    number = issue.number if issue else ""
    given = {
        "arrange": {
            "number": number,
            "dated": dated,
            "signatory": report.signatory,
            "speed": report.speed.value,
            "secrecy": report.secrecy.value,
        },
        "issue": {"number": number, "dated": dated or today},
        "acknowledge": {"received_on": today},
        "approve": {"sha256": (report.submission.sha256("th") if report.submission else None) or ""},
    }.get(name, {})
    return STEP_FORMS[name](formdata=None, version=report.version, **given)


def reports_of(resolution_id: int) -> list[Report]:
    """The reports of a resolution as they stood on the day of the page, the newest first."""
    if not moment().is_past:
        return store.reports(resolution_id)
    then = history.reports_at(resolution_id, cut_on(moment().day)).values()
    return sorted(then, key=lambda each: (each.as_of, each.id), reverse=True)
