"""Is a copy made while people work whole, and does a working product come out of it where there was none? On both databases."""

from __future__ import annotations

import errno
import io
import json
import os
import shutil
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

import pytest
from flask import Flask

from tests import world
from tracker import migrations
from tracker.backups.databases import CannotCopy
from tracker.backups.manifest import NAME, Manifest, NotABackup, read_manifest
from tracker.backups.service import EVIDENCE, back_up, differences, restore
from tracker.evidence import service as evidence
from tracker.evidence.vault import Folder, Print
from tracker.extensions import db
from tracker.ledger.store import last_seq
from tracker.tasks.facts import Evidence

PAGE = b"%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


@pytest.fixture
def with_file(app: Flask) -> str:
    """The id of a file that was given as evidence."""
    evidence.vault().keep(world.FILE_ID, io.BytesIO(world.pdf()))
    id_ = world.task_id("O-1.3-T3", "mof")
    file = evidence.receive(
        "แผนปรับปรุง.pdf", io.BytesIO(PAGE), task_id=id_, agency="mof", by=1, now=world.at("2013-05-31")
    )
    proof = Evidence("", file=file.id, name=file.name, media_type=file.media_type, size=file.size, sha256=file.sha256)
    world.do("progress", id_, "liaison.mof", "2013-05-31", percent=30, note="ร่างแผน", evidence=(proof,))
    return file.id


@pytest.fixture
def empty_app(
    request: pytest.FixtureRequest, database: str, blank_database_url: str, tmp_path: Path
) -> Iterator[Flask]:
    """Another machine: no database (SQLite) or an empty one, and no evidence."""
    fresh = world.application(blank_database_url, tmp_path / "elsewhere")
    yield fresh
    world.let_go(fresh)


def test_a_backup_under_load_restores_on_an_empty_machine(
    app: Flask, with_file: str, empty_app: Flask, tmp_path: Path
) -> None:
    stop, written = threading.Event(), []

    def work() -> None:
        with app.app_context():
            task = world.task_id("O-1.3-T4", "mof")
            while not stop.is_set():
                world.do("progress", task, "liaison.mof", "2013-05-31", percent=50, note=f"ครั้งที่ {len(written)}")
                written.append(last_seq())
            db.session.remove()

    before = last_seq()
    db.session.remove()
    worker = threading.Thread(target=work)
    worker.start()
    try:
        while len(written) < 3:
            pass
        made = back_up(tmp_path / "copy")
    finally:
        stop.set()
        worker.join()
    assert before < made.events <= last_seq()
    db.session.remove()
    with empty_app.app_context():
        world.forget()
        done = restore(tmp_path / "copy")
        assert list(differences(done)) == []
        assert last_seq() == made.events
        assert {kept.id for kept in done.files} == {with_file, world.FILE_ID}
        with evidence.vault().open(with_file) as content:
            assert content.read() == PAGE
        db.session.remove()


def test_a_backup_goes_into_a_folder_of_its_own(app: Flask, tmp_path: Path) -> None:
    (tmp_path / "copy").mkdir()
    with pytest.raises(CannotCopy, match="there already"):
        back_up(tmp_path / "copy")


def test_a_file_that_is_damaged_stops_the_backup_and_leaves_nothing(app: Flask, with_file: str, tmp_path: Path) -> None:
    next((Path(app.instance_path) / "evidence").rglob(with_file)).write_bytes(b"something else")
    with pytest.raises(evidence.Damaged):
        back_up(tmp_path / "copy")
    assert [path.name for path in tmp_path.glob("*copy*")] == []


@pytest.fixture
def copy(app: Flask, with_file: str, tmp_path: Path) -> Path:
    """A backup with one file."""
    back_up(tmp_path / "copy")
    return tmp_path / "copy"


def spoiled(copy: Path, how: str) -> None:
    """Do to a backup what a bad disk or a careless hand does."""
    made = read_manifest(copy)
    match how:
        case "a file of evidence is missing":
            (copy / EVIDENCE / made.files[0].id).unlink()
        case "a file of evidence was changed":
            (copy / EVIDENCE / made.files[0].id).write_bytes(b"x")
        case "the database was cut":
            path = copy / made.database_file
            path.write_bytes(path.read_bytes()[:-4096])
        case "the manifest is missing":
            (copy / NAME).unlink()
        case "the manifest is no JSON":
            (copy / NAME).write_text("{", encoding="utf-8")
        case "the manifest is of another format":
            (copy / NAME).write_text(json.dumps(made.to_json() | {"format": 99}), encoding="utf-8")


@pytest.mark.parametrize("how", [
    "a file of evidence is missing", "a file of evidence was changed", "the database was cut", "the manifest is missing",
    "the manifest is no JSON", "the manifest is of another format",
])  # fmt: skip
def test_a_backup_that_is_not_whole_is_refused_before_anything_is_written(
    copy: Path, empty_app: Flask, how: str
) -> None:
    spoiled(copy, how)
    with empty_app.app_context():
        with pytest.raises(NotABackup):
            restore(copy)
        assert not list(evidence.vault().held())
        assert not (Path(empty_app.instance_path) / "blank.db").exists()


def test_nothing_is_ever_overwritten(app: Flask, copy: Path) -> None:
    before = last_seq()
    with pytest.raises(CannotCopy, match="already"):
        restore(copy)
    assert last_seq() == before


def test_a_restore_that_stops_half_way_serves_nobody_and_is_done_again(
    copy: Path, empty_app: Flask, with_file: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep = Folder.keep

    def full(vault: Folder, id_: str, file: BinaryIO) -> Print:
        if id_ == read_manifest(copy).files[-1].id:
            raise OSError(errno.ENOSPC, "No space left on device")
        return keep(vault, id_, file)

    with empty_app.app_context():
        with monkeypatch.context() as patch:
            patch.setattr(Folder, "keep", full)
            with pytest.raises(CannotCopy, match="No space left"):
                restore(copy)
        assert migrations.revision() is None, "there is nothing that could be served without its evidence"
        db.engine.dispose()
        if db.engine.dialect.name == "sqlite":
            Path(db.engine.url.database or "").unlink(missing_ok=True)  # made when it was asked
        world.forget()
        assert list(differences(restore(copy))) == []
        db.session.remove()


def test_only_its_owner_may_look_into_a_backup(app: Flask, with_file: str, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        back_up(tmp_path / "backups" / "copy")
    finally:
        os.umask(before)
    made = tmp_path / "backups" / "copy"
    modes = {path: path.stat().st_mode & 0o777 for path in (made, *made.rglob("*"))}
    assert len(modes) == 6
    assert {path for path, mode in modes.items() if mode != (0o700 if path.is_dir() else 0o600)} == set()


@pytest.mark.parametrize("database", ["sqlite"])
@pytest.mark.parametrize("left", ["-wal", "-shm", "-journal"])
def test_what_another_database_left_beside_is_not_played_back(copy: Path, tmp_path: Path, left: str) -> None:
    """Only SQLite keeps files beside its own."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / f"tracker.db{left}").write_bytes(b"old")
    fresh = world.application("", elsewhere)
    with fresh.app_context(), pytest.raises(CannotCopy, match="left from another database"):
        restore(copy)
    assert not (elsewhere / "tracker.db").exists()
    world.let_go(fresh)


def test_the_commands_say_what_they_did_and_refuse_in_one_line(tracker, filled: Path, tmp_path: Path) -> None:
    Folder(filled.parent / "evidence").keep(world.FILE_ID, io.BytesIO(world.pdf()))
    done = tracker("backup", str(tmp_path / "copy"))
    assert done.code == 0, done.err
    assert "events, head" in done.out
    again = tracker("backup", str(tmp_path / "copy"))
    assert (again.code, again.err.count("\n")) == (1, 1)
    refused = tracker("restore", str(tmp_path / "copy"))
    assert (refused.code, refused.err.count("\n")) == (1, 1)
    shutil.rmtree(filled.parent)
    restored = tracker("restore", str(tmp_path / "copy"))
    assert restored.code == 0, restored.err
    assert "all of it holds" in restored.out
    assert tracker("verify").code == 0
    nowhere = tracker("restore", str(tmp_path / "nothing"))
    assert nowhere.code == 1
    assert isinstance(read_manifest(tmp_path / "copy"), Manifest)
