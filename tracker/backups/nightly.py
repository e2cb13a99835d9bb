"""How does a backup come about every night by itself, without filling the disk? Each in a folder named by its time; the last ones stay."""

from __future__ import annotations

import re
import shutil
from datetime import datetime
from pathlib import Path

from tracker.backups.databases import CannotCopy
from tracker.backups.manifest import NAME, NotABackup, read_manifest
from tracker.backups.service import back_up
from tracker.clock import BANGKOK

KEPT = 14
OURS = re.compile(r"\.?\d{4}-\d{2}-\d{2}-\d{6}(\.part)?")
"""What a folder of ours is called, also one that is being made or removed; whatever else lies there is somebody else's."""


def back_up_into(folder: Path, now: datetime) -> int:
    """Make one more backup, then let go of all but the last KEPT; how many files the new one holds. Raises CannotCopy and Damaged.

    Nothing old is removed before the new one is whole. Its name is the time in Bangkok, so that names sort by age.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear(folder)
    except OSError as error:
        raise CannotCopy(f"{folder} cannot be written: {error.strerror or error}.") from error
    made = back_up(folder / now.astimezone(BANGKOK).strftime("%Y-%m-%d-%H%M%S"))
    for old in whole(folder)[:-KEPT]:
        gone = old.with_name(f".{old.name}.part")  # one that is removed in parts must not look like a backup
        old.rename(gone)
        shutil.rmtree(gone)
    return len(made.files) + 1


def whole(folder: Path) -> list[Path]:
    """The backups that this job made here, the oldest first."""
    return sorted(
        each for each in folder.iterdir() if OURS.fullmatch(each.name) and (each / NAME).is_file() and _read(each)
    )


def _read(folder: Path) -> bool:
    try:
        read_manifest(folder)
    except NotABackup:
        return False
    return not folder.name.startswith(".")


def _clear(folder: Path) -> None:
    """Remove what broke off: only one backup is made at a time, so nobody is at work on it."""
    for part in folder.iterdir():
        if OURS.fullmatch(part.name) and part.name.endswith(".part"):
            shutil.rmtree(part)
