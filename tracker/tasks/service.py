"""How does an act on a task become a fact? The one way in for every change."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from tracker import clock
from tracker.access.policy import Actor
from tracker.evidence import store as files
from tracker.lang import Bilingual
from tracker.ledger.again import refuse_again, words_of
from tracker.ledger.event import Draft
from tracker.ledger.kinds import kind_name, to_data
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import ChangedMeanwhile, append, known_act, stream_version, write_transaction
from tracker.people.delegation_store import links_since
from tracker.people.delegations import one_person
from tracker.people.holders import holders_of, in_place_of
from tracker.people.store import accounts
from tracker.resolutions.expansion import TaskPlan
from tracker.tasks import mention_store, refusals, store
from tracker.tasks.facts import EvidenceExpired, TaskAssigned, TaskReinstated, TaskRevised, TaskWaived, evidence_in
from tracker.tasks.rules import FOUR_EYES, Act, decide, fact_of
from tracker.tasks.task import Task, apply
from tracker.tasks.workflow import Step

WITHDRAWN = "ทะเบียนมติไม่มีงานนี้แล้ว (No longer in the register)"
BACK = "ทะเบียนมติมีงานนี้อีกครั้ง (In the register again)"
NOT_IN_CADENCE = "รอบรายงานไม่มีงวดนี้แล้ว (The cadence has no such period any more)"
BACK_IN_CADENCE = "รอบรายงานมีงวดนี้อีกครั้ง (The cadence has this period again)"
"""A fact's reason is one text for readers of both languages."""
BEHIND_THE_FILE = 100_000
"""The place of tasks that a cadence makes: behind whatever a file may hold, in the order in which they were made."""


Unless = Callable[[int, Task], Bilingual | None]
"""A further condition, asked inside the transaction about a task and its resolution's id: in words why not, None when it is met."""


class NoSuchTask(Exception):
    """There is no task with this id."""


def act(
    task_id: int, step: Step, what: Act, actor: Actor, now: datetime, *, expected: int | None = None, act_key: str | None = None,
    acting_for: Collection[int] | None = None, unless: Unless | None = None,
) -> Task:  # fmt: skip
    """Do one step on a task and return it as it stands then.

    `expected` is the version the actor saw (None: whatever stands now); `acting_for` are the accounts that count as one person with
    the actor where two have to act (None: as the delegations say); what `unless` says of the task refuses the step. Raises NoSuchTask,
    RuleBroken (the rules refuse), ChangedMeanwhile (somebody was faster) or AlreadyDone (the same form twice); in each case nothing is
    saved.
    """
    with write_transaction():
        found = store.task(task_id)
        if found is None:
            raise NoSuchTask(task_id)
        resolution_id, task = found
        day = clock.bangkok_day(now)
        acting_for = _one_with(task, step, actor, day) if acting_for is None else acting_for
        fact = _decided(task, step, what, actor, now, expected, act_key, acting_for)
        if unless is not None and (words := unless(resolution_id, task)):
            raise RuleBroken("", words)
        _check_people(task, what, day)
        return _record(
            resolution_id, task, task.id, fact, actor.id, now, act_key=act_key, effective_on=what.effective_on,
            in_place_of=in_place_of(task.responsible, actor.id, day),
        )  # fmt: skip


def _one_with(task: Task, step: Step, actor: Actor, day: date) -> Collection[int]:
    """Who counts as one person with the actor today, or did on the day of what is to be judged."""
    if step.name not in FOUR_EYES or actor.id is None:
        return ()
    asked = (task.sent_at, task.waiting_since, task.extension.asked_at if task.extension else None)
    days = [day, *(clock.bangkok_day(at) for at in asked if at)]
    return one_person(links_since(min(days)), actor.id, days)


def _check_people(task: Task, what: Act, day: date) -> None:
    """Refuse to name anybody who cannot answer: a post or person of another agency, a closed account."""
    if what.holder is not None and what.holder not in {each.key for each in holders_of(task.agency, day)}:
        raise RuleBroken("holder", refusals.NO_SUCH_HOLDER)
    if what.mentions:
        known = accounts(set(what.mentions))
        if not all(id_ in known and known[id_].enabled for id_ in what.mentions):
            raise RuleBroken("mentions", refusals.NOBODY_TO_TELL)


def _decided(
    task: Task, step: Step, what: Act, actor: Actor, now: datetime, expected: int | None, act_key: str | None,
    acting_for: Collection[int],
) -> object:  # fmt: skip
    """Decide, but let a stale form be told that it is stale rather than that its step is impossible.

    A form that comes again with other words was recorded once already: it is stale too, so that nothing typed is lost unsaid.
    """
    if act_key is not None and known_act(act_key):
        refuse_again(act_key, _stream(task.id), fact_of(step, what), what.effective_on, said=_said)
    if expected is not None and expected != task.version:
        raise ChangedMeanwhile(_stream(task.id), expected, task.version)
    return decide(task, step, what, actor, clock.bangkok_day(now), acting_for)


def _said(data: Mapping[str, Any]) -> dict[str, Any]:
    """What a fact says whoever says it and whatever its files are called in the vault: a form that is sent twice brings each twice."""
    given = data.get("evidence", ())
    pieces = [given] if isinstance(given, dict) else given
    words = {name: value for name, value in words_of(data).items() if name != "from_outside"}
    return {**words, "evidence": [{**one, "file": bool(one.get("file"))} for one in pieces]}


def expire(today: date, now: datetime) -> int:
    """Let every standing piece of evidence whose last day lies before `today` expire; return how many tasks it changed.

    What was verified with it waits again. A task at a time, so that people's work goes on in between; running it twice, or in two
    places at once, changes nothing more.
    """
    changed = 0
    for task_id in store.with_expired_evidence(today):
        with write_transaction():
            found = store.task(task_id)
            assert found is not None
            resolution_id, task = found
            over = tuple(
                p.number for p in task.pieces if p.stands and p.evidence.expires_on and p.evidence.expires_on < today
            )
            if over:
                _record(resolution_id, task, task.id, EvidenceExpired(over), None, now)
                changed += 1
    return changed


def assign(resolution_id: int, plans: Iterable[TaskPlan], *, actor_id: int | None, now: datetime) -> int:
    """Give the tasks of a register to their agencies, or change what changed in it; return how many tasks changed.

    A task that left the register is waived; when it is back it goes on from where it stood. What people waived stays waived. Tasks
    of a cadence are none of the file's business.
    """
    changed = 0
    with write_transaction():
        known = {key: task for key, task in store.keys(resolution_id).items() if task.plan.period is None}
        fresh = store.next_id()
        for position, plan in enumerate(plans):
            task = known.pop(plan.key, None)
            if task is None:
                _record(resolution_id, None, fresh, TaskAssigned(plan, position), actor_id, now)
                fresh, changed = fresh + 1, changed + 1
            else:
                changed += _kept(resolution_id, task, plan, position, actor_id, now)
        for task in known.values():
            if not task.waived:
                _record(resolution_id, task, task.id, TaskWaived(WITHDRAWN, by_register=True), actor_id, now)
                changed += 1
    return changed


def lay(resolution_id: int, task: Task | None, plan: TaskPlan, *, actor_id: int | None, now: datetime) -> None:
    """Give out one task of a cadence, or bring the one that its period has up to the plan, inside a write transaction that read it."""
    if task is None:
        fact = TaskAssigned(plan, BEHIND_THE_FILE)
        _record(resolution_id, None, store.next_id(), fact, actor_id, now)
    else:
        _kept(resolution_id, task, plan, task.position, actor_id, now, BACK_IN_CADENCE)


def withdraw(resolution_id: int, task: Task, *, actor_id: int | None, now: datetime) -> None:
    """Let a task go that its cadence has no period for any more, inside a write transaction that read it."""
    _record(resolution_id, task, task.id, TaskWaived(NOT_IN_CADENCE, by_register=True), actor_id, now)


def _kept(
    resolution_id: int, task: Task, plan: TaskPlan, position: int, actor_id: int | None, now: datetime, back: str = BACK
) -> bool:  # fmt: skip
    """Bring a task that the register still holds, or holds again, up to its plan; was there anything to do?"""
    before = task
    if (task.plan, task.position) != (plan, position):
        task = _record(resolution_id, task, task.id, TaskRevised(plan, position), actor_id, now)
    if task.withdrawn:
        task = _record(resolution_id, task, task.id, TaskReinstated(back), actor_id, now)
    return task is not before


def _record(
    resolution_id: int, task: Task | None, task_id: int, fact: object, actor_id: int | None, now: datetime, *,
    act_key: str | None = None, effective_on: date | None = None, in_place_of: int | None = None,
) -> Task:  # fmt: skip
    stream = _stream(task_id)
    expected = task.version if task else stream_version(stream)
    agency = task.agency if task else fact.plan.agency  # type: ignore[attr-defined]
    data = to_data(fact, in_place_of)
    draft = Draft(stream, expected, kind_name(type(fact)), data, effective_on, resolution_id, agency)
    event = append(draft, actor_id=actor_id, now=now, act_key=act_key)
    for one in evidence_in(fact):
        if one.file and not (
            task and files.attach(one.file, one.sha256, task_id=task_id, agency=task.agency, seq=event.seq)
        ):
            raise RuleBroken("evidence", refusals.FILE_GONE)
    after = apply(task, event, fact)
    store.save(resolution_id, after)
    mention_store.keep(event, fact)
    return after


def _stream(task_id: int) -> str:
    return f"task:{task_id}"
