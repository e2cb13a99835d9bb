"""Does loading a file append what changed and nothing else, and nothing at all when something is wrong?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests import world
from tests.conftest import enter
from tracker import seeding
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.ledger import store
from tracker.resolutions import store as registers
from tracker.resolutions.seed import SeedError
from tracker.tasks import store as tasks
from tracker.tasks.facts import Evidence
from tracker.tasks.picture import picture
from tracker.tasks.task import Task
from tracker.tasks.workflow import State

SEED = seeding.seeds() / f"{world.RESOLUTION}.yaml"


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A copy of the seed that a test may change."""
    copy = tmp_path / SEED.name
    copy.write_bytes(SEED.read_bytes())
    return copy


def change(path: Path, old: str, new: str) -> None:
    """Replace words that stand exactly once in the file."""
    text = path.read_text(encoding="utf-8")
    assert text.count(old) == 1, f"{old!r} stands {text.count(old)} times"
    path.write_text(text.replace(old, new), encoding="utf-8")


def without_the_promise(path: Path) -> Path:
    """The file without obligation O-7, the promise of the Ministry of Natural Resources, and its two tasks."""
    text = path.read_text(encoding="utf-8")
    start, end = text.index("  - code: O-7\n"), text.index("# เงินที่มติระบุ")
    path.write_text(text[:start] + text[end:], encoding="utf-8")
    return path


def test_loading_again_changes_nothing(app: Flask) -> None:
    before = store.head()
    assert seeding.load_agencies() == 0
    assert seeding.load(SEED) == seeding.Loaded(world.RESOLUTION, 0, 0)
    assert store.head() == before


def test_a_changed_word_is_one_event(app: Flask, edited: Path) -> None:
    before = store.head().seq
    title = registers.register_at(1, before)
    assert title is not None
    wording = title.obligations[0].title.en
    change(edited, wording, wording + " (corrected)")
    done = seeding.load(edited)
    assert (done.entries, done.tasks) == (1, 0)
    (event,) = store.events(after=before)
    assert (event.kind, event.data["noun"], event.data["code"]) == (
        "entry_revised",
        "obligations",
        title.obligations[0].code,
    )
    assert verification().problems == ()


def test_a_task_that_is_renamed_keeps_its_progress(app: Flask, edited: Path) -> None:
    id_ = world.task_id("O-1.3-T1", "mof")
    found = tasks.task(id_)
    assert found is not None
    _, before = found
    wording = before.plan.title.en
    change(edited, wording, wording + " (renamed)")
    done = seeding.load(edited)
    assert done.entries == 1
    assert done.tasks == 8
    found = tasks.task(id_)
    assert found is not None
    _, after = found
    assert after.plan.title.en == wording + " (renamed)"
    assert (after.state, after.claimed, after.verified) == (State.VERIFIED, 100, 100)
    assert verification().problems == ()


@pytest.mark.parametrize("address", ["/", "/tasks", "/tasks?state=waived", "/agencies/mnre", "/my-work", "/history"])
def test_an_obligation_that_is_taken_out_takes_no_page_down(app: Flask, edited: Path, address: str) -> None:
    id_ = world.task_id("O-7-T1", "mnre")
    done = seeding.load(without_the_promise(edited))
    assert (done.entries, done.tasks) == (3, 2)
    assert verification().problems == ()
    shown = picture(1, world.TODAY, past=False)
    assert shown is not None
    assert id_ not in [each.task.id for each in shown.standings]
    db.session.remove()
    browser = enter(app.test_client(), "liaison.mnre")
    assert browser.get(address).status_code == 200
    assert browser.get(f"/resolutions/{world.RESOLUTION}").status_code == 200
    assert browser.get(f"/tasks/{id_}").status_code == 404


def test_an_obligation_that_is_back_finds_its_tasks_where_they_stood(app: Flask, edited: Path) -> None:
    verified, open_ = world.task_id("O-7-T1", "mnre"), world.task_id("O-7-T2", "mnre")
    proof = (Evidence("https://www.mnre.go.th/plan"),)
    world.do("submit", verified, "liaison.mnre", "2013-05-30", note="อ้างคำรับแล้ว", evidence=proof)
    world.do("verify", verified, "coordinator", "2013-05-31")
    before = {id_: task for id_, task in current().items() if id_ in (verified, open_)}
    seeding.load(without_the_promise(edited))
    assert all(current()[id_].waived and current()[id_].withdrawn for id_ in before)
    assert seeding.load(SEED).tasks == 2
    for id_, then in before.items():
        now = current()[id_]
        assert (now.state, now.claimed, now.verified, now.withdrawn) == (then.state, then.claimed, then.verified, False)
        assert now.version == then.version + 2
    assert current()[verified].state is State.VERIFIED
    assert verification().problems == ()
    assert seeding.load(SEED) == seeding.Loaded(world.RESOLUTION, 0, 0)


def test_what_a_person_waived_stays_waived_when_its_obligation_is_back(app: Flask, edited: Path) -> None:
    id_ = world.task_id("O-7-T2", "mnre")
    world.do("waive", id_, "coordinator", "2013-05-31", note="รวมกับงานอื่น")
    before = current()[id_]
    assert seeding.load(without_the_promise(edited)).tasks == 1
    assert seeding.load(SEED).tasks == 1
    assert current()[id_] == before


def current() -> dict[int, Task]:
    """All tasks as they stand, by id."""
    return {task.id: task for task in tasks.tasks_of(1)}


def test_a_seed_with_a_mistake_changes_nothing(app: Flask, edited: Path) -> None:
    before = store.head()
    edited.write_text(edited.read_text(encoding="utf-8") + "\nno_such_part: 1\n", encoding="utf-8")
    with pytest.raises(SeedError) as told:
        seeding.load(edited)
    assert told.value.problems
    assert all(problem.line > 0 and problem.message.th and problem.message.en for problem in told.value.problems)
    db.session.rollback()
    assert store.head() == before


def test_the_register_of_a_past_day_is_what_was_known_then(app: Flask, edited: Path) -> None:
    before = store.last_seq(1)
    old = registers.register_at(1, before)
    assert old is not None
    wording = old.obligations[0].title.en
    change(edited, wording, wording + " (corrected)")
    seeding.load(edited)
    world.forget()
    now = registers.register_at(1, store.last_seq(1))
    assert registers.register_at(1, before) == old
    assert now is not None
    assert now.obligations[0].title.en == wording + " (corrected)"
    assert now.obligations[1:] == old.obligations[1:]


def test_what_a_failed_load_saw_is_not_remembered(app: Flask, edited: Path) -> None:
    wording = "Promise to improve the website"
    change(edited, wording, wording + " (never saved)")
    with pytest.raises(OSError, match="disk"):
        load_look_and_fail(edited, wording + " (never saved)")
    edited.write_bytes(SEED.read_bytes())
    change(edited, wording, wording + " (saved)")
    seeding.load(edited)
    shown = picture(1, world.TODAY, past=False)
    assert shown is not None
    assert shown.obligations["O-7"].title.en == wording + " (saved)"


def load_look_and_fail(path: Path, expected: str) -> None:
    """Load a file, draw the picture while that is not yet saved, and break off."""
    with store.write_transaction():
        seeding.load(path)
        shown = picture(1, world.TODAY, past=False)
        assert shown is not None
        assert shown.obligations["O-7"].title.en == expected
        raise OSError("the disk is full")
