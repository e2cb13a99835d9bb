"""Which tables of a report's workbook say what changed since the report before? Pure: the snapshot in, the sheets out."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.companions import headings as head
from tracker.documents import wording
from tracker.lang import Bilingual
from tracker.snapshots.changed import ChangedTask, Changes
from tracker.snapshots.codes import Health
from tracker.snapshots.parts import Progress
from tracker.snapshots.snapshot import Snapshot
from tracker.web.workbook import Sheet, Value, day_cells, day_headings

Cells = Iterator[tuple[Value, ...]]
_PAIRS = (head.VERIFIED, head.CLAIMED, head.PLANNED, head.ALL_TASKS, head.HEALTH)
_MOVED = (head.AGENCY, head.AGENCY_NAME, *(each for now in _PAIRS for each in (head.before(now), now)))
_CHANGED = (
    head.AGENCY, head.AGENCY_NAME, head.CODE, head.TITLE, head.before(head.STATUS), head.STATUS, head.before(head.CLAIMED), head.CLAIMED,
    head.before(head.HEALTH), head.HEALTH, *day_headings(head.before(head.DUE)), *day_headings(head.DUE), head.ACTS, head.LAST_ACT,
    head.WHO, *day_headings(head.ON), head.REASON,
)  # fmt: skip
_ENTRY = (head.KIND, head.CODE, head.TITLE, head.RESULT, head.FIELDS)


def changed_sheets(snapshot: Snapshot, changes: Changes, lang: str) -> Iterator[Sheet]:
    """Agencies before and after, the tasks that stand otherwise, and the entries of the register that changed."""
    yield Sheet(head.MOVED, _MOVED, _agencies(snapshot, changes), (12, 44, *(14,) * 10))
    yield Sheet(
        head.CHANGED, _CHANGED, _tasks(snapshot, changes, lang), (12, 44, 14, 44, *(14,) * 10, 8, 26, 30, 14, 14, 60)
    )
    yield Sheet(head.ENTRIES, _ENTRY, _entries(changes), (16, 16, 50, 16, 60))


def _agencies(snapshot: Snapshot, changes: Changes) -> Cells:
    for each in changes.agencies:
        party = snapshot.party(each.agency)
        pairs = zip(_progress(each.before), _progress(each.after), strict=True)
        yield (
            party.abbr,
            party.name,
            *(value for pair in pairs for value in pair),
            _health(each.health_before),
            _health(each.health),
        )


def _tasks(snapshot: Snapshot, changes: Changes, lang: str) -> Cells:
    for each in changes.tasks:
        party = snapshot.party(each.agency)
        yield party.abbr, party.name, *_task(each, lang)


def _task(task: ChangedTask, lang: str) -> tuple[Value, ...]:
    return (
        task.code, task.title, wording.STATUS[task.status_before], wording.STATUS[task.status], task.claimed_before, task.claimed,
        _health(task.health_before), _health(task.health), *day_cells(task.due_before, lang), *day_cells(task.due, lang), task.acts,
        task.act, task.who, *day_cells(task.on, lang), task.why,
    )  # fmt: skip


def _entries(changes: Changes) -> Cells:
    for each in changes.entries:
        named = [(one.th, one.en) for one in each.fields]
        fields = Bilingual(th=", ".join(th for th, _ in named), en=", ".join(en for _, en in named))
        yield each.noun, each.code, each.title, each.result, fields


def _progress(progress: Progress | None) -> tuple[int | None, ...]:
    return (progress.verified, progress.claimed, progress.planned, progress.tasks) if progress else (None,) * 4


def _health(health: Health | None) -> Bilingual | None:
    return wording.HEALTH[health] if health else None
