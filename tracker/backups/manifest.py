"""What does a backup say of itself, so that whoever restores it can tell whether it is whole? One JSON file beside what it lists."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from tracker.record import Misfit, Record, canonical, parse

NAME = "manifest.json"
FORMAT = 1


class NotABackup(Exception):
    """The folder holds no backup that this version can read. Its text is one line for the operator."""


@dataclass(frozen=True, slots=True)
class Kept:
    """One file of evidence in the backup: its id (also its name), SHA-256 in hex and size in bytes."""

    id: str
    sha256: str
    size: int


@dataclass(frozen=True, slots=True)
class Manifest(Record):
    """When the copy was made (UTC), of which database at which migration, where its ledger stood, and every file in it."""

    format: int
    made_at: datetime
    database: str
    migration: str
    database_file: str
    database_sha256: str
    events: int
    head: str
    tasks: int
    accounts: int
    files: tuple[Kept, ...]

    def write(self, folder: Path) -> None:
        """Put it into the folder of the backup."""
        (folder / NAME).write_text(canonical(self) + "\n", encoding="utf-8")


def read_manifest(folder: Path) -> Manifest:
    """The manifest in a folder. Raises NotABackup."""
    try:
        found = parse(Manifest, (folder / NAME).read_text(encoding="utf-8"))
    except OSError as error:
        raise NotABackup(f"{folder} holds no backup: {NAME} cannot be read ({error.strerror}).") from error
    except (Misfit, UnicodeDecodeError) as error:
        raise NotABackup(f"{folder / NAME} cannot be understood: {error}.") from error
    if found.format != FORMAT:
        raise NotABackup(f"The backup has format {found.format}; this version reads format {FORMAT}.")
    return found
