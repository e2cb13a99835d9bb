"""Which obligations recur, what was recorded of their cadences, and which tasks and reports do they have? A fixed number of questions."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Any

from sqlalchemy import Select, String, cast, exists, func, or_, select
from sqlalchemy.orm import aliased

from tracker.cadence.facts import stream
from tracker.cadence.settling import Drawn
from tracker.extensions import db
from tracker.ledger.event import Event
from tracker.ledger.kinds import kind_name
from tracker.ledger.store import EVENT_COLUMNS, LedgerEvent, event_of
from tracker.reports.store import ReportRow
from tracker.resolutions.events import EntryRevised, EntryWithdrawn
from tracker.resolutions.events import stream as entry_stream
from tracker.resolutions.expansion import TaskPlan
from tracker.resolutions.kinds import ObligationKind
from tracker.resolutions.rules import Obligation
from tracker.resolutions.store import EntryRow, ResolutionRow
from tracker.tasks.store import TaskRow, select_tasks, tasks_found
from tracker.tasks.task import Task

AT_ONCE = 500
"""So many streams are asked for in one question."""


@dataclass(frozen=True, slots=True)
class Duty:
    """A recurring obligation, and the resolution that it follows from: its id and code."""

    resolution_id: int
    resolution: str
    obligation: Obligation


@dataclass(frozen=True, slots=True)
class Told:
    """How often something was recorded, and when last (aware; None: never)."""

    number: int
    at: datetime | None

    def __add__(self, other: Told) -> Told:
        """Both together."""
        return Told(self.number + other.number, max((at for at in (self.at, other.at) if at is not None), default=None))


NOTHING = Told(0, None)


@dataclass(frozen=True, slots=True)
class Recorded:
    """What was recorded of obligations, by resolution's id and code; of the tasks of the file beside what their cadences make, by the
    obligation's code and the agency; and of reports to the Cabinet, by the resolution's id."""

    obligations: Mapping[tuple[int, str], Told]
    tasks: Mapping[tuple[str, str], Told]
    reports: Mapping[int, Told]

    def of(self, resolution_id: int, plan: TaskPlan) -> Told:
        """What may have moved, ended or brought back the entry of a task: whatever was said of its obligation and, when a cadence makes
        it, what its agency owes by the file beside it and every report, as those serve or served the same periods."""
        told = self.obligations.get((resolution_id, plan.obligation), NOTHING)
        if plan.period is None:
            return told
        beside = self.tasks.get((plan.obligation, plan.agency), NOTHING)
        return told + beside + self.reports.get(resolution_id, NOTHING)


_E, _R, _T, _L = EntryRow.__table__.c, ResolutionRow.__table__.c, TaskRow.__table__.c, LedgerEvent.__table__.c
_RECURRING = f'"kind":"{ObligationKind.RECURRING.value}"'
"""How the ledger writes that an obligation recurs; what is found by it is read as a whole before anything follows from it."""
_DUTIES = (
    select(_E.resolution_id, _R.code, EntryRow.document)
    .join(ResolutionRow, _R.id == _E.resolution_id)
    .where(_E.noun == "obligations", EntryRow.document["kind"].as_string() == ObligationKind.RECURRING.value)
    .order_by(_E.resolution_id, _E.position)
)

_OWN, _LATER = aliased(LedgerEvent), aliased(LedgerEvent)
_REPORTS = (
    select(ReportRow.resolution_id, ReportRow.id, ReportRow.as_of, ReportRow.drafted_at, _LATER.stream)
    .outerjoin(_OWN, (_OWN.stream == "report:" + cast(ReportRow.id, String)) & (_OWN.version == 1))
    .outerjoin(
        _LATER,
        (_LATER.recorded_at == ReportRow.drafted_at) & (_LATER.seq > _OWN.seq) & _LATER.stream.like("task:%"),
    )
    .order_by(ReportRow.resolution_id, ReportRow.id)
)
"""The reports, each with the tasks of which something was recorded after it at its very instant: a clock that was put back gives many
acts one instant, and their order is the ledger's."""


def duties(resolution_id: int | None = None) -> list[Duty]:
    """The recurring obligations as they stand, of one resolution or of all."""
    query = _DUTIES if resolution_id is None else _DUTIES.where(_E.resolution_id == resolution_id)
    return [Duty(id_, code, Obligation.from_json(document)) for id_, code, document in db.session.execute(query)]


def duty(code: str) -> Duty | None:
    """The recurring obligation with this code; None when there is none."""
    row = db.session.execute(_DUTIES.where(_E.code == code)).one_or_none() if code.isprintable() else None
    return Duty(row[0], row[1], Obligation.from_json(row[2])) if row else None


def reporters(resolution_ids: Collection[int]) -> dict[int, str]:
    """The agency that reports to the Cabinet, by resolution."""
    query = select(_E.resolution_id, EntryRow.document["reporter"].as_string()).where(_E.noun == "resolution")
    return {row[0]: row[1] for row in db.session.execute(query.where(_E.resolution_id.in_(sorted(resolution_ids))))}


def told(streams: Collection[str], upto: int | None = None) -> dict[str, list[Event]]:
    """What these streams of the ledger hold, up to a cut, each in order."""
    found: dict[str, list[Event]] = {name: [] for name in streams}
    every = sorted(found)
    for start in range(0, len(every), AT_ONCE):
        query = select(*EVENT_COLUMNS).where(_L.stream.in_(every[start : start + AT_ONCE]))
        query = query if upto is None else query.where(_L.seq <= upto)
        for row in db.session.execute(query.order_by(_L.seq)):
            event = event_of(row)
            found[event.stream].append(event)
    return found


def tasks_of(codes: Collection[str], oldest: str, resolution_id: int | None = None) -> list[tuple[int, Task]]:
    """The tasks that the file asks for by these obligations, and those of periods from `oldest` on that a cadence made, each with its
    resolution's id; also those that the cadence of any other obligation once made, so that nothing of one that left the register is
    forgotten. Of one resolution, or of all."""
    by_file = _T.obligation.in_(sorted(codes)) & _T.period.is_(None)
    query = select_tasks().where(or_(by_file, _T.period >= oldest))
    query = query if resolution_id is None else query.where(_T.resolution_id == resolution_id)
    return tasks_found(query.order_by(_T.position, _T.id))


def rewritten(since: datetime) -> list[tuple[int, str, str]]:
    """The obligations that a file wrote anew or took out at `since` (aware) or later and that may have recurred once: the id and code of
    the resolution, and their own. Asked by kind and number, as the ledger holds far more of a month than what files say."""
    before = select(_L.seq).where(_L.recorded_at < since).order_by(_L.recorded_at.desc(), _L.seq.desc()).limit(1)
    of_file = _L.kind.in_([kind_name(EntryRevised), kind_name(EntryWithdrawn)])
    query = select(_R.id, _R.code, _L.stream).join(ResolutionRow, _R.id == _L.resolution_id).distinct()
    other = aliased(LedgerEvent)
    recurred = exists().where(other.stream == _L.stream, other.data.contains(_RECURRING))
    later = _L.seq > func.coalesce(before.scalar_subquery(), 0)
    found = db.session.execute(query.where(of_file, later, _L.stream.like("register:%/obligations/%"), recurred))
    return sorted((id_, resolution, stream.rsplit("/", 1)[1]) for id_, resolution, stream in found)


def recorded(obligations: Collection[tuple[int, str]], periodic: Collection[str]) -> Recorded:
    """What was recorded of these obligations – each with its resolution's id – and of their cadences; also of those that never recurred,
    recur no more or have left the register. Of the tasks that the file asks for by the `periodic` ones, how often each agency's changed.
    Nothing is ever taken out, so that neither number nor instant ever falls. Two questions for every AT_ONCE streams."""
    if not obligations:
        return Recorded({}, {}, {})
    codes: dict[int, str] = {}
    drawn: dict[int, Told] = {}
    beside: dict[tuple[str, str], Told] = {}
    ids = sorted({id_ for id_, _code in obligations})
    for id_, code, obligation, agency, number, at, reports, last in db.session.execute(_beside(ids, periodic)):
        codes[id_], drawn[id_] = code, Told(reports, last)
        if obligation is not None:
            beside[obligation, agency] = Told(number, at)
    names = {
        (id_, code): (entry_stream(codes[id_], "obligations", code), stream(code)) for id_, code in obligations if id_ in codes
    }  # fmt: skip
    found = _lengths(sorted({name for both in names.values() for name in both}))
    told = {each: found.get(written, NOTHING) + found.get(said, NOTHING) for each, (written, said) in names.items()}
    return Recorded(told, beside, drawn)


def _beside(ids: list[int], periodic: Collection[str]) -> Select[Any]:
    """Of these resolutions: the code, how many reports were drawn up and when last, and the versions of the tasks that the file asks for by
    these obligations, by agency."""
    of_file = (_T.resolution_id == _R.id) & _T.period.is_(None) & _T.obligation.in_(sorted(periodic))
    both = ResolutionRow.__table__.outerjoin(TaskRow.__table__, of_file)
    own, by = ReportRow.resolution_id == _R.id, (_R.id, _R.code, _T.obligation, _T.agency)
    drawn, last = (select(what).where(own).scalar_subquery() for what in (func.count(), func.max(ReportRow.drafted_at)))
    query = select(*by, func.sum(_T.version), func.max(_T.changed_at), drawn, last).select_from(both)
    return query.where(_R.id.in_(ids)).group_by(*by)


def _lengths(streams: list[str]) -> dict[str, Told]:
    """How many events each of these streams holds, and when the last was recorded. The names are written out rather than joined: a database
    that has just filled takes a join for a reason to read the whole ledger."""
    found: dict[str, Told] = {}
    for start in range(0, len(streams), AT_ONCE):
        query = select(_L.stream, func.max(_L.version), func.max(_L.recorded_at)).group_by(_L.stream)
        for name, number, at in db.session.execute(query.where(_L.stream.in_(streams[start : start + AT_ONCE]))):
            found[name] = Told(number, at)
    return found


def report_days(resolution_ids: Collection[int]) -> dict[int, list[Drawn]]:
    """The reports to the Cabinet that were drawn up, by resolution. One question."""
    found: dict[int, list[Drawn]] = {id_: [] for id_ in resolution_ids}
    rows = db.session.execute(_REPORTS.where(ReportRow.resolution_id.in_(sorted(found))))
    for (id_, _report, as_of, at), several in groupby(rows, key=lambda row: tuple(row[:4])):
        later = (stream.partition(":")[2] for *_which, stream in several if stream is not None)
        found[id_].append(Drawn(as_of, at, frozenset(int(task) for task in later)))
    return found
