"""How does a workbook come in, and how are its rows recorded? Each row is one act through the one way for every change.

Rows are recorded in portions: a portion is saved whole or not at all, and other writers get their turn in between. When the recording
is cut short, what is saved is noted; pressing again records the rest, and nothing twice, because each row has its own act key. A row
that went stale in the meantime is left out with its reason, the others are recorded.
"""

from __future__ import annotations

import logging
import secrets
from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import BinaryIO

from tracker import clock
from tracker.access.policy import Actor
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile, write_transaction
from tracker.tasks import service as tasks
from tracker.tasks.store import several
from tracker.worksheets import refusals, store
from tracker.worksheets.judging import Judged, judged
from tracker.worksheets.layout import Line
from tracker.worksheets.reading import lines_of
from tracker.worksheets.refusals import NotTaken
from tracker.worksheets.store import Worksheet

log = logging.getLogger(__name__)

PORTION = 100


class Replaced(Exception):
    """Another workbook was uploaded since the page was read, or this one was cancelled; `recorded` rows of it had been recorded by then."""

    def __init__(self, recorded: int = 0) -> None:
        super().__init__(f"{recorded} rows were recorded before")
        self.recorded = recorded


def take(name: str, file: BinaryIO, actor: Actor, now: datetime) -> None:
    """Read a workbook and keep its rows until the person confirms; nothing else changes. Raises NotTaken."""
    lines = [line for line in lines_of(file) if line.filled]
    if not lines:
        raise NotTaken(refusals.EMPTY)
    with write_transaction():
        store.keep(actor.id or 0, secrets.token_urlsafe(16), name[:255], lines, now)
    log.info("worksheet: %s uploaded %s rows", actor.email, len(lines))


def look_over(lines: Sequence[Line], actor: Actor, now: datetime) -> list[Judged]:
    """Every row against the tasks as they stand; another agency's task is no such task, and the attempt is logged."""
    found = several({line.task_id for line in lines if line.task_id})
    rows = list(judged(lines, found, actor, clock.bangkok_day(now)))
    for row in rows:
        if row.task is None and row.line.task_id in found:
            log.warning("refused: %s sent a row for task %s of another agency", actor.email, row.line.task_id)
    return rows


def apply(token: str, actor: Actor, now: datetime) -> Worksheet:
    """Record the sound rows that are not recorded yet and return the workbook with what became of each. Raises Replaced."""
    sheet = _this(token, actor)
    outcomes: dict[int, Bilingual | None] = dict.fromkeys(sheet.recorded)
    left = [row for row in look_over(sheet.lines, actor, now) if row.line.number not in outcomes]
    outcomes |= {row.line.number: row.wrong[0] for row in left if row.wrong}
    for portion in _portions([row for row in left if row.sound]):
        with write_transaction():
            # Others had their turn: the workbook may be another one now, or rows of it may be recorded from a second window.
            outcomes |= dict.fromkeys(_this(token, actor, outcomes).recorded)
            outcomes |= {row.line.number: _recorded(row, token, actor, now) for row in portion}
            store.note(actor.id or 0, token, outcomes, now)
            sheet = _this(token, actor)
    log.info("worksheet: %s recorded %s rows", actor.email, len(sheet.recorded))
    return sheet


def _this(token: str, actor: Actor, outcomes: Mapping[int, Bilingual | None] | None = None) -> Worksheet:
    """The person's workbook, when it is still the one that the page showed; `outcomes` are what became of its rows before."""
    sheet = store.of(actor.id or 0)
    if sheet is None or sheet.token != token:
        raise Replaced(sum(said is None for said in (outcomes or {}).values()))
    return sheet


def discard(actor: Actor) -> None:
    """Cancel the uploaded workbook; what was recorded from it stays."""
    with write_transaction():
        store.forget(actor.id or 0)


def _portions(rows: Sequence[Judged]) -> Iterator[Sequence[Judged]]:
    return (rows[start : start + PORTION] for start in range(0, max(len(rows), 1), PORTION))


def _recorded(row: Judged, token: str, actor: Actor, now: datetime) -> Bilingual | None:
    """Do what the row says; None when it is recorded, else why not."""
    assert row.step is not None
    assert row.task is not None
    try:
        tasks.act(
            row.task.id, row.step, row.act, actor, now, expected=row.line.version, act_key=f"{token}-{row.task.id}"
        )
    except AlreadyDone:
        return None
    except ChangedMeanwhile:
        return refusals.CHANGED_SINCE
    except RuleBroken as broken:
        return broken.message
    except tasks.NoSuchTask:
        return refusals.NO_TASK
    return None
