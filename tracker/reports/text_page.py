"""What does the page of a report's words show: the rule's, people's, what was changed, and the remarks on each place?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import url_for

from tracker.access.policy import Actor, Permission
from tracker.documents.composition import composed, ruled
from tracker.documents.differences import Piece, differences
from tracker.documents.narrative import Basis, Sentence, narrative
from tracker.documents.places import IN_THE_LETTER, PLACES, WORDED
from tracker.documents.words import Worded
from tracker.lang import Bilingual
from tracker.people.store import names_of
from tracker.reports import drawing
from tracker.reports.facts import Remark
from tracker.reports.forms import WordForm
from tracker.reports.report import Report
from tracker.reports.service import letter_date, snapshot_of
from tracker.reports.steps import STEP
from tracker.snapshots.snapshot import Snapshot
from tracker.web.as_of import moment
from tracker.web.frame import link

BASIS_AT_MOST = 12
"""More rows than this behind one sentence are only counted."""


@dataclass(frozen=True)
class PlaceShown:
    """One place: its name and title, the rule's sentences and words, the present words, whose they are (None: the rule's), what people
    changed in each language, the approver's remarks on it, and the form for those who may write now."""

    name: str
    title: Bilingual
    sentences: tuple[Sentence, ...]
    rule: Bilingual
    present: Bilingual
    worded: Worded | None
    changed: Mapping[str, tuple[Piece, ...]]
    remarks: tuple[Remark, ...]
    form: WordForm | None

    @property
    def in_the_letter(self) -> bool:
        """Does it stand in the covering letter?"""
        return self.name in IN_THE_LETTER


@dataclass(frozen=True)
class TextPage:
    """Everything that the page shows; `others` are remarks on places that have no words, `sent` is the form that came back."""

    report: Report
    snapshot: Snapshot
    places: tuple[PlaceShown, ...]
    others: tuple[Remark, ...]
    people: Mapping[int, Bilingual]
    sent: WordForm | None
    too_long: bool

    @property
    def titles(self) -> Mapping[str, Bilingual]:
        """What the places of remarks are called."""
        return PLACES

    @property
    def address(self) -> str:
        """Where the forms are sent."""
        return url_for("reports.word", report_id=self.report.id)

    @property
    def writes(self) -> bool:
        """Does the person see forms?"""
        return any(place.form for place in self.places)

    def basis(self, sentence: Sentence) -> tuple[Basis, ...]:
        """The rows behind a sentence that the page names."""
        return sentence.basis[:BASIS_AT_MOST]

    def proof(self, basis: Basis) -> str:
        """Where a row behind a sentence is shown."""
        if not basis.agency and self.report.token:
            return url_for("authenticity.figure", token=self.report.token, figure=basis.code)
        if not basis.agency:
            return url_for("reports.page", report_id=self.report.id, _anchor="gist")
        if not basis.code:
            return link("dashboard.agency", code=basis.agency)
        return link("tasks.listing", q=basis.code, agency=basis.agency, resolution=self.snapshot.resolution.code)


def shown(report: Report, actor: Actor, sent: WordForm | None = None) -> TextPage:
    """The page as this person sees it; `sent` is the form that came back with errors."""
    snapshot = snapshot_of(report)
    asks = report.worded("requests") is not None
    sentences = narrative(snapshot, letter_date(report), asks)
    rule, present = (how(snapshot, letter_date(report), report.wording) for how in (ruled, composed))
    step = STEP["word"]
    writes = report.state in step.from_states and actor.may(step.permission) and not moment().is_past
    said = report.decision.remarks if report.decision else ()
    places = tuple(
        PlaceShown(
            name, PLACES[name], sentences[name], rule[name], present[name], report.worded(name), _changed(report, name, rule[name]),
            tuple(each for each in said if each.place == name), _form(report, name, present[name], sent) if writes else None,
        )
        for name in WORDED
    )  # fmt: skip
    accounts = {each for each in (*(one.by for one in report.wording), report.decision and report.decision.by) if each}
    others = tuple(each for each in said if each.place not in WORDED)
    too_long = actor.may(Permission.REPORT_PAPER) and drawing.too_long(report)
    return TextPage(report, snapshot, places, others, names_of(accounts), sent, too_long)


def _changed(report: Report, name: str, rule: Bilingual) -> Mapping[str, tuple[Piece, ...]]:
    own = report.worded(name)
    return {} if own is None else {lang: differences(rule.pick(lang), own.words.pick(lang)) for lang in ("th", "en")}


def _form(report: Report, name: str, present: Bilingual, sent: WordForm | None) -> WordForm:
    mine = sent is not None and sent.place.data == name
    form = (
        sent
        if mine and sent
        else WordForm(formdata=None, version=report.version, place=name, th=present.th, en=present.en)
    )
    for field in form:
        field.id = f"{name}-{field.id}"
    return form
