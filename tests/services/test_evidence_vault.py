"""Does every vault keep a file whole or not at all, and do rows and files always match?"""

from __future__ import annotations

import errno
import io
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy.exc import IntegrityError

from tests import file_samples as sample
from tests import world
from tracker.config import ConfigurationError, Settings
from tracker.evidence import check, previews, service, store
from tracker.evidence.refusals import FileRefused
from tracker.evidence.s3 import Bucket
from tracker.evidence.service import Damaged, vault_of
from tracker.evidence.store import StoredFile
from tracker.evidence.vault import Folder, NotThere, Vault
from tracker.ledger.store import write_transaction

pytestmark = pytest.mark.disk

NOW = datetime(2013, 5, 31, 4, 0, tzinfo=UTC)
ID = "fedcba9876543210fedcba9876543210"


def test_what_is_kept_comes_back(vault: Vault) -> None:
    content = os.urandom(3_000_001)
    kept = vault.keep(ID, io.BytesIO(content))
    with vault.open(ID) as found:
        assert found.read() == content
    assert [(each.id, each.size) for each in vault.held()] == [(ID, len(content))]
    assert kept.size == len(content)
    vault.discard(ID)
    vault.discard(ID)
    assert list(vault.held()) == []
    with pytest.raises(NotThere):
        vault.open(ID)


def test_an_empty_vault_holds_nothing(vault: Vault) -> None:
    assert list(vault.held()) == []
    assert vault.sweep(NOW) == 0


@pytest.mark.parametrize("moment", ["tracker.evidence.vault.copied", "os.fsync", "pathlib.Path.rename"])
def test_a_full_disk_leaves_no_half_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, moment: str) -> None:
    vault = Folder(tmp_path / "vault")
    vault.keep(ID, io.BytesIO(b"before"))

    def full(*_given: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(moment, full)
        with pytest.raises(OSError, match="No space left"):
            vault.keep(ID[::-1], io.BytesIO(b"x"))
    assert list((tmp_path / "vault" / "incoming").iterdir()) == []
    vault.keep("e" * 32, io.BytesIO(b"after"))
    assert {each.id for each in vault.held()} == {ID, "e" * 32}


def test_an_upload_that_broke_off_is_swept_when_it_is_old(tmp_path: Path) -> None:
    vault = Folder(tmp_path)
    vault.keep(ID, io.BytesIO(b"x"))
    left = tmp_path / "incoming" / ("a" * 32)
    left.write_bytes(b"half")
    assert vault.sweep(datetime.now(UTC) - timedelta(hours=1)) == 0
    os.utime(left, (0, 0))
    assert vault.sweep(datetime.now(UTC) - timedelta(hours=1)) == 1
    assert [each.id for each in vault.held()] == [ID]


def test_only_the_owner_may_look_into_the_folder(tmp_path: Path) -> None:
    Folder(tmp_path / "vault").keep(ID, io.BytesIO(b"x"))
    assert (tmp_path / "vault" / ID[:2]).stat().st_mode & 0o777 == 0o700


def test_a_store_that_is_away_is_a_failed_connection() -> None:
    vault = vault_of(
        Settings.from_environment({"TRACKER_EVIDENCE_URL": "s3://none/here?endpoint=http://127.0.0.1:9&region=x"})
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ACCESS_KEY_ID", "x")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "x")
        with pytest.raises(ConnectionError, match="does not answer"):
            vault.keep(ID, io.BytesIO(b"x"))


@pytest.mark.parametrize(
    "url",
    [
        "http://x",
        "s3:///prefix",
        "s3://bucket",
        "s3://bucket/?region=x",
        "file://host/x",
        "file:///",
        "evidence",
        "s3://",
    ],
)
def test_an_address_that_is_no_vault_is_refused(url: str) -> None:
    with pytest.raises(ConfigurationError, match="TRACKER_EVIDENCE_URL"):
        Settings.from_environment({"TRACKER_EVIDENCE_URL": url})


def given(name: str = sample.THAI_NAME, content: bytes = b"", agency: str = "mof", now: datetime = NOW) -> StoredFile:
    """A file that the liaison of an agency uploaded for a task of it."""
    task, by = world.task_id("O-1.3-T3", agency), world.actor(f"liaison.{agency}").id or 0
    return service.receive(name, io.BytesIO(content or sample.pdf()), task_id=task, agency=agency, by=by, now=now)


def test_a_file_is_taken_with_its_row(app: Flask) -> None:
    stored = given()
    assert store.find(stored.id) == stored
    assert (stored.name, stored.media_type, stored.size) == (sample.THAI_NAME, "application/pdf", len(sample.pdf()))
    with service.opened(stored) as content:
        assert content.read() == sample.pdf()
    assert check.check(contents=True).faults == ()


def test_a_refused_file_leaves_nothing(app: Flask) -> None:
    with pytest.raises(FileRefused):
        given(content=sample.HTML)
    assert check.check() == check.Checked((), 1, 1)


def test_a_row_that_cannot_be_written_leaves_no_file(app: Flask) -> None:
    task, by = world.task_id("O-1.3-T3", "mof"), world.actor("liaison.mol").id or 0
    with pytest.raises(IntegrityError):
        service.receive("x.pdf", io.BytesIO(sample.pdf()), task_id=task, agency="mol", by=by, now=NOW)
    assert check.check() == check.Checked((), 1, 1)


def test_the_database_refuses_a_row_for_another_agencys_task(app: Flask) -> None:
    stranger = StoredFile(ID, world.task_id("O-1.3-T3", "mof"), "mol", 1, NOW, "x.pdf", "application/pdf", 1, "0" * 64)
    with pytest.raises(IntegrityError), write_transaction():
        store.add(stranger)


def test_a_file_is_given_once_and_only_for_its_task(app: Flask) -> None:
    stored, other = given(), given(agency="mol")
    with write_transaction():
        assert not store.attach(other.id, other.sha256, task_id=stored.task_id, agency="mof", seq=1)
        assert not store.attach(stored.id, "0" * 64, task_id=stored.task_id, agency="mof", seq=1)
        assert store.attach(stored.id, stored.sha256, task_id=stored.task_id, agency="mof", seq=1)
        assert not store.attach(stored.id, stored.sha256, task_id=stored.task_id, agency="mof", seq=2)
    assert store.found([stored.id])[stored.id].attached_seq == 1


def test_the_check_names_every_mismatch(app: Flask, caplog: pytest.LogCaptureFixture) -> None:
    sound, gone, cut, altered = given("sound.pdf"), given("gone.pdf"), given("cut.pdf"), given("altered.pdf")
    folder = service.vault()
    assert isinstance(folder, Folder)
    folder.discard(gone.id)
    folder._path(cut.id).write_bytes(b"%PDF")
    folder._path(altered.id).write_bytes(sample.pdf().replace(b"hello", b"jello"))
    folder.keep(ID, io.BytesIO(b"orphan"))
    (folder.root / "zzz.bin").write_bytes(b"somebody's")
    found = check.check(contents=True)
    assert (found.rows, found.files) == (5, 5)
    assert [line.partition(":")[0] for line in sorted(found.faults)] == [
        "file without a row", "no file of ours", "row without a file", "wrong content", "wrong size",
    ]  # fmt: skip
    assert "no file of ours: 'zzz.bin'" in found.faults
    assert len(check.check().faults) == 4
    for broken in (gone, cut, altered):
        with pytest.raises(Damaged):
            service.opened(broken)
        assert broken.id in caplog.records[-1].getMessage()
    service.opened(sound).close()


def lay(vault: Vault, name: str) -> None:
    """Somebody puts a file of their own into the vault, past the product."""
    if isinstance(vault, Folder):
        (vault.root / name).parent.mkdir(parents=True, exist_ok=True)
        (vault.root / name).write_bytes(b"somebody's")
    else:
        assert isinstance(vault, Bucket)
        vault.client.put_object(Bucket=vault.bucket, Key=f"{vault.prefix}/{name}", Body=b"somebody's")


def test_what_is_no_file_of_ours_is_named_and_left_alone(vault: Vault) -> None:
    vault.keep(ID, io.BytesIO(b"kept"))
    vault.set_aside(ID)
    vault.keep(ID[::-1], io.BytesIO(b"kept"))
    assert list(vault.strays()) == []
    for name in ("zzz.bin", f"{ID}.pdf", f"deep/er/{ID}"):
        lay(vault, name)
    others = ["zzz.bin", f"{ID}.pdf", f"deep/er/{ID}"] if isinstance(vault, Folder) else []  # a bucket may be shared
    assert sorted(vault.strays()) == sorted(others)
    vault.sweep(NOW)
    assert sorted(vault.strays()) == sorted(others)


def test_the_product_works_on_each_vault(app: Flask, vault: Vault) -> None:
    """Giving, looking, checking and sweeping ask the vault and nothing else."""
    app.extensions["vault"] = vault
    vault.keep(world.FILE_ID, io.BytesIO(sample.pdf()))
    page, image, gone = given(), given("หน้าแรก.png", sample.picture()), given("gone.pdf")
    vault.discard(gone.id)
    with service.opened(page) as content:
        assert content.read() == sample.pdf()
    assert previews.pages(page) == 1
    assert previews.preview(page, 1)[8:12] == previews.preview(image, 1)[8:12] == b"WEBP"
    assert [line.partition(":")[0] for line in check.check(contents=True).faults] == ["row without a file"]
    with pytest.raises(Damaged):
        service.opened(gone)
    assert service.sweep(datetime.now(UTC)) == (3, 0, 0)
    assert check.check(contents=True) == check.Checked((), 1, 1)
