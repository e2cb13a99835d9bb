"""Which tasks of all resolutions are there today? Every list is a question that an index answers, however many there are."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date

from tracker.calendar.store import calendar_for
from tracker.ledger.store import last_seq
from tracker.resolutions import store as registers
from tracker.resolutions.rules import Obligation
from tracker.resolutions.store import Listed
from tracker.tasks import reach, waits
from tracker.tasks.before import before
from tracker.tasks.health import Health, RollUp, Standing, standing
from tracker.tasks.mixed import LONGEST, Holders, LateGroup
from tracker.tasks.picture import Picture
from tracker.tasks.reach import Found
from tracker.tasks.sent import ANY, Sent
from tracker.tasks.shown import HANDFUL, few_resolutions, many, several
from tracker.tasks.task import Task
from tracker.tasks.workflow import State
from tracker.web.as_of import moment


class Now:
    """Mixed for today."""

    only: Picture | None = None

    def __init__(self) -> None:
        self.day, self.cut, self.several = moment().day, last_seq(), several()
        self._place: dict[int, int] = {}
        self._resolutions = {each.id: each for each in few_resolutions()}
        self._obligations: dict[str, Obligation] = {}
        self._wanted: set[str] = set()

    def open_of(
        self, agency: str, limit: int = LONGEST, after: Task | None = None, *, holders: Holders = None
    ) -> list[Standing]:  # fmt: skip
        """See Mixed."""
        return self._standings(reach.open_of(agency, self.day, limit, after, holders))

    def in_state(self, agency: str, state: State, limit: int = LONGEST, *, holders: Holders = None) -> list[Standing]:
        """See Mixed."""
        return self._standings(reach.in_state(agency, state, limit, holders))

    def served(self, agency: str, limit: int = LONGEST) -> list[Standing]:
        """See Mixed."""
        return self._standings(reach.served(agency, limit))

    def sum_of(self, agency: str, *, holders: Holders = None) -> RollUp:
        """See Mixed."""
        return reach.sum_of_agency(agency, self.day, holders)

    def waiting(self, limit: int = LONGEST, *, after: Task | None = None, sent: Sent = ANY) -> list[Standing]:
        """See Mixed."""
        return self._standings(waits.waiting(limit, after=after, sent=sent))

    def waiting_in_all(self, sent: Sent = ANY) -> int:
        """See Mixed."""
        return waits.waiting_in_all(sent)

    def tasks(self, ids: Collection[int]) -> list[Standing]:
        """See Mixed."""
        return self._standings(reach.of_ids(ids))

    def returned(self, limit: int = LONGEST) -> list[Standing]:
        """See Mixed."""
        return self._standings(waits.returned(limit))

    def returned_in_all(self) -> int:
        """See Mixed."""
        return waits.returned_in_all()

    def open_by_holder(self, agency: str) -> Mapping[str | None, int]:
        """See Mixed."""
        return reach.open_by_holder(agency)

    def answered_by(self, holders: Collection[str], limit: int = LONGEST) -> list[Standing]:
        """See Mixed."""
        return self._standings(reach.answered_by(holders, self.day, limit))

    def asked(self, limit: int = LONGEST, *, not_of: str | None = None) -> list[Standing]:
        """See Mixed."""
        return self._standings(waits.asked(limit, not_of))

    def asked_in_all(self, *, not_of: str | None = None) -> int:
        """See Mixed."""
        return waits.asked_in_all(not_of)

    def awaiting(self, agency: str, limit: int = LONGEST) -> list[Standing]:
        """See Mixed."""
        return self._standings(waits.awaiting(agency, limit))

    def awaiting_in_all(self, agency: str) -> int:
        """See Mixed."""
        return waits.awaiting_in_all(agency)

    def before(self, found: Collection[Standing]) -> dict[int, list[Standing]]:
        """See Mixed."""
        return before([(self._place[each.task.id], each.task) for each in found], self.day)

    def at_risk(self, limit: int) -> list[Standing]:
        """See Mixed."""
        return self._standings(reach.at_risk(self.day, limit))

    def late_groups(self, limit: int) -> list[LateGroup]:
        """See Mixed."""
        groups = reach.late_groups(self.day, limit)
        if not groups:
            return []
        pairs = [(group.resolution_id, group.agency) for group in groups]
        wholes, tasks = reach.of_pairs(pairs), self._standings(reach.late_of(groups, self.day))
        held: dict[tuple[int, str], list[Standing]] = {pair: [] for pair in pairs}
        for each in tasks:
            held[self._place[each.task.id], each.task.agency].append(each)
        return [
            LateGroup(self._resolution(id_), agency, tuple(own), wholes[id_, agency])
            for (id_, agency), own in held.items()
        ]

    def in_health(self) -> Mapping[Health, int]:
        """See Mixed."""
        return reach.in_health(self.day)

    def sums(self) -> list[tuple[Listed, RollUp]]:
        """See Mixed."""
        known = () if many() else few_resolutions()
        found = reach.sums_of_resolutions([each.id for each in known], self.day)
        return [(each, found.get(each.id, reach.EMPTY)) for each in known]

    def resolution_of(self, task_id: int) -> Listed:
        """See Mixed."""
        return self._resolution(self._place[task_id])

    def obligation_of(self, each: Standing) -> Obligation:
        """See Mixed. The first question fetches those of all tasks found so far."""
        if each.task.plan.obligation not in self._obligations:
            self._obligations |= registers.obligations(self._wanted - self._obligations.keys())
        return self._obligations[each.task.plan.obligation]

    def deadlines(self, tasks: Iterable[Standing] | None = None) -> list[tuple[Listed, date]]:
        """See Mixed."""
        ids = {self._place[each.task.id] for each in tasks} if tasks is not None else set(self._resolutions)
        if len(ids) > HANDFUL:
            return []
        last = reach.last_due(ids)
        days = {id_: day or last.get(id_) for id_, day in registers.headline_deadlines(ids).items()}
        return sorted(((self._resolution(id_), day) for id_, day in days.items() if day), key=lambda pair: pair[1])

    def _standings(self, found: Collection[Found]) -> list[Standing]:
        self._place |= {task.id: resolution_id for resolution_id, task in found}
        self._wanted |= {task.plan.obligation for _id, task in found}
        calendar = calendar_for(self.day)
        return [standing(task, self.day, calendar) for _id, task in found]

    def _resolution(self, id_: int) -> Listed:
        if id_ not in self._resolutions:
            missing = set(self._place.values()) - self._resolutions.keys()
            self._resolutions |= {each.id: each for each in registers.by_ids(missing)}
        return self._resolutions[id_]
