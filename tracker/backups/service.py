"""How is everything copied into a folder while people work, and how is a working product made from such a folder again?

Database first, then the files: files are written once and before their rows, so every row of the copy has its file. Left out are what
can be made again (drawn PDFs, previews) and the key that signs cookies: after a restore everybody signs in anew.
"""

from __future__ import annotations

import hashlib
import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from flask import current_app
from sqlalchemy import Connection, func, select

from tracker import clock, migrations
from tracker.backups import databases
from tracker.backups.databases import CannotCopy
from tracker.backups.manifest import FORMAT, Kept, Manifest, NotABackup, read_manifest
from tracker.dashboard.verification import verification
from tracker.evidence import service as evidence
from tracker.evidence import store as files
from tracker.evidence.vault import copied
from tracker.extensions import db
from tracker.ledger.event import GENESIS
from tracker.ledger.store import LedgerEvent
from tracker.people.store import UserRow
from tracker.tasks.store import TaskRow

EVIDENCE = "evidence"


@dataclass(frozen=True, slots=True)
class Figures:
    """Where a database stands: its ledger's length and head, its tasks and accounts."""

    events: int
    head: str
    tasks: int
    accounts: int


def back_up(folder: Path) -> Manifest:
    """Copy everything into a folder that does not exist yet; it appears under its name only when it is whole.

    Nobody but its owner may look inside: it holds every account and every file. Raises CannotCopy, and evidence.Damaged for a file
    that is not what its row says.
    """
    if folder.exists():
        raise CannotCopy(f"{folder} is there already; a backup goes into a folder of its own.")
    beside = folder.with_name(f".{folder.name}.part")
    shutil.rmtree(beside, ignore_errors=True)
    try:
        beside.mkdir(mode=0o700, parents=True)
        found = _copy_all(beside)
        beside.rename(folder)
        databases.settle(folder.parent)
    except OSError as error:
        raise CannotCopy(f"{folder} cannot be written: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(beside, ignore_errors=True)
    return found


def _copy_all(beside: Path) -> Manifest:
    (beside / EVIDENCE).mkdir(mode=0o700)
    seen: list[tuple[Figures, list[str]]] = []
    database = databases.copy(beside, lambda connection: seen.append((_figures(connection), _given(connection))))
    figures, ids = seen[0]
    given = files.found(ids)
    db.session.rollback()  # a read left open while files are copied would keep every writer waiting
    kept = tuple(_copy_file(given[id_], beside / EVIDENCE) for id_ in ids)
    manifest = Manifest(
        FORMAT, clock.real_now(), db.engine.dialect.name, migrations.HEAD, database.name, _sha256(database),
        figures.events, figures.head, figures.tasks, figures.accounts, kept,
    )  # fmt: skip
    manifest.write(beside)
    for path in (*beside.rglob("*"), beside):
        path.chmod(0o700 if path.is_dir() else 0o600)
        databases.settle(path)
    return manifest


def _copy_file(file: files.StoredFile, folder: Path) -> Kept:
    with evidence.opened(file) as content, (folder / file.id).open("xb") as target:
        found = copied(content, target)
    return Kept(file.id, found.sha256, found.size)


def restore(folder: Path) -> Manifest:
    """Make this installation from a backup: the database must not exist yet (SQLite) or be empty (PostgreSQL).

    Everything in the backup is checked before anything is written. The files come first and the database last, so one that stopped
    half way serves nobody and is simply done again. Raises NotABackup or CannotCopy; afterwards `differences` tells whether what stands
    there is what was copied.
    """
    manifest = read_manifest(folder)
    try:
        _put_back(folder, manifest, current_app.config["SETTINGS"].database_url)
    except OSError as error:
        raise CannotCopy(
            f"The backup could not be put back: {error.strerror or error}. Mend that and restore again; files that arrived stay."
        ) from error
    return manifest


def _put_back(folder: Path, manifest: Manifest, database_url: str) -> None:
    wrong = list(_wrong_in(folder, manifest))
    if wrong:
        raise NotABackup(f"The backup is not whole: {'; '.join(wrong[:5])}. Nothing was changed.")
    db.session.remove()
    db.engine.dispose()
    source = folder / manifest.database_file
    databases.check_room(source, database_url)
    _put_back_files(folder / EVIDENCE, manifest)
    databases.put_back(source, database_url)


def _put_back_files(folder: Path, manifest: Manifest) -> None:
    """Each file that the vault does not hold yet; a file is kept whole or not at all, so what is there need not come again."""
    vault = evidence.vault()
    held = {each.id for each in vault.held()}
    for kept in manifest.files:
        if kept.id not in held:
            with (folder / kept.id).open("rb") as content:
                vault.keep(kept.id, content)


def differences(manifest: Manifest) -> Iterator[str]:
    """What stands otherwise than in the backup, one English line each; nothing when the restore is good."""
    with db.engine.connect() as connection:
        found = _figures(connection)
    for name in ("events", "head", "tasks", "accounts"):
        if getattr(found, name) != getattr(manifest, name):
            yield f"{name}: {getattr(found, name)} instead of {getattr(manifest, name)}"
    yield from verification().problems
    for file in files.found([kept.id for kept in manifest.files]).values():
        try:
            evidence.opened(file).close()
        except evidence.Damaged:
            yield f"evidence {file.id} ({file.name}) is not what was given"


def _wrong_in(folder: Path, manifest: Manifest) -> Iterator[str]:
    listed = [(manifest.database_file, manifest.database_sha256)]
    listed += [(f"{EVIDENCE}/{kept.id}", kept.sha256) for kept in manifest.files]
    for name, sha256 in listed:
        path = folder / name
        if not path.is_file():
            yield f"{name} is missing"
        elif _sha256(path) != sha256:
            yield f"{name} is not what it was"


def _figures(connection: Connection) -> Figures:
    counted = [
        connection.execute(select(func.count()).select_from(row.__table__)).scalar() or 0
        for row in (LedgerEvent, TaskRow, UserRow)
    ]
    last = connection.execute(select(LedgerEvent.hash).order_by(LedgerEvent.seq.desc()).limit(1)).scalar()
    return Figures(counted[0], last or GENESIS, counted[1], counted[2])


def _given(connection: Connection) -> list[str]:
    """The ids of the files that entries give; uploads that nobody sent yet are left out."""
    row = files.StoredFileRow.__table__.c
    return list(connection.execute(select(row.id).where(row.attached_seq.is_not(None)).order_by(row.id)).scalars())


def _sha256(path: Path) -> str:
    with path.open("rb") as content:
        return hashlib.file_digest(content, "sha256").hexdigest()
