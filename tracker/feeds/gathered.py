"""Which tasks belong into whose calendar, and what does the calendar know of them? A fixed number of queries."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime

from tracker.access.policy import Role
from tracker.cadence import book
from tracker.cadence import store as cadences
from tracker.cadence.settling import Planned
from tracker.calendar.rules import Entry as PutRight
from tracker.calendar.store import newest_entries
from tracker.clock import end_of_day
from tracker.feeds.rules import AHEAD, KEPT, Duty, Entry, Year, entries
from tracker.feeds.store import Reader, Wanted, headlines, tasks_wanted
from tracker.lang import Bilingual
from tracker.people.holders import holders_of, keys_behind, keys_of
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
    gone = book.gone(duties, since)
    tasks, leaving = _tasks(reader, _codes(duties), _codes(gone), today)
    calendar, put_right = newest_entries()
    stands, given_up = book.ahead((*duties, *gone), calendar, today, today + AHEAD, since)
    planned = [(each, one) for each, one in stands if _owes(reader, one)]
    ended = [(each, one) for each, one in given_up if _owes(reader, one)]
    returning = {one.plan.key for _each, one in planned}  # what was taken back stands as planned, under the same key
    standing = [task for task in (*tasks, *leaving) if task.plan.key not in returning]
    known = _Known(
        names_of_agencies(),
        {each.terms.obligation: each for each in duties},
        {each.terms.obligation: each for each in gone},
    )
    told = cadences.number_told({task.plan.obligation for task in standing})
    known_keys = {task.plan.key for task in standing}
    found = [
        *(_duty(task, known, told) for task in standing),
        *(_planned(each, one, known.names) for each, one in planned),
        *(
            replace(_planned(each, one, known.names), state=State.WAIVED)
            for each, one in ended
            if one.plan.key not in known_keys
        ),
    ]
    left = {task.id for task in leaving}
    return list(
        entries((replace(duty, leaves=True) if duty.id in left else duty for duty in found), _year(calendar, put_right))
    )


def _codes(duties: Iterable[book.Stated]) -> frozenset[str]:
    return frozenset(each.terms.obligation for each in duties)


def _tasks(
    reader: Reader, recurring: frozenset[str], gone: frozenset[str], today: date
) -> tuple[list[Task], list[Task]]:  # fmt: skip
    """The tasks of this calendar, and those that stood in it only as long as their obligation recurred."""
    tasks = tasks_wanted(_wanted(reader, recurring, today), today)
    if not gone:
        return tasks, []
    stay = {task.id for task in tasks}
    before = tasks_wanted(_wanted(reader, recurring | gone, today), today)
    return tasks, [task for task in before if task.id not in stay]


def _wanted(reader: Reader, recurring: frozenset[str], today: date) -> Wanted:
    if reader.agency is not None:
        return Wanted(agency=reader.agency, lasting=recurring)
    if reader.role not in (Role.LIAISON, Role.COORDINATOR):
        return Wanted(obligations=headlines() | recurring, periods=True, lasting=recurring)
    keys = keys_of(reader.person, today).union(*keys_behind(reader.person, today).values())
    if reader.role is Role.COORDINATOR:
        return Wanted(keys=keys, obligations=headlines() | recurring, periods=True, waiting=True, lasting=recurring)
    answering = {each.key for each in holders_of(reader.own, today) if not each.lost} if reader.own else set()
    return Wanted(keys=keys, nobodys=reader.own, holders=frozenset(answering), lasting=recurring)


def _owes(reader: Reader, one: Planned) -> bool:
    """Is a due date that has no task yet this reader's: of their agency, or of everybody's for those who see all reporting days?"""
    if reader.agency is not None or reader.role is Role.LIAISON:
        return one.agency == (reader.agency or reader.own)
    return True


@dataclass(frozen=True)
class _Known:
    """What is known beside tasks: names of agencies, and by their codes the obligations that recur and those that lately did."""

    names: dict[str, Bilingual]
    recurring: Mapping[str, book.Stated]
    gone: Mapping[str, book.Stated]


def _duty(task: Task, known: _Known, told: Mapping[str, int]) -> Duty:
    """What the calendar knows of a task. One that a cadence made is a duty to report for good, also when its obligation is gone."""
    plan = task.plan
    gone = known.gone.get(plan.obligation) if plan.period is None else None
    changed_at = max(task.changed_at, (gone and gone.found.changed_at) or task.changed_at)
    return Duty(
        task.id, plan.code, plan.title, who_does(plan, known.names), task.due_on, plan.due_on, task.state, task.version, changed_at,
        plan.derived, told.get(plan.obligation, 0), plan.obligation in known.recurring or plan.period is not None, gone is not None,
        agency=plan.agency if plan.period else None,
    )  # fmt: skip


def _planned(each: book.Stated, one: Planned, names: dict[str, Bilingual]) -> Duty:
    plan, found = one.plan, each.found
    return Duty(
        None, plan.code, plan.title, who_does(plan, names), plan.due_on, plan.due_on, State.NOT_STARTED, one.version,
        found.changed_at or BEGINNING, plan.derived, found.changes, True, agency=plan.agency, obligation=plan.obligation,
    )  # fmt: skip


def _year(calendar: WorkingCalendar, put_right: Mapping[date, PutRight]) -> Year:
    changed_at = max((each.at for each in put_right.values()), default=None)
    return Year(calendar, sum(each.version for each in put_right.values()), changed_at)
