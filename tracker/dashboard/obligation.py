"""What does one obligation ask of whom by when, and how far is each agency?"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from flask import abort
from sqlalchemy import select

from tracker.cadence.page import Shown, shown_of
from tracker.dashboard.clauses import Words, letters, readings_of, words
from tracker.dashboard.deadline import Deadline, deadline_of, deadline_words
from tracker.extensions import db
from tracker.lang import Bilingual
from tracker.people.store import Agency, agencies
from tracker.resolutions.rules import Clause, Obligation, SourceDocument
from tracker.resolutions.store import EntryRow
from tracker.tasks.health import RollUp, Standing, roll_up
from tracker.tasks.lines import TaskLine, lines
from tracker.tasks.picture import Picture
from tracker.tasks.shown import NOT_YET, picture_on_the_day


@dataclass(frozen=True, slots=True)
class Told:
    """One obligation in full: its words, its clauses, the document it is quoted from, its deadline."""

    obligation: Obligation
    quote: tuple[Words, ...]
    source: SourceDocument | None
    clauses: tuple[Clause, ...]
    deadline: Deadline | None
    deadline_words: Bilingual
    total: RollUp


@dataclass(frozen=True, slots=True)
class Share:
    """What one agency does towards it: its roll-up and its tasks."""

    agency: Agency
    total: RollUp
    tasks: tuple[TaskLine, ...]


@dataclass(frozen=True)
class Page:
    """The page of one obligation, or of a group that people see as one."""

    shown: Picture
    code: str
    title: Bilingual
    told: tuple[Told, ...]
    total: RollUp
    shares: tuple[Share, ...]
    agencies: Mapping[str, Agency]
    cadences: Mapping[str, Shown]


def obligation(code: str) -> Page:
    """The page of an obligation or group; 404 when there is none."""
    shown = _picture(code)
    group = next((each for each in shown.register.groups if each.code == code), None)
    found = tuple(each for each in shown.register.obligations if code in (each.code, each.group))
    if not found:
        abort(404, description=NOT_YET)
    codes = [each.code for each in found]
    known = agencies()
    return Page(
        shown=shown,
        code=code,
        title=group.title if group else found[0].title,
        told=tuple(_told(shown, each) for each in found),
        total=shown.obligation(*codes),
        shares=_shares(shown, codes, known),
        agencies=known,
        cadences=shown_of(shown, found),
    )


def _picture(code: str) -> Picture:
    if not code.isprintable() or len(code) > 60:
        abort(404)
    query = select(EntryRow.resolution_id).where(EntryRow.noun.in_(("obligations", "groups")), EntryRow.code == code)
    resolution_id = db.session.scalar(query.order_by(EntryRow.resolution_id.desc()).limit(1))
    if resolution_id is None:
        abort(404)
    return picture_on_the_day(resolution_id)


def _told(shown: Picture, each: Obligation) -> Told:
    register = shown.register
    return Told(
        each,
        words(each.quote, readings_of(register), letters(register)),
        next((document for document in register.documents if document.code == each.quote_source), None),
        tuple(clause for clause in register.clauses if clause.code in each.clauses),
        deadline_of(each, shown.day, shown.calendar),
        deadline_words(each),
        shown.obligation(each.code),
    )


def _shares(shown: Picture, codes: list[str], known: Mapping[str, Agency]) -> tuple[Share, ...]:
    """By agency that does the work, the one with the worst task first, then in the register's order."""
    by_agency: dict[str, list[Standing]] = {}
    drawn = {line.id: line for line in lines(shown.of_obligation(*codes))}
    for standing in shown.of_obligation(*codes):
        by_agency.setdefault(standing.task.agency, []).append(standing)
    shares = [
        Share(known[code], roll_up(found), tuple(drawn[each.task.id] for each in found))
        for code, found in by_agency.items()
    ]
    order = ["late", "at_risk", "on_track", "done", None]
    return tuple(sorted(shares, key=lambda share: order.index(share.total.worst)))
