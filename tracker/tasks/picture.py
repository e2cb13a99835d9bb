"""Where does a resolution stand, as known at one cut of the ledger, seen on one day? What every page and report is drawn from."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from tracker.calendar.store import calendar_for as calendar_for
from tracker.ledger.cuts import KeptByCut
from tracker.ledger.store import cut_on, last_seq
from tracker.resolutions.rules import Obligation, Register
from tracker.resolutions.store import last_change, register_at
from tracker.tasks.health import Health, RollUp, Standing, roll_up, standing
from tracker.tasks.store import tasks_at
from tracker.workdays import WorkingCalendar


@dataclass(frozen=True)
class Picture:
    """The register and every task's standing on `day` (Bangkok), as known at `cut`. Immutable, so its sums are kept.

    Every standing's obligation is in the register: the tasks of one that was taken out of it are left out.
    """

    resolution_id: int
    cut: int
    day: date
    register: Register
    standings: tuple[Standing, ...]
    calendar: WorkingCalendar
    """The working days that its plans run on, as known on `day`."""

    @cached_property
    def total(self) -> RollUp:
        """All tasks."""
        return roll_up(self.standings)

    @cached_property
    def headline(self) -> RollUp:
        """The obligation that the overview leads with (1.3): the mean over its agencies, since each weighs 100."""
        return self.obligation(self.register.resolution.headline)

    @cached_property
    def obligations(self) -> dict[str, Obligation]:
        """Obligations by code."""
        return {obligation.code: obligation for obligation in self.register.obligations}

    def of_obligation(self, *codes: str) -> tuple[Standing, ...]:
        """The tasks of these obligations."""
        return tuple(each for each in self.standings if each.task.plan.obligation in codes)

    def of_agency(self, agency: str) -> tuple[Standing, ...]:
        """The tasks that this agency carries out itself."""
        return tuple(each for each in self.standings if each.task.plan.agency == agency)

    def obligation(self, *codes: str) -> RollUp:
        """What the tasks of these obligations add up to."""
        return self._sum("obligation", codes)

    def agency(self, code: str) -> RollUp:
        """What the agency's own tasks add up to."""
        return self._sum("agency", (code,))

    def agency_headline(self, code: str) -> RollUp:
        """What the agency's own tasks of the headline obligation add up to."""
        return self._sum("headline", (code,))

    def cell(self, agency: str, column: str) -> RollUp:
        """What stands in the matrix: tasks whose row is this agency (done by it or for it) in this column."""
        return self._sum("cell", (agency, column))

    @cached_property
    def _sums(self) -> dict[tuple[str, ...], RollUp]:
        return {}

    def _sum(self, group: str, key: tuple[str, ...]) -> RollUp:
        if (group, *key) not in self._sums:
            self._sums[group, *key] = roll_up(self._members(group, key))
        return self._sums[group, *key]

    def _members(self, group: str, key: tuple[str, ...]) -> Iterable[Standing]:
        match group:
            case "obligation":
                return self.of_obligation(*key)
            case "agency":
                return self.of_agency(*key)
            case "headline":
                headline = self.register.resolution.headline
                return (each for each in self.of_agency(*key) if each.task.plan.obligation == headline)
        agency, column = key
        return (
            each
            for each in self.standings
            if each.task.plan.for_agency == agency
            and self.obligations[each.task.plan.obligation].matrix_column == column
        )

    def with_health(self, *wanted: Health) -> tuple[Standing, ...]:
        """Tasks in these healths, the longest overdue first."""
        found = [each for each in self.standings if each.health in wanted]
        return tuple(sorted(found, key=lambda each: (each.task.due_on, each.task.position)))


def picture(resolution_id: int, day: date, *, past: bool) -> Picture | None:
    """The picture for a page: today's from the newest cut, a past day's from the last cut of that day. None when the resolution
    was not in the register then."""
    cut = cut_on(day, resolution_id) if past else last_seq(resolution_id)
    return picture_at(resolution_id, cut, day)


def picture_at(resolution_id: int, cut: int, day: date) -> Picture | None:
    """The picture at a cut on a day, with the calendar that was known on that day; the three together never change, so it is kept."""
    return _picture(resolution_id, cut, day, calendar_for(day))


def forget() -> None:
    """Keep nothing: another database has taken the place of the one before."""
    _picture.cache_clear()


@KeptByCut
def _picture(resolution_id: int, cut: int, day: date, calendar: WorkingCalendar) -> Picture | None:
    register = register_at(resolution_id, last_change(resolution_id, cut))
    if register is None:
        return None
    known = {obligation.code for obligation in register.obligations}
    tasks = (task for task in tasks_at(resolution_id, cut) if task.plan.obligation in known)
    standings = tuple(standing(task, day, calendar) for task in tasks)
    return Picture(resolution_id, cut, day, register, standings, calendar)
