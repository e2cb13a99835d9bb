"""Where do the bytes of evidence lie? One interface: a folder of this machine is here, an S3-compatible store in tracker/evidence/s3.py.

A file is written once, whole or not at all, and its row in the database comes after it: a machine that stops at any moment leaves at
most a file without a row, never a row without a file.
"""

from __future__ import annotations

import errno
import hashlib
import os
import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Protocol

PORTION = 1 << 20
INCOMING, ASIDE = "incoming", "aside"
ID = re.compile(r"[0-9a-f]{32}")
"""What a file of ours is called; whatever else lies beside it is somebody else's and is not touched."""


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
        """The file, also one that was set aside, opened at its beginning; the caller closes it. Raises NotThere."""

    def held(self) -> Iterator[Held]:
        """Every file that is there and was not set aside."""

    def discard(self, id_: str) -> None:
        """Let go of a file at once; nothing happens when it is not there."""

    def set_aside(self, id_: str) -> None:
        """Put a file beside the others, from this moment on; nothing happens when it is not there."""

    def bring_back(self, id_: str) -> None:
        """Put a file that was set aside among the others again; nothing happens when there is none."""

    def aside(self) -> Iterator[Held]:
        """Every file that was set aside, each since then. A copy may stay there when one is brought back."""

    def let_go(self, id_: str, before: datetime) -> bool:
        """Remove for ever what was set aside under this id before this instant; was there such a one?"""

    def sweep(self, before: datetime) -> int:
        """Remove what broken-off uploads left behind before this instant; how many there were."""

    def strays(self) -> Iterator[str]:
        """The names of what lies in the vault and is no file of ours; nothing ever touches it."""

    def answers(self) -> None:
        """Nothing when a file could be asked for and kept now; raises OSError."""


class Folder:
    """Files in a folder of this machine, in up to 256 folders side by side: one for each pair of first digits of their ids."""

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
        """The file itself; looked for once more at its own place, because it may be brought back meanwhile."""
        for path in (self._path(id_), self._aside(id_), self._path(id_)):
            with suppress(FileNotFoundError):
                return path.open("rb")
        raise NotThere(id_)

    def held(self) -> Iterator[Held]:
        """Every file with a name of ours, in the folder that it belongs to."""
        for folder in sorted(self.root.glob("[0-9a-f][0-9a-f]")):
            yield from (each for each in _listed(folder) if each.id.startswith(folder.name))

    def discard(self, id_: str) -> None:
        """Remove the file."""
        self._path(id_).unlink(missing_ok=True)

    def set_aside(self, id_: str) -> None:
        """The time first: one that stops in between has only become younger."""
        with suppress(FileNotFoundError):
            os.utime(self._path(id_))
            self._move(self._path(id_), self._aside(id_))

    def bring_back(self, id_: str) -> None:
        """One rename, whatever lies there: at no moment is the file in neither place."""
        with suppress(FileNotFoundError):
            self._move(self._aside(id_), self._path(id_))

    def aside(self) -> Iterator[Held]:
        """Every file with a name of ours among those set aside."""
        yield from _listed(self.root / ASIDE)

    def let_go(self, id_: str, before: datetime) -> bool:
        """Look at the time again: it may have been brought back and set aside anew since it was listed."""
        path = self._aside(id_)
        with suppress(FileNotFoundError):
            if path.stat().st_mtime < before.timestamp():
                path.unlink()
                return True
        return False

    def sweep(self, before: datetime) -> int:
        """Remove files that never got their name."""
        old = [each for each in _listed(self.root / INCOMING) if each.at < before]
        for each in old:
            (self.root / INCOMING / each.id).unlink(missing_ok=True)
        return len(old)

    def strays(self) -> Iterator[str]:
        """Whatever does not lie where a file of its name would."""
        for path in sorted(self.root.rglob("*")):
            own = path in {self._path(path.name), self._aside(path.name), self.root / INCOMING / path.name}
            if not (path.is_dir() or (own and ID.fullmatch(path.name))):
                yield path.relative_to(self.root).as_posix()

    def answers(self) -> None:
        """The folder, or the nearest one above it when nothing was kept yet, can be written."""
        there = next(folder for folder in (self.root, *self.root.parents) if folder.exists())
        if not (there.is_dir() and os.access(there, os.W_OK | os.X_OK)):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(there))

    def _move(self, source: Path, target: Path) -> None:
        _made(target.parent)
        source.replace(target)
        _settle(target.parent)
        _settle(source.parent)

    def _path(self, id_: str) -> Path:
        return self.root / id_[:2] / id_

    def _aside(self, id_: str) -> Path:
        return self.root / ASIDE / id_


def _listed(folder: Path) -> Iterator[Held]:
    """The files of ours in a folder; one that goes away meanwhile is left out."""
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        if ID.fullmatch(path.name):
            with suppress(FileNotFoundError):
                found = path.stat()
                yield Held(path.name, found.st_size, datetime.fromtimestamp(found.st_mtime, UTC))


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
