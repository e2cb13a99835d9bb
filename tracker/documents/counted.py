"""Which rows of a snapshot does a sentence count together: who finished, moved on, fell behind, what is blocked? Pure."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from tracker.documents import letter
from tracker.lang import fiscal_year_be
from tracker.snapshots.changed import ChangedTask, MovedAgency
from tracker.snapshots.codes import ChoiceOption, Health, MoneyKind, Status
from tracker.snapshots.parts import Problem, Section, Task
from tracker.snapshots.snapshot import Snapshot

ENDED = frozenset({Status.VERIFIED, Status.WAIVED})
"""What holds nobody up any more."""


def finished(snapshot: Snapshot) -> tuple[ChangedTask, ...]:
    """Tasks that were verified since the report before."""
    return tuple(
        each
        for each in _changed(snapshot)
        if each.status is Status.VERIFIED and each.status_before is not Status.VERIFIED
    )


def moved_on(snapshot: Snapshot) -> tuple[ChangedTask, ...]:
    """Tasks of which more is claimed than in the report before and that are not at their end, the largest step first."""
    found = [each for each in _changed(snapshot) if each.claimed > each.claimed_before and each.status not in ENDED]
    return tuple(sorted(found, key=lambda each: (each.claimed_before - each.claimed, each.agency, each.code)))


def advanced(snapshot: Snapshot) -> MovedAgency | None:
    """The agency whose verified progress rose most since the report before; None when none rose."""
    changes = snapshot.changes
    moved = [each for each in (changes.agencies if changes and changes.known else ()) if each.before and each.after]
    found = max(moved, key=_rise, default=None)
    return found if found and _rise(found) > 0 else None


def foremost(snapshot: Snapshot) -> Section | None:
    """The agency with the highest verified progress of its own tasks; None while nothing is verified."""
    found = max(
        (each for each in snapshot.sections if each.own.tasks), key=lambda each: each.own.verified, default=None
    )
    return found if found and found.own.verified else None


def late(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Late tasks, the latest first."""
    found = [each for each in snapshot.problems if each.health is Health.LATE]
    return tuple(sorted(found, key=lambda each: (-each.working_days_late, each.due, each.agency, each.task)))


def at_risk(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Tasks at risk."""
    return tuple(each for each in snapshot.problems if each.health is Health.AT_RISK)


def fell_behind(snapshot: Snapshot) -> tuple[Problem, ...]:
    """Late tasks that were not late in the report before: their due date came after it, or their state turned; the latest first."""
    changes = snapshot.changes
    if changes is None or not changes.known:
        return ()
    turned = {(each.agency, each.code) for each in changes.tasks if each.health_before not in (None, Health.LATE)}
    return tuple(each for each in late(snapshot) if each.due >= changes.since or (each.agency, each.task) in turned)


def blocked(snapshot: Snapshot) -> tuple[tuple[str, Task], ...]:
    """Tasks that cannot go on until somebody acts, each with its agency."""
    return tuple(
        (section.agency, task)
        for section in snapshot.sections
        for task in section.tasks
        if task.held_by and task.status not in ENDED
    )


def by_agency(rows: Sequence[ChangedTask | Problem]) -> dict[str, int]:
    """How many of these rows each agency has, the most first."""
    codes = [each.agency for each in rows]
    return dict(
        sorted(((code, codes.count(code)) for code in dict.fromkeys(codes)), key=lambda item: (-item[1], item[0]))
    )


def counts(snapshot: Snapshot) -> frozenset[int]:
    """Every number that sentences make of the snapshot by counting its rows, and its fiscal year (B.E.) with the next."""
    year = fiscal_year_be(snapshot.as_of)
    return frozenset(
        {
            *map(len, (finished(snapshot), moved_on(snapshot), late(snapshot), at_risk(snapshot), fell_behind(snapshot))),
            *(number for rows in (finished(snapshot), late(snapshot)) for number in (len(by_agency(rows)), *by_agency(rows).values())),
            len(blocked(snapshot)), *map(len, letter.standing(snapshot).values()), *(len(step.agencies) for step in snapshot.steps),
            *(sum(each.option is option for each in snapshot.choices) for option in ChoiceOption), year, year + 1,
        }
    )  # fmt: skip


def allotted_satang(snapshot: Snapshot) -> int:
    """What was allotted, all together, in satang."""
    return sum(each.amount_satang or 0 for each in snapshot.money if each.kind is MoneyKind.ALLOCATION)


def _changed(snapshot: Snapshot) -> Iterator[ChangedTask]:
    """The tasks that changed; none where there is nothing to compare with."""
    if snapshot.changes and snapshot.changes.known:
        yield from snapshot.changes.tasks


def _rise(agency: MovedAgency) -> int:
    return agency.after.verified - agency.before.verified if agency.before and agency.after else 0
