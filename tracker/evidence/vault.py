"""Where do the bytes of evidence lie? One interface: a folder of this machine is here, an S3-compatible store in tracker/evidence/s3.py.

A file is written once, whole or not at all, and its row in the database comes after it: a machine that stops at any moment leaves at
most a file without a row, never a row without a file.
"""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

PORTION = 1 << 20
INCOMING = "incoming"


class NotThere(Exception):
    """The vault holds no file of this id."""


@dataclass(frozen=True, slots=True)
class Held:
    """A file that lies in the vault: its id, how many bytes, since when."""

    id: str
    size: int
    at: datetime


@dataclass(frozen=True, slots=True)
class Print:
    """What identifies content: its SHA-256 in hex, and how many bytes."""

    sha256: str
    size: int


class Vault(Protocol):
    """A place that keeps files by id (32 hex digits). Every method may raise OSError: ENOSPC when full, ConnectionError when away."""

    def keep(self, id_: str, file: BinaryIO) -> Print:
        """Keep the whole file, from its beginning, under an id that was never used; on return it outlives a power cut."""

    def open(self, id_: str) -> BinaryIO:
        """The file, opened at its beginning; the caller closes it. Raises NotThere."""

    def held(self) -> Iterator[Held]:
        """Every file that is there."""

    def discard(self, id_: str) -> None:
        """Let go of a file; nothing happens when it is not there."""

    def sweep(self, before: datetime) -> int:
        """Remove what broken-off uploads left behind before this instant; how many there were."""


class Folder:
    """Files in a folder of this machine, 256 folders deep by the first two digits of their ids."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def keep(self, id_: str, file: BinaryIO) -> Print:
        """Write beside, make sure that it is on the disk, then give it its name, and make sure of the name as well."""
        target = self._path(id_)
        for folder in (target.parent, self.root / INCOMING):
            _made(folder)
        beside = self.root / INCOMING / id_
        try:
            with beside.open("xb") as copy:
                found = copied(file, copy)
                copy.flush()
                os.fsync(copy.fileno())
            beside.rename(target)
            _settle(target.parent)
        finally:
            beside.unlink(missing_ok=True)
        return found

    def open(self, id_: str) -> BinaryIO:
        """The file itself."""
        try:
            return self._path(id_).open("rb")
        except FileNotFoundError as error:
            raise NotThere(id_) from error

    def held(self) -> Iterator[Held]:
        """Every file with a name."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            for path in sorted(folder.iterdir()):
                found = path.stat()
                yield Held(path.name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))

    def discard(self, id_: str) -> None:
        """Remove the file."""
        self._path(id_).unlink(missing_ok=True)

    def sweep(self, before: datetime) -> int:
        """Remove files that never got their name."""
        old = [
            path for path in (self.root / INCOMING).glob("*") if path.stat().st_mtime < before.timestamp()
        ]  # fmt: skip
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)

    def _path(self, id_: str) -> Path:
        return self.root / id_[:2] / id_


def copied(source: BinaryIO, target: BinaryIO) -> Print:
    """Copy the whole source and say what went through."""
    digest, size = hashlib.sha256(), 0
    source.seek(0)
    while portion := source.read(PORTION):
        digest.update(portion)
        size += len(portion)
        target.write(portion)
    return Print(digest.hexdigest(), size)


def print_of(file: BinaryIO) -> Print:
    """What identifies an open file; its position is back at the beginning afterwards."""
    digest, size = hashlib.sha256(), 0
    file.seek(0)
    while portion := file.read(PORTION):
        digest.update(portion)
        size += len(portion)
    file.seek(0)
    return Print(digest.hexdigest(), size)


def _made(folder: Path) -> None:
    """Make a folder that lasts; only its owner may look inside."""
    if not folder.is_dir():
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _settle(folder.parent)


def _settle(folder: Path) -> None:
    handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
