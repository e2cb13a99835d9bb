"""What goes into the outbox now? One digest for each person and day, once their hour has come, or a message for each task."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from flask import current_app

from tracker.calendar.store import calendar_for
from tracker.clock import bangkok_day
from tracker.lang import Bilingual
from tracker.ledger.store import end_reading, write_transaction
from tracker.people.rules import User
from tracker.people.store import agencies, users
from tracker.reminders import links, outbox, preference_store, store
from tracker.reminders.digest import Digest, Item
from tracker.reminders.outbox import Channel, Letter, Purpose
from tracker.reminders.store import Kept
from tracker.reminders.wants import Mode, Preference, hour_has_come, is_binding
from tracker.tasks import store as tasks
from tracker.tasks.task import Task
from tracker.workdays import WorkingCalendar

TooMany = Callable[[date, int], bool]
"""Are so many messages on a day more than may go out unasked?"""


class NotUnderstood(Exception):
    """Some people's preferences could not be read, and the defaults held for them; everybody was served. The text names them, `laid` says
    how many messages there were."""

    def __init__(self, names: str, laid: int) -> None:
        super().__init__(names)
        self.laid = laid


@dataclass(frozen=True)
class _Around:
    """What every message needs: the day and its calendar, tasks and accounts by id, and what bodies are called in short."""

    day: date
    calendar: WorkingCalendar
    tasks: Mapping[int, Task]
    accounts: Mapping[int, User]
    names: Mapping[str, Bilingual]


@dataclass(frozen=True)
class _Draft:
    """A message that is not laid out yet, and the reminders that travel in it."""

    letter: Letter
    reminders: tuple[int, ...]


def compose(now: datetime, too_many: TooMany) -> int:
    """Lay into the outbox what people should have by now; how many messages. Nothing on a day off.

    `too_many` says whether so many messages of one day need a person's word first; then all of them are held. Raises
    NotUnderstood after everybody was served.
    """
    day = bangkok_day(now)
    calendar = calendar_for(day)
    if not calendar.is_working(day):
        return 0
    waiting = store.unsent()
    wants, faults = preference_store.preferences(set(waiting))
    accounts = {id_: user for id_, user in users() if user.enabled}
    ready = {
        id_: _sent_to(items, wants[id_])
        for id_, items in waiting.items()
        if id_ in accounts and hour_has_come(wants[id_], now)
    }
    ready = {id_: items for id_, items in ready.items() if items}
    known = tasks.several({each.task for items in ready.values() for each in items})
    names = {code: agency.abbr for code, agency in agencies().items()}
    around = _Around(day, calendar, known, accounts, names)
    drafts = [draft for id_, items in ready.items() for draft in _drafts(id_, wants[id_], items, around)]
    end_reading()
    laid = _laid(drafts, now, held=bool(drafts) and too_many(day, len(drafts)))
    if faults:
        raise NotUnderstood(
            "; ".join(f"{accounts[id_].email}: {word}" for id_, word in faults.items() if id_ in accounts), laid
        )
    return laid


def _sent_to(items: Sequence[Kept], wanted: Preference) -> list[Kept]:
    """Which of a person's reminders are sent: all, or only those that nobody can refuse."""
    return [each for each in items if wanted.mode is not Mode.OFF or is_binding(each.audience, each.days)]


def _drafts(person: int, wanted: Preference, items: Sequence[Kept], around: _Around) -> list[_Draft]:
    parts = [[each] for each in items] if wanted.mode is Mode.EACH else [list(items)]
    return [_draft(person, wanted, part, around) for part in parts]


def _draft(person: int, wanted: Preference, items: Sequence[Kept], around: _Around) -> _Draft:
    user, binding = around.accounts[person], any(is_binding(each.audience, each.days) for each in items)
    unsubscribe = "" if binding else links.stop(person)
    said = Digest(
        wanted.lang, user.name, around.day, [_item(each, around) for each in items if each.task in around.tasks],
        f"{links.base()}/inbox", f"{links.base()}/inbox/settings", unsubscribe,
    )  # fmt: skip
    key = f"digest:{person}:{around.day}" if wanted.mode is not Mode.EACH else f"each:{person}:{items[0].id}"
    letter = Letter(
        key, person, Purpose.DIGEST, around.day, _channel(wanted), wanted.channel or user.email, said.subject,
        _drawn("reminders/digest.txt", said), _drawn("reminders/digest.html", said), unsubscribe,
    )  # fmt: skip
    return _Draft(letter, tuple(each.id for each in items))


def _channel(wanted: Preference) -> Channel:
    return Channel.APPRISE if wanted.channel else Channel.MAIL


def _item(each: Kept, around: _Around) -> Item:
    task, waits = around.tasks[each.task], each.step.startswith("waiting:")
    giver = around.accounts.get(each.why.get("in_place_of") or 0)
    days = each.days if waits else around.calendar.working_days_between(task.due_on, around.day)
    agency = around.names.get(each.agency, Bilingual(th=each.agency, en=each.agency))
    return Item(
        task.plan.code, task.plan.title, agency, task.due_on, days, links.go(each.id), waits, giver.name if giver else None
    )  # fmt: skip


def _drawn(template: str, said: Digest) -> str:
    """The message's words; outside a request, so the page's own context is not asked."""
    return current_app.jinja_env.get_template(template).render(digest=said)


def _laid(drafts: Collection[_Draft], now: datetime, *, held: bool) -> int:
    """Each message in a transaction with its reminders; one that lies there already carries nothing more."""
    laid = 0
    for draft in drafts:
        with write_transaction():
            id_ = outbox.put(draft.letter, outbox.message_id(draft.letter.key, links.domain()), now, held=held)
            if id_ is not None:
                store.carried(draft.reminders, id_)
                laid += 1
    return laid


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
