"""When was the whole record last verified, and did it hold? Remembered beside the database, so that a reader need not verify it anew.

Only a remark: what holds is what `verification` finds now. The file says nothing that anybody could not check.
"""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from flask import current_app

from tracker import clock
from tracker.dashboard.verification import Verification, verification

FILE = "last-verification.json"


@dataclass(frozen=True, slots=True)
class Checked:
    """A verification that was made: when (aware UTC), and what it found."""

    at: datetime
    found: Verification

    @property
    def problems(self) -> int:
        """How many problems it found."""
        return len(self.found.problems)


def checked() -> Checked:
    """Verify everything now, remember what came of it, and give it."""
    made = Checked(clock.now(), verification())
    path = _path()
    try:
        part = path.with_suffix(f".{os.getpid()}.part")
        part.write_text(json.dumps({"at": made.at.isoformat()} | asdict(made.found)), encoding="utf-8")
        part.replace(path)
    except OSError:  # a full disk must not keep anybody from seeing whether the record holds
        current_app.logger.warning("what the verification found could not be remembered at %s", path)
    return made


def last_check() -> Checked | None:
    """The last verification that was remembered; None when there was none, or an earlier version of the product made it."""
    try:
        said = json.loads(_path().read_text(encoding="utf-8"))
        problems = tuple(map(str, said["problems"]))
        return Checked(
            datetime.fromisoformat(said["at"]), Verification(int(said["events"]), str(said["head"]), problems)
        )
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _path() -> Path:
    return Path(current_app.config["SETTINGS"].instance) / FILE
