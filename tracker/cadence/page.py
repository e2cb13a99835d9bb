"""What do people see of a cadence: who laid it down, the next due dates, and what a change would do before it is saved?"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from tracker.cadence.book import Stated, stated
from tracker.cadence.facts import Fact
from tracker.cadence.service import mark
from tracker.cadence.settling import Change, Deed, Next, Terms, afterwards, by_file_alone, upcoming
from tracker.cadence.store import Duty
from tracker.cadence.words import period_words, rhythm
from tracker.lang import Bilingual
from tracker.ledger.event import Event
from tracker.people.store import names_of
from tracker.resolutions.kinds import ObligationKind
from tracker.resolutions.rules import Obligation
from tracker.tasks.history import SOMEBODY
from tracker.tasks.picture import Picture
from tracker.tasks.task import Task

NEXT = 6
"""So many due dates to come are shown."""
DEEDS = {
    Deed.MAKE: Bilingual(th="สร้างงานใหม่", en="Made"),
    Deed.MOVE: Bilingual(th="เปลี่ยนวันครบกำหนด", en="Moved"),
    Deed.GO: Bilingual(th="ถอน", en="Taken back"),
    Deed.STAY: Bilingual(th="คงเดิม", en="Stays"),
}


@dataclass(frozen=True, slots=True)
class Coming:
    """One due date to come in words: the period's name, and the next of `settling`."""

    name: Bilingual
    next: Next


@dataclass(frozen=True, slots=True)
class Shown:
    """A cadence for people: how often and when in words (None: there is none), who laid it down and why, and what comes next."""

    stated: Stated
    rhythm: Bilingual | None
    first: Bilingual | None
    who: Bilingual | None
    reason: str
    coming: tuple[Coming, ...]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a change would do, and what the file asks for beside it. `mark` names it, so that nothing else is saved than what was shown."""

    changes: tuple[Change, ...]
    by_file: tuple[Task, ...]
    rhythm: Bilingual | None
    coming: tuple[Coming, ...]
    mark: str


def shown_of(shown: Picture, told: Collection[Obligation]) -> dict[str, Shown]:
    """The cadences of the recurring ones among some obligations, on the day of a page; two questions at most, whatever their number."""
    recurring = [each for each in told if each.kind is ObligationKind.RECURRING]
    code = shown.register.resolution.code
    found = stated((Duty(shown.resolution_id, code, each) for each in recurring), shown.cut)
    last = {each.duty.obligation.code: each.said[-1] for each in found if each.said}
    names = names_of({event.actor_id for event in last.values() if event.actor_id is not None})
    return {
        each.duty.obligation.code: _shown(shown, each, names, last.get(each.duty.obligation.code)) for each in found
    }


def outcome(shown: Picture, terms: Terms, fact: Fact, changes: list[Change]) -> Outcome:
    """What saying this would do, with the due dates that would come next."""
    often = rhythm(terms.cadence) if terms.cadence else None
    tasks = tasks_of(shown, terms.obligation)
    beside = by_file_alone(terms, shown.calendar, tasks, shown.day)
    coming = _coming(shown, terms, afterwards(tasks, changes))
    return Outcome(tuple(changes), tuple(beside), often, tuple(coming), mark(fact, changes))


def _shown(shown: Picture, each: Stated, names: Mapping[int, Bilingual], last: Event | None) -> Shown:
    cadence = each.found.cadence
    who = names.get(last.actor_id or 0, SOMEBODY) if last is not None else None
    reason = str(last.data.get("reason", "")) if last is not None else ""
    return Shown(
        each,
        rhythm(cadence) if cadence else None,
        period_words(f"{cadence.first_on:%Y-%m}", cadence.every) if cadence else None,
        who,
        reason,
        tuple(_coming(shown, each.terms, tasks_of(shown, each.terms.obligation))),
    )


def _coming(shown: Picture, terms: Terms, tasks: Collection[Task]) -> list[Coming]:
    every = terms.cadence.every if terms.cadence else 1
    found = upcoming(terms, shown.calendar, tasks, shown.day, NEXT)
    return [Coming(period_words(each.occurrence.period, every), each) for each in found]


def tasks_of(shown: Picture, code: str) -> list[Task]:
    """The tasks of an obligation on the day of the page."""
    return [each.task for each in shown.of_obligation(code)]
