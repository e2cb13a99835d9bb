"""Which of the submissions that wait are meant? Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from tracker.clock import end_of_day
from tracker.tasks.task import Task


@dataclass(frozen=True, slots=True)
class Sent:
    """Those not of one agency, waiting since before an instant (UTC), sent after the day (Bangkok) on which the task was due. What waits
    again because a verdict fell was sent when the agency sent it, and waits since the verdict fell."""

    not_of: str | None = None
    before: datetime | None = None
    late: bool = False

    def means(self, task: Task) -> bool:
        """Is this submitted task one of them?"""
        sent, since = task.sent_at, task.waiting_since
        assert sent is not None
        assert since is not None
        long = self.before is None or since < self.before
        return task.agency != self.not_of and long and (not self.late or sent >= end_of_day(task.due_on))


ANY = Sent()
