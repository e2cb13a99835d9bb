"""How is a report drawn up, and how does its PDF come to be?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app

from tracker import clock
from tracker.access.policy import Actor
from tracker.config import resource_root
from tracker.documents.classes import Secrecy, Speed
from tracker.documents.document import document, title
from tracker.documents.letter import Issue
from tracker.documents.words import Worded
from tracker.lang import LANGS, Bilingual
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.store import (
    AlreadyDone,
    ChangedMeanwhile,
    append,
    cut_on,
    event_of_act,
    last_seq,
    write_transaction,
)
from tracker.papers.files import keep_pdf, pdf_path
from tracker.papers.pdf import render
from tracker.record import canonical
from tracker.reports import store
from tracker.reports.facts import TOPIC, ReportDrafted
from tracker.reports.proof_address import address_of, new_token
from tracker.reports.report import Report, State, apply
from tracker.reports.rules import check_correction, check_draft, number_for
from tracker.resolutions.store import resolution_id as id_of
from tracker.resolutions.store import resolutions
from tracker.snapshots.changes import Before
from tracker.snapshots.gather import gather
from tracker.snapshots.parts import Corrected
from tracker.snapshots.snapshot import Snapshot, fingerprint

EDITION = "8"
"""Number of the form in which reports are drawn; raise it with every change of template, style or wording, so that old snapshots get
new files."""


OPEN = Issue("", None)
"""A letter whose number, date and signatory are left to the registry."""


class NoSuchResolution(Exception):
    """The resolution was not in the register on that day."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A snapshot with the language it is to be drawn in. `text` is its JSON: of a kept report the very text that was kept, since the
    ledger holds the hash of that one, and a snapshot from before a field existed would spell another. `issue` is what the letter carries
    beside it, `address` where it can be verified, `wording` the words that people put in the place of the rule's, and `fair` leaves out the
    mark of a draft: for the approver, and for good once it is issued."""

    snapshot: Snapshot
    lang: str
    text: str
    issue: Issue | None = None
    fair: bool = False
    address: str = ""
    wording: tuple[Worded, ...] = ()

    def pdf(self, renderer: Callable[..., bytes] = render) -> bytes:
        """The PDF: the same snapshot gives the same bytes, in this process or in one of its own (`pdf.render_in_child`)."""
        return renderer(
            self.html(),
            attachment=self.text.encode(),
            lang=self.lang,
            title=title(self.snapshot, self.lang),
            created=self.at,
            base=resource_root() / "static",
        )

    @property
    def at(self) -> datetime:
        """The instant of the cut, aware: what is made of the report bears it, so that the same report gives the same bytes."""
        return self.snapshot.cut.recorded_at or clock.end_of_day(self.snapshot.as_of)

    def html(self) -> str:
        """What becomes the PDF."""
        return document(
            self.snapshot, self.lang, templates=resource_root() / "templates", issue=self.issue, marked=not self.fair,
            sha256=fingerprint(self.text), address=self.address, wording=self.wording,
        )  # fmt: skip


def draft(
    resolution_id: int, as_of: date, actor: Actor, now: datetime, *, act_key: str | None = None, corrects: int | None = None
) -> Report:  # fmt: skip
    """Draw up the report for a day and keep its snapshot; `corrects` is the id of the issued report that it corrects. Raises RuleBroken,
    NoSuchResolution or AlreadyDone; then nothing is saved."""
    with write_transaction():
        _refuse_drawn(as_of, act_key)
        drafted = store.reports(resolution_id)
        corrected = next((each for each in drafted if each.id == corrects), None)
        if corrects is not None:
            check_correction(corrected, resolution_id)
        cut = _cut(resolution_id, as_of)
        snapshot = gathered(resolution_id, cut, as_of, number_for(as_of, drafted), corrected)
        if snapshot is None:
            raise NoSuchResolution
        check_draft(as_of, snapshot.resolution.decided_on, clock.bangkok_day(now), drafted)
        token = new_token()
        address = address_of(current_app.config["SETTINGS"].base_url, token)
        fact = ReportDrafted(snapshot.number, as_of, cut, snapshot.sha256(), corrects, token, address)
        drawn_up = Draft(f"{TOPIC}:{store.next_id()}", 0, kind_name(type(fact)), to_data(fact), as_of, resolution_id)
        report = apply(None, append(drawn_up, actor_id=actor.id, now=now, act_key=act_key), fact)
        store.add(report, snapshot.to_json(), now)
    return report


def gathered(
    resolution_id: int, cut: int, as_of: date, number: int, corrected: Report | None = None
) -> Snapshot | None:
    """What report `number` says at a cut of the ledger, beside the report before it as known on its day; None when the resolution was not
    known then."""
    known = (each for each in store.reports(resolution_id, upto=as_of) if each.as_of < as_of and each.cut <= cut)
    last = next((Before(each.as_of, each.cut, each.number) for each in known), None)
    dated = corrected.dated if corrected else None
    corrects = Corrected(corrected.number, corrected.letter_no, dated) if corrected and dated else None
    return gather(resolution_id, cut, as_of, number, last, corrects)


def _refuse_drawn(as_of: date, act_key: str | None) -> None:
    earlier = event_of_act(act_key) if act_key is not None else None
    if earlier is not None and earlier.effective_on == as_of:
        raise AlreadyDone
    if earlier is not None:
        raise ChangedMeanwhile(earlier.stream, 0, earlier.version)


def snapshot_of(report: Report) -> Snapshot:
    """What a report says."""
    return Snapshot.from_json(_text(report))


def particulars(report: Report) -> Issue | None:
    """What the letter carries beside its figures; None while nothing was said of it and it lies before nobody."""
    classed = report.speed is not Speed.REGISTERED or report.secrecy is not Secrecy.NONE
    said = report.letter_no or report.dated or report.signatory or classed
    if not said and report.state is State.DRAFT:
        return None
    prefix = snapshot_of(report).cover.number_prefix
    signatory = (Bilingual(report.signatory, report.signatory),) if report.signatory else ()
    return Issue(report.letter_no.removeprefix(prefix), report.dated, signatory, report.speed, report.secrecy)


def drawn(report: Report, lang: str, *, fair: bool = False) -> Drawn:
    """A kept report, ready to be drawn from its own snapshot: marked as a draft, or as a `fair` copy."""
    text = _text(report)
    issue = particulars(report) or (OPEN if fair else None)
    return Drawn(Snapshot.from_json(text), lang, text, issue, fair, report.address, report.wording)


def letter_date(report: Report) -> date:
    """The day that the letter's words go by: its own, or that of the data while it has none."""
    return report.dated or report.as_of


def name_of(report: Report) -> str:
    """What names a report's present words and particulars: the SHA-256 of its snapshot, of what the paper carries beside it, and of what
    people put in the place of the rule's words."""
    issue, own = particulars(report), [(each.place, each.words) for each in report.wording]
    beside = [canonical(each) for each in (issue, own) if each] + [report.address] * bool(report.address)
    return fingerprint("\n".join([report.snapshot_sha256, *beside])) if beside else report.snapshot_sha256


def draw_and_keep(report: Report, lang: str) -> None:
    """Draw a report's PDF and keep the file; a file that is there stays as it is."""
    path = pdf_path(name_of(report), lang, EDITION)
    if not path.exists():
        keep_pdf(path, drawn(report, lang).pdf())


def draw_all() -> None:
    """Draw every kept report in both languages, so that its first download is a file read."""
    for resolution in resolutions():
        for report in store.reports(resolution.id):
            for lang in LANGS:
                draw_and_keep(report, lang)


def draft_pdf(code: str, as_of: date, lang: str) -> bytes | None:
    """The PDF of a resolution's report for a day, without keeping it; None when the resolution was not known on that day."""
    snapshot = draft_snapshot(code, as_of)
    return Drawn(snapshot, lang, snapshot.to_json()).pdf() if snapshot else None


def draft_snapshot(code: str, as_of: date) -> Snapshot | None:
    """What a resolution's report for a day would say, without keeping it; None when the resolution was not known on that day."""
    resolution_id = id_of(code)
    if resolution_id is None:
        return None
    number = number_for(as_of, store.reports(resolution_id))
    return gathered(resolution_id, _cut(resolution_id, as_of), as_of, number)


def _text(report: Report) -> str:
    text = store.snapshot_text(report.id)
    assert text is not None
    return text


def _cut(resolution_id: int, day: date) -> int:
    return cut_on(day, resolution_id) if day < clock.today() else last_seq(resolution_id)
