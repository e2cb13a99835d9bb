"""What happened since the report before? Reads both cuts and what lies between them, and gives the snapshot its plain data."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from tracker.clock import bangkok_day
from tracker.comparison import store
from tracker.comparison.fields import label, noun_label
from tracker.comparison.figures import Days
from tracker.comparison.rules import Act
from tracker.comparison.values import NOTHING, Names, said
from tracker.lang import Bilingual
from tracker.ledger.event import Head
from tracker.ledger.store import cut_on, event_at
from tracker.people.store import names_of
from tracker.snapshots import parts as part
from tracker.snapshots.changed import ChangedEntry, ChangedTask, Changes, MovedAgency
from tracker.snapshots.codes import Health, Status
from tracker.snapshots.sums import health, progress, totals
from tracker.tasks.health import RollUp, Standing, roll_up
from tracker.tasks.history import TITLES, acted, actors
from tracker.tasks.picture import Picture, picture_at
from tracker.tasks.step import State

LONGEST_WHY = 160
"""A longer reason is cut with a mark; the whole is on the page of the comparison and in the ledger."""
CAME, GONE = Bilingual(th="เพิ่มใหม่", en="new"), Bilingual(th="ถอนออก", en="withdrawn")
REVISED = Bilingual(th="แก้ไข", en="revised")
TITLED = ("title", "name", "heading", "subject", "what", "label", "role")


@dataclass(frozen=True, slots=True)
class Before:
    """Where the comparison begins: a day, its cut of the ledger, and the number of the report of that day, if there is one."""

    day: date
    cut: int
    report: int | None


def decision(shown: Picture) -> Before:
    """Where the first report's comparison begins: on the day of the resolution."""
    day = min(shown.register.resolution.decided_on, shown.day)
    return Before(day, min(cut_on(day, shown.resolution_id), shown.cut), None)


def changes(shown: Picture, last: Before | None) -> Changes:
    """Everything between the report before (None: there is none) and this one."""
    start = last or decision(shown)
    then = picture_at(shown.resolution_id, start.cut, start.day) if start.cut else None
    touched = [
        each for each in store.touched(shown.resolution_id, start.cut, shown.cut) if each.topic in ("task", "register")
    ]
    days = Days(start.day, shown.day, then, shown)
    ids = {int(each.stream[5:]) for each in touched if each.topic == "task"}
    turned = days.turned(ids).values()
    tasks = tuple(_tasks(days, ids, start.cut))
    head = event_at(start.cut)
    return Changes(
        since=start.day,
        report=start.report,
        known=then is not None,
        cut=start.cut,
        head=head.hash if head else Head().hash,
        totals=totals(then.total if then else roll_up(())),
        leading=progress(then.headline if then else roll_up(())),
        agencies=tuple(_agencies(days, shown)),
        tasks=tuple(sorted(tasks, key=_worst_first)),
        entries=tuple(_entries(touched, start.cut, shown.cut)) if then else (),
        money_before_satang=days.money().before,
        money_satang=days.money().after,
        acts=sum(sum(each.kinds.values()) for each in touched),
        comments=sum(each.kinds.get("comment_added", 0) for each in touched),
        others=len(ids) - len(tasks) if then else 0,
        worse=sum(each.worse for each in turned),
        better=sum(each.better for each in turned),
        by_time=sum(each.by_time for each in turned),
    )


def _agencies(days: Days, shown: Picture) -> Iterator[MovedAgency]:
    order = shown.register.resolution.matrix_agencies
    moved = {each.code: each for each in days.agencies()}
    for code in (*order, *(each for each in moved if each not in order)):
        if code in moved:
            old, new = moved[code].before, moved[code].after
            yield MovedAgency(code, _progress(old), _progress(new), health(old.worst), health(new.worst))


def _tasks(days: Days, touched: Collection[int], since: int) -> Iterator[ChangedTask]:
    """The tasks that do not stand where they stood, with the acts behind it; of a first report only those that were stopped."""
    moved = {
        f"task:{id_}": (old, new)
        for id_, (old, new) in days.standings().items()
        if id_ in touched and new is not None and (_differ(old, new) if days.before else new.task.waived)
    }
    found = store.changed(list(moved), since, days.after.cut) if days.after else {}
    names = names_of({id_ for each in found.values() for act in each.acts for id_ in actors(act.event)})
    for stream, (old, new) in moved.items():
        if new is not None and stream in found:
            yield _task(old, new, found[stream].acts, names)


def _differ(old: Standing | None, new: Standing) -> bool:
    """Would a reader of the report see a difference?"""
    if old is None:
        return True
    seen = [(each.task.state, each.task.claimed, each.task.due_on, each.health) for each in (old, new)]
    return seen[0] != seen[1]


def _task(old: Standing | None, new: Standing, acts: tuple[Act, ...], names: Mapping[int, Bilingual]) -> ChangedTask:
    last = acts[-1].event
    why = next((act.why for act in reversed(acts) if act.why), "")
    return ChangedTask(
        agency=new.task.agency,
        code=new.task.code,
        title=new.task.plan.title,
        status_before=_status(old.task.state if old else State.NOT_STARTED),
        status=_status(new.task.state),
        claimed_before=old.task.claimed if old else 0,
        claimed=new.task.claimed,
        health_before=health(old.health if old else None),
        health=health(new.health),
        due_before=(old or new).task.due_on,
        due=new.task.due_on,
        acts=len(acts),
        act=TITLES.get(last.kind, Bilingual(th=last.kind, en=last.kind)),
        who=acted(last, names),
        on=bangkok_day(last.recorded_at),
        why=why if len(why) <= LONGEST_WHY else f"{why[: LONGEST_WHY - 1]}…",
    )


def _worst_first(task: ChangedTask) -> tuple[bool, int, str, str]:
    """What fell behind first; a task that is new, or was taken up again, did not: it stood nowhere before."""
    worst = list(Health)[::-1]
    place = worst.index(task.health) if task.health else len(worst)
    fell = task.health is not None and task.health_before is not None and place < worst.index(task.health_before)
    return not fell, place, task.agency, task.code


def _entries(touched: list[store.Touched], since: int, upto: int) -> Iterator[ChangedEntry]:
    streams = [each.stream for each in touched if each.topic == "register"]
    for each in store.in_order(streams, since, upto):
        if not each.net:
            continue
        noun, _, code = each.stream.partition("/")[2].partition("/")
        state = each.after or each.before or {}
        title = next((said(name, state[name], Names()) for name in TITLED if state.get(name)), NOTHING)
        result = CAME if each.came else GONE if each.gone else REVISED
        yield ChangedEntry(noun_label(noun), code, title, result, tuple(label(line.field) for line in each.differences))


def _progress(total: RollUp) -> part.Progress | None:
    return progress(total) if total.tasks else None


def _status(state: State) -> Status:
    return Status.ASSIGNED if state is State.NOT_STARTED else Status(state.value)
