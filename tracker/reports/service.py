"""How is a report drawn up, and how does its PDF come to be?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access.policy import Actor
from tracker.config import resource_root
from tracker.lang import LANGS
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
from tracker.reports import store
from tracker.reports.document import document, title
from tracker.reports.gather import gather
from tracker.reports.rules import Report, ReportDrafted, check_draft, number_for
from tracker.reports.snapshot import Snapshot, fingerprint
from tracker.resolutions.store import resolution_id as id_of
from tracker.resolutions.store import resolutions

EDITION = "2"
"""Number of the form in which reports are drawn; raise it with every change of template, style or wording, so that old snapshots get
new files."""


class NoSuchResolution(Exception):
    """The resolution was not in the register on that day."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """A snapshot with the language it is to be drawn in. `text` is its JSON: of a kept report the very text that was kept, since the
    ledger holds the hash of that one, and a snapshot from before a field existed would spell another."""

    snapshot: Snapshot
    lang: str
    text: str

    def pdf(self, renderer: Callable[..., bytes] = render) -> bytes:
        """The PDF: the same snapshot gives the same bytes, in this process or in one of its own (`pdf.render_in_child`)."""
        root = resource_root()
        return renderer(
            document(self.snapshot, self.lang, templates=root / "templates", sha256=fingerprint(self.text)),
            attachment=self.text.encode(),
            lang=self.lang,
            title=title(self.snapshot, self.lang),
            created=self.snapshot.cut.recorded_at or clock.end_of_day(self.snapshot.as_of),
            base=root / "static",
        )


def draft(resolution_id: int, as_of: date, actor: Actor, now: datetime, *, act_key: str | None = None) -> Report:
    """Draw up the report for a day and keep its snapshot. Raises RuleBroken, NoSuchResolution or AlreadyDone; then nothing is saved."""
    with write_transaction():
        earlier = event_of_act(act_key) if act_key is not None else None
        if earlier is not None and earlier.effective_on == as_of:
            raise AlreadyDone
        if earlier is not None:
            raise ChangedMeanwhile(earlier.stream, 0, earlier.version)
        drafted = store.reports(resolution_id)
        cut = _cut(resolution_id, as_of)
        snapshot = gather(resolution_id, cut, as_of, number_for(as_of, drafted))
        if snapshot is None:
            raise NoSuchResolution
        check_draft(as_of, snapshot.resolution.decided_on, clock.bangkok_day(now), drafted)
        report = Report(store.next_id(), resolution_id, snapshot.number, as_of, cut, snapshot.sha256())
        fact = ReportDrafted(report.number, as_of, cut, report.snapshot_sha256)
        name = f"report:{report.id}"
        append(
            Draft(name, 0, kind_name(type(fact)), to_data(fact), as_of, resolution_id), actor_id=actor.id, now=now, act_key=act_key
        )  # fmt: skip
        store.save(report, snapshot.to_json(), now)
    return report


def drawn(report: Report, lang: str) -> Drawn:
    """A kept report, ready to be drawn from its own snapshot."""
    text = store.snapshot_text(report.id)
    assert text is not None
    return Drawn(Snapshot.from_json(text), lang, text)


def draw_and_keep(report: Report, lang: str) -> None:
    """Draw a report's PDF and keep the file; a file that is there stays as it is."""
    path = pdf_path(report.snapshot_sha256, lang, EDITION)
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
    resolution_id = id_of(code)
    if resolution_id is None:
        return None
    number = number_for(as_of, store.reports(resolution_id))
    snapshot = gather(resolution_id, _cut(resolution_id, as_of), as_of, number)
    return Drawn(snapshot, lang, snapshot.to_json()).pdf() if snapshot else None


def _cut(resolution_id: int, day: date) -> int:
    return cut_on(day, resolution_id) if day < clock.today() else last_seq(resolution_id)
