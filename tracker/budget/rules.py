"""What money does the resolution itself state, and which way to money did the others choose? Pure.

Amounts are whole satang. A sum that several agencies hold jointly is one sum, whichever of them asks; the other way to read it
stays beside it and is never added.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum

from tracker.lang import Bilingual
from tracker.resolutions.rules import Movement
from tracker.tasks.health import Standing


@dataclass(frozen=True, slots=True)
class Budget:
    """Movements with their total; `joint` is the part whose split between its agencies is not known."""

    movements: tuple[Movement, ...]
    total_satang: int
    joint_satang: int


class Way(Enum):
    """Where an agency stands in choosing between alternatives."""

    OPEN = "open"
    CHOSEN = "chosen"
    NONE = "none"

    @property
    def title(self) -> Bilingual:
        """The words for people."""
        return WAY_TITLES[self]


WAY_TITLES = {
    Way.OPEN: Bilingual(th="ยังไม่เลือกทาง", en="Not chosen yet"),
    Way.CHOSEN: Bilingual(th="เลือกแล้ว", en="Chosen"),
    Way.NONE: Bilingual(th="ไม่ดำเนินการทั้งสองทาง", en="Neither way is being pursued"),
}


@dataclass(frozen=True, slots=True)
class Choice:
    """One agency's choice among the tasks of one alternative group: those still pursued, and those given up."""

    agency: str
    group: str
    way: Way
    pursued: tuple[Standing, ...]
    given_up: tuple[Standing, ...]


def budget_of(movements: Iterable[Movement], agency: str | None = None) -> Budget:
    """The movements of all agencies, or those that one agency has a part in; each sum counted once."""
    found = tuple(each for each in movements if agency is None or agency in each.agencies)
    joint = sum(each.amount_satang for each in found if not each.split_known and len(each.agencies) > 1)
    return Budget(found, sum(each.amount_satang for each in found), joint)


def if_each_satang(movement: Movement) -> int:
    """What the sum would be under the other reading, in which every agency holds it whole."""
    return movement.amount_satang * len(movement.agencies)


def choices(standings: Iterable[Standing]) -> tuple[Choice, ...]:
    """Each agency's choice, in the order of the tasks. Open: more than one way is still pursued; chosen: exactly one is."""
    found: dict[tuple[str, str], list[Standing]] = {}
    for each in standings:
        group = each.task.plan.alternative_group
        if group is not None:
            found.setdefault((each.task.agency, group), []).append(each)
    return tuple(_choice(agency, group, every) for (agency, group), every in found.items())


def counted(made: Iterable[Choice]) -> Mapping[Way, int]:
    """How many agencies stand where in choosing."""
    every = list(made)
    return {way: sum(each.way is way for each in every) for way in Way}


def _choice(agency: str, group: str, every: list[Standing]) -> Choice:
    pursued = tuple(each for each in every if not each.task.waived)
    given_up = tuple(each for each in every if each.task.waived)
    way = Way.NONE if not pursued else Way.CHOSEN if len(pursued) == 1 else Way.OPEN
    return Choice(agency, group, way, pursued, given_up)
