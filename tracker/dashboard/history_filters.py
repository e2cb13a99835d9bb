"""Which events does a reader of the history want to see? Filters of an address, understood, and what they ask of the ledger."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass, fields
from datetime import date

from flask import request
from sqlalchemy import ColumnElement

from tracker.cadence.facts import stream as cadence_stream
from tracker.dashboard.changes import REST
from tracker.extensions import db
from tracker.lang import Bilingual, DateNotUnderstood, parse_date
from tracker.ledger.kinds import KINDS
from tracker.ledger.store import LedgerEvent, cut_on
from tracker.resolutions.events import stream
from tracker.resolutions.store import Listed, OneObligation, by_code, one_obligation
from tracker.tasks.store import streams_of_code

REST_TITLE = Bilingual(th="ทะเบียนมติและอื่น ๆ ทั้งหมด", en="The register and everything else")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,59}")
STREAM = re.compile(r"[a-z_]{1,30}:[^\s\x00-\x1f\x7f]{1,150}")


@dataclass(frozen=True, slots=True)
class Wanted:
    """The filters as understood; None where nothing was asked for or what was asked makes no sense. `first` and `last` are the days
    of recording, both inclusive; `object` is a stream of the ledger; `task` is the number or the code of tasks that there are, as it was
    typed."""

    agency: str | None = None
    kind: str | None = None
    person: int | None = None
    task: str | None = None
    obligation: OneObligation | None = None
    object: str | None = None
    resolution: Listed | None = None
    first: date | None = None
    last: date | None = None
    before: int | None = None
    turned: bool = False
    """Were the days typed the other way round?"""

    @property
    def any(self) -> bool:
        """Is the list narrowed down?"""
        return any(
            getattr(self, each.name) is not None for each in fields(self) if each.name not in ("before", "turned")
        )


ASKED_AS = {"first": "from", "last": "to"}
"""Filters whose word in the address is another one."""


@dataclass(frozen=True, slots=True)
class Known:
    """What may be filtered by on the day of the page: bodies, people, and what the ledger holds up to the cut of a past day."""

    agencies: Collection[str]
    people: Collection[int]
    cut: int | None


def wanted(known: Known) -> Wanted:
    """The filters of the address; what makes no sense is None."""
    ask = request.args.get
    person, object_, first, last = _number("person"), ask("object", ""), _day("from"), _day("to")
    turned = first is not None and last is not None and first > last
    if turned:
        first, last = last, first
    return Wanted(
        agency=_among(ask("agency"), known.agencies),
        kind=_among(ask("kind"), {*KINDS, REST}),
        person=person if person in known.people else None,
        task=_task(ask("task", "").strip()),
        obligation=one_obligation(ask("obligation", "")),
        object=object_ if STREAM.fullmatch(object_) else None,
        resolution=by_code(ask("resolution", ""), known.cut),
        first=first,
        last=last,
        before=_number("before"),
        turned=turned,
    )


def ignored(found: Wanted) -> tuple[str, ...]:
    """The words of the address that made no sense."""
    names = {each.name: ASKED_AS.get(each.name, each.name) for each in fields(found)}
    return tuple(word for name, word in names.items() if request.args.get(word) and getattr(found, name) is None)


def conditions(found: Wanted, cut: int | None) -> list[ColumnElement[bool]]:
    """What the filters ask of the ledger, up to the cut of a past day."""
    asked: list[ColumnElement[bool]] = [*_where(found), *_when(found)]
    if found.resolution is not None:
        asked.append(LedgerEvent.resolution_id == found.resolution.id)
    if found.obligation is not None:
        code = found.obligation.code
        entries = stream(found.obligation.resolution, "obligations", code), cadence_stream(code)
        asked.append(LedgerEvent.stream.in_(streams_of_code(code)) | LedgerEvent.stream.in_(entries))
    if found.kind not in (None, REST):
        asked.append(LedgerEvent.kind == found.kind)
    if cut is not None:
        asked.append(LedgerEvent.seq <= cut)
    return asked


def _where(found: Wanted) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if found.agency is not None:
        asked.append(LedgerEvent.agency == found.agency)
    if found.person is not None:
        asked.append(LedgerEvent.actor_id == found.person)
    if found.task is not None:
        number = found.task.isdigit()
        asked.append(
            LedgerEvent.stream == f"task:{found.task}"
            if number
            else LedgerEvent.stream.in_(streams_of_code(found.task))
        )
    if found.object is not None:
        asked.append(LedgerEvent.stream == found.object)
    return asked


def _when(found: Wanted) -> list[ColumnElement[bool]]:
    """Days become places in the ledger: the last event of a day ends it."""
    asked: list[ColumnElement[bool]] = []
    if found.first is not None:
        asked.append(LedgerEvent.seq > (cut_on(date.fromordinal(found.first.toordinal() - 1))))
    if found.last is not None:
        asked.append(LedgerEvent.seq <= cut_on(found.last))
    if found.before is not None:
        asked.append(LedgerEvent.seq < found.before)
    return asked


def _among(text: str | None, known: Collection[str]) -> str | None:
    return text if text in known else None


def _task(typed: str) -> str | None:
    """The number of a task, or a code that some have ("O-1.3-T3" of every agency, "O-1.3" with all its tasks)."""
    if _number("task") is not None:
        return str(_number("task"))
    known = CODE.fullmatch(typed) and db.session.scalar(streams_of_code(typed).limit(1))
    return typed if known else None


def _number(name: str) -> int | None:
    """A whole number that every database can hold, or None."""
    text = request.args.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and 0 < len(text) < 10 else None


def _day(name: str) -> date | None:
    try:
        return parse_date(request.args.get(name, "")).day
    except DateNotUnderstood:
        return None
