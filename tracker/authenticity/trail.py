"""Where does a figure of a report come from? Clause → tasks → claim → verification → evidence, as known at the report's cut."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tracker.authenticity.store import CLAIMS, VERDICTS, proofs_of
from tracker.lang import Bilingual
from tracker.people.store import Agency, agencies, names_of
from tracker.reports.report import Report
from tracker.reports.service import snapshot_of
from tracker.resolutions.rules import Obligation
from tracker.snapshots.figures import counted, figures
from tracker.snapshots.parts import Figure
from tracker.snapshots.snapshot import Snapshot
from tracker.tasks.health import Standing
from tracker.tasks.history import Entry, entries
from tracker.tasks.picture import Picture, picture_at
from tracker.tasks.task import Piece

TASKS_A_PAGE = 25


@dataclass(frozen=True)
class Proved:
    """One task behind a figure: what it comes from, the last claim and the last verdict on it, and its standing evidence."""

    standing: Standing
    obligation: Obligation
    claim: Entry | None
    verdict: Entry | None
    pieces: tuple[Piece, ...]


@dataclass(frozen=True)
class Trail:
    """One figure of a report with a page of the tasks behind it. `again` is what the record gives for it now; `obligation` is the one that
    the whole figure is about, where it is one; `people` are names by account."""

    report: Report
    snapshot: Snapshot
    figure: Figure
    again: int | None
    obligation: Obligation | None
    tasks: tuple[Proved, ...]
    total: int
    page: int
    pages: int
    people: Mapping[int, Bilingual]
    agencies: Mapping[str, Agency]


def trail(report: Report, code: str, page: int) -> Trail | None:
    """The trail of the figure with this code; None when the report has no such figure, or the record does not reach so far."""
    snapshot = snapshot_of(report)
    figure = next((each for each in snapshot.figures if each.code == code), None)
    shown = picture_at(report.resolution_id, report.cut, report.as_of)
    if figure is None or shown is None:
        return None
    behind = counted(shown, code)
    pages = max(-(-len(behind) // TASKS_A_PAGE), 1)
    page = min(page, pages)
    tasks = tuple(_proved(shown, behind[(page - 1) * TASKS_A_PAGE : page * TASKS_A_PAGE]))
    given = {piece.given_by for each in tasks for piece in each.pieces if piece.given_by is not None}
    return Trail(
        report,
        snapshot,
        figure,
        next((each.value for each in figures(shown) if each.code == code), None),
        shown.obligations[shown.register.resolution.headline] if code in ABOUT_THE_HEADLINE else None,
        tasks,
        len(behind),
        page,
        pages,
        names_of(given),
        agencies(report.cut),
    )


ABOUT_THE_HEADLINE = frozenset({"F1", "F2", "F3", "F4", "F5"})


def _proved(shown: Picture, standings: Iterable[Standing]) -> Iterable[Proved]:
    standings = list(standings)
    told = entries(proofs_of([each.task.id for each in standings], shown.cut))
    claims = {entry.task_id: entry for entry in told if entry.kind in CLAIMS}
    verdicts = {entry.task_id: entry for entry in told if entry.kind in VERDICTS}
    for each in standings:
        verdict, claim = verdicts.get(each.task.id), claims.get(each.task.id)
        stands = verdict if verdict and (claim is None or verdict.seq > claim.seq) else None
        pieces = tuple(piece for piece in each.task.pieces if piece.stands)
        yield Proved(each, shown.obligations[each.task.plan.obligation], claim, stands, pieces)
