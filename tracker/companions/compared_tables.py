"""Which tables does the workbook of two compared reports hold? Pure: the comparison in, the sheets out."""

from __future__ import annotations

from collections.abc import Iterator

from tracker.companions import headings as head
from tracker.companions.compared import Compared, TaskLine
from tracker.documents import wording
from tracker.lang import Bilingual
from tracker.snapshots.codes import Health
from tracker.snapshots.parts import Progress, Task
from tracker.web.workbook import Sheet, Value, day_cells, day_headings

_PAIRS = (head.VERIFIED, head.CLAIMED, head.PLANNED, head.HEALTH)
_AGENCY = (head.AGENCY, head.AGENCY_NAME, *(each for now in _PAIRS for each in (head.before(now), now)))
_TASK = (
    head.AGENCY, head.AGENCY_NAME, head.CODE, head.TITLE, head.before(head.STATUS), head.STATUS, head.before(head.CLAIMED), head.CLAIMED,
    head.before(head.HEALTH), head.HEALTH, *day_headings(head.before(head.DUE)), *day_headings(head.DUE), head.before(head.HELD_BY),
    head.HELD_BY,
)  # fmt: skip


def compared_sheets(shown: Compared, standings: tuple[Bilingual, Bilingual], lang: str) -> Iterator[Sheet]:
    """Which reports these are and how far each is (`standings`), all figures, all agencies, and the tasks that do not stand as they
    stood."""
    yield Sheet(
        head.ABOUT, (head.WHAT, head.before(head.VALUE), head.VALUE), _about(shown, standings, lang), (30, 60, 60)
    )
    yield Sheet(
        head.FIGURES,
        (head.CODE, head.WHAT, head.before(head.VALUE), head.VALUE, head.DIFFERENCE, head.UNIT),
        _figures(shown),
        (8, 40, *(14,) * 4),
    )
    yield Sheet(head.AGENCIES, _AGENCY, _agencies(shown), (12, 44, *(14,) * 8))
    yield Sheet(head.CHANGED, _TASK, _tasks(shown, lang), (12, 44, 14, 44, *(14,) * 10, 30, 30))


def _about(shown: Compared, standings: tuple[Bilingual, Bilingual], lang: str) -> Iterator[tuple[Value, ...]]:
    old, new = shown.before, shown.after
    yield Bilingual("รายงานครั้งที่", "Report no."), old.number, new.number
    yield head.HEALTH, *standings
    yield Bilingual("ข้อมูล ณ", "Data as of"), day_cells(old.as_of, lang)[0], day_cells(new.as_of, lang)[0]
    yield Bilingual("บันทึกลำดับที่", "Ledger entry"), old.cut.seq, new.cut.seq
    yield Bilingual("มติ", "Resolution"), old.resolution.title, new.resolution.title
    yield Bilingual("งานที่ไม่เปลี่ยน", "Tasks that stand as they stood"), None, shown.same
    if old.demonstration or new.demonstration:
        yield Bilingual("หมายเหตุ", "Note"), *(head.DEMONSTRATION if each.demonstration else None for each in (old, new))


def _figures(shown: Compared) -> Iterator[tuple[Value, ...]]:
    for line in shown.figures:
        change = None if line.before is None or line.after is None else line.after - line.before
        yield line.figure.code, line.figure.label, line.before, line.after, change, line.figure.unit


def _agencies(shown: Compared) -> Iterator[tuple[Value, ...]]:
    for line in shown.agencies:
        pairs = zip(_progress(line.before), _progress(line.after), strict=True)
        yield (
            line.party.abbr, line.party.name, *(value for pair in pairs for value in pair), _health(line.health_before),
            _health(line.health),
        )  # fmt: skip


def _tasks(shown: Compared, lang: str) -> Iterator[tuple[Value, ...]]:
    for line in shown.tasks:
        yield line.party.abbr, line.party.name, line.code, line.title, *_task(line, lang)


def _task(line: TaskLine, lang: str) -> tuple[Value, ...]:
    old, new = line.before, line.after
    return (
        _status(old), _status(new), *(each.claimed if each else None for each in (old, new)),
        *(_health(each.health if each else None) for each in (old, new)),
        *day_cells(old.due if old else None, lang), *day_cells(new.due if new else None, lang),
        *(each.held_by if each else None for each in (old, new)),
    )  # fmt: skip


def _progress(progress: Progress | None) -> tuple[int | None, ...]:
    return (progress.verified, progress.claimed, progress.planned) if progress else (None,) * 3


def _status(task: Task | None) -> Bilingual:
    return wording.STATUS[task.status] if task else head.NOT_THERE


def _health(health: Health | None) -> Bilingual | None:
    return wording.HEALTH[health] if health else None
