"""When does the demonstration leave a database as it is, and does a broken story change nothing?"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask

from tests import world
from tests.services.test_demonstration import resolution_file, set_up
from tracker import demonstration, seeding
from tracker.access.policy import Role
from tracker.demonstration import CannotReplay, replay
from tracker.lang import Bilingual
from tracker.ledger.store import head, last_seq
from tracker.people import service as people
from tracker.people import store as directory


@pytest.fixture
def set_up_app(blank_app: Flask, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """A database as `tracker init` and `tracker load` leave it."""
    set_up(monkeypatch)
    return blank_app


def test_a_second_time_changes_nothing(set_up_app: Flask) -> None:
    first = replay()
    stood = head()
    assert "390 acts" in first
    assert "coordinator@demo.example" in first
    assert "invented" in first
    assert "there already" in replay()
    assert (
        seeding.load(resolution_file()).entries,
        seeding.load(resolution_file()).tasks,
        seeding.load_agencies(),
    ) == (0, 0, 0)
    assert head() == stood


def test_a_database_where_people_have_accounts_is_left_alone(set_up_app: Flask) -> None:
    people.add_user("somchai@mof.go.th", Bilingual(th="นักวิชาการ", en="Officer"), Role.LIAISON, "mof", world.PASSWORD)
    stood = head()
    with pytest.raises(CannotReplay, match="Nothing has changed"):
        replay()
    assert head() == stood


def test_a_database_with_another_register_is_left_alone(set_up_app: Flask, tmp_path: Path) -> None:
    changed = tmp_path / resolution_file().name
    changed.write_text(
        resolution_file().read_text(encoding="utf-8").replace("weight: 35", "weight: 36"), encoding="utf-8"
    )
    assert seeding.load(changed).tasks > 0
    stood = head()
    with pytest.raises(CannotReplay):
        replay()
    assert head() == stood


def test_production_is_left_alone(set_up_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    settings = set_up_app.config["SETTINGS"]
    monkeypatch.setitem(set_up_app.config, "SETTINGS", replace(settings, base_url="https://tracker.go.th"))
    stood = head()
    with pytest.raises(CannotReplay, match="production"):
        replay()
    assert head() == stood


def test_a_broken_story_leaves_no_half(set_up_app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    story = demonstration.read_story(seeding.seeds() / "demonstration.yaml")
    twice = replace(story, lines=(*story.lines, story.lines[-1], replace(story.lines[0], at=story.closed)))
    monkeypatch.setattr(demonstration, "read_story", lambda _path: twice)
    with pytest.raises(CannotReplay, match=story.lines[0].task):
        replay()
    assert (last_seq(), directory.users()) == (0, [])
    monkeypatch.undo()
    monkeypatch.setattr(people, "HASHER", world.QUICK)
    assert "390 acts" in replay()


@pytest.mark.parametrize("line", ["31/05 10:00 dance", "31/05 start", "+ label | /path", "31/13 10:00 start"])
def test_a_line_that_is_no_act_is_named(line: str, tmp_path: Path) -> None:
    (tmp_path / "agencies.yaml").write_bytes((seeding.seeds() / "agencies.yaml").read_bytes())
    story = tmp_path / "demonstration.yaml"
    story.write_text(
        "resolution: x\nfounded: 24/04 09:00\nassigned: 26/04 08:45\nclosed: 31/05 16:20\naccounts: []\n"
        f"history:\n  mof:\n    O-1.3-T1: |\n      {line}\n",
        encoding="utf-8",
    )
    with pytest.raises(CannotReplay, match=r"O-1\.3-T1|31/13"):
        demonstration.read_story(story)
