"""What do the rules of reminding look at, and what do they say? Plain values: who owes what, who can be told, who is told. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum
from typing import Protocol

from tracker.lang import Bilingual


class Calendar(Protocol):
    """What the rules need to know of working days."""

    def is_working(self, day: date) -> bool:
        """Do offices work on that day?"""

    def working_days_between(self, after: date, until: date) -> int:
        """How many working days lie in (after, until]."""


class Audience(StrEnum):
    """As whom somebody is told: from the foot of the ladder upwards, and as those who hold up the work of others."""

    AGENCY = "agency"
    OFFICER = "officer"
    COORDINATOR = "coordinator"
    EXECUTIVE = "executive"
    HOLDUP = "holdup"

    @property
    def title(self) -> Bilingual:  # type: ignore[override]
        """The word for people."""
        return AUDIENCE_TITLES[self]


AUDIENCE_TITLES: Mapping[Audience, Bilingual] = {
    Audience.AGENCY: Bilingual(th="ผู้รับผิดชอบงานของหน่วยงาน", en="Whoever answers for the task in the agency"),
    Audience.OFFICER: Bilingual(th="เจ้าหน้าที่ผู้รับผิดชอบของหน่วยงาน", en="The agency's responsible officer"),
    Audience.COORDINATOR: Bilingual(th="ผู้ประสานงานกลาง", en="Coordinators"),
    Audience.EXECUTIVE: Bilingual(th="ผู้บริหาร (รายการประจำสัปดาห์)", en="Executives (weekly list)"),
    Audience.HOLDUP: Bilingual(th="ผู้ต้องแก้เหตุขัดข้อง", en="Whoever has to clear what holds it up"),
}
LADDER = (Audience.AGENCY, Audience.OFFICER, Audience.COORDINATOR, Audience.EXECUTIVE)
"""The rungs of a late task."""


@dataclass(frozen=True, slots=True)
class Owed:
    """One task that somebody has to do something about. `responsible` is a post or person as the task names it, `moved_at` when something
    last moved it (tracker/tasks/movement.py), `asked` that more time was asked for and nobody has answered, `waiting_since` the day
    (Bangkok) of a submission that waits for a verdict (None: the task is open), `nudged_at` when a coordinator last asked to get on with
    it, and `returned_at` when it was sent back, unless it has been sent again. `held_by` is the agency that has to clear what has held it
    up since `held_at` (without `held_by`: somebody who is no agency). Instants are aware."""

    task: int
    kind: str
    agency: str
    due_on: date
    responsible: str | None = None
    moved_at: datetime | None = None
    asked: bool = False
    waiting_since: date | None = None
    nudged_at: datetime | None = None
    returned_at: datetime | None = None
    held_by: str | None = None
    held_at: datetime | None = None


@dataclass(frozen=True)
class People:
    """Who can be told, by account: an agency's liaisons, its officers, coordinators (with their agency) and executives; `holders` says who
    holds a post today, `deputies` who acts for whom."""

    liaisons: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    officers: Mapping[str, tuple[int, ...]] = field(default_factory=dict)
    coordinators: Mapping[int, str | None] = field(default_factory=dict)
    executives: tuple[int, ...] = ()
    holders: Mapping[str, int] = field(default_factory=dict)
    deputies: Mapping[int, tuple[int, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Reminder:
    """One person is told of one task. `days` are working days after the due date (negative before it; of a submission, since it was sent;
    to whoever holds it up, since then), `still` those without movement, `in_place_of` the account for which the person acts. `told_at` is
    the instant (aware) of the act that it tells of – somebody asked, sent it back, or held it up; None: it tells of a day."""

    person: int
    task: int
    agency: str
    due_on: date
    step: str
    audience: Audience
    days: int
    still: int
    kind: str
    responsible: str | None = None
    in_place_of: int | None = None
    told_at: datetime | None = None

    @property
    def key(self) -> str:
        """What makes it the same reminder, however often and by whomever it is planned."""
        due = "" if self.step.startswith(("held:", "nudge:", "returned:")) else f"{self.due_on}:"
        return f"{self.task}:{due}{self.step}:{self.person}"
