"""Do the rows and the files of evidence match? Lists what lacks its file, its row, or what was given, and what is no file of ours."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from tracker.evidence import store
from tracker.evidence.service import Damaged, opened, vault
from tracker.evidence.store import StoredFile
from tracker.evidence.vault import NotThere


@dataclass(frozen=True, slots=True)
class Checked:
    """What was found: a line for each fault (English, for operators), how many rows and files there are, and how many files were set
    aside."""

    faults: tuple[str, ...]
    rows: int
    files: int
    aside: int = 0


def check(*, contents: bool = False) -> Checked:
    """Compare every row with every file; with `contents` read each file and compare its SHA-256 as well.

    The files are listed before the rows are read, so an upload that arrives meanwhile is no fault.
    """
    held = {each.id: each for each in vault().held()}
    rows = {each.id: each for each in store.every()}
    faults = [
        f"file without a row: {id_} ({held[id_].size} bytes, {held[id_].at:%Y-%m-%d %H:%M} UTC)"
        for id_ in sorted(held.keys() - rows.keys())
    ]
    faults += [f"no file of ours: {name!r}" for name in vault().strays()]
    for row in rows.values():
        size = held[row.id].size if row.id in held else _size(row)
        faults += _faults(row, size, contents)
    aside = {
        each.id for each in vault().aside()
    } - held.keys()  # of one that was brought back a copy may lie there still
    return Checked(tuple(faults), len(rows), len(held), len(aside))


def _faults(row: StoredFile, size: int | None, contents: bool) -> Iterator[str]:
    named = f"{row.id} ({row.name!r} of task {row.task_id})"
    if size is None:
        yield f"row without a file: {named}"
    elif size != row.size:
        yield f"wrong size: {named} has {size} bytes instead of {row.size}"
    elif contents:
        try:
            opened(row).close()
        except Damaged:
            yield f"wrong content: {named} does not have the SHA-256 {row.sha256}"


def _size(row: StoredFile) -> int | None:
    """How many bytes a file has that was not in the list: it may have come after the list was made."""
    try:
        with vault().open(row.id) as content:
            return content.seek(0, 2)
    except NotThere:
        return None
