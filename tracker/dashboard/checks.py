"""When was the whole record last verified, and did it hold? Remembered beside the database, so that a reader need not verify it anew.

Only a remark: what holds is what `verification` finds now. The file says nothing that anybody could not check.
"""

from __future__ import annotations

import json
import os
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app

from tracker import clock
from tracker.dashboard.verification import Verification, verification

FILE = "last-verification.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """A verification that was made: when (aware UTC), how many events it saw up to which hash, and how many problems it found."""

    at: datetime
    events: int
    head: str
    problems: int


def checked() -> Verification:
    """Verify everything now, and remember what came of it."""
    found = verification()
    said = {"at": clock.now().isoformat(), "events": found.events, "head": found.head, "problems": len(found.problems)}
    path = _path()
    try:
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps(said), encoding="utf-8")
        part.replace(path)
    except OSError:  # a full disk must not keep anybody from seeing whether the record holds
        current_app.logger.warning("what the verification found could not be remembered at %s", path)
    return found


def last_check() -> Checked | None:
    """The last verification that was remembered; None when there was none."""
    try:
        said = json.loads(_path().read_text(encoding="utf-8"))
        return Checked(
            datetime.fromisoformat(said["at"]), int(said["events"]), str(said["head"]), int(said["problems"])
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _path() -> Path:
    return Path(current_app.config["SETTINGS"].instance) / FILE
