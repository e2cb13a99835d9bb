"""What goes into the outbox now? One digest for each person and day, once their hour has come, or a message for each task.

Agencies that are to be written to stand in a coordinator's first message of a day; whoever has no other is sent one for their sake on the
days that `writing.to_say` names.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from datetime import date, datetime

from flask import current_app

from tracker.access.policy import Role
from tracker.calendar.store import calendar_for
from tracker.clock import bangkok_day
from tracker.lang import Bilingual
from tracker.ledger.store import end_reading, write_transaction
from tracker.people.rules import User
from tracker.people.store import agencies, users
from tracker.reminders import links, outbox, outbox_store, preference_store, rule_book, stalled, store, writing
from tracker.reminders.digest import Digest, Item
from tracker.reminders.digest import Letter as ToAgency
from tracker.reminders.outbox import Channel, Letter, Purpose
from tracker.reminders.store import Kept
from tracker.reminders.wants import Mode, Preference, hour_has_come, is_binding
from tracker.reminders.writing import ToWrite
from tracker.tasks import store as tasks
from tracker.tasks.lines import who_does
from tracker.tasks.moving import held_by
from tracker.tasks.prompts import Prompt, prompts
from tracker.tasks.task import Task
from tracker.tasks.workflow import OPEN, State
from tracker.workdays import WorkingCalendar

log = logging.getLogger(__name__)

TooMany = Callable[[date, int], bool]
"""Are messages to so many more people on a day more than may go out unasked?"""


class NotServed(Exception):
    """Some people's preferences could not be read (`unread`), and the defaults held for them, or a message of theirs could not be put
    together (`failed`) and is tried again; all others were served. Both by address, with what was wrong; `laid` counts the messages."""

    def __init__(self, unread: Mapping[str, str], failed: Mapping[str, str], laid: int) -> None:
        super().__init__(", ".join(f"{email}: {fault}" for email, fault in {**unread, **failed}.items()))
        self.unread, self.failed, self.laid = unread, failed, laid

    @property
    def words(self) -> Bilingual:
        """The same for people."""
        parts = [pattern.format(names=", ".join(f"{email}: {fault}" for email, fault in faults.items()))
                 for pattern, faults in ((UNREAD, self.unread), (FAILED, self.failed)) if faults]  # fmt: skip
        return Bilingual(" ".join(each.th for each in parts), " ".join(each.en for each in parts))


UNREAD = Bilingual(
    th="อ่านการตั้งค่าการแจ้งเตือนของบางบัญชีไม่ได้ จึงใช้ค่าเริ่มต้น และทุกคนได้รับข้อความแล้ว: {names}",
    en="How some accounts want to be told cannot be read; the defaults held, and everybody was served: {names}",
)
FAILED = Bilingual(
    th="จัดทำข้อความถึงบางบัญชีไม่สำเร็จ ผู้อื่นได้รับครบแล้ว ระบบจะลองใหม่ในรอบถัดไป: {names}",
    en="The messages to some accounts could not be put together; the others were served; it is tried again: {names}",
)
MOST_APART = 20
"""Who wants a message for each task, and has more than this, gets a digest that day all the same."""


@dataclass(frozen=True)
class _Around:
    """What every message needs: the day and its calendar, tasks and accounts by id, what bodies are called in short, with which words
    coordinators asked, and which agencies its reader is told are to be written to, `alone` also where there is nothing else to say."""

    day: date
    calendar: WorkingCalendar
    tasks: Mapping[int, Task]
    accounts: Mapping[int, User]
    names: Mapping[str, Bilingual]
    prompts: Mapping[Prompt, Bilingual]
    to_write: Sequence[ToWrite]
    alone: bool


def compose(now: datetime, too_many: TooMany) -> int:
    """Lay into the outbox what people should have by now; how many messages. Nothing on a day off.

    `too_many` says whether messages to so many people need a person's word first; then all of them are held. Raises
    NotServed after everybody else was served.
    """
    day = bangkok_day(now)
    calendar = calendar_for(day)
    if not calendar.is_working(day):
        return 0
    _take_back_outdated(day)
    accounts = {id_: user for id_, user in users() if user.enabled}
    wants, unread = preference_store.preferences(set(accounts))
    served, hours = outbox_store.people_told(Purpose.DIGEST, day), rule_book.hours()
    awake = {id_ for id_ in accounts if hour_has_come(wants[id_], now, hours)}
    ready = _ready(awake, wants, served)
    names = {code: agency.abbr for code, agency in agencies().items()}
    to_write = _to_write({id_: accounts[id_] for id_ in awake - served}, day)
    alone = {id_ for id_ in _to_say(to_write, day) if wants[id_].mode is not Mode.OFF}
    ready |= {id_: [] for id_ in sorted(alone - set(ready))}
    end_reading()
    failed: dict[str, str] = {}
    laid = 0
    held = bool(ready) and too_many(day, len(ready))
    for id_, items in ready.items():
        try:
            standing, words = _standing(items), prompts([each.prompt for each in items if each.prompt])
            end_reading()
            around = _Around(day, calendar, standing, accounts, names, words, to_write.get(id_, ()), id_ in alone)
            laid += _served(id_, wants[id_], items, around, now, held=held)
        except Exception as error:
            log.exception("the message to account %s could not be put together", id_)
            failed[accounts[id_].email] = type(error).__name__
    if unread or failed:
        raise NotServed({accounts[id_].email: f"“{word}”" for id_, word in sorted(unread.items())}, failed, laid)
    return laid


def _take_back_outdated(day: date) -> None:
    """After days without mail a person gets one message that says what is due now, not those that were never sent and then one more."""
    with write_transaction():
        store.freed(outbox_store.replace_outdated(day))


def _to_write(people: Mapping[int, User], day: date) -> dict[int, list[ToWrite]]:
    """The agencies that each of these people is told are to be written to: only coordinators write, and never to their own. A message
    goes out without them rather than not at all."""
    coordinators = {id_: user for id_, user in people.items() if user.role is Role.COORDINATOR}
    try:
        found = stalled.for_others(stalled.to_write(day)) if coordinators else []
    except Exception:
        log.exception("it could not be asked which agencies are to be written to")
        return {}
    return {id_: [each for each in found if each.agency != user.agency] for id_, user in coordinators.items()}


def _to_say(to_write: Mapping[int, Sequence[ToWrite]], day: date) -> set[int]:
    """Who is to hear of the agencies today, whether there is anything else to say or not."""
    if not any(to_write.values()):
        return set()
    last, rules, calendar = outbox_store.last_told(set(to_write), Purpose.DIGEST), rule_book.rules(), calendar_for(day)
    return {id_ for id_, found in to_write.items() if writing.to_say(found, last.get(id_), rules, calendar, day)}


def _ready(awake: Set[int], wants: Mapping[int, Preference], served: Set[int]) -> dict[int, list[Kept]]:
    """Who of those whose hour has come was not sent a digest today yet, and what each of them is to be told."""
    waiting = {
        id_: _sent_to(items, wants[id_])
        for id_, items in store.unsent().items()
        if id_ in awake and (id_ not in served or wants[id_].mode is Mode.EACH)
    }
    return {id_: items for id_, items in waiting.items() if items}


def _standing(items: Sequence[Kept]) -> dict[int, Task]:
    """The tasks of these reminders that still ask for what the reminder says."""
    found: dict[int, Task] = {}
    for some in (items[place : place + store.CHUNK] for place in range(0, len(items), store.CHUNK)):
        found |= tasks.several({each.task for each in some})
    end_reading()
    return {each.task: found[each.task] for each in items if each.task in found and _asks(each, found[each.task])}


def _asks(each: Kept, task: Task) -> bool:
    if each.step.startswith("waiting:"):
        return task.state is State.SUBMITTED
    if each.step.startswith("held:"):
        return task.state in OPEN and task.block is not None
    return task.state in OPEN and task.due_on == each.due_on


def _served(
    person: int, wanted: Preference, items: Sequence[Kept], around: _Around, now: datetime, *, held: bool
) -> int:  # fmt: skip
    """Lay out what one person is told, each message in a transaction with its reminders; how many messages. What another laid out or
    somebody closed since it was read waits for the next turn, which says how things stand then."""
    standing = [each for each in items if each.task in around.tasks]
    apart = wanted.mode is Mode.EACH and len(standing) <= MOST_APART
    parts = [[each] for each in standing] if apart else [standing]
    laid = 0
    for number, part in enumerate(parts or [[]]):
        if not part and not around.alone:
            continue
        key = f"each:{person}:{part[0].id}" if apart and part else f"digest:{person}:{around.day}"
        letter = _letter(key, person, wanted, part, around if number == 0 else replace(around, to_write=()))
        with write_transaction():
            ids = [each.id for each in part]
            sound = not part or store.still_unsent(ids)
            id_ = outbox.put(letter, outbox.message_id(key, links.domain()), now, held=held) if sound else None
            if id_ is not None:
                store.carried(ids, id_)
                laid += 1
    return laid


def _sent_to(items: Sequence[Kept], wanted: Preference) -> list[Kept]:
    """Which of a person's reminders are sent: all, or only those that nobody can refuse."""
    return [each for each in items if wanted.mode is not Mode.OFF or is_binding(each.audience, each.days)]


def _letter(key: str, person: int, wanted: Preference, items: Sequence[Kept], around: _Around) -> Letter:
    user, binding = around.accounts[person], any(is_binding(each.audience, each.days) for each in items)
    unsubscribe = "" if binding or wanted.channel else links.stop(person)  # others read what goes to a service
    said = Digest(
        wanted.lang, user.name, around.day, [_item(each, around) for each in items], f"{links.base()}/inbox",
        f"{links.base()}/inbox/settings", unsubscribe, _letters(around), f"{links.base()}/letters?show=due",
        oversees=user.role is Role.EXECUTIVE,
    )  # fmt: skip
    return Letter(
        key, person, Purpose.DIGEST, around.day, _channel(wanted), wanted.channel or user.email, said.subject,
        _drawn("reminders/digest.txt", said), _drawn("reminders/digest.html", said), unsubscribe,
    )  # fmt: skip


def _letters(around: _Around) -> list[ToAgency]:
    """The agencies that the reader is told are to be written to."""
    return [
        ToAgency(around.names.get(each.agency, Bilingual(each.agency, each.agency)), len(each.tasks), each.first)
        for each in around.to_write
    ]


def _channel(wanted: Preference) -> Channel:
    return Channel.APPRISE if wanted.channel else Channel.MAIL


def _item(each: Kept, around: _Around) -> Item:
    task, waits = around.tasks[each.task], each.step.startswith("waiting:")
    giver = around.accounts.get(each.why.get("in_place_of") or 0)
    said, who = each.step.partition(":")[0], who_does(task.plan, around.names)
    since = bangkok_day(task.block.since) if task.block and said == "held" else task.due_on
    days = each.days if waits else around.calendar.working_days_between(since, around.day)
    return Item(
        task.plan.code, task.plan.title, who, task.due_on, days, links.go(each.id), waits, said, giver.name if giver else None,
        held_by(task, around.names) if task.block else None, around.prompts.get(each.prompt) if each.prompt else None,
    )  # fmt: skip


def _drawn(template: str, said: Digest) -> str:
    """The message's words; outside a request, so the page's own context is not asked."""
    return current_app.jinja_env.get_template(template).render(digest=said)


TESTS_A_DAY = 3


def test(person: int, now: datetime) -> bool:
    """Lay a message into the outbox that says only that it arrived; False once a person has had TESTS_A_DAY of a day."""
    day, wanted = bangkok_day(now), preference_store.preference(person)
    user = dict(users())[person]
    said = Digest(wanted.lang, user.name, day, (), f"{links.base()}/inbox", f"{links.base()}/inbox/settings")
    for number in range(1, TESTS_A_DAY + 1):
        letter = Letter(
            f"test:{person}:{day}:{number}", person, Purpose.TEST, day, _channel(wanted),
            wanted.channel or user.email, said.test_subject, _drawn("reminders/test.txt", said), _drawn("reminders/test.html", said),
        )  # fmt: skip
        with write_transaction():
            if outbox.put(letter, outbox.message_id(letter.key, links.domain()), now) is not None:
                return True
    return False
