"""What does a person's inbox hold, and why does each reminder stand there?"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from tracker.access.policy import Actor, Role
from tracker.calendar.store import calendar_for
from tracker.clock import bangkok_day
from tracker.lang import Bilingual, format_date
from tracker.ledger.store import cut_on
from tracker.people.holders import words_of
from tracker.people.store import Agency, agencies, names_of
from tracker.reminders import ending_store, stalled, store
from tracker.reminders.ending_store import Ending
from tracker.reminders.owing import LADDER
from tracker.reminders.rule_book import rules
from tracker.reminders.rules import EVERY_KIND, Audience, Rule
from tracker.reminders.store import Kept
from tracker.reminders.writing import ToWrite
from tracker.tasks import store as tasks
from tracker.tasks.lines import who_does
from tracker.tasks.moving import held_by
from tracker.tasks.prompts import prompts
from tracker.tasks.task import Task
from tracker.tasks.workflow import OPEN
from tracker.web.frame import link
from tracker.workdays import WorkingCalendar

MOST = 200
"""So many reminders a page shows; a person with more has another problem than this page."""


TOLD_ANEW = Bilingual(th="มีการแจ้งเตือนใหม่กว่าของงานนี้แทนแล้ว", en="A later reminder of this task took its place")
DUE_MOVED = Bilingual(th="กำหนดของงานเปลี่ยนหลังการแจ้งเตือนนี้", en="The due date has changed since")
MOVED = Bilingual(th="งานมีความเคลื่อนไหวหลังการแจ้งเตือนนี้", en="The task has moved since")
LETTER_DUE = Bilingual(
    th="งานไม่มีความคืบหน้าเกินเกณฑ์ที่กำหนด ควรมีหนังสือถึงหน่วยงาน",
    en="It has stood still so long that the agency is to be written to.",
)


@dataclass(frozen=True)
class Line:
    """One reminder with its task as it stands today: `days` are working days after the due date or, where it `waits`, since it was sent;
    `place_of` is the account for which the reader acts."""

    kept: Kept
    task: Task
    who: Bilingual
    days: int
    late: bool
    href: str
    place_of: Bilingual | None
    blocked: Bilingual | None
    """Who has to act before the task can go on; None where nothing holds it up."""
    ending: Ending | None = None
    """Why it is not in the inbox any more; None where it is."""
    words: Bilingual | None = None
    """With which words a coordinator asked for it or sent it back."""

    @property
    def said(self) -> str:
        """Whether a coordinator asked for it ("nudge"), sent it back ("returned"), or the reader's agency holds it up ("held")."""
        return self.kept.step.partition(":")[0]

    @property
    def taken_out(self) -> bool:
        """Did the reader take it out of the inbox although it asks for something still?"""
        return self.ending is Ending.TAKEN_OUT

    @property
    def passed(self) -> Bilingual | None:
        """Why it asks for nothing any more although its task is open; None where it does, or where how the task stands says it."""
        if self.ending is None or self.taken_out or self.task.state not in OPEN:
            return None
        if self.ending is Ending.TOLD_ANEW:
            return TOLD_ANEW
        return DUE_MOVED if self.task.due_on != self.kept.due_on else MOVED

    @property
    def waits(self) -> bool:
        """Is it a submission that waits for a verdict?"""
        return self.kept.step.startswith("waiting:")


def lines(person: int, day: date, *, done: bool = False) -> list[Line]:
    """A person's reminders, what hurts most first (done ones: the latest first); a fixed number of queries."""
    return _lines(store.inbox(person, MOST, done=done), day)


def to_write(actor: Actor, day: date) -> list[tuple[Agency, ToWrite]]:
    """The agencies that this person is to write to: a coordinator's, never the own one; nobody else's."""
    if actor.role is not Role.COORDINATOR:
        return []
    bodies = agencies()
    found = stalled.for_others(stalled.to_write(day))
    return [(bodies[each.agency], each) for each in found if each.agency != actor.agency_code]


def line(kept: Kept, day: date) -> Line | None:
    """One reminder, with all that a coordinator said; None when its task is no more."""
    return next(iter(_lines([kept], day, whole=True)), None)


def href(kept: Kept, task: Task) -> str:
    """The very form that a reminder asks for; the task's page where there is none for this reader."""
    if kept.step.startswith("waiting:"):
        return link("tasks.review", task_id=task.id)
    if kept.audience is Audience.AGENCY and task.state in OPEN:
        return link("tasks.progress", task_id=task.id)
    return link("tasks.page", task_id=task.id)


def _lines(found: Iterable[Kept], day: date, *, whole: bool = False) -> list[Line]:
    every = list(found)
    known, calendar = tasks.several({each.task for each in every}), calendar_for(day)
    done = [each.id for each in every if each.done_at]
    endings = ending_store.endings(done) if done else {}
    bodies = {code: agency.abbr for code, agency in agencies().items()} if every else {}
    givers = names_of({giver for each in every if (giver := each.why.get("in_place_of"))})
    words = prompts([each.prompt for each in every if each.prompt], whole=whole)
    return [
        Line(
            each, task, who_does(task.plan, bodies), _days(each, task, calendar, day), day > task.due_on, href(each, task),
            givers.get(each.why.get("in_place_of") or 0), held_by(task, bodies) if task.holdup else None, endings.get(each.id),
            words.get(each.prompt) if each.prompt else None,
        )
        for each in every if (task := known.get(each.task))
    ]  # fmt: skip


def _days(kept: Kept, task: Task, calendar: WorkingCalendar, day: date) -> int:
    """Working days since the due date (negative before it), since the submission, or since the block that the reader has to clear."""
    if kept.step.startswith("waiting:"):
        return kept.days
    since = bangkok_day(task.block.since) if task.block and kept.audience is Audience.HOLDUP else task.due_on
    return calendar.working_days_between(since, day)


PAUSED = Bilingual(
    th="ขณะนี้มีคำขอขยายกำหนดที่รอพิจารณา จึงไม่เตือนหลังวันครบกำหนดและไม่แจ้งระดับที่สูงขึ้นจนกว่าจะทราบผล",
    en="A request for more time waits for its answer: until then nobody is reminded after the due date, and nobody further up is told.",
)


def why(kept: Kept, task: Task) -> list[Bilingual]:
    """Line by line, why this person was told of this task on that day."""
    then = rules(cut_on(kept.day))
    rule = then.get(str(kept.why.get("kind"))) or then[EVERY_KIND]
    due, still = kept.due_on, int(kept.why.get("still") or 0)
    said = [_step(kept)]
    if kept.audience is Audience.AGENCY:
        said.append(_meant(kept))
    elif kept.audience is not Audience.HOLDUP and not kept.step.startswith("waiting:"):
        said.append(_climbed(kept.audience, rule, still))
        if kept.audience is Audience.COORDINATOR and rule.letter is not None and still >= rule.letter:
            said.append(LETTER_DUE)
    if (giver := kept.why.get("in_place_of")) and (name := names_of({giver}).get(giver)):
        said.append(
            Bilingual(th="ท่านปฏิบัติแทน {name} ในวันนั้น", en="You acted in the place of {name} on that day.").format(
                name=name
            )
        )
    if task.due_on != due:
        said.append(_moved(due, task.due_on))
    if task.request is not None and kept.audience in LADDER:
        said.append(PAUSED)
    return said


def _step(kept: Kept) -> Bilingual:
    name, _, rest = kept.step.partition(":")
    day = Bilingual(th=format_date(kept.due_on, "th", "long"), en=format_date(kept.due_on, "en", "long"))
    if name == "waiting":
        return Bilingual(
            th=f"งานรอตรวจรับมาแล้ว {kept.days} วันทำการ ระบบแจ้งผู้ประสานงานกลางเมื่อรอครบ {rest.rpartition(':')[2]} วันทำการ",
            en=f"The submission had waited {kept.days} working days; coordinators are told after {rest.rpartition(':')[2]}.",
        )
    if name == "held":
        return _held(kept.days)
    if name == "returned":
        return Bilingual(
            th="งานนี้ถูกส่งกลับให้แก้ไข กำหนด {day} เหตุผลอยู่ในหน้าของงาน",
            en="This task was returned for correction; it is due on {day}. The reason stands on its page.",
        ).format(day=day)
    if name == "nudge":
        return Bilingual(
            th="ผู้ประสานงานกลางขอให้เร่งดำเนินการงานนี้ กำหนด {day}",
            en="A coordinator asked you to expedite this task, which is due on {day}.",
        ).format(day=day)
    if name == "week":
        return Bilingual(
            th=f"รายการประจำสัปดาห์ของผู้บริหาร งานครบกำหนด {day.th} และเกินมาแล้ว {kept.days} วันทำการ",
            en=f"The executives' weekly list: the task was due on {day.en} and was {kept.days} working days overdue.",
        )
    if name == "after":
        return Bilingual(
            th=f"งานครบกำหนด {day.th} เกินมาแล้ว {kept.days} วันทำการ ระบบเตือนเมื่อเกินครบ {rest} วันทำการ",
            en=f"The task was due on {day.en} and was {kept.days} working days overdue; the step is {rest} days after.",
        )
    return Bilingual(
        th=f"งานจะครบกำหนด {day.th} เหลือ {-kept.days} วันทำการ ระบบเตือนล่วงหน้า {rest} วันทำการ",
        en=f"The task falls due on {day.en} with {-kept.days} working days left; the step is {rest} days before.",
    )


def _held(days: int) -> Bilingual:
    passed = Bilingual(
        th=f" ขณะนั้นติดขัดมาแล้ว {days} วันทำการ" if days else "",
        en=f"; {days} working day{'' if days == 1 else 's'} had passed" if days else "",
    )
    return Bilingual(
        th="หน่วยงานอื่นบันทึกว่างานนี้ติดขัด และระบุให้หน่วยงานของท่านเป็นผู้ต้องแก้เหตุขัดข้อง{passed}",
        en="Another agency recorded that this task cannot go on before yours has acted{passed}.",
    ).format(passed=passed)


def _meant(kept: Kept) -> Bilingual:
    holder = kept.why.get("responsible")
    name = words_of({holder}, kept.day).get(holder) if holder else None
    if name is None:
        return Bilingual(
            th="งานนี้ไม่ได้ระบุผู้รับผิดชอบ จึงแจ้งผู้ประสานงานทุกคนของหน่วยงาน",
            en="Nobody is named as responsible for the task, so every liaison of the agency is told.",
        )
    return Bilingual(th="ผู้รับผิดชอบงานนี้คือ {name}", en="{name} answers for the task.").format(name=name)


def _climbed(audience: Audience, rule: Rule, still: int) -> Bilingual:
    return Bilingual(
        th="งานเกินกำหนดและไม่มีความคืบหน้า {still} วันทำการ ตั้งแต่ {rung} วันทำการขึ้นไประบบแจ้ง{who}",
        en="The overdue task had not moved for {still} working days; from {rung} on this is told to: {who}.",
    ).format(still=str(still), rung=str(rule.rung(audience)), who=audience.title)


def _moved(before: date, now: date) -> Bilingual:
    return Bilingual(
        th=f"ขณะนั้นกำหนดคือ {format_date(before, 'th', 'long')} ปัจจุบันเลื่อนเป็น {format_date(now, 'th', 'long')}",
        en=f"It was due on {format_date(before, 'en', 'long')} then; it is due on {format_date(now, 'en', 'long')} now.",
    )
