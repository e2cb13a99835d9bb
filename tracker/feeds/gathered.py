"""Which tasks belong into whose calendar, and what does the calendar know of them? A fixed number of queries."""

from __future__ import annotations

from datetime import date

from tracker.access.policy import Role
from tracker.calendar.store import entries as days_put_right
from tracker.calendar.store import newest_calendar
from tracker.feeds.rules import Duty, Entry, Year, entries
from tracker.feeds.store import Reader, Wanted, headlines, recurring_duties, tasks_wanted
from tracker.lang import Bilingual
from tracker.people.holders import holders_of, keys_behind, keys_of
from tracker.people.store import agencies
from tracker.tasks.lines import names_of_agencies, who_does
from tracker.tasks.task import Task

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
    recurring = recurring_duties()
    names = names_of_agencies()
    duties = [_duty(task, names, recurring) for task in tasks_wanted(_wanted(reader, recurring, today), today)]
    return list(entries(duties, _year()))


def _wanted(reader: Reader, recurring: frozenset[str], today: date) -> Wanted:
    if reader.agency is not None:
        return Wanted(agency=reader.agency, lasting=recurring)
    if reader.role not in (Role.LIAISON, Role.COORDINATOR):
        return Wanted(obligations=headlines() | recurring, lasting=recurring)
    keys = keys_of(reader.person, today).union(*keys_behind(reader.person, today).values())
    if reader.role is Role.COORDINATOR:
        return Wanted(keys=keys, obligations=headlines() | recurring, waiting=True, lasting=recurring)
    answering = {each.key for each in holders_of(reader.own, today) if not each.lost} if reader.own else set()
    return Wanted(keys=keys, nobodys=reader.own, holders=frozenset(answering), lasting=recurring)


def _duty(task: Task, names: dict[str, Bilingual], recurring: frozenset[str]) -> Duty:
    plan = task.plan
    return Duty(
        task.id, plan.code, plan.title, who_does(plan, names), task.due_on, plan.due_on, task.state, task.version, task.changed_at,
        plan.derived, plan.obligation in recurring,
    )  # fmt: skip


def _year() -> Year:
    put_right = days_put_right().values()
    changed_at = max((each.at for each in put_right), default=None)
    return Year(newest_calendar(), sum(each.version for each in put_right), changed_at)
