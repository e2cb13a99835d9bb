"""How does a backup come about every night by itself, without filling the disk? Each in a folder named by its time; the last ones stay."""

from __future__ import annotations

import re
import shutil
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path

from tracker.backups.databases import CannotCopy
from tracker.backups.manifest import NAME, NotABackup, read_manifest
from tracker.backups.service import back_up
from tracker.clock import BANGKOK

KEPT = 14
AT_REST = timedelta(hours=3)
"""A part in which nothing was written for so long broke off. Two schedulers may be at work: a younger one may be another's."""
OURS = re.compile(r"\.?\d{4}-\d{2}-\d{2}-\d{6}(\.part)?")
"""What a folder of ours is called, also one that is being made or removed; whatever else lies there is somebody else's."""


def back_up_into(folder: Path, now: datetime) -> int:
    """Make one more backup, then let go of all but the last KEPT; how many files the new one holds. Raises CannotCopy and Damaged.

    Nothing old is removed before the new one is whole. Its name is the time in Bangkok, so that names sort by age.
    """
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        _clear(folder, now - AT_REST)
    except OSError as error:
        raise CannotCopy(f"{folder} cannot be written: {error.strerror or error}.") from error
    made = back_up(folder / now.astimezone(BANGKOK).strftime("%Y-%m-%d-%H%M%S"))
    for old in whole(folder)[:-KEPT]:
        gone = old.with_name(f".{old.name}.part")  # one that is removed in parts must not look like a backup
        with suppress(FileNotFoundError):  # another scheduler was faster
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


def _clear(folder: Path, before: datetime) -> None:
    """Remove what broke off: parts in which nothing was written since an instant."""
    for part in folder.iterdir():
        if OURS.fullmatch(part.name) and part.name.endswith(".part"):
            with suppress(FileNotFoundError):  # its maker has finished it, or another scheduler removed it
                if _touched(part) < before:
                    shutil.rmtree(part)


def _touched(part: Path) -> datetime:
    """When something was last written in a folder (aware UTC); FileNotFoundError when it goes away meanwhile."""
    newest = max(each.stat().st_mtime for each in (part, *part.rglob("*")))
    return datetime.fromtimestamp(newest, UTC)
