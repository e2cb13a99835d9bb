"""How is a PDF drawn without holding up a page? By a thread that waits for a process with limits; the file appears whole or not at all."""

from __future__ import annotations

import logging
import os
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path
from typing import Protocol

from tracker.extensions import db
from tracker.papers import files
from tracker.papers.pdf import MOST_CHARACTERS, RenderFailed, TooLong, allowance, render_in_child
from tracker.papers.typeface import FontMissing

log = logging.getLogger(__name__)

PATIENCE = 20.0
"""Seconds that a download waits for a file that is being drawn; afterwards the person gets a page that looks again by itself."""
ONE_AT_A_TIME = threading.BoundedSemaphore(1)
"""A drawing takes a core and 200 MiB: one after the other in each process."""
STALE = 20.0 + allowance(MOST_CHARACTERS)[0]
"""A drawing that began so many seconds ago and left no file has died: the longest paper may take a little less."""

TOO_LONG = "too long"
"""What the mark of a failed drawing holds when trying again cannot help."""


class Drawable(Protocol):
    """A paper that can be drawn by a renderer (`pdf.render`)."""

    def pdf(self, renderer: Callable[..., bytes]) -> bytes:
        """The PDF; the same paper gives the same bytes."""


def awaited(path: Path, start: Callable[[], Path], *, patience: float = PATIENCE) -> Path | None:
    """The file at `path`; where it is not there yet, `start` begins to draw it and gives the mark that stands as long as that lasts. None
    when it is still not there after `patience` seconds."""
    if path.exists():
        return path
    mark = start()
    db.session.rollback()  # a read left open while we wait would keep every writer waiting too
    until = time.monotonic() + patience
    while mark.exists() and time.monotonic() < until:
        time.sleep(0.1)
    return path if path.exists() else None


def has_failed(path: Path) -> bool:
    """Did the last drawing of the file at `path` end without one?"""
    return _failure(path).exists()


def is_too_long(path: Path) -> bool:
    """Did it end so because the text is longer than what can be set in pages at all?"""
    try:
        return _failure(path).read_text() == TOO_LONG
    except FileNotFoundError:  # it did not end so, or somebody draws it anew at this moment
        return False


def failures(since: datetime) -> int:
    """How many files could not be drawn since an instant (aware, real time) and were not drawn later."""
    marks = files.folder().glob("*.failed")
    return sum(mark.stat().st_mtime >= since.timestamp() for mark in marks)


def begun(path: Path, paper: Callable[[], Drawable]) -> Path:
    """Start drawing a paper into the file at `path` unless somebody is at it already; the mark returned stands as long as it lasts."""
    mark = path.with_suffix(".drawing")
    mark.parent.mkdir(parents=True, exist_ok=True)
    if mark.exists() and time.time() - mark.stat().st_mtime > STALE:
        mark.unlink(missing_ok=True)
    try:
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL | os.O_WRONLY))
    except FileExistsError:
        return mark
    threading.Thread(target=_draw, args=(paper(), path, mark), daemon=True).start()
    return mark


def _draw(what: Drawable, path: Path, mark: Path) -> None:
    try:
        with ONE_AT_A_TIME:
            mark.touch()  # what waited behind a long paper begins only now
            files.keep_pdf(path, what.pdf(render_in_child))
        _failure(path).unlink(missing_ok=True)
    except (RenderFailed, FontMissing, OSError) as error:
        log.error("the PDF %s was not made: %s", path.name, error)
        with suppress(OSError):
            _failure(path).write_text(TOO_LONG if isinstance(error, TooLong) else "")
    finally:
        mark.unlink(missing_ok=True)


def _failure(path: Path) -> Path:
    return path.with_suffix(".failed")
