"""How is a cadence changed, and how do its due dates become tasks? What should be so is asked, and what is not yet is mended."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime

from tracker import clock
from tracker.access.policy import Actor
from tracker.cadence import store
from tracker.cadence.book import Stated, stated, terms_of
from tracker.cadence.facts import CadenceEnded, CadenceSet, Fact, InForce, Source, cadence_of, check, stream
from tracker.cadence.settling import Change, Deed, Terms, changes, oldest
from tracker.cadence.store import Duty
from tracker.calendar.store import newest_calendar
from tracker.lang import Bilingual
from tracker.ledger.again import refuse_again
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.store import ChangedMeanwhile, append, write_transaction
from tracker.record import canonical
from tracker.tasks import service as tasks
from tracker.tasks.task import Task

GONE = Bilingual(th="", en="")
"""The title of an obligation that is no longer in the register: nothing is made for it."""


class NoSuchDuty(Exception):
    """There is no recurring obligation with this code."""


class ShownOtherwise(Exception):
    """Something else would come of it than what was shown to whoever said it."""


def settle(today: date, now: datetime, resolution_id: int | None = None) -> int:
    """Give out, move and take back the tasks of every cadence, or of those of one resolution, as they should stand on a day; how many
    tasks changed. Whoever comes second finds nothing to do."""
    if not any(change.deed is not Deed.STAY for _id, change in _open(today, resolution_id)):
        return 0
    with write_transaction():
        return _carry_out(_open(today, resolution_id), None, now)


def preview(each: Stated, fact: Fact, today: date) -> list[Change]:
    """What would become of the tasks of an obligation if this were said today."""
    return list(_changes_of(terms_if(each, fact, today), each.duty.resolution_id, today))


def mark(fact: Fact, found: Iterable[Change]) -> str:
    """What names the outcome of saying this, so that nothing else is saved than what was shown."""
    deeds = [
        (each.deed.value, each.period, each.task.version if each.task else 0, each.plan and each.plan.due_on)
        for each in found
    ]
    said = replace(fact, reason="")
    return hashlib.sha256(canonical([kind_name(type(said)), to_data(said), deeds]).encode()).hexdigest()[:32]


def say(
    code: str, fact: Fact, actor: Actor, now: datetime, *, expected: int, act_key: str | None = None, seen: str | None = None
) -> int:  # fmt: skip
    """Record what a coordinator says of a cadence and settle the tasks by it, both or neither; how many tasks changed. `seen` is the
    `mark` of what was shown before (None: nothing was).

    Raises NoSuchDuty, RuleBroken, ChangedMeanwhile (somebody was faster than `expected`), ShownOtherwise (than `seen`) or AlreadyDone
    (the same form twice); then nothing is saved.
    """
    with write_transaction():
        duty = store.duty(code)
        if duty is None:
            raise NoSuchDuty(code)
        name = stream(code)
        refuse_again(act_key, name, fact)
        (each,) = stated([duty])
        if each.version != expected:
            raise ChangedMeanwhile(name, expected, each.version)
        check(fact, duty.obligation.cadence, each.found)
        draft = Draft(name, expected, kind_name(type(fact)), to_data(fact), resolution_id=duty.resolution_id)
        append(draft, actor_id=actor.id, now=now, act_key=act_key)
        (each,) = stated([duty])
        found = list(_changes_of(each.terms, duty.resolution_id, clock.bangkok_day(now)))
        if seen is not None and seen != mark(fact, found):
            raise ShownOtherwise
        return _carry_out(((duty.resolution_id, change) for change in found), actor.id, now)


def terms_if(each: Stated, fact: Fact, today: date) -> Terms:
    """The terms that would hold if this were said today."""
    of_file = each.duty.obligation.cadence
    cadence = cadence_of(fact) if isinstance(fact, CadenceSet) else None if isinstance(fact, CadenceEnded) else of_file
    return terms_of(each.duty.obligation, InForce(cadence, Source.PEOPLE, today))


def _open(today: date, resolution_id: int | None) -> list[tuple[int, Change]]:
    """What becomes of the tasks of every cadence, each with its resolution's id; a fixed number of questions."""
    every = stated(store.duties(resolution_id))
    found = store.tasks_of([each.duty.obligation.code for each in every], oldest(today), resolution_id)
    reported = store.report_days({each.duty.resolution_id for each in every} | {id_ for id_, _task in found})
    terms = {(each.duty.resolution_id, each.terms.obligation): each.terms for each in every}
    for id_, task in found:  # what the cadence of an obligation made that has left the register since
        code = task.plan.obligation
        terms.setdefault((id_, code), Terms(code, (), GONE, None, today))
    by_duty: dict[tuple[int, str], list[Task]] = {key: [] for key in terms}
    for id_, task in found:
        by_duty[id_, task.plan.obligation].append(task)
    calendar = newest_calendar()
    return [
        (id_, change)
        for (id_, code), own in by_duty.items()
        for change in changes(terms[id_, code], calendar, own, reported[id_], today)
    ]


def _changes_of(terms: Terms, resolution_id: int, today: date) -> Iterable[Change]:
    own = [task for _id, task in store.tasks_of([terms.obligation], oldest(today), resolution_id)]
    tasks_of_it: Collection[Task] = [task for task in own if task.plan.obligation == terms.obligation]
    return changes(terms, newest_calendar(), tasks_of_it, store.report_days([resolution_id])[resolution_id], today)


def _carry_out(found: Iterable[tuple[int, Change]], actor_id: int | None, now: datetime) -> int:
    done = 0
    for resolution_id, change in found:
        match change:
            case Change(deed=Deed.MAKE | Deed.MOVE, plan=plan) if plan is not None:
                tasks.lay(resolution_id, change.task, plan, actor_id=actor_id, now=now)
            case Change(deed=Deed.GO, task=task) if task is not None:
                tasks.withdraw(resolution_id, task, actor_id=actor_id, now=now)
            case _:
                continue
        done += 1
    return done


__all__ = ["Duty", "NoSuchDuty", "ShownOtherwise", "mark", "preview", "say", "settle", "terms_if"]
