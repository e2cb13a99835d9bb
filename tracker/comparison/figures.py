"""How did the sums move between two days: each agency, each obligation, the money – every figure with its whole?

The figures of each day are those of its own picture: its register, its tasks, its plan, its health. What moved without anybody's act,
because a day passed, is told apart (`by_time`).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial

from tracker.budget.rules import budget_of
from tracker.resolutions.rules import Movement, Obligation
from tracker.tasks.health import WORST_FIRST, Health, RollUp, Standing, roll_up
from tracker.tasks.picture import Picture

NO_TASKS = roll_up(())
Sum = Callable[[Picture], RollUp]


@dataclass(frozen=True, slots=True)
class Moved:
    """A sum on both days. `code` names the agency or the obligation."""

    code: str
    before: RollUp
    after: RollUp

    @property
    def same(self) -> bool:
        """Did nothing about it move?"""
        return self.before == self.after


@dataclass(frozen=True, slots=True)
class Money:
    """What the resolution states about money on both days, in satang: totals, and the movements that came, went or changed."""

    before: int
    after: int
    added: tuple[Movement, ...]
    removed: tuple[Movement, ...]
    changed: tuple[tuple[Movement, Movement], ...]


@dataclass(frozen=True, slots=True)
class Turned:
    """A task whose health is not what it was. `by_time`: nothing was recorded on it, the days alone did that."""

    before: Health | None
    after: Health | None
    by_time: bool

    @property
    def worse(self) -> bool:
        """Does it stand worse than before? A task that was not pursued on one of the days does not: it stood nowhere then."""
        return self.before is not None and self.after is not None and _place(self.after) < _place(self.before)

    @property
    def better(self) -> bool:
        """Does it stand better than before? Neither does a task that was not pursued on one of the days."""
        return self.before is not None and self.after is not None and _place(self.after) > _place(self.before)


@dataclass(frozen=True)
class Days:
    """Two days of one resolution, the earlier first. A picture is None when the resolution was not known on that day."""

    first: date
    last: date
    before: Picture | None
    after: Picture | None

    def total(self) -> Moved:
        """All tasks."""
        return self._moved("", lambda shown: shown.total)

    def headline(self) -> Moved:
        """What the resolution leads with."""
        return self._moved("", lambda shown: shown.headline)

    def agencies(self) -> tuple[Moved, ...]:
        """Each agency with tasks of its own on one of the days, in the order of the tasks; the worst first."""
        codes = dict.fromkeys(each.task.agency for shown in self._known() for each in shown.standings)
        return _worst_first(self._moved(code, partial(Picture.agency, code=code)) for code in codes)

    def obligations(self) -> tuple[Moved, ...]:
        """Each obligation with tasks on one of the days; the worst first."""
        codes = dict.fromkeys(each.task.plan.obligation for shown in self._known() for each in shown.standings)
        return _worst_first(self._moved(code, _obligation(code)) for code in codes)

    def known_obligations(self) -> Mapping[str, Obligation]:
        """The obligations of both registers by code, as the later one has them."""
        return {code: each for shown in self._known() for code, each in shown.obligations.items()}

    def standings(self) -> Mapping[int, tuple[Standing | None, Standing | None]]:
        """Every task on both days, by id; None where it did not stand in the picture."""
        old, new = _by_id(self.before), _by_id(self.after)
        return {id_: (old.get(id_), new.get(id_)) for id_ in dict.fromkeys((*new, *old))}

    def turned(self, touched: Collection[int]) -> Mapping[int, Turned]:
        """Tasks that stood in both pictures with another health; `touched` are those on which something was recorded in between."""
        return {
            id_: Turned(old.health, new.health, id_ not in touched)
            for id_, (old, new) in self.standings().items()
            if old and new and old.health is not new.health
        }

    def money(self) -> Money:
        """The movements of money of both registers."""
        old, new = _movements(self.before), _movements(self.after)
        return Money(
            before=budget_of(old.values()).total_satang,
            after=budget_of(new.values()).total_satang,
            added=tuple(each for code, each in new.items() if code not in old),
            removed=tuple(each for code, each in old.items() if code not in new),
            changed=tuple((old[code], each) for code, each in new.items() if code in old and old[code] != each),
        )

    def _known(self) -> Iterable[Picture]:
        return (shown for shown in (self.before, self.after) if shown)

    def _moved(self, code: str, of: Sum) -> Moved:
        return Moved(code, of(self.before) if self.before else NO_TASKS, of(self.after) if self.after else NO_TASKS)


def _obligation(code: str) -> Sum:
    return lambda shown: shown.obligation(code)


def _worst_first(moved: Iterable[Moved]) -> tuple[Moved, ...]:
    """By the worst health on the later day, then by how far verification lies behind the plan."""
    return tuple(sorted(moved, key=lambda each: (_place(each.after.worst), each.after.verified - each.after.planned)))


def _place(health: Health | None) -> int:
    return WORST_FIRST.index(health) if health else len(WORST_FIRST)


def _by_id(shown: Picture | None) -> dict[int, Standing]:
    return {each.task.id: each for each in shown.standings} if shown else {}


def _movements(shown: Picture | None) -> dict[str, Movement]:
    return {each.code: each for each in shown.register.movements} if shown else {}
