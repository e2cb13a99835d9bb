"""What is different between two reports on one resolution? Pure: both snapshots in, the lines that differ out.

Only what the two reports say is compared, so the answer is the same on every later day; who did what in between is told by the
comparison of the two days, which reads the ledger.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.lang import Bilingual
from tracker.snapshots.codes import Health
from tracker.snapshots.parts import Figure, Party, Progress, Section, Task
from tracker.snapshots.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class FigureLine:
    """One figure in both reports; None where a report has it not."""

    figure: Figure
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class AgencyLine:
    """An agency's part of the leading obligation, or of its own tasks where it has none of that; None where a report does not
    have the agency."""

    party: Party
    before: Progress | None
    after: Progress | None
    health_before: Health | None
    health: Health | None


@dataclass(frozen=True, slots=True)
class TaskLine:
    """A task that does not stand as it stood; None where a report does not have it."""

    party: Party
    code: str
    title: Bilingual
    before: Task | None
    after: Task | None


@dataclass(frozen=True, slots=True)
class Compared:
    """Two reports beside each other, the earlier first; `same` counts the tasks that stand as they stood."""

    before: Snapshot
    after: Snapshot
    figures: tuple[FigureLine, ...]
    agencies: tuple[AgencyLine, ...]
    tasks: tuple[TaskLine, ...]
    same: int


def compared(before: Snapshot, after: Snapshot) -> Compared:
    """The later report beside the earlier one."""
    lines = tuple(_tasks(before, after))
    moved = tuple(line for line in lines if _differs(line))
    return Compared(
        before, after, tuple(_figures(before, after)), tuple(_agencies(before, after)), moved, len(lines) - len(moved)
    )


def _figures(before: Snapshot, after: Snapshot) -> Iterator[FigureLine]:
    old, new = ({each.code: each for each in report.figures} for report in (before, after))
    for code in sorted(old | new, key=_place):
        yield FigureLine(
            new.get(code) or old[code], old[code].value if code in old else None, new[code].value if code in new else None
        )  # fmt: skip


def _place(code: str) -> tuple[int, str]:
    """F2 before F10."""
    digits = code.lstrip("F")
    return (int(digits) if digits.isdigit() else 0, code)


def _agencies(before: Snapshot, after: Snapshot) -> Iterator[AgencyLine]:
    old, new = ({each.agency: each for each in report.sections} for report in (before, after))
    for code in dict.fromkeys((*new, *old)):
        stood, stands = _stand(old.get(code)), _stand(new.get(code))
        yield AgencyLine((after if code in new else before).party(code), stood[0], stands[0], stood[1], stands[1])


def _stand(section: Section | None) -> tuple[Progress | None, Health | None]:
    if section is None:
        return None, None
    return (section.leading, section.health) if section.leading else (section.own, section.own_health)


def _tasks(before: Snapshot, after: Snapshot) -> Iterator[TaskLine]:
    old, new = (
        {(section.agency, task.code): task for section in report.sections for task in section.tasks} for report in (before, after)
    )  # fmt: skip
    for agency, code in dict.fromkeys((*new, *old)):
        stood, stands = old.get((agency, code)), new.get((agency, code))
        said = stands or stood
        assert said is not None
        yield TaskLine((after if stands else before).party(agency), code, said.title, stood, stands)


def _differs(line: TaskLine) -> bool:
    """Would a reader of the two reports see a difference? The plan moves with time alone and is no difference of the task."""
    old, new = line.before, line.after
    if old is None or new is None:
        return True
    return _seen(old) != _seen(new)


def _seen(task: Task) -> tuple[object, ...]:
    return task.status, task.claimed, task.verified, task.due, task.health, task.held_by
