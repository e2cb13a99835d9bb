"""Where does what a test writes lie, when no test asks what a power cut leaves of it? In memory, where there is room.

Writing through to the disk takes longer than many tests. A killed process loses nothing there that it would keep on a disk.
"""

from __future__ import annotations

import os
import shutil
from pathlib import Path

MEMORY, ROOM = Path("/dev/shm"), 2 * 1024**3


def memory() -> Path | None:
    """The folder that is no disk; None where there is none or it is nearly full, which `tempfile` takes for the usual one."""
    room = MEMORY.is_dir() and os.access(MEMORY, os.W_OK) and shutil.disk_usage(MEMORY).free > ROOM
    return MEMORY if room else None
