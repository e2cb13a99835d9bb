"""Is there a new backup every night, are the last ones kept, and is what lies beside them left alone?"""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask

from tracker.backups import nightly
from tracker.backups.databases import CannotCopy
from tracker.backups.manifest import read_manifest

FIRST = datetime(2026, 3, 1, 19, tzinfo=UTC)
"""02:00 in Bangkok on 2 March."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Where backups go; it does not exist yet."""
    return tmp_path / "copies"


def test_the_last_ones_stay(app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "KEPT", 2)
    for night in range(4):
        assert nightly.back_up_into(folder, FIRST + timedelta(days=night)) == 2, "the database and one file"
    assert [each.name for each in nightly.whole(folder)] == ["2026-03-04-020000", "2026-03-05-020000"]
    assert sorted(each.name for each in folder.iterdir()) == ["2026-03-04-020000", "2026-03-05-020000"]
    assert read_manifest(nightly.whole(folder)[-1]).events > 0


def written(part: Path, when: datetime) -> None:
    """Everything in a folder was written at that time."""
    for each in (*part.rglob("*"), part):
        os.utime(each, (when.timestamp(), when.timestamp()))


def test_what_another_scheduler_is_making_stays(app: Flask, folder: Path) -> None:
    """Its folder is as old as its beginning; only deep inside something was written lately."""
    part = folder / ".2026-03-01-020000.part"
    (part / "evidence").mkdir(parents=True)
    (part / "evidence" / "a-large-file").touch()
    written(part, FIRST - timedelta(days=1))
    lately = (FIRST - timedelta(minutes=5)).timestamp()
    os.utime(part / "evidence" / "a-large-file", (lately, lately))
    nightly.back_up_into(folder, FIRST)
    assert (part / "evidence" / "a-large-file").exists()
    nightly.back_up_into(folder, FIRST + timedelta(days=1))
    assert not part.exists()


def test_two_that_let_the_same_one_go_do_not_fail(app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(nightly, "whole", lambda place: [place / "2026-01-01-020000", place / "2026-01-02-020000"])
    monkeypatch.setattr(nightly, "KEPT", 1)
    assert nightly.back_up_into(folder, FIRST) == 2


def test_what_broke_off_is_removed_and_what_is_somebody_elses_stays(app: Flask, folder: Path) -> None:
    others = [folder / "2026-01-01", folder / "2025-12-31-020000", folder / ".notes.part"]
    for each in (*others, folder / ".2026-02-28-020000.part"):
        each.mkdir(parents=True)
        (each / "note").touch()
        written(each, FIRST - nightly.AT_REST - timedelta(minutes=1))
    nightly.back_up_into(folder, FIRST)
    assert [each for each in others if not (each / "note").is_file()] == []
    assert not (folder / ".2026-02-28-020000.part").exists()
    assert [each.name for each in nightly.whole(folder)] == ["2026-03-02-020000"]


def test_a_folder_that_cannot_be_written_is_said(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(CannotCopy, match="cannot be written"):
        nightly.back_up_into(tmp_path / "file", FIRST)


def test_nothing_old_is_removed_when_the_new_one_fails(
    app: Flask, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(nightly, "KEPT", 1)
    nightly.back_up_into(folder, FIRST)

    def full(_folder: Path) -> None:
        raise CannotCopy("the disk is full")

    monkeypatch.setattr(nightly, "back_up", full)
    with pytest.raises(CannotCopy, match="full"):
        nightly.back_up_into(folder, FIRST + timedelta(days=1))
    assert [each.name for each in nightly.whole(folder)] == ["2026-03-02-020000"]
