"""Is everybody told of everything once, and nothing acknowledged lost, while workers, schedulers and senders are killed at their work?

The whole product runs: four web workers that people work with, three schedulers that plan and compose and send, two senders more, a real
SMTP server. `KILLS=50 MESSAGES=400 pytest -s tests/services/test_killed_reminders.py` is the full measure (decision 16); the suite runs a
small one.
"""

from __future__ import annotations

import os
import random
import re
import time
import urllib.parse
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import func, select

from tests import world
from tests.services import in_the_morning
from tests.services.fleet import Fleet, running
from tests.services.mail_servers import Mailbox, serving
from tests.services.outbox_samples import plainly, set_server, states
from tests.services.processes import wait
from tests.services.test_killed import Writer, wait_for_more
from tests.services.test_killed_uploads import cookie_of, hidden
from tracker import clock
from tracker.access.policy import Role
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.jobs import table
from tracker.lang import Bilingual
from tracker.ledger.store import events
from tracker.people import service as people
from tracker.reminders import links, service
from tracker.reminders.composing import MOST_APART
from tracker.reminders.delivery import send_due
from tracker.reminders.outbox import MessageRow, MessageState
from tracker.reminders.outbox_store import LEASE
from tracker.reminders.store import ReminderRow
from tracker.reminders.wants import Mode, Preference

pytestmark = pytest.mark.disk

KILLS, MESSAGES = int(os.environ.get("KILLS", "4")), int(os.environ.get("MESSAGES", "40"))
AGENCIES = ("msdhs", "moph", "moe")
JOBS = ("plan-reminders", "lay-out-messages", "send-messages")
NO_MORE = 75 if KILLS > 10 else 3
"""Seconds without another mail after which the next is killed all the same: what a killed scheduler was at is begun again after sixty."""
PATIENCE, PAUSE = 60, 0.5
MOST = 10_000
WORDS = "ความเห็น "
"""How what the people of this test write begins (Writer)."""
LINK = re.compile(r"/go/([^\s]+)")


class Liaison(Writer):
    """A person who reports progress on one task again and again and notes what was acknowledged."""

    def comment(self, words: str) -> None:
        """Read the form, fill it in, and note the words when the answer says that they were recorded."""
        page = self.ask(f"{self.address}/progress", None).decode()
        given = {name: hidden(page, name) for name in ("csrf_token", "version", "act_key")}
        given |= {"percent": "50", "note": words, "effective_on": "31/05/2556", "evidence": ""}
        self.ask(f"{self.address}/progress", urllib.parse.urlencode(given).encode())
        self.acknowledged.append(words)


class Administrator(Writer):
    """A person who looks at what goes out and has the jobs run now, again and again."""

    def comment(self, words: str) -> None:
        """Ask for one job more."""
        home = self.address.rpartition("/tasks/")[0]
        token = hidden(self.ask(f"{home}/jobs", None).decode(), "csrf_token")
        job = JOBS[len(self.acknowledged) % len(JOBS)]
        self.ask(f"{home}/jobs/{job}/run", urllib.parse.urlencode({"csrf_token": token}).encode())
        self.ask(f"{home}/outbox", None)
        self.acknowledged.append(words)
        self.stop.wait(PAUSE)


@pytest.fixture
def morning(monkeypatch: pytest.MonkeyPatch) -> None:
    """It is morning here and in every process that is started."""
    by, real = in_the_morning.shift(), clock.real_now
    monkeypatch.setenv(in_the_morning.SHIFT, str(by.total_seconds()))
    monkeypatch.setattr(clock, "real_now", lambda: real() + by)


@pytest.fixture
def readers(app: Flask, morning: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """So many liaisons, each with a message for each task, that at least MESSAGES are to be sent."""
    monkeypatch.setattr(people, "HASHER", world.QUICK)
    missing = MESSAGES - sum(to_send().values())
    each_has = {agency: to_send()[world.actor(f"liaison.{agency}").id or 0] for agency in AGENCIES}
    for number in range(MESSAGES):
        if missing <= 0:
            break
        agency = AGENCIES[number % len(AGENCIES)]
        missing -= each_has[agency]
        name = Bilingual(th=f"ผู้อ่าน {number}", en=f"Reader {number}")
        people.add_user(f"reader{number}@{agency}.example", name, Role.LIAISON, agency, world.PASSWORD)
    for person in to_send():
        service.prefer(person, Preference(mode=Mode.EACH), clock.now())
    db.session.remove()


def to_send() -> Counter[int]:
    """How many messages the day asks for, by person: one for each task, one with all of them for whoever has too many."""
    told = Counter(person for person, _task in {(each.person, each.task) for each in service.wanted(world.TODAY)})
    return Counter({person: number if number <= MOST_APART else 1 for person, number in told.items()})


def test_everybody_is_told_once_whatever_is_killed(
    app: Flask, readers: None, database: str, database_url: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    asked_for, each_gets = {each.key for each in service.wanted(world.TODAY)}, to_send()
    expected = each_gets.total()
    tasks = {agency: world.task_id("O-1.3-T3", agency) for agency in AGENCIES}
    db.session.remove()
    cookies = {who: _outside(cookie_of, app, who) for who in ("admin", *(f"liaison.{each}" for each in AGENCIES))}
    mailbox, started = Mailbox(pause=0.01), time.monotonic()
    with serving(mailbox) as smtp:
        environment = _environment(database_url, tmp_path / "instance", smtp)
        with running(environment, tmp_path / "instance") as fleet:
            writers: list[Writer] = [Liaison(fleet.url, cookies[f"liaison.{one}"], tasks[one]) for one in AGENCIES]
            writers.append(Administrator(fleet.url, cookies["admin"], 0))
            kill(fleet, mailbox, writers, expected)
        repeatable, left = fleet.killed["scheduler"] + fleet.killed["sender"], expected - len(set(mailbox.ids))
        finish(app, fleet.url, smtp)
    repeats = judge_mails(mailbox, asked_for, each_gets, repeatable)
    acknowledged = judge_acts(writers)
    with capsys.disabled():
        print(
            f"\n{database}: {expected} messages, {len(asked_for)} reminders, {time.monotonic() - started:.0f} s; {dict(fleet.killed)}: "
            f"0 lost, {repeats} repeated, {left} left for the next turn; {acknowledged} entries acknowledged, all there; the record holds"
        )  # fmt: skip


def kill(fleet: Fleet, mailbox: Mailbox, writers: Sequence[Writer], expected: int) -> None:
    """Kill one after the other while people work and mail goes out: some is still to come at each kill, and
    comes at that moment at half of them or more."""
    chance, flowing = random.Random(2556), 0
    wait(lambda: bool(mailbox.got))  # all is planned: from now on acts change nothing of what the day asked for
    for each in writers:
        each.start()
    for number in range(KILLS):
        flowing += wait_for(mailbox, expected * (number + 1) // (KILLS + 2))
        time.sleep(chance.random() * 0.05)
        fleet.kill(chance)
        assert len(set(mailbox.ids)) < expected, f"all mail was out at kill {number + 1}"
    assert flowing * 2 >= KILLS, f"mail came at only {flowing} of {KILLS} kills"
    wait_for(mailbox, expected - KILLS)
    wait_for_more(writers)
    for each in writers:
        each.stop.set()
    for each in writers:
        each.join(PATIENCE)


def wait_for(mailbox: Mailbox, count: int) -> bool:
    """Wait until so many mails have come, or none does any more; have they come?"""
    had, since = len(mailbox.got), time.monotonic()
    while had < count and time.monotonic() - since < NO_MORE:
        time.sleep(0.005)
        if len(mailbox.got) > had:
            had, since = len(mailbox.got), time.monotonic()
    return had >= count


def finish(app: Flask, url: str, smtp: int) -> None:
    """What the schedulers' next turns would do: whatever the killed ones left is taken up again when their leases have run out."""
    set_server(app, plainly(smtp))
    app.config["SETTINGS"] = replace(app.config["SETTINGS"], most_messages=MOST, base_url=url)
    table.plan_reminders()
    table.lay_out_messages()
    while send_due(clock.now() + LEASE):
        pass


def judge_mails(mailbox: Mailbox, asked_for: set[str], each_gets: Counter[int], killed: int) -> int:
    """Nothing is lost, nothing repeated but what one that sends had taken when it was killed, each reminder travels once, and none is
    closed unsent but of a task that moved or of which a newer one told that person; how many mails came again."""
    arrived = Counter(mailbox.ids)
    repeats = sum(arrived.values()) - len(arrived)
    rows = db.session.execute(select(ReminderRow, MessageRow.message_id).outerjoin(MessageRow)).all()
    laid = Counter(db.session.scalars(select(MessageRow.person).where(MessageRow.id != 1)))
    assert states() == {MessageState.SENT: laid.total()}
    assert len(arrived) == laid.total()
    assert laid == each_gets
    taken_again = db.session.scalar(select(func.sum(MessageRow.attempts - 1)).where(MessageRow.id != 1)) or 0
    assert repeats <= min(taken_again, killed)
    contents: dict[str, set[bytes]] = {}
    for id_, content in zip(mailbox.ids, mailbox.got, strict=True):
        contents.setdefault(id_, set()).add(content)
    assert {len(each) for each in contents.values()} == {1}
    assert {row.key for row, _id in rows} == asked_for
    assert set(Counter((row.task, row.due_on, row.step, row.person) for row, _id in rows).values()) == {1}
    assert {id_ for row, id_ in rows if row.done_at is None} == set(arrived)
    assert {id_ for row, id_ in rows if row.done_at is not None} <= {None, *arrived}
    newest = {(row.task, row.person): id_ for row, id_ in sorted(rows, key=lambda each: each[0].id)}
    closed = [row for row, id_ in rows if row.done_at is not None and id_ is None]
    assert {row.task for row in closed if newest[row.task, row.person] is None} <= moved()
    linked = Counter(links.reminder_of(token) for mail in _texts(mailbox) for token in set(LINK.findall(mail)))
    assert set(linked.values()) == {1}
    assert set(linked) <= {row.id for row, _id in rows}
    return repeats


def moved() -> set[int]:
    """The tasks on which the people of this test reported, also where no answer came."""
    theirs = [each for each in events(kind="progress_logged") if str(each.data["note"]).startswith(WORDS)]
    return {int(each.stream.partition(":")[2]) for each in theirs}


def judge_acts(writers: Sequence[Writer]) -> int:
    """Whatever was acknowledged is recorded once, and the whole record holds; how many entries."""
    recorded = Counter(str(event.data["note"]) for event in events(kind="progress_logged"))
    for each in writers:
        assert each.answers <= {200, 503}, "503: SQLite was busy for longer than one waits; nothing was acknowledged"
        assert each.acknowledged
    given = [words for each in writers if isinstance(each, Liaison) for words in each.acknowledged]
    assert {recorded[words] for words in given} == {1}
    assert verification().problems == ()
    return len(given)


def _texts(mailbox: Mailbox) -> list[str]:
    """The plain text of every mail, each once."""
    once = {str(mail["Message-ID"]): mail.get_body(("plain",)) for mail in mailbox.mails}
    return [str(part.get_content()) for part in once.values() if part is not None]


def _environment(database_url: str, instance: Path, smtp: int) -> dict[str, str]:
    return {
        "TRACKER_INSTANCE": str(instance), "TRACKER_DATABASE_URL": database_url, "TRACKER_SMTP_URL": plainly(smtp),
        "TRACKER_MAIL_FROM": "ระบบติดตามมติคณะรัฐมนตรี <tracker@tracker.example>", "TRACKER_MOST_MESSAGES": str(MOST),
        "TRACKER_SECRET_KEY": "a secret of the tests, long enough 0123456789", "TRACKER_TODAY": world.TODAY.isoformat(),
    }  # fmt: skip


def _outside(ask: Callable[[Flask, str], str], app: Flask, who: str) -> str:
    """Ask in another thread: in the context of this test one person's request would stay for the next."""
    with ThreadPoolExecutor(1) as outside:
        return outside.submit(ask, app, who).result()
