"""What does the sweep remove, and does it ever cost anybody evidence: another database's, a restored one's, a stranger's in the bucket?"""

from __future__ import annotations

import io
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from flask import Flask
from sqlalchemy import delete
from sqlalchemy.exc import OperationalError

from tests import file_samples as sample
from tests import world
from tests.services.test_evidence_vault import ID, given
from tracker.drafts import service as drafts
from tracker.evidence import check, service, store
from tracker.evidence.s3 import Bucket
from tracker.evidence.service import KEPT_ASIDE
from tracker.evidence.store import StoredFile, StoredFileRow
from tracker.evidence.vault import Folder, NotThere, Vault
from tracker.extensions import db
from tracker.ledger.store import write_transaction

pytestmark = pytest.mark.disk

DAY = timedelta(days=1)


def later(days: float) -> datetime:
    """So many days from now, in real time: a vault has no other."""
    return datetime.now(UTC) + days * DAY


def attached() -> StoredFile:
    """A file that an entry gave."""
    stored = given()
    with write_transaction():
        assert store.attach(stored.id, stored.sha256, task_id=stored.task_id, agency="mof", seq=1)
    return store.found([stored.id])[stored.id]


def forgotten(file: StoredFile) -> None:
    """Now the database does not know it: it is another one, or an older one was put back."""
    with write_transaction():
        db.session.execute(delete(StoredFileRow).where(StoredFileRow.id == file.id))


def known_again(file: StoredFile) -> None:
    """Now it is the database that knows the file."""
    with write_transaction():
        store.add(file)


def held() -> set[str]:
    """The ids of what lies in the vault and is not set aside."""
    return {each.id for each in service.vault().held()}


def test_the_sweep_takes_only_what_is_old_and_given_by_no_entry(app: Flask) -> None:
    old, kept, fresh = given(), attached(), given(now=datetime.now(UTC))
    service.vault().keep(ID, io.BytesIO(b"orphan"))
    assert service.sweep(datetime.now(UTC)) == (1, 0, 0)
    assert {each.id for each in store.every()} == {world.FILE_ID, kept.id, fresh.id}
    assert old.id not in held()
    assert service.sweep(later(2)) == (1, 1, 0)
    assert check.check() == check.Checked((), 2, 2, 1)


def test_an_upload_stays_as_long_as_a_draft_holds_it(app: Flask) -> None:
    kept, left = given(), given()
    liaison = world.actor("liaison.mof").id or 0
    drafts.keep(liaison, f"/tasks/{kept.task_id}/progress", {"note": ["ร่าง"], "file": [kept.id]}, datetime.now(UTC))
    assert service.sweep(later(2)) == (1, 0, 0)
    assert {each.id for each in store.every()} == {world.FILE_ID, kept.id}
    assert left.id not in held()
    drafts.discard(liaison, f"/tasks/{kept.task_id}/progress")
    assert service.sweep(later(2)) == (1, 0, 0)


def test_a_sweep_of_a_database_that_does_not_know_a_file_loses_nothing(app: Flask, vault: Vault) -> None:
    app.extensions["vault"] = vault
    vault.keep(world.FILE_ID, io.BytesIO(world.pdf()))
    file = attached()
    forgotten(file)
    assert service.sweep(later(2)) == (0, 1, 0)
    assert held() == {world.FILE_ID}
    assert check.check() == check.Checked((), 1, 1, 1)
    known_again(file)
    with service.opened(file) as content:
        assert content.read() == sample.pdf()
    assert check.check(contents=True).faults == ()
    assert service.sweep(later(2)) == (0, 0, 1)
    assert held() == {world.FILE_ID, file.id}
    assert check.check(contents=True) == check.Checked((), 2, 2)
    assert service.sweep(later(2)) == (0, 0, 0)


def test_what_nobody_knows_is_removed_after_its_time_aside(app: Flask, vault: Vault) -> None:
    app.extensions["vault"] = vault
    vault.keep(world.FILE_ID, io.BytesIO(world.pdf()))
    vault.keep(ID, io.BytesIO(b"orphan"))
    assert service.sweep(later(KEPT_ASIDE.days + 1)) == (0, 1, 0), "however old it is, it is set aside first"
    assert service.sweep(later(KEPT_ASIDE.days - 1)) == (0, 0, 0)
    assert service.sweep(later(KEPT_ASIDE.days + 1)) == (1, 0, 0)
    assert list(vault.aside()) == []
    with pytest.raises(NotThere):
        vault.open(ID)
    assert held() == {world.FILE_ID}


def test_a_file_brought_back_and_set_aside_anew_begins_its_time_anew(vault: Vault) -> None:
    vault.keep(ID, io.BytesIO(b"x"))
    before = datetime.now(UTC) - DAY
    vault.set_aside(ID)
    assert not vault.let_go(ID, before)
    vault.bring_back(ID)
    assert [each.id for each in vault.held()] == [ID]
    vault.set_aside(ID)
    assert [(each.id, each.size) for each in vault.aside()] == [(ID, 1)]
    assert list(vault.held()) == []
    assert vault.let_go(ID, later(1))
    for nothing in (vault.set_aside, vault.bring_back):
        nothing(ID)
    assert not vault.let_go(ID, later(1))


def test_a_folder_gives_up_only_what_is_named_as_it_names_files(tmp_path: Path) -> None:
    vault = Folder(tmp_path)
    vault.keep(ID, io.BytesIO(b"x"))
    strange = [
        tmp_path / place for place in (f"{ID[:2]}/notes.txt", f"aa/{ID}", "aside/notes.txt", "incoming/upload.iso")
    ]
    for path in strange:
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(b"somebody else's")
    assert [each.id for each in vault.held()] == [ID]
    assert list(vault.aside()) == []
    assert vault.sweep(later(1)) == 0
    assert all(path.exists() for path in strange)


@pytest.mark.parametrize("database", ["sqlite"])
def test_what_else_lies_in_a_bucket_is_not_touched(app: Flask, s3_endpoint: str, tmp_path: Path) -> None:
    vault = Bucket(f"s3://evidence/{tmp_path.name}?endpoint={s3_endpoint}&region=ap-southeast-7")
    app.extensions["vault"] = vault
    vault.keep(world.FILE_ID, io.BytesIO(world.pdf()))
    strange = [f"{tmp_path.name}/{name}" for name in ("database-2569.dump", f"copy/{ID}", f"{ID}.bak", "aside/notes")]
    strange += ["database-2569.dump", ID, f"{tmp_path.name}-old/{ID}"]
    for key in strange:
        vault.client.put_object(Bucket=vault.bucket, Key=key, Body=b"somebody else's")
    assert service.sweep(later(2)) == (0, 0, 0)
    assert service.sweep(later(KEPT_ASIDE.days + 3)) == (0, 0, 0)
    assert check.check() == check.Checked((), 1, 1)
    for key in strange:
        vault.client.head_object(Bucket=vault.bucket, Key=key)


def test_a_commit_whose_answer_is_lost_leaves_its_file(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    session = db.session.registry()
    commit = session.commit

    def cut_off() -> None:
        commit()
        raise OperationalError("COMMIT", {}, Exception("the connection was cut"))

    with monkeypatch.context() as patch:
        patch.setattr(session, "commit", cut_off)
        with pytest.raises(OperationalError):
            given("sent.pdf")
    [row] = [each for each in store.every() if each.name == "sent.pdf"]
    service.opened(row).close()


def test_more_files_than_a_statement_takes_parameters_are_found_and_forgotten(app: Flask) -> None:
    stored = given()
    many = [f"{number:032x}" for number in range(70_000)]
    assert set(store.found([*many, stored.id])) == {stored.id}
    with write_transaction():
        store.forget([*many, stored.id])
    assert store.find(stored.id) is None
