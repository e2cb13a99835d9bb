"""How does a file come into the vault, and how does it leave? Bytes first, then the row: no row ever stands without its file."""

from __future__ import annotations

import logging
import uuid
from collections.abc import Collection
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO, NamedTuple
from urllib.parse import unquote, urlsplit

from flask import current_app

from tracker.config import Settings
from tracker.drafts import store as drafts
from tracker.evidence import pictures, rules, store
from tracker.evidence.s3 import Bucket
from tracker.evidence.store import StoredFile
from tracker.evidence.vault import Folder, NotThere, Print, Vault, print_of
from tracker.ledger.store import end_reading, write_transaction

log = logging.getLogger(__name__)

KEPT_UNATTACHED = timedelta(hours=24)
"""A file that was uploaded for a form which nobody sent is kept for so long, and as long as a draft of that form holds it."""

KEPT_ASIDE = timedelta(days=90)
"""A file without a row may belong to another database, or to this one before a backup was put back; so long it can return."""


class Damaged(Exception):
    """The file that lies in the vault is gone, or is not the one that was given."""


def vault() -> Vault:
    """The vault of this installation."""
    found: Vault | None = current_app.extensions.get("vault")
    if found is None:
        found = current_app.extensions["vault"] = vault_of(current_app.config["SETTINGS"])
    return found


def vault_of(settings: Settings) -> Vault:
    """The vault that the settings name: a folder, or a bucket of an S3-compatible store."""
    if settings.evidence_url.startswith("s3://"):
        return Bucket(settings.evidence_url)
    return Folder(Path(unquote(urlsplit(settings.evidence_url).path)))


def receive(
    given_name: str, file: BinaryIO, *, task_id: int, agency: str, by: int, now: datetime, id_: str = ""
) -> StoredFile:
    """Take a file for a task: look at every byte, keep it, then write its row; `now` is real time, and `id_` a new random one
    unless the caller has one that was never used for other content.

    Raises FileRefused when it is not one that we take, OSError when the vault is full or away; in both cases nothing is left behind.
    A commit that fails may have gone through all the same, so the file stays then; the sweep knows whether there is a row.
    """
    end_reading()  # a read left open while a file is looked at would keep every writer waiting too
    name = rules.clean_name(given_name)
    kind = rules.inspected(name, file)
    if kind.preview == "image":
        pictures.opens(file, kind.name)
    own = id_ or uuid.uuid4().hex
    kept = vault().keep(own, file)
    stored = StoredFile(own, task_id, agency, by, now, name, kind.media_type, kept.size, kept.sha256)
    added = False
    try:
        with write_transaction():
            store.add(stored)
            added = True
    except BaseException:
        if not added and not id_:  # a given id may be another database's as well
            vault().discard(own)
        raise
    return stored


def opened(file: StoredFile) -> BinaryIO:
    """The file's content, after it was seen that it is what was given; Damaged (and a line in the log) when it is not."""
    try:
        content = vault().open(file.id)
    except NotThere as error:
        log.error("evidence %s (%r of task %s) is gone from the vault", file.id, file.name, file.task_id)
        raise Damaged(file.id) from error
    if print_of(content) != Print(file.sha256, file.size):
        content.close()
        log.error("evidence %s (%r of task %s) is not what was given", file.id, file.name, file.task_id)
        raise Damaged(file.id)
    return content


class Swept(NamedTuple):
    """How many files a sweep removed, set aside because nothing knows them, and brought back because something does."""

    removed: int
    set_aside: int
    brought_back: int


def sweep(now: datetime) -> Swept:
    """Remove uploads that no entry gave and no draft holds, and what broke off, older than KEPT_UNATTACHED; set aside files without a
    row as old; bring back what was set aside and has a row; remove what has none and lay aside for KEPT_ASIDE."""
    before = now - KEPT_UNATTACHED
    with write_transaction():
        waiting = store.waiting_since(before)
        if waiting:
            waiting = sorted(set(waiting) - drafts.values_of("file"))
        store.forget(waiting)
    for id_ in waiting:
        vault().discard(id_)
    removed = len(waiting) + vault().sweep(before)
    held = {each.id: each.at for each in vault().held()}
    known = store.ids()  # after the list of files, so that each of them had time for its row
    end_reading()
    back, gone = _looked_after_aside(known, held.keys(), now - KEPT_ASIDE)
    orphans = [id_ for id_, at in held.items() if id_ not in known and at < before]
    for id_ in orphans:
        vault().set_aside(id_)
    return Swept(removed + gone, len(orphans), back)


def _looked_after_aside(known: Collection[str], held: Collection[str], before: datetime) -> tuple[int, int]:
    """Bring back what is known and not among the held, let go of the rest in its time; how many of both."""
    back = gone = 0
    for each in list(vault().aside()):
        if each.id in known and each.id not in held:
            vault().bring_back(each.id)
            back += 1
        elif each.at < before:
            gone += vault().let_go(each.id, before)
    return back, gone
