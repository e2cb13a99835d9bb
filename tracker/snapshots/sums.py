"""How does what tasks add up to become a part of the snapshot?"""

from __future__ import annotations

from tracker.snapshots.codes import Health
from tracker.snapshots.parts import Progress, Totals
from tracker.tasks.health import Health as TaskHealth
from tracker.tasks.health import RollUp


def totals(total: RollUp) -> Totals:
    """All tasks, split by health."""
    count = total.counts.get
    return Totals(
        tasks=total.tasks,
        weight=total.weight,
        verified=total.done,
        waiting=total.waiting,
        on_track=count(TaskHealth.ON_TRACK, 0),
        at_risk=count(TaskHealth.AT_RISK, 0),
        late=count(TaskHealth.LATE, 0),
        waived=total.waived,
    )


def progress(total: RollUp) -> Progress:
    """The three percentages with their whole."""
    return Progress(total.claimed, total.verified, total.planned, total.tasks, total.weight)


def health(found: TaskHealth | None) -> Health | None:
    """The health by its code; None for what counts nowhere."""
    return Health(found.value) if found else None
