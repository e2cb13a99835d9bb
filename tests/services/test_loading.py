"""Does loading a file append what changed and nothing else, and nothing at all when something is wrong?"""

from __future__ import annotations

from pathlib import Path

import pytest
from flask import Flask

from tests import world
from tracker import seeding
from tracker.dashboard.verification import verification
from tracker.extensions import db
from tracker.ledger import store
from tracker.resolutions import store as registers
from tracker.resolutions.seed import SeedError
from tracker.tasks import store as tasks
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
