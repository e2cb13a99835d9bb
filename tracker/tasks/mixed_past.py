"""Which tasks of all resolutions were there on a past day? Those of its pictures: of all resolutions while they are a handful, else of
the one that the page shows, so that a past day costs the same however many there are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from datetime import date
from functools import cached_property

from tracker.resolutions.rules import Obligation
from tracker.resolutions.store import Listed
from tracker.tasks.filters import worst_first
from tracker.tasks.health import Health, RollUp, Standing, roll_up
from tracker.tasks.mixed import LONGEST, Holders, LateGroup, first_asked, held_by
from tracker.tasks.order import by_code, predecessors
from tracker.tasks.picture import Picture, picture
from tracker.tasks.sent import ANY, Sent
from tracker.tasks.shown import few_resolutions, many, several, shown_picture
from tracker.tasks.task import Task
from tracker.tasks.workflow import OPEN, State
from tracker.web.as_of import moment


class Then:
    """Mixed for a past day."""

    def __init__(self) -> None:
        self.day, self.several = moment().day, several()
        self.only: Picture | None = shown_picture() if many() else None
        found = [self.only] if self.only else [picture(each.id, self.day, past=True) for each in few_resolutions()]
        self.pictures = [each for each in found if each]
        self.cut = max(each.cut for each in self.pictures)

    @cached_property
    def _every(self) -> list[Standing]:
        return [each for shown in self.pictures for each in shown.standings]

    @cached_property
    def _returned(self) -> list[Standing]:
        return [each for each in self._every if each.task.state is State.RETURNED]

    @cached_property
    def _by_task(self) -> Mapping[int, Picture]:
        return {each.task.id: shown for shown in self.pictures for each in shown.standings}

    def open_of(
        self, agency: str, limit: int = LONGEST, after: Task | None = None, *, holders: Holders = None
    ) -> list[Standing]:  # fmt: skip
        """See Mixed."""
        own = worst_first(each for each in self._own(agency, holders) if each.task.state in OPEN)
        return _behind(own, after)[:limit]

    def in_state(self, agency: str, state: State, limit: int = LONGEST, *, holders: Holders = None) -> list[Standing]:
        """See Mixed."""
        own = [each for each in self._own(agency, holders) if each.task.state is state]
        return sorted(own, key=_latest_changed)[:limit]

    def served(self, agency: str, limit: int = LONGEST) -> list[Standing]:
        """See Mixed."""
        found = (
            each for each in self._every
            if each.task.plan.for_agency == agency != each.task.agency and each.health not in (None, Health.DONE)
        )  # fmt: skip
        return sorted(found, key=_first_due)[:limit]

    def sum_of(self, agency: str, *, holders: Holders = None) -> RollUp:
        """See Mixed."""
        return roll_up(self._own(agency, holders))

    def waiting(self, limit: int = LONGEST, *, after: Task | None = None, sent: Sent = ANY) -> list[Standing]:
        """See Mixed."""
        return _behind(self._waiting(sent), after)[:limit]

    def waiting_in_all(self, sent: Sent = ANY) -> int:
        """See Mixed."""
        return len(self._waiting(sent))

    def tasks(self, ids: Collection[int]) -> list[Standing]:
        """See Mixed."""
        return [each for each in self._every if each.task.id in ids]

    def returned(self, limit: int = LONGEST) -> list[Standing]:
        """See Mixed."""
        return sorted(self._returned, key=_latest_changed)[:limit]

    def returned_in_all(self) -> int:
        """See Mixed."""
        return len(self._returned)

    def open_by_holder(self, agency: str) -> Mapping[str | None, int]:
        """See Mixed."""
        own = (each.task for each in self._every if each.task.agency == agency and each.task.state in OPEN)
        return Counter(task.responsible for task in own)

    def answered_by(self, holders: Collection[str], limit: int = LONGEST) -> list[Standing]:
        """See Mixed."""
        named = (each for each in self._every if each.task.responsible in holders and each.task.state in OPEN)
        return worst_first(named)[:limit]

    def asked(self, limit: int = LONGEST, *, not_of: str | None = None) -> list[Standing]:
        """See Mixed."""
        return sorted(self._asked(not_of), key=first_asked)[:limit]

    def asked_in_all(self, *, not_of: str | None = None) -> int:
        """See Mixed."""
        return len(self._asked(not_of))

    def awaiting(self, agency: str, limit: int = LONGEST) -> list[Standing]:
        """See Mixed."""
        return held_by(self._every, agency)[:limit]

    def awaiting_in_all(self, agency: str) -> int:
        """See Mixed."""
        return len(held_by(self._every, agency))

    def before(self, found: Collection[Standing]) -> dict[int, list[Standing]]:
        """See Mixed."""
        every = {shown.resolution_id: by_code(shown.standings) for shown in self.pictures}
        return {
            each.task.id: predecessors(every[self._by_task[each.task.id].resolution_id], each.task) for each in found
        }

    def at_risk(self, limit: int) -> list[Standing]:
        """See Mixed."""
        return sorted((each for each in self._every if each.health is Health.AT_RISK), key=_first_due)[:limit]

    def late_groups(self, limit: int) -> list[LateGroup]:
        """See Mixed."""
        grouped: dict[tuple[int, str], list[Standing]] = {}
        for each in sorted((each for each in self._every if each.health is Health.LATE), key=_first_due):
            grouped.setdefault((self._by_task[each.task.id].resolution_id, each.task.agency), []).append(each)
        found = [
            LateGroup(self.resolution_of(own[0].task.id), agency, tuple(own), self._by_task[own[0].task.id].agency(agency).tasks)
            for (_id, agency), own in grouped.items()
        ]  # fmt: skip
        return sorted(found, key=lambda group: (-len(group.tasks), group.tasks[0].task.due_on, group.agency))[:limit]

    def in_health(self) -> Mapping[Health, int]:
        """See Mixed."""
        counts = roll_up(self._every).counts
        return {each: counts.get(each, 0) for each in (Health.LATE, Health.AT_RISK)}

    def sums(self) -> list[tuple[Listed, RollUp]]:
        """See Mixed."""
        return [(self._listed(shown), shown.total) for shown in self.pictures]

    def resolution_of(self, task_id: int) -> Listed:
        """See Mixed."""
        return self._listed(self._by_task[task_id])

    def obligation_of(self, each: Standing) -> Obligation:
        """See Mixed."""
        return self._by_task[each.task.id].obligations[each.task.plan.obligation]

    def deadlines(self, tasks: Iterable[Standing] | None = None) -> list[tuple[Listed, date]]:
        """See Mixed."""
        wanted = None if tasks is None else {self._by_task[each.task.id].resolution_id for each in tasks}
        asked = [shown for shown in self.pictures if wanted is None or shown.resolution_id in wanted]
        found = [(self._listed(shown), _headline_deadline(shown)) for shown in asked]
        return sorted(((resolution, day) for resolution, day in found if day), key=lambda pair: pair[1])

    @staticmethod
    def _listed(shown: Picture) -> Listed:
        said = shown.register.resolution
        return Listed(shown.resolution_id, said.code, said.decided_on, said.title)

    def _own(self, agency: str, holders: Holders) -> list[Standing]:
        own = (each for each in self._every if each.task.agency == agency)
        return [each for each in own if holders is None or each.task.responsible in holders]

    def _asked(self, not_of: str | None) -> list[Standing]:
        return [each for each in self._every if each.task.request and each.task.agency != not_of]

    def _waiting(self, sent: Sent) -> list[Standing]:
        found = [each for each in self._every if each.task.state is State.SUBMITTED and sent.means(each.task)]
        return sorted(found, key=lambda each: (each.task.waiting_since, each.task.id))


def _behind(found: list[Standing], after: Task | None) -> list[Standing]:
    """What follows a task in its list; the whole list when the task is not in it."""
    place = next((number for number, each in enumerate(found, 1) if after and each.task.id == after.id), 0)
    return found[place:]


def _latest_changed(each: Standing) -> tuple[float, int]:
    return -each.task.changed_at.timestamp(), each.task.id


def _first_due(each: Standing) -> tuple[date, int, int]:
    return each.task.due_on, each.task.position, each.task.id


def _headline_deadline(shown: Picture) -> date | None:
    """The day that the headline obligation names; the last due date where it names none."""
    return shown.obligations[shown.register.resolution.headline].deadline or max(
        (each.task.due_on for each in shown.standings), default=None
    )
