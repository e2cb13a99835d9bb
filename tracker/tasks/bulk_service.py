"""How is one step done to many tasks? Each by itself, through the one way for every change: some may fail, and none fails unsaid."""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from tracker import clock
from tracker.access.policy import Actor
from tracker.lang import Bilingual
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import AlreadyDone, ChangedMeanwhile
from tracker.tasks import reach, service
from tracker.tasks.before import before
from tracker.tasks.bulk_rules import UNKNOWN, Chosen, chosen, kept_apart, key_of, not_covered, of_one_agency
from tracker.tasks.reach import Found
from tracker.tasks.rules import Act
from tracker.tasks.task import Task
from tracker.tasks.workflow import STEP, Step

log = logging.getLogger(__name__)

CHANGED = Bilingual(
    th="มีผู้แก้ไขงานนี้หลังจากที่ท่านเปิดหน้า จึงยังไม่บันทึก เปิดงานเพื่อดูก่อน",
    en="Somebody changed this task after you opened the page, so nothing was saved. Look at it first.",
)
ALREADY = Bilingual(th="บันทึกไว้แล้วจากการส่งครั้งก่อน", en="It was recorded already when the form was first sent.")


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one row: the task as it stood before, whether the step is recorded, and in words why or why not."""

    id: int
    task: Task | None
    done: bool
    words: Bilingual


def look_at(ids: Iterable[int], step: Step, actor: Actor, now: datetime) -> list[Chosen]:
    """The chosen tasks in their order, and which of them the step can be done to."""
    wanted = list(ids)
    found, today = reach.of_ids(wanted), clock.bangkok_day(now)
    known, earlier = {task.id: task for _resolution, task in found}, _earlier(found, step, today)
    rows = [chosen(id_, known.get(id_), step, actor, today, earlier.get(id_, ())) for id_ in wanted]
    for row in rows:
        if row.task and not_covered(row.task, step, actor):
            log.warning(
                "refused: %s asked for %s on task %s of agency %s", actor.email, step.name, row.id, row.task.agency
            )
    return of_one_agency(rows) if "holder" in step.asks else rows


def do_to_all(
    versions: Mapping[int, int], step: Step, what: Act, actor: Actor, now: datetime, *, act_key: str | None
) -> list[Outcome]:  # fmt: skip
    """Do the step to each of these tasks, as far as it still stands at the version that the person saw."""
    rows = look_at(versions, step, actor, now)
    return [_outcome(row, versions[row.id], step, what, actor, now, key_of(act_key, row.id)) for row in rows]


def _apart(step: Step, now: datetime) -> service.Unless:
    """What keeps a task apart at the moment when the step is done to it: the page may have been looked at for long, or not at all."""
    today = clock.bangkok_day(now)

    def apart(resolution_id: int, task: Task) -> Bilingual | None:
        earlier = _earlier([(resolution_id, task)], step, today)
        return kept_apart(task, earlier.get(task.id, ()), step, today)

    return apart


def _earlier(found: Collection[Found], step: Step, today: date) -> dict[int, list[Task]]:
    """What had to be done before these tasks, as far as the step asks for it."""
    known = before(found, today) if step is STEP["verify"] else {}
    return {id_: [each.task for each in standings] for id_, standings in known.items()}


def _outcome(
    row: Chosen, version: int, step: Step, what: Act, actor: Actor, now: datetime, act_key: str | None
) -> Outcome:  # fmt: skip
    if row.task is None or not_covered(row.task, step, actor):
        return Outcome(row.id, row.task, False, row.refused or UNKNOWN)
    try:
        service.act(row.id, step, what, actor, now, expected=version, act_key=act_key, unless=_apart(step, now))
    except AlreadyDone:
        return Outcome(row.id, row.task, True, ALREADY)
    except ChangedMeanwhile:
        return Outcome(row.id, row.task, False, CHANGED)
    except RuleBroken as broken:
        return Outcome(row.id, row.task, False, broken.message)
    except service.NoSuchTask:
        return Outcome(row.id, row.task, False, UNKNOWN)
    return Outcome(row.id, row.task, True, step.done)
