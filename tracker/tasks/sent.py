"""Which of the submissions that wait are meant? Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.clock import end_of_day
from tracker.tasks.task import Task


@dataclass(frozen=True, slots=True)
class Sent:
    """Those not of one agency, sent before an instant (UTC), sent after the day (Bangkok) on which the task was due."""

    not_of: str | None = None
    before: datetime | None = None
    late: bool = False

    def means(self, task: Task) -> bool:
        """Is this submitted task one of them?"""
        at = task.submitted_at
        assert at is not None
        in_time = self.before is None or at < self.before
        return task.agency != self.not_of and in_time and (not self.late or at >= end_of_day(task.due_on))


ANY = Sent()
