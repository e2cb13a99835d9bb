"""What does every test find in its database? The real resolution, one account of each role, and a few acts on three tasks.

Made once for each database in a run; a test works on a copy. The day is 31 May B.E. 2556; the register was entered on 24 April.

| task | agency | what happened |
|---|---|---|
| O-1.3-T1 | mof | started 2 May, 40 % on 10 May, submitted 20 May, verified 22 May |
| O-1.3-T1 | mol | started 2 May, submitted 20 May, returned 23 May |
| O-1.3-T2 | mof | 60 % on 15 May, submitted 28 May: waits |

A file lies in the vault beside them (`FILE_ID`, of O-1.3-T3 of mof); the ledger does not speak of it.

The coordinator has a calendar address, no. 1 (`FEED_SECRET`), which was read today.
Reminder no. 1 tells the coordinator of the submission that waits.

Report no. 1 was drafted on 30 May. View no. 1 is the coordinator's "ล่าช้าทั้งหมด", shared with everybody. The Ministry of Finance has a
second liaison, who acts for the first from 31 May to 14 June, and a post, held by the first liaison since 2 May. Message no. 1 of the
outbox is a test message to the first liaison, sent on 30 May. Letter no. 1 went to the Ministry of Finance on 30 May about O-1.3-T3, which
no rule called for: it stands there so that every address has an object of that agency.
"""

from __future__ import annotations

import hashlib
import io
from datetime import date, datetime, time
from pathlib import Path

from argon2 import PasswordHasher
from flask import Flask
from sqlalchemy import select

from tests.compiled import Address, Compiled
from tests.file_samples import pdf
from tracker import clock, create_app, migrations, seeding
from tracker.access.policy import Actor, Role
from tracker.calendar import store as calendar
from tracker.clock import BANGKOK
from tracker.comparison import store as comparisons
from tracker.config import Settings
from tracker.evidence import service as vault
from tracker.evidence import store as files
from tracker.evidence.store import StoredFile
from tracker.extensions import db
from tracker.feeds import store as feeds
from tracker.lang import Bilingual
from tracker.ledger.store import last_seq, write_transaction
from tracker.letters import service as letters
from tracker.people import delegation_service as delegations
from tracker.people import delegation_store, post_store
from tracker.people import post_service as posts
from tracker.people import service as people
from tracker.people import store as directory
from tracker.quality import store as quality
from tracker.reminders import outbox, outbox_store, stalled
from tracker.reminders import store as reminders
from tracker.reminders.rules import Audience, Owed, Reminder
from tracker.reminders.writing import ToWrite
from tracker.reports import service as reports
from tracker.resolutions import store as registers
from tracker.tasks import picture, reach, saved_service, service
from tracker.tasks import store as tasks
from tracker.tasks.facts import Evidence
from tracker.tasks.rules import Act
from tracker.tasks.workflow import STEP
from tracker.web import kept

Flask.url_rule_class = Address  # for every application of the tests, those that a command makes too

TODAY = date(2013, 5, 31)
ENTERED = date(2013, 4, 24)
PASSWORD = "egov-2556-demo"
RESOLUTION = "2556-04-23-egov"
QUICK = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""For the test accounts only; the product's own strength has a test of its own."""

FEED_SECRET = "the-secret-of-the-coordinator-s-own-calendar"
FILE_ID = "0123456789abcdef0123456789abcdef"
FILE_NAME = "ประกาศนโยบายเว็บไซต์ 3 ฉบับ (ลงนาม).pdf"

ROLE_ACCOUNTS = {"coordinator": "mict", "executive": "mict", "auditor": "oag", "admin": "ega"}
DEPUTY = "deputy.mof"
LIAISONS = ("mof", "msdhs", "mol", "moph", "moe", "mfa", "mnre", "opm", "mict", "ega", "bb", "nesdb", "soc", "oag")
ROLES = {"admin": Role.ADMINISTRATOR}


def settings_for(database_url: str, instance: Path) -> Settings:
    """Settings of a test: the frozen day, a sound secret, no production."""
    instance.mkdir(parents=True, exist_ok=True)
    environment = {
        "TRACKER_INSTANCE": str(instance),
        "TRACKER_DATABASE_URL": database_url,
        "TRACKER_SECRET_KEY": "a secret of the tests, long enough 0123456789",
        "TRACKER_TODAY": TODAY.isoformat(),
    }
    return Settings.from_environment(environment)


def application(database_url: str, instance: Path) -> Flask:
    """The product on this database."""
    app = create_app(settings_for(database_url, instance))
    app.jinja_env.bytecode_cache = Compiled()
    return app


def forget() -> None:
    """Empty what the product remembers of a database between requests: the next test has another one."""
    for remembered in (
        directory._agencies_at,
        directory.directory_at,
        registers.register_at,
        tasks.tasks_at,
        quality.told_at,
        comparisons.touched,
        reach._late_groups,
        reach._in_health,
    ):
        remembered.cache_clear()
    for noun in (picture, calendar, kept, post_store, delegation_store):
        noun.forget()


def let_go(app: Flask) -> None:
    """Close every connection, so that the file can be replaced and nothing stays open."""
    with app.app_context():
        db.session.remove()
        db.engine.dispose()


def build(app: Flask) -> None:
    """Tables, agencies, the resolution, accounts and acts."""
    with app.app_context():
        migrations.upgrade()
        clock.freeze(ENTERED)
        seeding.load_agencies()
        seeding.load(seeding.seeds() / f"{RESOLUTION}.yaml")
        _accounts()
        clock.freeze(TODAY)
        _acts()
        _report()
        _staff()
        _file()
        _view()
        _message()
        _feed()
        _reminder()
        _letter()
    let_go(app)
    forget()


def actor(who: str) -> Actor:
    """The person with this role or address (`coordinator`, `liaison.mof`) as the services know them."""
    found = directory.find_user(address(who))
    assert found is not None, f"nobody is called {who}"
    user_id, user, _hash = found
    return Actor(user_id, user.email, user.name, user.role, user.agency)


def address(who: str) -> str:
    """The e-mail address of a test account."""
    return who if "@" in who else f"{who}@demo.example"


def task_id(code: str, agency: str, served: str | None = None) -> int:
    """The id of a task by its template, agency and (when not the same) the agency that it is done for."""
    row = tasks.TaskRow
    query = select(row.id).where(row.code == code, row.agency == agency)
    found = db.session.scalars(query.where(row.for_agency == served) if served else query).all()
    assert len(found) == 1, f"{len(found)} tasks are {code} of {agency}"
    return found[0]


def at(day: str, hour: int = 10) -> datetime:
    """An instant: that hour of an ISO day in Bangkok."""
    return datetime.combine(date.fromisoformat(day), time(hour), BANGKOK)


def do(step: str, id_: int, who: str, day: str, now: datetime | None = None, **what: object) -> None:
    """One act of a person on a task on a day, through the service: at ten o'clock, or `now` (aware)."""
    effective = date.fromisoformat(day) if "effective_on" in STEP[step].asks else None
    service.act(id_, STEP[step], Act(effective_on=effective, **what), actor(who), now or at(day))  # type: ignore[arg-type]


def _accounts() -> None:
    strong, people.HASHER = people.HASHER, QUICK
    try:
        for name, agency in ROLE_ACCOUNTS.items():
            _account(name, ROLES.get(name) or Role(name), agency)
        for agency in LIAISONS:
            _account(f"liaison.{agency}", Role.LIAISON, agency)
        _account(DEPUTY, Role.LIAISON, "mof")
    finally:
        people.HASHER = strong


def _account(name: str, role: Role, agency: str) -> None:
    post = Bilingual(th=f"{role.title.th} ({agency})", en=f"{role.title.en} ({agency})")
    people.add_user(address(name), post, role, agency, PASSWORD, demonstration=True)


def _acts() -> None:
    proof = (Evidence("https://www.mof.go.th/e-service", "หน้าเว็บ"),)
    verified, returned, waiting = task_id("O-1.3-T1", "mof"), task_id("O-1.3-T1", "mol"), task_id("O-1.3-T2", "mof")
    do("start", verified, "liaison.mof", "2013-05-02", note="ตั้งคณะทำงานแล้ว")
    do("start", returned, "liaison.mol", "2013-05-02", note="ประชุมนัดแรก")
    do("progress", verified, "liaison.mof", "2013-05-10", percent=40, note="สำรวจเว็บไซต์แล้ว 2 จาก 5", evidence=proof)
    do("progress", waiting, "liaison.mof", "2013-05-15", percent=60, note="จัดทำแผนปรับปรุง")
    do("submit", verified, "liaison.mof", "2013-05-20", note="สำรวจครบทุกเว็บไซต์", evidence=proof)
    do("submit", returned, "liaison.mol", "2013-05-20", note="สำรวจครบแล้ว", evidence=proof)
    do("verify", verified, "coordinator", "2013-05-22", note="ตรวจหลักฐานแล้ว")
    do("return", returned, "coordinator", "2013-05-23", note="หลักฐานยังเปิดไม่ได้")
    do("submit", waiting, "liaison.mof", "2013-05-28", note="แผนได้รับอนุมัติ", evidence=proof)


def lay_file(app: Flask) -> None:
    """Put the world's file into the vault of an application that stands on a copy of the world's database."""
    with app.app_context():
        vault.vault().discard(FILE_ID)
        vault.vault().keep(FILE_ID, io.BytesIO(pdf()))


def _file() -> None:
    content = pdf()
    digest = hashlib.sha256(content).hexdigest()
    by, seq = actor("liaison.mof").id or 0, last_seq()
    with write_transaction():
        files.add(StoredFile(
            FILE_ID, task_id("O-1.3-T3", "mof"), "mof", by, at("2013-05-30"), FILE_NAME, "application/pdf", len(content), digest, seq,
        ))  # fmt: skip


def _staff() -> None:
    liaison = actor("liaison.mof")
    title = Bilingual(th="ผู้อำนวยการศูนย์เทคโนโลยีสารสนเทศ", en="Director, Information Technology Centre")
    posts.open_post("mof", title, liaison, at("2013-05-30", 17), holder=liaison.id, since=date(2013, 5, 2))
    deputy = actor(DEPUTY).id
    assert deputy is not None
    delegations.delegate(deputy, TODAY, date(2013, 6, 14), "ลาพักผ่อน", liaison, at("2013-05-30", 18))


def _report() -> None:
    resolution_id = registers.resolution_id(RESOLUTION)
    assert resolution_id is not None
    reports.draft(resolution_id, date(2013, 5, 30), actor("coordinator"), at("2013-05-30", 16))


def _feed() -> None:
    with write_transaction():
        feeds.add(actor("coordinator").id or 0, None, FEED_SECRET, at("2013-05-30", 18), None)
        feeds.note_read(1, TODAY)


def _view() -> None:
    found = saved_service.save("ล่าช้าทั้งหมด", "health=late", actor("coordinator"), at("2013-05-30", 17))
    saved_service.share(found.id, "everybody", actor("coordinator"), at("2013-05-30", 17))


def _message() -> None:
    who, now = actor("liaison.mof"), at("2013-05-30", 19)
    words = ("ข้อความทดสอบ", "ข้อความนี้ใช้ทดสอบการส่ง", "<p>ข้อความนี้ใช้ทดสอบการส่ง</p>")
    letter = outbox.Letter(
        "test:1", who.id or 0, outbox.Purpose.TEST, date(2013, 5, 30), outbox.Channel.MAIL, who.email, *words
    )
    with write_transaction():
        outbox.put(letter, outbox.message_id(letter.key, "tracker.example"), now)
    claimed = outbox_store.claim(now, "the tests")
    assert claimed is not None
    outbox_store.sent(claimed, outbox.Channel.FILE, now)


def _letter() -> None:
    task, day = task_id("O-1.3-T3", "mof"), date(2013, 5, 30)
    found = tasks.task(task)
    assert found is not None
    late, (resolution, _task) = Owed(task, "", "mof", found[1].due_on), found
    asked, stalled.to_write = stalled.to_write, lambda _day: [ToWrite(resolution, "mof", ((late, 4),), late, day, day)]  # type: ignore[assignment]
    try:
        letter = letters.draw_up(resolution, "mof", actor("coordinator"), at("2013-05-30", 20))
    finally:
        stalled.to_write = asked
    signed = ("1001", day, "นายสมชาย ใจดี", "ปลัดกระทรวงเทคโนโลยีสารสนเทศและการสื่อสาร")
    letters.send(letter.id, *signed, actor("coordinator"), at("2013-05-30", 21), expected=1)


def _reminder() -> None:
    """The coordinator was told in the morning that a submission waits."""
    officer, waiting = actor("coordinator").id, task_id("O-1.3-T2", "mof")
    assert officer is not None
    found = tasks.task(waiting)
    assert found is not None
    step, due = "waiting:2013-05-28:3", found[1].due_on
    told = Reminder(officer, waiting, "mof", due, step, Audience.COORDINATOR, days=3, still=3, kind="")
    with write_transaction():
        reminders.add([told], TODAY, at("2013-05-31", 8))
