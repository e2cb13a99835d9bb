"""How does a demonstration come by a believable past? By replaying seeds/demonstration.yaml through the services that people use.

The ledger never lets a later entry carry an earlier time, so everything is entered on the days of the story: bodies, accounts and the
register on 24 April B.E. 2556, the tasks on 26 April, the acts after them. What `tracker init` and `tracker load` entered today
would stand before all that. Therefore `tracker demo` sets up anew, through the migrations, a database in which nobody has an account and
nobody has done anything – in it is only what those two commands put there, and the same is entered again. It touches no other
database: where people have worked it refuses, and where the story stands already it changes nothing. `tracker load` of the same file
afterwards changes nothing. The replay is one transaction: broken off, it leaves an empty database, and `tracker demo` can be started again.
"""

from __future__ import annotations

import io
import uuid
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

from flask import current_app

from tracker import clock, migrations, seeding
from tracker.access.policy import Actor, Role, covers
from tracker.config import Settings
from tracker.evidence.service import receive
from tracker.extensions import db
from tracker.lang import format_date
from tracker.ledger.refusal import RuleBroken
from tracker.ledger.store import last_seq, write_transaction
from tracker.people import service as people
from tracker.people import store as directory
from tracker.people.rules import DEMONSTRATION_DOMAIN
from tracker.reminders import outbox
from tracker.reports import service as reports
from tracker.resolutions import service as resolutions
from tracker.resolutions import store as registers
from tracker.resolutions.expansion import expand
from tracker.resolutions.seed import read_agencies
from tracker.story import CannotReplay as CannotReplay
from tracker.story import Line, Story, read_story
from tracker.story_files import drawn
from tracker.story_staff import enact
from tracker.tasks import saved_rules, saved_service
from tracker.tasks import service as tasks
from tracker.tasks import store as task_store
from tracker.tasks.facts import Evidence
from tracker.tasks.proofs import as_evidence
from tracker.tasks.task import Task
from tracker.tasks.workflow import State

REAL_AND_INVENTED = (
    "Demonstration data: the resolution, who is bound by it and its 2,000,000 baht are real; "
    "progress, notes, evidence and other sums are invented.\n"
    "ข้อมูลสาธิต: มติ ผู้รับผิดชอบ และวงเงิน 2,000,000 บาทเป็นของจริง ส่วนความก้าวหน้า บันทึก หลักฐาน และวงเงินอื่นเป็นข้อมูลสมมุติ"
)


def replay() -> str:
    """Bring the accounts and the history into the database and return what an operator should know, the accounts among it.

    Raises CannotReplay in production and where people have worked already; then nothing changes.
    """
    settings: Settings = current_app.config["SETTINGS"]
    if settings.production:
        raise CannotReplay(
            "This is a production installation (TRACKER_BASE_URL is https); demonstration data does not belong in it."
        )
    story = read_story(seeding.seeds() / "demonstration.yaml")
    if directory.find_user(story.accounts[0].email):
        return _summary("The demonstration is there already; nothing has changed.", story, settings)
    _make_room(story)
    with write_transaction():
        _enter_register(story)
        actors = _enter_accounts(story, settings.demo_password)
        ids = _assign(story, actors)
        for line, at in _in_time(story):
            _do(line, at, ids[line.agency, line.task], actors)
        enact(story.staff, actors, ids)
        _draft_report(story, actors)
        _share_views(story, actors)
        _write_to_administrator(story, actors)
    first, last = (format_date(clock.bangkok_day(day), "en", "long") for day in (story.founded, story.closed))
    return _summary(
        f"The demonstration's history from {first} to {last} is in the database: {len(story.lines)} acts.",
        story,
        settings,
    )


def _make_room(story: Story) -> None:
    """Leave an empty ledger, or refuse."""
    if last_seq() == 0:
        return
    if not _only_set_up(story.resolution):
        raise CannotReplay(
            "This database holds accounts, work or another register, and the demonstration's history cannot come before them; "
            "use a fresh one (TRACKER_INSTANCE or TRACKER_DATABASE_URL). Nothing has changed."
        )
    db.session.remove()
    migrations.downgrade("base")
    migrations.upgrade()


def _only_set_up(resolution: str) -> bool:
    """Does the ledger hold nothing but the bodies and, at most, this resolution just as its file has it, with nobody at work?"""
    if directory.users() or any(each.code != resolution for each in registers.resolutions()):
        return False
    known = registers.resolution_id(resolution)
    if known is None:
        return True
    untouched = all(task.state is State.NOT_STARTED for task in task_store.tasks_of(known))
    return untouched and registers.register_at(known, last_seq(known)) == seeding.read(_seed(resolution))


def _seed(resolution: str) -> Path:
    return seeding.seeds() / f"{resolution}.yaml"


def _enter_register(story: Story) -> None:
    """The bodies and the resolution, as `init` and `load` enter them."""
    for position, agency in enumerate(read_agencies(seeding.seeds() / "agencies.yaml")):
        people.register_agency(agency.code, position, agency.to_json(), now=story.founded)
    resolutions.register(seeding.read(_seed(story.resolution)), actor_id=None, now=story.founded)


def _enter_accounts(story: Story, password: str) -> Mapping[str, Actor]:
    actors = {}
    for number, each in enumerate(story.accounts):
        now = story.founded + timedelta(minutes=10 + number)
        id_ = people.add_user(each.email, each.name, each.role, each.agency, password, demonstration=True, now=now)
        actors[each.email] = Actor(id_, each.email, each.name, each.role, each.agency)
    return actors


def _assign(story: Story, actors: Mapping[str, Actor]) -> Mapping[tuple[str, str], int]:
    """Give the tasks to their agencies; return each task's id by its agency and its name in the story."""
    register = seeding.read(_seed(story.resolution))
    known = _resolution_id(story)
    tasks.assign(known, expand(register.templates), actor_id=_coordinator(actors, None).id, now=story.assigned)
    return {(task.agency, _name(task)): task.id for task in task_store.tasks_of(known)}


def _name(task: Task) -> str:
    served = task.plan.for_agency
    return task.code if served in (None, task.agency) else f"{task.code} for {served}"


def _in_time(story: Story) -> Iterator[tuple[Line, datetime]]:
    """The acts with their instants, each later than the one before: acts of one minute follow each other by seconds."""
    last = story.assigned
    for line in story.lines:
        last = max(line.at, last + timedelta(seconds=7))
        yield line, last


def _do(line: Line, at: datetime, task_id: int, actors: Mapping[str, Actor]) -> None:
    """One act by the person whose act it is; what the guard would refuse that person, the story may not do either."""
    actor = (
        _coordinator(actors, line.agency)
        if line.by_coordinator
        else actors[f"liaison.{line.agency}@{DEMONSTRATION_DOMAIN}"]
    )
    if not covers(actor, line.step.permission, line.agency):
        raise CannotReplay(
            f"demonstration.yaml: {actor.email} may not do “{line.step.name}” to {line.task} of {line.agency}."
        )
    given = tuple(one if one.address else _stored(one.name, line, task_id, actor, at) for one in line.what.evidence)
    try:
        tasks.act(task_id, line.step, replace(line.what, evidence=given), actor, at)
    except RuleBroken as broken:
        raise CannotReplay(
            f"demonstration.yaml: {line.task} of {line.agency}, {line.at:%d %B %H:%M} UTC: {broken}"
        ) from broken


def _stored(name: str, line: Line, task_id: int, actor: Actor, at: datetime) -> Evidence:
    """A file of the story, drawn, kept in the vault under the same id in every replay, and ready to be given."""
    known = directory.agencies()[line.agency].name.th
    content = io.BytesIO(drawn(name, known, clock.bangkok_day(at)))
    id_ = uuid.uuid5(uuid.NAMESPACE_URL, f"{line.agency}/{line.task}/{at.isoformat()}/{name}").hex
    file = receive(name, content, task_id=task_id, agency=line.agency, by=actor.id or 0, now=at, id_=id_)
    return as_evidence(file)


def _draft_report(story: Story, actors: Mapping[str, Actor]) -> None:
    """The last act: the first report, due on that day, is drafted by the ministry that must send it."""
    reports.draft(_resolution_id(story), clock.bangkok_day(story.closed), _coordinator(actors, "ega"), story.closed)


def _share_views(story: Story, actors: Mapping[str, Actor]) -> None:
    """Two lists that a coordinator keeps for everybody."""
    keeper = _coordinator(actors, None)
    for name, query in (
        ("ล่าช้าและเสี่ยง", "health=late&health=at_risk"),
        ("ครบกำหนดใน 7 วัน", "due=week&sort=due&order=asc"),
    ):
        kept = saved_service.save(name, query, keeper, story.closed)
        saved_service.share(kept.id, saved_rules.EVERYBODY, keeper, story.closed)


def _write_to_administrator(story: Story, actors: Mapping[str, Actor]) -> None:
    """A test message of the day before, so that the outbox shows at once how mail looks and where it lies, and at whatever hour of the
    frozen day it is kept as a file: not before it was written."""
    at = story.closed - timedelta(days=1)
    to = next(actor for actor in actors.values() if actor.role is Role.ADMINISTRATOR)
    subject, text = "ข้อความทดสอบ", "ระบบส่งข้อความนี้เพื่อทดสอบกล่องส่งออก\n"
    letter = outbox.Letter(
        "demonstration", to.id or 0, outbox.Purpose.TEST, clock.bangkok_day(at), outbox.Channel.MAIL, to.email, subject, text, ""
    )  # fmt: skip
    outbox.put(letter, outbox.message_id(letter.key, DEMONSTRATION_DOMAIN), at)


def _resolution_id(story: Story) -> int:
    known = registers.resolution_id(story.resolution)
    assert known is not None
    return known


def _coordinator(actors: Mapping[str, Actor], agency: str | None) -> Actor:
    """Who looks after an agency's tasks: the first coordinator who does not belong to it."""
    return next(actor for actor in actors.values() if actor.role is Role.COORDINATOR and actor.agency_code != agency)


def _summary(first: str, story: Story, settings: Settings) -> str:
    people_ = (f"  {each.email:<32} {each.name.th} / {each.name.en}" for each in story.accounts)
    return "\n".join((first, REAL_AND_INVENTED, f"Accounts, all with the password {settings.demo_password}:", *people_))
