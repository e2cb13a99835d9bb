"""Which tasks belong into whose calendar, and what does the calendar know of them? A fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tracker.access.policy import Role
from tracker.cadence import book
from tracker.cadence import store as cadences
from tracker.cadence.ahead import Ahead, ahead
from tracker.cadence.settling import Planned
from tracker.cadence.store import Told
from tracker.calendar.rules import Entry as PutRight
from tracker.calendar.store import newest_entries
from tracker.clock import end_of_day
from tracker.feeds.rules import AHEAD, KEPT, Duty, Entry, Year, entries
from tracker.feeds.store import Reader, Wanted, headlines, tasks_wanted
from tracker.lang import Bilingual
from tracker.people.holders import holders_of, keys_behind, keys_of
from tracker.people.post_store import posts_shown
from tracker.people.store import agencies
from tracker.tasks.lines import names_of_agencies, who_does
from tracker.tasks.task import Task
from tracker.tasks.workflow import State
from tracker.workdays import WorkingCalendar

BEGINNING = datetime(1970, 1, 1, tzinfo=UTC)
"""When a cadence was last changed of which nothing was recorded."""
MINE = Bilingual(th="งานของฉัน – ระบบติดตามมติคณะรัฐมนตรี", en="My work – Cabinet Resolution Tracker")
OF_AGENCY = Bilingual(th="{name} – ระบบติดตามมติคณะรัฐมนตรี", en="{name} – Cabinet Resolution Tracker")
LIAISON = Bilingual(
    th="งานที่ระบุตำแหน่งหรือชื่อของท่าน งานที่ท่านปฏิบัติแทนผู้อื่น และงานของหน่วยงานที่ยังไม่มีผู้รับผิดชอบโดยชื่อ",
    en="Tasks that name you or a post of yours, those of people for whom you act, and those of your agency that name nobody",
)
COORDINATOR = Bilingual(
    th="งานของภารกิจหลักของทุกมติ งานที่รอตรวจรับ วันรายงานและวันอังคารที่เสนอคณะรัฐมนตรีได้ และงานที่ระบุตำแหน่งหรือชื่อของท่าน",
    en="Tasks of each resolution's headline obligation, what waits for verification, reporting days with the Tuesdays after them, and"
    " tasks that name you or a post of yours",
)
OVERSEER = Bilingual(
    th="งานของภารกิจหลักของทุกมติ วันรายงาน และวันอังคารที่เสนอคณะรัฐมนตรีได้",
    en="Tasks of each resolution's headline obligation, and reporting days with the Tuesdays after them",
)
WHOLE_AGENCY = Bilingual(th="งานทั้งหมดของหน่วยงาน", en="All tasks of the agency")
ABOUT = {Role.LIAISON: LIAISON, Role.COORDINATOR: COORDINATOR}


def title_of(reader: Reader) -> Bilingual:
    """What a program calls the calendar."""
    if reader.agency is None:
        return MINE
    found = agencies().get(reader.agency)
    return OF_AGENCY.format(name=found.abbr if found else reader.agency)


def about(role: Role, agency: str | None) -> Bilingual:
    """What stands in a calendar, in words: an agency's, or that of a person with a role."""
    return WHOLE_AGENCY if agency else ABOUT.get(role, OVERSEER)


def calendar_of(reader: Reader, today: date) -> list[Entry]:
    """Everything that stands in this calendar on a day."""
    duties, since = book.stated(cadences.duties()), end_of_day(today - KEPT)
    calendar, put_right = newest_entries()
    coming = ahead((*book.gone(duties, since), *duties), calendar, today, today + AHEAD, since)
    planned = [(each, one) for each, one in coming.stands if _owes(reader, one)]
    ended = [(each, one) for each, one in coming.given_up if _owes(reader, one)]
    returning = {one.plan.key for _each, one in planned}  # what was taken back stands as planned, under the same key
    recurring = frozenset(each.terms.obligation for each in duties)
    standing = [each for each in _tasks(reader, coming, recurring, today) if each.task.plan.key not in returning]
    with_task = {each.task.plan.key for each in standing}
    ended = [found for found in ended if found[1].plan.key not in with_task]
    names, told = names_of_agencies(), _recorded(standing, (*planned, *ended))
    found = [
        *(_duty(each, names, told.of(each.resolution, each.task.plan)) for each in standing),
        *(_planned(one, names, told.of(each.duty.resolution_id, one.plan)) for each, one in planned),
        *(_ended(one, names, told.of(each.duty.resolution_id, one.plan)) for each, one in ended),
    ]
    return list(entries(found, _year(calendar, put_right)))


@dataclass(frozen=True)
class _Standing:
    """A task of the calendar: the id of its resolution, whether the file asks for a periodic report by it (`recurs`) or lately did
    (`stopped`), and whether it stood here only as long as its obligation recurred (`leaves`)."""

    resolution: int
    task: Task
    recurs: bool
    stopped: bool
    leaves: bool


def _tasks(reader: Reader, coming: Ahead, recurring: frozenset[str], today: date) -> list[_Standing]:
    """The tasks of this calendar, and those that stood in it only as long as their obligation was one of the `recurring`."""
    lately = coming.every.keys() - recurring
    tasks = tasks_wanted(_wanted(reader, recurring, today), today)
    stay = {task.id for _resolution, task in tasks}
    before = tasks_wanted(_wanted(reader, recurring | lately, today), today) if lately else []
    found = (*tasks, *(each for each in before if each[1].id not in stay))
    return [_Standing(of, task, *coming.delivers(task), task.id not in stay) for of, task in found]


def _recorded(standing: Iterable[_Standing], planned: Iterable[tuple[book.Stated, Planned]]) -> cadences.Recorded:
    """What was recorded of everything that stands in a calendar."""
    plans = [(each.resolution, each.task.plan) for each in standing]
    plans += [(each.duty.resolution_id, one.plan) for each, one in planned]
    periodic = {plan.obligation for _resolution, plan in plans if plan.period is not None}
    return cadences.recorded({(resolution, plan.obligation) for resolution, plan in plans}, periodic)


def _wanted(reader: Reader, recurring: frozenset[str], today: date) -> Wanted:
    if reader.agency is not None:
        return Wanted(agency=reader.agency, lasting=recurring)
    if reader.role not in (Role.LIAISON, Role.COORDINATOR):
        return Wanted(obligations=headlines() | recurring, periods=True, lasting=recurring)
    posts = posts_shown()
    keys = keys_of(reader.person, today, posts).union(*keys_behind(reader.person, today).values())
    if reader.role is Role.COORDINATOR:
        return Wanted(keys=keys, obligations=headlines() | recurring, periods=True, waiting=True, lasting=recurring)
    answering = {each.key for each in holders_of(reader.own, today, posts) if not each.lost} if reader.own else set()
    return Wanted(keys=keys, nobodys=reader.own, holders=frozenset(answering), lasting=recurring)


def _owes(reader: Reader, one: Planned) -> bool:
    """Is a due date that has no task yet this reader's: of their agency, or of everybody's for those who see all reporting days?"""
    if reader.agency is not None or reader.role is Role.LIAISON:
        return one.agency == (reader.agency or reader.own)
    return True


def _duty(each: _Standing, names: dict[str, Bilingual], told: Told) -> Duty:
    """What the calendar knows of a task. One that a cadence made is a duty to report for good, also when its obligation is gone."""
    task, plan = each.task, each.task.plan
    periodic = plan.period is not None
    return Duty(
        task.id, plan.code, plan.title, who_does(plan, names), task.due_on, plan.due_on, task.state, task.version,
        max(task.changed_at, told.at or task.changed_at), plan.derived, told.number, each.recurs or periodic, each.stopped and not periodic,
        each.leaves, plan.agency if periodic else None,
    )  # fmt: skip


def _planned(one: Planned, names: dict[str, Bilingual], told: Told) -> Duty:
    plan = one.plan
    return Duty(
        None, plan.code, plan.title, who_does(plan, names), plan.due_on, plan.due_on, State.NOT_STARTED, one.version,
        told.at or BEGINNING, plan.derived, told.number, True, agency=plan.agency, obligation=plan.obligation,
    )  # fmt: skip


def _ended(one: Planned, names: dict[str, Bilingual], told: Told) -> Duty:
    return replace(_planned(one, names, told), state=State.WAIVED)


def _year(calendar: WorkingCalendar, put_right: Mapping[date, PutRight]) -> Year:
    changed_at = max((each.at for each in put_right.values()), default=None)
    return Year(calendar, sum(each.version for each in put_right.values()), changed_at)
